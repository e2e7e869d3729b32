/* A list of ids, read in one pass over the bytes. A word is everything
 * between separators, so that a message can show the whole of what it
 * refuses. */
#include "data/tokens.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "base/array.h"
#include "base/file.h"
#include "base/number.h"
#include "base/text.h"

/* No list of ids for a recording comes near it. */
static const size_t file_limit = (size_t)1000 * 1000 * 1000;

struct reader {
    char name[300]; /* for messages */
    const char *at, *end;
    const char *line_start;
    int line;
};

static bool is_separator(char c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == ',';
}

static void skip_separators(struct reader *reader)
{
    while (reader->at < reader->end && is_separator(*reader->at)) {
        if (*reader->at++ == '\n') {
            reader->line++;
            reader->line_start = reader->at;
        }
    }
}

/* Reads the word at reader->at as an id below `vocabulary`. */
static bool read_id(struct reader *reader, int vocabulary, int *id,
                    struct error *error)
{
    const char *word = reader->at;
    long column = (long)(word - reader->line_start) + 1;
    char shown[48];
    int64_t value;

    while (reader->at < reader->end && !is_separator(*reader->at))
        reader->at++;

    size_t length = (size_t)(reader->at - word);
    text_printable(word, length, shown, sizeof shown);
    if (!number_parse_integer(word, length, 0, INT64_MAX, &value))
        return error_set(error, "%s:%d:%ld: '%s' is not a token id; ids are "
                         "whole numbers from 0", reader->name, reader->line,
                         column, shown);
    if (value >= vocabulary)
        return error_set(error, "%s:%d:%ld: token id %s is not in the "
                         "vocabulary; ids go from 0 to %d", reader->name,
                         reader->line, column, shown, vocabulary - 1);
    *id = (int)value;
    return true;
}

bool tokens_read(const char *path, int vocabulary, int **ids, int *count,
                 struct error *error)
{
    assert(vocabulary > 0);

    static const char mark[] = "\xef\xbb\xbf"; /* the UTF-8 byte order mark */
    char *text = NULL;
    void *list = NULL;
    size_t length, used = 0, capacity = 0;

    *ids = NULL;
    *count = 0;
    if (!file_read(path, file_limit, &text, &length, error))
        goto fail;

    struct reader reader = {.at = text, .end = text + length,
                            .line_start = text, .line = 1};
    if (strcmp(path, "-") == 0)
        path = "standard input";
    text_printable(path, strlen(path), reader.name, sizeof reader.name);
    if (length >= 3 && memcmp(text, mark, 3) == 0)
        reader.line_start = reader.at += 3;

    for (skip_separators(&reader); reader.at < reader.end;
         skip_separators(&reader)) {
        if (!array_reserve(&list, &capacity, used + 1, sizeof(int),
                           "the token ids", error) ||
            !read_id(&reader, vocabulary, (int *)list + used, error))
            goto fail;
        used++;
    }
    if (used == 0) {
        error_set(error, "%s: no token ids in the file", reader.name);
        goto fail;
    }
    free(text);
    *ids = list;
    *count = (int)used; /* fits: every id takes two bytes of the limit */
    return true;

fail:
    free(text);
    free(list);
    return false;
}

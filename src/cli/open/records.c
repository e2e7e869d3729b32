/* Reading checks everything at first, so that nothing can fail half-way.
 */
#include "cli/open/records.h"

#include <stdlib.h>
#include <string.h>

#include "base/file.h"

/* A record with the longest text, every byte of it escaped. */
enum { LINE_BYTES = 4 * INPUT_TEXT_MAX, BYTES_MAX = 1 << 30 };

bool records_create(struct records *records, const char *path,
                    struct error *error)
{
    records->file = fopen(path, "w");
    return records->file != NULL ||
           error_system(error, "cannot write '%s'", path);
}

bool records_write(struct records *records, const struct input *input,
                   struct error *error)
{
    char line[LINE_BYTES];
    size_t length = input_print(input, line, sizeof line - 1);

    line[length] = '\n';
    if (fwrite(line, 1, length + 1, records->file) == length + 1 &&
        fflush(records->file) == 0)
        return true;
    return error_system(error, "cannot write the file of --record-input");
}

/* The next line without its end; false at the end. */
static bool next_line(struct records *records, const char **line,
                      size_t *length)
{
    if (records->at >= records->length)
        return false;
    *line = records->text + records->at;
    size_t left = records->length - records->at;
    const char *end = memchr(*line, '\n', left);
    *length = end != NULL ? (size_t)(end - *line) : left;
    records->at += *length + 1;
    return true;
}

bool records_open(struct records *records, const char *path,
                  struct error *error)
{
    struct input input;
    const char *line;
    size_t length;

    if (!file_read(path, BYTES_MAX, &records->text, &records->length, error))
        return false;
    for (int number = 1; next_line(records, &line, &length); number++) {
        if (!input_parse(&input, line, length, error))
            return error_prefix(error, "%s:%d", path, number);
    }
    records->at = 0;
    return true;
}

bool records_next(struct records *records, struct input *input)
{
    const char *line;
    size_t length;

    return next_line(records, &line, &length) &&
           input_parse(input, line, length, NULL);
}

void records_finish(struct records *records)
{
    if (records->file != NULL)
        fclose(records->file);
    free(records->text);
    *records = (struct records){0};
}

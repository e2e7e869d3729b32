/* Two passes over the fields: which column has no numbers, then its texts.
 */
#include "data/table/labels.h"

#include <stdlib.h>
#include <string.h>

#include "base/array.h"
#include "base/file.h"
#include "base/number.h"
#include "data/table/fields.h"

enum { COLUMNS = 256 };

static const size_t file_limit = (size_t)2000 * 1000 * 1000;

/* Calls use(context, row, column, field) for every field; row 0 is the first
 * line. */
static bool walk(const char *text, size_t length, const char *path,
                 void (*use)(void *context, int row, int column,
                             const struct field *field),
                 void *context, struct error *error)
{
    struct fields fields;
    int row = 0;

    if (!fields_init(&fields, text, length, path, error))
        return false;
    while (fields_next_line(&fields)) {
        struct field field = {0};
        for (int k = 0; !field.last; k++) {
            if (!fields_read(&fields, (size_t)k, &field))
                return false;
            use(context, row, k, &field);
        }
        row++;
    }
    return true;
}

struct search {
    bool number[COLUMNS], letters[COLUMNS];
    int rows, columns;
    size_t bytes;
};

static void look(void *context, int row, int column, const struct field *field)
{
    struct search *search = context;
    double value;

    search->rows = row;
    if (column >= COLUMNS)
        return;
    if (column >= search->columns)
        search->columns = column + 1;
    search->bytes += field->length + 1;
    if (row == 0 || field->length == 0)
        return;
    if (number_parse(field->text, field->length, &value))
        search->number[column] = true;
    else
        search->letters[column] = true;
}

struct collection {
    struct labels *labels;
    int column;
    char *free_part;
};

static void collect(void *context, int row, int column,
                    const struct field *field)
{
    struct collection *collection = context;

    if (column != collection->column)
        return;
    char *text = collection->free_part;
    memcpy(text, field->text, field->length);
    text[field->length] = '\0';
    collection->free_part += field->length + 1;
    if (row == 0)
        collection->labels->column = text;
    else
        collection->labels->text[row - 1] = text;
}

static int find_column(const struct search *search)
{
    for (int k = 0; k < search->columns; k++)
        if (search->letters[k] && !search->number[k])
            return k;
    return -1;
}

static bool fill(struct labels *labels, const char *text, size_t length,
                 const char *path, struct error *error)
{
    struct search search = {.rows = -1};
    static char empty[] = "";

    if (!walk(text, length, path, look, &search, error))
        return false;
    int column = find_column(&search);
    if (column < 0)
        return true;
    labels->text = array_new((size_t)search.rows + 1, sizeof *labels->text,
                             "labels", error);
    labels->memory = array_new(search.bytes + 1, 1, "labels", error);
    if (labels->text == NULL || labels->memory == NULL)
        return false;
    for (int k = 0; k <= search.rows; k++)
        labels->text[k] = empty;
    labels->rows = search.rows;
    struct collection collection = {labels, column, labels->memory};
    return walk(text, length, path, collect, &collection, error);
}

bool labels_read(struct labels *labels, const char *path, struct error *error)
{
    char *text;
    size_t length;

    memset(labels, 0, sizeof *labels);
    if (!file_read(path, file_limit, &text, &length, error))
        return false;
    bool fine = fill(labels, text, length, path, error);
    free(text);
    if (!fine)
        labels_finish(labels);
    return fine;
}

void labels_finish(struct labels *labels)
{
    free(labels->memory);
    free(labels->text);
    memset(labels, 0, sizeof *labels);
}

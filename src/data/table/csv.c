/* One pass over the text, field by field, into a growing table of doubles.
 *
 * Whether a column holds numbers or text is known only at the end, so each
 * column remembers where its first text and its first empty field stood. Only
 * then is the earliest of them reported, or the column set aside as text.
 * Fields point into the text; nothing but the names is copied.
 */
#include "data/table/csv.h"

#include <limits.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/array.h"
#include "base/file.h"
#include "base/number.h"
#include "base/text.h"
#include "data/table/fields.h"

/* More is a broken file, not a table. */
enum { COLUMNS_MAX = 100000 };

static const size_t file_limit = (size_t)2000 * 1000 * 1000;

struct column {
    bool numbers;             /* at least one field is a number */
    struct field text, empty; /* the first such field; line 0: none */
};

/* A line kept until its meaning is known. */
struct record {
    void *memory; /* struct field[count] */
    size_t count, capacity;
    int line;
};

struct table {
    struct fields fields;
    struct column *columns; /* [count] */
    size_t count;
    void *values;           /* double[used], room for `capacity` */
    size_t used, capacity;
    struct error *error;
};

static struct field *field_at(const struct record *record, size_t k)
{
    return (struct field *)record->memory + k;
}

static bool read_record(struct table *table, struct record *record)
{
    struct fields *fields = &table->fields;
    struct field field = {0};

    record->line = fields->line;
    while (!field.last) {
        if (record->count == COLUMNS_MAX)
            return error_set(table->error, "%s:%d: more than %d columns",
                             fields->name, record->line, COLUMNS_MAX);
        if (!fields_read(fields, record->count, &field) ||
            !array_reserve(&record->memory, &record->capacity,
                           record->count + 1, sizeof field,
                           "a line of the table", table->error))
            return false;
        *field_at(record, record->count++) = field;
    }
    return true;
}

static bool is_number(const struct field *field)
{
    double value;

    return number_parse(field->text, field->length, &value);
}

static bool is_header(const struct record *record)
{
    for (size_t k = 0; k < record->count; k++) {
        const struct field *field = field_at(record, k);

        if (field->length > 0 && !is_number(field))
            return true;
    }
    return false;
}

/* R leaves out the name above its row names, which are quoted. */
static bool has_row_names(const struct record *header,
                          const struct record *first)
{
    return first->count == header->count + 1 && field_at(first, 0)->quoted;
}

/* Copies a name, with doubled quotes made single. Returns behind its NUL. */
static char *copy_name(char *out, const struct field *field)
{
    for (size_t i = 0; i < field->length; i++) {
        *out++ = field->text[i];
        if (field->quoted && field->text[i] == '"')
            i++;
    }
    *out++ = '\0';
    return out;
}

/* Names `count` columns by the header, which may leave out the first name, or
 * by number without one. */
static bool name_columns(struct csv *csv, size_t count,
                         const struct record *header, struct error *error)
{
    enum { DIGITS_MAX = 12 };
    size_t bytes = count * DIGITS_MAX;

    for (size_t k = 0; header && k < header->count; k++)
        bytes += field_at(header, k)->length + 1;
    csv->columns = (int)count;
    csv->names = array_new(count, sizeof *csv->names, "column names", error);
    csv->numeric = array_new(count, sizeof *csv->numeric, "columns", error);
    csv->memory = array_new(bytes, 1, "column names", error);
    if (!csv->names || !csv->numeric || !csv->memory)
        return false;

    char *out = csv->memory;
    size_t unnamed = header ? count - header->count : 0;
    for (size_t k = 0; k < count; k++) {
        csv->names[k] = out;
        if (!header)
            out += snprintf(out, DIGITS_MAX, "%zu", k + 1) + 1;
        else if (k < unnamed)
            *out++ = '\0';
        else
            out = copy_name(out, field_at(header, k - unnamed));
    }
    return true;
}

/* Makes room for one more row at values[used]. */
static bool reserve_row(struct table *table)
{
    if (table->used / table->count >= INT_MAX)
        return error_set(table->error, "%s:%d: too many rows",
                         table->fields.name, table->fields.line);
    return array_reserve(&table->values, &table->capacity,
                         table->used + table->count, sizeof(double),
                         "the table", table->error);
}

/* Enters a field into column k of the row being filled. */
static void store(struct table *table, size_t k, const struct field *field)
{
    struct column *column = &table->columns[k];
    double value = NAN;

    if (field->length == 0) {
        if (column->empty.line == 0)
            column->empty = *field;
    } else if (number_parse(field->text, field->length, &value)) {
        column->numbers = true;
    } else {
        value = NAN;
        if (column->text.line == 0)
            column->text = *field;
    }
    ((double *)table->values)[table->used + k] = value;
}

/* Ends a row that had `found` fields. */
static bool end_row(struct table *table, int line, size_t found)
{
    if (found != table->count)
        return error_set(table->error, "%s:%d: %zu column%s found, %zu wanted",
                         table->fields.name, line, found,
                         found == 1 ? "" : "s", table->count);
    table->used += found;
    return true;
}

static bool store_record(struct table *table, const struct record *record)
{
    if (!reserve_row(table))
        return false;
    for (size_t k = 0; k < record->count && k < table->count; k++)
        store(table, k, field_at(record, k));
    return end_row(table, record->line, record->count);
}

static bool read_row(struct table *table)
{
    struct field field = {0};
    size_t found = 0;
    int line = table->fields.line;

    if (!reserve_row(table))
        return false;
    for (; !field.last; found++) {
        if (!fields_read(&table->fields, found, &field))
            return false;
        if (found < table->count)
            store(table, found, &field);
    }
    return end_row(table, line, found);
}

/* The first line, and the one after a header, fix names and columns. */
static bool read_start(struct table *table, struct csv *csv,
                       struct record *header, struct record *first)
{
    struct fields *fields = &table->fields;

    if (!fields_next_line(fields))
        return error_set(table->error, "%s: the file is empty", fields->name);
    if (!read_record(table, header))
        return false;
    csv->header = is_header(header);
    if (csv->header) {
        if (!fields_next_line(fields))
            return error_set(table->error, "%s: there is a header but no "
                             "rows", fields->name);
        if (!read_record(table, first))
            return false;
    }
    table->count = header->count;
    if (csv->header && has_row_names(header, first))
        table->count++;
    table->columns = array_new(table->count, sizeof *table->columns,
                               "columns", table->error);
    return table->columns &&
           name_columns(csv, table->count, csv->header ? header : NULL,
                        table->error) &&
           store_record(table, csv->header ? first : header);
}

/* "1,5": a decimal comma, where commas do not separate. */
static bool is_decimal_comma(const struct field *field)
{
    const char *comma = memchr(field->text, ',', field->length);

    if (!comma)
        return false;
    size_t before = (size_t)(comma - field->text);
    struct field whole = {.text = field->text, .length = before};
    struct field part = {.text = comma + 1,
                         .length = field->length - before - 1};
    return is_number(&whole) && is_number(&part);
}

/* The first field of a column that does not belong there, or NULL. */
static const struct field *find_fault(const struct column *column,
                                      enum csv_empty empty)
{
    const struct field *fault = NULL;

    if (column->text.line &&
        (column->numbers || is_decimal_comma(&column->text)))
        fault = &column->text;
    if (column->empty.line && column->numbers && empty == CSV_EMPTY_ERROR &&
        (!fault || column->empty.line < fault->line))
        fault = &column->empty;
    return fault;
}

/* Decides what each column is; reports the earliest fault of all. */
static bool judge_columns(const struct table *table, struct csv *csv,
                          enum csv_empty empty)
{
    const struct field *earliest = NULL;
    const char *name = table->fields.name;
    size_t column = 0;
    char shown[48];

    for (size_t k = 0; k < table->count; k++) {
        const struct field *fault = find_fault(&table->columns[k], empty);

        csv->numeric[k] = table->columns[k].numbers;
        if (fault && (!earliest || fault->line < earliest->line)) {
            earliest = fault;
            column = k + 1;
        }
    }
    if (!earliest)
        return true;
    if (earliest->length == 0)
        return error_set(table->error, "%s:%d:%zu: the field is empty", name,
                         earliest->line, column);
    text_printable(earliest->text, earliest->length, shown, sizeof shown);
    return error_set(table->error, "%s:%d:%zu: '%s' is not a number%s", name,
                     earliest->line, column, shown,
                     is_decimal_comma(earliest) ?
                     "; write decimals with a point" : "");
}

bool csv_parse(struct csv *csv, const char *text, size_t length,
               const char *name, enum csv_empty empty, struct error *error)
{
    struct table table = {.error = error};
    struct record header = {0}, first = {0};

    *csv = (struct csv){0};
    bool good = fields_init(&table.fields, text, length, name, error) &&
                read_start(&table, csv, &header, &first);
    while (good && fields_next_line(&table.fields))
        good = read_row(&table);
    good = good && judge_columns(&table, csv, empty);

    csv->values = table.values;
    if (good)
        csv->rows = (int)(table.used / table.count);
    else
        csv_finish(csv);
    free(header.memory);
    free(first.memory);
    free(table.columns);
    return good;
}

bool csv_read(struct csv *csv, const char *path, enum csv_empty empty,
              struct error *error)
{
    char *text, shown[300];
    size_t length;

    *csv = (struct csv){0};
    if (!file_read(path, file_limit, &text, &length, error))
        return false;
    text_printable(path, strlen(path), shown, sizeof shown);
    bool good = csv_parse(csv, text, length,
                          strcmp(path, "-") == 0 ? "standard input" : shown,
                          empty, error);
    free(text);
    return good;
}

void csv_finish(struct csv *csv)
{
    free(csv->names);
    free(csv->numeric);
    free(csv->values);
    free(csv->memory);
    *csv = (struct csv){0};
}

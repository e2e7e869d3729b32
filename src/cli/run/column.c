/* Which column to learn from, when nobody says: tables of measurements tend to
 * begin with a row number or a date, and there is nothing to learn in a clock.
 */
#include "cli/run/column.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/array.h"
#include "base/text.h"
#include "data/table/csv.h"

static double value_at(const struct csv *csv, int row, int column)
{
    return csv->values[(size_t)row * csv->columns + column];
}

static bool varies(const struct csv *csv, int column)
{
    for (int row = 1; row < csv->rows; row++) {
        if (value_at(csv, row, column) != value_at(csv, 0, column))
            return true;
    }
    return false;
}

/* Does it go up or down by the same step all the time? Dates are rounded, so
 * a hundredth of a step is nothing. */
static bool counts(const struct csv *csv, int column)
{
    double mean = (value_at(csv, csv->rows - 1, column) -
                   value_at(csv, 0, column)) / (csv->rows - 1);

    for (int row = 1; row < csv->rows; row++) {
        double step = value_at(csv, row, column) -
                      value_at(csv, row - 1, column);

        if (!(fabs(step - mean) <= 0.01 * fabs(mean)))
            return false;
    }
    return true;
}

/* -1 with a message when no column will do. */
static int choose(const struct csv *csv, struct error *error)
{
    int clock = -1;

    for (int k = 0; k < csv->columns; k++) {
        if (!csv->numeric[k] || !varies(csv, k))
            continue;
        if (!counts(csv, k))
            return k;
        if (clock < 0)
            clock = k;
    }
    if (clock < 0)
        error_set(error, "no column has numbers that vary");
    return clock;
}

static int find(const struct csv *csv, const char *name, struct error *error)
{
    int *picked, count;

    if (!csv_pick(csv, name, &picked, &count, error))
        return -1;
    int first = picked[0];
    free(picked);
    if (count == 1)
        return first;
    error_set(error, "one column is learned at a time, not %d", count);
    return -1;
}

static bool copy(struct column *column, const struct csv *csv, int index,
                 struct error *error)
{
    const char *name = csv->names[index];
    size_t size = strlen(name) + 1;

    column->length = csv->rows;
    column->name = array_new(size, 1, "a name", error);
    column->values = array_new((size_t)csv->rows, sizeof(double),
                               "the series", error);
    if (!column->name || !column->values)
        return false;
    memcpy(column->name, name, size);
    for (int row = 0; row < csv->rows; row++)
        column->values[row] = value_at(csv, row, index);
    return true;
}

bool column_read(struct column *column, const char *path, const char *name,
                 struct error *error)
{
    struct csv csv;
    char shown[300];

    *column = (struct column){0};
    if (!csv_read(&csv, path, CSV_EMPTY_NAN, error))
        return false;
    int index = name ? find(&csv, name, error) : choose(&csv, error);
    bool good = false;
    if (index < 0)
        error_prefix(error, "%s", text_printable(path, strlen(path), shown,
                                                 sizeof shown));
    else
        good = copy(column, &csv, index, error);
    csv_finish(&csv);
    if (!good)
        column_finish(column);
    return good;
}

void column_finish(struct column *column)
{
    free(column->name);
    free(column->values);
    *column = (struct column){0};
}

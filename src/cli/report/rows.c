/* Rows are listed by the same loops that count them, so that there is one
 * place that knows what a report is about.
 */
#include "cli/report/rows.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/array.h"
#include "nn/flow/units.h"

const char *const statistic_names[STATISTICS] = {
    "mean", "low", "high", "retention", "half_life", "moves", "dead",
    "gradient", "jacobian",
};

/* Counts, and writes where there is room. */
static void add(struct rows *rows, struct row row)
{
    if (rows->row != NULL)
        rows->row[rows->count] = row;
    rows->count++;
}

static void add_units(struct rows *rows, const struct layer_spec *layer,
                      struct row row)
{
    for (row.unit = 0; row.unit < layer->units; row.unit++)
        add(rows, row);
}

static void add_layer(struct rows *rows, const struct spec *spec, int l,
                      int lags)
{
    static const int digits[] = {1, 2, 5};
    const struct layer_spec *layer = &spec->layer[l];
    const struct cell_info *cell = layer_cell(layer);
    struct row row = {.layer = l};

    for (int k = 0; k < cell->shown_count; k++) {
        row.signal = cell->shown[k];
        for (int s = STAT_MEAN; s <= STAT_HIGH; s++) {
            row.statistic = (enum statistic)s;
            if (s == STAT_MEAN || unit_saturates(layer, row.signal))
                add_units(rows, layer, row);
        }
    }
    row.signal = -1;
    bool keeps = unit_keeper(layer->cell) >= 0;
    for (int s = keeps ? STAT_RETENTION : STAT_MOVES; s <= STAT_GRADIENT;
         s++) {
        row.statistic = (enum statistic)s;
        add_units(rows, layer, row);
    }
    row.unit = -1;
    row.statistic = STAT_JACOBIAN;
    for (int k = 0, power = 1; layer->cell != CELL_DENSE; k++) {
        row.lag = digits[k % 3] * power;
        power *= k % 3 == 2 ? 10 : 1;
        if (row.lag > lags)
            break;
        add(rows, row);
    }
}

static void add_all(struct rows *rows, const struct spec *spec, int lags)
{
    rows->count = 0;
    for (int l = 0; l < spec->layers; l++)
        add_layer(rows, spec, l, lags);
}

bool rows_init(struct rows *rows, const struct spec *spec, int lags,
               size_t sequences, struct error *error)
{
    size_t numbers, bytes;

    *rows = (struct rows){.capacity = sequences};
    add_all(rows, spec, lags);
    if (!size_multiply((size_t)rows->count, sequences, &numbers) ||
        !size_multiply(numbers, sizeof *rows->sample, &bytes))
        return error_memory(error, "the report", SIZE_MAX);
    if (!memory_check(bytes, "the report", error))
        return false;
    rows->row = array_new((size_t)rows->count, sizeof *rows->row,
                          "the report", error);
    rows->sample = array_new(numbers, sizeof *rows->sample, "the report",
                             error);
    if (rows->row == NULL || rows->sample == NULL) {
        rows_finish(rows);
        return false;
    }
    add_all(rows, spec, lags);
    return true;
}

void rows_finish(struct rows *rows)
{
    free(rows->row);
    free(rows->sample);
    *rows = (struct rows){0};
}

double *rows_next(struct rows *rows)
{
    double *sample = rows->sample + rows->sequences * (size_t)rows->count;

    for (int k = 0; k < rows->count; k++)
        sample[k] = NAN;
    rows->sequences++;
    return sample;
}

static int compare(const void *left, const void *right)
{
    double a = *(const double *)left, b = *(const double *)right;

    return (a > b) - (a < b);
}

struct summary rows_summary(const struct rows *rows, int row, double *scratch)
{
    int count = 0;

    for (size_t s = 0; s < rows->sequences; s++) {
        double value = rows->sample[s * (size_t)rows->count + (size_t)row];
        if (!isnan(value))
            scratch[count++] = value;
    }
    if (count == 0)
        return (struct summary){0, NAN, NAN, NAN};
    qsort(scratch, (size_t)count, sizeof *scratch, compare);
    double upper = scratch[count / 2], lower = scratch[(count - 1) / 2];
    return (struct summary){
        .sequences = count, .low = scratch[0], .high = scratch[count - 1],
        .median = upper == lower || isinf(lower)
            ? lower : lower + (upper - lower) / 2};
}

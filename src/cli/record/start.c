/* Both kinds of file are read into row 0 of the tape; every unit of every
 * state must be there, because a state that is half old and half zero is
 * nobody's wish.
 */
#include "cli/record/start.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/array.h"
#include "base/text.h"
#include "data/table/csv.h"
#include "model/safetensors.h"

enum { SHOWN = 200 };

/* A state signal of a cell: 0 is h, 1 is c. -1 where there is none. */
static int state_signal(const struct tape *values, int l, int which)
{
    const struct cell_info *cell = layer_cell(&values->spec.layer[l]);

    if (values->spec.layer[l].cell == CELL_DENSE)
        return -1;
    return which == 0 ? cell->h : cell->c;
}

/* Copies `units` elements of a tensor from number `first` on. */
static bool copy_part(const struct tensor *tensor, int64_t first, int units,
                      real *out, struct error *error)
{
    real *all = array_new((size_t)tensor->elements, sizeof *all,
                          "the start states", error);

    if (all == NULL)
        return false;
    tensor_read(tensor, all);
    memcpy(out, all + first, (size_t)units * sizeof *out);
    free(all);
    return true;
}

/* A tensor whose last dimension is `units`. */
static bool check_tensor(const struct tensor *tensor, const char *name,
                         int units, struct error *error)
{
    char shape[TENSOR_SHAPE_TEXT];

    if (tensor == NULL)
        return error_set(error, "there is no '%s'", name);
    if (!tensor->readable)
        return error_set(error, "'%s' is of type %s, not of numbers that can "
                         "be read", name, tensor->type);
    if (tensor->rank < 1 || tensor->elements < units ||
        tensor->shape[tensor->rank - 1] != units)
        return error_set(error, "'%s' is %s, but the layer has %d units", name,
                         tensor_shape(tensor, shape), units);
    return true;
}

/* One state of one layer, from an earlier record or from h0 or c0. */
static bool read_state(const struct safetensors *file, struct tape *values,
                       int l, int which, struct error *error)
{
    int signal = state_signal(values, l, which);
    int units = values->spec.layer[l].units;
    int layers = values->spec.layers;
    bool record = safetensors_find(file, "layer0.h") != NULL;
    char name[24], shape[TENSOR_SHAPE_TEXT];

    if (signal < 0)
        return true;
    if (record)
        snprintf(name, sizeof name, "layer%d.%c", l, which == 0 ? 'h' : 'c');
    else
        snprintf(name, sizeof name, "%c0", which == 0 ? 'h' : 'c');
    const struct tensor *tensor = safetensors_find(file, name);
    if (!check_tensor(tensor, name, units, error))
        return false;
    if (!record && tensor->elements != (int64_t)layers * units)
        return error_set(error, "'%s' is %s, but the model has %d layers of "
                         "%d units", name, tensor_shape(tensor, shape), layers,
                         units);
    int64_t first = record ? tensor->elements - units : (int64_t)l * units;
    return copy_part(tensor, first, units,
                     tape_signal(values, l, signal, 0, 0), error);
}

static bool read_tensors(const char *path, struct tape *values,
                         struct error *error)
{
    struct safetensors file = {0};
    char shown[SHOWN];
    bool fine = true;

    if (!safetensors_read(&file, path, error))
        return false;
    if (safetensors_find(&file, "layer0.h") == NULL &&
        safetensors_find(&file, "h0") == NULL)
        fine = error_set(error, "no start states: neither 'h0' nor 'layer0.h' "
                         "is there");
    for (int l = 0; fine && l < values->spec.layers; l++)
        fine = read_state(&file, values, l, 0, error) &&
               read_state(&file, values, l, 1, error);
    safetensors_finish(&file);
    return fine || error_prefix(error, "%s", text_printable(
        path, strlen(path), shown, sizeof shown));
}

/* A table with the header of a CSV record. */
struct record_table {
    struct csv csv;
    int layer, step, unit; /* columns; these three must be there */
    int state[2];          /* those of h and c, -1 when absent */
};

static int find_column(const struct csv *csv, const char *name)
{
    for (int k = 0; k < csv->columns; k++)
        if (strcmp(csv->names[k], name) == 0)
            return csv->numeric[k] ? k : -1;
    return -1;
}

static double cell_at(const struct record_table *table, int row, int column)
{
    return table->csv.values[(size_t)row * table->csv.columns + column];
}

/* Takes one row of the last step; units come in order, and `seen` counts those
 * of each layer. */
static bool take_row(const struct record_table *table, int row,
                     struct tape *values, int *seen, struct error *error)
{
    double layer = cell_at(table, row, table->layer);
    double unit = cell_at(table, row, table->unit);

    if (!(layer >= 0 && layer < values->spec.layers) ||
        !(unit >= 1 && unit <= values->spec.layer[(int)layer].units))
        return error_set(error, "row %d: the model has no layer %g with a "
                         "unit %g", row + 1, layer, unit);
    if (unit != seen[(int)layer] + 1)
        return error_set(error, "row %d: unit %g of layer %g where unit %d is "
                         "due", row + 1, unit, layer, seen[(int)layer] + 1);
    for (int which = 0; which < 2; which++) {
        int signal = state_signal(values, (int)layer, which);
        if (signal < 0)
            continue;
        if (table->state[which] < 0)
            return error_set(error, "there is no column '%c'",
                             which == 0 ? 'h' : 'c');
        tape_signal(values, (int)layer, signal, 0, 0)[(int)unit - 1] =
            (real)cell_at(table, row, table->state[which]);
    }
    seen[(int)layer]++;
    return true;
}

static bool take_last_step(const struct record_table *table,
                           struct tape *values, struct error *error)
{
    double last = -INFINITY;
    int seen[LAYERS_MAX] = {0};

    for (int r = 0; r < table->csv.rows; r++)
        last = fmax(last, cell_at(table, r, table->step));
    for (int r = 0; r < table->csv.rows; r++)
        if (cell_at(table, r, table->step) == last &&
            !take_row(table, r, values, seen, error))
            return false;
    for (int l = 0; l < values->spec.layers; l++)
        if (seen[l] != values->spec.layer[l].units)
            return error_set(error, "step %g has %d units of layer %d, the "
                             "model has %d", last, seen[l], l,
                             values->spec.layer[l].units);
    return true;
}

static bool read_csv(const char *path, struct tape *values,
                     struct error *error)
{
    struct record_table table = {0};
    char shown[SHOWN];
    bool fine = false;

    if (!csv_read(&table.csv, path, CSV_EMPTY_NAN, error))
        return false;
    table.layer = find_column(&table.csv, "layer");
    table.step = find_column(&table.csv, "step");
    table.unit = find_column(&table.csv, "unit");
    table.state[0] = find_column(&table.csv, "h");
    table.state[1] = find_column(&table.csv, "c");
    if (table.layer < 0 || table.step < 0 || table.unit < 0)
        error_set(error, "not a record: its columns would begin with layer, "
                  "step and unit");
    else
        fine = take_last_step(&table, values, error);
    csv_finish(&table.csv);
    return fine || error_prefix(error, "%s", text_printable(
        path, strlen(path), shown, sizeof shown));
}

bool start_read(const char *path, struct tape *values, struct error *error)
{
    size_t length = strlen(path);

    if (length > 4 && strcmp(path + length - 4, ".csv") == 0)
        return read_csv(path, values, error);
    return read_tensors(path, values, error);
}

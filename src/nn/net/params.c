/* Weights as one flat array with names.
 *
 * The list of tensors is walked twice by the same function: once without
 * storage to count, once with storage to set the pointers. So the count, the
 * pointers and the table of names cannot disagree. */
#include "nn/net/params.h"

#include <math.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/array.h"
#include "base/memory.h"

struct walk {
    struct params *params; /* NULL: count only */
    size_t count;
    bool overflow;
};

static real *place(struct walk *walk, int rows, int columns, const char *format,
                   int layer)
{
    size_t size = 0;
    if (!size_multiply((size_t)rows, columns ? (size_t)columns : 1, &size) ||
        !size_add(walk->count, size, &walk->count))
        walk->overflow = true;
    struct params *params = walk->params;
    if (!params)
        return NULL;
    struct param_tensor *tensor = &params->tensor[params->tensors++];
    snprintf(tensor->name, sizeof tensor->name, format, layer);
    tensor->rows = rows;
    tensor->columns = columns;
    tensor->values = params->data + (walk->count - size);
    return tensor->values;
}

static struct layer_params place_layer(struct walk *walk,
                                       const struct spec *spec, int l)
{
    struct layer_params layer = {0};
    const struct cell_info *cell = layer_cell(&spec->layer[l]);
    int rows = cell->gates * spec->layer[l].units;
    layer.w = place(walk, rows, spec_layer_inputs(spec, l), "weight_ih_l%d", l);
    if (cell->u_first >= 0)
        layer.u = place(walk, rows, spec->layer[l].units, "weight_hh_l%d", l);
    layer.b_ih = place(walk, rows, 0, "bias_ih_l%d", l);
    if (cell->u_first >= 0)
        layer.b_hh = place(walk, rows, 0, "bias_hh_l%d", l);
    return layer;
}

static void place_all(struct walk *walk, const struct spec *spec)
{
    struct params unused = {0};
    struct params *params = walk->params ? walk->params : &unused;
    if (spec->embedded)
        params->embedding =
            place(walk, spec->vocabulary, spec->inputs, "embedding.weight", 0);
    for (int l = 0; l < spec->layers; l++)
        params->layer[l] = place_layer(walk, spec, l);
    if (spec->head != HEAD_NONE) {
        int units = spec->layer[spec->layers - 1].units;
        params->head_w = place(walk, spec->outputs, units, "head.weight", 0);
        params->head_b = place(walk, spec->outputs, 0, "head.bias", 0);
    }
}

/* Bytes of `count` numbers; SIZE_MAX where that overflows. */
static size_t size_clamped(size_t count)
{
    size_t bytes;
    return size_multiply(count, sizeof(real), &bytes) ? bytes : SIZE_MAX;
}

size_t params_count(const struct spec *spec)
{
    struct walk walk = {0};
    place_all(&walk, spec);
    return walk.overflow ? SIZE_MAX : walk.count;
}

bool params_init(struct params *params, const struct spec *spec,
                 struct error *error)
{
    memset(params, 0, sizeof *params);
    if (!spec_check(spec, error))
        return false;
    params->spec = *spec;
    params->count = params_count(spec);
    if (!memory_check(size_clamped(params->count), "the weights", error))
        return false;
    params->data = array_new(params->count, sizeof(real), "the weights", error);
    if (!params->data)
        return false;
    struct walk walk = {.params = params};
    place_all(&walk, spec);
    return true;
}

void params_finish(struct params *params)
{
    free(params->data);
    memset(params, 0, sizeof *params);
}

void params_copy(struct params *dst, const struct params *src)
{
    memcpy(dst->data, src->data, src->count * sizeof(real));
}

bool params_find_bad(const struct params *params, int *tensor, size_t *index)
{
    for (int k = 0; k < params->tensors; k++) {
        const struct param_tensor *t = &params->tensor[k];
        size_t n = (size_t)t->rows * (t->columns ? (size_t)t->columns : 1);
        for (size_t i = 0; i < n; i++)
            if (!isfinite(t->values[i])) {
                *tensor = k;
                *index = i;
                return true;
            }
    }
    return false;
}

/* One walk over the tape, row by row as it lies in memory; a block's range is
 * gathered for all units side by side and written out when the block ends.
 */
#include "scene/film/traces.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/array.h"

static int widest(const struct spec *spec)
{
    int units = 0;

    for (int l = 0; l < spec->layers; l++)
        if (spec->layer[l].units > units)
            units = spec->layer[l].units;
    return units;
}

/* Numbers of all parts; SIZE_MAX where that overflows. */
static size_t count_values(const struct spec *spec, int steps, int blocks)
{
    size_t all = 2 * (size_t)widest(spec);

    for (int l = 0; l < spec->layers; l++) {
        size_t ranges, values;
        if (!size_multiply((size_t)spec->layer[l].units, (size_t)blocks * 2,
                           &ranges) ||
            !size_add(ranges, (size_t)steps * 3, &values) ||
            !size_multiply(values, (size_t)layer_cell(&spec->layer[l])
                                       ->shown_count, &values) ||
            !size_add(all, values, &all))
            return SIZE_MAX;
    }
    return all;
}

static int block_of(int steps)
{
    return (steps + TRACE_BLOCKS - 1) / TRACE_BLOCKS;
}

size_t traces_bytes(const struct spec *spec, int steps)
{
    int block = block_of(steps);
    size_t bytes;

    return size_multiply(count_values(spec, steps, (steps + block - 1) / block),
                         sizeof(float), &bytes) ? bytes : SIZE_MAX;
}

/* Cuts `count` numbers off *part. */
static float *cut(float **part, size_t count)
{
    float *start = *part;

    *part += count;
    return start;
}

bool traces_init(struct traces *traces, const struct spec *spec, int steps,
                 struct error *error)
{
    memset(traces, 0, sizeof *traces);
    traces->memory = array_new(traces_bytes(spec, steps), 1, "the curves",
                               error);
    if (traces->memory == NULL)
        return false;
    traces->steps = steps;
    traces->block = block_of(steps);
    traces->blocks = (steps + traces->block - 1) / traces->block;
    float *part = traces->memory;
    traces->low = cut(&part, (size_t)widest(spec));
    traces->high = cut(&part, (size_t)widest(spec));
    for (int l = 0; l < spec->layers; l++) {
        size_t ranges = (size_t)spec->layer[l].units * (size_t)traces->blocks;
        for (int k = 0; k < layer_cell(&spec->layer[l])->shown_count; k++)
            traces->shown[l][k] = (struct trace){
                .mean = cut(&part, (size_t)steps),
                .low = cut(&part, (size_t)steps),
                .high = cut(&part, (size_t)steps),
                .least = cut(&part, ranges), .most = cut(&part, ranges)};
    }
    return true;
}

void traces_finish(struct traces *traces)
{
    free(traces->memory);
    memset(traces, 0, sizeof *traces);
}

/* Mean and range of the units' sizes at step t; a NaN makes the mean one. */
static void summarise(struct trace *trace, const real *row, int units, int t)
{
    double sum = 0;
    float low = INFINITY, high = -INFINITY;

    for (int u = 0; u < units; u++) {
        float value = fabsf((float)row[u]);
        sum += (double)value;
        low = value < low ? value : low;
        high = value > high ? value : high;
    }
    trace->mean[t - 1] = (float)(sum / units);
    trace->low[t - 1] = low;
    trace->high[t - 1] = high;
}

/* Widens the range of every unit by a row; `first`: begins it. */
static void gather(struct traces *traces, const real *row, int units,
                   bool first)
{
    for (int u = 0; u < units; u++) {
        float value = (float)row[u];
        float low = first ? INFINITY : traces->low[u];
        float high = first ? -INFINITY : traces->high[u];
        traces->low[u] = value < low ? value : low;
        traces->high[u] = value > high ? value : high;
    }
}

static void make_one(struct traces *traces, struct trace *trace,
                     const struct tape *tape, int l, int signal)
{
    int units = tape->spec.layer[l].units;

    for (int t = 1; t <= traces->steps; t++) {
        const real *row = tape_signal(tape, l, signal, t, 0);
        int block = (t - 1) / traces->block;
        summarise(trace, row, units, t);
        gather(traces, row, units, (t - 1) % traces->block == 0);
        if (t % traces->block != 0 && t < traces->steps)
            continue;
        for (int u = 0; u < units; u++) {
            size_t at = (size_t)u * (size_t)traces->blocks + (size_t)block;
            trace->least[at] = traces->low[u];
            trace->most[at] = traces->high[u];
        }
    }
}

void traces_make(struct traces *traces, const struct tape *values)
{
    for (int l = 0; l < values->spec.layers; l++) {
        const struct cell_info *info = layer_cell(&values->spec.layer[l]);
        for (int k = 0; k < info->shown_count; k++)
            make_one(traces, &traces->shown[l][k], values, l, info->shown[k]);
    }
}

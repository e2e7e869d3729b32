/* Level 0 is copied from the tape, every other one is made from the one
 * before: T columns in all twice over.
 */
#include "scene/film/levels.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/array.h"

static int count_levels(int steps)
{
    int count = 1;

    while (steps > 1 && count < LEVELS_MAX) {
        steps = (steps + 1) / 2;
        count++;
    }
    return count;
}

static bool reserve(struct levels *levels, struct error *error)
{
    size_t columns = 0, values, bytes;
    int steps = levels->steps;

    for (int k = 0; k < levels->count; k++, steps = (steps + 1) / 2) {
        levels->level[k].columns = steps;
        columns += (size_t)steps;
    }
    if (!size_multiply(columns, (size_t)levels->units * 3, &values) ||
        !size_multiply(values, sizeof(float), &bytes))
        return error_memory(error, "the heat map", SIZE_MAX);
    if (bytes > levels->bytes) {
        free(levels->memory);
        levels->bytes = 0;
        levels->memory = array_new(bytes, 1, "the heat map", error);
        if (levels->memory == NULL)
            return false;
        levels->bytes = bytes;
    }
    float *next = levels->memory;
    for (int k = 0; k < levels->count; k++) {
        size_t size = (size_t)levels->level[k].columns * (size_t)levels->units;
        levels->level[k].mean = next;
        levels->level[k].low = next + size;
        levels->level[k].high = next + 2 * size;
        next += 3 * size;
    }
    return true;
}

/* log10 of the largest |dL/d(signal)| of the run that is finite. */
static double find_peak(const struct film *film, int layer, int signal)
{
    double peak = -INFINITY;

    for (int t = 1; t <= film->steps; t++) {
        const real *row = tape_signal(&film->gradients, layer, signal, t, 0);
        double largest = 0;
        for (int u = 0; u < film_units(film, layer); u++) {
            double size = fabs((double)row[u]);
            largest = isfinite(size) && size > largest ? size : largest;
        }
        if (largest > 0)
            peak = fmax(peak, log10(largest) -
                        tape_exponent(&film->gradients, layer, t, 0) *
                        log10(2));
    }
    return peak;
}

static float squash(double value, double shift, double peak)
{
    if (!isfinite(value) || value == 0)
        return (float)value;
    double size = 1 + (log10(fabs(value)) - shift - peak) / LEVELS_DECADES;
    return (float)copysign(fmax(size, 0), value);
}

static void copy_gradients(struct levels *levels, const struct film *film,
                           int t, float *out)
{
    const struct tape *tape = &film->gradients;
    const real *row = tape_signal(tape, levels->layer, levels->signal, t, 0);
    double shift = tape_exponent(tape, levels->layer, t, 0) * log10(2);

    for (int u = 0; u < levels->units; u++) {
        out[u] = squash((double)row[u], shift, levels->peak);
        levels->beyond = levels->beyond || !isfinite((double)row[u]);
    }
}

static void copy_values(struct levels *levels, const struct film *film,
                        int t, float *out)
{
    const real *row = film_signal(film, levels->layer, levels->signal, t);

    for (int u = 0; u < levels->units; u++) {
        out[u] = (float)row[u];
        levels->beyond = levels->beyond || film_beyond((double)row[u]);
    }
}

static void copy_differences(struct levels *levels, const struct film *film,
                             const struct film *ghost, int t, float *out)
{
    const real *row = film_signal(film, levels->layer, levels->signal, t);
    const real *old = film_signal(ghost, levels->layer, levels->signal, t);

    for (int u = 0; u < levels->units; u++) {
        bool same = row[u] == old[u] ||
                    (isnan((double)row[u]) && isnan((double)old[u]));
        double by = same ? 0 : (double)row[u] - (double)old[u];
        out[u] = (float)by;
        if (film_beyond(by))
            levels->beyond = true;
        else
            levels->peak = fmax(levels->peak, fabs(by));
    }
}

static void copy_run(struct levels *levels, const struct levels_source *source)
{
    struct level *level = &levels->level[0];
    const struct film *film = source->film;
    size_t units = (size_t)levels->units;

    levels->beyond = false;
    levels->peak = levels->kind == HEAT_GRADIENT
        ? find_peak(film, levels->layer, levels->signal) : 0;
    for (int t = 1; t <= levels->steps; t++) {
        float *out = level->mean + (size_t)(t - 1) * units;
        if (levels->kind == HEAT_GRADIENT)
            copy_gradients(levels, film, t, out);
        else if (levels->kind == HEAT_VALUE)
            copy_values(levels, film, t, out);
        else if (source->ghost != NULL)
            copy_differences(levels, film, source->ghost, t, out);
        else
            memset(out, 0, units * sizeof *out);
    }
    size_t bytes = (size_t)levels->steps * units * sizeof(float);
    memcpy(level->low, level->mean, bytes);
    memcpy(level->high, level->mean, bytes);
}

/* Pairs of columns become one; an odd last one stays as it is. */
static void halve(const struct level *from, struct level *to, int units)
{
    for (int k = 0; k < to->columns; k++) {
        size_t a = (size_t)(2 * k) * (size_t)units;
        size_t b = 2 * k + 1 < from->columns ? a + (size_t)units : a;
        size_t out = (size_t)k * (size_t)units;
        for (int u = 0; u < units; u++) {
            to->mean[out + u] = (from->mean[a + u] + from->mean[b + u]) / 2;
            to->low[out + u] = fminf(from->low[a + u], from->low[b + u]);
            to->high[out + u] = fmaxf(from->high[a + u], from->high[b + u]);
        }
    }
}

bool levels_make(struct levels *levels, const struct levels_source *source,
                 struct error *error)
{
    const struct film *film = source->film;

    levels->layer = source->layer;
    levels->signal = source->signal;
    levels->kind = source->kind;
    levels->units = film_units(film, source->layer);
    levels->steps = film->steps;
    levels->count = count_levels(film->steps);
    if (!reserve(levels, error)) {
        levels->signal = -1;
        levels->count = 0;
        return false;
    }
    copy_run(levels, source);
    for (int k = 1; k < levels->count; k++)
        halve(&levels->level[k - 1], &levels->level[k], levels->units);
    return true;
}

void levels_finish(struct levels *levels)
{
    free(levels->memory);
    memset(levels, 0, sizeof *levels);
    levels->signal = -1;
}

int levels_choose(const struct levels *levels, int steps, int columns)
{
    int k = 0;

    while (k + 1 < levels->count && (steps >> k) > columns)
        k++;
    return k;
}

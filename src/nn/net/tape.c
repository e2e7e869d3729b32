/* One allocation for a whole run.
 *
 * The layout is walked twice by one function, first to add up the bytes and
 * then to hand out the pointers, so the size promised is the size used. Only
 * what must be zero is written here: the rows themselves are touched for the
 * first time when they are recorded. */
#include "nn/net/tape.h"

#include <assert.h>
#include <math.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/array.h"
#include "base/memory.h"
#include "nn/net/adjoint.h"
#include "nn/net/pin.h"

struct walk {
    char *memory; /* NULL: only count */
    size_t bytes;
    bool overflow;
};

static void *take(struct walk *walk, size_t count, size_t each, size_t size)
{
    size_t at = walk->bytes, need;
    if (!size_multiply(count, each, &need) ||
        !size_multiply(need, size, &need) ||
        !size_add(need, CACHE_LINE - 1, &need) ||
        !size_add(at, need / CACHE_LINE * CACHE_LINE, &walk->bytes))
        walk->overflow = true;
    return walk->memory ? walk->memory + at : NULL;
}

static size_t widest_pitch(const struct spec *spec)
{
    int widest = 0;
    for (int l = 0; l < spec->layers; l++)
        if (spec->layer[l].units > widest)
            widest = spec->layer[l].units;
    return real_pitch(widest);
}

/* Of a row of all signals. */
static size_t widest_stride(const struct spec *spec)
{
    size_t widest = 0;
    for (int l = 0; l < spec->layers; l++) {
        size_t stride = layer_cell(&spec->layer[l])->signals *
                        real_pitch(spec->layer[l].units);
        widest = stride > widest ? stride : widest;
    }
    return widest;
}

static void place_track(struct walk *walk, struct track *track, int signals,
                        int units, size_t rows, bool exponents)
{
    track->signals = signals;
    track->units = units;
    track->pitch = real_pitch(units);
    track->stride = signals * track->pitch;
    track->rows = take(walk, rows, track->stride, sizeof(real));
    if (exponents)
        track->exponent = take(walk, rows, 1, sizeof(int));
}

static void place_gradients(struct walk *walk, struct tape *tape, size_t rows)
{
    size_t batch = tape->batch;
    tape->seed_pitch = widest_pitch(&tape->spec);
    tape->seed = take(walk, rows, tape->seed_pitch, sizeof(real));
    tape->seed_exponent = take(walk, rows, 1, sizeof(int));
    for (int l = 0; l < tape->spec.layers; l++) {
        size_t pitch = tape->layer[l].pitch;
        tape->end[l] = take(walk, 2 * batch, pitch, sizeof(real));
        tape->start[l] = take(walk, 2 * batch, pitch, sizeof(real));
    }
    size_t work = adjoint_work(&tape->spec, (int)rows, (int)batch);
    tape->work = take(walk, work, 1, sizeof(real));
}

static void place_all(struct walk *walk, struct tape *tape)
{
    const struct spec *spec = &tape->spec;
    size_t batch = tape->batch, rows = tape->capacity;
    bool gradients = tape->kind != TAPE_VALUES;
    tape->x_pitch = real_pitch(spec->inputs);
    tape->x = take(walk, rows, tape->x_pitch, sizeof(real));
    if (spec->vocabulary > 0)
        tape->ids = take(walk, rows, 1, sizeof(int));
    tape->lengths = take(walk, batch, 1, sizeof(int));
    for (int l = 0; l < spec->layers; l++) {
        const struct cell_info *cell = layer_cell(&spec->layer[l]);
        place_track(walk, &tape->layer[l],
                    tape->kind == TAPE_LEAN ? cell->lean : cell->signals,
                    spec->layer[l].units, rows + batch, gradients);
    }
    if (spec->head != HEAD_NONE)
        place_track(walk, &tape->head, gradients ? 1 : HEAD_SIGNALS,
                    spec->outputs, rows + batch, false);
    tape->hold = take(walk, 2 * PIN_ROWS, widest_pitch(spec), sizeof(real));
    tape->read = take(walk, batch, widest_stride(spec), sizeof(real));
    if (gradients)
        place_gradients(walk, tape, rows);
}

size_t tape_bytes(const struct spec *spec, int steps, int batch,
                  enum tape_kind kind)
{
    size_t rows;
    if (!size_multiply(steps, batch, &rows) || rows > INT32_MAX / 2)
        return SIZE_MAX;
    struct tape tape = {.kind = kind, .spec = *spec, .steps = steps,
                        .batch = batch, .capacity = (int)rows};
    struct walk walk = {0};
    place_all(&walk, &tape);
    return walk.overflow ? SIZE_MAX : walk.bytes;
}

bool tape_init(struct tape *tape, const struct spec *spec, int steps, int batch,
               enum tape_kind kind, struct error *error)
{
    memset(tape, 0, sizeof *tape);
    char what[96];
    snprintf(what, sizeof what, "a recording of %d steps%s", steps,
             kind == TAPE_VALUES ? "" : " of gradients");
    size_t bytes = tape_bytes(spec, steps, batch, kind);
    if (!memory_check(bytes, what, error))
        return false;
    struct walk walk = {.memory = array_new_aligned(bytes, 1, what, error)};
    if (!walk.memory)
        return false;
    tape->kind = kind;
    tape->spec = *spec;
    tape->batch = batch;
    tape->capacity = steps * batch;
    tape->widest = batch;
    tape->memory = walk.memory;
    tape->bytes = bytes;
    place_all(&walk, tape);
    tape_shape(tape, steps, batch);
    return true;
}

void tape_finish(struct tape *tape)
{
    free(tape->memory);
    memset(tape, 0, sizeof *tape);
}

void tape_shape(struct tape *tape, int steps, int batch)
{
    size_t rows = (size_t)steps * batch;
    assert(batch <= tape->widest && rows <= (size_t)tape->capacity);
    tape->steps = steps;
    tape->batch = batch;
    for (int b = 0; b < batch; b++)
        tape->lengths[b] = steps;
    tape_start_zero(tape);
    if (tape->kind == TAPE_VALUES)
        return;
    memset(tape->seed, 0, rows * tape->seed_pitch * sizeof(real));
    memset(tape->seed_exponent, 0, rows * sizeof(int));
    for (int l = 0; l < tape->spec.layers; l++)
        memset(tape->end[l], 0,
               2 * batch * tape->layer[l].pitch * sizeof(real));
}

bool tape_ragged(const struct tape *tape)
{
    for (int b = 0; b < tape->batch; b++)
        if (tape->lengths[b] < tape->steps)
            return true;
    return false;
}

const real *tape_source(const struct tape *tape, int l, int t, int b,
                        size_t *stride)
{
    if (stride)
        *stride = l == 0 ? tape->x_pitch : tape->layer[l - 1].stride;
    if (l == 0)
        return tape_x(tape, t, b);
    int h = layer_cell(&tape->spec.layer[l - 1])->h;
    return tape_signal(tape, l - 1, h, t, b);
}

double tape_value(const struct tape *tape, int l, int signal, int t, int b,
                  int unit)
{
    return ldexp(tape_signal(tape, l, signal, t, b)[unit],
                 -tape_exponent(tape, l, t, b));
}

void tape_start_zero(struct tape *tape)
{
    for (int l = 0; l < tape->spec.layers; l++) {
        struct track *track = &tape->layer[l];
        memset(track->rows, 0, tape->batch * track->stride * sizeof(real));
    }
}

void tape_start_from(struct tape *tape, const struct tape *from)
{
    for (int l = 0; l < tape->spec.layers; l++)
        memmove(tape_row(tape, l, 0, 0), tape_row(from, l, from->steps, 0),
                tape->batch * tape->layer[l].stride * sizeof(real));
}

static bool find_in_row(const real *row, size_t pitch, int signals, int units,
                        struct tape_place *place)
{
    for (int s = 0; s < signals; s++)
        for (int u = 0; u < units; u++)
            if (!isfinite(row[s * pitch + u])) {
                place->signal = s;
                place->unit = u;
                return true;
            }
    return false;
}

static bool find_in_track(const struct tape *tape, const struct track *track,
                          int signals, struct tape_place *place)
{
    for (int t = 1; t <= tape->steps; t++)
        for (int b = 0; b < tape->batch; b++) {
            const real *row =
                track->rows + tape_index(tape, t, b) * track->stride;
            place->step = t;
            place->entry = b;
            if (t <= tape->lengths[b] &&
                find_in_row(row, track->pitch, signals, track->units, place))
                return true;
        }
    return false;
}

bool tape_find_bad(const struct tape *tape, struct tape_place *place)
{
    for (int l = 0; l < tape->spec.layers; l++) {
        place->layer = l;
        if (find_in_track(tape, &tape->layer[l], tape->layer[l].signals, place))
            return true;
    }
    place->layer = -1;
    int signals = tape->spec.head == HEAD_SOFTMAX ? HEAD_SIGNALS : 1;
    return tape->spec.head != HEAD_NONE &&
           find_in_track(tape, &tape->head, signals, place);
}

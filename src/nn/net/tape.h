/* The recording of a run: every signal of every step, layer and unit.
 *
 * A tape of values is written by a forward pass; a tape of gradients, of the
 * same type and layout, holds dL/d(signal) in the place of each signal. Time
 * goes from 1 to T; row 0 holds the start states. Rows of one step stand
 * together, batch entry by batch entry.
 *
 * Gradients of far steps leave the range of any floating-point number, so
 * every row (t, b) of a layer in a gradient tape has a power of two of its
 * own: what stands there is dL/d(signal) * 2^exponent.
 */
#ifndef GATEREEL_NN_NET_TAPE_H
#define GATEREEL_NN_NET_TAPE_H

#include <stddef.h>

#include "base/error.h"
#include "base/real.h"
#include "nn/net/spec.h"

enum tape_kind {
    TAPE_VALUES,
    TAPE_GRADIENTS, /* every signal */
    TAPE_LEAN,      /* gradients of what W and U feed only: enough to train,
                       a third of the memory */
};

/* One layer's rows. */
struct track {
    int signals, units;
    size_t pitch;   /* reals from signal to signal, real_pitch(units) */
    size_t stride;  /* reals from row to row: signals * pitch */
    real *rows;     /* [(T + 1) * B][signals][pitch] */
    int *exponent;  /* [(T + 1) * B]; NULL in a tape of values */
};

/* Of the head: y = V h + b, p = softmax(y). */
enum { HEAD_Y, HEAD_P, HEAD_SIGNALS };

struct tape {
    enum tape_kind kind;
    struct spec spec;
    int steps, batch;   /* T, B of the present run */
    int capacity;       /* rows T * B it has memory for */
    int widest;         /* and the largest B */
    size_t x_pitch;
    real *x;            /* [T * B][x_pitch]: x_t, or dL/dx_t * 2^exponent of
                           layer 0's row; step t at row (t - 1) * B */
    int *ids;           /* [T * B] token ids, where the network reads ids */
    int *lengths;       /* [B], 1..T; rows past the end repeat the states */
    struct track layer[LAYERS_MAX];
    struct track head;  /* rows as a layer's; row 0 unused */

    /* Gradients only. */
    real *seed;         /* [T * B][seed_pitch] dL/dh_t of the last layer from
                           outside; zero unless the caller fills it. Used up:
                           afterwards that of the first layer stands there */
    size_t seed_pitch;
    int *seed_exponent; /* [T * B] */
    real *end[LAYERS_MAX];   /* [2][B][pitch] gradient of the last h, c; zero
                                unless the caller fills it */
    real *start[LAYERS_MAX]; /* [2][B][pitch] that of the start h, c, times
                                2^exponent of row 0 */
    real *work;         /* scratch of the backward pass */

    /* For interventions: */
    real *hold;         /* [2][PIN_ROWS][widest pitch] */
    real *read;         /* [B][widest stride] states as a step reads them */
    void *memory;       /* owns all of the above */
    size_t bytes;
};

/* Bytes a tape takes; SIZE_MAX where that overflows. */
size_t tape_bytes(const struct spec *spec, int steps, int batch,
                  enum tape_kind kind);

/* Memory for `steps` x `batch`; start states zero, lengths T. Checks first
 * that the machine has that much and says how much is missing. */
bool tape_init(struct tape *tape, const struct spec *spec, int steps, int batch,
               enum tape_kind kind, struct error *error);
void tape_finish(struct tape *tape);

/* Uses the memory for another shape; steps * batch at most that of tape_init,
 * batch the same or smaller. Start states become zero, lengths T. */
void tape_shape(struct tape *tape, int steps, int batch);

/* Row (t, b) of layer l; t = 0 is the start state. */
static inline size_t tape_index(const struct tape *tape, int t, int b)
{
    return (size_t)t * tape->batch + b;
}

static inline real *tape_row(const struct tape *tape, int l, int t, int b)
{
    const struct track *track = &tape->layer[l];
    return track->rows + tape_index(tape, t, b) * track->stride;
}

/* The H values of one signal at (t, b). */
static inline real *tape_signal(const struct tape *tape, int l, int signal,
                                int t, int b)
{
    return tape_row(tape, l, t, b) + signal * tape->layer[l].pitch;
}

static inline real *tape_head(const struct tape *tape, int signal, int t, int b)
{
    return tape->head.rows + tape_index(tape, t, b) * tape->head.stride +
           signal * tape->head.pitch;
}

static inline real *tape_x(const struct tape *tape, int t, int b)
{
    return tape->x + tape_index(tape, t - 1, b) * tape->x_pitch;
}

/* Does any sequence end before the last step? */
bool tape_ragged(const struct tape *tape);

/* What layer l reads at (t, b), t from 1: x, or h of the layer below. The rows
 * of all (t, b) are *stride reals apart; stride may be NULL. */
const real *tape_source(const struct tape *tape, int l, int t, int b,
                        size_t *stride);

/* What a stored gradient of row (t, b) must be multiplied by is 2^-this. */
static inline int tape_exponent(const struct tape *tape, int l, int t, int b)
{
    const int *exponent = tape->layer[l].exponent;
    return exponent ? exponent[tape_index(tape, t, b)] : 0;
}

/* One number as it is, scale undone (it may underflow to 0 in the far past). */
double tape_value(const struct tape *tape, int l, int signal, int t, int b,
                  int unit);

/* Start states: zero, or the last states of `from` (which may be the same
 * tape), for stateful use. Both of the same spec and batch. */
void tape_start_zero(struct tape *tape);
void tape_start_from(struct tape *tape, const struct tape *from);

/* First NaN or infinity of a tape of values, in the order it was computed
 * (layer, step, signal); false when there is none. Rows past the end of a
 * sequence do not count. */
struct tape_place {
    int layer, signal, step, entry, unit; /* layer -1: the head */
};
bool tape_find_bad(const struct tape *tape, struct tape_place *place);

#endif

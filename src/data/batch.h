/* A batch of sequences: what a network reads and what it should answer.
 *
 * Letters: T steps, B sequences, X inputs, Y outputs. Time-major: entry
 * (t, b) of any array is at index t * B + b, with t = 0 the first step.
 * Sequences may be shorter than T; what stands after their end is ignored.
 */
#ifndef GATEREEL_DATA_BATCH_H
#define GATEREEL_DATA_BATCH_H

#include "base/error.h"
#include "base/real.h"

enum target_kind {
    TARGET_NONE,   /* nothing to answer */
    TARGET_VALUES, /* values[T][B][Y], mean squared error */
    TARGET_LABELS, /* labels[T][B], softmax cross entropy over Y classes */
};

struct batch_shape {
    int steps, size;      /* T, B */
    int inputs;           /* X; with a vocabulary the same as that */
    int vocabulary;       /* 0: vectors are read; else tokens, ids below it */
    int outputs;          /* Y */
    enum target_kind kind;
};

struct batch {
    int steps, size;      /* T, B */
    int inputs, outputs;  /* X, Y */
    int vocabulary;
    enum target_kind kind;
    real *x;              /* [T][B][X], or NULL where tokens are read */
    int *ids;             /* [T][B], or NULL where vectors are read */
    real *values;         /* [T][B][Y], or NULL */
    int *labels;          /* [T][B], 0 .. Y-1, -1 where nothing is asked; or NULL */
    int *lengths;         /* [B], 1 .. T */
    void *memory;         /* owns all of the above */
};

/* One allocation for everything; x, values and ids zero, labels -1, lengths T.
 * The message names sizes that do not fit. */
bool batch_init(struct batch *batch, const struct batch_shape *shape,
                struct error *error);
void batch_finish(struct batch *batch);

#endif

/* How wrong an answer is, and the gradient that BPTT starts from.
 *
 * With y the outputs, v the wanted values or c the wanted class:
 *   mean squared error     L = 1/n sum (y - v)^2        dL/dy = 2/n (y - v)
 *                          n counts every (step, sequence, output) that has
 *                          a value
 *   softmax cross entropy  L = -1/n sum ln p_c          dL/dy = 1/n (p - 1_c)
 *                          p = softmax(y), n counts every (step, sequence)
 *                          that has a label
 * as PyTorch's MSELoss and CrossEntropyLoss with reduction='mean'. Sums are
 * in double. NaN and infinity in y come out in L and dL/dy.
 *
 * Letters: T steps, B sequences, Y outputs; entry (t, b), t from 0, is number
 * t * B + b.
 */
#ifndef GATEREEL_NN_LEARN_LOSS_H
#define GATEREEL_NN_LEARN_LOSS_H

#include <stdbool.h>
#include <stddef.h>

#include "base/real.h"

/* What is wanted. Exactly one of values and labels is given. */
struct loss_target {
    int steps, size, outputs; /* T, B, Y */
    bool every;          /* asked at every step; else at the last */
    const real *values;  /* [T][B][Y], a row that begins with NaN where nothing
                            is asked */
    const int *labels;   /* [T][B], 0 .. Y-1, -1 where nothing is asked */
    const int *lengths;  /* [B], 1 .. T: steps behind are not asked, and the
                            last step is lengths[b] - 1. NULL: all T */
};

struct loss_result {
    double loss; /* 0 where nothing is asked at all */
    int asked;   /* (step, sequence) pairs that counted */
    int right;   /* of these, labels whose output is the largest */
};

/* The loss of y, rows of Y reals `y_stride` apart. Where dy is not NULL its
 * T * B rows, `dy_stride` apart, get dL/dy, 0 where nothing is asked and in
 * the padding up to real_pitch(Y). dy may be y. */
struct loss_result loss_evaluate(const struct loss_target *target,
                                 const real *y, size_t y_stride,
                                 real *dy, size_t dy_stride);

#endif

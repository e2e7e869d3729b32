/* Carrying gradients back through one layer, one step at a time.
 *
 * M rows of adjoints dL/dh_t, dL/dc_t travel together: the batch entries of a
 * backward pass, or the losses of many steps, or the rows of a Jacobian. All
 * of BPTT and every gradient quantity is made of this one step. Each row has
 * its own power of two, so that vanishing and exploding gradients keep their
 * digits at any lag.
 */
#ifndef GATEREEL_NN_NET_ADJOINT_H
#define GATEREEL_NN_NET_ADJOINT_H

#include "nn/kernel/kernel.h"
#include "nn/net/network.h"
#include "nn/net/tape.h"

/* The adjoints of one layer's states; what stands is the value * 2^exponent. */
struct adjoints {
    int rows;        /* M */
    size_t pitch;
    real *dh, *dc;   /* [M][pitch]; dc of the lstm only */
    real *next;      /* [M][pitch] scratch, swapped with dh by every step */
    int *exponent;   /* [M] */
};

/* How one step is taken. */
struct adjoint_step {
    const struct network *network;
    const struct tape *values;
    int layer, t;
    int entry;         /* batch entry b whose row all M share; -1: row m is
                          batch entry m */
    bool detach;       /* h_{t-1} is held constant inside the gates */
    bool full;         /* out gets every signal, not only the lean ones */
    const struct hold *hold;
    real *out;         /* [M] rows of gradients at t, times 2^exponent */
    size_t out_stride;
};

/* Reals of scratch a backward pass over `rows` = T * B rows, `batch` at a time,
 * needs (for struct tape). */
size_t adjoint_work(const struct spec *spec, int rows, int batch);

/* adjoints.dh row m += from[0..units) * 2^-exponent. */
void adjoint_inject(const struct kernels *kernels, struct adjoints *adjoints,
                    int m, int units, const real *from, int exponent);

/* Brings row m near 1 when it has become small or large. */
void adjoint_normalise(const struct kernels *kernels, struct adjoints *adjoints,
                       int m, int units, bool has_c);

/* From the adjoints of the states at t to those at t - 1, and the gradients of
 * the signals at t in `out`. Rows should have been normalised. */
void adjoint_step(const struct adjoint_step *step, struct adjoints *adjoints);

#endif

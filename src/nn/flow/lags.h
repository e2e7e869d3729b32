/* Gradients of the losses of many steps with respect to many earlier steps.
 *
 * The adjoints of every loss L_s with s >= t are carried back together, one
 * product per step and layer, never a pass per loss. Out of this come the
 * T x T matrices: |dL_s/dx_t|, |dL_s/dh_t|, the size of what step t
 * contributes to the weight gradient of L_s, and, with L_s = logit k at s,
 * the connectivity of output k to every input (Madsen 2019).
 */
#ifndef GATEREEL_NN_FLOW_LAGS_H
#define GATEREEL_NN_FLOW_LAGS_H

#include "nn/net/network.h"
#include "nn/net/pin.h"
#include "nn/net/tape.h"

/* Which L2 norm is wanted; of layer `layer` except for the input. */
enum lag_measure {
    LAG_INPUT,     /* |dL_s/dx_t| */
    LAG_HIDDEN,    /* |dL_s/dh_t|, h_t as it leaves an intervention */
    LAG_WEIGHTS_W, /* |part of dL_s/dW through step t|, Frobenius */
    LAG_WEIGHTS_U, /* |part of dL_s/dU through step t| */
    LAG_BIAS,      /* |part of dL_s/db_ih through step t| */
};

struct lag_request {
    const struct network *network;
    const struct tape *values;
    const struct pins *pins;
    int entry;            /* batch entry */
    enum lag_measure measure;
    int layer;
    /* dL_s/dh_s of the last layer at seed + (s - 1) * seed_stride, H reals;
     * seed_stride 0: the same for every s (a row of the head's V gives
     * connectivity, ones give L_s = sum of h_s). */
    const real *seed;
    size_t seed_stride;
};

/* out[(s - 1) * T + t - 1] = log10 of the norm for t <= s, -INFINITY above the
 * diagonal, past the end of a shorter sequence, and where it is exactly 0.
 * T = values->steps; out holds T * T.
 * Fails only without memory. */
bool lag_matrix(const struct lag_request *request, double *out,
                struct error *error);

/* The part of dL_s/d(weights) that goes through step t of every layer: parts
 * of all t sum to the gradient of L_s. Added to `part`. */
bool lag_weight_part(const struct lag_request *request, int s, int t,
                     struct params *part, struct error *error);

#endif

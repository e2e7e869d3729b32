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
    int first, last;      /* losses L_s of these steps; 0: from 1, up to T */
    int until;            /* back to this step t <= first; 0: to 1 */
    /* dL_s/dh_s of the last layer at seed + (s - first) * seed_stride, H reals;
     * seed_stride 0: the same for every s (a row of the head's V gives
     * connectivity, ones give L_s = sum of h_s). */
    const real *seed;
    size_t seed_stride;
    struct params *sum;   /* gets += the parts of the weight gradient of one
                             loss (first = last); NULL: not wanted */
};

/* Row s - first, column t - until of out = log10 of the norm for t <= s,
 * -INFINITY above the diagonal, past the end of a shorter sequence, and where
 * it is exactly 0. There are last - first + 1 rows and last - until + 1
 * columns; out[(s - 1) * T + t - 1], T * T of them, where nothing is said.
 * T = values->steps. Fails only without memory. */
bool lag_matrix(const struct lag_request *request, double *out,
                struct error *error);

/* The same in pieces: every call of lag_walk_on goes `steps` more steps back
 * and is true while there are some left. Columns of `out`, which must stay
 * until the end, hold NaN where t <= s is not measured yet. */
struct lag_walk;
struct lag_walk *lag_walk_create(const struct lag_request *request, double *out,
                                 struct error *error);
void lag_walk_destroy(struct lag_walk *walk); /* NULL is allowed */
bool lag_walk_on(struct lag_walk *walk, int steps);

/* The part of dL_s/d(weights) that goes through step t of every layer: parts
 * of all t sum to the gradient of L_s. Added to `part`. */
bool lag_weight_part(const struct lag_request *request, int s, int t,
                     struct params *part, struct error *error);

#endif

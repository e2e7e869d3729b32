/* How much of a step's state is left T - t steps later.
 *
 * Letters as in the engine: s = h, or (h, c) for the LSTM; S its size (H or
 * 2H); J_t = ds_t/ds_{t-1}; D(T,t) = J_T ... J_{t+1}, row = output, column =
 * input; ds_T/dx_t = D(T,t) ds_t/dx_t. All of it is one layer's own recurrence,
 * for one batch entry.
 *
 * Values are log10; a true zero is -INFINITY, and nothing smaller than a
 * float can hold is lost: rows of D carry a power of two each.
 */
#ifndef GATEREEL_NN_FLOW_JACOBIAN_H
#define GATEREEL_NN_FLOW_JACOBIAN_H

#include "nn/net/network.h"
#include "nn/net/pin.h"
#include "nn/net/tape.h"

enum decay_measure {
    DECAY_JACOBIAN,   /* largest singular value of D(T,t) */
    DECAY_FROBENIUS,  /* |D(T,t)|_F / sqrt(S), so that D(T,T) has 1 */
    DECAY_INPUT,      /* largest singular value of ds_T/dx_t, x_t what the layer
                         reads at t; NaN at t = 0. Of the identity rnn this is
                         that of U^k W, k = T - t */
    /* LSTM only, NaN elsewhere */
    DECAY_HIDDEN,     /* largest singular value of the block dh_T/dh_t */
    DECAY_CELL,       /* of the block dc_T/dc_t, h_t held */
    DECAY_CAROUSEL,   /* largest |C| over units, C = f_T * ... * f_{t+1} */
    DECAY_H_PATH,     /* of dc_T/dc_t - diag(C), h_t held: exactly 0 at lag 1 */
    DECAY_CELL_TOTAL, /* of dc_T/dc_t through h_t of the same step too */
    DECAY_H_PATH_TOTAL, /* of that minus diag(C): not 0 at lag 1 */
    DECAY_MEASURES,
};

struct decay_request {
    const struct network *network;
    const struct tape *values;  /* a finished run */
    const struct pins *pins;    /* those of that run, or NULL */
    int layer, entry;           /* layer l, batch entry b */
    int last;                   /* T: gradients start at this step; 0: the
                                   entry's length */
    bool detach;                /* h_{t-1} is held constant inside the gates
                                   (Arpit et al. 2018): only f is left of the
                                   LSTM's dc_T/dc_t, and nothing of an rnn */
    unsigned measures;          /* bits 1 << DECAY_...; 0: all */
    /* Told after every step how many of how many are done; may be NULL. */
    void (*tell)(void *context, int done, int all);
    void *context;
};

struct decay {
    int steps;                      /* T */
    double *value[DECAY_MEASURES];  /* [T + 1] log10 at t = 0 .. T */
    void *memory;
};

/* Fills a new decay. A dense layer has no recurrence: every D(T,t) with t < T
 * is exactly 0. Fails only without memory. */
bool decay_init(struct decay *decay, const struct decay_request *request,
                struct error *error);
void decay_finish(struct decay *decay);

/* The same in pieces, for programs that do something else in between: every
 * call of decay_walk_on measures `lags` more steps back in time and is true
 * while there are some left. The curves hold NaN where they are not measured
 * yet. The network, the tape and the pins must stay until the end. */
struct decay_walk;
struct decay_walk *decay_walk_create(const struct decay_request *request,
                                     struct error *error);
void decay_walk_destroy(struct decay_walk *walk); /* NULL is allowed */
bool decay_walk_on(struct decay_walk *walk, int lags);
const struct decay *decay_walk_curves(const struct decay_walk *walk);

/* S of layer l. */
int state_size(const struct spec *spec, int l);

/* D(T,t) itself for one t, [S][S] row-major, times 2^*exponent: every entry
 * is what stands there / 2^*exponent. For the LSTM s = (h, c). T as `last`. */
bool jacobian_product(const struct decay_request *request, int t, double *out,
                      int *exponent, struct error *error);

#endif

/* The rows of a Jacobian on their way back through time.
 *
 * S rows of adjoints, one for each component of s_T, start as the identity and
 * go back together: at step t they are D(T,t), with a power of two for each
 * row. What jacobian.h measures is taken from here; nobody else needs it.
 */
#ifndef GATEREEL_NN_FLOW_TRAVEL_H
#define GATEREEL_NN_FLOW_TRAVEL_H

#include "nn/flow/jacobian.h"
#include "nn/net/adjoint.h"

/* [S][columns] numbers; what stands is the value * 2^exponent. */
struct travel_matrix {
    int rows, columns;
    double *at;
    int exponent;      /* that of the largest row */
};

struct travel {
    const struct decay_request *request; /* borrowed */
    int units, size;      /* H, S */
    bool lstm, reads;     /* reads: ds_T/dx_t is wanted too */
    size_t pitch, lean;
    struct adjoints rows; /* [S] */
    real *out;            /* [S][lean] gradients of the pre-activations */
    real *input;          /* [S][input_pitch] those of x_t, if wanted */
    size_t input_pitch;
    double *rest;         /* [H] dc_T[u]/dc_t[u] - C[u], times 2^exponent of
                             row H + u */
    double *carousel;     /* [H] log10 |C|, C = f_T * ... * f_{t+1} */
    double *way;          /* [H] dh_t/dc_t through h_t of the same step */
    struct travel_matrix states; /* D(T,t), after travel_states */
    struct travel_matrix inputs; /* ds_T/dx_t, after travel_move */
    void *memory[2];
};

/* The step T that a request is about. */
int travel_last(const struct decay_request *request);

/* Stands at T. False without memory; then nothing is to be finished. */
bool travel_begin(struct travel *travel, const struct decay_request *request,
                  struct error *error);
void travel_finish(struct travel *travel);

/* From t to t - 1. `inputs` is ds_T/dx_t then, where it is wanted. */
void travel_move(struct travel *travel, int t);

/* Fills `states` from the rows. */
void travel_states(struct travel *travel);

/* Fills `way` for step t; zero at t = 0, where both h and c are given. */
void travel_way(struct travel *travel, int t);

#endif

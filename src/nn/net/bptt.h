/* Backpropagation through time (Werbos 1990): from the gradient of the
 * outputs, or of the hidden states, to that of everything else.
 */
#ifndef GATEREEL_NN_NET_BPTT_H
#define GATEREEL_NN_NET_BPTT_H

#include "nn/net/network.h"
#include "nn/net/pin.h"
#include "nn/net/tape.h"

struct bptt {
    const struct network *network;
    const struct tape *values;   /* a finished run */
    const struct pins *pins;     /* those of that run, or NULL */
    bool from_head;              /* dL/dy stands in gradients->head; else
                                    dL/dh_t stands in gradients->seed */
    bool detach;                 /* h-detached gradients (Arpit et al. 2018) */
    bool inputs;                 /* dL/dx is wanted, in gradients->x */
    struct params *weights;      /* gets += dL/dW; NULL: not wanted */
};

/* Fills `gradients` (shaped like values). gradients->end holds dL/d(last
 * states) beside what the outputs give; gradients->start gets that of the
 * start states, and in a full tape row 0 too. Allocates nothing, cannot fail.
 *
 * Weight gradients are sums over all steps in plain numbers: what a step adds
 * below 2^-80 is dropped there. */
void bptt_run(const struct bptt *bptt, struct tape *gradients);

/* The same in pieces, the last steps first: bptt_begin for all steps, then
 * bptt_steps for last = T downwards without a gap until first = 1. Where pieces
 * end at multiples of bptt_stretch(tape) steps the bits are those of bptt_run.
 * In between nothing else may be done with `gradients`: gradients->start holds
 * what travels from piece to piece. */
void bptt_begin(const struct bptt *bptt, struct tape *gradients);
void bptt_steps(const struct bptt *bptt, struct tape *gradients, int first,
                int last);
int bptt_stretch(const struct tape *tape);

#endif

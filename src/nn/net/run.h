/* The forward pass: run once, record everything. */
#ifndef GATEREEL_NN_NET_RUN_H
#define GATEREEL_NN_NET_RUN_H

#include "nn/net/network.h"
#include "nn/net/pin.h"
#include "nn/net/tape.h"

/* Time-major input; entry (t, b) at t * B + b with t from 0. */
struct run_input {
    const real *x;      /* [T][B][X], where the network reads vectors */
    const int *ids;     /* [T][B], where it reads ids; all below vocabulary */
    const int *lengths; /* [B], 1..T; NULL: all T */
};

/* Records T = tape->steps steps for B = tape->batch sequences, from the start
 * states in row 0. The input is copied to the tape. A sequence that has ended
 * keeps its states to the last row; its other signals there are 0. Allocates
 * nothing, cannot fail; NaN and infinity go through as they are. */
void run_forward(const struct network *network, const struct run_input *input,
                 const struct pins *pins, struct tape *tape);

/* The same for steps first .. last (from 1) alone; those before were run
 * already. Input, lengths and pins are those of the whole run. One piece after
 * the other gives the bits of the whole run. */
struct run_piece {
    int first, last;
};
void run_steps(const struct network *network, const struct run_input *input,
               const struct pins *pins, struct tape *tape,
               struct run_piece piece);

/* What run_steps is made of, for inputs that are made while it runs: lengths
 * once; then each row (t, b), t from 1, read from the input or set to a token
 * of the network; then the steps whose rows stand on the tape. Behind the end
 * of a sequence run_read sets 0, so that what stands there in the input cannot
 * reach the gradients even as NaN. */
void run_lengths(const struct run_input *input, struct tape *tape);
void run_read(const struct network *network, const struct run_input *input,
              struct tape *tape, int t, int b);
void run_token(const struct network *network, struct tape *tape, int t, int b,
               int id);
void run_recorded(const struct network *network, const struct pins *pins,
                  struct tape *tape, struct run_piece piece);

#endif

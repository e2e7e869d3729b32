/* Are the gradients right? Every one against central finite differences.
 *
 * A number w of the weights, the inputs or the start states is moved a little
 * both ways and the network is run again: dL/dw is about
 * (L(w + s) - L(w - s)) / 2 s, with an error of order s^2 + epsilon / s. The
 * step s is the cube root of the precision, which balances both: about 6e-6
 * in double (agreement to 1e-9 or so) and 5e-3 in float (1e-4 or so).
 */
#ifndef GATEREEL_NN_LEARN_GRADCHECK_H
#define GATEREEL_NN_LEARN_GRADCHECK_H

#include "base/error.h"
#include "nn/net/network.h"
#include "nn/net/run.h"

struct gradcheck {
    struct network *network;   /* weights are moved, and as before at the end */
    const struct run_input *input;
    const struct pins *pins;   /* or NULL */
    struct tape *values;       /* shaped; row 0 holds the start states, which
                                  are moved and put back */
    struct tape *gradients;    /* of the same shape; holds BPTT's afterwards */
    bool from_head;            /* as in struct bptt */
    /* The loss of a run. Where gradients is not NULL it also writes dL/dy to
     * its head, or dL/dh_t to its seed, and to its end what it wants there. */
    double (*loss)(const struct tape *values, struct tape *gradients,
                   void *context);
    void *context;
};

/* Where the two differ most. */
struct gradcheck_result {
    double error;   /* |analytic - numeric| / max(largest |analytic| of the
                       tensor, 1e-3); infinite where one of them is NaN */
    char tensor[40];           /* "weight_hh_l0", "x", "start c of layer 1" */
    size_t index;   /* within the tensor: x is [T][B][X], a start [B][H] */
    double analytic, numeric;
    size_t checked; /* how many numbers were moved */
};

/* Takes two runs for every number. Fails only for want of memory. */
bool gradcheck_run(const struct gradcheck *check,
                   struct gradcheck_result *result, struct error *error);

#endif

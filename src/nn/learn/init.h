/* How the weights of a network start.
 *
 * Every tensor draws from a random sequence of its own, made from the seed,
 * the layer and the kind of tensor. So a layer starts the same whatever its
 * neighbours are, and schemes that share a rule for W share its numbers.
 *
 *   uniform     PyTorch's start: every number of a recurrent layer from
 *               U(-1/sqrt(H), 1/sqrt(H))
 *   xavier      every gate's block of W and U from U(-a, a) with
 *               a = sqrt(6 / (columns + H)), Glorot & Bengio 2010; biases 0
 *   orthogonal  every gate's block of U a random rotation or reflection,
 *               Saxe, McClelland & Ganguli 2014; the rest uniform
 *   identity    every gate's block of U the identity, W from N(0, 0.001^2),
 *               biases 0: Le, Jaitly & Hinton 2015, for ReLU networks
 *   gain=G      U from N(0, G^2 / H); the rest uniform
 *   chrono      uniform, but the bias of the gate that keeps (f; the GRU's z)
 *               is log(u) with u from U(1, Tmax - 1), and that of i its
 *               negative: Tallec & Ollivier 2018
 *
 * Dense layers start like PyTorch's nn.Linear, U(-1/sqrt(X), 1/sqrt(X)), or
 * like W where xavier is asked for. Heads always start like nn.Linear,
 * embeddings from N(0, 1).
 */
#ifndef GATEREEL_NN_LEARN_INIT_H
#define GATEREEL_NN_LEARN_INIT_H

#include <stdbool.h>
#include <stdint.h>

#include "base/error.h"
#include "nn/net/params.h"

enum init_scheme {
    INIT_UNIFORM, INIT_XAVIER, INIT_ORTHOGONAL, INIT_IDENTITY, INIT_GAIN,
    INIT_CHRONO, INIT_SCHEMES
};

struct init_options {
    enum init_scheme scheme;
    double gain;           /* of INIT_GAIN, finite, at least 0 */
    bool set_forget_bias;
    double forget_bias;    /* sum of both biases of f, and of the GRU's z;
                              goes before chrono's */
    int steps;             /* Tmax of INIT_CHRONO, at least 3 */
    uint64_t seed;
};

extern const char *const init_names[INIT_SCHEMES]; /* "gain" without "=G" */

/* Reads "orthogonal" or "gain=2.5" into options->scheme and ->gain; the rest
 * of *options stays. */
bool init_parse(const char *text, struct init_options *options,
                struct error *error);

/* Sets every weight. Fails when the options are out of bounds, or where
 * memory for an orthogonal block is missing. */
bool init_params(struct params *params, const struct init_options *options,
                 struct error *error);

#endif

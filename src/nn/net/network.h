/* A network ready to run: its weights, and the same weights rearranged.
 */
#ifndef GATEREEL_NN_NET_NETWORK_H
#define GATEREEL_NN_NET_NETWORK_H

#include "nn/kernel/share.h"
#include "nn/net/params.h"

/* The packed weights of one layer. `w` and `u` go forward; the others are
 * transposed for the backward pass. */
struct layer_packs {
    struct pack w, u, u_n;           /* u_n: gru-before only, then u is r, z */
    struct pack w_back, u_back, u_n_back;
    real *bias;                      /* [gates][pitch], added to the input part */
    real *bias_m;                    /* gru: b_hn, [pitch] */
};

struct network {
    struct params params;            /* change them, then call network_pack */
    const struct kernels *kernels;
    struct pool *pool;               /* shares large work; borrowed, NULL: none */
    struct layer_packs layer[LAYERS_MAX];
    struct pack head, head_back;
    real *head_bias;                 /* [pitch of Y] */
    real *memory;                    /* owns the packs */
};

/* Weights all zero. */
bool network_init(struct network *network, const struct spec *spec,
                  const struct kernels *kernels, struct error *error);
void network_finish(struct network *network);

/* Rearranges the weights; call after every change of params. */
void network_pack(struct network *network);

#endif

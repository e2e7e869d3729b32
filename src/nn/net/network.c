/* Rearranging weights for the kernels.
 *
 * The list of packs is walked three times by one function: to add up the
 * memory, to hand it out, and to fill it. */
#include "nn/net/network.h"

#include <stdlib.h>
#include <string.h>

#include "base/array.h"
#include "base/memory.h"

struct walk {
    real *memory; /* NULL: only count */
    size_t count;
};

static real *take(struct walk *walk, size_t count)
{
    size_t at = walk->count;
    walk->count += (count + REAL_PER_LINE - 1) / REAL_PER_LINE * REAL_PER_LINE;
    return walk->memory ? walk->memory + at : NULL;
}

static void place_pack(struct walk *walk, struct pack *pack, int lanes,
                       struct pack shape)
{
    *pack = shape;
    pack->data = take(walk, pack_size(pack, lanes));
}

static void place_layer(struct walk *walk, struct network *network, int l)
{
    const struct spec *spec = &network->params.spec;
    const struct cell_info *cell = layer_cell(&spec->layer[l]);
    struct layer_packs *packs = &network->layer[l];
    int lanes = network->kernels->lanes;
    int x = spec_layer_inputs(spec, l), h = spec->layer[l].units;
    int gates = cell->gates;
    bool before = spec->layer[l].cell == CELL_GRU_BEFORE;
    int shared = before ? 2 : gates; /* gates that read h' itself */

    place_pack(walk, &packs->w, lanes, (struct pack){1, x, gates, h, NULL});
    place_pack(walk, &packs->w_back, lanes, (struct pack){gates, h, 1, x, NULL});
    packs->bias = take(walk, gates * real_pitch(h));
    if (cell->u_first < 0)
        return;
    place_pack(walk, &packs->u, lanes, (struct pack){1, h, shared, h, NULL});
    place_pack(walk, &packs->u_back, lanes,
               (struct pack){shared, h, 1, h, NULL});
    if (before) {
        place_pack(walk, &packs->u_n, lanes, (struct pack){1, h, 1, h, NULL});
        place_pack(walk, &packs->u_n_back, lanes,
                   (struct pack){1, h, 1, h, NULL});
    }
    if (spec->layer[l].cell == CELL_GRU)
        packs->bias_m = take(walk, real_pitch(h));
}

static void place_all(struct walk *walk, struct network *network)
{
    const struct spec *spec = &network->params.spec;
    int lanes = network->kernels->lanes;
    for (int l = 0; l < spec->layers; l++)
        place_layer(walk, network, l);
    if (spec->head == HEAD_NONE)
        return;
    int h = spec->layer[spec->layers - 1].units, y = spec->outputs;
    place_pack(walk, &network->head, lanes, (struct pack){1, h, 1, y, NULL});
    place_pack(walk, &network->head_back, lanes,
               (struct pack){1, y, 1, h, NULL});
    network->head_bias = take(walk, real_pitch(y));
}

bool network_init(struct network *network, const struct spec *spec,
                  const struct kernels *kernels, struct error *error)
{
    memset(network, 0, sizeof *network);
    if (!params_init(&network->params, spec, error))
        return false;
    network->kernels = kernels;
    struct walk walk = {0};
    place_all(&walk, network);
    if (!memory_check(walk.count * sizeof(real), "the packed weights", error))
        goto fail;
    network->memory = array_new_aligned(walk.count, sizeof(real),
                                        "the packed weights", error);
    if (!network->memory)
        goto fail;
    memset(network->memory, 0, walk.count * sizeof(real));
    walk = (struct walk){.memory = network->memory};
    place_all(&walk, network);
    network_pack(network);
    return true;

fail:
    network_finish(network);
    return false;
}

void network_finish(struct network *network)
{
    params_finish(&network->params);
    free(network->memory);
    memset(network, 0, sizeof *network);
}

/* Forward and backward pack of `count` blocks of [h][k] weights, in the order
 * `order` names them. */
static void fill_pair(const struct network *network, const struct pack *forward,
                      const struct pack *backward, const real *weights,
                      const int *order, int count, size_t h, size_t k)
{
    struct pack_source source = {.row = 1, .column = k};
    for (int g = 0; g < count; g++)
        source.block[g] = weights + order[g] * h * k;
    pack_fill(forward, network->kernels->lanes, &source);
    source.row = k;
    source.column = 1;
    pack_fill(backward, network->kernels->lanes, &source);
}

static void fill_bias(struct layer_packs *packs,
                      const struct layer_params *weights,
                      const struct layer_spec *spec)
{
    const struct cell_info *cell = layer_cell(spec);
    int h = spec->units;
    for (int g = 0; g < cell->gates; g++) {
        int block = cell->w_block[g] * h;
        bool apart = spec->cell == CELL_GRU && g == GRU_XN;
        for (int j = 0; j < h; j++)
            packs->bias[g * real_pitch(h) + j] = weights->b_ih[block + j] +
                (weights->b_hh && !apart ? weights->b_hh[block + j] : 0);
    }
    if (packs->bias_m)
        memcpy(packs->bias_m, weights->b_hh + 2 * h, h * sizeof(real));
}

static void fill_layer(struct network *network, int l)
{
    const struct spec *spec = &network->params.spec;
    const struct cell_info *cell = layer_cell(&spec->layer[l]);
    const struct layer_params *weights = &network->params.layer[l];
    struct layer_packs *packs = &network->layer[l];
    size_t h = spec->layer[l].units;

    fill_pair(network, &packs->w, &packs->w_back, weights->w, cell->w_block,
              cell->gates, h, spec_layer_inputs(spec, l));
    fill_bias(packs, weights, &spec->layer[l]);
    if (!weights->u)
        return;
    bool before = spec->layer[l].cell == CELL_GRU_BEFORE;
    fill_pair(network, &packs->u, &packs->u_back, weights->u, cell->u_block,
              before ? 2 : cell->gates, h, h);
    if (before)
        fill_pair(network, &packs->u_n, &packs->u_n_back, weights->u,
                  &cell->u_block[2], 1, h, h);
}

void network_pack(struct network *network)
{
    const struct spec *spec = &network->params.spec;
    for (int l = 0; l < spec->layers; l++)
        fill_layer(network, l);
    if (spec->head == HEAD_NONE)
        return;
    const int only[1] = {0};
    fill_pair(network, &network->head, &network->head_back,
              network->params.head_w, only, 1, spec->outputs,
              spec->layer[spec->layers - 1].units);
    memcpy(network->head_bias, network->params.head_b,
           spec->outputs * sizeof(real));
}

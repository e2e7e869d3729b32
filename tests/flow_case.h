/* Small random networks with a finished run, for tests of gradient flow. */
#ifndef GATEREEL_TESTS_FLOW_CASE_H
#define GATEREEL_TESTS_FLOW_CASE_H

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/random.h"
#include "nn/net/run.h"

static const char *const flow_cells[] = {
    "rnn", "rnn-relu", "rnn-linear", "lstm", "gru", "gru-before",
};
enum { FLOW_CELLS = sizeof flow_cells / sizeof flow_cells[0] };

struct flow_case {
    struct network network;
    struct tape values;
    struct pins pins;
    real *x; /* [T][X] */
};

/* `layers` layers of kind `cell`; weights N(0, gain^2 / columns), biases
 * N(0, 0.3^2), inputs N(0, 1), start states uniform in (-0.5, 0.5). */
struct flow_recipe {
    const char *cell;
    int layers, inputs, units, steps;
    double gain;
    uint64_t seed;
    int outputs; /* of a linear head; 0: none */
};

static inline void flow_fill(real *to, size_t n, double scale,
                             struct random *random)
{
    for (size_t k = 0; k < n; k++)
        to[k] = (real)(scale * random_normal(random));
}

static inline void flow_weights(struct params *params, double gain,
                                struct random *random)
{
    for (int k = 0; k < params->tensors; k++) {
        const struct param_tensor *tensor = &params->tensor[k];
        size_t n = (size_t)tensor->rows *
                   (tensor->columns > 0 ? tensor->columns : 1);
        flow_fill(tensor->values, n, tensor->columns > 0
                  ? gain / sqrt(tensor->columns) : 0.3, random);
    }
}

static inline void flow_start(struct flow_case *flow, struct random *random)
{
    for (int l = 0; l < flow->values.spec.layers; l++) {
        const struct layer_spec *layer = &flow->values.spec.layer[l];
        int states[2] = {layer_cell(layer)->h, layer_cell(layer)->c};

        for (int s = 0; s < 2; s++)
            for (int u = 0; states[s] >= 0 && u < layer->units; u++)
                tape_signal(&flow->values, l, states[s], 0, 0)[u] =
                    (real)random_range(random, -0.5, 0.5);
    }
}

static inline void flow_run(struct flow_case *flow)
{
    run_forward(&flow->network, &(struct run_input){.x = flow->x}, &flow->pins,
                &flow->values);
}

static inline void flow_init(struct flow_case *flow,
                             const struct flow_recipe *recipe)
{
    struct spec spec = {.inputs = recipe->inputs, .layers = recipe->layers,
                        .head = recipe->outputs ? HEAD_LINEAR : HEAD_NONE,
                        .outputs = recipe->outputs};
    struct random random;
    size_t count = (size_t)recipe->steps * recipe->inputs;

    memset(flow, 0, sizeof *flow);
    random_seed(&random, recipe->seed, 77);
    for (int l = 0; l < recipe->layers; l++) {
        assert_true(cell_parse(recipe->cell, &spec.layer[l], NULL));
        spec.layer[l].units = recipe->units + l;
    }
    assert_true(network_init(&flow->network, &spec,
                             kernels_choose(NULL, NULL), NULL));
    flow_weights(&flow->network.params, recipe->gain, &random);
    network_pack(&flow->network);
    assert_true(tape_init(&flow->values, &spec, recipe->steps, 1, TAPE_VALUES,
                          NULL));
    flow->x = malloc(count * sizeof *flow->x);
    flow_fill(flow->x, count, 1, &random);
    flow_start(flow, &random);
    flow_run(flow);
}

static inline void flow_finish(struct flow_case *flow)
{
    free(flow->x);
    tape_finish(&flow->values);
    network_finish(&flow->network);
}

#endif

/* A small network with weights, inputs and start states from a seed, for
 * tests of the engine. Everything is allocated by lab_init and released by
 * lab_finish; a test changes what it likes in between.
 */
#ifndef GATEREEL_TESTS_LAB_H
#define GATEREEL_TESTS_LAB_H

#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/random.h"
#include "check_close.h"
#include "nn/learn/init.h"
#include "nn/net/bptt.h"
#include "nn/net/run.h"

struct lab_shape {
    const char *cells;    /* from the bottom: "lstm 3, rnn-relu 2" */
    int inputs;           /* X */
    int vocabulary;       /* 0: vectors */
    bool embedded;
    enum head head;
    int outputs;          /* Y */
    int steps, batch;     /* T, B */
    const int *lengths;   /* [B], or NULL */
    const char *kernels;  /* NULL: the best */
    uint64_t seed;
};

struct lab {
    struct spec spec;
    struct network network;
    struct run_input input;
    real *x;              /* [T][B][X] */
    int *ids;             /* [T][B] */
    struct tape values, gradients;
};

/* "lstm 3, rnn-relu 2" into layers. */
static inline void lab_layers(struct spec *spec, const char *cells)
{
    struct error error;
    for (const char *at = cells; *at; spec->layers++) {
        struct layer_spec *layer = &spec->layer[spec->layers];
        char name[16] = "";
        size_t length = strcspn(at, " ");
        memcpy(name, at, length);
        assert_true(cell_parse(name, layer, &error));
        char *end;
        layer->units = (int)strtol(at + length, &end, 10);
        at = end + strspn(end, ", ");
    }
}

static inline struct spec lab_spec(const struct lab_shape *shape)
{
    struct spec spec = {
        .inputs = shape->inputs, .vocabulary = shape->vocabulary,
        .embedded = shape->embedded, .head = shape->head,
        .outputs = shape->outputs};
    lab_layers(&spec, shape->cells);
    return spec;
}

/* Normal numbers, in every layer's states at row 0. */
static inline void lab_start(struct tape *tape, struct random *random)
{
    for (int l = 0; l < tape->spec.layers; l++) {
        const struct cell_info *cell = layer_cell(&tape->spec.layer[l]);
        for (int b = 0; b < tape->batch; b++)
            for (int u = 0; u < tape->layer[l].units; u++) {
                tape_signal(tape, l, cell->h, 0, b)[u] =
                    (real)(0.5 * random_normal(random));
                if (cell->c >= 0)
                    tape_signal(tape, l, cell->c, 0, b)[u] =
                        (real)random_normal(random);
            }
    }
}

static inline void lab_init(struct lab *lab, const struct lab_shape *shape)
{
    struct error error;
    struct random random;
    size_t rows = (size_t)shape->steps * shape->batch;
    *lab = (struct lab){.spec = lab_spec(shape)};
    const struct kernels *kernels = kernels_choose(shape->kernels, &error);
    assert_non_null(kernels);
    assert_true(network_init(&lab->network, &lab->spec, kernels, &error));
    assert_true(init_params(&lab->network.params,
        &(struct init_options){.seed = shape->seed}, &error));
    network_pack(&lab->network);
    assert_true(tape_init(&lab->values, &lab->spec, shape->steps, shape->batch,
                          TAPE_VALUES, &error));
    assert_true(tape_init(&lab->gradients, &lab->spec, shape->steps,
                          shape->batch, TAPE_GRADIENTS, &error));

    random_seed(&random, shape->seed, 1);
    lab->input.lengths = shape->lengths;
    if (shape->vocabulary > 0) {
        lab->input.ids = lab->ids = calloc(rows, sizeof(int));
        for (size_t r = 0; r < rows; r++)
            lab->ids[r] = (int)random_below(&random, shape->vocabulary);
    } else {
        size_t count = rows * shape->inputs;
        lab->input.x = lab->x = calloc(count, sizeof(real));
        for (size_t k = 0; k < count; k++)
            lab->x[k] = (real)random_normal(&random);
    }
    lab_start(&lab->values, &random);
}

static inline void lab_finish(struct lab *lab)
{
    network_finish(&lab->network);
    tape_finish(&lab->values);
    tape_finish(&lab->gradients);
    free(lab->x);
    free(lab->ids);
}

/* A fixed coefficient between -1 and 1 for entry k of something. */
static inline double lab_coefficient(int k)
{
    return (k * 37 % 101 - 50) / 50.0;
}

#endif

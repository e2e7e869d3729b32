/* The same input and the same start for every lane, as the dials of the lab
 * have them. */
#include "cli/bench/lanes.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/array.h"
#include "base/random.h"
#include "nn/flow/jacobian.h"
#include "nn/learn/init.h"
#include "nn/net/run.h"

static bool add_lane(struct lanes *lanes, const char *cell, int units,
                     int steps, const real *x, const struct kernels *kernels,
                     struct error *error)
{
    int k = lanes->count++;
    struct spec spec = {.inputs = LANES_INPUTS, .layers = 1};
    struct network *network = &lanes->network[k];
    const struct init_options init = {.scheme = INIT_UNIFORM, .seed = 1};
    if (!cell_parse(cell, &spec.layer[0], error))
        return false;
    spec.layer[0].units = units;
    if (!network_init(network, &spec, kernels, error) ||
        !init_params(&network->params, &init, error) ||
        !tape_init(&lanes->values[k], &spec, steps, 1, TAPE_VALUES, error))
        return false;
    network_pack(network);
    run_forward(network, &(struct run_input){.x = x}, NULL, &lanes->values[k]);
    return true;
}

bool lanes_init(struct lanes *lanes, const char *cells, int units, int steps,
                const struct kernels *kernels, struct error *error)
{
    size_t count = (size_t)steps * LANES_INPUTS;
    real *x = array_new(count, sizeof *x, "the input", error);
    bool fine = x != NULL;
    struct random random;
    *lanes = (struct lanes){0};
    random_seed(&random, 1, 1);
    for (size_t k = 0; fine && k < count; k++)
        x[k] = (real)random_normal(&random);
    while (fine && *cells && lanes->count < BENCH_LANES_MAX) {
        char cell[16];
        size_t length = strcspn(cells, ",");
        snprintf(cell, sizeof cell, "%.*s", (int)length, cells);
        fine = add_lane(lanes, cell, units, steps, x, kernels, error);
        cells += length + (cells[length] == ',');
    }
    free(x);
    if (!fine)
        lanes_finish(lanes);
    return fine;
}

void lanes_finish(struct lanes *lanes)
{
    for (int k = 0; k < lanes->count; k++) {
        tape_finish(&lanes->values[k]);
        network_finish(&lanes->network[k]);
    }
    *lanes = (struct lanes){0};
}

bool lanes_decay(struct lanes *lanes, struct error *error)
{
    for (int k = 0; k < lanes->count; k++) {
        struct decay decay;
        if (!decay_init(&decay, &(struct decay_request){
                .network = &lanes->network[k], .values = &lanes->values[k],
                .measures = 1u << DECAY_JACOBIAN}, error))
            return false;
        decay_finish(&decay);
    }
    return true;
}

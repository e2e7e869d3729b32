/* Finite differences over a list of blocks.
 *
 * Weights, inputs and start states lie in memory in different ways; a block
 * says where numbers that may be moved stand and where BPTT left their
 * gradients, so that one loop serves them all. */
#include "nn/learn/gradcheck.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/array.h"
#include "nn/net/bptt.h"

/* Tensors whose gradients are all smaller than this are held to it. */
static const double SMALLEST_SCALE = 1e-3;

static const double STEP_OF_PRECISION =
    sizeof(real) == sizeof(double) ? 6.0554544523933429e-06  /* 2^-52 ^ 1/3 */
                                   : 4.9215666011518501e-03; /* 2^-23 ^ 1/3 */

/* [rows][columns] numbers and their gradients, each with its row distance. */
struct block {
    int rows, columns;
    real *values;
    size_t values_stride;
    const real *analytic;
    size_t analytic_stride;
    const int *exponent; /* [rows] what stands is times 2^this; NULL: none */
};

/* A check under way. */
struct pass {
    const struct gradcheck *check;
    struct run_input input;         /* with a copy of x that may be moved */
    real *x;
    struct params weights;      /* dL/dW */
    struct gradcheck_result *result;
};

static double analytic_at(const struct block *block, int row, int column)
{
    real value = block->analytic[row * block->analytic_stride + column];
    return block->exponent ? ldexp(value, -block->exponent[row]) : value;
}

static double largest(const struct block *block)
{
    double most = SMALLEST_SCALE;
    for (int r = 0; r < block->rows; r++)
        for (int k = 0; k < block->columns; k++)
            most = fmax(most, fabs(analytic_at(block, r, k)));
    return most;
}

static double loss_now(const struct pass *pass)
{
    const struct gradcheck *check = pass->check;
    network_pack(check->network);
    run_forward(check->network, &pass->input, check->pins, check->values);
    return check->loss(check->values, NULL, check->context);
}

/* dL/d(*value) from two runs; divides by the distance that rounding left. */
static double differentiate(const struct pass *pass, real *value)
{
    real kept = *value;
    double step = STEP_OF_PRECISION * fmax(1, fabs(kept));
    *value = (real)(kept + step);
    double up = *value, loss_up = loss_now(pass);
    *value = (real)(kept - step);
    double down = *value, loss_down = loss_now(pass);
    *value = kept;
    return (loss_up - loss_down) / (up - down);
}

static void compare(const struct pass *pass, const char *name,
                    const struct block *block)
{
    struct gradcheck_result *result = pass->result;
    double scale = largest(block);
    for (int r = 0; r < block->rows; r++)
        for (int k = 0; k < block->columns; k++) {
            double analytic = analytic_at(block, r, k);
            double numeric = differentiate(
                pass, block->values + r * block->values_stride + k);
            double error = fabs(analytic - numeric) / scale;
            if (isnan(error))
                error = INFINITY;
            if (result->checked++ > 0 && error <= result->error)
                continue;
            snprintf(result->tensor, sizeof result->tensor, "%s", name);
            result->error = error;
            result->index = (size_t)r * block->columns + k;
            result->analytic = analytic;
            result->numeric = numeric;
        }
}

static void compare_weights(const struct pass *pass)
{
    struct params *params = &pass->check->network->params;
    for (int k = 0; k < params->tensors; k++) {
        const struct param_tensor *tensor = &params->tensor[k];
        int columns = tensor->columns > 0 ? tensor->columns : 1;
        compare(pass, tensor->name, &(struct block){
            .rows = tensor->rows, .columns = columns,
            .values = tensor->values, .values_stride = columns,
            .analytic = pass->weights.tensor[k].values,
            .analytic_stride = columns});
    }
}

static void compare_inputs(const struct pass *pass)
{
    const struct tape *gradients = pass->check->gradients;
    int width = gradients->spec.inputs;
    compare(pass, "x", &(struct block){
        .rows = gradients->steps * gradients->batch, .columns = width,
        .values = pass->x, .values_stride = width,
        .analytic = gradients->x, .analytic_stride = gradients->x_pitch,
        .exponent = gradients->layer[0].exponent + gradients->batch});
}

static void compare_starts(const struct pass *pass, int l)
{
    const struct tape *values = pass->check->values;
    const struct tape *gradients = pass->check->gradients;
    const struct cell_info *cell = layer_cell(&values->spec.layer[l]);
    const int states[2] = {cell->h, cell->c};
    size_t pitch = gradients->layer[l].pitch;
    for (int s = 0; s < 2 && cell->u_first >= 0; s++) {
        if (states[s] < 0)
            continue;
        char name[40];
        snprintf(name, sizeof name, "start %s of layer %d",
                 cell->signal[states[s]].name, l);
        compare(pass, name, &(struct block){
            .rows = values->batch, .columns = values->layer[l].units,
            .values = tape_signal(values, l, states[s], 0, 0),
            .values_stride = values->layer[l].stride,
            .analytic = gradients->start[l] + s * values->batch * pitch,
            .analytic_stride = pitch,
            .exponent = gradients->layer[l].exponent});
    }
}

static void find_gradients(struct pass *pass)
{
    const struct gradcheck *check = pass->check;
    loss_now(pass);
    check->loss(check->values, check->gradients, check->context);
    bptt_run(&(struct bptt){
        .network = check->network, .values = check->values,
        .pins = check->pins, .from_head = check->from_head,
        .inputs = pass->x != NULL, .weights = &pass->weights},
        check->gradients);
}

static bool begin(struct pass *pass, struct error *error)
{
    const struct gradcheck *check = pass->check;
    const struct spec *spec = &check->values->spec;
    pass->input = *check->input;
    if (!params_init(&pass->weights, spec, error))
        return false;
    if (!check->input->x)
        return true;
    size_t count = (size_t)check->values->steps * check->values->batch *
                   spec->inputs;
    pass->x = array_new(count, sizeof(real), "a copy of the inputs", error);
    if (!pass->x)
        return false;
    memcpy(pass->x, check->input->x, count * sizeof(real));
    pass->input.x = pass->x;
    return true;
}

bool gradcheck_run(const struct gradcheck *check,
                   struct gradcheck_result *result, struct error *error)
{
    struct pass pass = {.check = check, .result = result};
    memset(result, 0, sizeof *result);
    bool fine = begin(&pass, error);
    if (fine) {
        find_gradients(&pass);
        compare_weights(&pass);
        if (pass.x)
            compare_inputs(&pass);
        for (int l = 0; l < check->values->spec.layers; l++)
            compare_starts(&pass, l);
        loss_now(&pass);
    }
    params_finish(&pass.weights);
    free(pass.x);
    return fine;
}

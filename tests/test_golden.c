/* The engine against PyTorch's autograd, from weight files to weight
 * gradients: golden/make_golden.py (every gate and its gradient of one layer)
 * and golden/make_stacks.py (two layers, ragged batches, start states). */
#include "golden.h"

#include <math.h>
#include <string.h>

#include "model/model.h"
#include "nn/learn/optimizer.h"
#include "nn/net/bptt.h"
#include "nn/net/run.h"

/* One golden file, run forward and backward. */
struct golden {
    json_t *json;
    struct network network;
    struct params weights; /* dL/dW */
    struct tape values, gradients;
    real *x;
    int steps, batch;
};

static void load_network(struct golden *golden, const char *name,
                         const struct model_options *options)
{
    char path[512];
    struct error error = {0};
    struct model model;
    /* The same bits on every machine. */
    const struct kernels *kernels = kernels_choose("sse2", &error);
    if (!kernels)
        kernels = kernels_choose(NULL, &error);
    snprintf(path, sizeof path, "%s/golden/%s.safetensors", TEST_DIR, name);
    if (!model_load(&model, path, options, &error))
        fail_msg("%s", error.text);
    assert_true(network_init(&golden->network, &model.params.spec, kernels,
                             &error));
    params_copy(&golden->network.params, &model.params);
    network_pack(&golden->network);
    assert_true(params_init(&golden->weights, &model.params.spec, &error));
    model_finish(&model);
}

static void golden_init(struct golden *golden, const char *name, int batch,
                        const struct model_options *options)
{
    struct error error;
    *golden = (struct golden){.batch = batch};
    golden->json = golden_load(name);
    load_network(golden, name, options);
    const struct spec *spec = &golden->network.params.spec;
    json_t *x = golden_get(golden->json, "x");
    golden->steps = (int)json_array_size(x);
    assert_true(tape_init(&golden->values, spec, golden->steps, batch,
                          TAPE_VALUES, &error));
    assert_true(tape_init(&golden->gradients, spec, golden->steps, batch,
                          TAPE_GRADIENTS, &error));
    size_t count;
    double *numbers = golden_numbers(x, &count);
    assert_int_equal(count, golden->steps * batch * spec->inputs);
    golden->x = calloc(count, sizeof(real));
    for (size_t k = 0; k < count; k++)
        golden->x[k] = (real)numbers[k];
    free(numbers);
}

static void golden_finish(struct golden *golden)
{
    json_decref(golden->json);
    network_finish(&golden->network);
    params_finish(&golden->weights);
    tape_finish(&golden->values);
    tape_finish(&golden->gradients);
    free(golden->x);
}

static int target_at(const struct golden *golden, int t, int b)
{
    json_t *step = json_array_get(golden_get(golden->json, "targets"), t - 1);
    return (int)json_integer_value(
        json_is_array(step) ? json_array_get(step, b) : step);
}

/* dL/dy of the mean cross entropy over steps that exist; returns L. */
static double cross_entropy(struct golden *golden)
{
    double sum = 0;
    int count = 0, outputs = golden->values.spec.outputs;
    for (int b = 0; b < golden->batch; b++)
        count += golden->values.lengths[b];
    for (int t = 1; t <= golden->steps; t++)
        for (int b = 0; b < golden->batch; b++) {
            bool exists = t <= golden->values.lengths[b];
            int target = target_at(golden, t, b);
            const real *p = tape_head(&golden->values, HEAD_P, t, b);
            real *dy = tape_head(&golden->gradients, HEAD_Y, t, b);
            for (int k = 0; k < outputs; k++)
                dy[k] = exists ? (p[k] - (k == target)) / count : 0;
            sum -= exists ? log(p[target]) : 0;
        }
    return sum / count;
}

static void back(struct golden *golden)
{
    bptt_run(&(struct bptt){
        .network = &golden->network, .values = &golden->values,
        .from_head = true, .inputs = true, .weights = &golden->weights},
        &golden->gradients);
}

/* [T][B][H] of one signal of either tape against `want`. */
static void compare_signal(const char *what, const struct tape *tape, int l,
                           int signal, const json_t *want)
{
    int units = tape->layer[l].units;
    size_t count = (size_t)tape->steps * tape->batch * units;
    double *got = calloc(count, sizeof *got), *at = got;
    for (int t = 1; t <= tape->steps; t++)
        for (int b = 0; b < tape->batch; b++)
            for (int u = 0; u < units; u++)
                *at++ = tape_value(tape, l, signal, t, b, u);
    golden_compare(what, got, count, want);
    free(got);
}

static void compare_inputs(const struct golden *golden)
{
    const struct tape *gradients = &golden->gradients;
    int width = gradients->spec.inputs;
    size_t count = (size_t)golden->steps * golden->batch * width;
    double *got = calloc(count, sizeof *got), *at = got;
    for (int t = 1; t <= golden->steps; t++)
        for (int b = 0; b < golden->batch; b++)
            for (int k = 0; k < width; k++)
                *at++ = ldexp(tape_x(gradients, t, b)[k],
                              -tape_exponent(gradients, 0, t, b));
    golden_compare("dx", got, count, golden_get(golden->json, "dx"));
    free(got);
}

/* Every tensor of `params` under its name in the file. */
static void compare_params(const struct params *params, const json_t *object,
                           const char *prefix)
{
    for (int k = 0; k < params->tensors; k++) {
        const struct param_tensor *tensor = &params->tensor[k];
        size_t count = (size_t)tensor->rows *
                       (tensor->columns ? tensor->columns : 1);
        bool head = strncmp(tensor->name, "head.", 5) == 0;
        char name[64];
        snprintf(name, sizeof name, "%s%s", head ? "fc." : prefix,
                 tensor->name + (head ? 5 : 0));
        double *got = calloc(count, sizeof *got);
        for (size_t i = 0; i < count; i++)
            got[i] = tensor->values[i];
        golden_compare(name, got, count, golden_get(object, name));
        free(got);
    }
}

static void compare_signals(const struct golden *golden)
{
    json_t *values = golden_get(golden->json, "values");
    json_t *gradients = golden_get(golden->json, "grads");
    enum cell cell = golden->values.spec.layer[0].cell;
    const char *name;
    json_t *want;
    json_object_foreach(values, name, want) {
        int signal = signal_find(cell, name);
        assert_true(signal >= 0);
        compare_signal(name, &golden->values, 0, signal, want);
        compare_signal(name, &golden->gradients, 0, signal,
                       golden_get(gradients, name));
    }
}

static void check_adam(struct golden *golden)
{
    struct error error;
    struct optimizer optimizer;
    struct params *params = &golden->network.params;
    struct optimizer_params options = optimizer_defaults(OPTIMIZER_ADAM);
    options.rate = 0.01;
    assert_true(optimizer_init(&optimizer, &options, params->count, &error));
    optimizer_step(&optimizer, params->data, golden->weights.data);
    compare_params(params, golden_get(golden->json,
                                      "after_one_adam_step_lr0.01"), "");
    optimizer_finish(&optimizer);
}

static void one_layer(void **state)
{
    static const char *const names[] = {
        "lstm_I3H4T6", "gru_I3H4T6", "rnn_I3H4T6",
    };
    (void)state;
    for (int k = 0; k < 3; k++) {
        struct golden golden;
        golden_init(&golden, names[k], 1,
                    &(struct model_options){.head_kind = "softmax"});
        run_forward(&golden.network, &(struct run_input){.x = golden.x}, NULL,
                    &golden.values);
        double loss = cross_entropy(&golden);
        golden_compare("loss", &loss, 1, golden_get(golden.json, "loss_value"));
        back(&golden);
        compare_signals(&golden);
        compare_inputs(&golden);
        compare_params(&golden.weights, golden_get(golden.json, "param_grads"),
                       "");
        check_adam(&golden);
        golden_finish(&golden);
    }
}

/* State s (0: h, 1: c) of layer l, or -1 where the cell has none. */
static int state_signal(const struct tape *tape, int l, int s)
{
    const struct cell_info *cell = layer_cell(&tape->spec.layer[l]);
    return s == 0 ? cell->h : cell->c;
}

/* Calls for every number of [states][L][B][H] in the order of the file. */
#define FOR_STATES(golden, s, l, b, u)                                         \
    for (int s = 0; s < 2; s++)                                                \
        for (int l = 0; l < (golden)->values.spec.layers; l++)                 \
            for (int b = 0; b < (golden)->batch &&                             \
                            state_signal(&(golden)->values, l, s) >= 0; b++)   \
                for (int u = 0; u < (golden)->values.layer[l].units; u++)

static void set_start(struct golden *golden)
{
    size_t count, k = 0;
    double *start = golden_numbers(golden_get(golden->json, "start"), &count);
    FOR_STATES(golden, s, l, b, u) {
        int signal = state_signal(&golden->values, l, s);
        tape_signal(&golden->values, l, signal, 0, b)[u] = (real)start[k++];
    }
    assert_int_equal(k, count);
    free(start);
}

/* The last states against `last`; their gradients, the states themselves, to
 * where they enter. Returns what they add to the loss. */
static double end_states(struct golden *golden)
{
    double got[256], sum = 0;
    size_t k = 0;
    FOR_STATES(golden, s, l, b, u) {
        real value = tape_signal(&golden->values, l,
                                 state_signal(&golden->values, l, s),
                                 golden->steps, b)[u];
        struct tape *gradients = &golden->gradients;
        size_t row = (size_t)s * golden->batch + b;
        gradients->end[l][row * gradients->layer[l].pitch + u] = value;
        sum += value * value / 2.0;
        got[k++] = value;
    }
    golden_compare("last", got, k, golden_get(golden->json, "last"));
    return sum;
}

/* dL/d(start) from its own place and from row 0. */
static void compare_start(const struct golden *golden)
{
    const struct tape *gradients = &golden->gradients;
    double got[256], row_0[256];
    size_t k = 0;
    FOR_STATES(golden, s, l, b, u) {
        size_t row = (size_t)s * golden->batch + b;
        row_0[k] = tape_value(gradients, l, state_signal(gradients, l, s), 0,
                              b, u);
        got[k++] = ldexp(gradients->start[l][row * gradients->layer[l].pitch +
                                             u],
                         -tape_exponent(gradients, l, 0, b));
    }
    golden_compare("dstart", got, k, golden_get(golden->json, "dstart"));
    golden_compare("row 0", row_0, k, golden_get(golden->json, "dstart"));
}

/* PyTorch fills h with zeros where a sequence has ended; here it stays. */
static void compare_out(const struct golden *golden)
{
    const struct tape *values = &golden->values;
    int top = values->spec.layers - 1, units = values->layer[top].units;
    double got[256];
    size_t k = 0;
    for (int t = 1; t <= golden->steps; t++)
        for (int b = 0; b < golden->batch; b++)
            for (int u = 0; u < units; u++)
                got[k++] = t <= values->lengths[b]
                    ? tape_signal(values, top, state_signal(values, top, 0), t,
                                  b)[u] : 0;
    golden_compare("out", got, k, golden_get(golden->json, "out"));
}

static void check_stack(const char *name, const char *activation)
{
    struct golden golden;
    int lengths[8];
    golden_init(&golden, name, 3, &(struct model_options){
        .head_kind = "softmax", .activation = activation});
    json_t *list = golden_get(golden.json, "lengths");
    for (int b = 0; b < golden.batch; b++)
        lengths[b] = (int)json_integer_value(json_array_get(list, b));
    set_start(&golden);
    run_forward(&golden.network,
                &(struct run_input){.x = golden.x, .lengths = lengths}, NULL,
                &golden.values);
    compare_out(&golden);
    double loss = cross_entropy(&golden) + end_states(&golden);
    golden_compare("loss", &loss, 1, golden_get(golden.json, "loss"));
    back(&golden);
    compare_inputs(&golden);
    compare_start(&golden);
    compare_params(&golden.weights, golden_get(golden.json, "param_grads"),
                   "rnn.");
    golden_finish(&golden);
}

static void stacks(void **state)
{
    (void)state;
    check_stack("stack_lstm", NULL);
    check_stack("stack_gru", NULL);
    check_stack("stack_rnn_tanh", NULL);
    check_stack("stack_rnn_relu", "relu");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(one_layer),
        cmocka_unit_test(stacks),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/random.h"
#include "check_close.h"
#include "flow_case.h"
#include "nn/flow/lags.h"
#include "nn/net/bptt.h"

enum { MOST_STEPS = 8, MOST_UNITS = 8 };

static const bool is_double = sizeof(real) == 8;

/* A case, the seeds of its losses L_s = seed_s . h_s, and a gradient tape. */
struct lag_case {
    struct flow_case flow;
    struct tape gradients;
    real seed[MOST_STEPS][MOST_UNITS];
};

static void init(struct lag_case *lag, const struct flow_recipe *recipe)
{
    struct random random;

    flow_init(&lag->flow, recipe);
    assert_true(tape_init(&lag->gradients, &lag->flow.values.spec,
                          recipe->steps, 1, TAPE_GRADIENTS, NULL));
    random_seed(&random, recipe->seed, 78);
    flow_fill(lag->seed[0], MOST_STEPS * MOST_UNITS, 1, &random);
}

static void finish(struct lag_case *lag)
{
    tape_finish(&lag->gradients);
    flow_finish(&lag->flow);
}

static struct flow_recipe recipe_of(int round, struct random *random)
{
    return (struct flow_recipe){
        .cell = flow_cells[round % FLOW_CELLS],
        .layers = 1 + round / FLOW_CELLS % 3,
        .inputs = 1 + (int)random_below(random, 4),
        .units = 1 + (int)random_below(random, 5),
        .steps = 1 + (int)random_below(random, MOST_STEPS),
        .gain = random_range(random, 0.5, 1.5), .seed = 400 + (uint64_t)round};
}

static struct lag_request request_of(const struct lag_case *lag,
                                     enum lag_measure measure, int layer)
{
    return (struct lag_request){
        .network = &lag->flow.network, .values = &lag->flow.values,
        .pins = &lag->flow.pins, .measure = measure, .layer = layer,
        .seed = lag->seed[0], .seed_stride = MOST_UNITS};
}

static int top_units(const struct lag_case *lag)
{
    const struct spec *spec = &lag->flow.values.spec;

    return spec->layer[spec->layers - 1].units;
}

/* BPTT from the losses of steps first .. last. */
static void backward(struct lag_case *lag, int first, int last,
                     struct params *weights)
{
    struct tape *gradients = &lag->gradients;

    tape_shape(gradients, lag->flow.values.steps, 1);
    for (int s = first; s <= last; s++)
        memcpy(gradients->seed + (s - 1) * gradients->seed_pitch,
               lag->seed[s - 1], top_units(lag) * sizeof(real));
    bptt_run(&(struct bptt){
        .network = &lag->flow.network, .values = &lag->flow.values,
        .pins = &lag->flow.pins, .inputs = true, .weights = weights},
        gradients);
}

static double norm(const real *row, size_t n)
{
    double sum = 0;

    for (size_t k = 0; k < n; k++)
        sum += (double)row[k] * row[k];
    return sqrt(sum);
}

static void check_log(double got, double value)
{
    if (value < 1e-30)
        assert_true(got < -29);
    else
        assert_close(got, log10(value), is_double ? 1e-9 : 2e-4);
}

static struct params new_params(const struct lag_case *lag)
{
    struct params params;

    assert_true(params_init(&params, &lag->flow.values.spec, NULL));
    return params;
}

/* The parts of all steps and losses sum to the whole gradient of all weights. */
static void check_sum(struct lag_case *lag)
{
    struct lag_request request = request_of(lag, LAG_WEIGHTS_W, 0);
    struct params sum = new_params(lag), want = new_params(lag);
    int steps = lag->flow.values.steps;

    for (int s = 1; s <= steps; s++)
        for (int t = 1; t <= s; t++)
            assert_true(lag_weight_part(&request, s, t, &sum, NULL));
    backward(lag, 1, steps, &want);
    for (int k = 0; k < sum.tensors; k++) {
        const struct param_tensor *a = &sum.tensor[k], *b = &want.tensor[k];
        int n = a->rows * (a->columns > 0 ? a->columns : 1);
        double most = 1e-3;
        for (int j = 0; j < n; j++)
            most = fmax(most, fabs((double)b->values[j]));
        for (int j = 0; j < n; j++)
            assert_close(a->values[j], b->values[j],
                         (is_double ? 1e-11 : 2e-5) * most);
    }
    params_finish(&sum);
    params_finish(&want);
}

static void parts_sum_to_the_gradient(void **state)
{
    struct random random;

    (void)state;
    random_seed(&random, 31, 0);
    for (int round = 0; round < 6 * FLOW_CELLS; round++) {
        struct flow_recipe recipe = recipe_of(round, &random);
        struct lag_case lag;

        init(&lag, &recipe);
        check_sum(&lag);
        finish(&lag);
    }
}

static double *matrix_of(const struct lag_case *lag, enum lag_measure measure,
                         int layer)
{
    struct lag_request request = request_of(lag, measure, layer);
    size_t steps = (size_t)lag->flow.values.steps;
    double *out = malloc(steps * steps * sizeof *out);

    assert_true(lag_matrix(&request, out, NULL));
    for (size_t s = 0; s < steps; s++)
        for (size_t t = s + 1; t < steps; t++)
            assert_close(out[s * steps + t], -INFINITY, 0);
    return out;
}

/* Norms of W, U and b_ih against those of the part itself. */
static void check_norms(struct lag_case *lag, int l)
{
    int steps = lag->flow.values.steps;
    const struct spec *spec = &lag->flow.values.spec;
    size_t h = spec->layer[l].units, x = spec_layer_inputs(spec, l);
    size_t rows = h * layer_cell(&spec->layer[l])->gates;
    double *w = matrix_of(lag, LAG_WEIGHTS_W, l);
    double *u = matrix_of(lag, LAG_WEIGHTS_U, l);
    double *b = matrix_of(lag, LAG_BIAS, l);
    struct lag_request request = request_of(lag, LAG_WEIGHTS_W, l);

    for (int s = 1; s <= steps; s++)
        for (int t = 1; t <= s; t++) {
            struct params part = new_params(lag);
            int at = (s - 1) * steps + t - 1;
            assert_true(lag_weight_part(&request, s, t, &part, NULL));
            check_log(w[at], norm(part.layer[l].w, rows * x));
            check_log(u[at], norm(part.layer[l].u, rows * h));
            check_log(b[at], norm(part.layer[l].b_ih, rows));
            params_finish(&part);
        }
    free(w);
    free(u);
    free(b);
}

static void weight_norms_are_those_of_the_parts(void **state)
{
    struct random random;

    (void)state;
    random_seed(&random, 32, 0);
    for (int round = 0; round < 3 * FLOW_CELLS; round++) {
        struct flow_recipe recipe = recipe_of(round, &random);
        struct lag_case lag;

        init(&lag, &recipe);
        for (int l = 0; l < recipe.layers; l++)
            check_norms(&lag, l);
        finish(&lag);
    }
}

/* One backward pass for each loss, against all of them at once. */
static void check_passes(struct lag_case *lag)
{
    const struct spec *spec = &lag->flow.values.spec;
    struct tape *gradients = &lag->gradients;
    int steps = lag->flow.values.steps;
    double *input = matrix_of(lag, LAG_INPUT, 0);

    for (int l = 0; l < spec->layers; l++) {
        double *hidden = matrix_of(lag, LAG_HIDDEN, l);
        const struct layer_spec *layer = &spec->layer[l];
        for (int s = 1; s <= steps; s++) {
            backward(lag, s, s, NULL);
            for (int t = 1; t <= s; t++) {
                int at = (s - 1) * steps + t - 1;
                double dh = norm(tape_signal(gradients, l,
                    layer_cell(layer)->h, t, 0), layer->units);
                /* The tape has h before it is held, the matrix after. */
                if (lag->flow.pins.count == 0)
                    check_log(hidden[at],
                              ldexp(dh, -tape_exponent(gradients, l, t, 0)));
                double dx = norm(tape_x(gradients, t, 0), spec->inputs);
                check_log(input[at],
                          ldexp(dx, -tape_exponent(gradients, 0, t, 0)));
            }
        }
        free(hidden);
    }
    free(input);
}

static void one_walk_is_a_pass_for_each_loss(void **state)
{
    struct random random;

    (void)state;
    random_seed(&random, 33, 0);
    for (int round = 0; round < 6 * FLOW_CELLS; round++) {
        struct flow_recipe recipe = recipe_of(round, &random);
        struct lag_case lag;

        init(&lag, &recipe);
        check_passes(&lag);
        finish(&lag);
    }
}

/* In pieces it is the same; a window of it has the same numbers. */
static void check_pieces(struct lag_case *lag, struct random *random)
{
    struct lag_request request = request_of(lag, LAG_WEIGHTS_U, 0);
    int steps = lag->flow.values.steps;
    double *whole = matrix_of(lag, LAG_WEIGHTS_U, 0), out[MOST_STEPS *
        MOST_STEPS];
    size_t bytes = (size_t)steps * steps * sizeof *out;
    struct lag_walk *walk = lag_walk_create(&request, out, NULL);

    assert_non_null(walk);
    while (lag_walk_on(walk, 1 + (int)random_below(random, 3)))
        assert_true(isnan(out[0]));
    lag_walk_destroy(walk);
    assert_memory_equal(out, whole, bytes);

    request.first = 1 + (int)random_below(random, (uint32_t)steps);
    request.last = request.first +
                   (int)random_below(random, (uint32_t)(steps - request.first +
                                                        1));
    request.until = 1 + (int)random_below(random, (uint32_t)request.first);
    request.seed = lag->seed[request.first - 1];
    assert_true(lag_matrix(&request, out, NULL));
    int columns = request.last - request.until + 1;
    for (int s = request.first; s <= request.last; s++)
        for (int t = request.until; t <= request.last; t++) {
            double got = out[(s - request.first) * columns + t -
                             request.until];
            double want = whole[(s - 1) * steps + t - 1];
            if (isfinite(want))
                assert_close(got, want, is_double ? 1e-10 : 1e-4);
            else
                assert_close(got, want, 0);
        }
    free(whole);
}

/* The parts of one loss, summed on the way, against a pass of its own. */
static void check_one_loss(struct lag_case *lag, int s)
{
    struct lag_request request = request_of(lag, LAG_WEIGHTS_W, 0);
    struct params sum = new_params(lag), want = new_params(lag);
    double out[MOST_STEPS];

    request.first = request.last = s;
    request.seed = lag->seed[s - 1];
    request.sum = &sum;
    assert_true(lag_matrix(&request, out, NULL));
    backward(lag, s, s, &want);
    for (size_t k = 0; k < sum.count; k++)
        assert_close(sum.data[k], want.data[k],
                     (is_double ? 1e-11 : 2e-5) *
                     fmax(norm(want.data, want.count), 1e-3));
    params_finish(&sum);
    params_finish(&want);
}

static void pieces_and_windows_have_the_same_numbers(void **state)
{
    struct random random;

    (void)state;
    random_seed(&random, 34, 0);
    for (int round = 0; round < 6 * FLOW_CELLS; round++) {
        struct flow_recipe recipe = recipe_of(round, &random);
        struct lag_case lag;

        init(&lag, &recipe);
        check_pieces(&lag, &random);
        for (int s = 1; s <= recipe.steps; s++)
            check_one_loss(&lag, s);
        finish(&lag);
    }
}

/* The same with signals held and scaled, and the sum too. */
static void follows_interventions(void **state)
{
    (void)state;
    for (int c = 0; c < FLOW_CELLS; c++) {
        struct flow_recipe recipe = {.cell = flow_cells[c], .layers = 2,
            .inputs = 2, .units = 4, .steps = 6, .gain = 1, .seed = 500};
        struct lag_case lag;

        init(&lag, &recipe);
        struct pin pins[] = {
            {.layer = 0, .signal = 1, .last_unit = 1, .first_step = 2,
             .last_step = 4, .value = (real)0.5},
            {.layer = 1, .signal = 0, .first_unit = 2, .last_unit = 3,
             .first_step = 3, .last_step = 6, .multiply = true,
             .value = (real)0.3},
        };
        lag.flow.pins = (struct pins){2, pins};
        flow_run(&lag.flow);
        check_passes(&lag);
        check_sum(&lag);
        finish(&lag);
    }
}

/* The same with wires cut and scaled in both layers. */
static void follows_wires(void **state)
{
    (void)state;
    for (int c = 0; c < FLOW_CELLS; c++) {
        struct flow_recipe recipe = {.cell = flow_cells[c], .layers = 2,
            .inputs = 2, .units = 4, .steps = 6, .gain = 1, .seed = 510};
        struct lag_case lag;

        init(&lag, &recipe);
        bool lstm = strcmp(flow_cells[c], "lstm") == 0;
        struct pin pins[] = {
            {.layer = 0, .signal = PIN_READ_H, .last_unit = 1, .first_step = 2,
             .last_step = 4, .value = (real)0.5},
            {.layer = 1, .signal = lstm ? PIN_READ_C : PIN_READ_H,
             .first_unit = 2, .last_unit = 3, .first_step = 3, .last_step = 6,
             .multiply = true, .value = (real)0.3},
        };
        lag.flow.pins = (struct pins){2, pins};
        flow_run(&lag.flow);
        check_passes(&lag);
        check_sum(&lag);
        check_norms(&lag, 0);
        check_norms(&lag, 1);
        finish(&lag);
    }
}

/* Square of |d(y_k at s)/dx_t| by differences of fourth order. */
static double squared_connectivity(struct flow_case *flow, int k, int s, int t)
{
    const double step = 1e-3, weights[] = {1, -8, 0, 8, -1};
    int inputs = flow->values.spec.inputs;
    double sum = 0;

    for (int j = 0; j < inputs; j++) {
        real *x = &flow->x[(t - 1) * inputs + j], keep = *x;
        double slope = 0;

        for (int d = 0; d < 5; d++) {
            *x = (real)(keep + (d - 2) * step);
            flow_run(flow);
            slope += weights[d] / (12 * step) *
                     tape_head(&flow->values, HEAD_Y, s, 0)[k];
        }
        *x = keep;
        sum += slope * slope;
    }
    flow_run(flow);
    return sum;
}

static void connectivity_agrees_with_differences(void **state)
{
    const char *const cells[] = {"rnn", "lstm", "gru", "gru-before"};

    (void)state;
    if (!is_double)
        skip();
    for (int c = 0; c < 4; c++) {
        struct flow_recipe recipe = {.cell = cells[c], .layers = 1 + c % 3,
            .inputs = 3, .units = 4, .steps = 5, .gain = 1, .seed = 600,
            .outputs = 2};
        struct lag_case lag;

        init(&lag, &recipe);
        for (int k = 0; k < 2; k++) {
            struct lag_request request = request_of(&lag, LAG_INPUT, 0);
            double out[25];
            request.seed =
                lag.flow.network.params.head_w + k * top_units(&lag);
            request.seed_stride = 0;
            assert_true(lag_matrix(&request, out, NULL));
            for (int s = 1; s <= 5; s++)
                for (int t = 1; t <= s; t++)
                    assert_close(pow(10, out[(s - 1) * 5 + t - 1]),
                        sqrt(squared_connectivity(&lag.flow, k, s, t)), 1e-9);
        }
        finish(&lag);
    }
}

/* T = 600: the far corner is where no float is. */
static void far_losses_keep_their_digits(void **state)
{
    enum { STEPS = 600 };
    struct flow_recipe recipe = {.cell = "rnn-linear", .layers = 1,
        .inputs = 1, .units = 1, .steps = STEPS, .gain = 1, .seed = 1};
    struct flow_case flow;
    const real one = 1;
    double *out = malloc(STEPS * STEPS * sizeof *out);

    (void)state;
    flow_init(&flow, &recipe);
    const double factors[] = {0.01, 100};
    for (int k = 0; k < 2; k++) {
        flow.network.params.layer[0].u[0] = (real)factors[k];
        flow.network.params.layer[0].w[0] = 1;
        network_pack(&flow.network);
        flow_run(&flow);
        assert_true(lag_matrix(&(struct lag_request){
            .network = &flow.network, .values = &flow.values,
            .measure = LAG_INPUT, .seed = &one}, out, NULL));
        for (int s = 0; s < STEPS; s += 37)
            for (int t = 0; t <= s; t++)
                assert_close(out[s * STEPS + t],
                             log10(factors[k]) * (s - t), 1e-3);
    }
    free(out);
    flow_finish(&flow);
}

/* Through two layers the ways of every split of the lag add up: with the same
 * factor u in both, dL_s/dx_t = (k + 1) u^k at lag k. */
static void layers_hand_their_scale_down(void **state)
{
    enum { STEPS = 300 };
    struct flow_recipe recipe = {.cell = "rnn-linear", .layers = 2,
        .inputs = 1, .units = 1, .steps = STEPS, .gain = 1, .seed = 1};
    struct flow_case flow;
    const real ones[2] = {1, 1};
    const double factors[] = {0.01, 100};
    double *out = malloc(STEPS * STEPS * sizeof *out);

    (void)state;
    flow_init(&flow, &recipe);
    struct params *params = &flow.network.params;
    for (int k = 0; k < 2; k++) {
        memset(params->data, 0, params->count * sizeof(real));
        for (int l = 0; l < 2; l++) {
            /* The upper layer has a second unit, which does nothing. */
            params->layer[l].u[0] = (real)factors[k];
            params->layer[l].w[0] = 1;
        }
        network_pack(&flow.network);
        flow_run(&flow);
        assert_true(lag_matrix(&(struct lag_request){
            .network = &flow.network, .values = &flow.values,
            .measure = LAG_INPUT, .seed = ones}, out, NULL));
        for (int s = 0; s < STEPS; s += 23)
            for (int t = 0; t <= s; t++)
                assert_close(out[s * STEPS + t], log10(s - t + 1) +
                             log10(factors[k]) * (s - t), 1e-3);
    }
    free(out);
    flow_finish(&flow);
}

static void true_zeros_and_bad_numbers_show(void **state)
{
    struct flow_recipe recipe = {.cell = "rnn-relu", .layers = 1, .inputs = 2,
        .units = 3, .steps = 4, .gain = 1, .seed = 2};
    struct lag_case lag;

    (void)state;
    init(&lag, &recipe);
    real *bias = lag.flow.network.params.layer[0].b_ih;
    for (int u = 0; u < 3; u++)
        bias[u] = -100;
    network_pack(&lag.flow.network);
    flow_run(&lag.flow);
    double *dead = matrix_of(&lag, LAG_INPUT, 0);
    for (int k = 0; k < 16; k++)
        assert_close(dead[k], -INFINITY, 0);
    free(dead);

    for (int u = 0; u < 3; u++)
        bias[u] = (real)NAN;
    network_pack(&lag.flow.network);
    flow_run(&lag.flow);
    double *bad = matrix_of(&lag, LAG_WEIGHTS_U, 0);
    for (int s = 0; s < 4; s++)
        for (int t = 1; t <= s; t++)
            assert_close(bad[s * 4 + t], NAN, 0);
    free(bad);
    finish(&lag);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(parts_sum_to_the_gradient),
        cmocka_unit_test(weight_norms_are_those_of_the_parts),
        cmocka_unit_test(one_walk_is_a_pass_for_each_loss),
        cmocka_unit_test(pieces_and_windows_have_the_same_numbers),
        cmocka_unit_test(follows_interventions),
        cmocka_unit_test(follows_wires),
        cmocka_unit_test(connectivity_agrees_with_differences),
        cmocka_unit_test(far_losses_keep_their_digits),
        cmocka_unit_test(layers_hand_their_scale_down),
        cmocka_unit_test(true_zeros_and_bad_numbers_show),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

#include "jacobian_case.h"
#include "nn/flow/singular.h"

static void steps_agree_with_formulas(void **state)
{
    const double tolerance = is_double ? 1e-12 : 4e-6;
    struct random random;

    (void)state;
    random_seed(&random, 21, 0);
    for (int round = 0; round < 10 * FLOW_CELLS; round++) {
        struct flow_recipe recipe = recipe_of(round, &random);
        struct flow_case flow;

        flow_init(&flow, &recipe);
        for (int l = 0; l < recipe.layers; l++) {
            struct matrix all =
                identity(state_size(&flow.values.spec, l));
            for (int t = recipe.steps; t >= 1; t--) {
                struct matrix got = product_of(&flow, l, t, t - 1);
                struct matrix want = explicit_step(&flow, l, t);
                check_matrix(&got, &want, tolerance);

                /* D(T,t-1) = D(T,t) J_t, and D(T,T) = I */
                got = product_of(&flow, l, 0, t);
                check_matrix(&got, &all, 10 * tolerance);
                all = multiply(&all, &want);
            }
        }
        flow_finish(&flow);
    }
}

/* State number k of layer l at step t: h, then c. */
static real *state_at(const struct flow_case *flow, int l, int t, int k)
{
    const struct layer_spec *layer = &flow->values.spec.layer[l];
    int signal = k < layer->units ? layer_cell(layer)->h : layer_cell(layer)->c;

    return &tape_signal(&flow->values, l, signal, t, 0)[k % layer->units];
}

/* D(T,0) by differences of whole runs, of fourth order. */
static struct matrix differences(struct flow_case *flow, int l)
{
    const double step = 1e-3;
    const double weights[] = {1, -8, 0, 8, -1};
    struct matrix m = {.size = state_size(&flow->values.spec, l)};

    for (int j = 0; j < m.size; j++) {
        real *start = state_at(flow, l, 0, j), keep = *start;

        for (int k = 0; k < 5; k++) {
            *start = (real)(keep + (k - 2) * step);
            flow_run(flow);
            for (int i = 0; i < m.size; i++)
                m.at[i][j] += weights[k] / (12 * step) *
                              *state_at(flow, l, flow->values.steps, i);
        }
        *start = keep;
    }
    flow_run(flow);
    return m;
}

static void check_differences(struct flow_case *flow, int l)
{
    struct matrix got = product_of(flow, l, 0, 0);
    struct matrix want = differences(flow, l);

    check_matrix(&got, &want, 1e-7);
}

static void agrees_with_differences(void **state)
{
    struct random random;

    (void)state;
    if (!is_double)
        skip();
    random_seed(&random, 22, 0);
    for (int round = 0; round < 5 * FLOW_CELLS; round++) {
        struct flow_recipe recipe = recipe_of(round, &random);
        struct flow_case flow;

        /* Differences across the kink of relu mean nothing. */
        if (strcmp(recipe.cell, "rnn-relu") == 0)
            recipe.cell = "rnn";
        flow_init(&flow, &recipe);
        for (int l = 0; l < recipe.layers; l++)
            check_differences(&flow, l);
        flow_finish(&flow);
    }
}

/* Every signal of every cell, held and scaled, in the middle of a run. */
static void follows_interventions(void **state)
{
    (void)state;
    if (!is_double)
        skip();
    for (int c = 0; c < FLOW_CELLS; c++) {
        struct flow_recipe recipe = {.cell = flow_cells[c], .layers = 2,
            .inputs = 2, .units = 3, .steps = 5, .gain = 1, .seed = 300};
        struct flow_case flow;

        flow_init(&flow, &recipe);
        const struct cell_info *cell =
            layer_cell(&flow.values.spec.layer[1]);
        int wires = cell->c < 0 ? 1 : 2;
        for (int k = -2 * wires; k < 2 * cell->signals; k++) {
            struct pin pin = {.layer = 1,
                .signal = k < 0 ? PIN_READ_H - (-1 - k) / 2 : k / 2,
                .first_unit = 1, .last_unit = 2, .first_step = 2,
                .last_step = 4, .multiply = k & 1, .value = (real)0.7};
            flow.pins = (struct pins){1, &pin};
            flow_run(&flow);
            check_differences(&flow, 1);
        }
        flow_finish(&flow);
    }
}

static struct decay measure(const struct flow_case *flow, int l)
{
    struct decay decay;

    assert_true(decay_init(&decay, &(struct decay_request){
        .network = &flow->network, .values = &flow->values,
        .pins = &flow->pins, .layer = l}, NULL));
    return decay;
}

/* dh_t/dc_t, with t = 0 a start state that nothing connects. */
static double way_at(const struct flow_case *flow, int l, int t, int u)
{
    struct place p = {flow, l, t, 0};
    double tc = tanh(now(&p, LSTM_C, u));

    return t == 0 ? 0 : now(&p, LSTM_O, u) * (1 - tc * tc);
}

/* All six measures of an LSTM against the explicit product `all` = D(T,t). */
static void check_lstm(const struct flow_case *flow, int l, int t,
                       const struct decay *decay, const struct matrix *all)
{
    int h = all->size / 2, steps = flow->values.steps;
    struct matrix held = *all, total = *all, rest, rest_total;
    double most = 0, carousel[MOST];

    for (int i = 0; i < h; i++)
        for (int j = 0; j < h; j++)
            total.at[h + i][h + j] +=
                all->at[h + i][j] * way_at(flow, l, t, j);
    rest = held;
    rest_total = total;
    for (int u = 0; u < h; u++) {
        carousel[u] = 1;
        for (int s = t + 1; s <= steps; s++)
            carousel[u] *= tape_signal(&flow->values, l, LSTM_F, s, 0)[u];
        most = fmax(most, carousel[u]);
        rest.at[h + u][h + u] -= carousel[u];
        rest_total.at[h + u][h + u] -= carousel[u];
    }
    check_log(decay->value[DECAY_HIDDEN][t], norm(all, 0, 0, h));
    check_log(decay->value[DECAY_CELL][t], norm(&held, h, h, h));
    check_log(decay->value[DECAY_CAROUSEL][t], most);
    check_log(decay->value[DECAY_CELL_TOTAL][t], norm(&total, h, h, h));
    if (t < steps)
        check_log(decay->value[DECAY_H_PATH_TOTAL][t],
                  norm(&rest_total, h, h, h));
    if (t < steps - 1)
        check_log(decay->value[DECAY_H_PATH][t], norm(&rest, h, h, h));
    else
        assert_close(decay->value[DECAY_H_PATH][t], -INFINITY, 0);
}

static void measures_agree_with_products(void **state)
{
    struct random random;

    (void)state;
    random_seed(&random, 23, 0);
    for (int round = 0; round < 6 * FLOW_CELLS; round++) {
        struct flow_recipe recipe = recipe_of(round, &random);
        struct flow_case flow;

        recipe.steps += 2;
        recipe.gain = 1;
        /* A dead relu is exactly 0 in one of the two and not in the other
         * only where rounding decides; that is tested below. */
        if (strcmp(recipe.cell, "rnn-relu") == 0)
            recipe.cell = "lstm";
        flow_init(&flow, &recipe);
        for (int l = 0; l < recipe.layers; l++) {
            int size = state_size(&flow.values.spec, l);
            struct decay decay = measure(&flow, l);
            struct matrix all = identity(size);
            assert_int_equal(decay.steps, recipe.steps);
            for (int t = recipe.steps; t >= 0; t--) {
                double sum = 0;
                for (int k = 0; k < size * size; k++)
                    sum += pow(all.at[k / size][k % size], 2);
                check_log(decay.value[DECAY_JACOBIAN][t],
                          norm(&all, 0, 0, size));
                check_log(decay.value[DECAY_FROBENIUS][t], sqrt(sum / size));
                if (flow.values.spec.layer[l].cell == CELL_LSTM)
                    check_lstm(&flow, l, t, &decay, &all);
                else
                    assert_close(decay.value[DECAY_CAROUSEL][t], NAN, 0);
                struct matrix step = t > 0 ? explicit_step(&flow, l, t) : all;
                all = multiply(&all, &step);
            }
            assert_close(decay.value[DECAY_JACOBIAN][recipe.steps], 0, 1e-12);
            assert_close(decay.value[DECAY_FROBENIUS][recipe.steps], 0, 1e-12);
            decay_finish(&decay);
            decay_finish(&decay);
        }
        flow_finish(&flow);
    }
}

/* log10 of the norm of D(T,0), by explicit products with a scale of its own. */
static double scaled_norm(const struct flow_case *flow)
{
    struct matrix all = identity(state_size(&flow->values.spec, 0));
    double log = 0;

    for (int t = flow->values.steps; t >= 1; t--) {
        struct matrix step = explicit_step(flow, 0, t);
        all = multiply(&all, &step);
        double most = 0;
        for (int k = 0; k < MOST * MOST; k++)
            most = fmax(most, fabs(all.at[k / MOST][k % MOST]));
        for (int k = 0; k < MOST * MOST; k++)
            all.at[k / MOST][k % MOST] /= most;
        log += log10(most);
    }
    return log + log10(norm(&all, 0, 0, all.size));
}

/* Far outside what a float or a double can hold. */
static void has_no_range(void **state)
{
    const struct {
        const char *cell;
        double gain, low, high;
    } cases[] = {
        {"rnn", 0.3, -1600, -900}, {"rnn-linear", 0.1, -2500, -1800},
        {"rnn-linear", 3, 600, 1200}, {"lstm", 0.3, -800, -300},
        {"gru", 0.3, -1200, -250},
    };

    (void)state;
    for (size_t k = 0; k < sizeof cases / sizeof cases[0]; k++) {
        struct flow_recipe recipe = {.cell = cases[k].cell, .layers = 1,
            .inputs = 2, .units = 6, .steps = 2000, .gain = cases[k].gain,
            .seed = 5};
        struct flow_case flow;

        flow_init(&flow, &recipe);
        /* The linear cell's own states overflow, its Jacobian does not. */
        struct decay decay = measure(&flow, 0);
        double want = scaled_norm(&flow);
        assert_close(decay.value[DECAY_JACOBIAN][0], want,
                     is_double ? 1e-8 : 1e-2);
        assert_true(want > cases[k].low && want < cases[k].high);
        decay_finish(&decay);
        flow_finish(&flow);
    }
}

/* A wire of c is a part of the carousel, one of h is not. */
static void wires_belong_to_their_way(void **state)
{
    enum { STEPS = 7 };
    struct flow_recipe recipe = {.cell = "lstm", .layers = 1, .inputs = 2,
        .units = 3, .steps = STEPS, .gain = 1, .seed = 310};
    struct flow_case flow;
    const struct pin pins[] = {
        {.signal = PIN_READ_C, .last_unit = 2, .first_step = 3, .last_step = 4,
         .multiply = true, .value = (real)0.3},
        {.signal = PIN_READ_C, .first_unit = 1, .last_unit = 1,
         .first_step = 4, .last_step = 4, .value = (real)0.2},
        {.signal = PIN_READ_H, .first_unit = 0, .last_unit = 1,
         .first_step = 5, .last_step = 6, .value = (real)0.2},
    };

    (void)state;
    flow_init(&flow, &recipe);
    flow.pins = (struct pins){3, pins};
    flow_run(&flow);
    struct decay decay = measure(&flow, 0);
    double carousel[3] = {1, 1, 1};
    for (int t = STEPS; t >= 0; t--) {
        struct matrix all = product_of(&flow, 0, 0, t);
        double most = fmax(carousel[0], fmax(carousel[1], carousel[2]));
        for (int u = 0; u < 3; u++)
            all.at[3 + u][3 + u] -= carousel[u];
        check_log(decay.value[DECAY_CAROUSEL][t], most);
        if (t < STEPS - 1)
            check_log(decay.value[DECAY_H_PATH][t], norm(&all, 3, 3, 3));
        for (int u = 0; t > 0 && u < 3; u++) {
            double wire = t == 4 && u == 1 ? 0 : t == 3 || t == 4 ? 0.3 : 1;
            carousel[u] *=
                wire * tape_signal(&flow.values, 0, LSTM_F, t, 0)[u];
        }
    }
    assert_true(carousel[1] == 0 && carousel[0] > 0);
    decay_finish(&decay);
    flow_finish(&flow);
}

static void a_dead_unit_is_a_true_zero(void **state)
{
    struct flow_recipe recipe = {.cell = "rnn-relu", .layers = 1, .inputs = 1,
        .units = 3, .steps = 4, .gain = 1, .seed = 6};
    struct flow_case flow;

    (void)state;
    flow_init(&flow, &recipe);
    for (int u = 0; u < 3; u++)
        flow.network.params.layer[0].b_ih[u] = -100;
    network_pack(&flow.network);
    flow_run(&flow);
    struct decay decay = measure(&flow, 0);
    assert_close(decay.value[DECAY_JACOBIAN][4], 0, 1e-12);
    for (int t = 0; t < 4; t++) {
        assert_close(decay.value[DECAY_JACOBIAN][t], -INFINITY, 0);
        assert_close(decay.value[DECAY_FROBENIUS][t], -INFINITY, 0);
    }
    decay_finish(&decay);
    flow_finish(&flow);

    /* f = 0 erases: the carousel is exactly 0 before that step. */
    recipe.cell = "lstm";
    flow_init(&flow, &recipe);
    struct pin pin = {.signal = LSTM_F, .last_unit = 2, .first_step = 3,
                      .last_step = 3};
    flow.pins = (struct pins){1, &pin};
    flow_run(&flow);
    decay = measure(&flow, 0);
    for (int t = 0; t <= 4; t++)
        assert_int_equal(isinf(decay.value[DECAY_CAROUSEL][t]) != 0, t < 3);
    assert_true(isfinite(decay.value[DECAY_H_PATH][0]));
    decay_finish(&decay);
    flow_finish(&flow);
}

static void a_dense_layer_remembers_nothing(void **state)
{
    struct flow_recipe recipe = {.cell = "dense", .layers = 1, .inputs = 2,
        .units = 3, .steps = 3, .gain = 1, .seed = 7};
    struct flow_case flow;

    (void)state;
    flow_init(&flow, &recipe);
    struct decay decay = measure(&flow, 0);
    assert_close(decay.value[DECAY_JACOBIAN][3], 0, 1e-12);
    for (int t = 0; t < 3; t++)
        assert_close(decay.value[DECAY_JACOBIAN][t], -INFINITY, 0);
    decay_finish(&decay);
    flow_finish(&flow);
}

static void bad_numbers_stay_visible(void **state)
{
    (void)state;
    for (int c = 0; c < FLOW_CELLS; c++) {
        struct flow_recipe recipe = {.cell = flow_cells[c], .layers = 1,
            .inputs = 2, .units = 5, .steps = 6, .gain = 1, .seed = 8};
        struct flow_case flow;

        flow_init(&flow, &recipe);
        struct layer_params *layer = &flow.network.params.layer[0];
        int rows = layer_cell(&flow.values.spec.layer[0])->gates * 5;
        for (int k = 0; k < rows * 5; k++)
            layer->u[k] = (real)NAN;
        network_pack(&flow.network);
        flow_run(&flow);
        struct decay decay = measure(&flow, 0);
        for (int m = 0; m < DECAY_MEASURES; m++)
            for (int t = 0; t < 5; t++)
                assert_close(decay.value[m][t], NAN, 0);
        decay_finish(&decay);
        flow_finish(&flow);
    }
}

/* Only what is asked for is measured, from the step that is asked for. */
static void measures_what_is_wanted(void **state)
{
    struct flow_recipe recipe = {.cell = "lstm", .layers = 1, .inputs = 2,
        .units = 4, .steps = 6, .gain = 1, .seed = 9};
    struct flow_case flow;
    struct decay part;

    (void)state;
    flow_init(&flow, &recipe);
    assert_true(decay_init(&part, &(struct decay_request){
        .network = &flow.network, .values = &flow.values, .last = 4,
        .measures = 1u << DECAY_CELL}, NULL));
    assert_int_equal(part.steps, 4);
    for (int t = 0; t <= 4; t++) {
        struct matrix all = product_of(&flow, 0, 4, t);
        check_log(part.value[DECAY_CELL][t], norm(&all, 4, 4, 4));
        assert_close(part.value[DECAY_JACOBIAN][t], NAN, 0);
    }
    decay_finish(&part);
    flow_finish(&flow);
}

/* The search that follows the last step finds what one from nothing does. */
static void check_searches(const struct flow_case *flow)
{
    int size = state_size(&flow->values.spec, 0);
    double *flat = malloc((size_t)size * size * sizeof *flat);
    double *work = malloc(singular_work(size, size) * sizeof *work);
    struct decay decay = measure(flow, 0);
    struct decay_request request = {.network = &flow->network,
        .values = &flow->values, .pins = &flow->pins};

    for (int t = decay.steps; t >= 0; t--) {
        int exponent;
        assert_true(jacobian_product(&request, t, flat, &exponent, NULL));
        double want = log10(singular_largest(flat, size, size, work)) -
                      exponent * log10(2);
        assert_close(decay.value[DECAY_JACOBIAN][t], want,
                     is_double ? 4e-10 : 1e-6);
    }
    decay_finish(&decay);
    free(work);
    free(flat);
}

static void each_search_follows_the_last(void **state)
{
    (void)state;
    for (int c = 0; c < 3 * FLOW_CELLS; c++) {
        struct flow_recipe recipe = {.cell = flow_cells[c % FLOW_CELLS],
            .layers = 1, .inputs = 3, .units = c < FLOW_CELLS ? 5 : 24,
            .steps = 40, .gain = c < 2 * FLOW_CELLS ? 1 : 2.5,
            .seed = 700 + (uint64_t)c};
        struct flow_case flow;

        flow_init(&flow, &recipe);
        check_searches(&flow);
        flow_finish(&flow);
    }
}

/* Units that know nothing of each other, one of which falls behind another on
 * the way back. */
static void a_unit_may_overtake(void **state)
{
    struct flow_recipe recipe = {.cell = "lstm", .layers = 1, .inputs = 2,
        .units = 6, .steps = 40, .gain = 1, .seed = 730};
    struct flow_case flow;
    struct pin pins[7];

    (void)state;
    flow_init(&flow, &recipe);
    memset(flow.network.params.layer[0].u, 0, 24 * 6 * sizeof(real));
    network_pack(&flow.network);
    for (int u = 0; u < 6; u++)
        pins[u] = (struct pin){.signal = LSTM_F, .first_unit = u,
            .last_unit = u, .first_step = 1, .last_step = 40,
            .value = (real)(0.9 - 0.05 * u)};
    pins[6] = (struct pin){.signal = LSTM_F, .first_unit = 0, .last_unit = 0,
        .first_step = 5, .last_step = 20, .value = (real)0.7};
    flow.pins = (struct pins){7, pins};
    flow_run(&flow);
    check_searches(&flow);
    flow_finish(&flow);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(steps_agree_with_formulas),
        cmocka_unit_test(agrees_with_differences),
        cmocka_unit_test(follows_interventions),
        cmocka_unit_test(wires_belong_to_their_way),
        cmocka_unit_test(measures_agree_with_products),
        cmocka_unit_test(has_no_range),
        cmocka_unit_test(a_dead_unit_is_a_true_zero),
        cmocka_unit_test(a_dense_layer_remembers_nothing),
        cmocka_unit_test(bad_numbers_stay_visible),
        cmocka_unit_test(measures_what_is_wanted),
        cmocka_unit_test(each_search_follows_the_last),
        cmocka_unit_test(a_unit_may_overtake),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

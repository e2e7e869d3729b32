/* How much a step's input is felt, and what is left when h is held constant
 * inside the gates. */
#include "jacobian_case.h"

enum { INPUTS_MAX = 5 };

/* [S][X] */
struct reads {
    int rows, columns;
    double at[MOST * INPUTS_MAX];
};

/* W of one gate block. */
static double reading(const struct place *p, int block, int i, int j)
{
    int x = spec_layer_inputs(&p->flow->values.spec, p->l);

    return p->flow->network.params.layer[p->l].w[(block * p->h + i) * x + j];
}

static double rnn_read(const struct place *p, int i, int j)
{
    double h = now(p, RNN_H, i), slope = 1;

    switch (p->flow->values.spec.layer[p->l].activation) {
    case ACT_TANH: slope = 1 - h * h; break;
    case ACT_RELU: slope = now(p, RNN_A, i) > 0; break;
    default: break;
    }
    return slope * reading(p, 0, i, j);
}

/* diag((h'-n) z') W_z + diag((1-z) n') [diag(m r') W_r + W_n] */
static double gru_read(const struct place *p, int i, int j)
{
    double z = now(p, GRU_Z, i), n = now(p, GRU_N, i);

    return (before(p, GRU_H, i) - n) * bend(z) * reading(p, 1, i, j) +
           (1 - z) * (1 - n * n) *
           (now(p, GRU_M, i) * bend(now(p, GRU_R, i)) * reading(p, 0, i, j) +
            reading(p, 2, i, j));
}

/* diag((h'-n) z') W_z + diag((1-z) n') [W_n + U_n diag(h' r') W_r] */
static double gru_before_read(const struct place *p, int i, int j)
{
    double z = now(p, GRUB_Z, i), n = now(p, GRUB_N, i);
    double inner = reading(p, 2, i, j);

    for (int k = 0; k < p->h; k++)
        inner += weight(p, 2, i, k) * before(p, GRUB_H, k) *
                 bend(now(p, GRUB_R, k)) * reading(p, 0, k, j);
    return (before(p, GRUB_H, i) - n) * bend(z) * reading(p, 1, i, j) +
           (1 - z) * (1 - n * n) * inner;
}

/* dc/dx, or dh/dx of the same unit. */
static double lstm_read(const struct place *p, int i, int j, bool cell)
{
    double in = now(p, LSTM_I, i), g = now(p, LSTM_G, i);
    double o = now(p, LSTM_O, i), tc = now(p, LSTM_TC, i);
    double c = g * bend(in) * reading(p, 0, i, j) +
               before(p, LSTM_C, i) * bend(now(p, LSTM_F, i)) *
               reading(p, 1, i, j) +
               in * (1 - g * g) * reading(p, 2, i, j);

    return cell ? c
                : bend(o) * tc * reading(p, 3, i, j) + o * (1 - tc * tc) * c;
}

static double read_entry(const struct place *p, int i, int j)
{
    switch (p->flow->values.spec.layer[p->l].cell) {
    case CELL_LSTM: return lstm_read(p, i % p->h, j, i >= p->h);
    case CELL_GRU: return gru_read(p, i, j);
    case CELL_GRU_BEFORE: return gru_before_read(p, i, j);
    default: return rnn_read(p, i, j);
    }
}

/* D(T,t) ds_t/dx_t by the formulas. */
static struct reads reads_of(const struct flow_case *flow, int l, int t,
                             const struct matrix *all)
{
    struct place p = {flow, l, t, flow->values.spec.layer[l].units};
    struct reads reads = {.rows = all->size,
        .columns = spec_layer_inputs(&flow->values.spec, l)};

    assert_true(reads.rows * reads.columns <= MOST * INPUTS_MAX);
    for (int i = 0; i < all->size; i++)
        for (int j = 0; j < reads.columns; j++)
            for (int k = 0; k < all->size; k++)
                reads.at[i * reads.columns + j] +=
                    all->at[i][k] * read_entry(&p, k, j);
    return reads;
}

static double reads_norm(const struct reads *reads)
{
    return svd_largest(reads->at, reads->rows, reads->columns);
}

static struct decay measure(const struct flow_case *flow, int l, bool detach)
{
    struct decay decay;

    assert_true(decay_init(&decay, &(struct decay_request){
        .network = &flow->network, .values = &flow->values,
        .pins = &flow->pins, .layer = l, .detach = detach}, NULL));
    return decay;
}

/* Small enough for the tables here, and no relu: whether one is dead may be
 * left to rounding. */
static struct flow_recipe small(int round, struct random *random)
{
    struct flow_recipe recipe = recipe_of(round, random);

    if (strcmp(recipe.cell, "rnn-relu") == 0)
        recipe.cell = "lstm";
    recipe.units = 1 + recipe.units % 3;
    recipe.gain = 1;
    recipe.steps += 2;
    return recipe;
}

static void inputs_agree_with_formulas(void **state)
{
    struct random random;

    (void)state;
    random_seed(&random, 51, 0);
    for (int round = 0; round < 6 * FLOW_CELLS; round++) {
        struct flow_recipe recipe = small(round, &random);
        struct flow_case flow;

        flow_init(&flow, &recipe);
        for (int l = 0; l < recipe.layers; l++) {
            struct matrix all = identity(state_size(&flow.values.spec, l));
            struct decay decay = measure(&flow, l, false);
            for (int t = recipe.steps; t >= 1; t--) {
                struct reads reads = reads_of(&flow, l, t, &all);
                struct matrix step = explicit_step(&flow, l, t);
                check_log(decay.value[DECAY_INPUT][t], reads_norm(&reads));
                all = multiply(&all, &step);
            }
            assert_close(decay.value[DECAY_INPUT][0], NAN, 0);
            decay_finish(&decay);
        }
        flow_finish(&flow);
    }
}

/* State number i of layer l at the last step: h, then c. */
static double end_at(const struct flow_case *flow, int l, int i)
{
    const struct layer_spec *layer = &flow->values.spec.layer[l];
    int signal = i < layer->units ? layer_cell(layer)->h : layer_cell(layer)->c;

    return tape_signal(&flow->values, l, signal, flow->values.steps,
                       0)[i % layer->units];
}

/* ds_T/dx_t of layer 0 by differences of whole runs, of fourth order. */
static struct reads differences(struct flow_case *flow, int t)
{
    const double step = 1e-3, weights[] = {1, -8, 0, 8, -1};
    int inputs = flow->values.spec.inputs;
    struct reads reads = {.rows = state_size(&flow->values.spec, 0),
                          .columns = inputs};

    for (int j = 0; j < inputs; j++) {
        real *x = &flow->x[(t - 1) * inputs + j], keep = *x;
        for (int k = 0; k < 5; k++) {
            *x = (real)(keep + (k - 2) * step);
            flow_run(flow);
            for (int i = 0; i < reads.rows; i++)
                reads.at[i * inputs + j] +=
                    weights[k] / (12 * step) * end_at(flow, 0, i);
        }
        *x = keep;
    }
    flow_run(flow);
    return reads;
}

static void inputs_agree_with_differences(void **state)
{
    struct random random;

    (void)state;
    if (!is_double)
        skip();
    random_seed(&random, 52, 0);
    for (int round = 0; round < 3 * FLOW_CELLS; round++) {
        struct flow_recipe recipe = small(round, &random);
        struct flow_case flow;

        flow_init(&flow, &recipe);
        struct pin pin = {.signal = 0, .last_unit = 0, .first_step = 2,
            .last_step = 2, .multiply = round % 2, .value = (real)0.6};
        flow.pins = (struct pins){1, &pin};
        flow_run(&flow);
        struct decay decay = measure(&flow, 0, false);
        for (int t = 1; t <= recipe.steps; t++) {
            struct reads reads = differences(&flow, t);
            double want = reads_norm(&reads);
            if (want > 1e-6)
                assert_close(pow(10, decay.value[DECAY_INPUT][t]) / want, 1,
                             1e-6);
        }
        decay_finish(&decay);
        flow_finish(&flow);
    }
}

/* What of J_t does not go through a gate: f of the LSTM, z of the GRU. */
static struct matrix detached_step(const struct flow_case *flow, int l, int t)
{
    const struct layer_spec *layer = &flow->values.spec.layer[l];
    struct place p = {flow, l, t, layer->units};
    struct matrix all = explicit_step(flow, l, t);
    struct matrix m = {.size = all.size};

    for (int u = 0; u < p.h; u++)
        switch (layer->cell) {
        case CELL_LSTM:
            m.at[u][p.h + u] = all.at[u][p.h + u];
            m.at[p.h + u][p.h + u] = now(&p, LSTM_F, u);
            break;
        case CELL_GRU: m.at[u][u] = now(&p, GRU_Z, u); break;
        case CELL_GRU_BEFORE: m.at[u][u] = now(&p, GRUB_Z, u); break;
        default: break;
        }
    return m;
}

/* With h held only the carousel is left of an LSTM, in every convention. */
static void check_carousel(const struct decay *decay, int t, bool first)
{
    double left = decay->value[DECAY_CAROUSEL][t];

    assert_close(decay->value[DECAY_CELL][t], left, is_double ? 1e-10 : 1e-5);
    assert_close(decay->value[DECAY_H_PATH][t], -INFINITY, 0);
    if (first)
        return;
    assert_close(decay->value[DECAY_HIDDEN][t], -INFINITY, 0);
    assert_close(decay->value[DECAY_CELL_TOTAL][t], left,
                 is_double ? 1e-10 : 1e-5);
    assert_close(decay->value[DECAY_H_PATH_TOTAL][t], -INFINITY, 0);
}

static void check_detached(const struct flow_case *flow, int l)
{
    bool lstm = flow->values.spec.layer[l].cell == CELL_LSTM;
    int steps = flow->values.steps, size = state_size(&flow->values.spec, l);
    struct matrix all = identity(size);
    struct decay decay = measure(flow, l, true);

    for (int t = steps; t >= 0; t--) {
        check_log(decay.value[DECAY_JACOBIAN][t], norm(&all, 0, 0, size));
        if (lstm)
            check_carousel(&decay, t, t == steps);
        if (t == 0)
            break;
        struct reads reads = reads_of(flow, l, t, &all);
        check_log(decay.value[DECAY_INPUT][t], reads_norm(&reads));
        struct matrix step = detached_step(flow, l, t);
        all = multiply(&all, &step);
    }
    decay_finish(&decay);
}

static void detached_only_the_direct_way_is_left(void **state)
{
    struct random random;

    (void)state;
    random_seed(&random, 53, 0);
    for (int round = 0; round < 6 * FLOW_CELLS; round++) {
        struct flow_recipe recipe = small(round, &random);
        struct flow_case flow;

        flow_init(&flow, &recipe);
        for (int l = 0; l < recipe.layers; l++)
            check_detached(&flow, l);
        flow_finish(&flow);
    }
}

/* The walk and the product in one piece know of it too. */
static void every_way_to_ask_detaches(void **state)
{
    struct flow_recipe recipe = {.cell = "lstm", .layers = 1, .inputs = 2,
        .units = 3, .steps = 5, .gain = 1, .seed = 54};
    struct flow_case flow;
    double flat[36];
    int exponent;

    (void)state;
    flow_init(&flow, &recipe);
    struct decay_request request = {.network = &flow.network,
        .values = &flow.values, .detach = true};
    assert_true(jacobian_product(&request, 4, flat, &exponent, NULL));
    struct matrix want = detached_step(&flow, 0, 5);
    for (int k = 0; k < 36; k++)
        assert_close(ldexp(flat[k], -exponent), want.at[k / 6][k % 6],
                     is_double ? 1e-12 : 1e-6);

    struct decay once = measure(&flow, 0, true);
    struct decay_walk *walk = decay_walk_create(&request, NULL);
    assert_non_null(walk);
    while (decay_walk_on(walk, 1))
        ;
    for (int m = 0; m < DECAY_MEASURES; m++)
        assert_memory_equal(decay_walk_curves(walk)->value[m], once.value[m],
                            6 * sizeof(double));
    decay_walk_destroy(walk);
    decay_finish(&once);
    flow_finish(&flow);
}

/* dh_T/dx_{T-k} = U^k W, far outside what a double can hold; a dense layer
 * feels its last input only. */
static void the_identity_rnn_is_a_power(void **state)
{
    enum { STEPS = 900 };
    struct flow_recipe recipe = {.cell = "rnn-linear", .layers = 1,
        .inputs = 1, .units = 1, .steps = STEPS, .gain = 1, .seed = 1};
    struct flow_case flow;
    const double factors[] = {0.0625, 16};

    (void)state;
    flow_init(&flow, &recipe);
    for (int k = 0; k < 2; k++) {
        flow.network.params.layer[0].u[0] = (real)factors[k];
        flow.network.params.layer[0].w[0] = -3;
        network_pack(&flow.network);
        flow_run(&flow);
        struct decay decay = measure(&flow, 0, false);
        for (int t = 1; t <= STEPS; t++)
            assert_close(decay.value[DECAY_INPUT][t],
                         log10(3) + (STEPS - t) * log10(factors[k]), 1e-9);
        decay_finish(&decay);
    }
    flow_finish(&flow);

    recipe.cell = "dense";
    recipe.steps = 3;
    flow_init(&flow, &recipe);
    struct decay decay = measure(&flow, 0, false);
    assert_true(isfinite(decay.value[DECAY_INPUT][3]));
    assert_close(decay.value[DECAY_INPUT][2], -INFINITY, 0);
    decay_finish(&decay);
    flow_finish(&flow);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(inputs_agree_with_formulas),
        cmocka_unit_test(inputs_agree_with_differences),
        cmocka_unit_test(detached_only_the_direct_way_is_left),
        cmocka_unit_test(every_way_to_ask_detaches),
        cmocka_unit_test(the_identity_rnn_is_a_power),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

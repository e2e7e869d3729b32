/* One unit, one input, one step, worked by hand, forward and backward.
 *
 * Pre-activations are chosen where the activations are simple fractions:
 *   sigma(0) = 1/2   sigma(ln 3) = 3/4   sigma(-ln 3) = 1/4   slope 3/16
 *   tanh(ln 2) = 3/5, slope 16/25
 * The loss is h itself, so dL/dh = 1. */
#include <string.h>

#include "check_close.h"
#include "nn/net/bptt.h"
#include "nn/net/run.h"
#include "sets.h"

#define LN2 0.69314718055994530942
#define LN3 1.09861228866810969140
/* The c' that makes 3/4 c' + 1/2 3/5 = ln 2. */
#define C_BEFORE ((LN2 - 0.3) / 0.75)

static const double tolerance = sizeof(real) == sizeof(double) ? 1e-14 : 2e-6;

struct hand {
    const char *cell;
    double x, h_before, c_before;
    /* blocks in PyTorch's order: i f g o, r z n */
    double w[4], u[4], b_ih[4], b_hh[4];
    /* in the order of signals.h */
    double values[SIGNALS_MAX], gradients[SIGNALS_MAX];
    double dx, dh_before, dc_before;
    double db_ih[4], db_hh[4];
};

static const struct hand cases[] = {
    /* a = 3 ln2 - 2 ln2 = ln2, h = 3/5
     * da = 16/25; dx = w da; dh' = u da */
    {"rnn", 3, 1, 0, {LN2}, {-2 * LN2}, {0.5}, {-0.5},
     {LN2, 0.6}, {0.64, 1}, 0.64 * LN2, -1.28 * LN2, 0, {0.64}, {0.64}},
    /* a = 2 * 3 - 5 + 1 = 2, passed on */
    {"rnn-relu", 3, 1, 0, {2}, {-5}, {0.25}, {0.75},
     {2, 2}, {1, 1}, 2, -5, 0, {1}, {1}},
    /* a = 2 * 3 - 7 = -1, held back */
    {"rnn-relu", 3, 1, 0, {2}, {-7}, {0}, {0},
     {-1, 0}, {0, 1}, 0, 0, 0, {0}, {0}},
    {"rnn-linear", 3, 1, 0, {2}, {-7}, {0}, {0},
     {-1, -1}, {1, 1}, 2, -7, 0, {1}, {1}},
    /* a = 3 ln2 - 2 ln2; there is no h' */
    {"dense", 3, 0, 0, {LN2}, {0}, {-2 * LN2}, {0},
     {LN2, 0.6}, {0.64, 1}, 0.64 * LN2, 0, 0, {0.64}, {0}},
    /* a_i = 2 - 4/2 = 0, a_f = 2 ln3 - ln3, a_g = ln2, a_o = -ln3
     * c = 3/4 c' + 1/2 3/5 = ln2, tanh c = 3/5, h = 1/4 3/5 = 3/20
     *
     * do = 3/5, dtanh_c = 1/4, dc = 1/4 16/25 = 4/25
     * df = 4/25 c', di = 4/25 3/5 = 0.096, dg = 4/25 1/2 = 0.08
     * da_i = 0.096 / 4 = 0.024, da_f = 4/25 c' 3/16 = 0.03 c',
     * da_g = 0.08 16/25 = 0.0512, da_o = 3/5 3/16 = 0.1125
     * dc' = 4/25 3/4 = 0.12
     * dh' = -4 da_i - 2 ln3 da_f - 2 ln3 da_o; dx = da_i + ln3 da_f */
    {"lstm", 2, 0.5, C_BEFORE,
     {1, LN3, 0, 0}, {-4, -2 * LN3, 0, -2 * LN3},
     {1, 0, LN2, 0.25}, {-1, 0, 0, -0.25},
     {0, LN3, LN2, -LN3, 0.5, 0.75, 0.6, 0.25, LN2, 0.6, 0.15},
     {0.024, 0.03 * C_BEFORE, 0.0512, 0.1125,
      0.096, 0.16 * C_BEFORE, 0.08, 0.6, 0.16, 0.25, 1},
     0.024 + LN3 * 0.03 * C_BEFORE,
     -4 * 0.024 - 2 * LN3 * (0.03 * C_BEFORE + 0.1125), 0.12,
     {0.024, 0.03 * C_BEFORE, 0.0512, 0.1125},
     {0.024, 0.03 * C_BEFORE, 0.0512, 0.1125}},
    /* x_n = -2 ln2 + ln2, a_r = 2 - 4/2 = 0, a_z = 2 ln3 - ln3,
     * m = 6 ln2 / 2 + ln2 = 4 ln2, a_n = -ln2 + 1/2 4 ln2 = ln2
     * h = 1/4 3/5 + 3/4 1/2 = 0.525
     *
     * dz = h' - n = -0.1, dn = 1/4, da_n = 1/4 16/25 = 0.16 = dx_n
     * dr = 0.16 m = 0.64 ln2, dm = 0.16 / 2 = 0.08
     * da_r = 0.64 ln2 / 4 = 0.16 ln2, da_z = -0.1 3/16 = -0.01875
     * dh' = 3/4 - 4 da_r - 2 ln3 da_z + 6 ln2 dm
     * dx = da_r + ln3 da_z - ln2 dx_n = ln3 da_z */
    {"gru", 2, 0.5, 0,
     {1, LN3, -LN2}, {-4, -2 * LN3, 6 * LN2}, {1, 0, LN2}, {-1, 0, LN2},
     {-LN2, 0, LN3, 4 * LN2, LN2, 0.5, 0.75, 0.6, 0.525},
     {0.16, 0.16 * LN2, -0.01875, 0.08, 0.16, 0.64 * LN2, -0.1, 0.25, 1},
     -0.01875 * LN3,
     0.75 - 0.64 * LN2 + 0.0375 * LN3 + 0.48 * LN2, 0,
     {0.16 * LN2, -0.01875, 0.16}, {0.16 * LN2, -0.01875, 0.08}},
    /* r, z as above; rh = 1/2 1/2, a_n = -2 ln2 + 8 ln2 / 4 + 3 ln2 - 2 ln2
     *
     * dz, dn, da_n, da_z as above; drh = 8 ln2 0.16 = 1.28 ln2,
     * dr = drh / 2, da_r = dr / 4
     * dh' = 3/4 + drh / 2 - 4 da_r - 2 ln3 da_z = 3/4 - 2 ln3 da_z */
    {"gru-before", 2, 0.5, 0,
     {1, LN3, -LN2}, {-4, -2 * LN3, 8 * LN2},
     {1, 0, 3 * LN2}, {-1, 0, -2 * LN2},
     {0, LN3, LN2, 0.5, 0.75, 0.25, 0.6, 0.525},
     {0.16 * LN2, -0.01875, 0.16, 0.64 * LN2, -0.1, 1.28 * LN2, 0.25, 1},
     -0.01875 * LN3, 0.75 + 0.0375 * LN3, 0,
     {0.16 * LN2, -0.01875, 0.16}, {0.16 * LN2, -0.01875, 0.16}},
};
enum { CASES = sizeof cases / sizeof cases[0] };

/* A case and its run. */
struct bench {
    const struct hand *hand;
    const struct cell_info *cell;
    struct network network;
    struct params weights;
    struct tape values, gradients;
};

static void load(real *to, const double *from, int n)
{
    for (int k = 0; to && k < n; k++)
        to[k] = (real)from[k];
}

static void bench_init(struct bench *bench, const struct hand *hand,
                       const struct kernels *kernels)
{
    struct error error;
    struct spec spec = {.inputs = 1, .layers = 1, .layer = {{.units = 1}}};
    assert_true(cell_parse(hand->cell, &spec.layer[0], &error));
    *bench = (struct bench){.hand = hand, .cell = layer_cell(&spec.layer[0])};
    assert_true(network_init(&bench->network, &spec, kernels, &error));
    assert_true(params_init(&bench->weights, &spec, &error));
    assert_true(tape_init(&bench->values, &spec, 1, 1, TAPE_VALUES, &error));
    assert_true(tape_init(&bench->gradients, &spec, 1, 1, TAPE_GRADIENTS,
                          &error));
    const struct layer_params *layer = &bench->network.params.layer[0];
    int gates = bench->cell->gates;
    load(layer->w, hand->w, gates);
    load(layer->u, hand->u, gates);
    load(layer->b_ih, hand->b_ih, gates);
    load(layer->b_hh, hand->b_hh, gates);
    network_pack(&bench->network);
}

static void bench_finish(struct bench *bench)
{
    network_finish(&bench->network);
    params_finish(&bench->weights);
    tape_finish(&bench->values);
    tape_finish(&bench->gradients);
}

static void bench_run(struct bench *bench)
{
    const struct cell_info *cell = bench->cell;
    real x = (real)bench->hand->x;
    struct tape *values = &bench->values;
    tape_signal(values, 0, cell->h, 0, 0)[0] = (real)bench->hand->h_before;
    if (cell->c >= 0)
        tape_signal(values, 0, cell->c, 0, 0)[0] =
            (real)bench->hand->c_before;
    run_forward(&bench->network, &(struct run_input){.x = &x}, NULL, values);
    bench->gradients.seed[0] = 1;
    bptt_run(&(struct bptt){
        .network = &bench->network, .values = values, .inputs = true,
        .weights = &bench->weights}, &bench->gradients);
}

static void check_tensor(const real *got, const double *want, double times,
                         int n)
{
    for (int k = 0; got && k < n; k++)
        assert_close(got[k], want[k] * times, tolerance);
}

static void check(const struct bench *bench)
{
    const struct hand *hand = bench->hand;
    const struct layer_params *weights = &bench->weights.layer[0];
    const struct tape *gradients = &bench->gradients;
    int gates = bench->cell->gates;
    for (int s = 0; s < bench->cell->signals; s++) {
        assert_close(tape_value(&bench->values, 0, s, 1, 0, 0),
                     hand->values[s], tolerance);
        assert_close(tape_value(gradients, 0, s, 1, 0, 0), hand->gradients[s],
                     tolerance);
    }
    assert_close(tape_value(gradients, 0, bench->cell->h, 0, 0, 0),
                 hand->dh_before, tolerance);
    if (bench->cell->c >= 0)
        assert_close(tape_value(gradients, 0, bench->cell->c, 0, 0, 0),
                     hand->dc_before, tolerance);
    assert_close(tape_x(gradients, 1, 0)[0], hand->dx, tolerance);
    check_tensor(weights->b_ih, hand->db_ih, 1, gates);
    check_tensor(weights->b_hh, hand->db_hh, 1, gates);
    check_tensor(weights->w, hand->db_ih, hand->x, gates);
    /* U_n of gru-before reads r h'. */
    bool before = strcmp(hand->cell, "gru-before") == 0;
    check_tensor(weights->u, hand->db_hh, hand->h_before,
                 before ? 2 : gates);
    if (before)
        assert_close(weights->u[2], hand->db_hh[2] * 0.25, tolerance);
}

static void worked_by_hand(void **state)
{
    (void)state;
    FOR_SETS(kernels) {
        for (int k = 0; k < CASES; k++) {
            struct bench bench;
            bench_init(&bench, &cases[k], kernels);
            bench_run(&bench);
            check(&bench);
            bench_finish(&bench);
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(worked_by_hand),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

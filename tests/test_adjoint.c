/* Gradients far outside the range of any number, and the h-detached ones,
 * against their formulas. */
#include "lab.h"
#include "nn/net/adjoint.h"

#include <math.h>

static const double tolerance = sizeof(real) == sizeof(double) ? 1e-12 : 2e-5;

enum { LONG = 3000 };

/* log10 of |v * 2^-exponent|. */
static double log_norm(const double *v, int n, double exponent)
{
    double sum = 0;
    for (int k = 0; k < n; k++)
        sum += v[k] * v[k];
    return log10(sum) / 2 - exponent * log10(2);
}

static double tape_log_norm(const struct tape *tape, int l, int signal, int t)
{
    double row[64];
    int units = tape->layer[l].units;
    for (int u = 0; u < units; u++)
        row[u] = tape_signal(tape, l, signal, t, 0)[u];
    return log_norm(row, units, tape_exponent(tape, l, t, 0));
}

/* The reference: dL/dh_{t-1} = U^T ((1 - h_t^2) dL/dh_t), rescaled. */
struct far {
    double d[64];
    double exponent;
};

static void step_back(struct far *far, const struct lab *lab, int t)
{
    int units = lab->spec.layer[0].units;
    const real *h = tape_signal(&lab->values, 0, RNN_H, t, 0);
    const real *weights = lab->network.params.layer[0].u;
    double next[64] = {0}, largest = 0;
    for (int j = 0; j < units; j++)
        for (int k = 0; k < units; k++)
            next[k] += weights[j * units + k] * (1 - (double)h[j] * h[j]) *
                       far->d[j];
    for (int k = 0; k < units; k++)
        largest = fmax(largest, fabs(next[k]));
    int shift;
    frexp(largest, &shift);
    for (int k = 0; k < units; k++)
        far->d[k] = ldexp(next[k], -shift);
    far->exponent -= shift;
}

/* The loss is the sum of the last h. Returns log10|dL/dh_0|. */
static double check_far(struct lab *lab)
{
    int units = lab->spec.layer[0].units;
    struct far far = {.exponent = 0};
    for (int u = 0; u < units; u++)
        far.d[u] = lab->gradients.end[0][u] = 1;
    run_forward(&lab->network, &lab->input, NULL, &lab->values);
    bptt_run(&(struct bptt){.network = &lab->network, .values = &lab->values},
             &lab->gradients);
    for (int t = LONG; t >= 0; t--) {
        assert_close(tape_log_norm(&lab->gradients, 0, RNN_H, t),
                     log_norm(far.d, units, far.exponent),
                     sizeof(real) == sizeof(double) ? 1e-9 : 1e-3);
        if (t > 0)
            step_back(&far, lab, t);
    }
    return log_norm(far.d, units, far.exponent);
}

static void start_gain(struct lab *lab, double gain)
{
    struct error error;
    assert_true(init_params(&lab->network.params, &(struct init_options){
        .scheme = INIT_GAIN, .gain = gain, .seed = 1}, &error));
    network_pack(&lab->network);
}

static void vanishing_keeps_its_digits(void **state)
{
    struct lab lab;
    (void)state;
    lab_init(&lab, &(struct lab_shape){"rnn 16", 4, .steps = LONG, .batch = 1,
                                       .seed = 1});
    start_gain(&lab, 0.3);
    assert_true(check_far(&lab) < -1000);
    lab_finish(&lab);
}

/* Without input tanh stays at 0, where its slope is 1. */
static void exploding_keeps_its_digits(void **state)
{
    struct lab lab;
    (void)state;
    lab_init(&lab, &(struct lab_shape){"rnn 16", 4, .steps = LONG, .batch = 1,
                                       .seed = 1});
    start_gain(&lab, 3);
    memset(lab.network.params.layer[0].b_ih, 0, 16 * sizeof(real));
    memset(lab.network.params.layer[0].b_hh, 0, 16 * sizeof(real));
    memset(lab.x, 0, LONG * 4 * sizeof(real));
    network_pack(&lab.network);
    tape_start_zero(&lab.values);
    assert_true(check_far(&lab) > 1000);
    lab_finish(&lab);
}

/* A loss at the last step does not disturb one at the first, far below it in
 * size, and the other way round. */
static void losses_of_any_size_meet(void **state)
{
    struct lab lab;
    (void)state;
    lab_init(&lab, &(struct lab_shape){"rnn 3", 2, .steps = LONG, .batch = 1,
                                       .seed = 1});
    start_gain(&lab, 0.3);
    run_forward(&lab.network, &lab.input, NULL, &lab.values);
    lab.gradients.seed[1] = (real)0.25;
    lab.gradients.end[0][0] = 1;
    bptt_run(&(struct bptt){.network = &lab.network, .values = &lab.values},
             &lab.gradients);
    assert_true(tape_log_norm(&lab.gradients, 0, RNN_H, 2) < -1000);
    assert_close(tape_log_norm(&lab.gradients, 0, RNN_H, 1), log10(0.25),
                 1e-6);
    lab_finish(&lab);
}

/* With exact zeros nothing is scaled up: zero stays zero. */
/* A row of nothing has no scale of its own: what enters first sets it, however
 * small it is. */
static void nothing_has_no_scale(void **state)
{
    (void)state;
    struct error error;
    const struct kernels *kernels = kernels_choose(NULL, &error);
    _Alignas(CACHE_LINE) real dh[16] = {0};
    _Alignas(CACHE_LINE) real dc[16] = {0};
    int exponent = 40;
    struct adjoints row = {1, 16, dh, dc, NULL, &exponent};
    const real tiny[3] = {0, (real)0.5, 0};
    adjoint_inject(kernels, &row, 0, 3, tiny, 900);
    assert_true(dh[1] == (real)0.5);
    assert_int_equal(exponent, 900);

    dh[1] = 0;
    dc[2] = 1;
    exponent = 40;
    adjoint_inject(kernels, &row, 0, 3, tiny, 900);
    assert_true(dh[1] == 0 && dc[2] == 1);
    assert_int_equal(exponent, 40);
}

static void zero_stays_zero(void **state)
{
    struct lab lab;
    (void)state;
    lab_init(&lab, &(struct lab_shape){"lstm 3", 2, .steps = 5, .batch = 1,
                                       .seed = 1});
    run_forward(&lab.network, &lab.input, NULL, &lab.values);
    lab.gradients.seed[2 * lab.gradients.seed_pitch] = 1; /* h_3 */
    bptt_run(&(struct bptt){.network = &lab.network, .values = &lab.values},
             &lab.gradients);
    for (int t = 4; t <= 5; t++)
        for (int s = 0; s <= LSTM_H; s++)
            assert_true(tape_value(&lab.gradients, 0, s, t, 0, 0) == 0);
    assert_true(tape_value(&lab.gradients, 0, LSTM_H, 3, 0, 0) == 1);
    lab_finish(&lab);
}

/* What remains of dL/dh_{t-1} when the gates do not look at h_{t-1}. */
static double detached_share(const struct tape *values, int t, int u)
{
    switch (values->spec.layer[0].cell) {
    case CELL_GRU: return tape_value(values, 0, GRU_Z, t, 0, u);
    case CELL_GRU_BEFORE: return tape_value(values, 0, GRUB_Z, t, 0, u);
    default: return 0;
    }
}

static void check_detached(const char *cells)
{
    enum { T = 6, H = 5 };
    struct lab lab;
    double dh[H] = {0}, dc[H] = {0};
    lab_init(&lab, &(struct lab_shape){cells, 3, .steps = T, .batch = 1,
                                       .seed = 2});
    const struct cell_info *cell = layer_cell(&lab.spec.layer[0]);
    struct tape *values = &lab.values, *gradients = &lab.gradients;
    run_forward(&lab.network, &lab.input, NULL, values);
    for (int t = 1; t <= T; t++)
        for (int u = 0; u < H; u++)
            gradients->seed[(t - 1) * gradients->seed_pitch + u] =
                (real)lab_coefficient(t * H + u);
    bptt_run(&(struct bptt){.network = &lab.network, .values = values,
                            .detach = true}, gradients);
    for (int t = T; t >= 1; t--)
        for (int u = 0; u < H; u++) {
            dh[u] += lab_coefficient(t * H + u);
            assert_close(tape_value(gradients, 0, cell->h, t, 0, u), dh[u],
                         tolerance);
            if (cell->c >= 0) {
                double tc = tape_value(values, 0, LSTM_TC, t, 0, u);
                dc[u] += dh[u] * tape_value(values, 0, LSTM_O, t, 0, u) *
                         (1 - tc * tc);
                assert_close(tape_value(gradients, 0, LSTM_C, t, 0, u), dc[u],
                             tolerance);
                dc[u] *= tape_value(values, 0, LSTM_F, t, 0, u);
            }
            dh[u] *= detached_share(values, t, u);
        }
    for (int u = 0; u < H; u++) {
        assert_close(tape_value(gradients, 0, cell->h, 0, 0, u), dh[u],
                     tolerance);
        if (cell->c >= 0)
            assert_close(tape_value(gradients, 0, cell->c, 0, 0, u), dc[u],
                         tolerance);
    }
    lab_finish(&lab);
}

static void detached_gradients(void **state)
{
    static const char *const cells[] = {
        "rnn 5", "rnn-relu 5", "lstm 5", "gru 5", "gru-before 5",
    };
    (void)state;
    for (size_t k = 0; k < sizeof cells / sizeof *cells; k++)
        check_detached(cells[k]);
}

/* Detached, dL/dc_0 of a loss that reads c_T is the product of all f. */
static void carousel_is_the_product_of_f(void **state)
{
    struct lab lab;
    (void)state;
    lab_init(&lab, &(struct lab_shape){"lstm 4", 2, .steps = LONG, .batch = 1,
                                       .seed = 3});
    run_forward(&lab.network, &lab.input, NULL, &lab.values);
    size_t pitch = lab.gradients.layer[0].pitch;
    lab.gradients.end[0][pitch + 2] = 1;
    bptt_run(&(struct bptt){.network = &lab.network, .values = &lab.values,
                            .detach = true}, &lab.gradients);
    double sum = 0;
    for (int t = 1; t <= LONG; t++)
        sum += log10(tape_value(&lab.values, 0, LSTM_F, t, 0, 2));
    assert_true(sum < -500);
    assert_close(tape_log_norm(&lab.gradients, 0, LSTM_C, 0), sum,
                 sizeof(real) == sizeof(double) ? 1e-9 : 1e-3);
    lab_finish(&lab);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(vanishing_keeps_its_digits),
        cmocka_unit_test(exploding_keeps_its_digits),
        cmocka_unit_test(losses_of_any_size_meet),
        cmocka_unit_test(nothing_has_no_scale),
        cmocka_unit_test(zero_stays_zero),
        cmocka_unit_test(detached_gradients),
        cmocka_unit_test(carousel_is_the_product_of_f),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

/* How weights start: the numbers of every scheme, and what becomes of the
 * gradients with them. */
#include <math.h>
#include <stdlib.h>

#include "lab.h"

static const double epsilon = sizeof(real) == sizeof(double) ? 1e-12 : 2e-6;

/* A network of `cells` started with `text`. The caller finishes params. */
static struct params start(const char *cells, const char *text,
                           struct init_options options)
{
    struct spec spec = lab_spec(&(struct lab_shape){
        cells, .inputs = 4, .vocabulary = 50, .embedded = true,
        .head = HEAD_LINEAR, .outputs = 3});
    struct params params;
    struct error error = {0};
    assert_true(init_parse(text, &options, &error));
    assert_true(params_init(&params, &spec, &error));
    if (!init_params(&params, &options, &error))
        fail_msg("%s", error.text);
    return params;
}

struct moments {
    double mean, deviation, largest;
};

static struct moments measure(const real *values, int n)
{
    struct moments m = {0};
    double squares = 0;
    for (int k = 0; k < n; k++) {
        m.mean += values[k] / (double)n;
        squares += (double)values[k] * values[k] / n;
        m.largest = fmax(m.largest, fabs(values[k]));
    }
    m.deviation = sqrt(squares - m.mean * m.mean);
    return m;
}

/* n numbers of U(-bound, bound). */
static void assert_uniform(const real *values, int n, double bound)
{
    struct moments m = measure(values, n);
    double noise = 4 * bound / sqrt(n);
    assert_true(m.largest <= bound * (1 + epsilon));
    assert_close(m.mean, 0, noise);
    assert_close(m.deviation, bound / sqrt(3), noise);
}

static void assert_normal(const real *values, int n, double deviation)
{
    struct moments m = measure(values, n);
    double noise = 4 * deviation / sqrt(n);
    assert_close(m.mean, 0, noise);
    assert_close(m.deviation, deviation, noise);
    /* a uniform distribution ends at 1.7 deviations */
    assert_true(m.largest > 2 * deviation);
}

static void assert_all(const real *values, int n, double want)
{
    for (int k = 0; k < n; k++)
        assert_close(values[k], want, 0);
}

static void uniform_numbers(void **state)
{
    struct params p = start("lstm 16, dense 20", "uniform",
                            (struct init_options){.seed = 1});
    const struct layer_params *lstm = &p.layer[0], *dense = &p.layer[1];
    (void)state;
    assert_uniform(lstm->w, 64 * 4, 0.25);
    assert_uniform(lstm->u, 64 * 16, 0.25);
    assert_uniform(lstm->b_ih, 64, 0.25);
    assert_uniform(lstm->b_hh, 64, 0.25);
    assert_uniform(dense->w, 20 * 16, 0.25);
    assert_uniform(dense->b_ih, 20, 0.25);
    assert_uniform(p.head_w, 3 * 20, 1 / sqrt(20));
    assert_normal(p.embedding, 50 * 4, 1);
    params_finish(&p);
}

static void xavier_numbers(void **state)
{
    struct params p = start("gru 32, dense 20", "xavier",
                            (struct init_options){.seed = 2});
    (void)state;
    assert_uniform(p.layer[0].w, 96 * 4, sqrt(6.0 / (4 + 32)));
    assert_uniform(p.layer[0].u, 96 * 32, sqrt(6.0 / 64));
    assert_all(p.layer[0].b_ih, 96, 0);
    assert_all(p.layer[0].b_hh, 96, 0);
    assert_uniform(p.layer[1].w, 20 * 32, sqrt(6.0 / 52));
    assert_uniform(p.head_w, 3 * 20, 1 / sqrt(20));
    params_finish(&p);
}

/* Rows of every gate's block have length 1 and stand at right angles. */
static void orthogonal_numbers(void **state)
{
    enum { H = 33 };
    struct params p = start("lstm 33", "orthogonal",
                            (struct init_options){.seed = 3});
    (void)state;
    for (int g = 0; g < 4; g++)
        for (int i = 0; i < H; i++)
            for (int j = 0; j < H; j++) {
                const real *block = p.layer[0].u + g * H * H;
                double dot = 0;
                for (int k = 0; k < H; k++)
                    dot += (double)block[i * H + k] * block[j * H + k];
                assert_close(dot, i == j, epsilon);
            }
    /* blocks differ, and are not all rotations of one sign */
    assert_true(p.layer[0].u[0] != p.layer[0].u[H * H]);
    assert_uniform(p.layer[0].w, 4 * H * 4, 1 / sqrt(H));
    params_finish(&p);
}

static void identity_numbers(void **state)
{
    struct params p = start("gru 5, rnn-relu 20", "identity",
                            (struct init_options){.seed = 4});
    (void)state;
    for (int row = 0; row < 15; row++)
        for (int k = 0; k < 5; k++)
            assert_close(p.layer[0].u[row * 5 + k], row % 5 == k, 0);
    assert_normal(p.layer[1].w, 20 * 5, 0.001);
    assert_all(p.layer[1].b_ih, 20, 0);
    assert_all(p.layer[1].b_hh, 20, 0);
    params_finish(&p);
}

static void gain_numbers(void **state)
{
    struct params p = start("rnn 40", "gain=2.5",
                            (struct init_options){.seed = 5});
    (void)state;
    assert_normal(p.layer[0].u, 40 * 40, 2.5 / sqrt(40));
    assert_uniform(p.layer[0].w, 40 * 4, 1 / sqrt(40));
    assert_uniform(p.layer[0].b_ih, 40, 1 / sqrt(40));
    params_finish(&p);
}

static void chrono_numbers(void **state)
{
    enum { H = 200 };
    struct params p = start("lstm 200, gru 200", "chrono",
                            (struct init_options){.seed = 6, .steps = 101});
    const struct layer_params *lstm = &p.layer[0], *gru = &p.layer[1];
    double mean = 0;
    (void)state;
    for (int j = 0; j < H; j++) {
        double f = lstm->b_ih[H + j], z = gru->b_ih[H + j];
        assert_true(f >= 0 && f <= log(100) && z >= 0 && z <= log(100));
        assert_true(lstm->b_ih[j] == -lstm->b_ih[H + j]);
        mean += exp(f) / H;
    }
    assert_close(mean, 50.5, 4 * 29 / sqrt(H)); /* of U(1, 100) */
    assert_all(lstm->b_hh, 2 * H, 0);
    assert_all(gru->b_hh + H, H, 0);
    assert_uniform(gru->b_ih, H, 1 / sqrt(H)); /* r */
    params_finish(&p);
}

/* The sum of both biases, in every scheme; the others stay. */
static void forget_bias(void **state)
{
    static const char *const schemes[] = {"uniform", "orthogonal", "chrono"};
    (void)state;
    for (int k = 0; k < 3; k++) {
        struct init_options options = {.seed = 7, .steps = 50};
        struct params plain = start("rnn 3, lstm 3, gru 3", schemes[k],
                                    options);
        options.set_forget_bias = true;
        options.forget_bias = 3;
        struct params p = start("rnn 3, lstm 3, gru 3", schemes[k], options);
        for (int l = 1; l < 3; l++)
            for (int j = 0; j < 3 * layer_cell(&p.spec.layer[l])->gates; j++) {
                real sum = p.layer[l].b_ih[j] + p.layer[l].b_hh[j];
                if (j / 3 == 1)
                    assert_close(sum, 3, 0);
                else
                    assert_close(p.layer[l].b_ih[j], plain.layer[l].b_ih[j], 0);
            }
        assert_memory_equal(p.layer[0].b_ih, plain.layer[0].b_ih,
                            3 * sizeof(real));
        params_finish(&plain);
        params_finish(&p);
    }
}

/* A seed gives the same network each time; another seed, another one. A layer
 * does not change because others do. */
static void seeds_and_streams(void **state)
{
    const struct init_options options = {.seed = 8};
    struct params a = start("lstm 5, gru 4", "uniform", options);
    struct params b = start("lstm 5, gru 4", "uniform", options);
    struct params larger = start("rnn 9, gru 4", "uniform", options);
    struct params other = start("lstm 5, gru 4", "uniform",
                                (struct init_options){.seed = 9});
    (void)state;
    assert_memory_equal(a.data, b.data, a.count * sizeof(real));
    assert_memory_equal(a.layer[1].u, larger.layer[1].u,
                        12 * 4 * sizeof(real));
    assert_memory_equal(a.head_w, larger.head_w, 3 * 4 * sizeof(real));
    assert_memory_equal(a.embedding, larger.embedding, 200 * sizeof(real));
    assert_memory_not_equal(a.layer[1].u, other.layer[1].u,
                            12 * 4 * sizeof(real));
    /* no two tensors share their numbers */
    assert_true(a.layer[0].b_ih[0] != a.layer[0].b_hh[0]);
    assert_true(a.layer[0].b_ih[0] != a.layer[0].w[0]);
    struct params *all[] = {&a, &b, &larger, &other};
    for (int k = 0; k < 4; k++)
        params_finish(all[k]);
}

static void names_are_read(void **state)
{
    static const struct {
        const char *text, *message; /* NULL: fine */
        enum init_scheme scheme;
    } cases[] = {
        {"uniform", NULL, INIT_UNIFORM},
        {"identity", NULL, INIT_IDENTITY},
        {"gain=0.5", NULL, INIT_GAIN},
        {"orthogonl", "unknown start 'orthogonl'; did you mean 'orthogonal'?",
         0},
        {"he", "unknown start 'he'; there are uniform, xavier, orthogonal, "
         "identity, gain, chrono", 0},
        {"", "unknown start ''; there are uniform, xavier, orthogonal, "
         "identity, gain, chrono", 0},
        {"uniform=1", "the start 'uniform' takes no number", 0},
        {"gain", "the gain of a start is a number from 0 up, as in gain=2.5",
         0},
        {"gain=", "the gain of a start is a number from 0 up, as in gain=2.5",
         0},
        {"gain=-1", "the gain of a start is a number from 0 up, as in gain=2.5",
         0},
        {"gain=nan",
         "the gain of a start is a number from 0 up, as in gain=2.5", 0},
    };
    (void)state;
    for (size_t k = 0; k < sizeof cases / sizeof *cases; k++) {
        struct init_options options = {.seed = 77};
        struct error error = {0};
        bool fine = init_parse(cases[k].text, &options, &error);
        assert_int_equal(fine, cases[k].message == NULL);
        assert_string_equal(error.text,
                            cases[k].message ? cases[k].message : "");
        assert_int_equal(options.scheme, cases[k].scheme);
        assert_int_equal(options.seed, 77);
    }
}

static void bad_options_are_refused(void **state)
{
    static const struct {
        struct init_options options;
        const char *message;
    } cases[] = {
        {{INIT_GAIN, .gain = NAN},
         "the gain of a start must be a number from 0 up"},
        {{INIT_CHRONO, .steps = 2},
         "the chrono start needs sequences of at least 3 steps, not 2"},
        {{INIT_UNIFORM, .set_forget_bias = true, .forget_bias = INFINITY},
         "the forget bias must be a finite number"},
    };
    struct params params = start("lstm 2", "uniform", (struct init_options){0});
    (void)state;
    for (size_t k = 0; k < sizeof cases / sizeof *cases; k++) {
        struct error error = {0};
        assert_false(init_params(&params, &cases[k].options, &error));
        assert_string_equal(error.text, cases[k].message);
    }
    params_finish(&params);
}

enum { H = 16, X = 4, LAG = 50, SEEDS = 15 };

/* log10 of the Frobenius norm of ds_50/ds_0: every sequence of the batch is
 * the same and asks for the gradient of another state. */
static double jacobian_norm(const char *cell,
                            const struct init_options *options)
{
    struct lab lab;
    struct error error;
    bool lstm = strcmp(cell, "lstm 16") == 0;
    int batch = lstm ? 2 * H : H;
    lab_init(&lab, &(struct lab_shape){cell, X, .steps = LAG, .batch = batch,
                                       .seed = options->seed});
    tape_start_zero(&lab.values);
    assert_true(init_params(&lab.network.params, options, &error));
    network_pack(&lab.network);
    for (int t = 0; t < LAG; t++)
        for (int b = 1; b < batch; b++)
            memcpy(lab.x + (t * batch + b) * X, lab.x + t * batch * X,
                   X * sizeof(real));
    size_t pitch = lab.gradients.layer[0].pitch;
    for (int b = 0; b < batch; b++)
        lab.gradients.end[0][(b / H * batch + b) * pitch + b % H] = 1;
    run_forward(&lab.network, &lab.input, NULL, &lab.values);
    bptt_run(&(struct bptt){.network = &lab.network, .values = &lab.values},
             &lab.gradients);
    double squares = 0;
    for (int b = 0; b < batch; b++)
        for (int u = 0; u < H; u++)
            for (int s = 0; s < (lstm ? 2 : 1); s++)
                squares += pow(ldexp(
                    lab.gradients.start[0][(s * batch + b) * pitch + u],
                    -tape_exponent(&lab.gradients, 0, 0, b)), 2);
    lab_finish(&lab);
    return log10(squares) / 2;
}

static int compare(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

/* Measured medians of the largest singular value over seeds, within a decade
 * and a half; the Frobenius norm is a little larger. */
static void starts_decide_what_survives(void **state)
{
    static const struct {
        const char *cell, *text;
        bool set;
        double forget_bias, norm;
    } facts[] = {
        {"rnn 16", "uniform", false, 0, 4e-15},
        {"rnn 16", "orthogonal", false, 0, 2.6e-4},
        {"rnn 16", "gain=2.5", false, 0, 1.4e2},
        {"gru 16", "uniform", false, 0, 1e-9},
        {"gru 16", "uniform", true, 2, 2e-2},
        {"lstm 16", "uniform", false, 0, 2e-10},
        {"lstm 16", "uniform", true, 1, 2.3e-4},
        {"lstm 16", "uniform", true, 3, 1.5},
    };
    (void)state;
    for (size_t k = 0; k < sizeof facts / sizeof *facts; k++) {
        double norm[SEEDS];
        for (int s = 0; s < SEEDS; s++) {
            struct init_options options = {
                .set_forget_bias = facts[k].set,
                .forget_bias = facts[k].forget_bias, .seed = s + 1};
            struct error error;
            assert_true(init_parse(facts[k].text, &options, &error));
            norm[s] = jacobian_norm(facts[k].cell, &options);
        }
        qsort(norm, SEEDS, sizeof *norm, compare);
        if (!(fabs(norm[SEEDS / 2] - log10(facts[k].norm)) <= 1.5))
            fail_msg("%s, %s, bias %g: 1e%.2f", facts[k].cell, facts[k].text,
                     facts[k].forget_bias, norm[SEEDS / 2]);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(uniform_numbers),
        cmocka_unit_test(xavier_numbers),
        cmocka_unit_test(orthogonal_numbers),
        cmocka_unit_test(identity_numbers),
        cmocka_unit_test(gain_numbers),
        cmocka_unit_test(chrono_numbers),
        cmocka_unit_test(forget_bias),
        cmocka_unit_test(seeds_and_streams),
        cmocka_unit_test(names_are_read),
        cmocka_unit_test(bad_options_are_refused),
        cmocka_unit_test(starts_decide_what_survives),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

/* Eigenvalues that are known, and the textbook's formula against the engine. */
#include "flow_case.h"

#include "check_close.h"
#include "nn/flow/jacobian.h"
#include "nn/flow/power.h"
#include "svd.h"

static const bool is_double = sizeof(real) == 8;

enum { MOST = 40 };

static double radius(const real *a, int n)
{
    double *work = malloc(spectral_work(n) * sizeof *work);
    double value = spectral_radius(a, n, work);

    free(work);
    return value;
}

static void simple_matrices(void **state)
{
    const double c = cos(0.7), s = sin(0.7);

    (void)state;
    assert_close(radius((real[]){-3}, 1), 3, 1e-15);
    assert_close(radius((real[]){0.5, 0, 0, -2}, 2), 2, 1e-12);
    assert_close(radius((real[]){1, 0, 0, 0, 1, 0, 0, 0, 1}, 3), 1, 1e-12);
    /* Two of the same size, of different sign. */
    assert_close(radius((real[]){0, 4, 1, 0}, 2), 2, 2e-12);
    /* Complex: a turn by 0.7, longer and shorter. */
    double tolerance = is_double ? 1e-11 : 1e-7;
    assert_close(radius((real[]){(real)c, (real)-s, (real)s, (real)c}, 2), 1,
                 tolerance);
    assert_close(radius((real[]){(real)(0.25 * c), (real)(-0.25 * s),
                                 (real)(0.25 * s), (real)(0.25 * c)}, 2),
                 0.25, tolerance);
    /* A turn on a long ellipse: its powers are up to 1000 times as large. */
    assert_close(radius((real[]){(real)c, (real)(-1000 * s), (real)(s / 1000),
                                 (real)c}, 2), 1, 10 * tolerance);
    /* x^3 = x^2 + x + 1: the tribonacci constant; x^4 = -1/16. */
    assert_close(radius((real[]){1, 1, 1, 1, 0, 0, 0, 1, 0}, 3),
                 1.8392867552141612, 1e-11);
    assert_close(radius((real[]){0, 0, 0, -0.0625, 1, 0, 0, 0, 0, 1, 0, 0, 0, 0,
                                 1, 0}, 4), 0.5, 1e-11);
}

/* Jordan's blocks: one eigenvalue, whose powers first grow. */
static void blocks_with_one_eigenvalue(void **state)
{
    (void)state;
    for (int n = 2; n <= 12; n += 5)
        for (int k = 0; k < 3; k++) {
            const double value[] = {0.5, 1, -2};
            real a[12 * 12] = {0};
            for (int r = 0; r < n; r++) {
                a[r * n + r] = (real)value[k];
                if (r + 1 < n)
                    a[r * n + r + 1] = 1;
            }
            assert_close(radius(a, n), fabs(value[k]), 4e-11);
        }
}

static void nothing_is_left_of_nilpotent_matrices(void **state)
{
    struct random random;
    real a[MOST * MOST] = {0};

    (void)state;
    assert_close(radius(a, MOST), 0, 0);
    random_seed(&random, 61, 0);
    for (int n = 2; n <= MOST; n += 19)
        for (int upper = 0; upper < 2; upper++) {
            for (int k = 0; k < n * n; k++)
                a[k] = (k / n < k % n) == upper && k / n != k % n
                    ? (real)random_normal(&random) : 0;
            assert_true(radius(a, n) == 0);
        }
}

/* A cycle of n has every n-th root of one; links of different length keep
 * their geometric mean. */
static void cycles_turn(void **state)
{
    (void)state;
    for (int n = 2; n <= 31; n += 7) {
        real a[31 * 31] = {0};
        double mean = 0;
        for (int r = 0; r < n; r++) {
            real link = (real)(1 + r % 3);
            a[r * n + (r + 1) % n] = link;
            mean += log(link) / n;
        }
        assert_close(radius(a, n), exp(mean), 1e-10);
    }
}

/* D turned by random reflections, I - 2 v v^T / |v|^2 from both sides: the
 * eigenvalues of D. With a scale of any size. */
static void random_matrices_of_known_radius(void **state)
{
    struct random random;

    (void)state;
    random_seed(&random, 62, 0);
    for (int round = 0; round < 12; round++) {
        int n = 3 + (int)random_below(&random, MOST - 3);
        double scale = pow(10, random_range(&random, -15, 15));
        double a[MOST * MOST] = {0}, v[MOST], most = 0;
        real rounded[MOST * MOST];
        for (int k = 0; k < n; k++) {
            a[k * n + k] = random_normal(&random);
            most = fmax(most, fabs(a[k * n + k]));
        }
        for (int turn = 0; turn < 3; turn++) {
            double square = 0;
            for (int k = 0; k < n; k++) {
                v[k] = random_normal(&random);
                square += v[k] * v[k];
            }
            for (int side = 0; side < 2; side++)
                for (int r = 0; r < n; r++) {
                    double sum = 0;
                    int step = side ? 1 : n, from = side ? r * n : r;
                    for (int k = 0; k < n; k++)
                        sum += a[from + k * step] * v[k];
                    for (int k = 0; k < n; k++)
                        a[from + k * step] -= 2 * sum * v[k] / square;
                }
        }
        for (int k = 0; k < n * n; k++)
            rounded[k] = (real)(scale * a[k]);
        assert_close(radius(rounded, n) / scale, most,
                     (is_double ? 1e-11 : 1e-5) * most);
    }
}

static void bad_numbers_pass(void **state)
{
    (void)state;
    for (int k = 0; k < 9; k++) {
        real a[9] = {1, 2, 3, 4, 5, 6, 7, 8, 9};
        a[k] = (real)NAN;
        assert_close(radius(a, 3), NAN, 0);
        a[k] = -(real)INFINITY;
        assert_close(radius(a, 3), NAN, 0);
    }
}

/* U^k W by plain products, as far as doubles reach. */
static void powers_are_products(void **state)
{
    enum { H = 5, X = 3, K = 30 };
    struct random random;
    real u[H * H], w[H * X];
    double now[H * X], next[H * X], out[K + 1];

    (void)state;
    random_seed(&random, 63, 0);
    flow_fill(u, H * H, 0.7, &random);
    flow_fill(w, H * X, 1, &random);
    assert_true(linear_power(&(struct linear_power){u, w, H, X, K}, out, NULL));
    for (int k = 0; k < H * X; k++)
        now[k] = w[k];
    for (int k = 0; k <= K; k++) {
        assert_close(out[k], log10(svd_largest(now, H, X)), 1e-11);
        for (int i = 0; i < H * X; i++) {
            next[i] = 0;
            for (int j = 0; j < H; j++)
                next[i] += u[i / X * H + j] * now[j * X + i % X];
        }
        memcpy(now, next, sizeof now);
    }
}

static void powers_have_no_range(void **state)
{
    enum { K = 3000 };
    double *out = malloc((K + 1) * sizeof *out);
    const real factors[] = {(real)0.0625, 16};
    const real shift[] = {0, 1, 0, 0, 0, 1, 0, 0, 0}, one[] = {0, 0, 2};

    (void)state;
    for (int f = 0; f < 2; f++) {
        assert_true(linear_power(&(struct linear_power){
            &factors[f], (real[]){-3}, 1, 1, K}, out, NULL));
        for (int k = 0; k <= K; k++)
            assert_close(out[k], log10(3) + k * log10(factors[f]), 1e-9);
    }
    /* What is shifted out at the end is gone. */
    assert_true(linear_power(&(struct linear_power){shift, one, 3, 1, 4}, out,
                             NULL));
    for (int k = 0; k <= 4; k++)
        assert_close(out[k], k < 3 ? log10(2) : -INFINITY, 1e-12);
    assert_true(linear_power(&(struct linear_power){
        (real[]){(real)NAN}, (real[]){1}, 1, 1, 2}, out, NULL));
    assert_close(out[0], 0, 1e-12);
    assert_close(out[1], NAN, 0);
    free(out);
}

/* The textbook's formula is what the engine measures of an identity RNN. */
static void the_formula_is_the_measured_run(void **state)
{
    enum { STEPS = 80 };
    (void)state;
    for (int round = 0; round < 6; round++) {
        struct flow_recipe recipe = {.cell = "rnn-linear", .layers = 1,
            .inputs = 1 + round, .units = 4 + 3 * round, .steps = STEPS,
            .gain = 0.4 + 0.3 * round, .seed = 640 + (uint64_t)round};
        struct flow_case flow;
        struct decay decay;
        double out[STEPS];

        flow_init(&flow, &recipe);
        assert_true(decay_init(&decay, &(struct decay_request){
            .network = &flow.network, .values = &flow.values,
            .measures = 1u << DECAY_INPUT}, NULL));
        const struct layer_params *layer = &flow.network.params.layer[0];
        assert_true(linear_power(&(struct linear_power){
            layer->u, layer->w, recipe.units, recipe.inputs, STEPS - 1}, out,
            NULL));
        for (int t = 1; t <= STEPS; t++)
            assert_close(decay.value[DECAY_INPUT][t], out[STEPS - t],
                         is_double ? 1e-9 : 2e-4);
        /* and its slope in the long run is the spectral radius */
        double slope = (out[79] - out[39]) / 40;
        assert_close(slope, log10(radius(layer->u, recipe.units)), 0.05);
        decay_finish(&decay);
        flow_finish(&flow);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(simple_matrices),
        cmocka_unit_test(blocks_with_one_eigenvalue),
        cmocka_unit_test(nothing_is_left_of_nilpotent_matrices),
        cmocka_unit_test(cycles_turn),
        cmocka_unit_test(random_matrices_of_known_radius),
        cmocka_unit_test(bad_numbers_pass),
        cmocka_unit_test(powers_are_products),
        cmocka_unit_test(powers_have_no_range),
        cmocka_unit_test(the_formula_is_the_measured_run),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

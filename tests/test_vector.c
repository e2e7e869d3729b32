/* The activations of every kernel set against libm, over all numbers. */
#include <float.h>
#include <string.h>

#include "base/random.h"
#include "check_close.h"
#include "nn/kernel/signals.h"
#include "sets.h"

enum { N = 4096 };

struct buffers {
    _Alignas(CACHE_LINE) real x[N], y[N];
};

#ifdef GATEREEL_DOUBLE
static const double tolerance = 1e-15;
#else
static const double tolerance = 4e-7;
#endif

/* Random bits are spread evenly over all exponents; half of the numbers lie
 * where the activations bend. */
static void fill_x(struct random *random, real *x)
{
    for (int k = 0; k < N; k++) {
        uint64_t bits = random_bits(random);
        do {
            memcpy(&x[k], &bits, sizeof *x);
            bits = random_bits(random);
        } while (isnan(x[k]));
        if (k % 2)
            x[k] = (real)random_range(random, -100, 100);
        if (k % 4 == 3)
            x[k] /= 64;
    }
}

static double sigmoid(double x)
{
    return x >= 0 ? 1 / (1 + exp(-x)) : exp(x) / (1 + exp(x));
}

/* Relative, except where the result leaves the range of normal numbers. */
static void check(const struct buffers *b, double (*exact)(double))
{
    for (int k = 0; k < N; k++) {
        double want = exact(b->x[k]);
        double smallest = sizeof(real) == sizeof(double) ? DBL_MIN : FLT_MIN;
        if (!(fabs(b->y[k] - want) <= tolerance * fabs(want) + smallest))
            fail_msg("at %.9g: %.9g, not %.9g", b->x[k], b->y[k], want);
    }
}

static void accurate_everywhere(void **state)
{
    (void)state;
    FOR_SETS(kernels) {
        struct buffers b;
        struct random random;
        random_seed(&random, 1, 0);
        for (int round = 0; round < 100; round++) {
            fill_x(&random, b.x);
            kernels->sigmoid(b.x, b.y, N);
            check(&b, sigmoid);
            kernels->tanh(b.x, b.y, N);
            check(&b, tanh);
        }
    }
}

/* Zero, tiny, huge and not numbers, in every lane. */
static void special_numbers(void **state)
{
    const real tiny = sizeof(real) == sizeof(double) ? (real)DBL_TRUE_MIN
                                                     : (real)FLT_TRUE_MIN;
    const struct {
        real x, sigmoid, tanh;
    } cases[] = {
        {0, 0.5, 0}, {(real)-0.0, 0.5, (real)-0.0}, {NAN, NAN, NAN},
        {-NAN, NAN, NAN}, {INFINITY, 1, 1}, {-INFINITY, 0, -1},
        {1000, 1, 1}, {-1000, 0, -1}, {tiny, 0.5, tiny}, {-tiny, 0.5, -tiny},
        {100 * tiny, 0.5, 100 * tiny},
    };
    (void)state;
    FOR_SETS(kernels) {
        for (size_t k = 0; k < sizeof cases / sizeof *cases; k++) {
            struct buffers b;
            int lanes = kernels->lanes;
            for (int l = 0; l < lanes; l++)
                b.x[l] = cases[k].x;
            kernels->sigmoid(b.x, b.y, lanes);
            kernels->tanh(b.x, b.x, lanes);
            for (int l = 0; l < lanes; l++) {
                assert_close(b.y[l], cases[k].sigmoid, 0);
                assert_close(b.x[l], cases[k].tanh, 0);
                assert_true(isnan(b.x[l]) ||
                            signbit(b.x[l]) == signbit(cases[k].tanh));
            }
        }
    }
}

/* h = phi(a) lets through what is not finite. */
static void activations_pass_bad_numbers(void **state)
{
    static const struct {
        int activation;
        real a, h;
    } cases[] = {
        {ACT_TANH, NAN, NAN}, {ACT_TANH, INFINITY, 1},
        {ACT_RELU, NAN, NAN}, {ACT_RELU, INFINITY, INFINITY},
        {ACT_RELU, -INFINITY, 0}, {ACT_RELU, -2, 0}, {ACT_RELU, 2, 2},
        {ACT_IDENTITY, NAN, NAN}, {ACT_IDENTITY, -INFINITY, -INFINITY},
    };
    (void)state;
    FOR_SETS(kernels) {
        for (size_t k = 0; k < sizeof cases / sizeof *cases; k++) {
            struct buffers b;
            b.x[0] = cases[k].a;
            kernels->dense_step(&(struct step){
                .rows = 1, .units = 1, .pitch = REAL_PER_LINE,
                .stride = 2 * REAL_PER_LINE, .now = b.x, .before = b.x,
                .activation = cases[k].activation});
            assert_close(b.x[DENSE_H * REAL_PER_LINE], cases[k].h, 0);
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(accurate_everywhere),
        cmocka_unit_test(special_numbers),
        cmocka_unit_test(activations_pass_bad_numbers),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

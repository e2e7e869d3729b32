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
#include "nn/flow/singular.h"
#include "svd.h"

enum { MOST = 70 };

static double largest(const double *a, int rows, int columns)
{
    double *work = malloc(singular_work(rows, columns) * sizeof *work);
    double value = singular_largest(a, rows, columns, work);

    free(work);
    return value;
}

static void fill(double *a, int rows, int columns, double scale,
                 struct random *random)
{
    for (int k = 0; k < rows * columns; k++)
        a[k] = scale * random_normal(random);
}

/* Of every shape, also with columns of very different size. */
static void agrees_with_jacobi(void **state)
{
    static double a[MOST * MOST];
    struct random random;

    (void)state;
    random_seed(&random, 11, 0);
    for (int round = 0; round < 60; round++) {
        int rows = 1 + (int)random_below(&random, round < 50 ? 20 : MOST);
        int columns = 1 + (int)random_below(&random, round < 50 ? 20 : MOST);
        fill(a, rows, columns, 1, &random);
        for (int k = 0; round % 3 == 0 && k < rows * columns; k++)
            a[k] *= pow(10, -(k % columns));
        double want = svd_largest(a, rows, columns);
        assert_close(largest(a, rows, columns), want, 1e-9 * want);
    }
}

/* numpy.linalg.norm(a, 2) of a[r][c] = 1 / (r + c + 1), 5 x 5; of Jordan's
 * block [[1, 1], [0, 1]]: the golden ratio. */
static void agrees_with_known_values(void **state)
{
    const double jordan[] = {1, 1, 0, 1};
    double hilbert[25];

    (void)state;
    for (int k = 0; k < 25; k++)
        hilbert[k] = 1.0 / (k / 5 + k % 5 + 1);
    assert_close(largest(hilbert, 5, 5), 1.5670506910982311, 1e-14);
    assert_close(largest(jordan, 2, 2), (1 + sqrt(5)) / 2, 1e-14);
    assert_close(largest((double[]){-3}, 1, 1), 3, 1e-15);
    assert_close(largest((double[]){3, 4}, 1, 2), 5, 1e-14);
    assert_close(largest((double[]){3, 4}, 2, 1), 5, 1e-14);
}

static void finds_rank_one(void **state)
{
    double a[30 * 40], u[30], v[40], uu = 0, vv = 0;
    struct random random;

    (void)state;
    random_seed(&random, 12, 0);
    fill(u, 1, 30, 1, &random);
    fill(v, 1, 40, 1, &random);
    for (int r = 0; r < 30; r++)
        for (int c = 0; c < 40; c++)
            a[r * 40 + c] = u[r] * v[c];
    for (int r = 0; r < 30; r++)
        uu += u[r] * u[r];
    for (int c = 0; c < 40; c++)
        vv += v[c] * v[c];
    assert_close(largest(a, 30, 40), sqrt(uu * vv), 1e-11 * sqrt(uu * vv));

    /* One entry that is not 0, wherever it stands. */
    for (int k = 0; k < 36; k++) {
        double single[36] = {0};
        single[k] = -7;
        assert_close(largest(single, 6, 6), 7, 1e-13);
    }
}

/* Every direction is as large as every other, or the two largest are. */
static void survives_equal_values(void **state)
{
    static double a[MOST * MOST];

    (void)state;
    for (int n = 1; n <= MOST; n += 23) {
        memset(a, 0, sizeof a);
        for (int k = 0; k < n; k++)
            a[k * n + (k * 7 + 3) % n] = k % 2 ? -2 : 2;
        if (n % 7 != 0)
            assert_close(largest(a, n, n), 2, 1e-13);
        memset(a, 0, sizeof a);
        for (int k = 0; k < n; k++)
            a[k * n + k] = k < 2 ? 5 : 5 - 1e-9 * k;
        assert_close(largest(a, n, n), 5, 1e-9);
    }
}

static void scales_without_loss(void **state)
{
    double a[12 * 9], b[12 * 9];
    struct random random;

    (void)state;
    random_seed(&random, 13, 0);
    fill(a, 12, 9, 1, &random);
    double want = svd_largest(a, 12, 9);
    const double scales[] = {1e-300, 1e-200, 1e-150, 1e150, 1e200, 1e300};
    for (size_t s = 0; s < sizeof scales / sizeof scales[0]; s++) {
        for (int k = 0; k < 12 * 9; k++)
            b[k] = a[k] * scales[s];
        assert_close(largest(b, 12, 9) / scales[s], want, 1e-11 * want);
    }
}

static void keeps_zero_and_bad_numbers(void **state)
{
    double a[8 * 8] = {0};

    (void)state;
    assert_close(largest(a, 8, 8), 0, 0);
    for (int k = 0; k < 64; k++) {
        struct random random;
        random_seed(&random, 14, (uint64_t)k);
        fill(a, 8, 8, 1, &random);
        a[k] = NAN;
        assert_close(largest(a, 8, 8), NAN, 0);
        a[k] = -INFINITY;
        assert_close(largest(a, 8, 8), INFINITY, 0);
    }
}

static double follow(const double *a, int n, double *left)
{
    double *work = malloc(singular_work(n, n) * sizeof *work);
    double value = singular_follow(&(struct singular){
        .a = a, .rows = n, .columns = n, .left = left, .tolerance = 1e-13,
        .work = work});

    free(work);
    return value;
}

/* The length of a^T left is the value, and left has length 1. */
static void check_left(const double *a, int n, const double *left, double value)
{
    double length = 0, square = 0;

    for (int r = 0; r < n; r++)
        length += left[r] * left[r];
    for (int k = 0; k < n; k++) {
        double sum = 0;
        for (int r = 0; r < n; r++)
            sum += left[r] * a[r * n + k];
        square += sum * sum;
    }
    assert_close(length, 1, 1e-12);
    assert_close(sqrt(square), value, 1e-11 * value);
}

/* Products that grow factor by factor, each from where the last one ended. */
static void follows_a_product(void **state)
{
    enum { N = 40 };
    static double a[N * N], factor[N * N], next[N * N];
    struct random random;

    (void)state;
    for (int round = 0; round < 4; round++) {
        double left[N] = {0};

        random_seed(&random, 15, (uint64_t)round);
        fill(a, N, N, 1, &random);
        for (int step = 0; step < 20; step++) {
            double want = largest(a, N, N);
            double got = follow(a, N, left);
            assert_close(got, want, 1e-10 * want);
            if (step < 2)
                assert_close(got, svd_largest(a, N, N), 1e-10 * want);
            check_left(a, N, left, want);
            fill(factor, N, N, 1 / sqrt(N), &random);
            for (int k = 0; k < N * N; k++) {
                next[k] = 0;
                for (int i = 0; i < N; i++)
                    next[k] += a[k / N * N + i] * factor[i * N + k % N];
            }
            memcpy(a, next, sizeof a);
        }
    }
}

/* One direction overtakes another of which the last vector knows nothing, at
 * once or little by little. */
static void sees_who_overtakes(void **state)
{
    enum { N = 12 };
    double a[N * N] = {0}, left[N] = {0};

    (void)state;
    for (int k = 0; k < N; k++)
        a[k * N + k] = 1.0 / (k + 1);
    for (int step = 0; step < 200; step++) {
        double want = fmax(1, 0.9 + step * 1e-3);
        a[7 * N + 7] = 0.9 + step * 1e-3;
        assert_close(follow(a, N, left), want, 1e-9);
    }
    memset(left, 0, sizeof left);
    a[7 * N + 7] = 0.5;
    assert_close(follow(a, N, left), 1, 1e-12);
    a[7 * N + 7] = 1 + 1e-7;
    assert_close(follow(a, N, left), 1 + 1e-7, 1e-9);
    assert_close(fabs(left[7]), 1, 1e-3);
    a[7 * N + 7] = 1e9;
    assert_close(follow(a, N, left), 1e9, 1e-3);
}

/* What is not finite or nothing at all leaves no trace. */
static void forgets_what_has_no_direction(void **state)
{
    double a[16] = {2, 1, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1};
    double left[4] = {0}, kept[4], bad[16], zero[16] = {0};

    (void)state;
    follow(a, 4, left);
    memcpy(kept, left, sizeof left);
    for (int k = 0; k < 16; k++) {
        memcpy(bad, a, sizeof a);
        bad[k] = NAN;
        assert_close(follow(bad, 4, left), NAN, 0);
        bad[k] = INFINITY;
        assert_close(follow(bad, 4, left), INFINITY, 0);
        memset(bad, 0, sizeof bad);
        bad[k] = NAN;
        assert_close(follow(bad, 4, left), NAN, 0);
    }
    assert_close(follow(zero, 4, left), 0, 0);
    assert_memory_equal(left, kept, sizeof left);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(agrees_with_jacobi),
        cmocka_unit_test(agrees_with_known_values),
        cmocka_unit_test(finds_rank_one),
        cmocka_unit_test(survives_equal_values),
        cmocka_unit_test(scales_without_loss),
        cmocka_unit_test(keeps_zero_and_bad_numbers),
        cmocka_unit_test(follows_a_product),
        cmocka_unit_test(sees_who_overtakes),
        cmocka_unit_test(forgets_what_has_no_direction),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

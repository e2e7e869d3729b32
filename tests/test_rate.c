#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "check_close.h"
#include "nn/flow/rate.h"

static void finds_a_straight_line(void **state)
{
    double curve[101];

    (void)state;
    for (int k = 0; k <= 100; k++)
        curve[k] = -0.3 * k;
    struct rate rate = rate_of(curve, 100);
    assert_int_equal(rate.points, 101);
    assert_close(rate.slope, -0.3, 1e-13);
    assert_close(rate.half_life, log10(2) / 0.3, 1e-12);
    assert_close(rate.lyapunov, -0.3 * log(10), 1e-12);

    /* 0.9 per step halves in 6.58 steps. */
    for (int k = 0; k <= 100; k++)
        curve[k] = 1 + k * log10(0.9);
    rate = rate_of(curve, 100);
    assert_close(rate.half_life, 6.5788134789, 1e-9);
}

/* numpy.polyfit([0, 1, 2, 3], [0, -1, -1, -3], 1) */
static void fits_by_least_squares(void **state)
{
    struct rate rate = rate_of((double[]){0, -1, -1, -3}, 3);

    (void)state;
    assert_close(rate.slope, -0.9, 1e-14);
    assert_close(rate.lyapunov, -log(10), 1e-14);
}

static void growth_has_no_half_life(void **state)
{
    struct rate rate = rate_of((double[]){0, 2, 4}, 2);

    (void)state;
    assert_close(rate.slope, 2, 1e-14);
    assert_close(rate.half_life, INFINITY, 0);
    assert_close(rate_of((double[]){0, 0, 0}, 2).half_life, INFINITY, 0);
    /* A hundred million steps are a curve that holds, a hundred thousand are
     * not. */
    assert_close(rate_of((double[]){0, -3e-9}, 1).half_life, INFINITY, 0);
    assert_close(rate_of((double[]){0, -3e-6}, 1).half_life, log10(2) / 3e-6,
                 1);
}

static void leaves_out_what_is_not_finite(void **state)
{
    struct rate rate = rate_of(
        (double[]){0, -1, NAN, -3, -INFINITY, -INFINITY}, 5);

    (void)state;
    assert_int_equal(rate.points, 3);
    assert_close(rate.slope, -1, 1e-14);
    assert_close(rate.lyapunov, -log(10), 1e-14);

    rate = rate_of((double[]){0, -INFINITY, NAN}, 2);
    assert_int_equal(rate.points, 1);
    assert_close(rate.slope, NAN, 0);
    assert_close(rate.half_life, NAN, 0);
    assert_close(rate.lyapunov, NAN, 0);
    assert_int_equal(rate_of((double[]){NAN}, 0).points, 0);
}

static void verdicts_have_their_bounds(void **state)
{
    (void)state;
    assert_int_equal(verdict_of(-INFINITY), VERDICT_VANISHES);
    assert_int_equal(verdict_of(nextafter(-8, -9)), VERDICT_VANISHES);
    assert_int_equal(verdict_of(-8), VERDICT_FADES);
    assert_int_equal(verdict_of(nextafter(-1, -2)), VERDICT_FADES);
    assert_int_equal(verdict_of(-1), VERDICT_HOLDS);
    assert_int_equal(verdict_of(0), VERDICT_HOLDS);
    assert_int_equal(verdict_of(1), VERDICT_HOLDS);
    assert_int_equal(verdict_of(nextafter(1, 2)), VERDICT_EXPLODES);
    assert_int_equal(verdict_of(INFINITY), VERDICT_EXPLODES);
    assert_int_equal(verdict_of(NAN), VERDICT_UNKNOWN);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(finds_a_straight_line),
        cmocka_unit_test(fits_by_least_squares),
        cmocka_unit_test(growth_has_no_half_life),
        cmocka_unit_test(leaves_out_what_is_not_finite),
        cmocka_unit_test(verdicts_have_their_bounds),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

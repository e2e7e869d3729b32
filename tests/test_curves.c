#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "check_close.h"
#include "cli/gradients/curves.h"
#include "cli/gradients/plot.h"
#include "cli/gradients/report.h"

/* One line whose jacobian falls by `slope` decades for each step of lag. */
static struct curves made_curves(int steps, double slope)
{
    struct curves curves;

    assert_true(curves_init(&curves, steps, 1, 1, NULL));
    curves.line[0] = (struct line){.cell = "rnn", .label = "rnn", .mark = 'R'};
    curves.line[0].has[MEASURE_JACOBIAN] = true;
    double *value = curves_at(&curves, 0, MEASURE_JACOBIAN, CURVE_MEDIAN);
    for (int t = 0; t <= steps; t++)
        value[t] = slope * (steps - t);
    return curves;
}

/* The jacobian of every step from those of K seeds. */
static void reduce(struct curves *curves, const double *seeds, int count)
{
    double samples[8 * MEASURES * 2], scratch[8];

    assert_true(count <= 8);
    for (int k = 0; k < 8 * MEASURES * 2; k++)
        samples[k] = NAN;
    for (int k = 0; k < count; k++)
        for (int t = 0; t < 2; t++)
            samples[(k * MEASURES + MEASURE_JACOBIAN) * 2 + t] = seeds[k];
    assert_true(curves_init(curves, 1, count, 1, NULL));
    curves_reduce(curves, 0, samples, scratch);
}

static void check(const double *seeds, int count, double median, double low,
                  double high)
{
    const double want[CURVE_KINDS] = {median, low, high};
    struct curves curves;

    reduce(&curves, seeds, count);
    for (int kind = 0; kind < CURVE_KINDS; kind++)
        for (int t = 0; t < 2; t++)
            assert_close(curves_at(&curves, 0, MEASURE_JACOBIAN, kind)[t],
                         want[kind], 1e-12);
    assert_close(curves_at(&curves, 0, MEASURE_DH, CURVE_LOW)[0], NAN, 0);
    curves_finish(&curves);
    curves_finish(&curves);
}

/* numpy.quantile(.., [0.5, 0.1, 0.9]) */
static void quantiles_are_numpys(void **state)
{
    const double inf = INFINITY;

    (void)state;
    check((double[]){3}, 1, 3, 3, 3);
    check((double[]){4, 1, 3, 2}, 4, 2.5, 1.3, 3.7);
    check((double[]){5, -1, 0, 2, 7}, 5, 2, -0.6, 6.2);
    /* Between a true zero and a number lies a true zero. */
    check((double[]){-inf, -inf, 1}, 3, -inf, -inf, -inf);
    check((double[]){-inf, 1, 2}, 3, 1, -inf, 1.8);
    check((double[]){1, NAN, 2}, 3, NAN, NAN, NAN);
}

static void verdicts_have_their_bounds(void **state)
{
    (void)state;
    assert_string_equal(report_verdict(1.001), "explodes");
    assert_string_equal(report_verdict(1), "holds");
    assert_string_equal(report_verdict(-1), "holds");
    assert_string_equal(report_verdict(-1.001), "fades");
    assert_string_equal(report_verdict(-8), "fades");
    assert_string_equal(report_verdict(-8.001), "vanishes");
    assert_string_equal(report_verdict(-INFINITY), "vanishes");
    assert_string_equal(report_verdict(INFINITY), "explodes");
    assert_string_equal(report_verdict(NAN), "not a number");
}

/* What was drawn or printed, as text. */
static char *slurp(FILE *file)
{
    char *text = calloc(1, 20000);

    assert_non_null(text);
    rewind(file);
    assert_true(fread(text, 1, 19999, file) > 0);
    fclose(file);
    return text;
}

static char *drawn(const struct curves *curves)
{
    FILE *file = tmpfile();

    assert_non_null(file);
    plot_measure(file, curves, MEASURE_JACOBIAN);
    return slurp(file);
}

static int count(const char *text, char c)
{
    int n = 0;

    for (; *text != '\0'; text++)
        n += *text == c;
    return n;
}

static void assert_holds(const char *text, const char *want)
{
    if (strstr(text, want) == NULL)
        fail_msg("no '%s' in:\n%s", want, text);
}

/* A straight line goes from corner to corner, with a mark in every column. */
static void draws_a_straight_line(void **state)
{
    struct curves curves = made_curves(40, -0.1);
    char *text = drawn(&curves);

    (void)state;
    assert_int_equal(count(text, 'R'), 66 + 1);
    assert_holds(text, "       1e0 |RR");
    assert_holds(text, "      1e-4 |");
    assert_holds(text, "\n            0 ");
    assert_holds(text, " 40\n");
    assert_holds(text, "floor 1e-4, below all that is drawn\n");
    assert_null(strstr(text, "exactly 0"));
    free(text);
    curves_finish(&curves);
}

static void draws_zeros_apart_and_no_nan(void **state)
{
    struct curves curves = made_curves(65, -0.05);
    double *value = curves_at(&curves, 0, MEASURE_JACOBIAN, CURVE_MEDIAN);

    (void)state;
    for (int t = 0; t < 10; t++)
        value[t] = t < 5 ? -INFINITY : NAN;
    char *text = drawn(&curves);
    assert_int_equal(count(text, 'R'), 66 + 1 - 5);
    const char *zeros = strstr(text, " exactly 0 |");
    assert_non_null(zeros);
    assert_int_equal(strcspn(zeros, "\n"), 12 + 66);
    free(text);

    for (int t = 0; t <= 65; t++)
        value[t] = NAN;
    text = drawn(&curves);
    assert_holds(text, "nothing to draw");
    free(text);
    curves_finish(&curves);
}

/* Numbers that no double can hold are printed all the same. */
static void prints_any_size(void **state)
{
    struct curves curves = made_curves(1000, -3.1);
    FILE *file = tmpfile();

    (void)state;
    assert_non_null(file);
    assert_true(report_print(file, &curves, NULL));
    char *text = slurp(file);
    assert_holds(text, "1.0e-3100");
    assert_holds(text, "7.9e-4"); /* lag 1 */
    assert_holds(text, "lag 1000");
    assert_holds(text, "-3.1     0.0971      -7.14  1.0e-3100   vanishes");
    free(text);
    curves_finish(&curves);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(quantiles_are_numpys),
        cmocka_unit_test(verdicts_have_their_bounds),
        cmocka_unit_test(draws_a_straight_line),
        cmocka_unit_test(draws_zeros_apart_and_no_nan),
        cmocka_unit_test(prints_any_size),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

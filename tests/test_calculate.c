/* Calculation by hand: the numbers, the checks, the reasons.
 */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "base/number.h"
#include "check_close.h"
#include "scene/course/calculate/calculate.h"

enum { SEEDS = 200 };

static double sigmoid(double a)
{
    return 1 / (1 + exp(-a));
}

static void type(struct calculate *calculate, double value)
{
    char text[NUMBER_TEXT_MAX];

    snprintf(text, sizeof text, "%.2f", value);
    while (calculate->value[calculate->line].field[0] != '\0')
        calculate_erase(calculate);
    calculate_type(calculate, text);
    calculate_enter(calculate);
}

/* What a student finds who rounds to two digits after every line. */
static double gate(const struct calculate *c, char letter)
{
    char w[] = "w_{?}", u[] = "u_{?}", b[] = "b_{?}";

    w[3] = u[3] = b[3] = letter;
    return calculate_number(c, w) * calculate_number(c, "x_{t}") +
           calculate_number(c, u) * calculate_number(c, "h_{t−1}") +
           calculate_number(c, b);
}

static double rounded(double value)
{
    return round(value * 100) / 100;
}

static void lstm_by_hand_is_right(void **state)
{
    (void)state;
    for (uint64_t seed = 1; seed <= SEEDS; seed++) {
        struct calculate c;
        assert_true(calculate_begin(&c, CALCULATE_LSTM, seed, NULL));
        assert_int_equal(c.lines, 7);
        double f = rounded(sigmoid(gate(&c, 'f')));
        double i = rounded(sigmoid(gate(&c, 'i')));
        double g = rounded(tanh(gate(&c, 'g')));
        double o = rounded(sigmoid(gate(&c, 'o')));
        double cell = rounded(f * calculate_number(&c, "c_{t−1}") + i * g);
        const double by_hand[] = {f, i, g, o, cell, rounded(o * tanh(cell)),
                                  f};
        for (int k = 0; k < c.lines; k++) {
            assert_int_equal(c.line, k);
            type(&c, by_hand[k]);
            assert_int_equal(c.value[k].state, LINE_RIGHT);
        }
        assert_true(calculate_done(&c));
    }
}

static void gru_by_hand_is_right(void **state)
{
    (void)state;
    for (uint64_t seed = 1; seed <= SEEDS; seed++) {
        struct calculate c;
        assert_true(calculate_begin(&c, CALCULATE_GRU, seed, NULL));
        double h = calculate_number(&c, "h_{t−1}");
        double r = rounded(sigmoid(gate(&c, 'r')));
        double z = rounded(sigmoid(gate(&c, 'z')));
        double recalled = calculate_number(&c, "u_{n}") * h;
        double n = rounded(tanh(gate(&c, 'n') - recalled + r * recalled));
        const double by_hand[] = {r, z, n, rounded((1 - z) * n + z * h), z};
        assert_int_equal(c.lines, 5);
        for (int k = 0; k < c.lines; k++)
            type(&c, by_hand[k]);
        assert_true(calculate_done(&c));
    }
}

static void others_by_hand_are_right(void **state)
{
    (void)state;
    for (uint64_t seed = 1; seed <= SEEDS; seed++) {
        struct calculate c;
        assert_true(calculate_begin(&c, CALCULATE_NEURON, seed, NULL));
        double a = rounded(calculate_number(&c, "w_{1}") *
                           calculate_number(&c, "x_{1}") +
                           calculate_number(&c, "w_{2}") *
                           calculate_number(&c, "x_{2}") +
                           calculate_number(&c, "b"));
        type(&c, a);
        type(&c, rounded(tanh(a)));
        assert_true(calculate_done(&c));

        assert_true(calculate_begin(&c, CALCULATE_RNN, seed, NULL));
        double w = calculate_number(&c, "w"), u = calculate_number(&c, "u");
        static const char *const x[] = {"x_{1}", "x_{2}", "x_{3}"};
        double h = 0;
        for (int k = 0; k < 3; k++) {
            h = rounded(tanh(w * calculate_number(&c, x[k]) + u * h));
            type(&c, h);
        }
        assert_true(calculate_done(&c));

        assert_true(calculate_begin(&c, CALCULATE_POWER, seed, NULL));
        w = calculate_number(&c, "w");
        u = calculate_number(&c, "u");
        for (int k = 0; k < 4; k++)
            type(&c, pow(u, k) * w);
        assert_true(calculate_done(&c));
    }
}

static void chain_by_hand_is_right(void **state)
{
    (void)state;
    for (uint64_t seed = 1; seed <= SEEDS; seed++) {
        static const char *const h[] = {"h_{3}", "h_{2}", "h_{1}"};
        struct calculate c;
        double product = 1;
        assert_true(calculate_begin(&c, CALCULATE_CHAIN, seed, NULL));
        double u = calculate_number(&c, "u");
        for (int k = 0; k < 3; k++) {
            double state_k = calculate_number(&c, h[k]);
            double factor = rounded((1 - state_k * state_k) * u);
            product *= factor;
            type(&c, factor);
        }
        type(&c, rounded(product));
        assert_true(calculate_done(&c));
    }
}

/* Of numbers for which the mistakes below all differ. */
enum { APART = 6 };

static const struct ui english = {.language = LANGUAGE_EN};
static const struct ui korean = {.language = LANGUAGE_KO};

/* A typed mistake is named, and not called right. */
static void says(enum calculate_kind kind, int line, double typed,
                 const char *part)
{
    struct calculate c;
    char text[256];

    assert_true(calculate_begin(&c, kind, APART, NULL));
    calculate_go(&c, line);
    type(&c, typed);
    assert_int_equal(c.value[line].state, LINE_WRONG);
    assert_int_equal(c.wrong, line);
    calculate_why(&c, &english, line, text, sizeof text);
    if (strstr(text, part) == NULL)
        fail_msg("'%s' does not say '%s'", text, part);
    calculate_why(&c, &korean, line, text, sizeof text);
    assert_null(strstr(text, part));
}

static void mistakes_are_named(void **state)
{
    struct calculate c;

    (void)state;
    assert_true(calculate_begin(&c, CALCULATE_LSTM, APART, NULL));
    says(CALCULATE_LSTM, 0, gate(&c, 'f'), "sum inside");
    says(CALCULATE_LSTM, 0, tanh(gate(&c, 'f')), "a gate uses σ");
    says(CALCULATE_LSTM, 2, sigmoid(gate(&c, 'g')), "candidate uses tanh");
    says(CALCULATE_LSTM, 1,
         sigmoid(gate(&c, 'i') - calculate_number(&c, "b_{i}")), "bias");
    double f = c.value[0].value, i = c.value[1].value, g = c.value[2].value;
    double before = calculate_number(&c, "c_{t−1}");
    says(CALCULATE_LSTM, 4, i * before + f * g, "exchanged");
    says(CALCULATE_LSTM, 5, c.value[3].value * c.value[4].value, "tanh of c");
    says(CALCULATE_LSTM, 0, 77, "numbers put in");
    assert_true(calculate_begin(&c, CALCULATE_GRU, APART, NULL));
    double z = c.value[1].value, n = c.value[2].value;
    says(CALCULATE_GRU, 3, z * n + (1 - z) * calculate_number(&c, "h_{t−1}"),
         "other way round");
    assert_true(calculate_begin(&c, CALCULATE_POWER, APART, NULL));
    double u = calculate_number(&c, "u"), w = calculate_number(&c, "w");
    says(CALCULATE_POWER, 3, 3 * u * w, "to the power");
}

static void first_wrong_line_is_the_one(void **state)
{
    struct calculate c;

    (void)state;
    assert_true(calculate_begin(&c, CALCULATE_LSTM, 5, NULL));
    calculate_go(&c, 3);
    type(&c, 9);
    assert_int_equal(c.wrong, 3);
    calculate_go(&c, 1);
    type(&c, 9);
    assert_int_equal(c.wrong, 1);
    type(&c, c.value[1].value);
    assert_int_equal(c.value[1].state, LINE_RIGHT);
    assert_int_equal(c.wrong, 3);
    assert_int_equal(c.line, 2);
}

static void typing(void **state)
{
    struct calculate c;

    (void)state;
    assert_true(calculate_begin(&c, CALCULATE_LSTM, 1, NULL));
    calculate_enter(&c);
    assert_int_equal(c.value[0].state, LINE_EMPTY);
    calculate_type(&c, "-0,x5");
    assert_string_equal(c.value[0].field, "-0,5");
    calculate_erase(&c);
    assert_string_equal(c.value[0].field, "-0,");
    calculate_type(&c, "11111111111111111111111111");
    assert_int_equal(strlen(c.value[0].field), CALCULATE_FIELD_MAX - 1);
    calculate_go(&c, 99);
    assert_int_equal(c.line, 0);
    char text[128];
    while (c.value[0].field[0] != '\0')
        calculate_erase(&c);
    calculate_type(&c, "1-.");
    calculate_enter(&c);
    assert_int_equal(c.value[0].state, LINE_WRONG);
    assert_string_equal(calculate_why(&c, &english, 0, text, sizeof text),
                        "This is no number.");
    /* It is typed anew, not on. */
    calculate_type(&c, "2");
    assert_string_equal(c.value[0].field, "2");
    calculate_type(&c, "5");
    assert_string_equal(c.value[0].field, "25");
    calculate_enter(&c);
    assert_int_equal(c.wrong, 0);
    /* What is shown is nobody's answer. */
    calculate_solve(&c);
    assert_false(calculate_done(&c));
    assert_int_equal(c.value[0].state, LINE_SHOWN);
    assert_int_equal(c.wrong, -1);
    calculate_type(&c, "7");
    assert_string_equal(c.value[0].field, "25");
}

static void seeds_differ_and_repeat(void **state)
{
    struct calculate one, same, other;

    (void)state;
    for (int kind = 0; kind < CALCULATES; kind++) {
        enum calculate_kind k = (enum calculate_kind)kind;
        assert_true(calculate_begin(&one, k, 7, NULL));
        assert_true(calculate_begin(&same, k, 7, NULL));
        assert_true(calculate_begin(&other, k, 8, NULL));
        assert_memory_equal(one.given, same.given, sizeof one.given);
        assert_memory_not_equal(one.given, other.given, sizeof one.given);
        for (int line = 0; line < one.lines; line++) {
            assert_true(isfinite(one.value[line].value));
            assert_true(one.value[line].filled[0] != '\0');
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(lstm_by_hand_is_right),
        cmocka_unit_test(gru_by_hand_is_right),
        cmocka_unit_test(others_by_hand_are_right),
        cmocka_unit_test(chain_by_hand_is_right),
        cmocka_unit_test(mistakes_are_named),
        cmocka_unit_test(first_wrong_line_is_the_one),
        cmocka_unit_test(typing),
        cmocka_unit_test(seeds_differ_and_repeat),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}

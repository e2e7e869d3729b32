/* base/number: against strtod and printf, in any locale, and constants
 * computed with 60 digits for what no double can hold.
 */
#include <float.h>
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/number.h"
#include "base/random.h"
#include "comma.h"

static bool parse(const char *text, double *out)
{
    return number_parse(text, strlen(text), out);
}

static void assert_same(double got, double want)
{
    assert_memory_equal(&got, &want, sizeof got);
}

static void parses_as_strtod(void **state)
{
    static const char *const texts[] = {
        "0", "-0", "+1", "1.", ".5", "-.5e1", "1e3", "1E+3", "1e-3", "007",
        "1e400", "-1e400", "1e-400", "0e999999999999999999999",
        "1e99999999999999999999999", "1e-99999999999999999999999",
        "4.9406564584124654e-324", "2.4703282292062327e-324",
        "2.4703282292062328e-324", "1.7976931348623157e308",
        "1.7976931348623158e308", "1.7976931348623159e308",
        "9007199254740993", "9007199254740992.9999999999999999999999",
        "0.1", "123456789012345678901234567890", "2.2250738585072011e-308",
    };
    (void)state;

    for (size_t k = 0; k < sizeof texts / sizeof *texts; k++) {
        double got = 42;
        assert_true(parse(texts[k], &got));
        assert_same(got, strtod(texts[k], NULL));
    }
}

static void parses_words(void **state)
{
    double value = 0;
    (void)state;

    assert_true(parse("inf", &value) && value == INFINITY);
    assert_true(parse("-Infinity", &value) && value == -INFINITY);
    assert_true(parse("+INF", &value) && value == INFINITY);
    assert_true(parse("nan", &value) && isnan(value));
    assert_true(parse("-NaN", &value) && isnan(value));
}

static void refuses_the_rest(void **state)
{
    static const char *const texts[] = {
        "", " ", " 1", "1 ", "1\n", "-", "+", ".", "e5", "1e", "1e+", "1e5.",
        "1.2.3", "1,5", "0x10", "0x1p3", "1f", "--1", "+-1", "infinit",
        "infinityx", "nan(1)", "in", "1_000", "\xd9\xa1", "1e5 ",
    };
    double value = 42;
    (void)state;

    for (size_t k = 0; k < sizeof texts / sizeof *texts; k++) {
        if (parse(texts[k], &value))
            fail_msg("'%s' is taken for %g", texts[k], value);
    }
    assert_same(value, 42);
    assert_false(number_parse("1\0", 2, &value));
    /* Only `length` characters belong to it. */
    assert_true(number_parse("123", 2, &value));
    assert_same(value, 12);
}

static void parses_very_long_texts(void **state)
{
    enum { LENGTH = 3000 };
    char text[LENGTH + 32];
    double value = 0;
    (void)state;

    /* The midpoint between 1 and its neighbour, then a 1 far behind it: only
     * that digit tells the two roundings apart. */
    int start = snprintf(text, sizeof text,
                         "1.00000000000000011102230246251565404236316680908"
                         "203125");
    memset(text + start, '0', (size_t)(LENGTH - start));
    text[LENGTH] = '\0';
    assert_true(parse(text, &value));
    assert_same(value, 1.0);
    strcpy(text + LENGTH, "1");
    assert_true(parse(text, &value));
    assert_same(value, 1 + DBL_EPSILON);

    memset(text, '0', LENGTH);
    text[1] = '.';
    strcpy(text + LENGTH, "1e2999");
    assert_true(parse(text, &value));
    assert_same(value, 1.0);
    memset(text, '9', LENGTH);
    strcpy(text + LENGTH, "e-3000");
    assert_true(parse(text, &value));
    assert_same(value, 1.0);
}

static void integers_keep_their_range(void **state)
{
    int64_t value = 0;
    (void)state;

    assert_true(number_parse_integer("-12", 3, -20, 20, &value));
    assert_int_equal(value, -12);
    assert_true(number_parse_integer("+0012", 5, -20, 20, &value));
    assert_int_equal(value, 12);
    assert_true(number_parse_integer("-9223372036854775808", 20, INT64_MIN,
                                     INT64_MAX, &value));
    assert_true(value == INT64_MIN);
    assert_true(number_parse_integer("9223372036854775807", 19, INT64_MIN,
                                     INT64_MAX, &value));
    assert_true(value == INT64_MAX);

    static const char *const bad[] = {
        "", "-", "+", "1.0", "1e3", " 1", "1 ", "0x1", "21", "-21", "--1",
        "9223372036854775808", "-9223372036854775809",
        "92233720368547758070", "18446744073709551617",
    };
    value = 5;
    for (size_t k = 0; k < sizeof bad / sizeof *bad; k++)
        assert_false(number_parse_integer(bad[k], strlen(bad[k]), -20, 20,
                                          &value));
    assert_false(number_parse_integer("9223372036854775808", 19, INT64_MIN,
                                      INT64_MAX, &value));
    assert_false(number_parse_integer("-9223372036854775809", 20, INT64_MIN,
                                      INT64_MAX, &value));
    assert_int_equal(value, 5);
}

/* number_format against printf, and its length. */
static void check_format(double value, int digits)
{
    char got[NUMBER_TEXT_MAX], want[64];
    int length = number_format(got, value, digits);

    if (isnan(value))
        strcpy(want, "nan");
    else
        snprintf(want, sizeof want, "%.*g", digits, value);
    if (strcmp(got, want) != 0)
        fail_msg("%s instead of %s at %d digits", got, want, digits);
    assert_int_equal(length, strlen(got));
}

static void formats_as_printf(void **state)
{
    static const double values[] = {
        0, -0.0, 1, -1, 0.5, 0.1, 1.5, 2.5, 9.5, 99.5, 0.0001, 0.00001,
        0.00009999999999, 123456789, 1234567890, 999999999.5, 999999999.4,
        9999999995, 0.1234567895, 1e15, 1e16, 1e17, 1e22, 1e23, 1e100, 1e-5,
        9.9999999999e99, INFINITY, -INFINITY, NAN, DBL_MAX, DBL_MIN,
        DBL_TRUE_MIN, -DBL_MAX, FLT_MAX, FLT_MIN, FLT_TRUE_MIN, FLT_EPSILON,
        100, 1000, 120, 1200000, 3, 1e9, 1e8, 8.5, 1048576.5,
    };
    (void)state;

    for (size_t k = 0; k < sizeof values / sizeof *values; k++) {
        for (int digits = 1; digits <= 17; digits++)
            check_format(values[k], digits);
    }
    /* Every power of two and of ten, and their neighbours. */
    for (int power = -1074; power <= 1023; power++) {
        double two = ldexp(1, power);
        check_format(two, 1 + (power + 1074) % 17);
        check_format(two, 9);
    }
    for (int power = -323; power <= 308; power++) {
        char text[16];
        snprintf(text, sizeof text, "1e%d", power);
        double ten = strtod(text, NULL);
        for (int digits = 1; digits <= 17; digits += 4) {
            check_format(ten, digits);
            check_format(nextafter(ten, 0), digits);
            check_format(nextafter(ten, INFINITY), digits);
        }
    }
    double minus_nan = copysign(NAN, -1);
    check_format(minus_nan, 9);
}

static void formats_random_values_as_printf(void **state)
{
    struct random random;
    (void)state;

    random_seed(&random, 1, 0);
    for (int k = 0; k < 1000000; k++) {
        check_format((float)random_normal(&random), 9);
        if (k % 4 == 0) {
            uint32_t bits = (uint32_t)random_bits(&random);
            float any;
            memcpy(&any, &bits, sizeof any);
            check_format(any, 9);
        }
        if (k % 8 == 1) {
            uint64_t bits = random_bits(&random);
            double any;
            memcpy(&any, &bits, sizeof any);
            check_format(any, 1 + (int)random_below(&random, 17));
        }
        if (k % 8 == 2) {
            /* Short binary fractions: many are exact ties. */
            double any = random_below(&random, 1000000)
                         / (double)(1 << random_below(&random, 12));
            check_format(any, 1 + (int)random_below(&random, 9));
        }
    }
}

static void round_trips(void **state)
{
    struct random random;
    (void)state;

    random_seed(&random, 2, 0);
    for (int k = 0; k < 200000; k++) {
        char text[NUMBER_TEXT_MAX];
        uint64_t bits = random_bits(&random);
        double value, again = 0;
        memcpy(&value, &bits, sizeof value);
        if (isnan(value))
            continue;
        int length = number_format(text, value, 17);
        assert_true(number_parse(text, (size_t)length, &again));
        assert_same(again, value);
        float narrow = (float)random_normal(&random);
        length = number_format(text, narrow, 9);
        assert_true(number_parse(text, (size_t)length, &again));
        assert_true((float)again == narrow);
    }
}

static void locale_does_not_matter(void **state)
{
    char text[NUMBER_TEXT_MAX];
    double value = 0;
    (void)state;

    if (!comma_enter())
        skip();
    number_format(text, 1234.5, 9);
    assert_string_equal(text, "1234.5");
    number_format(text, 0.5, 17); /* so many digits go through printf */
    assert_string_equal(text, "0.5");
    number_format(text, 2.5, 1); /* a tie goes through printf too */
    assert_string_equal(text, "2");
    number_format(text, 0.1, 17);
    assert_string_equal(text, "0.10000000000000001");
    assert_true(parse("1.25", &value));
    assert_same(value, 1.25);
    assert_false(parse("1,25", &value));
    comma_leave();
}

static void formats_beyond_double(void **state)
{
    /* value * 2^exponent by Python's decimal with 60 digits. */
    static const struct {
        double value;
        long exponent;
        int digits;
        const char *want;
    } cases[] = {
        { 1.0, -10000, 9, "5.01237275e-3011" },
        { 1.0, -10000, 17, "5.012372749206452e-3011" },
        { 1.0, -1000000, 9, "1.01003406e-301030" },
        { 1.0, -1000000, 17, "1.0100340591980302e-301030" },
        { 1.0, 1000000, 9, "9.90065623e+301029" },
        { 1.0, 1000000, 17, "9.9006562292958983e+301029" },
        { 1.5, 1000000, 9, "1.48509843e+301030" },
        { 1.5, 1000000, 17, "1.4850984343943847e+301030" },
        { -1.7, 1000000, 9, "-1.68311156e+301030" },
        { -1.7, 1000000, 17, "-1.6831115589803027e+301030" },
        { 0.1, -3321928, 9, "1.06798202e-1000001" },
        { 0.1, -3321928, 17, "1.0679820226613037e-1000001" },
        { 3.141592653589793, -9965, 9, "5.41057076e-3000" },
        { 3.141592653589793, -9965, 17, "5.4105707595329075e-3000" },
        { -2.718281828459045, 9965, 9, "-1.57834258e+3000" },
        { -2.718281828459045, 9965, 17, "-1.5783425819960625e+3000" },
        { 1.0, 1024, 9, "1.79769313e+308" },
        { 1.0, 1024, 17, "1.7976931348623159e+308" },
        { 1.0, -1075, 9, "2.47032823e-324" },
        { 1.0, -1075, 17, "2.4703282292062327e-324" },
        { 1.9999999999999998, 1024, 9, "3.59538627e+308" },
        { 1.9999999999999998, 1024, 17, "3.5953862697246314e+308" },
        { 5e-324, -1000, 9, "4.61093492e-625" },
        { 5e-324, -1000, 17, "4.6109349241593156e-625" },
        { 1.7976931348623157e+308, 1000, 9, "1.92624367e+609" },
        { 1.7976931348623157e+308, 1000, 17, "1.9262436670846345e+609" },
        { 0.3, 123456, 9, "2.73064943e+37163" },
        { 0.3, 123456, 17, "2.7306494278405142e+37163" },
        { 0.7, -654321, 9, "3.9564455e-196971" },
        { 0.7, -654321, 17, "3.9564455043030854e-196971" },
        /* Just below a power of ten, where a logarithm says above. */
        { 7020398931718792.0, 16557, 17, "9.9999999999999993e+4999" },
        { 8205586125256376.0, 20666, 17, "9.9999999999999991e+6236" },
        { 7389522199889115.0, -19290, 17, "9.9999999999999988e-5792" },
    };
    (void)state;

    for (size_t k = 0; k < sizeof cases / sizeof *cases; k++) {
        char text[NUMBER_TEXT_MAX];
        int length = number_format_scaled(text, cases[k].value,
                                          cases[k].exponent, cases[k].digits);
        assert_string_equal(text, cases[k].want);
        assert_int_equal(length, strlen(text));
    }
}

static void scaled_within_double_is_plain(void **state)
{
    struct random random;
    char got[NUMBER_TEXT_MAX], want[NUMBER_TEXT_MAX];
    (void)state;

    random_seed(&random, 3, 0);
    for (int k = 0; k < 100000; k++) {
        uint64_t bits = random_bits(&random);
        double value;
        memcpy(&value, &bits, sizeof value);
        int digits = 1 + (int)random_below(&random, 17);
        number_format_scaled(got, value, 0, digits);
        number_format(want, value, digits);
        assert_string_equal(got, want);
    }
    /* A huge exponent may bring a small value back. */
    number_format_scaled(got, ldexp(1.5, -1000), 1001, 9);
    assert_string_equal(got, "3");
    number_format_scaled(got, 0, 100000, 9);
    assert_string_equal(got, "0");
    number_format_scaled(got, -INFINITY, -5, 9);
    assert_string_equal(got, "-inf");
    number_format_scaled(got, NAN, 5, 9);
    assert_string_equal(got, "nan");
    /* Denormals are the same by either way, 2^-1074 = 4.94...e-324. */
    number_format_scaled(got, 1, -1074, 17);
    assert_string_equal(got, "4.9406564584124654e-324");
}

/* Mantissa and exponent together are the value, over a wide range. */
static void scaled_finds_its_exponent(void **state)
{
    char text[NUMBER_TEXT_MAX];
    (void)state;

    for (long power = -40000; power <= 40000; power += 127) {
        if (labs(power) < 1100)
            continue;
        number_format_scaled(text, 1, power, 17);
        double mantissa = 0;
        char *mark = strchr(text, 'e');
        assert_non_null(mark);
        assert_true(number_parse(text, (size_t)(mark - text), &mantissa));
        assert_true(mantissa >= 1 && mantissa < 10);
        double log = log10(mantissa) + atof(mark + 1);
        assert_true(fabs(log - (double)power * 0.30102999566398120)
                    < 1e-9);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(parses_as_strtod),
        cmocka_unit_test(parses_words),
        cmocka_unit_test(refuses_the_rest),
        cmocka_unit_test(parses_very_long_texts),
        cmocka_unit_test(integers_keep_their_range),
        cmocka_unit_test(formats_as_printf),
        cmocka_unit_test(formats_random_values_as_printf),
        cmocka_unit_test(round_trips),
        cmocka_unit_test(locale_does_not_matter),
        cmocka_unit_test(formats_beyond_double),
        cmocka_unit_test(scaled_within_double_is_plain),
        cmocka_unit_test(scaled_finds_its_exponent),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}

/* Element types: every 16-bit pattern, and every place where rounding turns. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "check_close.h"
#include "model/element.h"

static double load16(const char *type, unsigned bits)
{
    unsigned char bytes[2] = {(unsigned char)bits, (unsigned char)(bits >> 8)};
    return element_find(type)->load(bytes);
}

static unsigned store16(const char *type, double value)
{
    unsigned char bytes[2];
    element_find(type)->store(bytes, value);
    return bytes[0] | (unsigned)bytes[1] << 8;
}

static void test_known_values(void **state)
{
    (void)state;
    assert_true(load16("F16", 0x3c00) == 1);
    assert_true(load16("F16", 0xc000) == -2);
    assert_true(load16("F16", 0x7bff) == 65504);
    assert_true(load16("F16", 0x0001) == 0x1p-24);
    assert_true(load16("F16", 0x03ff) == 0x1.ff8p-15);
    assert_true(load16("F16", 0x3555) == 0.333251953125);
    assert_true(load16("BF16", 0x3f80) == 1);
    assert_true(load16("BF16", 0x4049) == 3.140625);
    assert_true(load16("BF16", 0x0001) == 0x1p-133);
    assert_true(load16("BF16", 0x7f7f) == 0x1.fep127);
    assert_true(load16("F16", 0x7c00) == INFINITY);
    assert_true(load16("BF16", 0xff80) == -INFINITY);
    assert_true(signbit(load16("F16", 0x8000)));
    assert_int_equal(store16("F16", 0.1), 0x2e66);
    assert_int_equal(store16("BF16", 0.1), 0x3dcd);
    assert_int_equal(store16("F16", 1e300), 0x7c00);
    assert_int_equal(store16("F16", -1e-300), 0x8000);
}

static void check_round_trip(const char *type)
{
    for (unsigned bits = 0; bits <= 0xffff; bits++) {
        double value = load16(type, bits);
        unsigned back = store16(type, value);
        if (isnan(value))
            assert_true(isnan(load16(type, back)) &&
                        (back & 0x8000) == (bits & 0x8000));
        else
            assert_int_equal(back, bits);
    }
}

/* Between two neighbours the middle goes to the even one, and whatever is on
 * one side of the middle to that side. The largest number's neighbour is
 * infinity, standing for the next power of two. */
static void check_rounding(const char *type, unsigned infinity)
{
    for (unsigned low = 0; low < infinity; low++) {
        double a = load16(type, low);
        double b = low + 1 < infinity ? load16(type, low + 1)
                                      : 2 * a - load16(type, low - 1);
        double middle = (a + b) / 2;
        assert_int_equal(store16(type, nextafter(middle, 0)), low);
        assert_int_equal(store16(type, middle), low + (low & 1));
        assert_int_equal(store16(type, nextafter(middle, INFINITY)), low + 1);
        assert_int_equal(store16(type, -middle), 0x8000 + low + (low & 1));
    }
}

static void test_half(void **state)
{
    (void)state;
    check_round_trip("F16");
    check_rounding("F16", 0x7c00);
}

static void test_bfloat(void **state)
{
    (void)state;
    check_round_trip("BF16");
    check_rounding("BF16", 0x7f80);
}

static void test_wide(void **state)
{
    (void)state;
    const double values[] = {0, -0.0, 1, -1.5, 1e-40, 3e38, INFINITY, NAN};
    for (size_t i = 0; i < sizeof values / sizeof values[0]; i++) {
        unsigned char bytes[9];
        element_find("F64")->store(bytes + 1, values[i]);
        assert_close(element_find("F64")->load(bytes + 1), values[i], 0);
        element_find("F32")->store(bytes + 1, values[i]);
        assert_close(element_find("F32")->load(bytes + 1), (float)values[i], 0);
    }
    unsigned char one[4];
    element_find("F32")->store(one, 1);
    assert_memory_equal(one, "\0\0\x80\x3f", 4);
}

static void test_names(void **state)
{
    (void)state;
    assert_null(element_find("f32"));
    assert_null(element_find(""));
    assert_null(element_find("C128"));
    assert_null(element_find("I64")->load);
    assert_int_equal(element_find("F6_E2M3")->bits, 6);
    assert_true(element_find("F64") > element_find("F32"));
    assert_true(element_find("F32") > element_find("BF16"));
    assert_true(element_find("BF16") > element_find("F16"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_known_values), cmocka_unit_test(test_half),
        cmocka_unit_test(test_bfloat),       cmocka_unit_test(test_wide),
        cmocka_unit_test(test_names),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

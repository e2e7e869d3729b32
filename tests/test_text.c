/* base/text: hostile bytes and near words. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/text.h"

static void decodes_each_length(void **state)
{
    uint32_t code = 0;
    (void)state;

    assert_int_equal(utf8_decode("A", 1, &code), 1);
    assert_int_equal(code, 'A');
    assert_int_equal(utf8_decode("\xc3\xa9", 2, &code), 2);
    assert_int_equal(code, 0xE9);
    assert_int_equal(utf8_decode("\xe2\x82\xac", 3, &code), 3);
    assert_int_equal(code, 0x20AC);
    assert_int_equal(utf8_decode("\xf4\x8f\xbf\xbf", 4, &code), 4);
    assert_int_equal(code, 0x10FFFF);
    assert_int_equal(utf8_decode("\0", 1, &code), 1);
    assert_int_equal(code, 0);
}

static void rejects_what_is_not_utf8(void **state)
{
    static const char *const bad[] = {
        "\x80", "\xbf",                 /* continuation alone */
        "\xc0\xaf", "\xc1\xbf",         /* overlong, two bytes */
        "\xe0\x9f\xbf",                 /* overlong, three */
        "\xf0\x8f\xbf\xbf",             /* overlong, four */
        "\xed\xa0\x80", "\xed\xbf\xbf", /* surrogates */
        "\xf4\x90\x80\x80", "\xf5\x80\x80\x80", /* above U+10FFFF */
        "\xff", "\xfe",
        "\xe2\x82", "\xf0\x9f\x92", "\xc3", /* cut short */
        "\xe2\x28\xa1",                 /* broken off in the middle */
    };
    (void)state;

    for (size_t k = 0; k < sizeof bad / sizeof *bad; k++) {
        uint32_t code;
        assert_int_equal(utf8_decode(bad[k], strlen(bad[k]), &code), 0);
        assert_false(utf8_valid(bad[k], strlen(bad[k])));
    }
    assert_true(utf8_valid("na\xc3\xafve", 6));
    assert_true(utf8_valid("", 0));
    assert_false(utf8_valid("na\xc3\xafve", 3));
}

static void messages_are_printable(void **state)
{
    char out[64];
    (void)state;

    assert_string_equal(text_printable("na\xc3\xafve", 6, out, 64),
                        "na\xc3\xafve");
    assert_string_equal(text_printable("a\n\x1b[31m\x7f", 8, out, 64),
                        "a\\x0a\\x1b[31m\\x7f");
    assert_string_equal(text_printable("\xc2\x9b" "1", 3, out, 64),
                        "\\xc2\\x9b1"); /* C1: a terminal's other escape */
    assert_string_equal(text_printable("\xff\xc3", 2, out, 64),
                        "\\xff\\xc3");
    assert_string_equal(text_printable("a\0b", 3, out, 64), "a\\x00b");
    assert_string_equal(text_printable("", 0, out, 64), "");
}

static void printable_is_cut_whole(void **state)
{
    char out[16];
    (void)state;

    assert_string_equal(text_printable("1234567", 7, out, 8), "1234567");
    assert_string_equal(text_printable("12345678", 8, out, 8), "1234...");
    assert_string_equal(text_printable("123\xc3\xa9zzz", 8, out, 8),
                        "123...");
    assert_string_equal(text_printable("\n\n\n", 3, out, 8), "\\x0a...");
    for (size_t size = 8; size < 16; size++) {
        memset(out, 'x', sizeof out);
        text_printable("\xe2\x82\xac\xe2\x82\xac\n\xe2\x82\xac\xe2\x82\xac"
                       "\xe2\x82\xac", 16, out, size);
        assert_true(strlen(out) < size);
        assert_true(utf8_valid(out, strlen(out)));
    }
}

static void nearest_is_what_was_meant(void **state)
{
    static const char *const words[] = { "record", "gradients", "train",
                                         "weights", "bench" };
    (void)state;

    assert_string_equal(text_nearest("recrod", words, 5), "record");
    assert_string_equal(text_nearest("RECORD", words, 5), "record");
    assert_string_equal(text_nearest("gradient", words, 5), "gradients");
    assert_string_equal(text_nearest("trian", words, 5), "train");
    assert_string_equal(text_nearest("wieght", words, 5), "weights");
    assert_null(text_nearest("xyzzy", words, 5));
    assert_null(text_nearest("", words, 5));
    assert_null(text_nearest("record", words, 0));
    /* Short words: one slip is allowed, two are not. */
    static const char *const small[] = { "f", "go" };
    assert_string_equal(text_nearest("g", small, 1), "f");
    assert_string_equal(text_nearest("goo", small, 2), "go");
    assert_null(text_nearest("xyz", small, 2));
    /* A word of any length is no overflow. */
    char longest[300];
    memset(longest, 'r', sizeof longest - 1);
    longest[sizeof longest - 1] = '\0';
    assert_null(text_nearest(longest, words, 5));
    const char *const one[] = { longest };
    assert_null(text_nearest("r", one, 1));
}

static void find_is_exact(void **state)
{
    static const char *const words[] = { "f", "i", "ig" };
    (void)state;

    assert_int_equal(text_find("ig", words, 3), 2);
    assert_int_equal(text_find("F", words, 3), -1);
    assert_int_equal(text_find("g", words, 3), -1);
    assert_int_equal(text_find("ig", words, 2), -1);
}

static void join_cuts(void **state)
{
    static const char *const words[] = { "one", "two", "three" };
    char out[32];
    (void)state;

    assert_string_equal(text_join(words, 3, ", ", out, 32),
                        "one, two, three");
    assert_string_equal(text_join(words, 3, ", ", out, 16),
                        "one, two, three");
    assert_string_equal(text_join(words, 3, ", ", out, 15),
                        "one, two, t...");
    assert_string_equal(text_join(words, 1, ", ", out, 32), "one");
    assert_string_equal(text_join(words, 0, ", ", out, 32), "");
    static const char *const euros[] = { "\xe2\x82\xac\xe2\x82\xac"
                                         "\xe2\x82\xac" };
    for (size_t size = 8; size < 14; size++) {
        text_join(euros, 1, "", out, size);
        assert_true(strlen(out) < size);
        assert_true(utf8_valid(out, strlen(out)));
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(decodes_each_length),
        cmocka_unit_test(rejects_what_is_not_utf8),
        cmocka_unit_test(messages_are_printable),
        cmocka_unit_test(printable_is_cut_whole),
        cmocka_unit_test(nearest_is_what_was_meant),
        cmocka_unit_test(find_is_exact),
        cmocka_unit_test(join_cuts),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}

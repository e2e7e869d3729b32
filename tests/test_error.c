/* base/error: what a message looks like, and what happens when it is long. */
#include <errno.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/error.h"

static void set_formats(void **state)
{
    struct error error = { 0 };
    (void)state;

    assert_false(error_set(&error, "%s:%d: bad", "a.csv", 7));
    assert_string_equal(error.text, "a.csv:7: bad");
    assert_false(error_set(NULL, "nobody listens"));
    assert_false(error_system(NULL, "nobody listens"));
    assert_false(error_prefix(NULL, "nobody listens"));
}

static void system_names_errno(void **state)
{
    struct error error = { 0 };
    (void)state;

    errno = ENOSPC;
    assert_false(error_system(&error, "cannot write '%s'", "x"));
    assert_string_equal(error.text,
                        "cannot write 'x': No space left on device");
}

static void memory_names_size(void **state)
{
    struct error error = { 0 };
    (void)state;

    assert_false(error_memory(&error, "the tape", 1234567890));
    assert_string_equal(error.text,
                        "not enough memory for the tape (1.2 GB)");
}

static void prefix_goes_in_front(void **state)
{
    struct error error = { 0 };
    (void)state;

    error_set(&error, "too long");
    assert_false(error_prefix(&error, "line %d", 3));
    assert_string_equal(error.text, "line 3: too long");
    /* The text itself may be an argument. */
    error_set(&error, "[%s]", error.text);
    assert_string_equal(error.text, "[line 3: too long]");
}

static void long_text_is_cut(void **state)
{
    struct error error = { 0 };
    char text[3 * ERROR_TEXT_MAX];
    (void)state;

    memset(text, 'a', sizeof text - 1);
    text[sizeof text - 1] = '\0';
    error_set(&error, "%s", text);
    assert_int_equal(strlen(error.text), ERROR_TEXT_MAX - 1);
    assert_string_equal(error.text + ERROR_TEXT_MAX - 5, "a...");

    /* What fits exactly is not cut. */
    text[ERROR_TEXT_MAX - 1] = '\0';
    error_set(&error, "%s", text);
    assert_string_equal(error.text, text);

    /* Prefixing a full text keeps the prefix and cuts the end. */
    error_prefix(&error, "line 1");
    assert_memory_equal(error.text, "line 1: aaa", 11);
    assert_string_equal(error.text + ERROR_TEXT_MAX - 5, "a...");
    errno = ENOENT;
    error_system(&error, "%s", text);
    assert_string_equal(error.text + ERROR_TEXT_MAX - 5, "a...");
}

static void cut_keeps_characters_whole(void **state)
{
    struct error error = { 0 };
    char text[2 * ERROR_TEXT_MAX];
    (void)state;

    for (size_t shift = 0; shift < 2; shift++) {
        memset(text, 'a', shift);
        for (size_t k = shift; k + 2 < sizeof text; k += 2)
            memcpy(text + k, "\xc3\xa9", 3);
        error_set(&error, "%s", text);
        size_t length = strlen(error.text);
        assert_true(length >= ERROR_TEXT_MAX - 2);
        assert_string_equal(error.text + length - 5, "\xc3\xa9...");
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(set_formats),
        cmocka_unit_test(system_names_errno),
        cmocka_unit_test(memory_names_size),
        cmocka_unit_test(prefix_goes_in_front),
        cmocka_unit_test(long_text_is_cut),
        cmocka_unit_test(cut_keeps_characters_whole),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}

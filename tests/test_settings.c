/* What is remembered: there and back, and out of damaged files. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "app/files/settings.h"
#include "base/random.h"
#include "base/text.h"

static struct settings sample(void)
{
    struct settings settings = settings_defaults();

    settings.language = LANGUAGE_KO;
    settings.theme = THEME_LIGHT;
    settings.text_scale = 1.3f;
    settings.reduced_motion = true;
    settings.pass = PASS_BACKWARD;
    settings.step = 4711;
    settings.width = 1280;
    settings.height = 800;
    settings_remember(&settings, "/data/a: b.csv");
    settings_remember(&settings, "/집/모델.safetensors");
    snprintf(settings.open, sizeof settings.open, "/집/모델.safetensors");
    return settings;
}

static void assert_same(const struct settings *a, const struct settings *b)
{
    assert_int_equal(a->language, b->language);
    assert_int_equal(a->theme, b->theme);
    assert_true(a->text_scale == b->text_scale);
    assert_int_equal(a->reduced_motion, b->reduced_motion);
    assert_string_equal(a->open, b->open);
    assert_int_equal(a->pass, b->pass);
    assert_int_equal(a->step, b->step);
    assert_int_equal(a->width, b->width);
    assert_int_equal(a->height, b->height);
    assert_int_equal(a->recents, b->recents);
    for (int k = 0; k < a->recents; k++)
        assert_string_equal(a->recent[k], b->recent[k]);
}

static void assert_survives(const struct settings *settings)
{
    static char text[SETTINGS_TEXT_MAX];
    struct settings back = settings_defaults();
    size_t length = settings_print(settings, text);

    assert_int_equal(length, strlen(text));
    assert_int_equal(settings_parse(&back, text, length), 0);
    assert_same(settings, &back);
}

static void settings_survive(void **state)
{
    struct settings settings = settings_defaults();

    (void)state;
    assert_survives(&settings);
    settings = sample();
    assert_survives(&settings);
    for (int tenths = 8; tenths <= 20; tenths++) {
        settings.text_scale = (float)tenths / 10;
        assert_survives(&settings);
    }
}

static void the_longest_settings_fit(void **state)
{
    struct settings settings = sample();
    char path[SETTINGS_PATH_MAX];

    (void)state;
    memset(path, 'x', sizeof path);
    path[sizeof path - 1] = '\0';
    for (int k = 0; k < SETTINGS_RECENT_MAX; k++) {
        path[0] = (char)('a' + k);
        settings_remember(&settings, path);
    }
    memcpy(settings.open, path, sizeof path);
    assert_int_equal(settings.recents, SETTINGS_RECENT_MAX);
    assert_survives(&settings);
}

static void the_newest_is_first_and_nothing_stands_twice(void **state)
{
    struct settings settings = settings_defaults();
    char path[32];

    (void)state;
    for (int k = 0; k < 12; k++) {
        snprintf(path, sizeof path, "/%d", k);
        settings_remember(&settings, path);
    }
    settings_remember(&settings, "/9");
    settings_remember(&settings, "/4");
    assert_int_equal(settings.recents, SETTINGS_RECENT_MAX);
    static const char *const expected[] = {"/4", "/9", "/11", "/10", "/8",
                                           "/7", "/6", "/5"};
    for (int k = 0; k < SETTINGS_RECENT_MAX; k++)
        assert_string_equal(settings.recent[k], expected[k]);
}

static void paths_that_no_line_holds_are_not_remembered(void **state)
{
    struct settings settings = settings_defaults();
    char path[SETTINGS_PATH_MAX + 1];

    (void)state;
    memset(path, 'x', sizeof path);
    path[sizeof path - 1] = '\0';
    settings_remember(&settings, path);
    settings_remember(&settings, "");
    settings_remember(&settings, "/a\nlanguage: ko");
    settings_remember(&settings, "/a\x7f");
    settings_remember(&settings, " /a");
    settings_remember(&settings, "/a ");
    settings_remember(&settings, "/\xff");
    assert_int_equal(settings.recents, 0);
}

static void damaged_lines_are_left_out(void **state)
{
    static const char text[] =
        "language: klingon\n"
        "theme light\n"
        ": dark\n"
        "text scale: 1.2.3\n"
        "text scale: nan\n"
        "text scale: 7\n"
        "reduced motion: perhaps\n"
        "pass: sideways\n"
        "step: -4\n"
        "step: 99999999999\n"
        "unheard of: 3\n"
        "window: 1280\n"
        "window: 1280x-5\n"
        "window: x\n"
        "recent: \n"
        "recent: \xff\xfe\n"
        "open: /a\tb\n"
        "\r\n"
        "  # a remark: yes\n"
        "  theme :  light \r\n"
        "step: 7";
    struct settings settings = sample();
    struct settings expected = sample();

    (void)state;
    settings.theme = THEME_DARK;
    expected.step = 7;
    expected.recents = 0;
    assert_int_equal(settings_parse(&settings, text, sizeof text - 1), 17);
    assert_same(&settings, &expected);
}

/* Sizes by hand: rounded to tenths, within the limits. */
static void sizes_are_tenths(void **state)
{
    struct settings settings = settings_defaults();

    (void)state;
    assert_int_equal(settings_parse(&settings, "text scale: 1.27", 16), 0);
    assert_true(settings.text_scale == 1.3f);
    assert_int_equal(settings_parse(&settings, "text scale: 0.7", 15), 1);
    assert_true(settings.text_scale == 1.3f);
}

/* Any damage leaves settings that print and come back as they are. */
static void damage_does_no_harm(void **state)
{
    static char text[SETTINGS_TEXT_MAX];
    struct random random;

    (void)state;
    random_seed(&random, 9, 0);
    for (int k = 0; k < 3000; k++) {
        const struct settings original = sample();
        struct settings settings = settings_defaults();
        size_t length = settings_print(&original, text);

        for (uint32_t n = random_below(&random, 30); n > 0; n--)
            text[random_below(&random, (uint32_t)length)] =
                (char)random_bits(&random);
        length = random_below(&random, (uint32_t)length + 1);
        settings_parse(&settings, text, length);
        assert_true(settings.text_scale >= 0.8f &&
                    settings.text_scale <= 2);
        assert_true(utf8_valid(settings.open, strlen(settings.open)));
        assert_survives(&settings);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(settings_survive),
        cmocka_unit_test(the_longest_settings_fit),
        cmocka_unit_test(the_newest_is_first_and_nothing_stands_twice),
        cmocka_unit_test(paths_that_no_line_holds_are_not_remembered),
        cmocka_unit_test(damaged_lines_are_left_out),
        cmocka_unit_test(sizes_are_tenths),
        cmocka_unit_test(damage_does_no_harm),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}

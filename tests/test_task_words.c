/* What is said of tasks: complete, in both languages, and the numbers in it are
 * so. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/text.h"
#include "check_close.h"
#include "data/make/windows.h"
#include "scene/training/task_words.h"

/* Letters that fit: Korean ones are about twice as wide. */
enum {
    TITLE = 34, SHORT = 16, RULE = 240, LOOK = 100, BASELINE = 22, CREDIT = 70,
};

/* Counts letters, Korean ones apart. */
static void count(const char *text, int *letters, int *korean)
{
    *letters = *korean = 0;
    for (size_t at = 0; text[at] != '\0';) {
        uint32_t code;
        int bytes = utf8_decode(text + at, strlen(text + at), &code);

        assert_true(bytes > 0);
        at += (size_t)bytes;
        *letters += 1;
        *korean += code >= 0xac00 && code <= 0xd7a3;
    }
}

static void check(const char *const text[LANGUAGES], int most)
{
    for (int language = 0; language < LANGUAGES; language++) {
        int letters, korean;

        assert_non_null(text[language]);
        assert_null(strchr(text[language], '%'));
        assert_null(strstr(text[language], "  "));
        count(text[language], &letters, &korean);
        if (letters + korean > most || letters == 0)
            fail_msg("%d letters: %s", letters + korean, text[language]);
        if ((korean > 0) != (language == LANGUAGE_KO))
            fail_msg("the wrong language: %s", text[language]);
    }
}

/* Sentences end. */
static void check_end(const char *const text[LANGUAGES])
{
    for (int language = 0; language < LANGUAGES; language++) {
        char last = text[language][strlen(text[language]) - 1];
        assert_true(last == '.' || last == '?');
    }
}

static void says_everything(void **state)
{
    (void)state;
    for (int kind = 0; kind < TASK_COUNT; kind++) {
        const struct task_words *words = task_words((enum task_kind)kind);
        int letters, korean;

        check(words->title, TITLE);
        check(words->short_title, SHORT);
        check(words->rule, RULE);
        check(words->look, LOOK);
        check(words->baseline, BASELINE);
        check_end(words->rule);
        check_end(words->look);
        assert_non_null(words->credit);
        assert_null(strchr(words->credit, '%'));
        count(words->credit, &letters, &korean);
        assert_in_range(letters, 0, CREDIT);
        /* Whose data it is, and no one's where a rule makes it. */
        assert_true((letters > 0) == (task_table[kind].file != NULL));
        for (int other = 0; other < kind; other++)
            for (int language = 0; language < LANGUAGES; language++)
                assert_string_not_equal(
                    words->title[language],
                    task_words((enum task_kind)other)->title[language]);
    }
}

static void names_shapes(void **state)
{
    struct ui ui = ui_defaults();
    const char *names[4];

    (void)state;
    for (int shape = 0; shape < 4; shape++) {
        ui.language = LANGUAGE_EN;
        names[shape] = task_shape_name(&ui, (enum task_shape)shape);
        ui.language = LANGUAGE_KO;
        assert_string_not_equal(names[shape],
                                task_shape_name(&ui, (enum task_shape)shape));
        for (int other = 0; other < shape; other++)
            assert_string_not_equal(names[shape], names[other]);
    }
    assert_string_equal(task_shape_name(&ui, SHAPE_ONE_TO_MANY), "일대다");
}

/* A shape fits what is asked: at the end alone, or all along. */
static void shapes_fit(void **state)
{
    (void)state;
    for (int kind = 0; kind < TASK_COUNT; kind++) {
        enum task_shape shape = task_words((enum task_kind)kind)->shape;

        assert_true((shape == SHAPE_MANY_TO_ONE) == !task_table[kind].every);
        assert_true((shape == SHAPE_ONE_TO_MANY) ==
                    (kind == TASK_SPELL || kind == TASK_SPELL_KO));
    }
}

/* Both languages state this number. */
static void assert_said(enum task_kind kind, double value, int digits)
{
    char text[32];

    snprintf(text, sizeof text, "%.*f", digits, value);
    for (int language = 0; language < LANGUAGES; language++)
        if (!strstr(task_words(kind)->rule[language], text))
            fail_msg("%s is not in: %s", text,
                     task_words(kind)->rule[language]);
}

static void numbers_are_so(void **state)
{
    static const struct {
        enum task_kind kind;
        int digits;
    } stated[] = {{TASK_REMEMBER, 2}, {TASK_ADDING, 3}, {TASK_COPY, 2}};

    (void)state;
    assert_said(TASK_COSINE, WINDOWS_PERIOD, 2);
    for (size_t k = 0; k < sizeof stated / sizeof *stated; k++) {
        struct task task;
        struct error error = {0};

        assert_true(task_init(&task, stated[k].kind, &(struct task_options){0},
                              &error));
        assert_said(stated[k].kind, task.baseline, stated[k].digits);
        task_finish(&task);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(says_everything),
        cmocka_unit_test(names_shapes),
        cmocka_unit_test(shapes_fit),
        cmocka_unit_test(numbers_are_so),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

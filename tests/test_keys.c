/* The table of keys: no key means two things, and every action has a key. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "scene/keys.h"
#include "scene/subject.h"

static void test_no_key_has_two_meanings(void **state)
{
    int count;
    const struct keys_line *lines = keys_lines(&count);

    (void)state;
    for (int l = 0; l < count; l++)
        for (int k = 0; k < KEYS_LINE_MAX; k++) {
            const struct keys_binding *binding = &lines[l].binding[k];
            if (binding->key == KEY_NONE)
                break;
            if (keys_find(binding->key, binding->modifiers) != binding)
                fail_msg("\"%s\": its key %d is bound before", lines[l].en, k);
        }
}

static void test_lines_are_complete(void **state)
{
    int count, important = 0;
    const struct keys_line *lines = keys_lines(&count);

    (void)state;
    for (int l = 0; l < count; l++) {
        assert_true(lines[l].en[0] != '\0' && lines[l].ko[0] != '\0');
        assert_true(lines[l].binding[0].key != KEY_NONE);
        /* Groups stand together. */
        if (l > 0)
            assert_true(lines[l].group >= lines[l - 1].group);
        important += lines[l].important;
        for (int k = 0; k < KEYS_LINE_MAX; k++)
            if (lines[l].binding[k].key != KEY_NONE)
                assert_true(keys_cap(lines[l].binding[k].key)[0] != '\0');
    }
    assert_int_equal(important, 8);
}

/* Whatever the mouse can do, a key can do: by itself, or (in brackets) by
 * another action. */
static void test_every_action_has_a_key(void **state)
{
    static const enum action otherwise[] = {
        ACTION_NONE, ACTION_SCRUB /* steps */, ACTION_SCRUB_STEPS,
        ACTION_DIAL /* turn */, ACTION_DIAL_STEP, ACTION_SCHEME,
        ACTION_ACTIVATION, ACTION_CLIP, ACTION_GO_PHASE /* phases */,
        ACTION_FILE /* Enter in the list */,
        ACTION_CONTINUE /* enter */, ACTION_BRUSH /* mark, pin */,
        ACTION_DRAG_INPUT /* move input */, ACTION_DISMISS /* leave */,
        ACTION_SCRUB_EPOCH /* epochs */, ACTION_TRAIN_DIAL /* turn */,
        ACTION_TRAIN_DIAL_STEP, ACTION_COLUMN_OF_LESSON /* left panel */,
        ACTION_QUESTION /* enter */, ACTION_TERM /* glossary */,
        /* Keys of the active question: */
        ACTION_CHOOSE, ACTION_HANDS, ACTION_GUESS, ACTION_DRAW_GUESS,
        ACTION_LINE, ACTION_CUT_LAG /* step */};
    int count;
    const struct keys_line *lines = keys_lines(&count);

    (void)state;
    for (int action = 0; action < ACTIONS; action++) {
        bool found = false;
        for (size_t k = 0; k < sizeof otherwise / sizeof *otherwise; k++)
            found |= (int)otherwise[k] == action;
        for (int l = 0; l < count && !found; l++)
            for (int k = 0; k < KEYS_LINE_MAX; k++)
                found |= lines[l].binding[k].key != KEY_NONE &&
                         (int)lines[l].binding[k].action == action;
        if (!found)
            fail_msg("action %d has no key", action);
    }
}

static void test_shift_is_overlooked(void **state)
{
    (void)state;
    assert_int_equal(keys_find(KEY_SPACE, MOD_SHIFT)->action, ACTION_PLAY);
    assert_int_equal(keys_find(KEY_SLASH, MOD_SHIFT)->action, ACTION_HELP);
    assert_int_equal(keys_find(KEY_LEFT, MOD_SHIFT)->action,
                     ACTION_PHASE_BACK);
    assert_int_equal(keys_find(KEY_LEFT, 0)->action, ACTION_STEP_BACK);
    assert_null(keys_find(KEY_HOME, MOD_CTRL));
    assert_null(keys_find(KEY_NONE, 0));
}

static void test_names(void **state)
{
    char text[32];
    const struct keys_binding *undo = keys_for(ACTION_UNDO, 0);

    (void)state;
    assert_non_null(undo);
    assert_string_equal(keys_text(undo, text, sizeof text), "Ctrl+Z");
    assert_string_equal(keys_text(keys_for(ACTION_PHASE_ON, 0), text,
                                  sizeof text), "Shift+→");
    assert_null(keys_for(ACTION_SCRUB, 0));
    assert_string_equal(keys_cap((enum key)(KEY_F1 + 10)), "F11");
}

/* Sentences on controls name the keys of the table. */
static void test_sentences_name_keys(void **state)
{
    struct ui ui = ui_defaults();
    char text[256];

    (void)state;
    subject_sentence(NULL, &ui, subject(SUBJECT_CONTROL, 0, ACTION_UNIT, 0, 3),
                     text, sizeof text);
    assert_string_equal(text, "Choose the unit (↑ ↓)");
    subject_sentence(NULL, &ui, subject(SUBJECT_CONTROL, 0, ACTION_START, 0,
                                        0), text, sizeof text);
    assert_string_equal(text, "Start screen (1 Backspace)");
    ui.language = LANGUAGE_KO;
    subject_sentence(NULL, &ui, subject(SUBJECT_CONTROL, 0, ACTION_RECORD, 0,
                                        0), text, sizeof text);
    assert_string_equal(text, "보이는 장면을 영상으로 녹화 (Ctrl+R)");
    subject_sentence(NULL, &ui, subject(SUBJECT_CONTROL, 0, ACTION_FILE, 0, 0),
                     text, sizeof text);
    assert_string_equal(text, "");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_no_key_has_two_meanings),
        cmocka_unit_test(test_lines_are_complete),
        cmocka_unit_test(test_every_action_has_a_key),
        cmocka_unit_test(test_shift_is_overlooked),
        cmocka_unit_test(test_names),
        cmocka_unit_test(test_sentences_name_keys),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

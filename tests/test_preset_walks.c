/* Every preset as a teacher goes through it, once with keys only and once with
 * the mouse only: found in the list, played, stepped, changed, and brought
 * back to how it began, command for command.
 */
#include "preset_case.h"

#include "scene/keys.h"

static struct preset_case c;

static int setup(void **state)
{
    (void)state;
    preset_case_init(&c);
    preset_case_open(&c, "facts");
    assert_true(app_show_presets(&c.app, c.files.entry, c.files.count, NULL));
    return 0;
}

static int teardown(void **state)
{
    (void)state;
    preset_case_finish(&c);
    return 0;
}

/* The key of an action, as the table has it. */
static void press(enum action action, int value)
{
    const struct keys_binding *binding = keys_for(action, value);

    assert_non_null(binding);
    preset_case_key(&c, binding->key, binding->modifiers);
}

static void forget_requests(void)
{
    struct request request;

    while (app_take_request(&c.app, &request))
        continue;
}

/* What was chosen from the list is asked of the outside, which answers. */
static void answer(size_t k)
{
    struct request request;

    do
        assert_true(app_take_request(&c.app, &request));
    while (request.kind != REQUEST_OPEN_PRESET);
    assert_string_equal(request.path, c.files.entry[k].name);
    preset_case_open(&c, request.path);
    assert_string_equal(c.app.ui.preset, request.path);
    assert_int_equal(c.app.ui.overlay, OVERLAY_NONE);
    forget_requests();
}

static void assert_looks(const char *wanted, bool same)
{
    char *text = preset_case_dump(&c);
    bool is = strcmp(text, wanted) == 0;

    for (size_t k = 0; is != same && same; k++)
        if (text[k] != wanted[k])
            fail_msg("%s: '%.120s', at first '%.120s'", c.app.ui.preset,
                     text + (k > 60 ? k - 60 : 0),
                     wanted + (k > 60 ? k - 60 : 0));
    free(text);
    assert_true(is == same);
}

static void play(void)
{
    for (int k = 0; k < 4; k++) {
        c.input.elapsed = 250000;
        preset_case_send(&c);
    }
}

static void walk_with_keys(size_t k)
{
    press(ACTION_PRESETS, 0);
    assert_int_equal(c.app.ui.overlay, OVERLAY_PRESETS);
    preset_case_key(&c, KEY_HOME, 0);
    for (size_t j = 0; j < k; j++)
        preset_case_key(&c, KEY_DOWN, 0);
    preset_case_key(&c, KEY_ENTER, 0);
    answer(k);
    char *start = preset_case_dump(&c);
    int64_t began = c.app.ui.at;
    press(ACTION_FIRST, 0);
    press(ACTION_PLAY, 0);
    play();
    assert_true(c.app.ui.playing && c.app.ui.at > 0);
    press(ACTION_PLAY, 0);
    press(ACTION_STEP_ON, 0);
    press(ACTION_STEP_ON, 0);
    press(ACTION_STEP_BACK, 0);
    press(ACTION_PHASE_ON, 0);
    assert_true(c.app.ui.at != began);
    assert_looks(start, false);
    unsigned before = c.app.lab->history.changes;
    press(ACTION_TURN_UP, 0);
    assert_true(c.app.lab->history.changes != before);
    press(ACTION_RESET, 0);
    assert_looks(start, true);
    free(start);
}

static void keys_only(void **state)
{
    (void)state;
    for (size_t k = 0; k < c.files.count; k++)
        walk_with_keys(k);
}

/* Opens the list and clicks on an entry, scrolling until it is there. */
static void choose_with_mouse(size_t k)
{
    preset_case_click(&c, ACTION_PRESETS, 0);
    assert_int_equal(c.app.ui.overlay, OVERLAY_PRESETS);
    for (int n = 0; n < 64; n++) {
        if (preset_case_spot(&c, ACTION_PRESET, (int)k) != NULL)
            break;
        preset_case_event(&c, (struct input_event){.kind = INPUT_MOVE,
                                                   .x = 640, .y = 400});
        preset_case_event(&c, (struct input_event){.kind = INPUT_WHEEL,
                                                   .y = -1});
    }
    preset_case_click(&c, ACTION_PRESET, (int)k);
}

/* Off the window, so that nothing is pointed at. */
static void point_away(void)
{
    preset_case_event(&c, (struct input_event){.kind = INPUT_LEAVE});
}

/* Turns a dial or pins a gate, where there is one; an RNN has none. */
static void change_with_mouse(void)
{
    static const enum action actions[] = {ACTION_CLIP, ACTION_DIAL, ACTION_PIN};
    unsigned before = c.app.lab->history.changes;
    int count = film_cell(c.app.film, 0) == CELL_RNN ? 2 : 3;

    for (int k = 0; k < count; k++)
        if (preset_case_spot(&c, (int)actions[k], 0) != NULL) {
            preset_case_click(&c, (int)actions[k], 0);
            if (c.app.lab->history.changes == before)
                fail_msg("%s: action %d changes nothing", c.app.ui.preset,
                         (int)actions[k]);
            return;
        }
}

static void walk_with_mouse(size_t k)
{
    choose_with_mouse(k);
    answer(k);
    point_away();
    char *start = preset_case_dump(&c);
    preset_case_click(&c, ACTION_FIRST, 0);
    preset_case_click(&c, ACTION_PLAY, 0);
    play();
    preset_case_click(&c, ACTION_PLAY, 0);
    preset_case_click(&c, ACTION_STEP_ON, 0);
    preset_case_click(&c, ACTION_STEP_ON, 0);
    preset_case_click(&c, ACTION_STEP_BACK, 0);
    assert_looks(start, false);
    change_with_mouse();
    preset_case_click(&c, ACTION_RESET, 0);
    point_away();
    assert_looks(start, true);
    free(start);
}

static void mouse_only(void **state)
{
    (void)state;
    for (size_t k = 0; k < c.files.count; k++)
        walk_with_mouse(k);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(keys_only, setup, teardown),
        cmocka_unit_test_setup_teardown(mouse_only, setup, teardown),
    };
    return cmocka_run_group_tests_name("preset_walks", tests, NULL, NULL);
}

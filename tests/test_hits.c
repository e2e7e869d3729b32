/* The pointer on the pictures that there really are: what a view offers is what
 * the app does. */
#include "app_case.h"

static const int64_t whole_step = LSTM_PHASES * (int64_t)TICKS;

static struct point middle(const struct draw_spot *spot)
{
    return point_at(spot->box.x + spot->box.w / 2,
                    spot->box.y + spot->box.h / 2);
}

/* A spot with this action and value (any, if it is negative) that a click on
 * its middle hits. The ground of a panel need not be hit. */
static struct draw_spot find(const struct app_case *c, int action, int value)
{
    const struct draw_list *list = &c->app.list;

    for (int k = 0; k < list->spot_count; k++) {
        const struct draw_spot *spot = &list->spots[k];
        struct point at = middle(spot);
        if (spot->action == action && (value < 0 || spot->value == value) &&
            (action == ACTION_NONE || draw_spot_at(list, at.x, at.y) == spot))
            return *spot;
    }
    fail_msg("the picture has no spot for action %d, value %d", action, value);
    return (struct draw_spot){0};
}

static void click(struct app_case *c, int action, int value)
{
    const struct draw_spot spot = find(c, action, value);

    app_case_click(c, middle(&spot).x, middle(&spot).y, 0);
}

static void open_pictures(struct app_case *c)
{
    app_case_init(c, &(struct scene_recipe){0});
    c->builds = true;
    app_case_seek(c, PASS_FORWARD, 6);
    app_case_key(c, KEY_RIGHT, 0);
    /* Where a pixel is a unit. */
    assert_true(c->app.list.scale == 1);
}

static void every_panel_is_found(void **state)
{
    static const enum panel panels[] = {PANEL_STRIP, PANEL_HEAT, PANEL_DECAY,
                                        PANEL_STORY};
    static struct app_case c;

    (void)state;
    open_pictures(&c);
    for (size_t k = 0; k < sizeof panels / sizeof *panels; k++) {
        struct draw_spot ground = find(&c, ACTION_NONE, (int)panels[k]);
        app_case_at(&c, INPUT_MOVE, ground.box.x + 3, middle(&ground).y);
        app_case_letter(&c, 'F');
        assert_int_equal(c.app.ui.alone, panels[k]);
        app_case_letter(&c, 'F');
        assert_int_equal(c.app.ui.alone, PANEL_NONE);
    }
    app_case_key(&c, KEY_ENTER, 0);
    for (int panel = PANEL_CELL; panel <= PANEL_SUMS; panel++)
        find(&c, ACTION_NONE, panel);
    app_case_finish(&c);
}

static void controls_do_what_they_say(void **state)
{
    static struct app_case c;

    (void)state;
    open_pictures(&c);
    click(&c, ACTION_SCRUB, -1);
    assert_true(llabs(c.app.ui.at - 24 * whole_step) < TICKS / 100);
    click(&c, ACTION_SPEED, 3);
    assert_int_equal(c.app.ui.speed, 3);
    click(&c, ACTION_THEME, -1);
    assert_int_equal(c.app.ui.theme, THEME_LIGHT);
    click(&c, ACTION_LANGUAGE, -1);
    assert_int_equal(c.app.ui.language, LANGUAGE_KO);
    click(&c, ACTION_PLAY, -1);
    assert_true(c.app.ui.playing);
    click(&c, ACTION_FIRST, -1);
    assert_int_equal(c.app.ui.at, 0);
    click(&c, ACTION_HELP, -1);
    assert_int_equal(c.app.ui.overlay, OVERLAY_HELP);
    app_case_click(&c, 5, 5, 0);
    assert_int_equal(c.app.ui.overlay, OVERLAY_NONE);
    app_case_finish(&c);
}

static void cards_and_gates_are_clicked(void **state)
{
    static struct app_case c;

    (void)state;
    open_pictures(&c);
    click(&c, ACTION_PIN, -1);
    assert_int_equal(app_case_edits(&c.app), 1);
    click(&c, ACTION_ENTER, 5);
    assert_int_equal(c.app.ui.screen, SCREEN_CELL);
    assert_int_equal(play_moment(&c.app).step, 5);
    click(&c, ACTION_GO_PHASE, 2);
    assert_int_equal(play_moment(&c.app).phase, 2);
    click(&c, ACTION_UNIT, 4);
    assert_int_equal(c.app.ui.unit, 4);
    click(&c, ACTION_GATE, 1);
    assert_int_equal(c.app.ui.gate, 1);
    click(&c, ACTION_CONTINUE, -1);
    assert_int_equal(c.app.ui.screen, SCREEN_STAGE);
    app_case_finish(&c);
}

static void the_heat_map_is_read_and_dragged(void **state)
{
    static struct app_case c;

    (void)state;
    open_pictures(&c);
    struct draw_spot ground = find(&c, ACTION_NONE, PANEL_HEAT);
    struct point at = middle(&ground);
    int64_t before = c.app.ui.at;
    app_case_click(&c, at.x, at.y, 0);
    assert_int_equal(c.app.ui.pinned.kind, SUBJECT_OTHER);
    assert_int_equal(c.app.ui.at, before);
    app_case_at(&c, INPUT_PRESS, at.x, at.y);
    app_case_at(&c, INPUT_MOVE, at.x + 100, at.y);
    assert_true(play_moment(&c.app).step > 12);
    app_case_at(&c, INPUT_RELEASE, at.x + 100, at.y);
    app_case_finish(&c);
}

/* From card to card, although the strip follows the playhead. */
static void the_strip_is_dragged_step_by_step(void **state)
{
    static struct app_case c;
    int steps[9], count = 0;

    (void)state;
    open_pictures(&c);
    struct draw_spot card = find(&c, ACTION_ENTER, 5);
    struct draw_spot next = find(&c, ACTION_ENTER, 6);
    float pitch = next.box.x - card.box.x;
    app_case_at(&c, INPUT_PRESS, middle(&card).x, middle(&card).y);
    for (int k = 1; k <= 8; k++) {
        app_case_at(&c, INPUT_MOVE,
                    middle(&card).x + pitch * ((float)k / 2 - 0.25f),
                    middle(&card).y);
        steps[count++] = play_moment(&c.app).step;
    }
    app_case_at(&c, INPUT_RELEASE, middle(&card).x, middle(&card).y);
    assert_int_equal(steps[0], 5);
    assert_int_equal(steps[1], 6);
    assert_int_equal(steps[count - 1], 9);
    assert_int_equal(c.app.ui.screen, SCREEN_STAGE);
    app_case_finish(&c);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_panel_is_found),
        cmocka_unit_test(controls_do_what_they_say),
        cmocka_unit_test(cards_and_gates_are_clicked),
        cmocka_unit_test(the_heat_map_is_read_and_dragged),
        cmocka_unit_test(the_strip_is_dragged_step_by_step),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}

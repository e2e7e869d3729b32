/* Comparing with keys only and with the mouse only: lanes come, go, turn and
 * stay as curves, and every change can be undone.
 */
#include "app_case.h"

#include "scene/lab/edits.h"

static const struct setup *setup(const struct app_case *c)
{
    return history_setup(&c->app.lab->history);
}

static void start(struct app_case *c, bool trained)
{
    app_case_init(c, &(struct scene_recipe){.trained = trained, .seed = 7});
    c->builds = true;
    app_case_send(c);
}

/* Clicks the last spot that does this: what lies on top. */
static void click(struct app_case *c, enum action action, int value)
{
    const struct draw_list *list = &c->app.list;

    for (int k = list->spot_count; k-- > 0;) {
        const struct draw_spot *spot = &list->spots[k];
        if (spot->action != (int)action || spot->value != value)
            continue;
        struct point at = point_at(spot->box.x + spot->box.w / 2,
                                   spot->box.y + spot->box.h / 2);
        app_case_click(c, at.x * list->scale + list->origin.x,
                       at.y * list->scale + list->origin.y, 0);
        return;
    }
    fail_msg("nothing does %d with %d", (int)action, value);
}

static void company_comes_once(void **state)
{
    static struct app_case c;

    (void)state;
    start(&c, true);
    assert_int_equal(c.app.lab->lanes, 1);
    app_case_key(&c, KEY_0 + 3, 0);
    assert_int_equal(c.app.ui.screen, SCREEN_COMPARE);
    assert_int_equal(c.app.lab->lanes, 3);
    assert_int_equal(setup(&c)->lane[0].file, 0);
    assert_int_equal(setup(&c)->lane[1].cell, CELL_RNN);
    assert_int_equal(setup(&c)->lane[2].cell, CELL_LSTM);
    assert_int_equal(c.app.lab->lane[1].film.steps, 24);
    assert_int_equal(film_units(&c.app.lab->lane[1].film, 0), 8);
    /* The LSTM beside the trained one is its start. */
    assert_int_equal(setup(&c)->seed, 7);
    assert_int_equal(setup(&c)->references, 0);
    app_case_key(&c, KEY_A + ('Z' - 'A'), MOD_CTRL);
    assert_int_equal(c.app.lab->lanes, 1);
    app_case_key(&c, KEY_0 + 2, 0);
    assert_int_equal(c.app.ui.screen, SCREEN_STAGE);
    app_case_key(&c, KEY_0 + 3, 0);
    assert_int_equal(c.app.lab->lanes, 1);
    app_case_key(&c, KEY_A + ('Y' - 'A'), MOD_CTRL);
    assert_int_equal(c.app.lab->lanes, 3);
    app_case_finish(&c);
}

/* A trained GRU has its start as a kept curve. */
static void a_start_is_kept(void **state)
{
    static struct app_case c;

    (void)state;
    app_case_init(&c, &(struct scene_recipe){.cell = "gru", .trained = true});
    app_case_key(&c, KEY_0 + 3, 0);
    assert_int_equal(setup(&c)->references, 1);
    assert_int_equal(setup(&c)->reference[0].cell, CELL_GRU);
    assert_int_equal(setup(&c)->reference[0].file, -1);
    app_case_finish(&c);
    app_case_init(&c, &(struct scene_recipe){.cell = "gru"});
    app_case_key(&c, KEY_0 + 3, 0);
    assert_int_equal(setup(&c)->references, 0);
    app_case_finish(&c);
}

static void with_keys_only(void **state)
{
    static struct app_case c;

    (void)state;
    start(&c, false);
    app_case_key(&c, KEY_0 + 3, 0);
    app_case_key(&c, KEY_A, MOD_SHIFT);
    assert_int_equal(c.app.lab->lanes, 4);
    assert_int_equal(c.app.ui.lane, 3);
    assert_int_equal(setup(&c)->lane[3].cell, CELL_GRU);
    app_case_key(&c, KEY_A, MOD_SHIFT);
    assert_int_equal(c.app.lab->lanes, 4);
    assert_true(c.app.ui.message[0] != '\0');
    app_case_key(&c, KEY_A + ('C' - 'A'), MOD_SHIFT);
    assert_int_equal(setup(&c)->lane[3].cell, CELL_GRU_BEFORE);
    app_case_key(&c, KEY_A + ('K' - 'A'), MOD_SHIFT);
    assert_int_equal(c.app.lab->references, 1);
    assert_int_equal(setup(&c)->reference[0].cell, CELL_GRU_BEFORE);
    app_case_key(&c, KEY_A + ('X' - 'A'), MOD_SHIFT);
    assert_int_equal(c.app.lab->lanes, 3);
    assert_int_equal(c.app.ui.lane, 2);
    app_case_key(&c, KEY_PAGE_UP, MOD_CTRL);
    assert_int_equal(c.app.ui.lane, 1);
    assert_true(c.app.film == &c.app.lab->lane[1].film);
    app_case_key(&c, KEY_PAGE_DOWN, MOD_CTRL);
    app_case_key(&c, KEY_PAGE_DOWN, MOD_CTRL);
    assert_int_equal(c.app.ui.lane, 0);
    app_case_key(&c, KEY_A + ('C' - 'A'), MOD_SHIFT); /* a file stays */
    assert_int_equal(setup(&c)->lane[0].file, 0);
    app_case_key(&c, KEY_A + ('K' - 'A'), MOD_CTRL);
    assert_int_equal(c.app.lab->references, 0);
    app_case_key(&c, KEY_A + ('V' - 'A'), MOD_SHIFT);
    assert_true(c.app.ui.linear_width);
    app_case_key(&c, KEY_A + ('F' - 'A'), MOD_SHIFT);
    assert_true(c.app.ui.lane_gates);
    app_case_key(&c, KEY_ENTER, 0);
    assert_int_equal(c.app.ui.screen, SCREEN_CELL);
    app_case_finish(&c);
}

static void with_the_mouse_only(void **state)
{
    static struct app_case c;

    (void)state;
    start(&c, false);
    click(&c, ACTION_COMPARE, 0);
    assert_int_equal(c.app.ui.screen, SCREEN_COMPARE);
    app_case_seek(&c, PASS_BACKWARD, 12);
    click(&c, ACTION_ADD_LANE, 3);
    assert_int_equal(setup(&c)->lane[3].cell, CELL_GRU);
    click(&c, ACTION_LANE, 1);
    assert_int_equal(c.app.ui.lane, 1);
    assert_int_equal(play_moment(&c.app).step, 12);
    click(&c, ACTION_LANE_CELL, -1);
    assert_int_equal(setup(&c)->lane[1].activation, ACT_RELU);
    click(&c, ACTION_KEEP_CURVE, 0);
    assert_int_equal(c.app.lab->references, 1);
    click(&c, ACTION_DROP_LANE, 1);
    assert_int_equal(c.app.lab->lanes, 3);
    click(&c, ACTION_KEEP_CURVE, -1);
    assert_int_equal(c.app.lab->references, 0);
    click(&c, ACTION_LINEAR_WIDTH, 0);
    assert_true(c.app.ui.linear_width);
    click(&c, ACTION_LAG, 10);
    assert_int_equal(c.app.ui.lag, 10);
    app_case_finish(&c);
}

/* Along a track one drags through time, a click puts the lane in front, a
 * double click goes into its cell. */
static void a_lane_is_dragged_and_entered(void **state)
{
    static struct app_case c;
    struct box box = {0};

    (void)state;
    start(&c, false);
    app_case_key(&c, KEY_0 + 3, 0);
    for (int k = 0; k < c.app.list.spot_count; k++)
        if (c.app.list.spots[k].action == ACTION_LANE &&
            c.app.list.spots[k].value == 2 && box.w == 0)
            box = c.app.list.spots[k].box;
    float scale = c.app.list.scale;
    float x = (box.x + box.w * 0.7f) * scale, y = (box.y + 40) * scale;
    app_case_at(&c, INPUT_PRESS, x, y);
    app_case_at(&c, INPUT_MOVE, x - 100, y);
    int step = play_moment(&c.app).step;
    assert_in_range(step, 8, 20);
    app_case_at(&c, INPUT_RELEASE, x - 100, y);
    assert_int_equal(c.app.ui.lane, 0);
    app_case_click(&c, x, y, 0);
    assert_int_equal(c.app.ui.lane, 2);
    assert_int_equal(play_moment(&c.app).step, step);
    assert_int_equal(c.app.ui.screen, SCREEN_COMPARE);
    app_case_event(&c, (struct input_event){.kind = INPUT_PRESS, .x = x,
                                            .y = y, .clicks = 2});
    app_case_event(&c, (struct input_event){.kind = INPUT_RELEASE, .x = x,
                                            .y = y});
    assert_int_equal(c.app.ui.screen, SCREEN_CELL);
    assert_int_equal(c.app.ui.lane, 2);
    app_case_key(&c, KEY_ESCAPE, 0);
    assert_int_equal(c.app.ui.screen, SCREEN_COMPARE);
    app_case_key(&c, KEY_ESCAPE, 0);
    assert_int_equal(c.app.ui.screen, SCREEN_STAGE);
    app_case_key(&c, KEY_ENTER, 0);
    app_case_key(&c, KEY_ESCAPE, 0);
    assert_int_equal(c.app.ui.screen, SCREEN_STAGE);
    app_case_finish(&c);
}

static uint64_t hash_of_lane(const struct app_case *c, int lane)
{
    return app_case_hash(&c->app.lab->lane[lane].film);
}

static void pin_in(struct app_case *c, int lane)
{
    const struct edit edit = {
        .kind = EDIT_PIN, .lane = lane,
        .cell = film_cell(&c->app.lab->lane[lane].film, 0),
        .pin = {.signal = LSTM_F, .first_unit = 0, .last_unit = 2,
                .first_step = 3, .last_step = 9, .value = 1}};

    assert_true(history_add(&c->app.lab->history, &edit, NULL));
    app_case_send(c);
}

/* What was done by hand goes with its lane. */
static void edits_go_with_their_lanes(void **state)
{
    static struct app_case c;

    (void)state;
    start(&c, false);
    app_case_key(&c, KEY_0 + 3, 0);
    uint64_t free_run = hash_of_lane(&c, 2), first = hash_of_lane(&c, 0);
    pin_in(&c, 0);
    pin_in(&c, 2);
    uint64_t held = hash_of_lane(&c, 2), held_first = hash_of_lane(&c, 0);
    assert_true(held != free_run);
    assert_true(held_first != first);
    c.app.ui.lane = 2;
    app_case_key(&c, KEY_A + ('K' - 'A'), MOD_SHIFT);
    assert_true(c.app.lab->reference[0].edited);
    assert_true(app_case_hash(&c.app.lab->reference[0].film) == held);
    c.app.ui.lane = 0;
    app_case_key(&c, KEY_A + ('X' - 'A'), MOD_SHIFT);
    assert_int_equal(c.app.lab->lanes, 2);
    assert_true(hash_of_lane(&c, 1) == held);
    assert_false(c.app.lab->lane[0].edited);
    assert_int_equal(app_case_edits(&c.app), 2);
    app_case_key(&c, KEY_A + ('Z' - 'A'), MOD_CTRL);
    assert_true(hash_of_lane(&c, 0) == held_first);
    assert_true(hash_of_lane(&c, 2) == held);
    for (int k = 0; k < 8; k++)
        app_case_key(&c, KEY_A + ('Z' - 'A'), MOD_CTRL);
    assert_int_equal(c.app.lab->lanes, 1);
    assert_true(hash_of_lane(&c, 0) == first);
    app_case_finish(&c);
}

/* A network that is alone again gets company again. */
static void company_comes_after_a_reset(void **state)
{
    static struct app_case c;

    (void)state;
    start(&c, true);
    app_case_key(&c, KEY_0 + 3, 0);
    app_case_letter(&c, 'R');
    assert_int_equal(c.app.lab->lanes, 1);
    app_case_key(&c, KEY_0 + 3, 0);
    assert_int_equal(c.app.lab->lanes, 3);
    app_case_finish(&c);
}

/* Where the lanes fill the screen, all their panels are to be reached. */
static void panels_of_a_small_screen(void **state)
{
    static const enum panel panels[] = {PANEL_DIALS, PANEL_REACH,
                                        PANEL_FACTORS, PANEL_NONE};
    static struct app_case c;

    (void)state;
    start(&c, true);
    c.app.width = 1280;
    c.app.height = 800;
    c.app.ui.text_scale = 2;
    app_case_key(&c, KEY_0 + 3, 0);
    click(&c, ACTION_ALONE, PANEL_DIALS);
    assert_int_equal(c.app.ui.alone, PANEL_DIALS);
    click(&c, ACTION_ALONE, PANEL_REACH);
    assert_int_equal(c.app.ui.alone, PANEL_REACH);
    click(&c, ACTION_ALONE, PANEL_LANES);
    assert_int_equal(c.app.ui.alone, PANEL_LANES);
    click(&c, ACTION_ALONE, PANEL_LANES);
    for (int k = 0; k < 4; k++) {
        app_case_letter(&c, 'C');
        assert_int_equal(c.app.ui.alone, panels[k]);
    }
    app_case_finish(&c);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(company_comes_once),
        cmocka_unit_test(a_start_is_kept),
        cmocka_unit_test(with_keys_only),
        cmocka_unit_test(with_the_mouse_only),
        cmocka_unit_test(a_lane_is_dragged_and_entered),
        cmocka_unit_test(edits_go_with_their_lanes),
        cmocka_unit_test(company_comes_after_a_reset),
        cmocka_unit_test(panels_of_a_small_screen),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

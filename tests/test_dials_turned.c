/* Turning dials in the app: by hand, by keys, by the wheel; and back again.
 */
#include "app_case.h"

#include "app/lab/dials.h"
#include "scene/keys.h"

/* RNN and LSTM of 5 units, 12 steps, on the screen with the lanes. */
static void begin(struct app_case *c)
{
    const struct lane_measure measure = lab_measure(&c->app.ui);
    struct setup setup = setup_defaults();
    struct cast cast = {0};
    struct error error = {0};

    memset(c, 0, sizeof *c);
    assert_true(app_init(&c->app, NULL));
    setup.units = 5;
    setup.steps = 12;
    struct lab *lab = lab_create(&(struct lab_start){
        .cast = &cast, .setup = &setup, .kernels = scene_case_kernels()},
        &measure, &error);
    assert_non_null(lab);
    app_set_lab(&c->app, lab, "");
    app_case_forget_requests(c);
    c->app.ui.screen = SCREEN_COMPARE;
    c->app.ui.all_dials = true;
    look_keep(&c->app);
    input_clear(&c->input);
    c->builds = true;
    app_build(&c->app, measure_synthetic());
}

static const struct setup *now(const struct app_case *c)
{
    return history_setup(&c->app.lab->history);
}

static size_t points(const struct app_case *c)
{
    return c->app.lab->history.points;
}

/* The place of a spot in pixels; its dial is chosen first, for its page. */
static struct box find(struct app_case *c, int action, int value)
{
    const struct draw_list *list = &c->app.list;

    for (int k = list->spot_count; k-- > 0;) {
        const struct draw_spot *spot = &list->spots[k];
        if (spot->action == action && spot->value == value)
            return box_at(spot->box.x * list->scale,
                          spot->box.y * list->scale,
                          spot->box.w * list->scale,
                          spot->box.h * list->scale);
    }
    fail_msg("there is no spot of action %d with %d", action, value);
    return box_at(0, 0, 0, 0);
}

static struct box find_rail(struct app_case *c, enum dial dial)
{
    c->app.ui.dial = dial;
    app_build(&c->app, measure_synthetic());
    return find(c, ACTION_DIAL, dial);
}

static float middle(struct box box)
{
    return box.y + box.h / 2;
}

static void click(struct app_case *c, int action, int value)
{
    struct box box = find(c, action, value);
    app_case_click(c, box.x + box.w / 2, middle(box), 0);
}

static void press(struct app_case *c, float x, float y, int clicks)
{
    app_case_event(c, (struct input_event){
        .kind = INPUT_PRESS, .x = x, .y = y, .clicks = (uint8_t)clicks});
}

/* Stands for every number of every lane. */
static uint64_t hash(const struct app_case *c)
{
    uint64_t all = 0;

    for (int k = 0; k < c->app.lab->lanes; k++)
        all = all * 31 + app_case_hash(&c->app.lab->lane[k].film);
    return all;
}

static void test_a_drag_is_live_and_one_change(void **state)
{
    struct app_case c;

    (void)state;
    begin(&c);
    uint64_t start = hash(&c), last = start;
    struct box box = find_rail(&c, DIAL_GAIN);
    press(&c, box.x + 0.6f * box.w, middle(box), 1);
    for (int k = 0; k < 12; k++) {
        app_case_at(&c, INPUT_MOVE, box.x + (0.6f + 0.02f * (float)k) * box.w,
                    middle(box));
        assert_true(k == 0 || hash(&c) != last);
        last = hash(&c);
        assert_int_equal(points(&c), 2);
        assert_int_equal(c.app.ui.hover.kind, SUBJECT_NONE);
    }
    app_case_at(&c, INPUT_RELEASE, box.x + 0.82f * box.w, middle(box));
    assert_int_equal(c.app.ui.hover.signal, ACTION_DIAL);
    assert_true(now(&c)->lane[0].gain > 5 && now(&c)->lane[0].gain < 8);
    assert_true(now(&c)->lane[1].gain == now(&c)->lane[0].gain);
    assert_int_equal(points(&c), 2);
    app_case_key(&c, KEY_A + ('Z' - 'A'), MOD_CTRL);
    assert_true(now(&c)->lane[0].gain == 1);
    assert_true(hash(&c) == start);
    app_case_key(&c, KEY_A + ('Y' - 'A'), MOD_CTRL);
    assert_true(hash(&c) == last);
    app_case_finish(&c);
}

/* The picture of the start, command by command. */
static void test_reset_is_the_picture_of_the_start(void **state)
{
    static const struct {
        enum action action;
        int value;
    } turned[] = {
        {ACTION_TURN_UP, 0}, {ACTION_RADIUS, 0}, {ACTION_DICE, 0},
        {ACTION_INPUT, -1}, {ACTION_SAME_PARAMETERS, 0},
        {ACTION_DIAL_CHOOSE, -2}, {ACTION_TURN_DOWN, 0},
        {ACTION_ALL_DIALS, 0}, {ACTION_ONE_LANE, 0}};
    struct app_case c;
    size_t size = sizeof(struct draw_command);

    (void)state;
    begin(&c);
    app_case_at(&c, INPUT_MOVE, 3, 3);
    int commands = c.app.list.commands, texts = c.app.list.text_count;
    struct draw_command *before = malloc((size_t)commands * size);
    char *text = malloc((size_t)texts);
    memcpy(before, c.app.list.command, (size_t)commands * size);
    memcpy(text, c.app.list.text, (size_t)texts);
    uint64_t start = hash(&c);
    int chosen = c.app.ui.dial;
    for (size_t k = 0; k < sizeof turned / sizeof *turned; k++) {
        const struct keys_binding *key = keys_for(turned[k].action,
                                                  turned[k].value);
        assert_non_null(key);
        app_case_key(&c, key->key, key->modifiers);
    }
    assert_true(hash(&c) != start);
    app_case_letter(&c, 'R');
    assert_true(hash(&c) == start);
    assert_int_equal(c.app.ui.dial, chosen);
    assert_int_equal(c.app.list.commands, commands);
    assert_memory_equal(c.app.list.command, before, (size_t)commands * size);
    assert_int_equal(c.app.list.text_count, texts);
    assert_memory_equal(c.app.list.text, text, (size_t)texts);
    free(before);
    free(text);
    app_case_finish(&c);
}

/* Where the playhead was too, however long the run was in between. */
static void test_reset_of_the_length(void **state)
{
    static const int steps[] = {3, 40, 1, 200};
    struct app_case c;

    (void)state;
    begin(&c);
    for (int k = 0; k < 8; k++) {
        app_case_seek(&c, k % 2 ? PASS_BACKWARD : PASS_FORWARD, 7);
        look_keep(&c.app);
        int64_t at = c.app.ui.at;
        dials_set(&c.app, DIAL_STEPS, steps[k / 2]);
        app_case_send(&c);
        app_case_at(&c, INPUT_MOVE, 5, 3);
        assert_int_equal(c.app.film->steps, steps[k / 2]);
        app_case_letter(&c, 'R');
        assert_int_equal(now(&c)->steps, 12);
        assert_true(c.app.ui.at == at);
    }
    app_case_finish(&c);
}

static void test_escape_takes_a_drag_back(void **state)
{
    struct app_case c;

    (void)state;
    begin(&c);
    uint64_t start = hash(&c);
    struct box box = find_rail(&c, DIAL_FORGET);
    press(&c, box.x + 0.9f * box.w, middle(box), 1);
    app_case_at(&c, INPUT_MOVE, box.x + 0.7f * box.w, middle(box));
    assert_true(hash(&c) != start);
    app_case_key(&c, KEY_ESCAPE, 0);
    assert_true(hash(&c) == start);
    assert_int_equal(points(&c), 1);
    assert_int_equal(c.app.ui.screen, SCREEN_COMPARE);
    app_case_at(&c, INPUT_MOVE, box.x + 0.2f * box.w, middle(box));
    app_case_at(&c, INPUT_RELEASE, box.x + 0.2f * box.w, middle(box));
    assert_true(hash(&c) == start);
    assert_int_equal(points(&c), 1);
    app_case_finish(&c);
}

/* There and back again is no change; undo in the middle ends the drag. */
static void test_what_a_drag_leaves(void **state)
{
    struct app_case c;

    (void)state;
    begin(&c);
    struct box box = find_rail(&c, DIAL_STEPS);
    float knob = box.x + logf(12) / logf(10000) * box.w;
    press(&c, knob, middle(box), 1);
    assert_int_equal(points(&c), 1);
    app_case_at(&c, INPUT_MOVE, knob + 60, middle(box));
    assert_int_not_equal(now(&c)->steps, 12);
    app_case_at(&c, INPUT_MOVE, knob + 1, middle(box));
    app_case_at(&c, INPUT_RELEASE, knob + 1, middle(box));
    assert_int_equal(now(&c)->steps, 12);
    assert_int_equal(points(&c), 1);
    press(&c, knob + 40, middle(box), 1);
    assert_int_not_equal(now(&c)->steps, 12);
    app_case_key(&c, KEY_A + ('Z' - 'A'), MOD_CTRL);
    app_case_at(&c, INPUT_MOVE, knob + 80, middle(box));
    app_case_at(&c, INPUT_RELEASE, knob + 80, middle(box));
    assert_int_equal(now(&c)->steps, 12);
    app_case_finish(&c);
}

/* A knob is held where it was pressed, and does not jump. */
static void test_a_knob_does_not_jump(void **state)
{
    struct app_case c;

    (void)state;
    begin(&c);
    struct box box = find_rail(&c, DIAL_GAIN);
    float knob = box.x + sqrtf(0.1f) * box.w;
    press(&c, knob + 6, middle(box), 1);
    app_case_at(&c, INPUT_RELEASE, knob + 6, middle(box));
    assert_true(now(&c)->lane[0].gain == 1);
    assert_int_equal(points(&c), 1);
    press(&c, knob + 6, middle(box), 1);
    app_case_at(&c, INPUT_MOVE, knob + 6 + 0.3f * box.w, middle(box));
    double gain = now(&c)->lane[0].gain;
    app_case_at(&c, INPUT_RELEASE, knob + 6 + 0.3f * box.w, middle(box));
    assert_true(fabs(gain - 3.8) < 0.11);
    app_case_finish(&c);
}

static void test_back_to_the_start(void **state)
{
    struct app_case c;

    (void)state;
    begin(&c);
    uint64_t start = hash(&c);
    struct box box = find_rail(&c, DIAL_GAIN);
    for (int way = 0; way < 3; way++) {
        press(&c, box.x + 0.8f * box.w, middle(box), 1);
        app_case_at(&c, INPUT_RELEASE, box.x + 0.8f * box.w, middle(box));
        assert_true(hash(&c) != start);
        if (way == 0) {
            press(&c, box.x + 0.8f * box.w, middle(box), 2);
            app_case_at(&c, INPUT_RELEASE, box.x + 0.8f * box.w, middle(box));
        } else if (way == 1) {
            click(&c, ACTION_DIAL_START, DIAL_GAIN);
        } else {
            app_case_key(&c, KEY_HOME, MOD_ALT);
        }
        assert_true(hash(&c) == start);
    }
    app_case_finish(&c);
}

static void test_the_wheel(void **state)
{
    struct app_case c;

    (void)state;
    begin(&c);
    struct box box = find_rail(&c, DIAL_FORGET);
    int64_t at = c.app.ui.at;
    app_case_at(&c, INPUT_MOVE, box.x + 0.5f * box.w, middle(box));
    app_case_event(&c, (struct input_event){.kind = INPUT_WHEEL, .y = 3});
    assert_true(now(&c)->lane[1].forget_bias == 1.3);
    app_case_event(&c, (struct input_event){.kind = INPUT_WHEEL, .y = -0.5f});
    assert_true(now(&c)->lane[1].forget_bias == 1.3);
    app_case_event(&c, (struct input_event){.kind = INPUT_WHEEL, .y = -0.5f});
    assert_true(now(&c)->lane[1].forget_bias == 1.2);
    app_case_event(&c, (struct input_event){
        .kind = INPUT_WHEEL, .y = 1, .modifiers = MOD_SHIFT});
    assert_true(now(&c)->lane[1].forget_bias == 1.21);
    assert_true(c.app.ui.at == at);
    assert_false(now(&c)->lane[0].biased);
    app_case_finish(&c);
}

static void key_of(struct app_case *c, enum action action, int value,
                   int modifiers)
{
    const struct keys_binding *key = keys_for(action, value);

    assert_non_null(key);
    app_case_key(c, key->key, key->modifiers | modifiers);
}

/* Whatever a click does, keys do. */
static void test_keys_and_mouse_reach_the_same(void **state)
{
    struct app_case mouse, keys;

    (void)state;
    begin(&mouse);
    begin(&keys);
    key_of(&keys, ACTION_DIAL_CHOOSE, -2, 0);
    key_of(&keys, ACTION_DIAL_CHOOSE, -2, 0);
    key_of(&keys, ACTION_DIAL_CHOOSE, -2, 0);
    assert_int_equal(keys.app.ui.dial, DIAL_SCHEME);
    key_of(&keys, ACTION_TURN_UP, 0, 0);
    key_of(&keys, ACTION_TURN_UP, 0, 0);
    mouse.app.ui.dial = DIAL_SCHEME;
    app_build(&mouse.app, measure_synthetic());
    click(&mouse, ACTION_SCHEME, INIT_ORTHOGONAL);
    assert_true(setup_equal(now(&mouse), now(&keys)));
    key_of(&keys, ACTION_DIAL_CHOOSE, -2, 0);
    key_of(&keys, ACTION_TURN_UP, 0, 0);
    mouse.app.ui.dial = DIAL_ACTIVATION;
    app_build(&mouse.app, measure_synthetic());
    click(&mouse, ACTION_ACTIVATION, ACT_RELU);
    key_of(&keys, ACTION_DIAL_CHOOSE, -2, 0);
    key_of(&keys, ACTION_TURN_UP, 0, 0);
    mouse.app.ui.dial = DIAL_CLIP;
    app_build(&mouse.app, measure_synthetic());
    click(&mouse, ACTION_CLIP, 1);
    key_of(&keys, ACTION_DIAL_CHOOSE, -2, 0);
    key_of(&keys, ACTION_TURN_UP, 0, 0);
    key_of(&keys, ACTION_DICE, 0, 0);
    mouse.app.ui.dial = DIAL_SEED;
    app_build(&mouse.app, measure_synthetic());
    click(&mouse, ACTION_DIAL_STEP, 2 * DIAL_SEED + 1);
    click(&mouse, ACTION_DICE, 0);
    assert_true(setup_equal(now(&mouse), now(&keys)));
    assert_true(hash(&mouse) == hash(&keys));
    key_of(&keys, ACTION_ALL_DIALS, 0, 0);
    click(&mouse, ACTION_ALL_DIALS, 0);
    assert_false(mouse.app.ui.all_dials || keys.app.ui.all_dials);
    key_of(&keys, ACTION_ONE_LANE, 0, 0);
    click(&mouse, ACTION_ONE_LANE, 0);
    assert_true(mouse.app.ui.one_lane && keys.app.ui.one_lane);
    key_of(&keys, ACTION_RADIUS, 0, 0);
    click(&mouse, ACTION_RADIUS, 0);
    assert_true(now(&keys)->lane[0].radius && !now(&keys)->lane[1].radius);
    assert_true(setup_equal(now(&mouse), now(&keys)));
    assert_true(hash(&mouse) == hash(&keys));
    app_case_finish(&mouse);
    app_case_finish(&keys);
}

/* Folded, keys stay with the two dials that are seen. */
static void test_keys_turn_what_is_shown(void **state)
{
    struct app_case c;

    (void)state;
    begin(&c);
    c.app.ui.all_dials = false;
    c.app.ui.dial = DIAL_UNITS;
    key_of(&c, ACTION_TURN_UP, 0, 0);
    assert_int_equal(c.app.ui.dial, DIAL_GAIN);
    assert_true(now(&c)->lane[0].gain == 1.05);
    for (int k = 0; k < 5; k++)
        key_of(&c, ACTION_DIAL_CHOOSE, -2, 0);
    assert_int_equal(c.app.ui.dial, DIAL_FORGET);
    key_of(&c, ACTION_TURN_DOWN, 0, MOD_SHIFT);
    assert_true(now(&c)->lane[1].forget_bias == 0.99);
    assert_string_equal(c.app.ui.message, "");
    c.app.ui.screen = SCREEN_CELL;
    app_build(&c.app, measure_synthetic());
    key_of(&c, ACTION_TURN_UP, 0, 0);
    assert_string_equal(c.app.ui.message, "forget bias b_{f}: +1.0");
    app_case_finish(&c);
}

/* A thousand moves of all kinds, and back to the same bits. */
static void test_random_moves_undone(void **state)
{
    static const enum action flips[] = {
        ACTION_RADIUS, ACTION_SAME_PARAMETERS, ACTION_DICE, ACTION_INPUT};
    struct app_case c;
    struct random random;

    (void)state;
    begin(&c);
    c.builds = false;
    random_seed(&random, 5, 5);
    uint64_t start = hash(&c), last;
    for (int k = 0; k < 1000; k++) {
        enum dial dial = (enum dial)random_below(&random, DIALS);
        const struct dial_desk desk = dials_desk(&c.app);
        int kind = (int)random_below(&random, 8);
        c.app.ui.lane = (int)random_below(&random, 2);
        c.app.ui.one_lane = random_below(&random, 2);
        if (kind < 4 && dial_slides(dial))
            dials_set(&c.app, dial,
                      dial == DIAL_STEPS || dial == DIAL_UNITS
                          ? 1 + (double)random_below(&random, 12)
                          : dial_at(&desk, dial, random_unit(&random)));
        else if (kind < 7)
            dials_turn(&c.app, dial, kind % 2 ? 1 : -1, kind == 6);
        else
            dials_do(&c.app, &(struct order){
                .action = flips[random_below(&random, 4)], .value = -1});
        if (now(&c)->steps > 30)
            dials_set(&c.app, DIAL_STEPS, 9);
        if (now(&c)->units > 12)
            dials_set(&c.app, DIAL_UNITS, 4);
        if (k % 5 == 0)
            app_case_send(&c);
        assert_true(setup_check(now(&c), NULL));
    }
    app_case_send(&c);
    last = hash(&c);
    size_t changes = points(&c) - 1;
    assert_true(changes > 500);
    for (size_t k = 0; k < changes; k++) {
        gates_undo(&c.app, false);
        if (k % 7 == 0)
            app_case_send(&c);
    }
    app_case_send(&c);
    assert_int_equal(c.app.lab->history.now, 0);
    assert_true(hash(&c) == start);
    for (size_t k = 0; k < changes; k++)
        gates_undo(&c.app, true);
    app_case_send(&c);
    assert_true(hash(&c) == last);
    app_case_finish(&c);
}

/* Memory that is used again holds the same bits as new memory. */
static void test_memory_used_again(void **state)
{
    struct app_case turned, fresh;

    (void)state;
    begin(&turned);
    begin(&fresh);
    for (int k = 0; k < 30; k++) {
        dials_set(&turned.app, DIAL_GAIN, k % 2 ? 9.5 : 0.05 * k);
        app_case_send(&turned);
    }
    dials_set(&turned.app, DIAL_GAIN, 2.5);
    app_case_send(&turned);
    dials_set(&fresh.app, DIAL_STEPS, 20);
    app_case_send(&fresh);
    dials_set(&fresh.app, DIAL_GAIN, 2.5);
    dials_set(&fresh.app, DIAL_STEPS, 12);
    app_case_send(&fresh);
    assert_true(hash(&turned) == hash(&fresh));
    for (int k = 0; k < 2; k++) {
        const struct lane *a = &turned.app.lab->lane[k];
        const struct lane *b = &fresh.app.lab->lane[k];
        for (int lag = 0; lag <= 12; lag++)
            assert_true(lane_curves_at(&a->curves, CURVE_OWN, lag) ==
                        lane_curves_at(&b->curves, CURVE_OWN, lag));
        assert_true(a->film.loss[0] == b->film.loss[0]);
    }
    app_case_finish(&turned);
    app_case_finish(&fresh);
}

/* On the stage too, beside the strip. */
static void test_a_panel_of_the_stage(void **state)
{
    struct app_case c;

    (void)state;
    begin(&c);
    c.app.ui.screen = SCREEN_STAGE;
    c.app.ui.right = PANEL_UNITS;
    app_build(&c.app, measure_synthetic());
    bool all = c.app.ui.all_dials;
    key_of(&c, ACTION_ALL_DIALS, 0, 0);
    assert_int_equal(c.app.ui.right, PANEL_DIALS);
    assert_true(c.app.ui.all_dials == all);
    key_of(&c, ACTION_ALL_DIALS, 0, 0);
    assert_true(c.app.ui.all_dials != all);
    c.app.ui.alone = PANEL_DIALS;
    app_build(&c.app, measure_synthetic());
    key_of(&c, ACTION_ALL_DIALS, 0, 0);
    assert_int_equal(c.app.ui.alone, PANEL_NONE);
    assert_true(c.app.ui.all_dials != all);
    c.app.ui.right = PANEL_UNITS;
    for (int k = 0; k < PANELS && c.app.ui.right != PANEL_DIALS; k++)
        app_case_letter(&c, 'X');
    assert_int_equal(c.app.ui.right, PANEL_DIALS);
    app_build(&c.app, measure_synthetic());
    find(&c, ACTION_DIAL, DIAL_GAIN);
    app_case_finish(&c);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_a_drag_is_live_and_one_change),
        cmocka_unit_test(test_reset_is_the_picture_of_the_start),
        cmocka_unit_test(test_reset_of_the_length),
        cmocka_unit_test(test_escape_takes_a_drag_back),
        cmocka_unit_test(test_what_a_drag_leaves),
        cmocka_unit_test(test_a_knob_does_not_jump),
        cmocka_unit_test(test_back_to_the_start),
        cmocka_unit_test(test_the_wheel),
        cmocka_unit_test(test_keys_and_mouse_reach_the_same),
        cmocka_unit_test(test_keys_turn_what_is_shown),
        cmocka_unit_test(test_random_moves_undone),
        cmocka_unit_test(test_memory_used_again),
        cmocka_unit_test(test_a_panel_of_the_stage),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

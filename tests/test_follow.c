/* What follows when the film on the stage becomes another one: the playhead,
 * the lane that is meant, and what was begun on the film before.
 */
#include "app/actions.h"
#include "app/files/scene_file.h"
#include "app/lab/drags.h"
#include "app_case.h"
#include "failing.h"

/* An RNN and an LSTM, whose steps have other phases. */
static void two_lanes_of(struct app_case *c, int steps)
{
    struct cast cast = {0};
    struct setup setup = setup_defaults();
    const struct lane_measure measure = {0};
    struct error error = {0};

    memset(c, 0, sizeof *c);
    assert_true(app_init(&c->app, NULL));
    setup.units = 3;
    setup.steps = steps;
    struct lab *lab = lab_create(&(struct lab_start){
        .cast = &cast, .setup = &setup, .kernels = scene_case_kernels()},
        &measure, &error);
    assert_string_equal(error.text, "");
    app_set_lab(&c->app, lab, "");
    input_clear(&c->input);
    c->app.ui.screen = SCREEN_STAGE;
}

static void two_lanes(struct app_case *c)
{
    two_lanes_of(c, 30);
}

static struct moment now_of(const struct app *app)
{
    const struct timeline timeline = film_timeline(app->film, app->ui.layer);
    return timeline_moment(&timeline, app->ui.at);
}

static void do_action(struct app_case *c, enum action action, int value)
{
    actions_do(&c->app, &(struct order){.action = action, .value = value});
    app_case_send(c);
}

/* A scene that looks at the second lane, in the middle of a step, on the way
 * back. */
static void show_scene(struct app_case *c)
{
    static struct scene_file file;

    scene_file_defaults(&file);
    file.view.lane = 2;
    file.at = (struct scene_place){.pass = PASS_BACKWARD, .step = 11,
                                   .phase = 3, .ticks = TICKS};
    app_show_scene(&c->app, &file, "");
}

static void assert_in_scene(const struct app *app)
{
    struct moment now = now_of(app);

    assert_int_equal(app->ui.lane, 1);
    assert_int_equal(now.pass, PASS_BACKWARD);
    assert_int_equal(now.step, 11);
    assert_int_equal(now.phase, 2);
}

static void a_scene_begins_where_it_says(void **state)
{
    (void)state;
    struct app_case c;

    two_lanes(&c);
    show_scene(&c);
    assert_in_scene(&c.app);
    app_case_finish(&c);
}

static void a_scene_comes_back_from_another_lane(void **state)
{
    (void)state;
    struct app_case c;

    two_lanes(&c);
    show_scene(&c);
    do_action(&c, ACTION_LANE, 0);
    app_case_seek(&c, PASS_FORWARD, 20);
    do_action(&c, ACTION_RESET, -1);
    assert_in_scene(&c.app);
    app_case_finish(&c);
}

/* R brings a step back as it began, in the lane where it began. */
static void a_step_comes_back_from_another_lane(void **state)
{
    (void)state;
    struct app_case c;

    two_lanes(&c);
    do_action(&c, ACTION_LANE, 1);
    app_case_seek(&c, PASS_BACKWARD, 11);
    look_keep(&c.app);
    int64_t at = c.app.ui.at;
    do_action(&c, ACTION_LANE, 0);
    do_action(&c, ACTION_RESET, -1);
    assert_int_equal(c.app.ui.lane, 1);
    assert_int_equal(c.app.ui.at, at);
    app_case_finish(&c);
}

/* Where the run had other steps then, it is the same step. */
static void a_step_comes_back_from_a_longer_run(void **state)
{
    (void)state;
    struct app_case c;

    two_lanes(&c);
    struct setup setup = *history_setup(&c.app.lab->history);
    setup.steps = 50;
    assert_true(history_set(&c.app.lab->history, &setup, NULL));
    app_case_send(&c);
    app_case_seek(&c, PASS_BACKWARD, 21);
    look_keep(&c.app);
    do_action(&c, ACTION_RESET, -1);
    assert_int_equal(c.app.film->steps, 30);
    assert_int_equal(now_of(&c.app).pass, PASS_BACKWARD);
    assert_int_equal(now_of(&c.app).step, 1);
    app_case_finish(&c);
}

/* Undoing in the midst of a drag ends it: what the hand goes on doing is no
 * change. */
static void a_drag_that_was_undone_is_over(void **state)
{
    (void)state;
    struct app_case c;
    const struct drag *drag = drags_find(ACTION_DRAG_INPUT);
    struct drag_at at = {
        .spot = {.box = box_at(0, 0, 100, 100),
                 .id = subject(SUBJECT_INPUT, 0, 0, 3, 1),
                 .value = action_number(1)},
        .from = point_at(50, 50), .at = point_at(50, 40)};

    two_lanes(&c);
    drag->begin(&c.app, &at);
    drag->move(&c.app, &at);
    assert_int_equal(app_case_edits(&c.app), 1);
    do_action(&c, ACTION_UNDO, -1);
    at.at.y = 30;
    drag->move(&c.app, &at);
    assert_int_equal(app_case_edits(&c.app), 0);
    drag->end(&c.app, false);
    assert_int_equal(c.app.lab->history.now, 0);
    app_case_finish(&c);
}

static void measure_all(struct app_case *c)
{
    while (app_wants_work(&c->app)) {
        c->input.work = 50;
        app_case_send(c);
    }
}

/* Of a network that somebody interferes with while its decay is measured, the
 * curves are of the untouched run from lag 0 on. */
static void decays_are_of_the_untouched_run(void **state)
{
    static struct app_case c;
    static struct decays want;
    struct edit edit[] = {
        {.kind = EDIT_WEIGHT, .last_row = 3, .last_column = 3,
         .multiply = true, .value = 9},
        {.kind = EDIT_INPUT, .step = 30, .value = 9}};
    const struct scene_recipe recipe = {.units = 72, .steps = 120};

    (void)state;
    for (long units = 0; units <= 4; units += 2) {
        app_case_init(&c, &recipe);
        if (units == 0) {
            measure_all(&c);
            want = c.app.decays;
        }
        c.input.work = (uint32_t)units;
        app_case_send(&c);
        for (int k = 0; k < 2; k++) {
            edit[k].cell = film_cell(c.app.film, 0);
            assert_true(history_add(&c.app.lab->history, &edit[k], NULL));
        }
        app_case_send(&c);
        assert_non_null(lab_ghost(c.app.lab, 0));
        measure_all(&c);
        assert_int_equal(c.app.decays.seeds[DECAY_OWN], 1);
        assert_memory_equal(c.app.decays.median, want.median,
                            sizeof want.median);
        app_case_finish(&c);
    }
}

/* What comes in the same record of input as another lane is about that. */
static void what_follows_a_lane_is_about_it(void **state)
{
    (void)state;
    struct app_case c;
    size_t count;

    two_lanes(&c);
    actions_do(&c.app, &(struct order){.action = ACTION_LANE, .value = 1});
    actions_do(&c.app, &(struct order){.action = ACTION_MOVE_INPUT,
                                       .value = 1});
    const struct edit *edit = history_edits(&c.app.lab->history, &count);
    assert_int_equal(count, 1);
    assert_int_equal(edit->lane, 1);
    assert_int_equal(edit->cell, CELL_LSTM);
    actions_do(&c.app, &(struct order){.action = ACTION_DROP_LANE,
                                       .value = 0});
    actions_do(&c.app, &(struct order){.action = ACTION_MOVE_INPUT,
                                       .value = 1});
    edit = history_edits(&c.app.lab->history, &count);
    assert_int_equal(count, 2);
    assert_int_equal(edit[1].lane, 0);
    assert_int_equal(edit[1].cell, CELL_LSTM);
    app_case_finish(&c);
}

/* One message, and then rest. */
static void a_table_without_memory_says_so(void **state)
{
    static struct app_case c;

    (void)state;
    app_case_init(&c, &(struct scene_recipe){0});
    measure_all(&c);
    c.app.ui.left = PANEL_UNITS;
    failing_after(0);
    app_case_send(&c);
    assert_true(failing_stop());
    assert_true(app_wants_work(&c.app));
    failing_after(0);
    c.input.work = 1;
    app_case_send(&c);
    assert_true(failing_stop());
    assert_non_null(strstr(c.app.ui.message, "memory"));
    c.app.ui.message[0] = '\0';
    measure_all(&c);
    assert_false(c.app.studies.table.ready);
    assert_string_equal(c.app.ui.message, "");
    app_case_finish(&c);
}

/* Something that needs memory. */
static void need(struct app *app, int what)
{
    static const struct order orders[] = {
        {.action = ACTION_COMPARE}, {.action = ACTION_ADD_LANE, .value = -1},
        {.action = ACTION_KEEP_CURVE}, {.action = ACTION_MOVE_INPUT,
                                        .value = 1},
        {.action = ACTION_LANE, .value = 1}, {.action = ACTION_DROP_LANE},
        {.action = ACTION_LEFT_PANEL, .value = PANEL_PATHS},
        {.action = ACTION_LEFT_PANEL, .value = PANEL_TRIANGLE},
        {.action = ACTION_DICE}, {.action = ACTION_CUT},
        {.action = ACTION_QUANTITY, .value = DECAY_CELL},
    };
    enum { ORDERS = sizeof orders / sizeof *orders };

    if (what < ORDERS)
        actions_do(app, &orders[what]);
}

enum { NEEDS = 11 };

/* Whichever allocation fails, there is a film, at most the change is missing,
 * something is said, and the work ends. */
static void whatever_has_no_memory_says_so(void **state)
{
    (void)state;
    for (int what = 0; what < NEEDS; what++) {
        bool failed = true;
        for (long n = 0; failed; n++) {
            static struct app_case c;
            two_lanes_of(&c, 5);
            measure_all(&c);
            failing_after(n);
            need(&c.app, what);
            c.input.work = 400;
            app_case_send(&c);
            failed = failing_stop();
            if (failed && !c.app.ui.message_is_error)
                fail_msg("%d: nothing is said of allocation %ld", what, n);
            assert_non_null(c.app.film);
            for (int k = 0; k < 100 && app_wants_work(&c.app); k++) {
                c.input.work = 100;
                app_case_send(&c);
            }
            assert_false(app_wants_work(&c.app));
            app_case_finish(&c);
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_scene_begins_where_it_says),
        cmocka_unit_test(a_scene_comes_back_from_another_lane),
        cmocka_unit_test(a_step_comes_back_from_another_lane),
        cmocka_unit_test(a_step_comes_back_from_a_longer_run),
        cmocka_unit_test(a_drag_that_was_undone_is_over),
        cmocka_unit_test(decays_are_of_the_untouched_run),
        cmocka_unit_test(what_follows_a_lane_is_about_it),
        cmocka_unit_test(a_table_without_memory_says_so),
        cmocka_unit_test(whatever_has_no_memory_says_so),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

/* What clicks and keys choose of the gradient taken apart. */
#include "app_case.h"

#include "app/actions.h"

static void order(struct app *app, enum action action, int value)
{
    actions_do(app, &(struct order){.action = action, .value = value});
}

static void quantities_go_around(void **state)
{
    static const enum decay_measure want[] = {DECAY_HIDDEN, DECAY_JACOBIAN,
                                              DECAY_INPUT, DECAY_CELL};
    static struct app_case c;

    (void)state;
    app_case_use(&c);
    for (int k = 0; k < 4; k++) {
        order(&c.app, ACTION_QUANTITY, -1);
        assert_int_equal(c.app.ui.path, want[k]);
    }
    order(&c.app, ACTION_QUANTITY, DECAY_INPUT);
    assert_int_equal(c.app.ui.path, DECAY_INPUT);
    order(&c.app, ACTION_QUANTITY, DECAY_CAROUSEL);
    assert_int_equal(c.app.ui.path, DECAY_INPUT);
    /* Lanes have a choice of their own. */
    enum decay_measure before = c.app.ui.quantity;
    assert_int_equal(before, DECAY_JACOBIAN);
    app_case_finish(&c);
}

static void conventions_are_set_and_turned(void **state)
{
    static struct app_case c;

    (void)state;
    app_case_use(&c);
    order(&c.app, ACTION_TOTAL, 1);
    order(&c.app, ACTION_TOTAL, 1);
    assert_true(c.app.ui.total);
    order(&c.app, ACTION_TOTAL, -1);
    assert_false(c.app.ui.total);
    order(&c.app, ACTION_TOTAL, 0);
    assert_false(c.app.ui.total);
    app_case_finish(&c);
}

static void losses_stay_in_the_film(void **state)
{
    static struct app_case c;

    (void)state;
    app_case_use(&c);
    order(&c.app, ACTION_LOSS_STEP, -2);
    assert_int_equal(c.app.ui.loss_step, 0);
    order(&c.app, ACTION_LOSS_STEP, 1);
    order(&c.app, ACTION_LOSS_STEP, -1);
    assert_int_equal(c.app.ui.loss_step, 1);
    order(&c.app, ACTION_LOSS_STEP, 25);
    assert_int_equal(c.app.ui.loss_step, 1);
    order(&c.app, ACTION_LOSS_STEP, 1);
    assert_int_equal(c.app.ui.loss_step, 0);
    app_case_finish(&c);
}

static void lags_follow_the_playhead(void **state)
{
    static struct app_case c;

    (void)state;
    app_case_use(&c);
    order(&c.app, ACTION_LAG, -1);
    assert_int_equal(c.app.ui.lag, 14);
    order(&c.app, ACTION_LAG, -1);
    assert_int_equal(c.app.ui.lag, 0);
    order(&c.app, ACTION_LAG, 5);
    order(&c.app, ACTION_LAG, 99);
    assert_int_equal(c.app.ui.lag, 5);
    app_case_finish(&c);
}

static void outputs_are_asked_about(void **state)
{
    static struct app_case c;

    (void)state;
    app_case_use(&c);
    order(&c.app, ACTION_OUTPUT, 99);
    assert_false(c.app.ui.connect);
    order(&c.app, ACTION_CONNECT, 0);
    assert_true(c.app.ui.connect);
    assert_int_equal(c.app.ui.output_step, 10);
    order(&c.app, ACTION_TURN, 0);
    order(&c.app, ACTION_OUTPUT, 0);
    assert_int_equal(c.app.ui.output_step, 0);
    order(&c.app, ACTION_CONNECT, 0);
    assert_false(c.app.ui.connect);
    app_case_finish(&c);
}

/* Reset brings the choices of the step back. */
static void reset_takes_them_back(void **state)
{
    static struct app_case c;

    (void)state;
    app_case_use(&c);
    order(&c.app, ACTION_QUANTITY, -1);
    order(&c.app, ACTION_TOTAL, -1);
    order(&c.app, ACTION_STRANDS, 0);
    order(&c.app, ACTION_WEIGHTS, -1);
    order(&c.app, ACTION_CONNECT, 0);
    order(&c.app, ACTION_LOSS_STEP, 3);
    assert_int_equal(c.app.ui.weights, LAG_WEIGHTS_U);
    order(&c.app, ACTION_RESET, 0);
    assert_int_equal(c.app.ui.path, DECAY_CELL);
    assert_int_equal(c.app.ui.weights, LAG_WEIGHTS_W);
    assert_int_equal(c.app.ui.loss_step, 0);
    assert_false(c.app.ui.total || c.app.ui.strands || c.app.ui.connect);
    app_case_finish(&c);
}

/* The work is done between pictures, and nothing is left of another film. */
static void the_window_measures_what_it_shows(void **state)
{
    static struct app_case c;
    int units = 0;

    (void)state;
    app_case_use(&c);
    while (app_wants_work(&c.app))
        app_update(&c.app, &(struct input){.work = 1});
    order(&c.app, ACTION_LEFT_PANEL, PANEL_PATHS);
    order(&c.app, ACTION_RIGHT_PANEL, PANEL_TRIANGLE);
    assert_int_equal(c.app.ui.left, PANEL_PATHS);
    for (; app_wants_work(&c.app); units++)
        app_update(&c.app, &(struct input){.work = 1});
    assert_true(units >= 3);
    assert_int_equal(c.app.studies.paths.measured, 25);
    assert_int_equal(c.app.studies.row.state, LOSS_ROW_DONE);
    gates_pin(&c.app, &c.app.ui.hover, false);
    app_update(&c.app, &(struct input){0});
    assert_int_equal(c.app.studies.paths.measured, 0);
    assert_true(app_wants_work(&c.app));
    app_case_finish(&c);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(quantities_go_around),
        cmocka_unit_test(conventions_are_set_and_turned),
        cmocka_unit_test(losses_stay_in_the_film),
        cmocka_unit_test(lags_follow_the_playhead),
        cmocka_unit_test(outputs_are_asked_about),
        cmocka_unit_test(reset_takes_them_back),
        cmocka_unit_test(the_window_measures_what_it_shows),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

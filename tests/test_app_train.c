/* Training in the app: what runs, what the stage shows of it, and the way back
 * and forth through the epochs.
 */
#include "app_case.h"

#include <math.h>

#include "app/train/tasks.h"
#include "app/train/train.h"
#include "failing.h"
#include "scene/film/token.h"
#include "training_case.h"

/* An app with a training of three lanes, so many epochs done. */
static void use(struct app_case *c, int epochs)
{
    app_case_init(c, &(struct scene_recipe){.layers = 1});
    app_set_training(&c->app, training_case(epochs));
    app_case_send(c);
}

/* Work as a window would give it, one unit at a time. */
static void work(struct app_case *c, int units)
{
    for (int k = 0; k < units; k++) {
        c->input.elapsed = 16667;
        c->input.work = 1;
        app_case_send(c);
    }
}

static void work_until_rest(struct app_case *c)
{
    for (int k = 0; k < 100000 && c->app.ui.training; k++)
        work(c, 1);
    assert_false(c->app.ui.training);
}

/* Every lane on the stage has the weights of the race after this epoch. */
static void assert_shows(const struct app_case *c, int epoch)
{
    const struct app *app = &c->app;
    int found;

    assert_int_equal(app->lab->lanes, app->training->race.setup.lanes);
    for (int k = 0; k < app->lab->lanes; k++) {
        const struct params *shown = &app->lab->lane[k].film.network.params;
        const real *weights = race_weights(&app->training->race, k, epoch,
                                           &found);
        assert_memory_equal(shown->data, weights,
                            shown->count * sizeof(real));
    }
}

static void a_training_comes_onto_the_stage(void **state)
{
    static struct app_case c;

    (void)state;
    use(&c, 3);
    assert_int_equal(c.app.ui.screen, SCREEN_TRAIN);
    assert_false(c.app.ui.training);
    assert_shows(&c, 3);
    assert_int_equal(c.app.film->steps, 8);
    app_case_finish(&c);
}

/* The LSTM of several networks, when it has read the sequence. */
static void what_is_looked_at_first(void **state)
{
    static struct app_case c;

    (void)state;
    use(&c, 1);
    assert_int_equal(film_cell(c.app.film, 0), CELL_LSTM);
    assert_int_equal(c.app.ui.lane, 2);
    const struct moment now = play_moment(&c.app);
    assert_int_equal(now.pass, PASS_FORWARD);
    assert_int_equal(now.step, 8);
    app_set_training(&c.app, training_case_of(TASK_CO2, 0));
    app_case_send(&c);
    assert_int_equal(film_cell(c.app.film, 0), CELL_LSTM);
    assert_int_equal(play_moment(&c.app).step, c.app.film->steps);
    for (int k = 0; k < 2; k++) {
        c.app.ui.language = k == 0 ? LANGUAGE_KO : LANGUAGE_EN;
        app_set_training(&c.app, training_case_of(TASK_ANSWER, 0));
        const char *text = token_show(c.app.film, 1);
        assert_true(((unsigned char)text[0] >= 0x80) == (k == 0));
    }
    app_case_finish(&c);
}

static void space_starts_and_rests(void **state)
{
    static struct app_case c;

    (void)state;
    use(&c, 0);
    app_case_key(&c, KEY_SPACE, 0);
    assert_true(c.app.ui.training);
    assert_true(app_animating(&c.app) && app_wants_work(&c.app));
    work(&c, 40);
    app_case_key(&c, KEY_SPACE, 0);
    assert_false(c.app.ui.training);
    assert_true(c.app.training->race.lane[0].trainer[0].state.unit > 0 ||
                race_epochs(&c.app.training->race) > 0);
    assert_shows(&c, -1);
    app_case_finish(&c);
}

/* The same bits as without a window, however the work is cut. */
static void the_window_trains_like_the_command(void **state)
{
    static struct app_case c;
    struct training *alone = training_case(12);

    (void)state;
    use(&c, 0);
    app_case_key(&c, KEY_SPACE, 0);
    while (c.app.ui.training) {
        c.input.elapsed = 5000;
        c.input.work = 1 + (uint32_t)rand() % 7;
        app_case_send(&c);
    }
    for (int k = 0; k < 3; k++) {
        const struct trainer *one = &alone->race.lane[k].trainer[0];
        const struct trainer *two = &c.app.training->race.lane[k].trainer[0];
        assert_int_equal(two->state.epoch, 12);
        assert_memory_equal(one->history, two->history,
                            12 * (size_t)one->columns * sizeof(real));
        assert_memory_equal(one->network.params.data,
                            two->network.params.data,
                            one->network.params.count * sizeof(real));
    }
    training_destroy(alone);
    app_case_finish(&c);
}

static void one_batch_and_one_epoch(void **state)
{
    static struct app_case c;

    (void)state;
    use(&c, 0);
    app_case_key(&c, KEY_A + 'B' - 'A', MOD_ALT);
    work_until_rest(&c);
    for (int k = 0; k < 3; k++)
        assert_int_equal(
            c.app.training->race.lane[k].trainer[0].state.unit, 1);
    app_case_key(&c, KEY_A + 'E' - 'A', MOD_ALT);
    work_until_rest(&c);
    assert_int_equal(race_epochs(&c.app.training->race), 1);
    assert_shows(&c, -1);
    app_case_finish(&c);
}

static void the_speed_has_a_limit(void **state)
{
    static struct app_case c;

    (void)state;
    use(&c, 0);
    c.app.ui.train_speed = 1; /* four batches a second */
    app_case_key(&c, KEY_SPACE, 0);
    for (int k = 0; k < 120; k++) {
        c.input.elapsed = 16667;
        c.input.work = 200;
        app_case_send(&c);
    }
    const struct trainer_state *state_of =
        &c.app.training->race.lane[0].trainer[0].state;
    assert_int_equal(state_of->epoch, 0);
    assert_in_range(state_of->unit, 6, 9); /* in two seconds */
    app_case_finish(&c);
}

static void epochs_are_gone_through(void **state)
{
    static struct app_case c;

    (void)state;
    use(&c, 3);
    app_case_key(&c, KEY_LEFT, 0);
    assert_int_equal(c.app.ui.epoch, 2);
    assert_shows(&c, 2);
    app_case_key(&c, KEY_HOME, 0);
    assert_int_equal(c.app.ui.epoch, 0);
    assert_shows(&c, 0);
    app_case_key(&c, KEY_RIGHT, 0);
    assert_shows(&c, 1);
    app_case_key(&c, KEY_0 + 2, 0); /* and on every other screen */
    assert_int_equal(c.app.ui.screen, SCREEN_STAGE);
    app_case_key(&c, KEY_RIGHT, MOD_CTRL);
    assert_shows(&c, 2);
    app_case_key(&c, KEY_END, MOD_CTRL);
    assert_int_equal(c.app.ui.epoch, -1);
    assert_shows(&c, 3);
    app_case_finish(&c);
}

/* Dragging the timeline of epochs; dials, and back with Escape. */
static void tracks_are_dragged(void **state)
{
    static struct app_case c;

    (void)state;
    use(&c, 4);
    app_case_blank(&c);
    app_case_spot(&c, box_at(100, 100, 400, 20), (struct draw_id){0},
                  ACTION_SCRUB_EPOCH, 4);
    app_case_spot(&c, box_at(100, 200, 400, 20), (struct draw_id){0},
                  ACTION_TRAIN_DIAL, TRAIN_UNITS);
    app_case_at(&c, INPUT_PRESS, 200, 110);
    assert_int_equal(c.app.ui.epoch, 1);
    app_case_at(&c, INPUT_MOVE, 310, 110);
    assert_int_equal(c.app.ui.epoch, 2);
    app_case_at(&c, INPUT_RELEASE, 310, 110);
    int units = c.app.training->wanted.lane[0].layer.units;
    app_case_at(&c, INPUT_PRESS, 450, 210);
    app_case_at(&c, INPUT_MOVE, 480, 210);
    assert_int_not_equal(c.app.training->wanted.lane[0].layer.units, units);
    app_case_key(&c, KEY_ESCAPE, 0);
    assert_int_equal(c.app.training->wanted.lane[0].layer.units, units);
    app_case_finish(&c);
}

static void lanes_come_go_and_branch(void **state)
{
    static struct app_case c;
    struct app *app = &c.app;

    (void)state;
    use(&c, 3);
    app_case_key(&c, KEY_A + 'X' - 'A', MOD_CTRL);
    assert_shows(&c, 3);
    assert_int_equal(app->lab->lanes, 2);
    app_case_key(&c, KEY_LEFT, 0);
    app_case_key(&c, KEY_A + 'B' - 'A', MOD_CTRL);
    assert_int_equal(app->lab->lanes, 3);
    assert_int_equal(app->training->race.setup.branch[2].epoch, 2);
    assert_int_equal(app->ui.lane, 2);
    app_case_key(&c, KEY_A + 'N' - 'A', MOD_CTRL);
    assert_int_equal(race_epochs(&app->training->race), 0);
    assert_shows(&c, 0);
    app_case_finish(&c);
}

/* Another network is opened, and the training is still there. */
static void a_training_waits_behind_what_is_opened(void **state)
{
    static struct app_case c;

    (void)state;
    use(&c, 3);
    app_case_film(&c, &(struct scene_recipe){.layers = 1}, "x");
    app_case_send(&c);
    assert_int_equal(c.app.ui.screen, SCREEN_STAGE);
    assert_null(c.app.trained.lab);
    app_case_key(&c, KEY_LEFT, MOD_CTRL); /* moves nothing on the stage */
    assert_int_equal(c.app.film->steps, 24);
    c.app.ui.screen = SCREEN_TRAIN; /* as a scene file may say */
    app_case_send(&c);
    assert_int_equal(c.app.ui.screen, SCREEN_STAGE);
    app_case_key(&c, KEY_0 + 4, 0);
    assert_int_equal(c.app.ui.screen, SCREEN_TRAIN);
    assert_int_equal(c.app.film->steps, 8);
    assert_shows(&c, c.app.ui.epoch);
    app_case_finish(&c);
}

/* Wherever memory ends while larger networks come onto the stage, what stays
 * there is no longer taken for them. */
static void what_has_no_room_is_not_shown(void **state)
{
    static struct app_case c;
    bool failed = true;

    (void)state;
    for (long n = 0; failed; n++) {
        use(&c, 1);
        for (int k = 0; k < 3; k++)
            c.app.training->wanted.lane[k].layer.units = 11;
        failing_after(n);
        app_case_key(&c, KEY_A + 'N' - 'A', MOD_CTRL);
        failed = failing_stop();
        app_case_key(&c, KEY_SPACE, MOD_CTRL);
        work(&c, 30);
        app_case_key(&c, KEY_SPACE, MOD_CTRL);
        if (c.app.trained.lab != NULL)
            assert_shows(&c, c.app.ui.epoch);
        app_case_key(&c, KEY_0 + 4, 0);
        assert_shows(&c, c.app.ui.epoch);
        app_case_finish(&c);
    }
}

/* A lane more to compare with is no network that learns; where one is missed,
 * the screen of training has it again. */
static void comparing_leaves_the_race_alone(void **state)
{
    static struct app_case c;
    struct app *app = &c.app;

    (void)state;
    use(&c, 2);
    app_case_key(&c, KEY_0 + 3, 0);
    app_case_key(&c, KEY_A, MOD_SHIFT);
    assert_int_equal(app->lab->lanes, 4);
    assert_int_equal(app->ui.lane, 3);
    app_case_key(&c, KEY_A + 'B' - 'A', MOD_CTRL);
    assert_int_equal(app->training->race.setup.lanes, 4);
    assert_int_equal(app->training->race.setup.branch[3].lane, 2);
    app_case_key(&c, KEY_0 + 3, 0);
    app->ui.lane = 0;
    app_case_key(&c, KEY_A + 'X' - 'A', MOD_SHIFT);
    assert_int_equal(app->lab->lanes, 3);
    assert_int_equal(app->training->race.setup.lanes, 4);
    app_case_key(&c, KEY_0 + 4, 0);
    assert_shows(&c, -1);
    app_case_finish(&c);
}

/* What broke is not waited for, and not made up by the others. */
static void one_batch_of_those_that_are_left(void **state)
{
    static struct app_case c;
    struct race_lane *lane;

    (void)state;
    use(&c, 0);
    lane = c.app.training->race.lane;
    lane[0].trainer[0].broken = lane[0].trainer[1].broken = true;
    app_case_key(&c, KEY_A + 'B' - 'A', MOD_ALT);
    work_until_rest(&c);
    assert_int_equal(lane[0].trainer[0].state.unit, 0);
    for (int k = 1; k < 3; k++)
        for (int s = 0; s < 2; s++)
            assert_int_equal(lane[k].trainer[s].state.unit, 1);
    app_case_finish(&c);
}

/* Another kind each time; R leaves nobody somewhere else. */
static void a_network_is_added_that_is_not_there(void **state)
{
    static struct app_case c;
    const struct race_setup *setup;

    (void)state;
    use(&c, 0);
    setup = &c.app.training->race.setup;
    app_case_key(&c, KEY_A, MOD_CTRL);
    assert_int_equal(setup->lanes, 4);
    for (int k = 0; k < 3; k++)
        assert_int_not_equal(setup->lane[3].layer.cell,
                             setup->lane[k].layer.cell);
    app_case_letter(&c, 'R');
    assert_int_equal(c.app.ui.screen, SCREEN_TRAIN);
    app_case_finish(&c);
}

/* Numbers that break bring everything to rest, and can be looked at. */
static void what_breaks_rests(void **state)
{
    static struct app_case c;
    struct app *app = &c.app;

    (void)state;
    use(&c, 0);
    c.builds = true;
    for (int k = 0; k < 3; k++) {
        app->training->wanted.lane[k].optimizer.rate = 1e38;
        app->training->wanted.lane[k].optimizer.clip = 0;
    }
    app_case_key(&c, KEY_A + 'N' - 'A', MOD_CTRL);
    app_case_key(&c, KEY_SPACE, 0);
    work_until_rest(&c);
    assert_true(race_done(&app->training->race));
    assert_true(app->training->race.lane[1].trainer[0].broken);
    work(&c, 20);
    app_case_key(&c, KEY_SPACE, 0);
    assert_false(app->ui.training);
    assert_int_not_equal(app->ui.message[0], '\0');
    app_case_key(&c, KEY_HOME, 0);
    assert_int_equal(app->ui.epoch, race_epochs(&app->training->race) > 0
                                        ? 0 : -1);
    app_case_key(&c, KEY_0 + 2, 0);
    assert_true(isnan(app->film->loss[0]));
    app_case_key(&c, KEY_0 + 3, 0);
    assert_int_equal(app->ui.screen, SCREEN_COMPARE);
    app_case_finish(&c);
}

/* What all screens have, on this one. */
static void usual_keys_do_what_they_do(void **state)
{
    static struct app_case c;
    struct ui *ui = &c.app.ui;

    (void)state;
    use(&c, 2);
    c.builds = true;
    app_case_letter(&c, 'K');
    assert_true(ui->class_mode);
    app_case_letter(&c, 'K');
    app_case_letter(&c, 'C');
    assert_int_equal(ui->alone, PANEL_LOSS);
    app_case_letter(&c, 'C');
    assert_int_equal(ui->alone, PANEL_SCORES);
    app_case_key(&c, KEY_ESCAPE, 0);
    const struct draw_spot *loss = NULL;
    for (int k = 0; k < c.app.list.spot_count; k++)
        if (c.app.list.spots[k].action == ACTION_NONE &&
            c.app.list.spots[k].value == PANEL_LOSS)
            loss = &c.app.list.spots[k];
    assert_non_null(loss);
    app_case_at(&c, INPUT_MOVE,
                (loss->box.x + 20) * c.app.list.scale + c.app.list.origin.x,
                (loss->box.y + 20) * c.app.list.scale + c.app.list.origin.y);
    app_case_letter(&c, 'F');
    assert_int_equal(ui->alone, PANEL_LOSS);
    app_case_key(&c, KEY_ESCAPE, 0);
    assert_int_equal(ui->alone, PANEL_NONE);
    assert_int_equal(ui->screen, SCREEN_TRAIN);
    app_case_key(&c, KEY_A + 'W' - 'A', MOD_CTRL);
    assert_int_equal(ui->alone, PANEL_SWEEP);
    work(&c, 300); /* what else is measured goes first */
    assert_non_null(c.app.training->sweep.kernels);
    app_case_key(&c, KEY_A + 'W' - 'A', MOD_CTRL);
    assert_false(c.app.training->sweeping);
    app_case_key(&c, KEY_ESCAPE, 0);
    app_case_key(&c, KEY_ESCAPE, 0);
    assert_int_equal(ui->screen, SCREEN_STAGE);
    app_case_finish(&c);
}

static void a_task_is_chosen_from_the_list(void **state)
{
    static struct app_case c;

    (void)state;
    app_case_init(&c, &(struct scene_recipe){.layers = 1});
    c.app.requests = 0;
    app_case_key(&c, KEY_0 + 4, 0); /* nothing learns yet */
    assert_int_equal(c.app.ui.overlay, OVERLAY_TASKS);
    app_case_key(&c, KEY_HOME, 0);
    app_case_at(&c, INPUT_WHEEL, 0, -1);
    assert_int_equal(c.app.ui.task, 1);
    app_case_key(&c, KEY_ENTER, 0);
    assert_int_equal(c.app.ui.overlay, OVERLAY_NONE);
    app_case_asks(&c, REQUEST_TRAIN, task_table[1].name);
    app_case_key(&c, KEY_F1 + 3, 0);
    app_case_key(&c, KEY_ESCAPE, 0);
    assert_int_equal(c.app.ui.overlay, OVERLAY_NONE);
    app_case_finish(&c);
}

static void ctrl_s_saves_the_training_on_its_screen(void **state)
{
    static struct app_case c;

    (void)state;
    use(&c, 1);
    c.app.requests = 0;
    app_case_key(&c, KEY_A + 'S' - 'A', MOD_CTRL);
    app_case_asks(&c, REQUEST_SAVE_TRAINING, "");
    app_case_finish(&c);
}

static void words_are_written_freely(void **state)
{
    static struct app_case c;
    struct app *app = &c.app;

    (void)state;
    app_case_init(&c, &(struct scene_recipe){.layers = 1});
    app_set_training(app, training_case_of(TASK_ANSWER, 0));
    int turn = app->film->turn;
    assert_true(turn > 1);
    assert_int_equal(app->film->free_from, turn);
    app_case_key(&c, KEY_0 + 5, 0);
    assert_int_equal(app->ui.screen, SCREEN_TEXT);
    app_case_seek(&c, PASS_FORWARD, turn);
    app_case_key(&c, KEY_A + 'F' - 'A', MOD_CTRL);
    assert_int_equal(app->film->free_from, turn + 1);
    app_case_key(&c, KEY_A + 'F' - 'A', MOD_CTRL);
    assert_int_equal(app->film->free_from, 0);
    app_case_key(&c, KEY_A + 'Z' - 'A', MOD_CTRL);
    assert_int_equal(app->film->free_from, turn + 1);
    app_case_key(&c, KEY_A + 'T' - 'A', MOD_CTRL);
    assert_true(app->film->temperature > 0);
    app_case_finish(&c);
}

static void the_reel_grows_while_it_learns(void **state)
{
    static struct app_case c;
    const struct training *training;

    (void)state;
    use(&c, 0);
    training = c.app.training;
    app_case_key(&c, KEY_SPACE, 0);
    while (race_epochs(&training->race) < 5)
        work(&c, 1);
    work(&c, 10);
    assert_true(c.app.ui.training);
    assert_non_null(training_picture(training, &c.app.ui, 5));
    assert_null(training_picture(training, &c.app.ui, 6));
    app_case_finish(&c);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_training_comes_onto_the_stage),
        cmocka_unit_test(what_is_looked_at_first),
        cmocka_unit_test(space_starts_and_rests),
        cmocka_unit_test(the_window_trains_like_the_command),
        cmocka_unit_test(one_batch_and_one_epoch),
        cmocka_unit_test(the_speed_has_a_limit),
        cmocka_unit_test(epochs_are_gone_through),
        cmocka_unit_test(tracks_are_dragged),
        cmocka_unit_test(lanes_come_go_and_branch),
        cmocka_unit_test(a_training_waits_behind_what_is_opened),
        cmocka_unit_test(what_has_no_room_is_not_shown),
        cmocka_unit_test(comparing_leaves_the_race_alone),
        cmocka_unit_test(one_batch_of_those_that_are_left),
        cmocka_unit_test(a_network_is_added_that_is_not_there),
        cmocka_unit_test(what_breaks_rests),
        cmocka_unit_test(usual_keys_do_what_they_do),
        cmocka_unit_test(a_task_is_chosen_from_the_list),
        cmocka_unit_test(ctrl_s_saves_the_training_on_its_screen),
        cmocka_unit_test(words_are_written_freely),
        cmocka_unit_test(the_reel_grows_while_it_learns),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

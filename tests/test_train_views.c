/* The screen of training: every panel of it, in every state of a race, and
 * whole frames at every size.
 */
#include "lane_case.h"
#include "training_case.h"

#include "scene/action.h"
#include "scene/training/task_words.h"
#include "scene/training/train_dials.h"

typedef void test_view(const struct scene *scene, struct box box);

static test_view *const views[] = {
    view_task, view_loss, view_norms, view_scores, view_reel, view_sweep,
    view_train_transport};
enum { VIEWS = sizeof views / sizeof *views };

/* A training with the lab of its networks, as the app has it. */
struct train_case {
    struct lane_case l;
    struct training *training;
};

static void begin(struct train_case *t, struct training *training)
{
    const struct lane_measure measure = {0};
    struct cast cast = {0};
    struct error error = {0};

    assert_true(training_cast(training, 0, -1, &cast, &error));
    struct setup setup = lab_setup_of(&cast);
    setup.lanes = cast.networks;
    for (int k = 1; k < cast.networks; k++) {
        setup.lane[k] = setup.lane[0];
        setup.lane[k].file = k;
    }
    struct lab *lab = lab_create(&(struct lab_start){
        .cast = &cast, .setup = &setup, .kernels = training->kernels},
        &measure, &error);
    assert_string_equal(error.text, "");
    lane_case_begin(&t->l, lab);
    t->training = training;
    t->l.c.training = training;
    t->l.c.ui.screen = SCREEN_TRAIN;
    cast_finish(&cast);
}

static void finish(struct train_case *t)
{
    lane_case_finish(&t->l);
    training_destroy(t->training);
}

static void build(struct train_case *t, int width, int height)
{
    struct scene_case *c = &t->l.c;

    scene_case_levels(c);
    const struct scene_source source = {
        .ui = &c->ui, .film = &c->film, .lab = t->l.lab, .decays = &c->decays,
        .levels = &c->levels, .studies = &c->studies,
        .training = t->training, .tells = true};
    scene_build(&source, width, height, measure_synthetic(), &c->list);
    c->box = draw_frame_box(&c->list);
}

/* Every panel at sizes large and small, in both languages. */
static void check_views(struct train_case *t)
{
    for (int k = 0; k < VIEWS - 1; k++)
        scene_case_sweep(&t->l.c, views[k]);
    for (int width = 300; width <= 1872; width += 131)
        for (int l = 0; l < 2; l++) {
            t->l.c.ui.language = l ? LANGUAGE_KO : LANGUAGE_EN;
            scene_case_show(&t->l.c, view_train_transport, (float)width, 68);
            scene_case_check(&t->l.c);
        }
}

/* Whole frames as windows have them. */
static void check_frames(struct train_case *t)
{
    static const int size[][2] = {{1024, 640}, {1280, 800}, {1920, 1080},
                                  {3840, 2160}, {1080, 1920}};
    static const float scale[] = {0.8f, 1, 1.5f, 2};
    struct ui *ui = &t->l.c.ui;

    for (int k = 0; k < 5 * 4 * 4; k++) {
        ui->text_scale = scale[k / 5 % 4];
        ui->language = k % 2 ? LANGUAGE_KO : LANGUAGE_EN;
        ui->theme = k % 3 ? THEME_DARK : THEME_LIGHT;
        ui->train_all = k / 20 % 2;
        ui->class_mode = k / 40;
        build(t, size[k % 5][0], size[k % 5][1]);
        scene_case_check(&t->l.c);
    }
    ui->class_mode = false;
    ui->text_scale = 1;
}

static void test_small_race(void **state)
{
    static const int epochs[] = {0, 1, 12};

    (void)state;
    for (int k = 0; k < 3; k++) {
        struct train_case t;
        begin(&t, training_case(epochs[k]));
        check_frames(&t);
        t.l.c.ui.train_all = true;
        training_case_measure(t.training, &t.l.c.ui);
        check_views(&t);
        check_frames(&t);
        t.l.c.ui.loss_linear = true;
        t.l.c.ui.loss_accuracy = k == 2;
        t.l.c.ui.epoch = epochs[k] / 2;
        t.l.c.ui.lane = 2;
        check_views(&t);
        finish(&t);
    }
}

/* Values beside the names are those of the epoch looked at. */
static void test_values(void **state)
{
    struct train_case t;

    (void)state;
    begin(&t, training_case(6));
    t.l.c.ui.epoch = 4;
    scene_case_show(&t.l.c, view_loss, 900, 500);
    for (int lane = 0; lane < 3; lane++) {
        struct draw_id id = subject(SUBJECT_TRAIN, lane, HISTORY_TEST, 4, 0);
        const struct draw_number *number = scene_case_number(&t.l.c, id);
        const struct trainer *trainer =
            &t.training->race.lane[lane].trainer[0];
        assert_non_null(number);
        assert_true(number->value ==
                    (double)trainer_history(trainer, 3)[HISTORY_TEST]);
    }
    assert_non_null(scene_case_text(&t.l.c, "epoch 4"));
    scene_case_show(&t.l.c, view_scores, 900, 400);
    assert_non_null(scene_case_number(&t.l.c, subject(
        SUBJECT_TRAIN, 1, HISTORY_ACCURACY, 4, 0)));
    scene_case_show(&t.l.c, view_norms, 700, 500);
    assert_non_null(scene_case_number(&t.l.c, subject(
        SUBJECT_TRAIN, 2, HISTORY_CLIPS, 4, 0)));
    finish(&t);
}

/* Errors that were measured at another epoch are not those of this one. */
static void test_measured(void **state)
{
    const struct draw_id id = subject(SUBJECT_TRAIN_SCORE, 0, 3, 0, 0);
    struct train_case t;
    struct scene_case *c = &t.l.c;

    (void)state;
    begin(&t, training_case_of(TASK_AIR, 3));
    training_case_measure(t.training, &c->ui);
    scene_case_show(c, view_scores, 900, 400);
    assert_non_null(scene_case_number(c, id));
    c->ui.epoch = 1;
    scene_case_show(c, view_scores, 900, 400);
    assert_null(scene_case_number(c, id));
    training_case_measure(t.training, &c->ui);
    scene_case_show(c, view_scores, 900, 400);
    assert_non_null(scene_case_number(c, id));
    finish(&t);
}

/* A mark on the rail leads back to the default. */
static void test_start(void **state)
{
    struct train_case t;
    struct scene_case *c = &t.l.c;

    (void)state;
    begin(&t, training_case(1));
    c->ui.train_all = true;
    train_dial_reset(t.training, &c->ui, TRAIN_RATE);
    scene_case_show(c, view_task, 500, 900);
    assert_null(scene_case_spot(c, ACTION_TRAIN_DIAL_START, TRAIN_RATE));
    train_dial_step(t.training, &c->ui, TRAIN_RATE, 2);
    scene_case_show(c, view_task, 500, 900);
    scene_case_check(c);
    assert_non_null(scene_case_spot(c, ACTION_TRAIN_DIAL_START, TRAIN_RATE));
    finish(&t);
}

/* How many seeds learned, counted here. */
static void test_learned(void **state)
{
    struct train_case t;

    (void)state;
    begin(&t, training_case(12));
    scene_case_show(&t.l.c, view_scores, 900, 400);
    for (int lane = 0; lane < 3; lane++) {
        int learned = 0;
        char text[32];
        for (int s = 0; s < 2; s++) {
            struct trainer *trainer = &t.training->race.lane[lane].trainer[s];
            trainer->history[3 * trainer->columns + HISTORY_ACCURACY] =
                lane == 0 ? 0.5f : s < lane ? 1 : trainer->history[
                    3 * trainer->columns + HISTORY_ACCURACY];
            bool once = false;
            for (int e = 0; e < 12; e++)
                once |= (double)trainer_history(trainer, e)[HISTORY_ACCURACY] >=
                        0.99;
            learned += once;
        }
        scene_case_show(&t.l.c, view_scores, 900, 400);
        snprintf(text, sizeof text, "%d of 2", learned);
        assert_non_null(scene_case_text(&t.l.c, text));
    }
    finish(&t);
}

/* What a pointer over the curves reads. */
static void test_reading(void **state)
{
    struct train_case t;
    struct scene_case *c = &t.l.c;

    (void)state;
    begin(&t, training_case(12));
    scene_case_show(c, view_loss, 900, 500);
    const struct draw_spot *spot = scene_case_spot(c, ACTION_SCRUB_EPOCH, 12);
    assert_non_null(spot);
    c->ui.pointer = point_at(spot->box.x + spot->box.w * 7 / 12,
                             spot->box.y + 30);
    scene_case_show(c, view_loss, 900, 500);
    assert_non_null(scene_case_text(c, "epoch 7"));
    assert_non_null(scene_case_number(c, subject(SUBJECT_TRAIN, 1,
                                                 HISTORY_TRAIN, 7, 0)));
    scene_case_check(c);
    finish(&t);
}

/* A drag over the reel goes where its frames are. */
static void test_reel(void **state)
{
    struct train_case t;
    struct scene_case *c = &t.l.c;

    (void)state;
    begin(&t, training_case(6));
    training_case_measure(t.training, &c->ui);
    c->ui.epoch = 2;
    scene_case_show(c, view_reel, 1200, 200);
    const struct draw_spot *spot = scene_case_spot(c, ACTION_SCRUB_EPOCH, 12);
    const struct draw_command *four = scene_case_text(c, "4");
    assert_non_null(spot);
    assert_non_null(four);
    assert_close((double)four->box.x,
                (double)(spot->box.x + spot->box.w * 4 / 12), 1e-3);
    assert_non_null(scene_case_spot(c, ACTION_EPOCH, -1));
    assert_non_null(scene_case_spot(c, ACTION_BRANCH, 0));
    int pictures = 0;
    for (int k = 0; k < c->list.commands; k++)
        pictures += c->list.command[k].kind == DRAW_GRID;
    assert_true(pictures >= 4 && pictures <= 7);
    c->ui.epoch = -1;
    scene_case_show(c, view_reel, 1200, 200);
    assert_null(scene_case_spot(c, ACTION_EPOCH, -1));
    finish(&t);
}

/* Numbers that broke have no place on an axis, and the lane says so. */
static void test_broken(void **state)
{
    struct train_case t;

    (void)state;
    begin(&t, training_case(6));
    struct trainer *trainer = &t.training->race.lane[1].trainer[0];
    for (int k = 0; k < trainer->columns; k++) {
        trainer->history[4 * trainer->columns + k] = NAN;
        trainer->history[5 * trainer->columns + k] = INFINITY;
    }
    trainer->broken = true;
    check_views(&t);
    check_frames(&t);
    t.l.c.ui.language = LANGUAGE_EN;
    scene_case_show(&t.l.c, view_loss, 900, 500);
    assert_non_null(scene_case_text(&t.l.c, "broke"));
    for (int lane = 0; lane < 3; lane++) {
        trainer = &t.training->race.lane[lane].trainer[0];
        for (int k = 0; k < 6 * trainer->columns; k++)
            trainer->history[k] = NAN;
    }
    check_views(&t);
    finish(&t);
}

/* More epochs than there are pixels. */
static void test_long(void **state)
{
    struct race_setup setup = training_case_setup();
    const struct material none = {0};
    struct train_case t;

    (void)state;
    for (int k = 0; k < setup.lanes; k++)
        setup.lane[k].epochs = 10000;
    begin(&t, training_case_make(&setup, &none, 1));
    for (int lane = 0; lane < setup.lanes; lane++)
        for (int s = 0; s < setup.seeds; s++) {
            struct trainer *trainer = &t.training->race.lane[lane].trainer[s];
            for (int e = 1; e < 10000; e++)
                for (int k = 0; k < trainer->columns; k++)
                    trainer->history[e * trainer->columns + k] =
                        (real)(0.7 / (1 + 0.01 * e * (lane + 1)) +
                               0.004 * (1 + sin(e * 0.37 + s + k)));
            trainer->state.epoch = 10000;
        }
    t.l.c.ui.train_all = true;
    check_frames(&t);
    scene_case_show(&t.l.c, view_norms, 700, 500);
    scene_case_check(&t.l.c);
    finish(&t);
}

/* One to four lanes, some of one kind: all have other names and colours. */
static void test_lanes(void **state)
{
    struct error error = {0};
    struct train_case t;
    struct training *training = training_case(4);

    (void)state;
    assert_true(training_branch(training, 2, 3, &error));
    begin(&t, training);
    check_frames(&t);
    scene_case_show(&t.l.c, view_loss, 900, 500);
    t.l.c.ui.language = LANGUAGE_EN;
    scene_case_show(&t.l.c, view_loss, 900, 500);
    assert_non_null(scene_case_text(&t.l.c, "LSTM from 3"));
    finish(&t);
    training = training_case(2);
    training_drop(training, 2);
    training_drop(training, 0);
    begin(&t, training);
    check_views(&t);
    check_frames(&t);
    finish(&t);
}

/* Four networks of two kinds: every one has a hue and a marker of its own, the
 * first of its kind that of the kind; long names stand in full. */
static void test_cosine(void **state)
{
    static const enum cell kinds[4] = {CELL_DENSE, CELL_LSTM, CELL_LSTM,
                                       CELL_LSTM};
    struct train_case t;

    (void)state;
    assert_int_equal(lab_hue_among(kinds, 0), MODEL_OWN);
    assert_int_equal(lab_hue_among(kinds, 1), MODEL_LSTM);
    assert_int_equal(lab_hue_among(kinds, 2), MODEL_SECOND);
    assert_int_equal(lab_hue_among(kinds, 3), MODEL_THIRD);
    begin(&t, training_case_of(TASK_COSINE, 1));
    for (int k = 0; k < 4; k++)
        assert_int_equal(lab_lane_hue(t.l.lab, k), lab_hue_among(kinds, k));
    t.l.c.ui.language = LANGUAGE_EN;
    scene_case_show(&t.l.c, view_loss, 900, 500);
    assert_non_null(scene_case_text(&t.l.c, "2 × LSTM, stateful"));
    finish(&t);
}

/* Before the first epoch is over it is not asked to begin. */
static void test_first_epoch(void **state)
{
    struct train_case t;

    (void)state;
    begin(&t, training_case(0));
    t.l.c.ui.language = LANGUAGE_EN;
    scene_case_show(&t.l.c, view_loss, 900, 500);
    assert_non_null(scene_case_text(&t.l.c, "press play"));
    t.l.c.ui.training = true;
    scene_case_show(&t.l.c, view_loss, 900, 500);
    assert_null(scene_case_text(&t.l.c, "press play"));
    assert_non_null(scene_case_text(&t.l.c, "in the first epoch"));
    finish(&t);
}

/* Names that would take too much of the plot stand in two lines. */
static void test_long_names(void **state)
{
    struct training *training = training_case_of(TASK_COSINE, 1);
    struct error error = {0};
    struct train_case t;

    (void)state;
    training_drop(training, 0);
    assert_true(training_branch(training, 2, 1, &error));
    begin(&t, training);
    t.l.c.ui.language = LANGUAGE_EN;
    scene_case_show(&t.l.c, view_loss, 560, 500);
    assert_null(scene_case_text(&t.l.c, "…"));
    assert_null(scene_case_text(&t.l.c, "2 × LSTM, s"));
    assert_non_null(scene_case_text(&t.l.c, "stateful from 1"));
    check_frames(&t);
    finish(&t);
}

/* The baseline is named behind the curves, not on them. */
static void test_level(void **state)
{
    struct train_case t;

    (void)state;
    begin(&t, training_case(12));
    t.l.c.ui.language = LANGUAGE_EN;
    for (int lane = 0; lane < 3; lane++) {
        struct trainer *trainer = &t.training->race.lane[lane].trainer[0];
        for (int epoch = 0; epoch < 12; epoch++) {
            real *row = trainer->history + epoch * trainer->columns;
            row[HISTORY_TRAIN] = epoch < 4 ? 0.01f : 0.75f;
            row[HISTORY_TEST] = epoch < 4 ? 0.01f : 0.64f;
        }
    }
    scene_case_show(&t.l.c, view_loss, 900, 500);
    const struct draw_command *name = scene_case_text(&t.l.c, "coin toss");
    assert_non_null(name);
    assert_true(name->box.x < SCENE_CASE_MARGIN + 450);
    finish(&t);
}

/* Tasks of every shape: letters, pictures, values, one lane and four. */
static void test_tasks(void **state)
{
    static const enum task_kind kinds[] = {
        TASK_COSINE, TASK_PRICE, TASK_NUMBERS, TASK_SPELL, TASK_SPELL_KO,
        TASK_ANSWER, TASK_LETTERS, TASK_ADDING};

    (void)state;
    for (size_t k = 0; k < sizeof kinds / sizeof *kinds; k++) {
        struct train_case t;
        begin(&t, training_case_of(kinds[k], 1));
        check_frames(&t);
        scene_case_sweep(&t.l.c, view_task);
        scene_case_sweep(&t.l.c, view_scores);
        finish(&t);
    }
}

/* Without a training there is nothing, without a film no example. */
static void test_nothing(void **state)
{
    struct train_case t;

    (void)state;
    begin(&t, training_case(1));
    t.l.c.training = NULL;
    for (int k = 0; k < VIEWS; k++) {
        scene_case_show(&t.l.c, views[k], 700, 400);
        assert_int_equal(t.l.c.list.commands, 0);
    }
    t.l.c.training = t.training;
    for (int k = 0; k < VIEWS; k++) {
        scene_case_show(&t.l.c, views[k], 700, 400);
        draw_begin(&t.l.c.list, 820, 520, 1, measure_synthetic());
        struct scene scene = t.l.c.scene;
        scene.film = NULL;
        views[k](&scene, t.l.c.box);
        assert_true(t.l.c.list.commands > 0);
        scene_case_check(&t.l.c);
    }
    finish(&t);
}

/* The curve of lags, from results that are there. */
static void test_sweep(void **state)
{
    struct error error = {0};
    struct train_case t;

    (void)state;
    begin(&t, training_case(1));
    scene_case_show(&t.l.c, view_sweep, 900, 500);
    assert_non_null(scene_case_text(&t.l.c, "start"));
    struct sweep *sweep = &t.training->sweep;
    const struct sweep_setup setup = sweep_defaults(TASK_REMEMBER);
    assert_true(sweep_init(sweep, &setup, t.training->kernels, &error));
    t.training->sweeping = true;
    for (int lag = 0; lag < 3; lag++)
        for (int cell = 0; cell < setup.cells; cell++)
            for (int s = 0; s < setup.seeds; s++) {
                sweep->result[lag][cell][s].done = true;
                sweep->result[lag][cell][s].learned = lag <= cell;
                sweep->at++;
            }
    scene_case_show(&t.l.c, view_sweep, 900, 560);
    scene_case_check(&t.l.c);
    for (int cell = 0; cell < setup.cells; cell++) {
        const struct draw_number *number = scene_case_number(
            &t.l.c, subject(SUBJECT_SWEEP, cell, 0, 0, 1));
        assert_non_null(number);
        assert_true(number->value == setup.lag[cell]);
    }
    assert_non_null(scene_case_text(&t.l.c, "stop"));
    scene_case_sweep(&t.l.c, view_sweep);
    finish(&t);
}

/* The list: every task with its own entry, and what it has to look at. */
static void test_list(void **state)
{
    struct train_case t;
    struct scene_case *c = &t.l.c;

    (void)state;
    begin(&t, training_case(1));
    c->ui.overlay = OVERLAY_TASKS;
    check_frames(&t);
    c->ui.task = TASK_LETTERS;
    c->ui.language = LANGUAGE_EN;
    build(&t, 1920, 1080);
    for (int k = 0; k < TASK_SERIES; k++) {
        assert_non_null(scene_case_spot(c, ACTION_TASK, k));
        assert_non_null(scene_case_text(
            c, task_words((enum task_kind)k)->title[LANGUAGE_EN]));
    }
    for (int k = 0; k < TASK_SERIES; k++) {
        c->ui.task = k;
        c->ui.text_scale = 2;
        build(&t, 1024, 640);
        scene_case_check(c);
        assert_non_null(scene_case_spot(c, ACTION_TASK, k));
    }
    finish(&t);
}

/* Panels alone, with the way back. */
static void test_alone(void **state)
{
    static const enum panel panels[] = {
        PANEL_TASK, PANEL_LOSS, PANEL_NORMS, PANEL_SCORES, PANEL_REEL,
        PANEL_SWEEP, PANEL_HEAT};
    struct train_case t;

    (void)state;
    begin(&t, training_case(3));
    for (size_t k = 0; k < sizeof panels / sizeof *panels; k++) {
        t.l.c.ui.alone = panels[k];
        check_frames(&t);
        build(&t, 1280, 800);
        assert_non_null(scene_case_spot(&t.l.c, ACTION_NONE,
                                        (int)panels[k]));
        for (size_t other = 0; other < sizeof panels / sizeof *panels; other++)
            assert_non_null(scene_case_spot(&t.l.c, ACTION_ALONE,
                                            (int)panels[other]));
    }
    finish(&t);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_small_race), cmocka_unit_test(test_values),
        cmocka_unit_test(test_measured), cmocka_unit_test(test_start),
        cmocka_unit_test(test_learned),
        cmocka_unit_test(test_reading), cmocka_unit_test(test_reel),
        cmocka_unit_test(test_broken), cmocka_unit_test(test_long),
        cmocka_unit_test(test_lanes), cmocka_unit_test(test_cosine),
        cmocka_unit_test(test_long_names),
        cmocka_unit_test(test_first_epoch),
        cmocka_unit_test(test_level), cmocka_unit_test(test_tasks),
        cmocka_unit_test(test_nothing), cmocka_unit_test(test_sweep),
        cmocka_unit_test(test_list), cmocka_unit_test(test_alone),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}

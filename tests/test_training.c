/* Trainings: made of every task, shown by a lab, looked at in their past, and
 * measured in units of work.
 */
#include "training_case.h"

#include <math.h>
#include <unistd.h>

#include "failing.h"
#include "nn/net/free/generate.h"
#include "scene/action.h"
#include "scene/film/token.h"
#include "scene/subject.h"
#include "scene/tell/train/train_words.h"
#include "scene/training/train_dials.h"
#include "scene/training/training_parts.h"
#include "scene/view/series/lane.h"

static struct ui looking(int lane, int epoch)
{
    struct ui ui = ui_defaults();

    ui.screen = SCREEN_TRAIN;
    ui.lane = lane;
    ui.epoch = epoch;
    return ui;
}

/* Every network of the cast as a lane, as the app does it. */
static struct lab *make_lab(const struct training *training, int example,
                            int epoch)
{
    const struct lane_measure measure = {0};
    struct cast cast;
    struct error error = {0};

    training_cast(training, example, epoch, &cast, &error);
    assert_string_equal(error.text, "");
    assert_int_equal(cast.networks, training->race.setup.lanes);
    struct setup setup = lab_setup_of(&cast);
    setup.lanes = cast.networks;
    for (int k = 0; k < cast.networks; k++) {
        setup.lane[k] = setup.lane[0];
        setup.lane[k].file = k;
    }
    struct lab *lab = lab_create(
        &(struct lab_start){.cast = &cast, .setup = &setup,
                            .kernels = training->kernels}, &measure, &error);
    assert_string_equal(error.text, "");
    return lab;
}

static void check_weights(const struct training *training, struct lab *lab,
                          int epoch)
{
    for (int k = 0; k < training->race.setup.lanes; k++) {
        const struct params *params = &lab_film(lab, k)->network.params;
        int found;
        const real *weights = race_weights(&training->race, k, epoch, &found);

        assert_int_equal(found, lab_film(lab, k)->epochs);
        assert_memory_equal(params->data, weights,
                            params->count * sizeof(real));
    }
}

/* Where the answers and the steps of a task's film must be. */
static void check_film(const struct film *film, const struct task *task)
{
    bool series = task_is_series(task->kind) && task->info->every;
    bool signs = task->kind == TASK_ANBN || task->kind == TASK_COPY;

    assert_true(film->steps >= 1 && film->steps <= SETUP_STEPS_MAX);
    assert_true(film->title.en[0] != '\0' && film->title.ko[0] != '\0');
    assert_true(film->model.en[0] != '\0' && film->model.ko[0] != '\0');
    assert_true(film->has_loss);
    assert_true(isfinite(film->loss[0]));
    assert_int_equal(film->loss_everywhere, task->info->every);
    assert_int_equal(film->words.count, signs ? task->inputs
                                              : task->words.count);
    assert_int_equal(film->target_labels != NULL,
                     task->info->kind == TARGET_LABELS);
    assert_int_equal(film->label != NULL,
                     task_is_series(task->kind) ||
                         film->words.count > 0);
    assert_int_equal(film->mean != NULL, task_is_series(task->kind));
    if (series) {
        assert_true(film->steps >= 120);
        assert_int_equal(film->free_from, film->steps - 59);
        assert_true(isnan(film_target(film, film->steps, 0)));
        assert_false(isnan(film_target(film, film->free_from - 2, 0)));
    } else if (task->kind == TASK_LETTERS) {
        assert_true(film->steps >= 100 && film->steps <= 160);
        assert_int_equal(film->free_from, 0);
    } else {
        assert_int_equal(film->free_from, film->turn);
    }
}

static bool exists(enum task_kind kind)
{
    return kind != TASK_SERIES;
}

static void every_task_gives_a_lab(void **state)
{
    (void)state;
    for (int kind = 0; kind < TASK_COUNT; kind++) {
        if (!exists((enum task_kind)kind))
            continue;
        struct training *training = training_case_of((enum task_kind)kind, 0);
        int examples = training_examples(training);

        assert_true(examples >= 1);
        for (int k = 0; k < 2 && k < examples; k++) {
            struct lab *lab = make_lab(training, k == 0 ? 0 : examples - 1, -1);
            if (k == 0)
                check_film(lab_film(lab, 0), training_task(training));
            assert_false(lab_film(lab, 0)->trained);
            assert_true(isfinite(lab_film(lab, 0)->loss[0]));
            check_weights(training, lab, 0);
            lab_destroy(lab);
        }
        training_destroy(training);
    }
}

/* Of all lanes of a race with a context; and the names of its steps. */
static void series_go_on_beyond_the_data(void **state)
{
    struct training *training = training_case_of(TASK_CO2, 0);
    const struct task *task = training_task(training);
    struct lab *lab = make_lab(training, 0, -1);
    const struct film *film = lab_film(lab, 0);
    int given = film->free_from - 1, last = task->series_length - 1;

    (void)state;
    assert_string_equal(film->label[given - 1], "1997-12");
    assert_string_equal(film->label[given], "1998-01");
    assert_string_equal(film->unit.en, "ppm");
    for (int t = 1; t <= given; t++)
        assert_true(film->x[t - 1] == task->series[last + t - given]);
    for (int t = 1; t <= film->steps; t++)
        assert_int_equal(isnan(film->loss[t]), t >= given);
    assert_int_equal(lane_panel(film, PANEL_DECAY), PANEL_SERIES);
    assert_int_equal(lane_panel(film, PANEL_PATHS), PANEL_PATHS);
    /* Left to itself it reads what it said. */
    assert_true(film->x[given] ==
                tape_head(&film->values, HEAD_Y, given, 0)[0]);
    lab_destroy(lab);

    /* What came then stands beside it where it is known. */
    lab = make_lab(training, 1, -1);
    film = lab_film(lab, 0);
    for (int t = 1; t < film->steps; t++)
        assert_true(film->target_values[t - 1] ==
                    task->series[last - film->steps + 1 + t]);
    assert_true(isnan(film->target_values[film->steps - 1]));
    assert_true(last + 1 - 60 * (training_examples(training) - 1) >=
                task->split);
    lab_destroy(lab);
    training_destroy(training);
}

/* Tasks made by a rule have no words, but signs to read. */
static void symbols_have_signs(void **state)
{
    static const struct {
        enum task_kind kind;
        const char *first, *choice;
    } signs[] = {{TASK_ANBN, "■", "a"}, {TASK_COPY, NULL, "B"}};

    (void)state;
    for (int k = 0; k < 2; k++) {
        struct training *training = training_case_of(signs[k].kind, 0);
        struct lab *lab = make_lab(training, 0, -1);
        const struct film *film = lab_film(lab, 0);
        char name[FILM_LABEL_MAX];

        assert_int_equal(training_task(training)->words.count, 0);
        assert_string_equal(film_choice(film, 1, name), signs[k].choice);
        assert_int_equal(token_film(film), signs[k].kind == TASK_ANBN);
        if (signs[k].first != NULL)
            assert_string_equal(token_show(film, 1), signs[k].first);
        for (int t = 1; t <= film->steps; t++)
            assert_true(token_label(film, t, name)[0] != '\0');
        lab_destroy(lab);
        training_destroy(training);
    }
}

static void cosine_has_its_four_networks(void **state)
{
    struct training *training = training_case_of(TASK_COSINE, 1);
    struct lab *lab = make_lab(training, 1, 1);
    const struct film *window = lab_film(lab, 0), *one = lab_film(lab, 1);

    (void)state;
    assert_int_equal(lab->lanes, 4);
    assert_int_equal(window->values.spec.inputs, 20);
    /* Windows are whole from the first step on. */
    const struct task *task = training_task(training);
    int first = task->series_length - 120;
    assert_int_equal(one->steps, 120);
    assert_int_equal(one->free_from, 61);
    for (int t = 1; t < one->free_from; t++) {
        assert_true(one->x[t - 1] == task->series[first + t - 1]);
        for (int k = 0; k < 20; k++)
            assert_true(window->x[(t - 1) * 20 + k] ==
                        task->series[first + t - 20 + k]);
    }
    assert_string_equal(window->model.en, "cosine: window of 20");
    assert_string_equal(one->model.ko, "cosine");
    assert_string_equal(lab_film(lab, 2)->model.en, "cosine: stateful");
    assert_string_equal(lab_film(lab, 3)->model.en,
                        "cosine: 2 layers, stateful");
    check_weights(training, lab, 1);
    lab_destroy(lab);
    training_destroy(training);
}

static void names_say_what_is_read(void **state)
{
    struct training *training = training_case_of(TASK_SPELL_KO, 0);
    struct lab *lab = make_lab(training, 3, -1);
    const struct film *film = lab_film(lab, 0);

    (void)state;
    assert_true(film->picture);
    assert_int_equal(film->turn, 2);
    assert_string_equal(film->label[0], "그림");
    lab_destroy(lab);
    training_destroy(training);

    training = training_case_of(TASK_SALES, 0);
    lab = make_lab(training, 0, -1);
    film = lab_film(lab, 0);
    assert_string_equal(film->label[film->free_from - 2], "W52-7");
    assert_string_equal(film->label[film->free_from - 1], "W01-1");
    lab_destroy(lab);
    training_destroy(training);
}

/* The film of an epoch is the same however one came there. */
static void scrubbing_there_and_back_is_exact(void **state)
{
    struct training *training = training_case(4);
    struct lab *lab = make_lab(training, 2, 1);
    const struct film *film = lab_film(lab, 2);
    size_t reals = (size_t)(film->steps + 1) * film->values.layer[0].stride;
    real *before = malloc(reals * sizeof *before);
    struct error error = {0};

    (void)state;
    memcpy(before, film->values.layer[0].rows, reals * sizeof *before);
    for (int way = 0; way < 3; way++) {
        int epoch = way == 0 ? 4 : way == 1 ? 0 : 1;
        const struct lab_retrained weights = training_weights(training, epoch);
        lab_retrain(lab, &weights, &error);
        assert_string_equal(error.text, "");
        check_weights(training, lab, epoch);
        assert_int_equal(memcmp(before, film->values.layer[0].rows,
                                reals * sizeof *before) == 0, way == 2);
        assert_int_equal(film->trained, epoch > 0);
    }
    free(before);
    lab_destroy(lab);
    training_destroy(training);
}

static void restart_follows_the_dials(void **state)
{
    struct training *training = training_case(2);
    unsigned made = training->made;
    struct error error = {0};

    (void)state;
    assert_true(training_is_fresh(training));
    for (int k = 0; k < 3; k++)
        training->wanted.lane[k].layer.units = 7;
    assert_false(training_is_fresh(training));
    assert_true(training_restart(training, &error));
    assert_true(training_is_fresh(training));
    assert_true(training->made != made);
    assert_int_equal(race_epochs(&training->race), 0);
    assert_int_equal(
        training->race.lane[2].trainer[0].network.params.spec.layer[0].units,
        7);

    /* What cannot be made leaves the race as it is. */
    training_case_train(training, 1);
    made = training->made;
    training->wanted.lane[1].steps = 9;
    assert_false(training_restart(training, &error));
    assert_true(error.text[0] != '\0');
    assert_int_equal(race_epochs(&training->race), 1);
    assert_int_equal(training->made, made);
    training_case_train(training, 1);
    assert_int_equal(race_epochs(&training->race), 2);
    training_destroy(training);
}

static void lanes_come_and_go(void **state)
{
    struct training *training = training_case(3);
    struct error error = {0};

    (void)state;
    training_drop(training, 0);
    assert_int_equal(training->race.setup.lanes, 2);
    training->wanted.lane[1].optimizer.rate = 0.001;
    assert_true(training_branch(training, 1, 2, &error));
    const struct trainer *branch = &training->race.lane[2].trainer[0];
    assert_int_equal(branch->state.epoch, 2);
    assert_true(branch->options.optimizer.rate == 0.001);
    assert_true(training_is_fresh(training));
    assert_int_equal(training_epoch(training, &(struct ui){.epoch = -1}), 0);

    assert_true(training_add(training, &lane_kinds[0], &error));
    assert_int_equal(training->race.setup.lanes, 4);
    assert_int_equal(training->race.setup.lane[3].layer.cell,
                     lane_kinds[0].cell);
    assert_true(training_is_fresh(training));
    assert_false(training_add(training, &lane_kinds[0], &error));
    assert_int_equal(training->wanted.lanes, 4);
    struct lab *lab = make_lab(training, 0, 2);
    assert_non_null(strstr(lab_film(lab, 2)->model.en, "branch at epoch 2"));
    lab_destroy(lab);
    for (int k = 0; k < 5; k++)
        training_drop(training, 0);
    assert_int_equal(training->race.setup.lanes, 1);
    assert_true(training_restart(training, &error));
    training_destroy(training);
}

/* A dial that was turned before a lane came is about that lane too. */
static void new_lanes_are_as_the_dials_say(void **state)
{
    struct training *training = training_case(1);
    struct error error = {0};

    (void)state;
    for (int k = 0; k < 3; k++)
        training->wanted.lane[k].epochs = 20;
    assert_true(training_add(training, &lane_kinds[1], &error));
    assert_false(training_is_fresh(training));
    assert_true(training_restart(training, &error));
    assert_int_equal(training->race.setup.lane[3].epochs, 20);
    training_destroy(training);
}

/* Saved and opened it is the same training, and what cannot be opened is said.
 */
static void a_file_brings_it_back(void **state)
{
    struct training *training = training_case(3);
    const struct material none = {0};
    struct error error = {0};
    char path[] = "/tmp/gatereel-training-XXXXXX";
    int file = mkstemp(path), found;

    (void)state;
    assert_true(file >= 0);
    close(file);
    assert_true(race_save(&training->race, NULL, path, &error));
    struct training *again = training_open(path, &none, training->kernels,
                                           &error);
    assert_string_equal(error.text, "");
    assert_string_equal(again->path, path);
    assert_int_equal(again->saved, 3);
    assert_true(training_is_fresh(again));
    for (int k = 0; k < 3; k++)
        for (int epoch = 0; epoch <= 3; epoch++) {
            const struct params *params =
                &training->race.lane[k].trainer[0].network.params;
            assert_memory_equal(
                race_weights(&again->race, k, epoch, &found),
                race_weights(&training->race, k, epoch, &found),
                params->count * sizeof(real));
        }
    training_destroy(again);
    unlink(path);
    assert_null(training_open(path, &none, training->kernels, &error));
    assert_true(error.text[0] != '\0');
    training_destroy(training);
}

/* A picture beside a plain run of the same network. */
static void check_picture(struct training *training, const struct ui *ui,
                          int epoch)
{
    const struct reel_picture *picture = training_picture(training, ui, epoch);
    struct lab *lab = make_lab(training, ui->example, epoch);
    const struct film *film = lab_film(lab, ui->lane);
    const struct cell_info *cell = layer_cell(film_layer(film, 0));
    int signal = cell->c >= 0 ? cell->c : cell->h;
    double most = 0, want[REEL_UNITS][REEL_STEPS] = {{0}};
    int units = film_units(film, 0), rows = units < 16 ? units : 16;
    int columns = film->steps < 40 ? film->steps : 40;

    assert_non_null(picture);
    assert_int_equal(picture->units, rows);
    assert_int_equal(picture->steps, columns);
    for (int u = 0; u < rows; u++)
        for (int t = 0; t < columns; t++) {
            int count = 0;
            for (int v = u * units / rows; v < (u + 1) * units / rows; v++)
                for (int s = t * film->steps / columns;
                     s < (t + 1) * film->steps / columns; s++, count++)
                    want[u][t] += (double)film_signal(film, 0, signal,
                                                      s + 1)[v];
            want[u][t] /= count;
            most = fmax(most, fabs(want[u][t]));
        }
    for (int u = 0; u < rows; u++)
        for (int t = 0; t < columns; t++)
            assert_true(fabs((double)picture->value[u][t] -
                             want[u][t] / most) < 1e-5);
    lab_destroy(lab);
}

static void pictures_are_runs(void **state)
{
    const enum task_kind kinds[] = {TASK_REMEMBER, TASK_COSINE, TASK_SPELL};
    struct error error = {0};

    (void)state;
    for (size_t k = 0; k < sizeof kinds / sizeof *kinds; k++) {
        struct training *training = training_case_of(kinds[k], 2);
        for (int lane = 0; lane < training->race.setup.lanes; lane++) {
            struct ui ui = looking(lane, 1);
            ui.example = 1;
            assert_int_equal(training_next_picture(training, &ui), 1);
            while (training_next_picture(training, &ui) >= 0)
                assert_true(training_work(training, &ui, &error));
            for (int epoch = 0; epoch <= 2; epoch++)
                check_picture(training, &ui, epoch);
            ui.example = 0;
            assert_null(training_picture(training, &ui, 1));
        }
        training_destroy(training);
    }
}

static void pictures_are_few_and_stay(void **state)
{
    struct training *training = training_case(0);
    struct ui ui = looking(2, -1);
    struct error error = {0};
    int epoch[REEL_PICTURES], count = 0;

    (void)state;
    race_extend(&training->race, 200, &error);
    assert_string_equal(error.text, "");
    for (int done = 0; done < 33; done++) {
        training_case_train(training, 1);
        count = training_pictures(training, &ui, REEL_PICTURES, epoch);
        assert_true(count >= 2 && count <= REEL_PICTURES);
        assert_int_equal(epoch[0], 0);
        assert_int_equal(epoch[count - 1], done + 1);
        for (int k = 1; k < count; k++)
            assert_true(epoch[k] > epoch[k - 1]);
    }
    assert_int_equal(count, 8);
    assert_int_equal(epoch[1], 5);
    for (int most = 0; most <= REEL_PICTURES; most++) {
        int fewer = training_pictures(training, &ui, most, epoch);
        assert_true(fewer <= most && (fewer > 0) == (most > 0));
        if (most > 0)
            assert_int_equal(epoch[fewer - 1], 33);
        if (most > 1)
            assert_int_equal(epoch[0], 0);
    }

    /* While networks learn, the quick pictures are made and nothing else; those
     * that stay are not made again. */
    ui.training = true;
    training->sweeping = true;
    training_case_measure(training, &ui);
    assert_int_equal(training->scored, -1);
    assert_null(training->sweep.kernels);
    count = training_pictures(training, &ui, REEL_PICTURES, epoch);
    const struct reel_picture *second = training_picture(training, &ui, 5);
    for (int k = 0; k < count; k++)
        assert_non_null(training_picture(training, &ui, epoch[k]));
    training_case_train(training, 1);
    assert_int_equal(training_next_picture(training, &ui), 34);
    training_case_measure(training, &ui);
    assert_true(training_picture(training, &ui, 5) == second);
    assert_null(training_picture(training, &ui, 33));
    ui.screen = SCREEN_STAGE;
    assert_false(training_wants(training, &ui));
    training_destroy(training);
}

static double score_of(const struct training *training, int lane, int figure)
{
    return training_value(training,
                          subject(SUBJECT_TRAIN_SCORE, lane, figure, 0, 0));
}

static void scores_are_of_the_epoch_looked_at(void **state)
{
    struct training *training = training_case(4);
    struct ui ui = looking(0, 4);

    (void)state;
    assert_true(isnan(score_of(training, 1, 1)));
    assert_true(score_of(training, 1, 0) == training_task(training)->tests);
    assert_true(score_of(training, 1, 2) == training_task(training)->baseline);
    for (int epoch = 4; epoch >= 1; epoch -= 3) {
        ui.epoch = epoch;
        training_case_measure(training, &ui);
        for (int k = 0; k < 3; k++) {
            const real *row =
                trainer_history(&training->race.lane[k].trainer[0], epoch - 1);
            assert_true(training->score[k].made);
            assert_int_equal(training->score[k].epoch, epoch);
            assert_true(fabs(score_of(training, k, 1) -
                             (double)row[HISTORY_TEST]) < 1e-5);
            assert_true(fabs(score_of(training, k, 5) -
                             (double)row[HISTORY_ACCURACY]) < 1e-5);
            assert_true(isnan(score_of(training, k, 3)));
        }
    }

    /* In the middle of it another epoch is asked for. */
    ui.epoch = 2;
    while (training->scored != 1)
        training_work(training, &ui, NULL);
    ui.epoch = 3;
    training_work(training, &ui, NULL);
    assert_int_equal(training->scored, 0);
    assert_int_equal(training->score[0].epoch, 3);
    training_case_measure(training, &ui);
    assert_int_equal(training->scored, -1);
    for (int k = 0; k < 3; k++)
        assert_true(fabs(score_of(training, k, 1) -
                         (double)trainer_history(
                             &training->race.lane[k].trainer[0],
                             2)[HISTORY_TEST]) < 1e-5);
    training_destroy(training);
}

static void values_are_those_of_the_race(void **state)
{
    struct training *training = training_case(3);
    const struct race *race = &training->race;
    struct race_band band;

    (void)state;
    for (int k = 0; k < 3; k++)
        for (int epoch = 1; epoch <= 3; epoch++) {
            const real *row = trainer_history(&race->lane[k].trainer[0],
                                              epoch - 1);
            for (int column = 0; column < HISTORY_LAYERS + 2; column++)
                assert_true(training_value(training, subject(
                                SUBJECT_TRAIN, k, column, epoch, 0)) ==
                            (double)row[column]);
            assert_true(race_band(race, k, HISTORY_TEST, epoch - 1, &band));
            const double want[] = {band.low, band.median, band.high};
            for (int unit = 1; unit <= 3; unit++)
                assert_true(training_value(training, subject(
                                SUBJECT_TRAIN, k, HISTORY_TEST, epoch,
                                unit)) == want[unit - 1]);
        }
    const struct draw_id none[] = {
        subject(SUBJECT_TRAIN, 3, 0, 1, 0), subject(SUBJECT_TRAIN, -1, 0, 1, 0),
        subject(SUBJECT_TRAIN, 0, 99, 1, 0), subject(SUBJECT_TRAIN, 0, 0, 0, 0),
        subject(SUBJECT_TRAIN, 0, 0, 9, 0), subject(SUBJECT_TRAIN, 0, 0, 9, 2),
        subject(SUBJECT_TRAIN, 0, 0, 1, 4),
        subject(SUBJECT_TRAIN_SCORE, 0, 99, 0, 0),
        subject(SUBJECT_TRAIN_SETTING, 0, TRAIN_DIALS, 0, 0),
        subject(SUBJECT_SWEEP, 0, 0, 5, 0), subject(SUBJECT_LOSS, 0, 0, 0, 0)};
    for (size_t k = 0; k < sizeof none / sizeof *none; k++)
        assert_true(isnan(training_value(training, none[k])));
    assert_true(isnan(training_value(NULL, none[0])));
    assert_true(training_value(training, subject(SUBJECT_TRAIN_SETTING, 0,
                                                 TRAIN_UNITS, 0, 0)) == 6);
    training_destroy(training);
}

static void the_sweep_is_made_in_units(void **state)
{
    struct training *training = training_case(0);
    struct sweep_setup setup = sweep_defaults(TASK_REMEMBER);
    struct ui ui = looking(0, -1);
    struct error error = {0};

    (void)state;
    ui.screen = SCREEN_STAGE;
    assert_false(training_wants(training, &ui));
    training->sweeping = true;
    assert_true(training_wants(training, &ui));
    setup.lags = setup.seeds = 1;
    setup.cells = 2;
    for (int k = 0; k < 2; k++) {
        setup.cell[k].epochs = 1;
        setup.cell[k].layer.units = 4;
    }
    assert_true(sweep_init(&training->sweep, &setup, training->kernels,
                           &error));
    training_work(training, &ui, &error);
    training->sweeping = false;
    assert_false(training_wants(training, &ui));
    training->sweeping = true;
    training_case_measure(training, &ui);
    assert_true(sweep_done(&training->sweep));
    for (int cell = 0; cell < 2; cell++) {
        assert_true(training_value(training,
                                   subject(SUBJECT_SWEEP, cell, 0, 5, 0)) ==
                    sweep_share(&training->sweep, 0, cell));
        assert_true(training_value(training,
                                   subject(SUBJECT_SWEEP, cell, 0, 5, 1)) ==
                    sweep_reach(&training->sweep, cell));
    }
    assert_true(isnan(training_value(training,
                                     subject(SUBJECT_SWEEP, 0, 0, 6, 0))));
    training_destroy(training);

    /* A task without a lag has none, whoever asks. */
    training = training_case_of(TASK_SALES, 0);
    training->sweeping = true;
    assert_false(training_wants(training, &ui));
    training_destroy(training);
}

/* Whatever has a number has a sentence and a name in both languages, and
 * nothing else has. */
static void every_number_is_told(void **state)
{
    const enum subject kinds[] = {SUBJECT_TRAIN, SUBJECT_TRAIN_SCORE,
                                  SUBJECT_TRAIN_SETTING, SUBJECT_SWEEP};
    struct training *training = training_case(2);
    struct ui ui = looking(0, 2);
    int told = 0;

    (void)state;
    training_case_measure(training, &ui);
    for (int language = 0; language < LANGUAGES; language++)
        for (int kind = 0; kind < 4; kind++)
            for (int signal = -1; signal < 14; signal++)
                for (int step = 0; step < 4; step++) {
                    struct draw_id id = subject(kinds[kind], 1, signal, step,
                                                step);
                    char text[768], name[768];
                    bool number = !isnan(training_value(training, id));
                    ui.language = (enum language)language;
                    assert_int_equal(train_sentence(training, &ui, id, text,
                                                    sizeof text), number);
                    assert_int_equal(train_name(training, &ui, id, name,
                                                sizeof name), number);
                    assert_int_equal(text[0] != '\0', number);
                    assert_int_equal(name[0] != '\0', number);
                    assert_true(!number ||
                                text[strlen(text) - 1] == '.');
                    assert_null(strstr(text, "(null)"));
                    told += number;
                }
    assert_true(told > 100);
    char text[64];
    assert_false(train_sentence(NULL, &ui, subject(SUBJECT_TRAIN, 0, 0, 1, 0),
                                text, sizeof text));
    assert_string_equal(train_figure(subject(SUBJECT_TRAIN, 0,
                                             HISTORY_ACCURACY, 1, 0), 0.9314,
                                     text), "93.1 %");
    assert_string_equal(train_figure(subject(SUBJECT_TRAIN, 0, HISTORY_CLIPS,
                                             1, 0), 12, text), "12");
    assert_string_equal(train_figure(subject(SUBJECT_TRAIN, 0, HISTORY_TEST,
                                             1, 0), NAN, text), "–");
    training_destroy(training);

    for (int action = ACTION_TRAIN; action <= ACTION_ANOTHER; action++) {
        char en[256], ko[256];
        ui.language = LANGUAGE_EN;
        subject_control(&ui, action, en, sizeof en);
        ui.language = LANGUAGE_KO;
        subject_control(&ui, action, ko, sizeof ko);
        assert_true(en[0] != '\0' && ko[0] != '\0');
        assert_string_not_equal(en, ko);
    }
}

/* Numbers that broke rest; what is there of them is shown as it is. */
static void broken_numbers_rest(void **state)
{
    struct training *training = training_case(2);
    struct trainer *trainer = &training->race.lane[1].trainer[0];
    struct ui ui = looking(1, -1);

    (void)state;
    for (size_t k = 0; k < trainer->network.params.count; k++)
        trainer->network.params.data[k] = (real)NAN;
    network_pack(&trainer->network);
    training_case_train(training, 2);
    assert_true(trainer->broken);
    assert_int_equal(race_epochs(&training->race), 4);
    struct lab *lab = make_lab(training, 0, -1);
    assert_true(isnan(lab_film(lab, 1)->loss[0]));
    assert_false(isnan(lab_film(lab, 0)->loss[0]));
    lab_destroy(lab);
    training_case_measure(training, &ui);
    assert_true(training->score[1].made);
    assert_int_equal(training->score[1].epoch, 2);
    assert_false(isnan(training->score[1].score.loss));
    training_destroy(training);

    /* Weights that are no numbers give pictures of none. */
    training = training_case(0);
    struct reel *reel = &training->race.lane[0].reel;
    real *weights = (real *)trainer_snapshot_weights(reel->frame[0]);
    for (int k = 0; k < 20; k++)
        weights[k] = (real)NAN;
    ui = looking(0, 0);
    training_case_measure(training, &ui);
    const struct reel_picture *picture = training_picture(training, &ui, 0);
    assert_true(isnan(picture->value[0][picture->steps - 1]));
    training_destroy(training);
}

/* Wherever memory is missing, it is said, and nothing is left over. */
static void missing_memory_is_said(void **state)
{
    const struct race_setup setup = training_case_setup();
    const double series[] = {1, 2, 3};
    const struct material material = {.series = series, .series_length = 3,
                                      .name = "three.csv"};
    bool made = false;

    (void)state;
    for (long n = 0; !made; n += n < 12 ? 1 : 7) {
        struct error error = {0};
        failing_after(n);
        struct training *training = training_create(
            &setup, &material, "", training_case_kernels(), &error);
        made = !failing_stop();
        assert_int_equal(training != NULL, made);
        assert_int_equal(error.text[0] != '\0', !made);
        if (made) {
            assert_true(training->material.series[2] == 3);
            assert_string_equal(training->material.name, "three.csv");
        }
        training_destroy(training);
    }

    struct training *training = training_case(1);
    struct ui ui = looking(0, -1);
    for (long n = 0, done = 0; !done; n++) {
        struct error error = {0};
        failing_after(n);
        while (training_wants(training, &ui) &&
               training_work(training, &ui, &error))
            continue;
        done = !failing_stop();
        assert_int_equal(error.text[0] != '\0', !done);
        assert_int_equal(training->failed, !done);
        assert_false(training_wants(training, &ui));
        training_forget_pictures(training);
        training_forget_scores(training);
        training->failed = false;
    }
    for (long n = 0, done = 0; !done; n++) {
        struct error error = {0};
        struct cast cast;
        failing_after(n);
        bool fine = training_cast(training, 0, -1, &cast, &error);
        done = !failing_stop();
        assert_int_equal(fine, done);
        assert_int_equal(error.text[0] != '\0', !done);
        cast_finish(&cast);
    }
    training_destroy(training);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_task_gives_a_lab),
        cmocka_unit_test(series_go_on_beyond_the_data),
        cmocka_unit_test(symbols_have_signs),
        cmocka_unit_test(cosine_has_its_four_networks),
        cmocka_unit_test(names_say_what_is_read),
        cmocka_unit_test(scrubbing_there_and_back_is_exact),
        cmocka_unit_test(restart_follows_the_dials),
        cmocka_unit_test(lanes_come_and_go),
        cmocka_unit_test(new_lanes_are_as_the_dials_say),
        cmocka_unit_test(a_file_brings_it_back),
        cmocka_unit_test(pictures_are_runs),
        cmocka_unit_test(pictures_are_few_and_stay),
        cmocka_unit_test(scores_are_of_the_epoch_looked_at),
        cmocka_unit_test(values_are_those_of_the_race),
        cmocka_unit_test(the_sweep_is_made_in_units),
        cmocka_unit_test(every_number_is_told),
        cmocka_unit_test(broken_numbers_rest),
        cmocka_unit_test(missing_memory_is_said),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

/* train/race/race: lanes side by side have the numbers that each has alone, to
 * the bit; so have branches, lanes that join late, and races that are longer
 * than planned. */
#include "school.h"

#include "train/race/race.h"

enum { EPOCHS = 4 };

static struct race_setup setup_of(enum task_kind task, int lanes, int seeds)
{
    const enum cell cells[RACE_LANES] = {CELL_LSTM, CELL_GRU, CELL_RNN,
                                         CELL_GRU_BEFORE};
    struct race_setup setup = {.lanes = lanes, .seeds = seeds};

    for (int k = 0; k < lanes; k++) {
        setup.lane[k] = school_options(task);
        setup.lane[k].layer.cell = cells[k];
        setup.lane[k].epochs = EPOCHS;
        setup.branch[k].lane = -1;
    }
    return setup;
}

static const struct kernels *kernels(void)
{
    return kernels_choose(NULL, NULL);
}

static void open_race(struct race *race, const struct race_setup *setup)
{
    struct error error = {0};

    if (!race_init(race, setup, kernels(), &error))
        fail_msg("%s", error.text);
}

static void finish_race(struct race *race)
{
    while (!race_done(race))
        race_slice(race);
}

/* Trainer of the race against one that was trained alone. */
static void assert_as_alone(const struct trainer *trainer,
                            const struct trainer_options *options,
                            uint64_t seed)
{
    struct trainer_options own = *options;
    struct trainer alone;

    own.seed = seed;
    if (own.task == TASK_SERIES)
        own.material = school_options(TASK_SERIES).material;
    school_open(&alone, &own);
    int units = trainer->state.epoch * trainer_units(&alone) +
                trainer->state.unit;
    assert_int_equal(trainer_work(&alone, units), units);
    school_assert_same(&alone, trainer);
    trainer_finish(&alone);
}

static void test_as_alone(void **state)
{
    const enum task_kind tasks[] = {TASK_ADDING, TASK_ANBN, TASK_SERIES};

    (void)state;
    for (int k = 0; k < 3; k++) {
        struct race_setup setup = setup_of(tasks[k], 3, 2);
        struct race race;

        open_race(&race, &setup);
        finish_race(&race);
        assert_int_equal(race_epochs(&race), EPOCHS);
        assert_true(race_progress(&race) == 1);
        for (int lane = 0; lane < 3; lane++)
            for (int s = 0; s < 2; s++)
                assert_as_alone(&race.lane[lane].trainer[s],
                                &setup.lane[lane], 1 + (uint64_t)s);
        race_finish(&race);
    }
}

/* Nobody is more than a batch ahead, whatever the batches are. */
static void test_lockstep(void **state)
{
    struct race_setup setup = setup_of(TASK_SERIES, 3, 2);
    struct race race;
    double most = 0;

    (void)state;
    setup.lane[1].stateful = true;
    setup.lane[1].batch = 7;
    open_race(&race, &setup);
    for (int k = 0; k < 3; k++)
        most = fmax(most, 1.0 / trainer_units(&race.lane[k].trainer[0]));
    for (double before = 0; !race_done(&race);) {
        double least = EPOCHS, farthest = 0;

        race_slice(&race);
        for (int k = 0; k < 3; k++) {
            for (int s = 0; s < 2; s++) {
                const struct trainer *t = &race.lane[k].trainer[s];
                double at = t->state.epoch +
                            (double)t->state.unit / trainer_units(t);
                least = fmin(least, at);
                farthest = fmax(farthest, at);
            }
        }
        assert_true(farthest - least <= most + 1e-9);
        assert_true(race_progress(&race) >= before);
        assert_int_equal(race_epochs(&race), (int)(least + 1e-9));
        before = race_progress(&race);
    }
    race_finish(&race);
}

static void test_work(void **state)
{
    struct race_setup setup = setup_of(TASK_ADDING, 2, 2);
    struct race race;

    (void)state;
    open_race(&race, &setup);
    race_work(&race, 1);
    for (int k = 0; k < 4; k++)
        assert_int_equal(race.lane[k / 2].trainer[k % 2].state.unit, 1);
    race_work(&race, 1 << 20);
    assert_true(race_done(&race));
    race_work(&race, 1);
    assert_true(race_slice(&race));
    assert_int_equal(race.lane[1].reel.count, EPOCHS + 1);
    race_finish(&race);
}

static void test_weights(void **state)
{
    struct race_setup setup = setup_of(TASK_ADDING, 2, 1);
    struct race race;
    struct trainer alone;
    int found;

    (void)state;
    open_race(&race, &setup);
    finish_race(&race);
    for (int epoch = 0; epoch <= EPOCHS; epoch++) {
        school_open(&alone, &setup.lane[1]);
        trainer_work(&alone, epoch * trainer_units(&alone));
        const real *weights = race_weights(&race, 1, epoch, &found);
        assert_int_equal(found, epoch);
        assert_memory_equal(weights, alone.network.params.data,
                            alone.network.params.count * sizeof(real));
        trainer_finish(&alone);
    }
    assert_ptr_equal(race_weights(&race, 0, -1, &found),
                     race.lane[0].trainer[0].network.params.data);
    assert_int_equal(found, EPOCHS);
    race_weights(&race, 0, 1000, &found);
    assert_int_equal(found, EPOCHS);
    race_finish(&race);
}

static void add(struct race *race, const struct trainer_options *options,
                struct race_branch branch)
{
    struct material material = options->task == TASK_SERIES
        ? school_options(TASK_SERIES).material : (struct material){0};
    struct error error = {0};

    if (!race_add(race, options, branch, &material, kernels(), &error))
        fail_msg("%s", error.text);
}

static void assert_same_numbers(const struct trainer *a,
                                const struct trainer *b)
{
    school_assert_same(a, b);
    assert_memory_equal(&a->state.train, &b->state.train,
                        sizeof a->state.train);
}

/* From any epoch and with nothing changed, a branch repeats its lane; with
 * another rate it does not. */
static void test_branch(void **state)
{
    const enum task_kind tasks[] = {TASK_ANBN, TASK_SERIES};

    (void)state;
    for (int k = 0; k < 2 * (EPOCHS + 1); k++) {
        struct race_setup setup = setup_of(tasks[k % 2], 2, 2);
        int epoch = k / 2, found;
        struct race race;

        setup.lane[1].stateful = tasks[k % 2] == TASK_SERIES;
        open_race(&race, &setup);
        finish_race(&race);
        struct trainer_options options = race.setup.lane[1];
        add(&race, &options, (struct race_branch){1, epoch});
        assert_int_equal(race.setup.lanes, 3);
        assert_int_equal(race.setup.branch[2].lane, 1);
        assert_int_equal(race.setup.branch[2].epoch, epoch);
        assert_int_equal(race.lane[2].trainer[0].state.epoch, epoch);
        assert_int_equal(race.lane[2].reel.count, epoch + 1);
        assert_int_equal(race.lane[2].trainer[1].state.epoch, 0);
        options.optimizer.rate *= 2;
        add(&race, &options, (struct race_branch){1, epoch});
        finish_race(&race);
        for (int s = 0; s < 2; s++)
            assert_same_numbers(&race.lane[1].trainer[s],
                                &race.lane[2].trainer[s]);
        const struct params *params = &race.lane[1].trainer[0].network.params;
        bool same = memcmp(params->data,
                           race.lane[3].trainer[0].network.params.data,
                           params->count * sizeof(real)) == 0;
        assert_true(same == (epoch == EPOCHS));
        for (int e = 0; e <= epoch; e++)
            assert_memory_equal(race_weights(&race, 3, e, &found),
                                race_weights(&race, 1, e, &found),
                                params->count * sizeof(real));
        race_finish(&race);
    }
}

/* A lane of another cell joins in the middle, and catches up before the others
 * go on. */
static void test_join(void **state)
{
    struct race_setup setup = setup_of(TASK_ADDING, 1, 1);
    struct race race;

    (void)state;
    open_race(&race, &setup);
    race_work(&race, trainer_units(&race.lane[0].trainer[0]) + 3);
    struct trainer_options options = race.setup.lane[0];
    options.layer.cell = CELL_GRU;
    add(&race, &options, (struct race_branch){.lane = -1});
    assert_int_equal(race_epochs(&race), 0);
    while (race.lane[1].trainer[0].state.epoch < 1) {
        race_slice(&race);
        assert_int_equal(race.lane[0].trainer[0].state.unit, 3);
    }
    finish_race(&race);
    assert_as_alone(&race.lane[0].trainer[0], &setup.lane[0], 1);
    assert_as_alone(&race.lane[1].trainer[0], &options, 1);
    race_finish(&race);
}

static void test_drop(void **state)
{
    struct race_setup setup = setup_of(TASK_ADDING, 3, 1);
    struct race race;

    (void)state;
    open_race(&race, &setup);
    race_work(&race, 20);
    add(&race, &race.setup.lane[2], (struct race_branch){2, 1});
    race_drop(&race, 0);
    assert_int_equal(race.setup.lanes, 3);
    assert_int_equal(race.setup.branch[2].lane, 1);
    race_drop(&race, 1);
    assert_int_equal(race.setup.branch[1].lane, -1);
    assert_int_equal(race.setup.lane[1].layer.cell, CELL_RNN);
    finish_race(&race);
    assert_as_alone(&race.lane[0].trainer[0], &setup.lane[1], 1);
    assert_as_alone(&race.lane[1].trainer[0], &setup.lane[2], 1);
    race_drop(&race, 0);
    race_drop(&race, 0);
    assert_int_equal(race.setup.lanes, 1);
    race_finish(&race);
}

static void test_extend(void **state)
{
    struct race_setup setup = setup_of(TASK_ANBN, 2, 2);
    struct race race;
    struct error error = {0};

    (void)state;
    open_race(&race, &setup);
    finish_race(&race);
    assert_true(race_extend(&race, EPOCHS + 2, &error));
    assert_false(race_done(&race));
    assert_int_equal(race.setup.lane[1].epochs, EPOCHS + 2);
    finish_race(&race);
    assert_int_equal(race_epochs(&race), EPOCHS + 2);
    assert_int_equal(race.lane[1].reel.count, EPOCHS + 3);
    setup.lane[1].epochs += 2;
    assert_as_alone(&race.lane[1].trainer[1], &setup.lane[1], 2);
    assert_false(race_extend(&race, TRAINER_EPOCHS_MAX + 1, &error));
    assert_int_equal(race.lane[0].trainer[0].options.epochs, EPOCHS + 2);
    race_finish(&race);
}

/* Whatever is added and however long it is, the memory stays what it was. */
static void test_bounded(void **state)
{
    struct race_setup setup = setup_of(TASK_ADDING, 1, 1);
    struct race race;
    struct error error = {0};

    (void)state;
    setup.bytes = 20000;
    open_race(&race, &setup);
    for (int lanes = 1; lanes <= RACE_LANES; lanes++) {
        size_t bytes = 0;

        assert_true(race_extend(&race, 10 * lanes, &error));
        finish_race(&race);
        assert_int_equal(race_epochs(&race), 10 * lanes);
        for (int k = 0; k < lanes; k++) {
            const struct reel *reel = &race.lane[k].reel;

            bytes += (size_t)reel->capacity * reel->frame_bytes;
            assert_int_equal(reel->epoch[0], 0);
            assert_int_equal(reel->epoch[reel->count - 1], 10 * lanes);
        }
        assert_true(bytes <= setup.bytes);
        if (lanes < RACE_LANES)
            add(&race, &race.setup.lane[0], (struct race_branch){0, 5});
    }
    race_finish(&race);
}

static void test_band(void **state)
{
    struct race_setup setup = setup_of(TASK_ADDING, 1, 4);
    struct race race;
    struct race_band band;

    (void)state;
    open_race(&race, &setup);
    struct race_lane *lane = &race.lane[0];
    assert_false(race_band(&race, 0, HISTORY_TEST, 0, &band));
    assert_false(race_band(&race, 0, HISTORY_TEST, -1, &band));
    finish_race(&race);
    const double values[] = {3, 1, 2, 8};
    for (int s = 0; s < 4; s++)
        lane->trainer[s].history[HISTORY_TEST] = (real)values[s];
    assert_true(race_band(&race, 0, HISTORY_TEST, 0, &band));
    assert_true(band.low == 1 && band.median == 2.5 && band.high == 8);
    assert_int_equal(band.seeds, 4);
    assert_false(race_band(&race, 0, HISTORY_ACCURACY, 0, &band));
    lane->trainer[3].state.epoch = 0;
    assert_false(race_band(&race, 0, HISTORY_TEST, 0, &band));
    lane->trainer[3].broken = true;
    assert_true(race_band(&race, 0, HISTORY_TEST, 0, &band));
    assert_true(band.median == 2 && band.high == 3);
    assert_int_equal(band.seeds, 3);
    race_finish(&race);
}

/* One whose numbers break rests; the others go on as if it were not there. */
static void test_broken(void **state)
{
    struct race_setup setup = setup_of(TASK_ADDING, 2, 1);
    struct race race;

    (void)state;
    setup.lane[0].layer = (struct layer_spec){CELL_RNN, ACT_RELU, 4};
    setup.lane[0].optimizer = optimizer_defaults(OPTIMIZER_SGD);
    setup.lane[0].optimizer.rate = 1e30;
    open_race(&race, &setup);
    finish_race(&race);
    assert_true(race.lane[0].trainer[0].broken);
    assert_int_equal(race_epochs(&race), EPOCHS);
    assert_true(race_progress(&race) == 1);
    assert_as_alone(&race.lane[1].trainer[0], &setup.lane[1], 1);
    race_finish(&race);
}

static void test_defaults(void **state)
{
    struct error error = {0};
    struct race race;

    (void)state;
    for (int task = 0; task < TASK_COUNT; task++) {
        struct race_setup setup = race_defaults((enum task_kind)task);
        bool lag = task_has_lag((enum task_kind)task);

        assert_int_equal(setup.lanes,
                         task == TASK_COSINE ? 4 : lag ? 3 : 1);
        assert_int_equal(setup.lane[0].task, task);
        if (!lag && task != TASK_COSINE)
            continue;
        if (!race_init(&race, &setup, kernels(), &error))
            fail_msg("%s", error.text);
        for (int k = 0; k < setup.lanes; k++)
            assert_int_equal(race.setup.lane[k].layer.units,
                             task_table[task].hidden);
        race_finish(&race);
    }
}

static void assert_refused(const struct race_setup *setup, const char *want)
{
    struct race race;
    struct error error = {0};

    assert_false(race_init(&race, setup, kernels(), &error));
    if (!strstr(error.text, want))
        fail_msg("'%s' is not in: %s", want, error.text);
    assert_null(race.lane);
    race_finish(&race);
}

static void test_refused(void **state)
{
    struct race_setup fine = setup_of(TASK_ADDING, 2, 1), setup = fine;
    struct race race;
    struct error error = {0};
    struct material none = {0};

    (void)state;
    setup.lanes = 0;
    assert_refused(&setup, "0 networks");
    setup.lanes = RACE_LANES + 1;
    assert_refused(&setup, "5 networks");
    setup = fine;
    setup.seeds = RACE_SEEDS + 1;
    assert_refused(&setup, "11 seeds");
    setup = fine;
    setup.lane[1].task = TASK_COPY;
    assert_refused(&setup, "same task");
    setup = fine;
    setup.lane[1].seed = 7;
    assert_refused(&setup, "same seed");
    setup = fine;
    setup.lane[1].batch++;
    assert_refused(&setup, "same batch size");
    setup = fine;
    setup.lane[1].epochs++;
    assert_refused(&setup, "same number of epochs");
    setup = fine;
    setup.lane[1].optimizer.rate = 0;
    assert_refused(&setup, "learning rate");

    open_race(&race, &fine);
    struct trainer_options options = race.setup.lane[0];
    options.layer.units++;
    assert_false(race_add(&race, &options, (struct race_branch){0, 0}, &none,
                          kernels(), &error));
    assert_non_null(strstr(error.text, "branch"));
    options = race.setup.lane[0];
    options.steps++;
    assert_false(race_add(&race, &options, (struct race_branch){-1, 0}, &none,
                          kernels(), &error));
    assert_non_null(strstr(error.text, "steps"));
    add(&race, &race.setup.lane[0], (struct race_branch){-1, 0});
    add(&race, &race.setup.lane[0], (struct race_branch){-1, 0});
    assert_false(race_add(&race, &race.setup.lane[0],
                          (struct race_branch){-1, 0}, &none, kernels(),
                          &error));
    assert_non_null(strstr(error.text, "no room"));
    race_finish(&race);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_as_alone),
        cmocka_unit_test(test_lockstep),
        cmocka_unit_test(test_work),
        cmocka_unit_test(test_weights),
        cmocka_unit_test(test_branch),
        cmocka_unit_test(test_join),
        cmocka_unit_test(test_drop),
        cmocka_unit_test(test_extend),
        cmocka_unit_test(test_bounded),
        cmocka_unit_test(test_band),
        cmocka_unit_test(test_broken),
        cmocka_unit_test(test_defaults),
        cmocka_unit_test(test_refused),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}

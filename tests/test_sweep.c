/* train/race/sweep: results are those of trainers alone, in whatever slices,
 * and what is said of them is counted right. */
#include "school.h"

#include "train/race/sweep.h"

static const struct kernels *kernels(void)
{
    return kernels_choose(NULL, NULL);
}

/* Two cells, two seeds, lags at which one of them needs some epochs. */
static struct sweep_setup small(void)
{
    struct sweep_setup setup = {
        .cells = 2, .lags = 2, .lag = {3, 12}, .seeds = 2,
    };

    for (int k = 0; k < 2; k++) {
        setup.cell[k] = trainer_defaults(TASK_REMEMBER);
        setup.cell[k].layer = (struct layer_spec){
            .cell = k == 0 ? CELL_RNN : CELL_LSTM, .units = 4};
        setup.cell[k].epochs = 3;
    }
    return setup;
}

static void open_sweep(struct sweep *sweep, const struct sweep_setup *setup)
{
    struct error error = {0};

    if (!sweep_init(sweep, setup, kernels(), &error))
        fail_msg("%s", error.text);
}

/* One setting, trained without slices. */
static struct sweep_result alone(const struct sweep_setup *setup, int lag,
                                 int cell, int seed)
{
    struct trainer_options options = setup->cell[cell];
    struct trainer trainer;
    struct sweep_result result = {.done = true};

    options.steps = setup->lag[lag];
    options.seed += (uint64_t)seed;
    school_open(&trainer, &options);
    while (!trainer_done(&trainer) && !result.learned) {
        trainer_work(&trainer, trainer_units(&trainer));
        result.learned = sweep_learned(&trainer.task, &trainer);
    }
    result.epochs = trainer.state.epoch;
    const real *row = trainer_history(&trainer, result.epochs - 1);
    result.loss = (double)row[HISTORY_TEST];
    result.accuracy = (double)row[HISTORY_ACCURACY];
    trainer_finish(&trainer);
    return result;
}

static void test_results(void **state)
{
    const struct sweep_setup setup = small();
    struct sweep sweep;
    struct error error = {0};
    int learned = 0, at = 0;
    double progress = 0;

    (void)state;
    open_sweep(&sweep, &setup);
    assert_true(sweep_progress(&sweep) == 0);
    assert_true(sweep_share(&sweep, 0, 0) == -1);
    while (sweep_slice(&sweep, &error)) {
        assert_true(sweep_progress(&sweep) >= progress);
        assert_in_range(sweep.at, at, at + 1);
        progress = sweep_progress(&sweep);
        at = sweep.at;
    }
    assert_string_equal(error.text, "");
    assert_true(sweep_done(&sweep) && progress == 1);
    for (int k = 0; k < 8; k++) {
        int lag = k / 4, cell = k / 2 % 2, seed = k % 2;
        struct sweep_result want = alone(&setup, lag, cell, seed);
        const struct sweep_result *got = &sweep.result[lag][cell][seed];

        assert_true(got->done);
        assert_int_equal(got->learned, want.learned);
        assert_int_equal(got->epochs, want.epochs);
        assert_true(got->loss == want.loss);
        assert_true(got->accuracy == want.accuracy);
        learned += want.learned;
    }
    assert_in_range(learned, 1, 7); /* else nothing is shown */
    assert_false(sweep_slice(&sweep, &error));
    sweep_finish(&sweep);
}

/* The shortest lag first, and there every cell and seed. */
static void test_order(void **state)
{
    struct sweep_setup setup = small();
    struct sweep sweep;

    (void)state;
    setup.cell[0].epochs = setup.cell[1].epochs = 1;
    open_sweep(&sweep, &setup);
    for (int k = 0; k < 8; k++) {
        assert_int_equal(sweep.at, k);
        while (sweep.at == k)
            assert_true(sweep_slice(&sweep, NULL));
        for (int other = 0; other < 8; other++)
            assert_int_equal(
                sweep.result[other / 4][other / 2 % 2][other % 2].done,
                other <= k);
    }
    sweep_finish(&sweep);
}

static void test_shares(void **state)
{
    struct sweep_setup setup = small();
    struct sweep sweep;

    (void)state;
    setup.seeds = 3;
    open_sweep(&sweep, &setup);
    for (int k = 0; k < 2; k++)
        for (int s = 0; s < 3; s++)
            sweep.result[k][1][s] = (struct sweep_result){
                .done = true, .learned = s < 2 - k};
    assert_true(sweep_share(&sweep, 0, 1) == 2.0 / 3);
    assert_true(sweep_share(&sweep, 1, 1) == 1.0 / 3);
    assert_true(sweep_share(&sweep, 0, 0) == -1);
    sweep.result[1][0][0] = (struct sweep_result){.done = true};
    sweep.result[1][0][1] = (struct sweep_result){.done = true,
                                                  .learned = true};
    assert_true(sweep_share(&sweep, 1, 0) == 0.5);
    assert_int_equal(sweep_reach(&sweep, 1), 3);
    assert_int_equal(sweep_reach(&sweep, 0), 0);
    sweep_finish(&sweep);
}

static void test_learned(void **state)
{
    struct trainer_options options = school_options(TASK_REMEMBER);
    struct trainer trainer;

    (void)state;
    school_open(&trainer, &options);
    assert_false(sweep_learned(&trainer.task, &trainer));
    trainer.state.epoch = 1;
    trainer.history[HISTORY_ACCURACY] = (real)0.985;
    assert_false(sweep_learned(&trainer.task, &trainer));
    trainer.history[HISTORY_ACCURACY] = (real)0.995;
    assert_true(sweep_learned(&trainer.task, &trainer));
    trainer_finish(&trainer);

    options = school_options(TASK_ADDING);
    school_open(&trainer, &options);
    trainer.state.epoch = 1;
    trainer.history[HISTORY_ACCURACY] = NAN;
    trainer.history[HISTORY_TEST] = (real)(0.11 * trainer.task.baseline);
    assert_false(sweep_learned(&trainer.task, &trainer));
    trainer.history[HISTORY_TEST] = (real)(0.09 * trainer.task.baseline);
    assert_true(sweep_learned(&trainer.task, &trainer));
    trainer_finish(&trainer);
}

/* Numbers that break are a result too: not learned. */
static void test_broken(void **state)
{
    struct sweep_setup setup = small();
    struct sweep sweep;

    (void)state;
    setup.cell[0].layer.activation = ACT_RELU;
    setup.cell[0].optimizer = optimizer_defaults(OPTIMIZER_SGD);
    setup.cell[0].optimizer.rate = 1e30;
    open_sweep(&sweep, &setup);
    while (sweep.at < 1)
        assert_true(sweep_slice(&sweep, NULL));
    assert_true(sweep.result[0][0][0].done);
    assert_false(sweep.result[0][0][0].learned);
    assert_int_equal(sweep.result[0][0][0].epochs, 0);
    assert_true(isnan(sweep.result[0][0][0].loss));
    sweep_finish(&sweep);
}

static void assert_refused(const struct sweep_setup *setup, const char *want)
{
    struct sweep sweep;
    struct error error = {0};

    assert_false(sweep_init(&sweep, setup, kernels(), &error));
    if (!strstr(error.text, want))
        fail_msg("'%s' is not in: %s", want, error.text);
    sweep_finish(&sweep);
}

static void test_refused(void **state)
{
    const struct sweep_setup fine = small();
    struct sweep_setup setup = fine;
    struct sweep sweep;
    struct error error = {0};

    (void)state;
    setup.cells = 0;
    assert_refused(&setup, "0 cells");
    setup = fine;
    setup.lags = SWEEP_LAGS + 1;
    assert_refused(&setup, "17 lags");
    setup = fine;
    setup.seeds = 0;
    assert_refused(&setup, "0 seeds");
    setup = fine;
    setup.lag[1] = 3;
    assert_refused(&setup, "grow");
    setup = fine;
    setup.cell[1].task = TASK_COPY;
    assert_refused(&setup, "same task");
    setup = fine;
    setup.cell[0].task = setup.cell[1].task = TASK_COSINE;
    assert_refused(&setup, "no lag");

    setup = fine;
    setup.cell[0].layer.units = 0;
    open_sweep(&sweep, &setup);
    assert_false(sweep_slice(&sweep, &error));
    assert_non_null(strstr(error.text, "lag 3: "));
    assert_false(sweep_done(&sweep));
    sweep_finish(&sweep);
}

static void test_defaults(void **state)
{
    (void)state;
    for (int task = 0; task < TASK_COUNT; task++) {
        struct sweep_setup setup = sweep_defaults((enum task_kind)task);
        struct sweep sweep;

        if (!task_has_lag((enum task_kind)task))
            continue;
        open_sweep(&sweep, &setup);
        for (int k = 0; k < 200; k++)
            assert_true(sweep_slice(&sweep, NULL));
        sweep_finish(&sweep);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_results),
        cmocka_unit_test(test_order),
        cmocka_unit_test(test_shares),
        cmocka_unit_test(test_learned),
        cmocka_unit_test(test_broken),
        cmocka_unit_test(test_refused),
        cmocka_unit_test(test_defaults),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}

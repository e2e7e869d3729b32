/* train/score: figures of trained networks against the same figures counted in
 * another way, whatever the batches are. */
#include "school.h"

#include "check_close.h"
#include "failing.h"
#include "nn/net/run.h"
#include "train/score.h"

static struct trainer_options options_of(enum task_kind task)
{
    struct trainer_options options = school_options(task);

    options.steps = task == TASK_NUMBERS ? 2 : 6;
    options.layer.units = task == TASK_NUMBERS ? 24 : 12;
    options.optimizer.rate = 0.02;
    options.batch = 20;
    options.epochs = task == TASK_NUMBERS ? 6 : 2;
    return options;
}

static void train(struct trainer *trainer,
                  const struct trainer_options *options)
{
    school_open(trainer, options);
    trainer_work(trainer, options->epochs * trainer_units(trainer));
    assert_true(trainer_done(trainer));
}

static struct score measure(const struct trainer *trainer, int size)
{
    struct scoring scoring;
    struct error error = {0};
    struct score score;

    if (!scoring_init(&scoring, &trainer->task, &trainer->network, size,
                      &error))
        fail_msg("%s", error.text);
    while (scoring_work(&scoring))
        continue;
    assert_false(scoring_work(&scoring));
    score = scoring.score;
    scoring_finish(&scoring);
    return score;
}

/* Test loss and accuracy are those of the training's own history. */
static void test_as_history(void **state)
{
    const enum task_kind tasks[] = {TASK_ANBN, TASK_ADDING, TASK_SERIES,
                                    TASK_REMEMBER, TASK_NUMBERS};

    (void)state;
    for (int k = 0; k < 6; k++) {
        struct trainer_options options = options_of(tasks[k % 5]);
        struct trainer trainer;

        options.stateful = k >= 5;
        if (options.stateful) {
            options.task = TASK_SERIES;
            options = options_of(TASK_SERIES);
            options.stateful = true;
        }
        train(&trainer, &options);
        const real *row = trainer_history(&trainer, options.epochs - 1);
        struct score score = measure(&trainer, 17);
        assert_int_equal(score.sequences, trainer.task.tests);
        assert_close(score.loss, row[HISTORY_TEST], 1e-5);
        assert_true(score.baseline == trainer.task.baseline);
        if (trainer.task.info->kind == TARGET_LABELS) {
            assert_close(score.accuracy, row[HISTORY_ACCURACY], 1e-6);
            assert_true(isnan(score.rmse) && isnan(score.baseline_rmse));
        } else {
            assert_close(score.rmse, sqrt(row[HISTORY_TEST]) *
                                         trainer.task.deviation, 1e-5);
            assert_true(isnan(score.accuracy) && isnan(score.whole));
            assert_true(isnan(score.chance));
        }
        trainer_finish(&trainer);
    }
}

static bool same_or_nan(double a, double b)
{
    return a == b || (isnan(a) && isnan(b));
}

static void test_sizes_do_not_matter(void **state)
{
    const enum task_kind tasks[] = {TASK_ANBN, TASK_SERIES, TASK_NUMBERS};

    (void)state;
    for (int k = 0; k < 3; k++) {
        struct trainer_options options = options_of(tasks[k]);
        struct trainer trainer;

        train(&trainer, &options);
        struct score one = measure(&trainer, 7), other = measure(&trainer, 400);
        assert_close(one.loss, other.loss, 1e-6);
        assert_true(same_or_nan(one.accuracy, other.accuracy));
        assert_true(same_or_nan(one.whole, other.whole));
        assert_true(same_or_nan(one.trained, other.trained));
        assert_true(same_or_nan(one.chance, other.chance));
        trainer_finish(&trainer);
    }
}

/* Sequences whose every asked label is right with the right answers read: who
 * takes the likeliest each time and is right so far reads the same, so left to
 * itself the network gets these and no others. */
static double count_whole(struct trainer *trainer, bool test)
{
    const struct task *task = &trainer->task;
    int count = test || task->tests < task->sequences ? task->tests
                                                      : task->sequences;
    struct batch batch;
    struct tape tape;
    struct error error = {0};
    int whole = 0;

    assert_true(task_batch_init(task, &batch, count, &error));
    assert_true(tape_init(&tape, &trainer->network.params.spec, task->steps,
                          count, TAPE_VALUES, &error));
    if (test)
        task_test(task, 0, &batch);
    else
        task_train(task, 0, 0, &batch);
    run_forward(&trainer->network, &(struct run_input){.x = batch.x,
                .ids = batch.ids, .lengths = batch.lengths}, NULL, &tape);
    for (int b = 0; b < count; b++) {
        bool right = true;

        for (int t = 0; t < batch.lengths[b]; t++) {
            int label = batch.labels[t * count + b];
            bool own = t + 2 >= task_turn(task, &batch, b);

            if (label >= 0 && own)
                right = right && label == generate_choose(
                    tape_head(&tape, HEAD_Y, t + 1, b), task->outputs, 0,
                    NULL);
        }
        whole += right;
    }
    tape_finish(&tape);
    batch_finish(&batch);
    return (double)whole / count;
}

static void test_whole(void **state)
{
    const enum task_kind tasks[] = {TASK_ANBN, TASK_NUMBERS};

    (void)state;
    for (int k = 0; k < 2; k++) {
        struct trainer_options options = options_of(tasks[k]);
        struct trainer trainer;

        options.steps = tasks[k] == TASK_ANBN ? 15 : options.steps;
        train(&trainer, &options);
        struct score score = measure(&trainer, 50);
        /* Some are right and some are not: else nothing is shown. */
        assert_true(score.whole > 0 && score.whole < 1);
        assert_true(score.whole == count_whole(&trainer, true));
        assert_true(score.trained == count_whole(&trainer, false));
        /* Without one of its answers it is wrong elsewhere. */
        for (int label = 0; label < trainer.task.outputs; label++) {
            real *bias = &trainer.network.params.head_b[label], kept = *bias;

            *bias = -1000;
            network_pack(&trainer.network);
            assert_true(measure(&trainer, 50).whole ==
                        count_whole(&trainer, true));
            *bias = kept;
        }
        trainer_finish(&trainer);
    }
}

/* Bits: the more frequent one; numbers: one answer among the many. */
static void test_chance(void **state)
{
    struct trainer_options options = options_of(TASK_REMEMBER);
    struct trainer trainer;
    struct batch batch;
    struct error error = {0};
    int ones = 0;

    (void)state;
    options.epochs = 1;
    train(&trainer, &options);
    int tests = trainer.task.tests, last = trainer.task.steps - 1;
    assert_true(task_batch_init(&trainer.task, &batch, tests, &error));
    task_test(&trainer.task, 0, &batch);
    for (int b = 0; b < tests; b++)
        ones += batch.labels[last * tests + b];
    struct score score = measure(&trainer, 32);
    assert_close(score.chance,
                 (double)(2 * ones > tests ? ones : tests - ones) / tests,
                 1e-12);
    assert_true(isnan(score.whole) && isnan(score.trained));
    batch_finish(&batch);
    trainer_finish(&trainer);

    /* Up to 8 the test has n = 3 and n = 7, in about equal shares. */
    options = options_of(TASK_ANBN);
    options.steps = 8;
    train(&trainer, &options);
    score = measure(&trainer, 32);
    assert_true(score.chance >= 0.5 && score.chance < 0.6);
    trainer_finish(&trainer);
}

/* A constant answer cannot be better than the best one. */
static void test_chance_is_reached(void **state)
{
    const enum task_kind tasks[] = {TASK_ANBN, TASK_REMEMBER};

    (void)state;
    for (int k = 0; k < 2; k++) {
        struct trainer_options options = options_of(tasks[k]);
        struct trainer trainer;
        double best = 0;

        school_open(&trainer, &options);
        struct params *params = &trainer.network.params;
        for (int label = 0; label < trainer.task.outputs; label++) {
            memset(params->data, 0, params->count * sizeof(real));
            params->head_b[label] = 1;
            network_pack(&trainer.network);
            struct score score = measure(&trainer, 32);
            assert_true(score.accuracy <= 1);
            if (isnan(score.whole)) {
                assert_true(score.accuracy <= score.chance);
                best = fmax(best, score.accuracy);
                assert_true(label == 0 || best == score.chance);
            }
        }
        trainer_finish(&trainer);
    }
}

static void test_text(void **state)
{
    struct task task = {.kind = TASK_SPELL, .info = &task_table[TASK_SPELL]};
    struct score score = {.accuracy = 0.99, .whole = 0.9731, .chance = 0.1,
                          .rmse = 0.3229, .baseline_rmse = 1.3211};
    char text[SCORE_TEXT_MAX];

    (void)state;
    assert_string_equal(score_text(&score, &task, text),
                        "97.3 % of words (chance 10 %)");
    task.kind = TASK_LETTERS;
    task.info = &task_table[TASK_LETTERS];
    score.whole = NAN;
    assert_string_equal(score_text(&score, &task, text),
                        "99 % of letters (chance 10 %)");
    task.kind = TASK_CO2;
    task.info = &task_table[TASK_CO2];
    assert_string_equal(score_text(&score, &task, text),
                        "0.323 (tomorrow = today: 1.32)");
    task.kind = TASK_ADDING;
    task.info = &task_table[TASK_ADDING];
    assert_string_equal(score_text(&score, &task, text),
                        "0.323 (always the mean: 1.32)");
}

static void test_memory(void **state)
{
    struct trainer_options options = options_of(TASK_ANBN);
    struct trainer trainer;
    struct scoring scoring;
    struct error error = {0};

    (void)state;
    school_open(&trainer, &options);
    for (long n = 0;; n++) {
        failing_after(n);
        bool fine = scoring_init(&scoring, &trainer.task, &trainer.network, 8,
                                 &error);
        if (!failing_stop()) {
            assert_true(fine);
            break;
        }
        assert_false(fine);
        assert_non_null(strstr(error.text, "memory"));
        assert_null(scoring.from);
    }
    scoring_finish(&scoring);
    trainer_finish(&trainer);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_as_history),
        cmocka_unit_test(test_sizes_do_not_matter),
        cmocka_unit_test(test_whole),
        cmocka_unit_test(test_chance),
        cmocka_unit_test(test_chance_is_reached),
        cmocka_unit_test(test_text),
        cmocka_unit_test(test_memory),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}

/* train/trainer: the same bits however the work is sliced, interrupted and
 * resumed in memory; what the history says; and that something is learned. */
#include "school.h"

#include "check_close.h"
#include "failing.h"
#include "base/pool.h"
#include "base/random.h"
#include "nn/learn/loss.h"
#include "nn/net/bptt.h"
#include "nn/net/run.h"

static void finish_training(struct trainer *trainer)
{
    while (!trainer_done(trainer) && trainer_work(trainer, 1000) > 0)
        continue;
    assert_true(trainer_done(trainer));
}

static void test_slices_do_not_matter(void **state)
{
    (void)state;
    for (int task = 0; task < TASK_COUNT; task++) {
        struct trainer_options options = school_options(task);
        struct trainer whole, sliced;

        school_open(&whole, &options);
        school_open(&sliced, &options);
        int all = options.epochs * trainer_units(&whole), done = 0;
        assert_int_equal(trainer_work(&whole, all + 5), all);
        for (int slice = 1; !trainer_done(&sliced); slice = slice % 3 + 1)
            done += trainer_work(&sliced, slice);
        assert_int_equal(done, all);
        assert_int_equal(trainer_work(&sliced, 1), 0);
        school_assert_same(&whole, &sliced);
        trainer_finish(&whole);
        trainer_finish(&sliced);
    }
}

/* A network whose batches are many slices, stateful where the task can. */
static struct trainer_options large_options(enum task_kind task, bool stateful)
{
    struct trainer_options options = school_options(task);

    options.steps = 40;
    options.layer.units = 48;
    options.layers = 2;
    options.batch = 8;
    options.epochs = 1;
    options.stateful = stateful;
    return options;
}

/* Any mix of slices and whole batches, on one thread or two. */
static void assert_mix(struct trainer_options options, struct pool *pool,
                       struct random *random)
{
    struct trainer whole, mixed;
    int units = 6, pieces = 0, done = 0;

    school_open(&whole, &options);
    school_open(&mixed, &options);
    mixed.network.pool = pool;
    assert_int_equal(trainer_work(&whole, units), units);
    while (done < units) {
        if (random_below(random, 4) == 0) {
            done += trainer_work(&mixed, 1);
        } else {
            bool last = trainer_slice(&mixed);

            done += last;
            pieces += !last;
        }
    }
    if (pieces == 0)
        fail_msg("%s: every batch is one slice",
                 task_table[options.task].name);
    school_assert_same(&whole, &mixed);
    assert_true(whole.state.train.sum == mixed.state.train.sum);
    assert_true(whole.state.logs == mixed.state.logs);
    mixed.network.pool = NULL;
    trainer_finish(&whole);
    trainer_finish(&mixed);
}

static void test_slices_of_a_batch(void **state)
{
    struct pool *pool = pool_create(2, NULL);
    struct random random;

    (void)state;
    assert_non_null(pool);
    random_seed(&random, 11, 0);
    assert_mix(large_options(TASK_ADDING, false), NULL, &random);
    assert_mix(large_options(TASK_ADDING, false), pool, &random);
    assert_mix(large_options(TASK_COSINE, true), NULL, &random);
    assert_mix(large_options(TASK_COSINE, true), pool, &random);
    assert_mix(large_options(TASK_ANBN, false), pool, &random);
    pool_destroy(pool);
}

/* The pieces of a batch make the gradient of the batch at once. */
static void test_gradient_of_pieces(void **state)
{
    struct trainer_options options = large_options(TASK_ANBN, false);
    struct trainer trainer, plain;

    (void)state;
    school_open(&trainer, &options);
    school_open(&plain, &options);
    struct batch *batch = &plain.batch;
    struct tape *values = &plain.values, *gradients = &plain.gradients;
    task_train(&plain.task, 0, 0, batch);
    run_forward(&plain.network, &(struct run_input){.x = batch->x,
                .lengths = batch->lengths}, NULL, values);
    loss_evaluate(&(struct loss_target){.steps = batch->steps,
                  .size = batch->size, .outputs = batch->outputs,
                  .every = true, .labels = batch->labels,
                  .lengths = batch->lengths},
                  tape_head(values, HEAD_Y, 1, 0), values->head.stride,
                  tape_head(gradients, HEAD_Y, 1, 0), gradients->head.stride);
    bptt_run(&(struct bptt){.network = &plain.network, .values = values,
             .from_head = true, .weights = &plain.gradient}, gradients);
    assert_false(trainer_slice(&trainer));
    trainer_work(&trainer, 1);
    assert_memory_equal(trainer.gradient.data, plain.gradient.data,
                        plain.gradient.count * sizeof(real));
    trainer_finish(&trainer);
    trainer_finish(&plain);
}

/* Between two slices a snapshot is that after the last whole batch. */
static void test_snapshot_within_a_batch(void **state)
{
    struct trainer_options options = large_options(TASK_COSINE, true);
    struct trainer trainer, other;

    (void)state;
    school_open(&trainer, &options);
    school_open(&other, &options);
    trainer_work(&trainer, 2);
    size_t bytes = trainer_snapshot_bytes(&trainer);
    char *before = malloc(bytes), *within = malloc(bytes);
    trainer_snapshot(&trainer, before);
    while (!trainer_slice(&trainer)) {
        trainer_snapshot(&trainer, within);
        assert_memory_equal(before, within, bytes);
    }
    assert_int_equal(trainer_snapshot_state(within).unit, 2);
    trainer_restore(&other, within);
    trainer_work(&other, 1);
    school_assert_same(&trainer, &other);
    trainer_slice(&other);
    trainer_restore(&other, within); /* in the middle of the next one */
    trainer_work(&other, 1);
    school_assert_same(&trainer, &other);
    trainer_snapshot(&trainer, within);
    assert_memory_equal(trainer_snapshot_weights(within),
                        trainer.network.params.data,
                        trainer.network.params.count * sizeof(real));
    free(before);
    free(within);
    trainer_finish(&trainer);
    trainer_finish(&other);
}

/* Loss of a run over values first .. first + steps - 1 of the series at once,
 * each asked for the next. */
static double loss_at_once(const struct trainer *trainer, int first, int steps)
{
    const real *series = trainer->task.series + first;
    struct error error = {0};
    struct tape tape;

    assert_true(tape_init(&tape, &trainer->network.params.spec, steps, 1,
                          TAPE_VALUES, &error));
    run_forward(&trainer->network, &(struct run_input){.x = series}, NULL,
                &tape);
    double loss = loss_evaluate(
        &(struct loss_target){.steps = steps, .size = 1, .outputs = 1,
                              .every = true, .values = series + 1},
        tape_head(&tape, HEAD_Y, 1, 0), tape.head.stride, NULL, 0).loss;
    tape_finish(&tape);
    return loss;
}

/* Windows of one stream are one long run where nothing is learned, and so are
 * those of the test, which begins at zero. */
static void test_stateful(void **state)
{
    struct trainer_options options = school_options(TASK_SERIES);
    struct trainer trainer;

    (void)state;
    options.stateful = true;
    options.batch = 1;
    options.optimizer.rate = 1e-30;
    options.epochs = 2;
    school_open(&trainer, &options);
    int train_units = trainer_train_units(&trainer), steps = options.steps;
    const struct task *task = &trainer.task;
    for (int epoch = 0; epoch < 2; epoch++) {
        trainer_work(&trainer, train_units);
        for (size_t k = 0; k < trainer.carries; k++)
            assert_true(trainer.carried[k] == 0);
        assert_close(trainer_running_loss(&trainer),
                     loss_at_once(&trainer, 0, train_units * steps), 1e-5);
        trainer_work(&trainer, 1);
        assert_true(trainer.carried[0] != 0);
        trainer_work(&trainer, trainer_test_units(&trainer) - 1);
        assert_close(trainer_history(&trainer, epoch)[HISTORY_TEST],
                     loss_at_once(&trainer, task->split - 1,
                                  task->tests * steps), 1e-5);
    }
    trainer_finish(&trainer);
}

/* With several streams the test still goes one by one, and all batches are
 * whole. */
static void test_streams(void **state)
{
    struct trainer_options options = school_options(TASK_COSINE);
    struct trainer trainer;

    (void)state;
    options.stateful = true;
    options.batch = 7;
    school_open(&trainer, &options);
    assert_int_equal(trainer.task.sequences % 7, 0);
    assert_int_equal(trainer_test_units(&trainer), trainer.task.tests);
    trainer_work(&trainer, trainer_train_units(&trainer));
    assert_int_equal(trainer.batch.size, 7);
    trainer_work(&trainer, 1);
    assert_int_equal(trainer.batch.size, 1);
    trainer_finish(&trainer);
}

static void test_rate_is_halved(void **state)
{
    struct trainer_options options = school_options(TASK_ADDING);
    struct trainer plain, halved;

    (void)state;
    options.optimizer.rate = 0.1;
    assert_true(trainer_rate(&options, 1000) == 0.1);
    options.halve = 3;
    assert_true(trainer_rate(&options, 2) == 0.1);
    assert_true(trainer_rate(&options, 3) == 0.05);
    assert_true(trainer_rate(&options, 8) == 0.025);
    options.halve = 0;
    school_open(&plain, &options);
    options.halve = 1;
    school_open(&halved, &options);
    trainer_work(&plain, trainer_units(&plain));
    trainer_work(&halved, trainer_units(&halved));
    school_assert_same(&plain, &halved);
    trainer_work(&plain, 1);
    trainer_work(&halved, 1);
    assert_memory_not_equal(plain.network.params.data,
                            halved.network.params.data,
                            plain.network.params.count * sizeof(real));
    trainer_finish(&plain);
    trainer_finish(&halved);
}

static void test_extend(void **state)
{
    struct trainer_options options = school_options(TASK_ANBN);
    struct trainer plain, extended;
    struct error error = {0};

    (void)state;
    school_open(&plain, &options);
    options.epochs = 1;
    school_open(&extended, &options);
    finish_training(&plain);
    finish_training(&extended);
    assert_true(trainer_extend(&extended, 2, &error));
    assert_true(trainer_extend(&extended, 1, &error));
    assert_int_equal(extended.options.epochs, 2);
    finish_training(&extended);
    school_assert_same(&plain, &extended);
    assert_false(trainer_extend(&extended, TRAINER_EPOCHS_MAX + 1, &error));
    failing_after(0);
    assert_false(trainer_extend(&extended, 3, &error));
    failing_stop();
    assert_int_equal(extended.options.epochs, 2);
    trainer_finish(&plain);
    trainer_finish(&extended);
}

/* With one batch an epoch, the norms are those of its gradient. */
static void test_norms(void **state)
{
    struct trainer_options options = school_options(TASK_ADDING);
    struct trainer trainer;

    (void)state;
    options.batch = 1000;
    options.layers = 2;
    options.epochs = 1;
    school_open(&trainer, &options);
    finish_training(&trainer);
    const real *row = trainer_history(&trainer, 0);
    const struct params *gradient = &trainer.gradient;
    double norm = optimizer_norm(gradient->data, gradient->count);
    double squares = 0;
    assert_close(row[HISTORY_NORM], norm, 1e-6);
    assert_close(row[HISTORY_LEAST], norm, 1e-6);
    assert_close(row[HISTORY_MEAN], norm, 1e-6);
    assert_int_equal(trainer.columns, HISTORY_LAYERS + 3);
    for (int k = 0; k < 3; k++)
        squares += (double)row[HISTORY_LAYERS + k] *
                   (double)row[HISTORY_LAYERS + k];
    assert_close(sqrt(squares), norm, 1e-6);
    size_t head = (size_t)(gradient->data + gradient->count -
                           gradient->head_w);
    assert_close(row[HISTORY_LAYERS + 2],
                 optimizer_norm(gradient->head_w, head), 1e-6);
    trainer_finish(&trainer);
}

/* Twenty values at once are enough for a cosine; one is not. */
static void test_dense(void **state)
{
    struct trainer_options options = school_options(TASK_COSINE);
    struct trainer trainer;

    (void)state;
    options.layer = (struct layer_spec){.cell = CELL_DENSE,
                                        .activation = ACT_RELU, .units = 16};
    options.layers = 2;
    options.context = 20;
    options.batch = 32;
    options.epochs = 6;
    school_open(&trainer, &options);
    finish_training(&trainer);
    double test = trainer_history(&trainer, 5)[HISTORY_TEST];
    if (!(test < trainer.task.baseline / 20))
        fail_msg("%g of %g", test, trainer.task.baseline);
    trainer_finish(&trainer);
}

static void test_seeds_differ(void **state)
{
    struct trainer_options options = school_options(TASK_ADDING);
    struct trainer one, two;

    (void)state;
    school_open(&one, &options);
    options.seed = 2;
    school_open(&two, &options);
    assert_memory_not_equal(one.network.params.data, two.network.params.data,
                            one.network.params.count * sizeof(real));
    trainer_finish(&one);
    trainer_finish(&two);
}

/* Stops anywhere, moves to a new trainer, and ends at the same bits. */
static void test_snapshot(void **state)
{
    const enum task_kind tasks[] = {TASK_ANBN, TASK_SERIES, TASK_ADDING};
    const enum optimizer_kind kinds[] = {OPTIMIZER_ADAM, OPTIMIZER_RMSPROP,
                                         OPTIMIZER_SGD};
    struct random random;

    (void)state;
    random_seed(&random, 7, 0);
    for (int k = 0; k < 12; k++) {
        struct trainer_options options = school_options(tasks[k % 3]);
        struct trainer unbroken, first, second;

        options.optimizer.kind = kinds[k / 3 % 3];
        options.optimizer.momentum = 0.9;
        school_open(&unbroken, &options);
        school_open(&first, &options);
        options.epochs += k % 2; /* a longer plan is allowed */
        school_open(&second, &options);
        int all = 2 * trainer_units(&unbroken);
        int at = (int)random_below(&random, (uint32_t)all + 1);
        trainer_work(&unbroken, all);
        trainer_work(&first, at);
        void *block = malloc(trainer_snapshot_bytes(&first));
        trainer_snapshot(&first, block);
        trainer_work(&second, 3); /* something to forget */
        memcpy(second.history, first.history,
               (size_t)first.state.epoch * (size_t)first.columns *
                   sizeof(real));
        trainer_restore(&second, block);
        school_assert_same(&first, &second);
        trainer_work(&second, all - at);
        school_assert_same(&unbroken, &second);
        free(block);
        trainer_finish(&unbroken);
        trainer_finish(&first);
        trainer_finish(&second);
    }
}

/* Every training and every test sequence counts once, and the test loss is
 * that of the whole test at once. */
static void test_history(void **state)
{
    struct trainer_options options = school_options(TASK_ANBN);
    struct trainer trainer;
    struct batch batch;
    struct tape tape;
    struct error error = {0};

    (void)state;
    options.epochs = 1;
    school_open(&trainer, &options);
    assert_int_equal(trainer_train_units(&trainer), 11);
    assert_int_equal(trainer_test_units(&trainer), 3);
    assert_true(isnan(trainer_running_loss(&trainer)));
    trainer_work(&trainer, 11);
    /* anbn asks for the first symbol, then after every b. */
    assert_true(trainer.state.train.asked > 2 * 1000);
    assert_close(trainer_running_loss(&trainer),
                 trainer.state.train.sum / (double)trainer.state.train.asked,
                 1e-12);
    finish_training(&trainer);

    int tests = trainer.task.tests, steps = trainer.task.steps;
    assert_true(task_batch_init(&trainer.task, &batch, tests, &error));
    assert_true(tape_init(&tape, &trainer.network.params.spec, steps, tests,
                          TAPE_VALUES, &error));
    task_test(&trainer.task, 0, &batch);
    run_forward(&trainer.network, &(struct run_input){.x = batch.x,
                .lengths = batch.lengths}, NULL, &tape);
    struct loss_result want = loss_evaluate(
        &(struct loss_target){.steps = steps, .size = tests,
                              .outputs = batch.outputs, .every = true,
                              .labels = batch.labels,
                              .lengths = batch.lengths},
        tape_head(&tape, HEAD_Y, 1, 0), tape.head.stride, NULL, 0);
    const real *row = trainer_history(&trainer, 0);
    assert_close(row[HISTORY_TEST], want.loss, 1e-6);
    assert_close(row[HISTORY_ACCURACY], (double)want.right / want.asked, 1e-6);
    assert_true(row[HISTORY_NORM] > 0);
    tape_finish(&tape);
    batch_finish(&batch);
    trainer_finish(&trainer);
}

static void test_clips_are_counted(void **state)
{
    struct trainer_options options = school_options(TASK_ADDING);
    struct trainer trainer;

    (void)state;
    options.epochs = 1;
    options.optimizer.clip = 1e-6;
    school_open(&trainer, &options);
    finish_training(&trainer);
    assert_close(trainer_history(&trainer, 0)[HISTORY_CLIPS], 11, 0);
    assert_true(isnan(trainer_history(&trainer, 0)[HISTORY_ACCURACY]));
    trainer_finish(&trainer);
    options.optimizer.clip = 0;
    school_open(&trainer, &options);
    finish_training(&trainer);
    assert_close(trainer_history(&trainer, 0)[HISTORY_CLIPS], 0, 0);
    trainer_finish(&trainer);
}

/* Every cell gets well below the best answer without looking. */
static void test_learns(void **state)
{
    const char *const cells[] = {"rnn", "rnn-relu", "rnn-linear", "lstm", "gru",
                                 "gru-before"};
    struct error error = {0};

    (void)state;
    for (size_t k = 0; k < sizeof cells / sizeof *cells; k++) {
        struct trainer_options options = school_options(TASK_COSINE);
        struct trainer trainer;

        options.layer = (struct layer_spec){0};
        assert_true(cell_parse(cells[k], &options.layer, &error));
        options.layer.units = 6;
        options.layers = k % 2 ? 2 : 1;
        options.steps = 12;
        options.batch = 32;
        options.epochs = 8;
        school_open(&trainer, &options);
        finish_training(&trainer);
        double test = trainer_history(&trainer, 7)[HISTORY_TEST];
        if (!(test < trainer.task.baseline / 2))
            fail_msg("%s: %g of %g", cells[k], test, trainer.task.baseline);
        trainer_finish(&trainer);
    }
}

static void test_remembers(void **state)
{
    struct trainer_options options = school_options(TASK_REMEMBER);
    struct trainer trainer;

    (void)state;
    options.epochs = 6;
    options.batch = 20;
    school_open(&trainer, &options);
    finish_training(&trainer);
    assert_close(trainer_history(&trainer, 5)[HISTORY_ACCURACY], 1, 0.02);
    trainer_finish(&trainer);
}

/* Numbers that blow up stop the work; a snapshot from before helps. */
static void test_broken(void **state)
{
    struct trainer_options options = school_options(TASK_ADDING);
    struct trainer trainer;

    (void)state;
    options.layer.cell = CELL_RNN;
    options.layer.activation = ACT_RELU;
    options.optimizer.clip = 0;
    school_open(&trainer, &options);
    void *block = malloc(trainer_snapshot_bytes(&trainer));
    trainer_snapshot(&trainer, block);
    trainer.options.optimizer.rate = sizeof(real) == 4 ? 1e30 : 1e200;
    trainer_work(&trainer, 1000);
    assert_true(trainer.broken);
    assert_false(trainer_done(&trainer));
    assert_int_equal(trainer_work(&trainer, 1), 0);
    trainer_restore(&trainer, block);
    trainer.options.optimizer.rate = 0.01;
    assert_int_equal(trainer_work(&trainer, 2), 2);
    assert_false(trainer.broken);
    free(block);
    trainer_finish(&trainer);
}

static void refuse(struct trainer_options options, const char *want)
{
    struct error error = {0};
    struct trainer trainer;

    assert_false(trainer_init(&trainer, &options, kernels_choose(NULL, NULL),
                              &error));
    if (!strstr(error.text, want))
        fail_msg("'%s' is not in '%s'", want, error.text);
    trainer_finish(&trainer);
}

static void test_bad_options(void **state)
{
    struct trainer_options options;

    (void)state;
    options = school_options(TASK_ADDING);
    options.epochs = 0;
    refuse(options, "0 epochs");
    options = school_options(TASK_ADDING);
    options.batch = 0;
    refuse(options, "batch of 0");
    options = school_options(TASK_ADDING);
    options.optimizer.rate = NAN;
    refuse(options, "rate");
    options = school_options(TASK_ADDING);
    options.optimizer.clip = -1;
    refuse(options, "clipping");
    options = school_options(TASK_ADDING);
    options.optimizer.momentum = 1;
    refuse(options, "momentum");
    options = school_options(TASK_ADDING);
    options.layers = LAYERS_MAX + 1;
    refuse(options, "layers");
    options = school_options(TASK_ADDING);
    options.layer.units = 0;
    refuse(options, "unit");
    options = school_options(TASK_ADDING);
    options.seed = UINT64_MAX;
    refuse(options, "seed");
    options = school_options(TASK_ADDING);
    options.steps = 1;
    refuse(options, "step");
    options = school_options(TASK_ADDING);
    options.halve = -1;
    refuse(options, "halved");
    options = school_options(TASK_COSINE);
    options.layer.cell = CELL_DENSE;
    refuse(options, "remembers nothing");
    options = school_options(TASK_ADDING);
    options.stateful = true;
    refuse(options, "stateful");
}

/* A batch larger than the epoch is the whole epoch. */
static void test_large_batch(void **state)
{
    struct trainer_options options = school_options(TASK_SERIES);
    struct trainer trainer;

    (void)state;
    options.batch = 1000000000;
    school_open(&trainer, &options);
    assert_int_equal(trainer_units(&trainer), 2);
    assert_true(trainer.batch.size < WAVE);
    finish_training(&trainer);
    trainer_finish(&trainer);
}

static void assert_no_memory(const struct trainer_options *options)
{
    for (long n = 0;; n++) {
        struct error error = {0};
        struct trainer trainer;

        failing_after(n);
        bool fine = trainer_init(&trainer, options,
                                 kernels_choose(NULL, NULL), &error);
        if (!failing_stop()) {
            assert_true(fine);
            trainer_finish(&trainer);
            assert_true(n > 8);
            break;
        }
        assert_false(fine);
        assert_non_null(strstr(error.text, "memory"));
        trainer_finish(&trainer);
    }
}

static void test_no_memory(void **state)
{
    struct trainer_options options = school_options(TASK_SERIES);

    (void)state;
    assert_no_memory(&options);
    options.stateful = true;
    options.batch = 3;
    assert_no_memory(&options);
    options = school_options(TASK_NUMBERS);
    assert_no_memory(&options);
    options = school_options(TASK_LETTERS);
    assert_no_memory(&options);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_slices_do_not_matter),
        cmocka_unit_test(test_slices_of_a_batch),
        cmocka_unit_test(test_gradient_of_pieces),
        cmocka_unit_test(test_snapshot_within_a_batch),
        cmocka_unit_test(test_stateful),
        cmocka_unit_test(test_streams),
        cmocka_unit_test(test_rate_is_halved),
        cmocka_unit_test(test_extend),
        cmocka_unit_test(test_norms),
        cmocka_unit_test(test_dense),
        cmocka_unit_test(test_seeds_differ),
        cmocka_unit_test(test_snapshot),
        cmocka_unit_test(test_history),
        cmocka_unit_test(test_clips_are_counted),
        cmocka_unit_test(test_learns),
        cmocka_unit_test(test_remembers),
        cmocka_unit_test(test_broken),
        cmocka_unit_test(test_bad_options),
        cmocka_unit_test(test_large_batch),
        cmocka_unit_test(test_no_memory),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}

/* train/progress: numbers and text, in windows of every width. */
#include "school.h"

#include "check_close.h"
#include "train/progress.h"

static void test_measure(void **state)
{
    struct trainer_options options = school_options(TASK_ADDING);
    struct trainer trainer;

    (void)state;
    school_open(&trainer, &options); /* 11 + 3 batches, two epochs */
    struct trainer_state begin = trainer.state;
    struct progress progress = progress_measure(&trainer, &begin, 0);
    assert_int_equal(progress.epoch, 1);
    assert_int_equal(progress.epochs, 2);
    assert_close(progress.share, 0, 0);
    assert_close(progress.speed, 0, 0);
    assert_true(progress.left < 0);
    assert_true(isnan(progress.loss));
    assert_true(isnan(progress.test));

    trainer_work(&trainer, 7);
    progress = progress_measure(&trainer, &begin, 2);
    assert_close(progress.share, 0.25, 1e-12);
    assert_close(progress.speed, 7 * 96 / 2.0, 1e-9);
    assert_close(progress.left, 6, 1e-9);
    assert_close(progress.loss, trainer_running_loss(&trainer), 0);

    trainer_work(&trainer, 7);
    progress = progress_measure(&trainer, &begin, 4);
    assert_int_equal(progress.epoch, 2);
    assert_close(progress.speed, 250, 1e-9);
    assert_close(progress.loss, trainer_history(&trainer, 0)[HISTORY_TRAIN], 0);
    assert_close(progress.test, trainer_history(&trainer, 0)[HISTORY_TEST], 0);

    begin = trainer.state; /* resumed here */
    trainer_work(&trainer, 14);
    progress = progress_measure(&trainer, &begin, 4);
    assert_int_equal(progress.epoch, 2);
    assert_close(progress.share, 1, 0);
    assert_close(progress.left, 0, 0);
    assert_close(progress.speed, 250, 1e-9);
    trainer_finish(&trainer);
}

static void test_bar(void **state)
{
    const struct progress progress = {
        .epoch = 3, .epochs = 60, .share = 0.5, .loss = 0.0123456,
        .test = 0.011, .speed = 7340.4, .left = 83,
    };
    char text[PROGRESS_TEXT_MAX];

    (void)state;
    assert_string_equal(progress_bar(&progress, 78, text),
                        "epoch 3/60 [##########----------] loss 0.01235 "
                        "test 0.011 1:23 left 7340 seq/s");
    assert_string_equal(progress_bar(&progress, 55, text),
                        "epoch 3/60 loss 0.01235 test 0.011 1:23 left "
                        "7340 seq/s");
    assert_string_equal(progress_bar(&progress, 36, text),
                        "epoch 3/60 loss 0.01235 test 0.011");
    for (int width = 0; width < 300; width++) {
        size_t length = strlen(progress_bar(&progress, width, text));

        assert_true((int)length <= width || strcmp(text, "epoch 3/60") == 0 ||
                    width < 10);
    }
}

/* Nothing is too long for its place. */
static void test_extremes(void **state)
{
    const struct progress progress = {
        .epoch = 1000000, .epochs = 1000000, .share = 1, .loss = -1.2345e-300,
        .test = INFINITY, .speed = 1e300, .left = 1e300,
    };
    char text[PROGRESS_TEXT_MAX], time[32];

    (void)state;
    assert_true(strlen(progress_bar(&progress, 10000, text)) <
                PROGRESS_TEXT_MAX);
    assert_non_null(strstr(text, "99:59:59"));
    assert_string_equal(progress_time(0.4, time), "0:00");
    assert_string_equal(progress_time(59.6, time), "1:00");
    assert_string_equal(progress_time(3600, time), "1:00:00");
    assert_string_equal(progress_time(7384, time), "2:03:04");
}

static void test_epoch(void **state)
{
    enum { COLUMNS = HISTORY_LAYERS + 2 };
    real history[2 * COLUMNS] = {
        0.5, 0.25, (real)NAN, 1, 0,
        [COLUMNS] = 0.125, 0.0625, 0.75, 1, 0,
    };
    struct trainer trainer = {.history = history, .columns = COLUMNS,
                              .task.baseline = 1.0 / 6};
    char text[PROGRESS_TEXT_MAX];

    (void)state;
    assert_string_equal(progress_epoch(&trainer, 0, text),
                        "epoch 1 train 0.5 test 0.25 baseline 0.1667");
    assert_string_equal(progress_epoch(&trainer, 1, text),
                        "epoch 2 train 0.125 test 0.0625 baseline 0.1667 "
                        "accuracy 0.75");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_measure),
        cmocka_unit_test(test_bar),
        cmocka_unit_test(test_extremes),
        cmocka_unit_test(test_epoch),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}

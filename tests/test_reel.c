/* train/race/reel: bounded memory, early epochs dense and late ones thin, and
 * frames that bring back exactly what was kept. */
#include "school.h"

#include "failing.h"
#include "train/race/reel.h"

enum { EPOCHS = 10000, FRAMES = 40 };

/* A trainer that can be put at any epoch; its first weight tells which. */
static void open_trainer(struct trainer *trainer, int epochs)
{
    struct trainer_options options = school_options(TASK_REMEMBER);

    options.layer.units = 1;
    options.epochs = epochs;
    school_open(trainer, &options);
}

static void put_at(struct trainer *trainer, int epoch)
{
    trainer->state = (struct trainer_state){.epoch = epoch};
    trainer->network.params.data[0] = (real)epoch;
}

/* Room for exactly so many frames. */
static void open_reel(struct reel *reel, const struct trainer *trainer,
                      int frames)
{
    struct error error = {0};

    assert_true(reel_init(reel, trainer, 0, &error));
    size_t bytes = reel->frame_bytes * (size_t)frames;
    reel_finish(reel);
    assert_true(reel_init(reel, trainer, bytes, &error));
    assert_int_equal(reel->capacity, frames);
}

static void assert_sound(const struct reel *reel, int last)
{
    assert_in_range(reel->count, 1, reel->capacity);
    assert_int_equal(reel->epoch[0], 0);
    assert_int_equal(reel->epoch[reel->count - 1], last);
    for (int k = 0; k < reel->count; k++) {
        int epoch = reel->epoch[k];

        assert_true(k == 0 || epoch > reel->epoch[k - 1]);
        assert_int_equal(trainer_snapshot_state(reel->frame[k]).epoch, epoch);
        assert_true(*trainer_snapshot_weights(reel->frame[k]) == (real)epoch);
    }
}

static void test_ten_thousand_epochs(void **state)
{
    struct trainer trainer;
    struct reel reel;

    (void)state;
    open_trainer(&trainer, EPOCHS);
    open_reel(&reel, &trainer, FRAMES);
    for (int epoch = 0; epoch <= EPOCHS; epoch++) {
        put_at(&trainer, epoch);
        reel_keep(&reel, &trainer);
        assert_int_equal(reel.count, epoch < FRAMES ? epoch + 1 : FRAMES);
        if (epoch % 97 == 0)
            assert_sound(&reel, epoch);
    }
    assert_sound(&reel, EPOCHS);
    /* The first epochs are all there, and no gap is larger than half of what
     * was trained before it. */
    for (int k = 0; k < 4; k++)
        assert_int_equal(reel.epoch[k], k);
    for (int k = 1; k < reel.count; k++)
        assert_true(reel.epoch[k] - reel.epoch[k - 1] <=
                    1 + reel.epoch[k - 1] / 2);
    /* Gaps grow: each quarter of the frames covers more than the one before. */
    int before = 0;
    for (int k = 0; k < 4; k++) {
        int covered = reel.epoch[(k + 1) * (FRAMES - 1) / 4] -
                      reel.epoch[k * (FRAMES - 1) / 4];
        assert_true(covered > 2 * before);
        before = covered;
    }
    reel_finish(&reel);
    trainer_finish(&trainer);
}

static void test_thin(void **state)
{
    const int even[] = {0, 1, 2, 3, 4}, late[] = {0, 1, 2, 8, 9, 20};
    const int three[] = {5, 6, 7};

    (void)state;
    assert_int_equal(reel_thin(even, 5), 3);
    assert_int_equal(reel_thin(late, 6), 3);
    assert_int_equal(reel_thin(three, 3), 1);
}

static void test_find(void **state)
{
    struct trainer trainer;
    struct reel reel, none = {0};

    (void)state;
    open_trainer(&trainer, 10);
    open_reel(&reel, &trainer, 6);
    assert_int_equal(reel_find(&reel, 3), -1);
    put_at(&trainer, 2);
    reel_keep(&reel, &trainer);
    put_at(&trainer, 5);
    reel_keep(&reel, &trainer);
    assert_int_equal(reel_find(&reel, 1), -1);
    assert_int_equal(reel_find(&reel, 2), 0);
    assert_int_equal(reel_find(&reel, 4), 0);
    assert_int_equal(reel_find(&reel, 5), 1);
    assert_int_equal(reel_find(&reel, 1000), 1);
    reel_keep(&none, &trainer);
    assert_int_equal(reel_find(&none, 5), -1);
    reel_finish(&reel);
    trainer_finish(&trainer);
}

/* Another past is another one: what came later is gone. */
static void test_going_back(void **state)
{
    struct trainer trainer;
    struct reel reel;

    (void)state;
    open_trainer(&trainer, 20);
    open_reel(&reel, &trainer, 21);
    for (int epoch = 0; epoch <= 9; epoch++) {
        put_at(&trainer, epoch);
        reel_keep(&reel, &trainer);
    }
    put_at(&trainer, 9);
    trainer.network.params.data[1] = 4;
    reel_keep(&reel, &trainer);
    assert_int_equal(reel.count, 10);
    assert_true(trainer_snapshot_weights(reel.frame[9])[1] == 4);
    put_at(&trainer, 4);
    reel_keep(&reel, &trainer);
    assert_int_equal(reel.count, 5);
    assert_sound(&reel, 4);
    reel_finish(&reel);
    trainer_finish(&trainer);
}

/* Thinned later or from the beginning: the same frames. */
static void test_resize(void **state)
{
    struct trainer trainer;
    struct reel large, small;
    struct error error = {0};

    (void)state;
    open_trainer(&trainer, 200);
    open_reel(&large, &trainer, 201);
    open_reel(&small, &trainer, 12);
    for (int epoch = 0; epoch <= 200; epoch++) {
        put_at(&trainer, epoch);
        reel_keep(&large, &trainer);
        reel_keep(&small, &trainer);
    }
    assert_true(reel_resize(&large, 12 * large.frame_bytes, 200, &error));
    assert_int_equal(large.capacity, 12);
    assert_int_equal(large.count, small.count);
    assert_memory_equal(large.epoch, small.epoch, 12 * sizeof *small.epoch);
    assert_sound(&large, 200);
    assert_true(reel_resize(&large, 50 * large.frame_bytes, 200, &error));
    assert_int_equal(large.capacity, 50);
    assert_sound(&large, 200);
    /* Never more than there are epochs. */
    assert_true(reel_resize(&large, 500 * large.frame_bytes, 250, &error));
    assert_int_equal(large.capacity, 251);
    reel_finish(&small);
    reel_finish(&large);
    trainer_finish(&trainer);
}

/* Real training: any frame is the trainer as it stood. */
static void test_restore(void **state)
{
    struct trainer_options options = school_options(TASK_ANBN);
    struct trainer there, here;
    struct reel reel;

    (void)state;
    options.epochs = 6;
    school_open(&there, &options);
    open_reel(&reel, &there, 7);
    reel_keep(&reel, &there);
    while (!trainer_done(&there)) {
        trainer_work(&there, trainer_units(&there));
        reel_keep(&reel, &there);
    }
    for (int epoch = 0; epoch <= 6; epoch++) {
        school_open(&here, &options);
        trainer_work(&here, epoch * trainer_units(&here));
        trainer_restore(&there, reel.frame[reel_find(&reel, epoch)]);
        school_assert_same(&here, &there);
        trainer_finish(&here);
    }
    reel_finish(&reel);
    trainer_finish(&there);
}

static void test_memory(void **state)
{
    struct trainer trainer;
    struct reel reel;
    struct error error = {0};

    (void)state;
    open_trainer(&trainer, 5);
    for (long n = 0;; n++) {
        failing_after(n);
        bool fine = reel_init(&reel, &trainer, 1 << 20, &error);
        if (!failing_stop()) {
            assert_true(fine);
            break;
        }
        assert_false(fine);
        assert_non_null(strstr(error.text, "memory"));
        assert_null(reel.memory);
    }
    put_at(&trainer, 0);
    reel_keep(&reel, &trainer);
    for (long n = 0; n < 3; n++) {
        failing_after(n);
        assert_false(reel_resize(&reel, 0, 5, &error));
        failing_stop();
        assert_int_equal(reel.capacity, 6);
        assert_sound(&reel, 0);
    }
    failing_after(0);
    reel_keep(&reel, &trainer);
    assert_false(failing_stop());
    reel_finish(&reel);
    trainer_finish(&trainer);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_ten_thousand_epochs),
        cmocka_unit_test(test_thin),
        cmocka_unit_test(test_find),
        cmocka_unit_test(test_going_back),
        cmocka_unit_test(test_resize),
        cmocka_unit_test(test_restore),
        cmocka_unit_test(test_memory),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}

/* The dials before a training, on a training made by hand: they need no more of
 * it than what is wanted. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "check_close.h"
#include "scene/training/dial/train_notches.h"

static struct training *made;
static struct ui ui;

static void make(enum task_kind kind)
{
    free(made);
    made = calloc(1, sizeof *made);
    assert_non_null(made);
    made->wanted = race_defaults(kind);
    made->material.series_length = 467;
    made->material.text_length = 45000;
    ui = ui_defaults();
}

static int finish(void **state)
{
    (void)state;
    free(made);
    return 0;
}

static const char *text_of(enum train_dial dial)
{
    static char text[64];

    return train_dial_text(made, &ui, dial, text, sizeof text);
}

static double value_of(enum train_dial dial)
{
    return train_dial_value(made, &ui, dial);
}

/* At every notch of every dial of every task: the value is the notch, its place
 * leads back to it, and places ascend from 0 to 1. */
static void notches_hold(void **state)
{
    (void)state;
    for (int kind = 0; kind < TASK_COUNT; kind++)
        for (int d = 0; d < TRAIN_DIALS; d++) {
            enum train_dial dial = (enum train_dial)d;
            double before = -1;

            make((enum task_kind)kind);
            if (!train_dial_exists(made, dial))
                continue;
            int last = train_notch_last(made, dial);
            for (int k = 0; k <= last; k += last > 100 ? 37 : 1) {
                double share = last ? (double)k / last : 0;
                double notch = train_notch(made, dial, k);

                train_dial_turn(made, &ui, dial, share);
                double value = value_of(dial);
                assert_true(isinf(notch) ? value == 0 : value == notch);
                assert_close(train_dial_share(made, &ui, dial), share, 1e-12);
                assert_true(notch > before || k == 0);
                before = notch;
                assert_true(strlen(text_of(dial)) > 0);
            }
        }
}

/* From one end to the other by keys, and not beyond. */
static void steps_stay_inside(void **state)
{
    (void)state;
    for (int d = 0; d < TRAIN_DIALS; d++) {
        enum train_dial dial = (enum train_dial)d;

        make(TASK_REMEMBER);
        if (dial == TRAIN_SEED)
            continue;
        train_dial_turn(made, &ui, dial, 0);
        double low = value_of(dial);
        train_dial_step(made, &ui, dial, -3);
        assert_true(value_of(dial) == low);
        int last = train_notch_last(made, dial);
        for (int k = 1; k <= last; k++) {
            train_dial_step(made, &ui, dial, 1);
            assert_close(train_dial_share(made, &ui, dial), (double)k / last,
                         1e-12);
        }
        double high = value_of(dial);
        train_dial_step(made, &ui, dial, 1);
        assert_true(value_of(dial) == high);
        train_dial_step(made, &ui, dial, -last);
        assert_true(value_of(dial) == low);
    }
}

/* What came from elsewhere is not pulled in by turning it outwards. */
static void keeps_what_is_outside(void **state)
{
    (void)state;
    make(TASK_REMEMBER);
    for (int k = 0; k < made->wanted.lanes; k++) {
        made->wanted.lane[k].layer.units = 700;
        made->wanted.lane[k].optimizer.rate = 0.003;
    }
    assert_close(train_dial_share(made, &ui, TRAIN_UNITS), 1, 0);
    train_dial_step(made, &ui, TRAIN_UNITS, 1);
    assert_close(value_of(TRAIN_UNITS), 700, 0);
    train_dial_step(made, &ui, TRAIN_UNITS, -1);
    assert_close(value_of(TRAIN_UNITS), 256, 0);
    assert_string_equal(text_of(TRAIN_RATE), "0.003");
    assert_true(train_dial_share(made, &ui, TRAIN_RATE) > 4.0 / 12 &&
                train_dial_share(made, &ui, TRAIN_RATE) < 5.0 / 12);
    train_dial_step(made, &ui, TRAIN_RATE, 1);
    assert_true(value_of(TRAIN_RATE) == 0.005);
}

static void turns_every_lane_that_has_it(void **state)
{
    (void)state;
    make(TASK_REMEMBER); /* RNN, GRU, LSTM */
    ui.lane = 0;
    train_dial_step(made, &ui, TRAIN_FORGET, 4);
    assert_true(made->wanted.lane[1].init.forget_bias == 3);
    assert_true(made->wanted.lane[2].init.forget_bias == 3);
    assert_true(made->wanted.lane[0].init.forget_bias == 1);
    assert_string_equal(text_of(TRAIN_FORGET), "+3.0");
    train_dial_turn(made, &ui, TRAIN_RATE, 1);
    for (int k = 0; k < 3; k++)
        assert_true(made->wanted.lane[k].optimizer.rate == 1);

    make(TASK_COSINE); /* a multilayer perceptron first */
    int dense = made->wanted.lane[0].layer.units;
    ui.lane = 0;
    train_dial_step(made, &ui, TRAIN_UNITS, 1);
    assert_int_equal(made->wanted.lane[0].layer.units, dense);
    assert_close(value_of(TRAIN_UNITS), 20, 0);
    for (int k = 1; k < 4; k++)
        assert_int_equal(made->wanted.lane[k].layer.units, 20);

    train_dial_turn(made, &ui, TRAIN_FORGET, 1);
    assert_true(made->wanted.lane[0].init.forget_bias == 1);
    assert_true(made->wanted.lane[3].init.forget_bias == 8);

    /* Where lanes differ the one on the stage is told. */
    made->wanted.lane[2].layer.units = 40;
    ui.lane = 2;
    assert_close(value_of(TRAIN_UNITS), 40, 0);
}

static void knows_what_is_there(void **state)
{
    (void)state;
    for (int kind = 0; kind < TASK_COUNT; kind++) {
        make((enum task_kind)kind);
        bool given = kind == TASK_PLACES || kind == TASK_ANSWER ||
                     kind == TASK_SPELL || kind == TASK_SPELL_KO;
        assert_true(train_dial_exists(made, TRAIN_LAG) == !given);
        for (int d = TRAIN_UNITS; d < TRAIN_DIALS; d++)
            assert_true(train_dial_exists(made, (enum train_dial)d));
    }
    make(TASK_REMEMBER);
    made->wanted.lanes = 1; /* the RNN */
    assert_false(train_dial_exists(made, TRAIN_FORGET));
    struct race_setup before = made->wanted;
    train_dial_turn(made, &ui, TRAIN_FORGET, 1);
    train_dial_step(made, &ui, TRAIN_FORGET, 1);
    train_dial_reset(made, &ui, TRAIN_FORGET);
    train_dial_turn(made, &ui, TRAIN_RATE, NAN);
    assert_memory_equal(&made->wanted, &before, sizeof before);
    assert_true(isnan(value_of(TRAIN_FORGET)));
}

static void bears_the_words_of_the_task(void **state)
{
    (void)state;
    make(TASK_NUMBERS);
    assert_string_equal(train_dial_name(made, &ui, TRAIN_LAG), "digits");
    assert_string_equal(text_of(TRAIN_LAG), "4");
    train_dial_turn(made, &ui, TRAIN_LAG, 1);
    assert_string_equal(text_of(TRAIN_LAG), "8");
    make(TASK_REMEMBER);
    assert_string_equal(train_dial_name(made, &ui, TRAIN_LAG), "lag");
    train_dial_step(made, &ui, TRAIN_LAG, 3);
    assert_string_equal(text_of(TRAIN_LAG), "40");
    ui.language = LANGUAGE_KO;
    assert_string_equal(train_dial_name(made, &ui, TRAIN_LAG), "시차");
    for (int kind = 0; kind < TASK_COUNT; kind++)
        for (int d = 0; d < TRAIN_DIALS; d++) {
            make((enum task_kind)kind);
            const char *en = train_dial_name(made, &ui, (enum train_dial)d);
            ui.language = LANGUAGE_KO;
            assert_string_not_equal(
                en, train_dial_name(made, &ui, (enum train_dial)d));
        }
    make(TASK_REMEMBER);
    made->wanted.lanes = 2; /* RNN and GRU */
    assert_string_equal(train_dial_name(made, &ui, TRAIN_FORGET),
                        "update bias");
}

static void clips_or_not(void **state)
{
    (void)state;
    make(TASK_ADDING);
    assert_string_equal(text_of(TRAIN_CLIP), "1");
    train_dial_turn(made, &ui, TRAIN_CLIP, 1);
    assert_string_equal(text_of(TRAIN_CLIP), "off");
    for (int k = 0; k < made->wanted.lanes; k++)
        assert_true(made->wanted.lane[k].optimizer.clip == 0);
    assert_close(train_dial_share(made, &ui, TRAIN_CLIP), 1, 0);
    train_dial_step(made, &ui, TRAIN_CLIP, -1);
    assert_string_equal(text_of(TRAIN_CLIP), "10");
    train_dial_step(made, &ui, TRAIN_CLIP, 1);
    assert_string_equal(text_of(TRAIN_CLIP), "off");
    made->wanted.lane[0].optimizer.clip = 40; /* above the highest threshold */
    assert_true(train_dial_share(made, &ui, TRAIN_CLIP) < 1);
}

/* Seeds go on beyond the range of the mouse, and never below 0. */
static void counts_seeds(void **state)
{
    (void)state;
    make(TASK_COPY);
    train_dial_step(made, &ui, TRAIN_SEED, -5);
    assert_string_equal(text_of(TRAIN_SEED), "0");
    train_dial_turn(made, &ui, TRAIN_SEED, 1);
    assert_string_equal(text_of(TRAIN_SEED), "9999");
    train_dial_step(made, &ui, TRAIN_SEED, 12);
    assert_string_equal(text_of(TRAIN_SEED), "10011");
    assert_close(train_dial_share(made, &ui, TRAIN_SEED), 1, 0);
    for (int k = 0; k < made->wanted.lanes; k++)
        made->wanted.lane[k].seed = INT64_MAX - RACE_SEEDS;
    train_dial_step(made, &ui, TRAIN_SEED, 1);
    assert_true(made->wanted.lane[0].seed == INT64_MAX - RACE_SEEDS);
    train_dial_turn(made, &ui, TRAIN_SEEDS, 1);
    assert_int_equal(made->wanted.seeds, RACE_SEEDS);
}

static void goes_back_to_the_task(void **state)
{
    (void)state;
    for (int kind = 0; kind < TASK_COUNT; kind++)
        for (int d = 0; d < TRAIN_DIALS; d++) {
            enum train_dial dial = (enum train_dial)d;

            make((enum task_kind)kind);
            if (!train_dial_exists(made, dial))
                continue;
            double value = value_of(dial);
            double share = train_dial_share(made, &ui, dial);
            assert_true(isnan(train_dial_start(made, &ui, dial)));
            train_dial_turn(made, &ui, dial, 0);
            train_dial_turn(made, &ui, dial, 1);
            assert_true(value_of(dial) != value);
            assert_true(train_dial_start(made, &ui, dial) == share);
            train_dial_reset(made, &ui, dial);
            assert_true(value_of(dial) == value);
            assert_true(isnan(train_dial_start(made, &ui, dial)));
        }
}

/* A length is never longer than the data allow, however few they are. */
static void fits_the_data(void **state)
{
    static const int lengths[] = {0, 3, 24, 143, 467, 100000};

    (void)state;
    for (size_t k = 0; k < sizeof lengths / sizeof *lengths; k++) {
        make(TASK_SERIES);
        made->material.series_length = lengths[k];
        train_dial_turn(made, &ui, TRAIN_LAG, 1);
        double most = value_of(TRAIN_LAG);
        assert_true(most >= 1 && most <= fmax(1, lengths[k] / 4.0));
        train_dial_turn(made, &ui, TRAIN_LAG, 0);
        assert_close(value_of(TRAIN_LAG), 1, 0);
        assert_false(isnan(train_dial_share(made, &ui, TRAIN_LAG)));
    }
}

static bool opens(const struct trainer_options *lane, int steps)
{
    static double series[467];
    struct error error = {0};
    struct task task;

    for (int k = 0; k < 467; k++)
        series[k] = k;
    bool fine = task_init(&task, lane->task, &(struct task_options){
        .steps = steps, .context = lane->context, .stateful = lane->stateful,
        .streams = lane->batch,
        .material = {.series = series, .series_length = 467}}, &error);
    if (fine)
        task_finish(&task);
    return fine;
}

/* Every lane can be trained at both ends of the length, and below the lower end
 * there is nothing. */
static void ends_can_be_trained(void **state)
{
    (void)state;
    for (int kind = 0; kind < TASK_COUNT; kind++) {
        make((enum task_kind)kind);
        if (!train_dial_exists(made, TRAIN_LAG) ||
            (task_table[kind].file && !task_table[kind].column))
            continue;
        for (int end = 0; end < 2; end++) {
            train_dial_turn(made, &ui, TRAIN_LAG, end);
            for (int k = 0; k < made->wanted.lanes; k++)
                assert_true(opens(&made->wanted.lane[k],
                                  made->wanted.lane[k].steps));
        }
        train_dial_turn(made, &ui, TRAIN_LAG, 0);
        int least = made->wanted.lane[0].steps;
        assert_true(least == 1 || !opens(&made->wanted.lane[0], least - 1));
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(notches_hold),
        cmocka_unit_test(steps_stay_inside),
        cmocka_unit_test(keeps_what_is_outside),
        cmocka_unit_test(turns_every_lane_that_has_it),
        cmocka_unit_test(knows_what_is_there),
        cmocka_unit_test(bears_the_words_of_the_task),
        cmocka_unit_test(clips_or_not),
        cmocka_unit_test(counts_seeds),
        cmocka_unit_test(goes_back_to_the_task),
        cmocka_unit_test(fits_the_data),
        cmocka_unit_test(ends_can_be_trained),
    };
    return cmocka_run_group_tests(tests, NULL, finish);
}

/* What every dial changes in a setup, and that it changes nothing else.
 */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "base/random.h"
#include "check_close.h"
#include "scene/lab/dial/dial.h"
#include "scene/lab/dial/dial_words.h"

static const struct cast nothing;

/* RNN, GRU and LSTM, drawn from a seed. */
static struct setup three(void)
{
    struct setup setup = setup_defaults();

    setup.lanes = 3;
    setup.lane[0] = lane_defaults(CELL_RNN, ACT_TANH);
    setup.lane[1] = lane_defaults(CELL_GRU, ACT_TANH);
    setup.lane[2] = lane_defaults(CELL_LSTM, ACT_TANH);
    return setup;
}

static struct dial_desk desk_of(const struct setup *setup, int lane, bool one)
{
    return (struct dial_desk){setup, &nothing, lane, one};
}

static void assert_same(const struct setup *a, const struct setup *b)
{
    assert_true(setup_equal(a, b));
}

/* Sets a value of every dial by hand and by the dial. */
static void test_dials_change_what_they_say(void **state)
{
    const struct setup setup = three();
    const struct dial_desk desk = desk_of(&setup, 0, false);
    struct setup want[DIALS];
    static const double value[DIALS] = {
        [DIAL_GAIN] = 2.5, [DIAL_FORGET] = -1.5, [DIAL_STEPS] = 80,
        [DIAL_SCHEME] = INIT_IDENTITY, [DIAL_ACTIVATION] = ACT_RELU,
        [DIAL_CLIP] = 3, [DIAL_SEED] = 77, [DIAL_UNITS] = 25};

    (void)state;
    for (int k = 0; k < DIALS; k++)
        want[k] = setup;
    for (int k = 0; k < 3; k++) {
        want[DIAL_GAIN].lane[k].gain = 2.5;
        want[DIAL_SCHEME].lane[k].scheme = INIT_IDENTITY;
    }
    for (int k = 1; k < 3; k++) {
        want[DIAL_FORGET].lane[k].biased = true;
        want[DIAL_FORGET].lane[k].forget_bias = -1.5;
    }
    want[DIAL_STEPS].steps = 80;
    want[DIAL_ACTIVATION].lane[0].activation = ACT_RELU;
    want[DIAL_CLIP].clip = true;
    want[DIAL_CLIP].clip_norm = setup_clips[3];
    want[DIAL_SEED].seed = 77;
    want[DIAL_UNITS].units = 25;
    for (int k = 0; k < DIALS; k++) {
        const struct setup got = dial_set(&desk, (enum dial)k, value[k]);
        const struct dial_desk after = desk_of(&got, 0, false);
        assert_same(&got, &want[k]);
        assert_false(setup_equal(&got, &setup));
        assert_true(dial_value(&after, (enum dial)k) == value[k]);
    }
}

static void test_one_lane_alone(void **state)
{
    const struct setup setup = three();
    const struct dial_desk desk = desk_of(&setup, 2, true);
    struct setup want = setup;

    (void)state;
    want.lane[2].gain = 3;
    struct setup got = dial_set(&desk, DIAL_GAIN, 3);
    assert_same(&got, &want);
    assert_false(dial_there(&desk, DIAL_ACTIVATION));
    got = dial_set(&desk, DIAL_ACTIVATION, ACT_RELU);
    assert_same(&got, &setup);
    assert_true(dial_there(&desk, DIAL_STEPS));
    const struct dial_desk rnn = desk_of(&setup, 0, true);
    assert_false(dial_there(&rnn, DIAL_FORGET));
    assert_true(dial_there(&rnn, DIAL_ACTIVATION));
}

/* The lane whose value is shown has one where any has. */
static void test_whose_value_is_shown(void **state)
{
    struct setup setup = three();
    const struct dial_desk desk = desk_of(&setup, 0, false);
    const struct dial_desk gru = desk_of(&setup, 1, false);

    (void)state;
    assert_int_equal(dial_lane(&desk, DIAL_FORGET), 2);
    assert_true(dial_value(&desk, DIAL_FORGET) == 1);
    assert_int_equal(dial_lane(&gru, DIAL_FORGET), 1);
    assert_true(isnan(dial_value(&gru, DIAL_FORGET)));
    setup.lanes = 1;
    assert_int_equal(dial_lane(&desk, DIAL_FORGET), -1);
    assert_true(isnan(dial_value(&desk, DIAL_FORGET)));
}

/* Whatever is asked for, setup_check holds. */
static void test_nothing_leaves_its_bounds(void **state)
{
    static const double wild[] = {-INFINITY, -1e300, -13, -1, 0, 0.3, 1e9,
                                  1e300, INFINITY, NAN};
    struct setup setup = three();
    struct dial_desk desk = desk_of(&setup, 0, false);

    (void)state;
    for (int round = 0; round < 3; round++)
        for (int k = 0; k < DIALS; k++)
            for (size_t v = 0; v < sizeof wild / sizeof *wild; v++) {
                struct setup got = dial_set(&desk, (enum dial)k, wild[v]);
                assert_true(setup_check(&got, NULL));
                got = dial_turn(&desk, (enum dial)k, v % 2 ? 999 : -999,
                                v % 3 == 0);
                assert_true(setup_check(&got, NULL));
                if (round > 0)
                    setup = got;
            }
}

/* Up and down again is where it was, notch by notch, to both ends. */
static void test_notches(void **state)
{
    for (int k = 0; k < DIALS; k++) {
        struct setup setup = three();
        struct dial_desk desk = desk_of(&setup, 2, false);
        int turns = 0;
        double before = -INFINITY;
        (void)state;
        setup.steps = 1;
        setup.units = 1;
        setup.seed = 0;
        for (int l = 0; l < 3; l++) {
            setup.lane[l].gain = 0;
            setup.lane[l].biased = true;
            setup.lane[l].forget_bias = -4;
        }
        for (;; turns++) {
            double value = dial_value(&desk, (enum dial)k);
            const struct setup up = dial_turn(&desk, (enum dial)k, 1, false);
            assert_true(value > before);
            if (setup_equal(&up, &setup) || turns == 50)
                break;
            const struct dial_desk above = desk_of(&up, 2, false);
            const struct setup down = dial_turn(&above, (enum dial)k, -1,
                                                false);
            assert_true(dial_value(&(struct dial_desk){
                &down, &nothing, 2, false}, (enum dial)k) == value);
            before = value;
            setup = up;
        }
        assert_true(turns >= (k == DIAL_ACTIVATION ? 2 : 3));
    }
}

/* The notch nearest to where a notch is, is itself. */
static void test_places_are_notches(void **state)
{
    struct setup setup = three();
    struct dial_desk desk = desk_of(&setup, 2, false);

    (void)state;
    for (int k = 0; k < DIALS; k++) {
        if (!dial_slides((enum dial)k))
            continue;
        for (double share = 0; share <= 1; share += 0.01) {
            double value = dial_at(&desk, (enum dial)k, share);
            double again = dial_at(&desk, (enum dial)k,
                                   dial_share(&desk, (enum dial)k, value));
            assert_true(again == value);
            assert_true(value >= dial_least((enum dial)k) &&
                        value <= dial_most(&desk, (enum dial)k));
        }
        assert_true(dial_at(&desk, (enum dial)k, 0) ==
                    dial_least((enum dial)k));
        assert_true(dial_at(&desk, (enum dial)k, 1) ==
                    dial_most(&desk, (enum dial)k));
    }
}

/* What no dial would set is left alone when it is turned outwards. */
static void test_beyond_the_range(void **state)
{
    struct setup setup = three();
    struct dial_desk desk = desk_of(&setup, 2, false);

    (void)state;
    setup.lane[2].forget_bias = 12;
    setup.lane[1] = setup.lane[0];
    setup.steps = 50000;
    struct setup got = dial_turn(&desk, DIAL_FORGET, 1, false);
    assert_same(&got, &setup);
    got = dial_turn(&desk, DIAL_FORGET, 1, true);
    assert_same(&got, &setup);
    got = dial_turn(&desk, DIAL_FORGET, -1, false);
    assert_true(got.lane[2].forget_bias == 8);
    got = dial_turn(&desk, DIAL_STEPS, 1, false);
    assert_same(&got, &setup);
    got = dial_turn(&desk, DIAL_STEPS, -1, false);
    assert_int_equal(got.steps, 10000);
}

/* A long run of many units at once is not offered. */
static void test_work_has_a_limit(void **state)
{
    struct setup setup = three();
    struct dial_desk desk = desk_of(&setup, 2, false);

    (void)state;
    setup.steps = 10000;
    assert_true(dial_most(&desk, DIAL_UNITS) < 256);
    assert_true(dial_most(&desk, DIAL_UNITS) >= 128);
    setup.steps = 50;
    assert_true(dial_most(&desk, DIAL_UNITS) == 256);
    setup.units = 256;
    assert_true(dial_most(&desk, DIAL_STEPS) < 10000);
}

static void test_fine_notches(void **state)
{
    const struct setup setup = three();
    const struct dial_desk desk = desk_of(&setup, 2, false);
    struct setup got = dial_turn(&desk, DIAL_GAIN, 1, true);

    (void)state;
    assert_true(got.lane[0].gain == 1.005);
    got = dial_turn(&desk, DIAL_GAIN, -1, false);
    assert_true(got.lane[0].gain == 0.95);
    got = dial_turn(&desk, DIAL_FORGET, 1, true);
    assert_true(got.lane[2].forget_bias == 1.01);
    got = dial_turn(&desk, DIAL_STEPS, 1, true);
    assert_int_equal(got.steps, 51);
    got = dial_turn(&desk, DIAL_STEPS, 1, false);
    assert_int_equal(got.steps, 60);
    got = dial_turn(&desk, DIAL_SEED, 1, true);
    assert_int_equal(got.seed, 11);
}

/* Seeds are whole numbers of 64 bits, not doubles. */
static void test_large_seeds(void **state)
{
    struct setup setup = three();
    const struct dial_desk desk = desk_of(&setup, 0, false);
    const struct ui ui = {.language = LANGUAGE_EN};
    char text[DIAL_TEXT_MAX];

    (void)state;
    setup.seed = UINT64_MAX - 1;
    struct setup got = dial_turn(&desk, DIAL_SEED, 1, false);
    assert_true(got.seed == UINT64_MAX);
    assert_string_equal(dial_text(&desk, &ui, DIAL_SEED,
                                  dial_value(&desk, DIAL_SEED), text),
                        "18446744073709551614");
    got = dial_turn(&desk, DIAL_SEED, 1, true);
    assert_true(got.seed == UINT64_MAX - 1);
    setup.seed = 3;
    got = dial_turn(&desk, DIAL_SEED, -1, true);
    assert_true(got.seed == 0);
}

static void test_the_dice(void **state)
{
    struct setup setup = three(), first = setup;

    (void)state;
    for (int k = 0; k < 20; k++) {
        const struct dial_desk desk = desk_of(&setup, 0, false);
        struct setup next = dial_dice(&desk), again = dial_dice(&desk);
        assert_same(&next, &again);
        assert_true(next.seed != setup.seed && next.seed >= 1);
        next.seed = first.seed;
        assert_same(&next, &first);
        setup.seed = again.seed;
    }
}

static void test_restored(void **state)
{
    const struct setup start = three();
    struct setup setup = start;

    (void)state;
    for (int k = 0; k < DIALS; k++) {
        const struct dial_desk desk = desk_of(&start, 0, false);
        setup = dial_turn(&desk, (enum dial)k, 1, false);
        const struct dial_desk turned = desk_of(&setup, 0, false);
        const struct setup back = dial_restore(&turned, (enum dial)k, &start);
        assert_false(setup_equal(&setup, &start));
        assert_same(&back, &start);
    }
    /* A lane that was not there goes back to how lanes are added. */
    setup = start;
    setup.lanes = 4;
    setup.lane[3] = lane_defaults(CELL_LSTM, ACT_TANH);
    const struct setup added = setup;
    for (int k = 0; k < 4; k++)
        setup.lane[k].gain = 7;
    const struct dial_desk desk = desk_of(&setup, 0, false);
    const struct setup back = dial_restore(&desk, DIAL_GAIN, &start);
    assert_same(&back, &added);
}

/* A sequence from a file is as long as it is. */
static void test_the_length_of_a_file(void **state)
{
    struct cast cast = {0};
    struct setup setup = three();
    const struct dial_desk desk = {&setup, &cast, 0, false};
    double tick[DIAL_TICKS_MAX];

    (void)state;
    assert_false(dial_has_input(&desk, LAB_FILE));
    cast.sequence.steps = 47;
    setup.first = 5;
    assert_true(dial_has_input(&desk, LAB_FILE));
    setup = dial_input(&desk, LAB_FILE);
    assert_int_equal(setup.input, LAB_FILE);
    assert_int_equal(setup.steps, 43);
    assert_true(dial_most(&desk, DIAL_STEPS) == 43);
    const struct setup longer = dial_turn(&desk, DIAL_STEPS, 3, false);
    assert_int_equal(longer.steps, 43);
    int count = dial_ticks(&desk, DIAL_STEPS, tick);
    assert_true(count >= 2 && tick[count - 1] == 43);
    setup.steps = 40;
    const struct setup wave = dial_input(&desk, LAB_WAVE);
    assert_int_equal(wave.steps, 40);
    assert_int_equal(wave.input, LAB_WAVE);
}

static void test_the_meaning_of_the_gain(void **state)
{
    struct setup setup = three(), want = setup;
    const struct dial_desk desk = desk_of(&setup, 1, false);
    const struct ui ui = {.language = LANGUAGE_KO};
    char text[DIAL_TEXT_MAX];

    (void)state;
    for (int k = 0; k < 3; k++)
        want.lane[k].radius = true;
    assert_string_equal(dial_label(&desk, &ui, DIAL_GAIN, text), "순환 이득");
    setup = dial_radius(&desk);
    assert_same(&setup, &want);
    assert_string_equal(dial_label(&desk, &ui, DIAL_GAIN, text),
                        "스펙트럼 반지름 ρ(U)");
    setup = dial_radius(&desk);
    want = three();
    assert_same(&setup, &want);
}

static void test_words(void **state)
{
    struct setup setup = three();
    const struct dial_desk desk = desk_of(&setup, 0, false);
    const struct ui en = {.language = LANGUAGE_EN};
    char text[DIAL_TEXT_MAX];

    (void)state;
    assert_string_equal(dial_text(&desk, &en, DIAL_GAIN, 0.925, text),
                        "×0.925");
    assert_string_equal(dial_text(&desk, &en, DIAL_GAIN, 1, text), "×1.00");
    assert_string_equal(dial_text(&desk, &en, DIAL_FORGET, -0.5, text),
                        "−0.5");
    assert_string_equal(dial_text(&desk, &en, DIAL_FORGET, NAN, text),
                        "as drawn");
    assert_string_equal(dial_text(&desk, &en, DIAL_CLIP, 0, text), "off");
    assert_string_equal(dial_text(&desk, &en, DIAL_CLIP, 1, text), "0.1");
    assert_string_equal(dial_label(&desk, &en, DIAL_FORGET, text),
                        "forget bias b_{f}, b_{z}");
    setup.lanes = 2;
    assert_string_equal(dial_label(&desk, &en, DIAL_FORGET, text),
                        "update bias b_{z}");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_dials_change_what_they_say),
        cmocka_unit_test(test_one_lane_alone),
        cmocka_unit_test(test_whose_value_is_shown),
        cmocka_unit_test(test_nothing_leaves_its_bounds),
        cmocka_unit_test(test_notches),
        cmocka_unit_test(test_places_are_notches),
        cmocka_unit_test(test_beyond_the_range),
        cmocka_unit_test(test_work_has_a_limit),
        cmocka_unit_test(test_fine_notches),
        cmocka_unit_test(test_large_seeds),
        cmocka_unit_test(test_the_dice),
        cmocka_unit_test(test_restored),
        cmocka_unit_test(test_the_length_of_a_file),
        cmocka_unit_test(test_the_meaning_of_the_gain),
        cmocka_unit_test(test_words),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

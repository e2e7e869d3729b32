/* Positions, moments and steps of the timeline. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/random.h"
#include "check_close.h"
#include "scene/film/playhead.h"

static const struct timeline line = {.steps = 7, .phases = LSTM_PHASES};

static void test_ends(void **state)
{
    (void)state;
    struct moment start = timeline_moment(&line, 0);
    assert_int_equal(start.pass, PASS_FORWARD);
    assert_int_equal(start.step, 1);
    assert_int_equal(start.phase, 0);
    assert_true(start.part == 0);
    struct moment end = timeline_moment(&line, timeline_length(&line) + 5);
    assert_int_equal(end.pass, PASS_BACKWARD);
    assert_int_equal(end.step, 1);
    assert_int_equal(end.phase, LSTM_PHASES - 1);
    assert_true(end.part == 1 && end.whole == 1);
    assert_int_equal(timeline_moment(&line, -9).step, 1);
}

/* The gradient ends in the start, one lag beyond step 1. */
static void test_lags(void **state)
{
    (void)state;
    int64_t length = timeline_length(&line), half = length / 2;
    struct moment now = timeline_moment(&line, 1);
    assert_int_equal(moment_lag(&now, line.steps), line.steps - 1);
    now = timeline_moment(&line, half);
    assert_int_equal(moment_lag(&now, line.steps), 0);
    now = timeline_moment(&line, half + timeline_step(&line));
    assert_int_equal(moment_lag(&now, line.steps), 0);
    now = timeline_moment(&line, length - 1);
    assert_int_equal(moment_lag(&now, line.steps), line.steps - 1);
    now = timeline_moment(&line, length);
    assert_int_equal(moment_lag(&now, line.steps), line.steps);
}

/* The position of a phase's end is where that phase is complete. */
static void test_there_and_back(void **state)
{
    (void)state;
    for (int pass = 0; pass < 2; pass++)
        for (int step = 1; step <= line.steps; step++)
            for (int phase = 0; phase < line.phases; phase++) {
                int64_t at = timeline_at(&line, (enum pass)pass, step, phase);
                struct moment now = timeline_moment(&line, at);
                assert_int_equal(now.pass, pass);
                assert_int_equal(now.step, step);
                assert_int_equal(now.phase, phase);
                assert_true(now.part == 1);
                now = timeline_moment(&line, at - 1);
                assert_int_equal(now.phase, phase);
                assert_true(now.part < 1);
            }
}

static void test_the_loss_is_in_the_middle(void **state)
{
    (void)state;
    int64_t half = timeline_length(&line) / 2;
    assert_int_equal(timeline_at(&line, PASS_FORWARD, 7, 5), half);
    struct moment now = timeline_moment(&line, half + 1);
    assert_int_equal(now.pass, PASS_BACKWARD);
    assert_int_equal(now.step, 7);
}

/* From a boundary, one step on and one step back is where it began. */
static void test_stepping_is_reversible(void **state)
{
    (void)state;
    const int64_t units[] = {TICKS, timeline_step(&line)};
    for (int k = 0; k < 2; k++)
        for (int64_t at = units[k]; at < timeline_length(&line);
             at += units[k]) {
            int64_t on = timeline_on(&line, at, units[k]);
            assert_int_equal(on, at + units[k]);
            assert_int_equal(timeline_back(&line, on, units[k]), at);
        }
    assert_int_equal(timeline_back(&line, 0, TICKS), 0);
    assert_int_equal(timeline_on(&line, timeline_length(&line), TICKS),
                     timeline_length(&line));
    /* In the middle of a phase, back goes to its beginning. */
    assert_int_equal(timeline_back(&line, TICKS + 5, TICKS), TICKS);
    assert_int_equal(timeline_on(&line, TICKS + 5, TICKS), 2 * TICKS);
}

static void test_progress(void **state)
{
    (void)state;
    int64_t at = timeline_at(&line, PASS_FORWARD, 3, LSTM_FORGET) - TICKS / 2;
    struct moment now = timeline_moment(&line, at);
    assert_true(phase_progress(&now, line.phases, 2, LSTM_OUTPUT) == 1);
    assert_true(phase_progress(&now, line.phases, 3, LSTM_GATHER) == 1);
    assert_close((double)phase_progress(&now, line.phases, 3, LSTM_FORGET),
                 0.5, 1e-6);
    assert_true(phase_progress(&now, line.phases, 3, LSTM_WRITE) == 0);
    assert_true(phase_progress(&now, line.phases, 4, LSTM_GATHER) == 0);
    /* Backward the last phase is the first that the gradient passes. */
    at = timeline_at(&line, PASS_BACKWARD, 3, 0) - TICKS / 2;
    now = timeline_moment(&line, at);
    assert_close((double)phase_progress(&now, line.phases, 3, LSTM_OUTPUT),
                 0.5, 1e-6);
    assert_true(phase_progress(&now, line.phases, 3, LSTM_EXPOSE) == 0);
    assert_true(phase_progress(&now, line.phases, 4, LSTM_GATHER) == 1);
    assert_true(phase_progress(&now, line.phases, 2, LSTM_OUTPUT) == 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_ends),
        cmocka_unit_test(test_lags),
        cmocka_unit_test(test_there_and_back),
        cmocka_unit_test(test_the_loss_is_in_the_middle),
        cmocka_unit_test(test_stepping_is_reversible),
        cmocka_unit_test(test_progress),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

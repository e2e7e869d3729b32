#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

#include "check_close.h"
#include "flow_case.h"
#include "nn/flow/units.h"

enum { STEPS = 10, SCRATCH = 64 };

/* A tape whose signal holds `gate` in unit 1 of entry 0, as if recorded. */
static struct tape made_tape(const char *cell, int signal, const double *gate,
                             int steps)
{
    struct spec spec = {.inputs = 1, .layers = 1};
    struct tape tape;

    assert_true(cell_parse(cell, &spec.layer[0], NULL));
    spec.layer[0].units = 2;
    assert_true(tape_init(&tape, &spec, steps, 1, TAPE_VALUES, NULL));
    for (int t = 1; t <= steps; t++) {
        real *row = tape_signal(&tape, 0, signal, t, 0);
        row[0] = (real)0.5;
        row[1] = (real)gate[t - 1];
    }
    return tape;
}

static struct retention retention_of(const char *cell, int signal,
                                     const double *gate, int steps)
{
    int scratch[SCRATCH];
    struct tape tape = made_tape(cell, signal, gate, steps);
    struct retention retention = unit_retention(&tape, 0, 0, 1, scratch);

    tape_finish(&tape);
    return retention;
}

static void counts_saturated_steps(void **state)
{
    const double gate[STEPS] = {0.05, 0.1, 0.95, 0.9, 0.99, 0.5, 0.01, 1, 0, 0.5};
    struct tape tape = made_tape("lstm", LSTM_F, gate, STEPS);
    struct unit_stats stats = unit_stats(&tape, 0, LSTM_F, 0, 1);

    (void)state;
    /* 0.1 and 0.9 as floats lie a little above and below: not asked here. */
    assert_close(stats.low_share, 0.3, 1e-12);
    assert_close(stats.high_share, 0.3, 1e-12);
    assert_close(stats.mean, 0.5, 1e-7);
    assert_close(stats.low, 0, 0);
    assert_close(stats.high, 1, 0);

    /* Steps behind the end of a sequence do not count. */
    tape.lengths[0] = 2;
    stats = unit_stats(&tape, 0, LSTM_F, 0, 1);
    assert_close(stats.low_share, 0.5, 1e-12);
    assert_close(stats.high_share, 0, 0);
    tape_finish(&tape);
}

/* 0.8 per step is below a half after four steps: 0.8^3 = 0.512. */
static void a_steady_gate_has_its_half_life(void **state)
{
    double gate[60];

    (void)state;
    for (int t = 0; t < 60; t++)
        gate[t] = 0.8;
    struct retention retention = retention_of("lstm", LSTM_F, gate, 60);
    assert_close(retention.median, 4, 0);
    assert_close(retention.half_life, log(0.5) / log(0.8), 1e-6);
    assert_false(retention.beyond);
    retention = retention_of("gru", GRU_Z, gate, 60);
    assert_close(retention.median, 4, 0);
    retention = retention_of("gru-before", GRUB_Z, gate, 60);
    assert_close(retention.median, 4, 0);
}

/* Holds for nine steps, then resets at once: the mean of the logarithm says
 * less than a step, the median five. */
static void holding_and_resetting_is_not_decay(void **state)
{
    double gate[60];

    (void)state;
    for (int t = 0; t < 60; t++)
        gate[t] = t % 10 == 9 ? 1e-6 : 1;
    struct retention retention = retention_of("lstm", LSTM_F, gate, 60);
    assert_true(retention.median >= 5 && retention.median <= 6);
    assert_true(retention.half_life < 1);
    assert_false(retention.beyond);
}

/* Counted step by step, for random gates. */
static void agrees_with_counting(void **state)
{
    struct random random;

    (void)state;
    random_seed(&random, 41, 0);
    for (int round = 0; round < 200; round++) {
        int steps = 1 + 2 * (int)random_below(&random, 20);
        double gate[SCRATCH], kept[SCRATCH];
        double high = random_range(&random, 0.3, 1);

        for (int t = 0; t < steps; t++)
            gate[t] = random_range(&random, high / 2, high);
        for (int t = 0; t < steps; t++) {
            double product = 1;
            int k = t;
            while (k < steps && product >= 0.5)
                product *= gate[k++];
            kept[t] = product < 0.5 ? k - t : INFINITY;
        }
        /* The middle one of an odd number. */
        double median = 0;
        for (int t = 0; t < steps; t++) {
            int below = 0, same = 0;
            for (int k = 0; k < steps; k++) {
                below += kept[k] < kept[t];
                same += kept[k] == kept[t];
            }
            if (below <= steps / 2 && below + same > steps / 2)
                median = kept[t];
        }
        struct retention retention = retention_of("lstm", LSTM_F, gate, steps);
        assert_int_equal(retention.beyond, isinf(median) != 0);
        if (!retention.beyond)
            assert_close(retention.median, median, 0);
    }
}

static void a_gate_that_keeps_all_is_beyond(void **state)
{
    double gate[STEPS];

    (void)state;
    for (int t = 0; t < STEPS; t++)
        gate[t] = 1;
    struct retention retention = retention_of("lstm", LSTM_F, gate, STEPS);
    assert_true(retention.beyond);
    assert_close(retention.median, 5, 0);
    assert_close(retention.half_life, INFINITY, 0);
}

static void odd_gates_do_no_harm(void **state)
{
    double gate[STEPS] = {0, 0, 1, 1, 0, 1, 1, 1, 0, 0};

    (void)state;
    /* Counted by hand: 1 1 3 2 1 4 3 2 1 1. */
    assert_close(retention_of("lstm", LSTM_F, gate, STEPS).median, 2, 0);
    assert_close(retention_of("rnn", RNN_H, gate, STEPS).median, NAN, 0);
    assert_close(retention_of("rnn", RNN_H, gate, STEPS).half_life, NAN, 0);
    gate[4] = NAN;
    assert_close(retention_of("lstm", LSTM_F, gate, STEPS).median, NAN, 0);
}

/* 1 of them below -0.9, 2 above 0.9, signs left out of the mean. */
static void a_signed_signal_saturates_at_both_ends(void **state)
{
    const double candidate[5] = {-0.95, 0, 0.92, 0.99, -0.14};
    const double sum[5] = {-30, 2, 0.95, 0, 1};
    struct tape tape = made_tape("lstm", LSTM_G, candidate, 5);
    struct unit_stats stats = unit_stats(&tape, 0, LSTM_G, 0, 1);

    (void)state;
    assert_close(stats.low_share, 0.2, 1e-12);
    assert_close(stats.high_share, 0.4, 1e-12);
    assert_close(stats.mean, 0.6, 1e-6);
    assert_close(stats.low, -0.95, 1e-6);
    tape_finish(&tape);

    tape = made_tape("gru", GRU_H, candidate, 5);
    assert_close(unit_stats(&tape, 0, GRU_H, 0, 1).high_share, 0.4, 1e-12);
    tape_finish(&tape);
    /* What has no bounds is never saturated. */
    tape = made_tape("lstm", LSTM_C, sum, 5);
    stats = unit_stats(&tape, 0, LSTM_C, 0, 1);
    assert_true(isnan(stats.low_share) && isnan(stats.high_share));
    assert_close(stats.mean, 6.79, 1e-6);
    tape_finish(&tape);
    tape = made_tape("rnn-relu", RNN_H, sum, 5);
    assert_true(isnan(unit_stats(&tape, 0, RNN_H, 0, 1).high_share));
    tape_finish(&tape);
    tape = made_tape("rnn", RNN_H, candidate, 5);
    assert_close(unit_stats(&tape, 0, RNN_H, 0, 1).low_share, 0.2, 1e-12);
    tape_finish(&tape);
}

/* The same numbers, whether steps or units come first. */
static void units_are_counted_together_as_alone(void **state)
{
    struct flow_case flow;
    struct unit_stats stats[5];

    (void)state;
    flow_init(&flow, &(struct flow_recipe){.cell = "lstm", .layers = 1,
                                           .inputs = 2, .units = 5,
                                           .steps = 40, .gain = 2,
                                           .seed = 3});
    for (int signal = 0; signal < cell_table[CELL_LSTM].signals; signal++) {
        for (int u = 0; u < 5; u++)
            stats[u] = unit_stats_none;
        for (int t = 1; t <= 40; t++)
            unit_stats_take(&flow.values, 0, signal, 0, t, stats);
        unit_stats_end(&flow.values, 0, signal, 0, stats);
        for (int u = 0; u < 5; u++) {
            struct unit_stats alone = unit_stats(&flow.values, 0, signal, 0,
                                                 u);
            assert_close(stats[u].mean, alone.mean, 0);
            assert_close(stats[u].low_share, alone.low_share, 0);
            assert_close(stats[u].high_share, alone.high_share, 0);
            assert_close(stats[u].low, alone.low, 0);
            assert_close(stats[u].high, alone.high, 0);
        }
    }
    flow_finish(&flow);
}

/* Rows with scales of their own, in either order, and far below what a number
 * holds. */
static void gradients_keep_their_scale(void **state)
{
    const double gate[3] = {0, 0, 0};
    struct tape tape = made_tape("rnn", RNN_H, gate, 3);
    struct spec spec = tape.spec;

    (void)state;
    tape_finish(&tape);
    assert_true(tape_init(&tape, &spec, 3, 1, TAPE_GRADIENTS, NULL));
    for (int order = 0; order < 2; order++) {
        struct unit_gradient all[2] = {{0, 0}, {0, 0}};
        for (int t = 1; t <= 3; t++) {
            int scale = order == 0 ? t : 4 - t;
            real *row = tape_signal(&tape, 0, RNN_H, t, 0);
            tape.layer[0].exponent[t] = scale * 4 + 5000;
            row[0] = 0;
            row[1] = (real)(t == 2 ? -3 : 2);
        }
        for (int t = 1; t <= 3; t++)
            unit_gradient_take(&tape, 0, 0, t, all);
        double squares = order == 0
            ? 4 * pow(2, -8) + 9 * pow(2, -16) + 4 * pow(2, -24)
            : 4 * pow(2, -24) + 9 * pow(2, -16) + 4 * pow(2, -8);
        assert_close(unit_gradient_end(&all[0], 3), -INFINITY, 0);
        assert_close(unit_gradient_end(&all[1], 3),
                     0.5 * log10(squares / 3) - 5000 * log10(2), 1e-9);
    }
    tape_finish(&tape);
}

static void a_dead_unit_gives_out_one_value(void **state)
{
    double hidden[UNIT_DEAD_STEPS];

    (void)state;
    for (int t = 0; t < UNIT_DEAD_STEPS; t++)
        hidden[t] = 0.7 + 0.009 * (t % 2);
    for (int wide = 0; wide < 3; wide++) {
        if (wide == 1)
            hidden[3] = 0.715;
        if (wide == 2)
            hidden[3] = NAN;
        struct tape tape = made_tape("rnn", RNN_H, hidden, UNIT_DEAD_STEPS);
        struct unit_stats stats = unit_stats(&tape, 0, RNN_H, 0, 1);
        assert_int_equal(unit_is_dead(&stats, UNIT_DEAD_STEPS), wide == 0);
        /* Of a short run nobody can say. */
        assert_false(unit_is_dead(&stats, UNIT_DEAD_STEPS - 1));
        tape_finish(&tape);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(counts_saturated_steps),
        cmocka_unit_test(a_steady_gate_has_its_half_life),
        cmocka_unit_test(holding_and_resetting_is_not_decay),
        cmocka_unit_test(agrees_with_counting),
        cmocka_unit_test(a_gate_that_keeps_all_is_beyond),
        cmocka_unit_test(odd_gates_do_no_harm),
        cmocka_unit_test(a_signed_signal_saturates_at_both_ends),
        cmocka_unit_test(units_are_counted_together_as_alone),
        cmocka_unit_test(gradients_keep_their_scale),
        cmocka_unit_test(a_dead_unit_gives_out_one_value),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

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
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

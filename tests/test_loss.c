#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/random.h"
#include "golden/learn.h"
#include "lab.h"
#include "nn/learn/loss.h"

enum { ROWS = LOSS_T * LOSS_B, OUTPUTS = ROWS * LOSS_Y };

static const double tolerance = sizeof(real) == 8 ? 1e-12 : 2e-5;

/* Rows as a tape holds them: wider than Y, here with rubbish in between. */
struct rows {
    size_t stride;
    real *data;
};

static struct rows make_rows(int count, int outputs)
{
    struct rows rows = {.stride = 2 * (size_t)real_pitch(outputs)};

    rows.data = malloc((size_t)count * rows.stride * sizeof(real));
    for (size_t k = 0; k < (size_t)count * rows.stride; k++)
        rows.data[k] = (real)NAN;
    return rows;
}

static struct rows golden_rows(void)
{
    struct rows rows = make_rows(ROWS, LOSS_Y);

    for (int k = 0; k < OUTPUTS; k++)
        rows.data[k / LOSS_Y * rows.stride + k % LOSS_Y] = (real)loss_y[k];
    return rows;
}

static void check(bool labels, bool every, double want, const double *want_dy)
{
    struct rows y = golden_rows(), dy = make_rows(ROWS, LOSS_Y);
    real values[OUTPUTS];

    for (int k = 0; k < OUTPUTS; k++)
        values[k] = (real)loss_values[k];
    struct loss_target target = {
        .steps = LOSS_T, .size = LOSS_B, .outputs = LOSS_Y, .every = every,
        .values = labels ? NULL : values, .labels = labels ? loss_labels : NULL,
        .lengths = loss_lengths,
    };
    struct loss_result result =
        loss_evaluate(&target, y.data, y.stride, dy.data, dy.stride);
    assert_close(result.loss, want, tolerance * want);
    for (int row = 0; row < ROWS; row++) {
        const real *got = dy.data + row * dy.stride;

        for (int k = 0; k < LOSS_Y; k++)
            assert_close(got[k], want_dy[row * LOSS_Y + k], tolerance);
        for (int k = LOSS_Y; k < real_pitch(LOSS_Y); k++)
            assert_true(got[k] == 0);
        /* What lies between the rows is another's. */
        assert_true(isnan(got[real_pitch(LOSS_Y)]));
    }

    /* Without dy the same number; with dy = y the same gradient. */
    assert_true(loss_evaluate(&target, y.data, y.stride, NULL, 0).loss ==
                result.loss);
    loss_evaluate(&target, y.data, y.stride, y.data, y.stride);
    for (int row = 0; row < ROWS; row++)
        assert_memory_equal(y.data + row * y.stride, dy.data + row * dy.stride,
                            LOSS_Y * sizeof(real));
    free(dy.data);
    free(y.data);
}

static void agrees_with_pytorch(void **state)
{
    (void)state;
    check(false, true, square_every[0], square_every_dy);
    check(false, false, square_last[0], square_last_dy);
    check(true, true, entropy_every[0], entropy_every_dy);
    check(true, false, entropy_last[0], entropy_last_dy);
}

/* p = softmax(y) as a network records it: with V = 0 its y is the bias. */
static void record_softmax(const real *y, real *p, int outputs)
{
    struct lab lab;

    lab_init(&lab, &(struct lab_shape){"rnn 1", 1, .head = HEAD_SOFTMAX,
                                       .outputs = outputs, .steps = 1,
                                       .batch = 1});
    for (int k = 0; k < outputs; k++) {
        lab.network.params.head_w[k] = 0;
        lab.network.params.head_b[k] = y[k];
    }
    network_pack(&lab.network);
    run_forward(&lab.network, &lab.input, NULL, &lab.values);
    memcpy(p, tape_head(&lab.values, HEAD_P, 1, 0),
           (size_t)outputs * sizeof *p);
    lab_finish(&lab);
}

static void softmax_agrees_with_pytorch(void **state)
{
    (void)state;
    for (int row = 0; row < ROWS; row++) {
        real p[LOSS_Y];

        for (int k = 0; k < LOSS_Y; k++)
            p[k] = (real)loss_y[row * LOSS_Y + k];
        record_softmax(p, p, LOSS_Y);
        for (int k = 0; k < LOSS_Y; k++)
            assert_close(p[k], loss_p[row * LOSS_Y + k], tolerance);
    }
}

static void counts_what_is_asked(void **state)
{
    const int labels[] = {0, -1, 1, 1, -1, 0};
    const real y[] = {2, 1,  9, 9,  5, 5,  1, 3,  0, 0,  0, 4};
    struct loss_target target = {.steps = 3, .size = 2, .outputs = 2,
                                 .every = true, .labels = labels};
    struct loss_result result = loss_evaluate(&target, y, 2, NULL, 0);

    (void)state;
    /* Right: step 0 entry 0, step 1 entry 1. Equal outputs mean the first. */
    assert_int_equal(result.asked, 4);
    assert_int_equal(result.right, 2);

    target.every = false;
    result = loss_evaluate(&target, y, 2, NULL, 0);
    assert_int_equal(result.asked, 1);
    assert_int_equal(result.right, 0);
    assert_close(result.loss, log(1 + exp(4)), 1e-12);

    target.lengths = (int[]){1, 2};
    result = loss_evaluate(&target, y, 2, NULL, 0);
    assert_int_equal(result.asked, 2);
    assert_int_equal(result.right, 2);

    const int nothing[] = {-1, -1, -1, -1, -1, -1};
    real dy[6 * REAL_PER_LINE];
    target.labels = nothing;
    result = loss_evaluate(&target, y, 2, dy, REAL_PER_LINE);
    assert_int_equal(result.asked, 0);
    assert_close(result.loss, 0, 0);
    for (int k = 0; k < 6 * REAL_PER_LINE; k++)
        assert_true(dy[k] == 0);
}

/* Central differences of the loss itself, over random shapes. */
static void agrees_with_differences(void **state)
{
    const double step = sizeof(real) == 8 ? 1e-5 : 1e-2;
    const double slack = sizeof(real) == 8 ? 1e-8 : 2e-4;
    struct random random;

    (void)state;
    random_seed(&random, 5, 0);
    for (int round = 0; round < 40; round++) {
        enum { MOST = 5 };
        int lengths[MOST], labels[MOST * MOST];
        real values[MOST * MOST * MOST], y[MOST * MOST * REAL_PER_LINE];
        real dy[MOST * MOST * REAL_PER_LINE];
        struct loss_target target = {
            .steps = 1 + (int)random_below(&random, MOST),
            .size = 1 + (int)random_below(&random, MOST),
            .outputs = 1 + (int)random_below(&random, MOST),
            .every = round % 2, .lengths = lengths,
        };

        for (int k = 0; k < MOST; k++)
            lengths[k] = 1 + (int)random_below(&random, (uint32_t)target.steps);
        for (int k = 0; k < MOST * MOST; k++)
            labels[k] = (int)random_below(&random,
                                          (uint32_t)target.outputs + 1) - 1;
        for (int k = 0; k < MOST * MOST * MOST; k++)
            values[k] = (real)random_normal(&random);
        for (int k = 0; k < MOST * MOST * REAL_PER_LINE; k++)
            y[k] = (real)random_normal(&random);
        if (round / 2 % 2)
            target.labels = labels;
        else
            target.values = values;

        loss_evaluate(&target, y, REAL_PER_LINE, dy, REAL_PER_LINE);
        for (int k = 0; k < target.steps * target.size * target.outputs; k++) {
            int at = k / target.outputs * REAL_PER_LINE + k % target.outputs;
            real keep = y[at];

            y[at] = keep + (real)step;
            double above =
                loss_evaluate(&target, y, REAL_PER_LINE, NULL, 0).loss;
            y[at] = keep - (real)step;
            double below =
                loss_evaluate(&target, y, REAL_PER_LINE, NULL, 0).loss;
            y[at] = keep;
            assert_close(dy[at], (above - below) / (2 * step), slack);
        }
    }
}

static double entropy_of(real a, real b, int label, real dy[2])
{
    real y[2] = {a, b}, wide[REAL_PER_LINE];
    struct loss_target target = {.steps = 1, .size = 1, .outputs = 2,
                                 .labels = &label};
    double loss = loss_evaluate(&target, y, 2, wide, REAL_PER_LINE).loss;

    dy[0] = wide[0];
    dy[1] = wide[1];
    return loss;
}

/* Large outputs are exact, and what is not a number shows. */
static void is_stable_and_hides_nothing(void **state)
{
    const real inf = (real)INFINITY, nan = (real)NAN;
    real dy[2], p[2];

    (void)state;
    assert_close(entropy_of(30000, 29999, 0, dy), log(1 + exp(-1)), 1e-9);
    assert_close(entropy_of(-30000, 30000, 0, dy), 60000, 1e-9);
    assert_close(dy[0], -1, 0);
    assert_close(dy[1], 1, 0);
    assert_close(entropy_of(-inf, 1, 0, dy), INFINITY, 0);
    assert_close(dy[0], -1, 0);
    assert_close(entropy_of(-inf, 1, 1, dy), 0, 0);
    assert_close(dy[0], 0, 0);

    record_softmax((const real[]){30000, 29999}, p, 2);
    assert_close(p[1] / p[0], exp(-1), 1e-6);
    record_softmax((const real[]){-inf, 30000}, p, 2);
    assert_close(p[0], 0, 0);
    assert_close(p[1], 1, 0);

    const real bad[][2] = {{nan, 1}, {1, nan}, {nan, nan}, {inf, 1}, {1, inf},
                           {-inf, -inf}};
    for (size_t k = 0; k < sizeof bad / sizeof bad[0]; k++) {
        assert_close(entropy_of(bad[k][0], bad[k][1], 0, dy), NAN, 0);
        assert_close(dy[0], NAN, 0);
        assert_close(dy[1], NAN, 0);
        record_softmax(bad[k], p, 2);
        assert_true(isnan(p[0]) && isnan(p[1]));
    }

    /* An answer with NaN is not right, whatever the label. */
    for (int label = 0; label < 2; label++) {
        const real y[] = {1, nan};
        struct loss_target target = {.steps = 1, .size = 1, .outputs = 2,
                                     .labels = &label};
        assert_int_equal(loss_evaluate(&target, y, 2, NULL, 0).right, 0);
    }

    const real value = 0;
    struct loss_target target = {.steps = 1, .size = 1, .outputs = 1,
                                 .values = &value};
    assert_close(loss_evaluate(&target, &nan, 1, NULL, 0).loss, NAN, 0);
    assert_close(loss_evaluate(&target, &inf, 1, NULL, 0).loss, INFINITY, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(agrees_with_pytorch),
        cmocka_unit_test(softmax_agrees_with_pytorch),
        cmocka_unit_test(counts_what_is_asked),
        cmocka_unit_test(agrees_with_differences),
        cmocka_unit_test(is_stable_and_hides_nothing),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/random.h"
#include "check_close.h"
#include "failing.h"
#include "golden/learn.h"
#include "nn/learn/optimizer.h"

static const double tolerance = sizeof(real) == 8 ? 1e-12 : 2e-6;

static void fill(real *to, const double *from, int count)
{
    for (int k = 0; k < count; k++)
        to[k] = (real)from[k];
}

static void check(const struct optimizer_params *params, const double *want)
{
    struct optimizer optimizer;
    struct error error = {0};
    real weights[WEIGHTS], gradient[WEIGHTS];

    assert_true(optimizer_init(&optimizer, params, WEIGHTS, &error));
    fill(weights, weights_start, WEIGHTS);
    for (int step = 0; step < STEPS; step++) {
        fill(gradient, gradients + step * WEIGHTS, WEIGHTS);
        optimizer_step(&optimizer, weights, gradient);
        for (int k = 0; k < WEIGHTS; k++)
            assert_close(weights[k], want[step * WEIGHTS + k], tolerance);
    }
    assert_int_equal(optimizer.steps, STEPS);
    optimizer_finish(&optimizer);
    optimizer_finish(&optimizer);
}

static void agrees_with_pytorch(void **state)
{
    struct optimizer_params params = optimizer_defaults(OPTIMIZER_SGD);

    (void)state;
    params.rate = 0.1;
    check(&params, sgd);
    params.momentum = 0.9;
    check(&params, sgd_momentum);
    params.momentum = 0.5;
    params.clip = 2.5;
    check(&params, sgd_clip);

    params = optimizer_defaults(OPTIMIZER_RMSPROP);
    check(&params, rmsprop);
    params.rate = 0.02;
    params.alpha = 0.9;
    params.momentum = 0.5;
    check(&params, rmsprop_momentum);

    params = optimizer_defaults(OPTIMIZER_ADAM);
    check(&params, adam);
    params.rate = 0.05;
    params.beta1 = 0.8;
    params.beta2 = 0.95;
    params.epsilon = 1e-3;
    params.clip = 1.5;
    check(&params, adam_clip);
}

/* Saved after some steps and restored into a new optimizer, it goes on bit for
 * bit. */
static void goes_on_from_a_saved_state(void **state)
{
    (void)state;
    for (int kind = 0; kind < OPTIMIZER_COUNT; kind++) {
        struct optimizer_params params = optimizer_defaults(kind);
        struct optimizer one, two;
        struct error error = {0};
        real weights[2][WEIGHTS], gradient[WEIGHTS];

        params.momentum = 0.5;
        params.clip = 2;
        assert_true(optimizer_init(&one, &params, WEIGHTS, &error));
        assert_true(optimizer_init(&two, &params, WEIGHTS, &error));
        fill(weights[0], weights_start, WEIGHTS);
        for (int step = 0; step < STEPS; step++) {
            if (step == 3) {
                memcpy(two.state, one.state, 2 * WEIGHTS * sizeof(real));
                two.steps = one.steps;
                memcpy(weights[1], weights[0], sizeof weights[0]);
            }
            fill(gradient, gradients + step * WEIGHTS, WEIGHTS);
            optimizer_step(&one, weights[0], gradient);
            if (step >= 3)
                optimizer_step(&two, weights[1], gradient);
        }
        assert_memory_equal(weights[0], weights[1], sizeof weights[0]);
        assert_memory_equal(one.state, two.state, 2 * WEIGHTS * sizeof(real));
        optimizer_finish(&two);
        optimizer_finish(&one);
    }
}

/* Plain gradient descent with rate 1 from 0 shows the clipped gradient. */
static struct clip_event clip(const real *gradient, size_t count, double theta,
                              real *clipped)
{
    struct optimizer_params params = optimizer_defaults(OPTIMIZER_SGD);
    struct optimizer optimizer;
    struct error error = {0};

    params.rate = 1;
    params.clip = theta;
    assert_true(optimizer_init(&optimizer, &params, count, &error));
    memset(clipped, 0, count * sizeof *clipped);
    struct clip_event event = optimizer_step(&optimizer, clipped, gradient);
    for (size_t k = 0; k < count; k++)
        clipped[k] = -clipped[k];
    optimizer_finish(&optimizer);
    return event;
}

static void reports_clipping(void **state)
{
    const real gradient[] = {3, 0, -4};
    real got[3];

    (void)state;
    struct clip_event event = clip(gradient, 3, 2.5, got);
    assert_true(event.clipped);
    assert_close(event.before, 5, 0);
    assert_close(event.after, 2.5, 1e-15);
    assert_close(got[0], 1.5, 0);
    assert_close(got[2], -2, 0);

    event = clip(gradient, 3, 5, got);
    assert_false(event.clipped);
    assert_close(event.after, 5, 0);
    assert_close(got[0], 3, 0);

    event = clip(gradient, 3, 0, got);
    assert_false(event.clipped);
    assert_close(event.before, 5, 0);
    assert_close(got[2], -4, 0);
}

/* What would be clipped, without a step. */
static void tells_what_would_be_clipped(void **state)
{
    const real gradient[] = {3, 0, -4}, nan[] = {1, (real)NAN};

    (void)state;
    struct clip_event event = optimizer_clip(gradient, 3, 2.5);
    assert_true(event.clipped);
    assert_close(event.factor, 0.5, 0);
    assert_close(event.before, 5, 0);
    assert_close(event.after, 2.5, 0);
    const double none[] = {5, 6, 0, -1};
    for (int k = 0; k < 4; k++) {
        event = optimizer_clip(gradient, 3, none[k]);
        assert_false(event.clipped);
        assert_close(event.factor, 1, 0);
        assert_close(event.after, 5, 0);
    }
    event = optimizer_clip(nan, 2, 1);
    assert_false(event.clipped);
    assert_close(event.after, NAN, 0);
    assert_close(gradient[2], -4, 0);

    /* The step does just this. */
    real got[3];
    event = optimizer_clip(gradient, 3, 1.7);
    struct clip_event taken = clip(gradient, 3, 1.7, got);
    assert_close(taken.factor, event.factor, 0);
    assert_close(taken.after, event.after, 0);
    assert_close(got[0], (real)event.factor * gradient[0], 0);
}

static void hides_no_nan(void **state)
{
    const real nan[] = {1, (real)NAN, 1}, inf[] = {1, (real)INFINITY, 1};
    real got[3];

    (void)state;
    struct clip_event event = clip(nan, 3, 0.5, got);
    assert_false(event.clipped);
    assert_close(event.before, NAN, 0);
    assert_close(event.after, NAN, 0);
    assert_close(got[1], NAN, 0);

    event = clip(inf, 3, 0.5, got);
    assert_true(event.clipped);
    assert_close(event.before, INFINITY, 0);
    assert_close(event.after, NAN, 0);
    assert_close(got[1], NAN, 0);

    for (int kind = 0; kind < OPTIMIZER_COUNT; kind++) {
        struct optimizer_params params = optimizer_defaults(kind);
        struct optimizer optimizer;
        struct error error = {0};
        real weights[3] = {0};

        assert_true(optimizer_init(&optimizer, &params, 3, &error));
        optimizer_step(&optimizer, weights, nan);
        assert_true(isfinite(weights[0]));
        assert_true(isnan(weights[1]));
        optimizer_finish(&optimizer);
    }
}

/* Every length takes another way through the lanes. */
static void sums_the_norm(void **state)
{
    struct random random;

    (void)state;
    random_seed(&random, 3, 0);
    for (size_t count = 0; count < 40; count++) {
        real gradient[40];
        double sum = 0;

        for (size_t k = 0; k < count; k++) {
            gradient[k] = (real)(1e-30 * random_normal(&random));
            sum += (double)gradient[k] * (double)gradient[k];
        }
        assert_close(optimizer_norm(gradient, count), sqrt(sum),
                     1e-14 * sqrt(sum));
    }
}

static void survives_lack_of_memory(void **state)
{
    struct optimizer_params params = optimizer_defaults(OPTIMIZER_ADAM);
    struct optimizer optimizer;
    struct error error = {0};

    (void)state;
    failing_after(0);
    assert_false(optimizer_init(&optimizer, &params, WEIGHTS, &error));
    assert_true(failing_stop());
    assert_non_null(strstr(error.text, "the optimizer"));
    optimizer_finish(&optimizer);
    assert_false(optimizer_init(&optimizer, &params, SIZE_MAX, &error));
    optimizer_finish(&optimizer);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(agrees_with_pytorch),
        cmocka_unit_test(goes_on_from_a_saved_state),
        cmocka_unit_test(reports_clipping),
        cmocka_unit_test(tells_what_would_be_clipped),
        cmocka_unit_test(hides_no_nan),
        cmocka_unit_test(sums_the_norm),
        cmocka_unit_test(survives_lack_of_memory),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

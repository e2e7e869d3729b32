/* One loop over all weights per step, with everything that does not depend on
 * the weight computed before it in double. The clipping factor is folded into
 * the loop, so the gradient that was recorded is the one that was computed. */
#include "nn/learn/optimizer.h"

#include <assert.h>
#include <math.h>
#include <stdlib.h>

#include "base/array.h"

const char *const optimizer_names[OPTIMIZER_COUNT] = {
    [OPTIMIZER_SGD] = "sgd",
    [OPTIMIZER_RMSPROP] = "rmsprop",
    [OPTIMIZER_ADAM] = "adam",
};

struct optimizer_params optimizer_defaults(enum optimizer_kind kind)
{
    struct optimizer_params params = {
        .kind = kind, .rate = 0.01, .alpha = 0.99, .beta1 = 0.9,
        .beta2 = 0.999, .epsilon = 1e-8,
    };

    if (kind == OPTIMIZER_ADAM)
        params.rate = 0.001;
    return params;
}

bool optimizer_init(struct optimizer *optimizer,
                    const struct optimizer_params *params, size_t count,
                    struct error *error)
{
    assert(params->kind >= 0 && params->kind < OPTIMIZER_COUNT);

    size_t reals;

    *optimizer = (struct optimizer){.params = *params, .count = count};
    if (!size_multiply(count, 2, &reals))
        return error_memory(error, "the optimizer", SIZE_MAX);
    optimizer->state = array_new(reals, sizeof(real), "the optimizer", error);
    if (!optimizer->state)
        return false;
    optimizer->m = optimizer->state;
    optimizer->v = optimizer->state + count;
    return true;
}

void optimizer_finish(struct optimizer *optimizer)
{
    free(optimizer->state);
    *optimizer = (struct optimizer){0};
}

double optimizer_norm(const real *gradient, size_t count)
{
    enum { LANES = 8 }; /* sums that do not wait for each other */
    double lane[LANES] = {0}, sum = 0;
    size_t k = 0;

    for (; k + LANES <= count; k += LANES) {
        for (int i = 0; i < LANES; i++)
            lane[i] += (double)gradient[k + i] * gradient[k + i];
    }
    for (; k < count; k++)
        lane[0] += (double)gradient[k] * gradient[k];
    for (int i = 0; i < LANES; i++)
        sum += lane[i];
    return sqrt(sum);
}

/* m = momentum m + g;  w -= e m */
static void step_sgd(struct optimizer *optimizer, real *restrict w,
                     const real *restrict gradient, real scale)
{
    const real rate = (real)optimizer->params.rate;
    const real momentum = (real)optimizer->params.momentum;
    real *restrict m = optimizer->m;

    for (size_t k = 0; k < optimizer->count; k++) {
        m[k] = momentum * m[k] + scale * gradient[k];
        w[k] -= rate * m[k];
    }
}

/* v = alpha v + (1 - alpha) g^2;  m = momentum m + g / (sqrt v + eps);
 * w -= e m */
static void step_rmsprop(struct optimizer *optimizer, real *restrict w,
                         const real *restrict gradient, real scale)
{
    const struct optimizer_params *params = &optimizer->params;
    const real rate = (real)params->rate;
    const real momentum = (real)params->momentum;
    const real keep = (real)params->alpha, take = (real)(1 - params->alpha);
    const real epsilon = (real)params->epsilon;
    real *restrict m = optimizer->m, *restrict v = optimizer->v;

    for (size_t k = 0; k < optimizer->count; k++) {
        real g = scale * gradient[k];

        v[k] = keep * v[k] + take * g * g;
        m[k] = momentum * m[k] + g / ((real)sqrt(v[k]) + epsilon);
        w[k] -= rate * m[k];
    }
}

/* m = beta1 m + (1 - beta1) g;  v = beta2 v + (1 - beta2) g^2;
 * w -= e / (1 - beta1^n) m / (sqrt v / sqrt(1 - beta2^n) + eps) */
static void step_adam(struct optimizer *optimizer, real *restrict w,
                      const real *restrict gradient, real scale)
{
    const struct optimizer_params *params = &optimizer->params;
    const double n = (double)optimizer->steps;
    const real keep_m = (real)params->beta1, take_m = (real)(1 - params->beta1);
    const real keep_v = (real)params->beta2, take_v = (real)(1 - params->beta2);
    const real rate = (real)(params->rate / (1 - pow(params->beta1, n)));
    const real unbias = (real)(1 / sqrt(1 - pow(params->beta2, n)));
    const real epsilon = (real)params->epsilon;
    real *restrict m = optimizer->m, *restrict v = optimizer->v;

    for (size_t k = 0; k < optimizer->count; k++) {
        real g = scale * gradient[k];

        m[k] = keep_m * m[k] + take_m * g;
        v[k] = keep_v * v[k] + take_v * g * g;
        w[k] -= rate * m[k] / ((real)sqrt(v[k]) * unbias + epsilon);
    }
}

struct clip_event optimizer_clip(const real *gradient, size_t count,
                                 double theta)
{
    struct clip_event event = {
        .before = optimizer_norm(gradient, count), .factor = 1};

    /* A norm of NaN is not larger than anything and clips nothing. */
    event.clipped = theta > 0 && event.before > theta;
    if (event.clipped)
        event.factor = theta / event.before;
    event.after = event.before * event.factor;
    return event;
}

struct clip_event optimizer_step(struct optimizer *optimizer, real *weights,
                                 const real *gradient)
{
    const struct optimizer_params *params = &optimizer->params;
    struct clip_event event =
        optimizer_clip(gradient, optimizer->count, params->clip);
    const real scale = (real)event.factor;

    optimizer->steps++;
    switch (params->kind) {
    case OPTIMIZER_SGD:
        step_sgd(optimizer, weights, gradient, scale);
        break;
    case OPTIMIZER_RMSPROP:
        step_rmsprop(optimizer, weights, gradient, scale);
        break;
    case OPTIMIZER_ADAM:
        step_adam(optimizer, weights, gradient, scale);
        break;
    default:
        assert(false);
    }
    return event;
}

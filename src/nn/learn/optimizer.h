/* From gradients to new weights.
 *
 * With w the weights, g their gradient (clipped), e the rate, n the step from
 * 1; PyTorch's formulas:
 *   SGD      m = momentum m + g                       w -= e m
 *   RMSprop  v = alpha v + (1 - alpha) g^2
 *            m = momentum m + g / (sqrt(v) + epsilon) w -= e m
 *   Adam     m = beta1 m + (1 - beta1) g
 *            v = beta2 v + (1 - beta2) g^2
 *            w -= e / (1 - beta1^n) m /
 *                 (sqrt(v) / sqrt(1 - beta2^n) + epsilon)
 * (Kingma & Ba 2015; RMSprop after Hinton, uncentred.)
 *
 * Clipping by global norm (Pascanu, Mikolov & Bengio 2013): where |g|, over
 * all weights together, is larger than theta, g becomes g * theta / |g|.
 */
#ifndef GATEREEL_NN_LEARN_OPTIMIZER_H
#define GATEREEL_NN_LEARN_OPTIMIZER_H

#include <stdint.h>

#include "base/error.h"
#include "base/real.h"

enum optimizer_kind {
    OPTIMIZER_SGD, OPTIMIZER_RMSPROP, OPTIMIZER_ADAM, OPTIMIZER_COUNT,
};

/* "sgd", "rmsprop", "adam". */
extern const char *const optimizer_names[OPTIMIZER_COUNT];

struct optimizer_params {
    enum optimizer_kind kind;
    double rate;         /* may change between steps */
    double momentum;     /* SGD and RMSprop, 0 .. 1 */
    double alpha;        /* RMSprop */
    double beta1, beta2; /* Adam */
    double epsilon;      /* RMSprop and Adam */
    double clip;         /* theta; 0: never */
};

/* PyTorch's defaults, no clipping. SGD, without a default rate there, gets
 * 0.01. */
struct optimizer_params optimizer_defaults(enum optimizer_kind kind);

struct optimizer {
    struct optimizer_params params;
    size_t count;   /* weights */
    uint64_t steps; /* made so far */
    real *state;    /* [2 * count], owned: m, then v. Together with `steps` all
                       that is remembered; copy both to save or restore. */
    real *m, *v;    /* [count], into state */
};

/* What clipping does in one step. Norms are NaN or infinite where a gradient
 * is; nothing is hidden, and the weights show it too. */
struct clip_event {
    double before, after; /* global norm of the gradient */
    double factor;        /* what the gradient is multiplied by: theta / |g|, or
                             1 */
    bool clipped;
};

/* Of a gradient g of `count` numbers (params.data of its struct params), which
 * stays as it is, at the threshold theta; 0: never. */
struct clip_event optimizer_clip(const real *gradient, size_t count,
                                 double theta);

/* State zero. */
bool optimizer_init(struct optimizer *optimizer,
                    const struct optimizer_params *params, size_t count,
                    struct error *error);
void optimizer_finish(struct optimizer *optimizer);

/* One step: weights[count] from gradient[count], which stays as it is. */
struct clip_event optimizer_step(struct optimizer *optimizer, real *weights,
                                 const real *gradient);

/* Global norm, summed in double in an order that depends on `count` alone. */
double optimizer_norm(const real *gradient, size_t count);

#endif

/* A number that a lesson speaks of: what an `expect:` checks, what a question
 * asks for, what its reveal shows. Always computed from the runs on the stage,
 * by the same functions as the pictures.
 *
 *     expect: {measure: jacobian, lane: 1, lag: 50, below: 1e-9}
 */
#ifndef GATEREEL_SCENE_COURSE_CLAIM_H
#define GATEREEL_SCENE_COURSE_CLAIM_H

#include "base/error.h"
#include "lesson/schema.h"
#include "scene/lab/lab.h"

enum claim_kind {
    CLAIM_NONE,
    CLAIM_SIGNAL,      /* `signal` of a unit at a step (step 0: the start) */
    CLAIM_GRADIENT,    /* dL/d(signal) of a unit at a step */
    CLAIM_NORM,        /* L2 norm of `signal` over the units */
    CLAIM_GRADIENT_NORM, /* L2 norm of dL/d(signal) over the units */
    CLAIM_INPUT,       /* x_t[unit] as it is read */
    CLAIM_RAW_INPUT,   /* in the units of the data */
    CLAIM_OUTPUT,      /* the prediction at a step, in those */
    CLAIM_TARGET,
    CLAIM_ERROR,       /* |output - target| */
    CLAIM_PROBABILITY, /* of choice `unit`, or of `token` */
    CLAIM_SURPRISE,    /* -log2 of the probability of what came, bits */
    CLAIM_LOSS,        /* of a step; step 0: L */
    CLAIM_KEPT, CLAIM_WRITTEN, /* f c_{t-1}, i g; GRU: z h_{t-1}, (1-z) n */
    CLAIM_WEIGHT,      /* `tensor`[row][column], from 1 */
    CLAIM_SLOPE,       /* dphi/da of `signal` */
    /* How much is left of the state `lag` steps later (nn/flow/jacobian.h);
     * the value itself, not its logarithm. */
    CLAIM_JACOBIAN, CLAIM_FROBENIUS, CLAIM_DX, CLAIM_DH, CLAIM_DC,
    CLAIM_CAROUSEL, CLAIM_H_PATH, CLAIM_DC_TOTAL, CLAIM_H_PATH_TOTAL,
    CLAIM_HALF_LIFE,   /* of the joint Jacobian, steps */
    CLAIM_FACTOR,      /* one-step factor |J_t| at a step */
    CLAIM_POWER,       /* |U^lag W| of a linear RNN */
    CLAIM_RADIUS,      /* spectral radius of U */
    CLAIM_PARAMETERS,  /* of the recurrent layer */
    CLAIM_WEIGHT_NORM, /* |dL/d(weights)|; with clipping on: after it where
                            `clipped` */
    CLAIM_SHARE,       /* of the last `lag` parts in the sum of sizes of the
                            parts of dL/dU */
    CLAIM_CUT,         /* |dL/dU| of truncated BPTT over the last `lag` steps,
                            as a share of |dL/dU| */
    CLAIM_CUT_ANGLE,   /* degrees between the two */
    CLAIM_CONNECTION,  /* |d(output `unit`, last step)/dx_step| */
    CLAIM_RETENTION,   /* of a unit, steps (study/table.h) */
    CLAIM_SCORE,       /* `figure` of a trained network on test data */
    CLAIMS
};
extern const char *const claim_names[CLAIMS]; /* "none", "signal" .. */

enum { CLAIM_WORD_MAX = 32, CLAIM_SEEDS_MAX = 30 };

struct claim {
    int kind;                  /* enum claim_kind */
    int lane, layer, unit;     /* from 1 */
    int step;                  /* from 1; 0: the start, or all; -1: the last */
    int lag;                   /* 0: the largest */
    char signal[8];            /* by the names of the cell: "f", "c", "a_f" */
    char token[CLAIM_WORD_MAX];
    char tensor[CLAIM_WORD_MAX]; /* PyTorch's name, "weight_hh_l0" */
    int row, column;
    char figure[CLAIM_WORD_MAX]; /* of train/score.h: "accuracy" .. */
    bool detach, clipped, absolute; /* absolute: |value| */
    int seeds;                 /* > 1: the median over so many seeds from the
                                  stage's on; lanes that are drawn only */
    int over;                  /* lane whose same measure divides it; 0: none */
};
#define CLAIM_DEFAULTS \
    {.lane = 1, .layer = 1, .unit = 1, .step = -1, .row = 1, .column = 1, \
     .seeds = 1}
extern const struct claim claim_defaults; /* these */

/* The rows of the table of keys for a struct with a struct claim at `at`:
 * measure, lane, layer, unit, step, lag, signal, token, tensor, row, column,
 * figure, detach, clipped, absolute, seeds; `stands` is where the place of the
 * measure is kept, 0: nowhere. A table of keys is
 * { CLAIM_KEYS(offsetof(struct x, claim), 0), CLAIM_OVER("over", ..),
 * {own rows}, .., {0} }: a question has another `over`. */
#define CLAIM_AT(where, member) .at = (where) + offsetof(struct claim, member)
#define CLAIM_KEYS(where, stands) \
    {"measure", SCHEMA_WORD, CLAIM_AT(where, kind), \
     .words = claim_names, .size = CLAIMS, .place_at = (stands)}, \
    {"lane", SCHEMA_INT, CLAIM_AT(where, lane), .low = 1, \
     .high = LANES_MAX}, \
    {"layer", SCHEMA_INT, CLAIM_AT(where, layer), .low = 1, .high = 16}, \
    {"unit", SCHEMA_INT, CLAIM_AT(where, unit), .low = 1, .high = 65536}, \
    {"step", SCHEMA_INT, CLAIM_AT(where, step), .low = -1, \
     .high = SETUP_STEPS_MAX}, \
    {"lag", SCHEMA_INT, CLAIM_AT(where, lag), .low = 0, \
     .high = SETUP_STEPS_MAX}, \
    {"signal", SCHEMA_TEXT, CLAIM_AT(where, signal), .size = 8}, \
    {"token", SCHEMA_TEXT, CLAIM_AT(where, token), \
     .size = CLAIM_WORD_MAX}, \
    {"tensor", SCHEMA_TEXT, CLAIM_AT(where, tensor), \
     .size = CLAIM_WORD_MAX}, \
    {"row", SCHEMA_INT, CLAIM_AT(where, row), .low = 1, .high = 65536}, \
    {"column", SCHEMA_INT, CLAIM_AT(where, column), .low = 1, \
     .high = 65536}, \
    {"figure", SCHEMA_TEXT, CLAIM_AT(where, figure), \
     .size = CLAIM_WORD_MAX}, \
    {"detach", SCHEMA_BOOL, CLAIM_AT(where, detach)}, \
    {"clipped", SCHEMA_BOOL, CLAIM_AT(where, clipped)}, \
    {"absolute", SCHEMA_BOOL, CLAIM_AT(where, absolute)}, \
    {"seeds", SCHEMA_INT, CLAIM_AT(where, seeds), .low = 1, \
     .high = CLAIM_SEEDS_MAX}
#define CLAIM_OVER(name, where) \
    {name, SCHEMA_INT, CLAIM_AT(where, over), .low = 0, .high = LANES_MAX}

/* Who scores a trained network on its task (files are needed for it); NULL in
 * the window, where CLAIM_SCORE is then NaN with a message. */
struct claim_outside {
    bool (*score)(void *context, int lane, const char *figure, double *value,
                  struct error *error);
    void *context;
};

/* Has such a measure another value at every step, for every unit of a layer,
 * for every signal? (Along lags: claim_axis.) */
enum claim_along { CLAIM_ALONG_STEPS, CLAIM_ALONG_UNITS, CLAIM_ALONG_SIGNALS };
bool claim_differs(int kind, enum claim_along along);

/* The value on this lab, NaN where the run has no number there. False with a
 * message where the measure makes no sense (no such lane, no such signal of
 * this cell, a lag beyond T), or would take too long. Computes at once: some
 * milliseconds for H = 16, T = 50. */
bool claim_take(const struct claim *measure, const struct lab *lab,
                  const struct claim_outside *outside, double *value,
                  struct error *error);

/* The same at every step (or lag) first .. last, for curves: `over` steps where
 * `lags` is false. value[last - first + 1]. */
bool claim_curve(const struct claim *measure, const struct lab *lab,
                   bool lags, int first, int last, double *value,
                   struct error *error);

/* The steps or lags at which it has a value on this lab, first to last. */
bool claim_axis(const struct claim *measure, const struct lab *lab, bool lags,
                int *first, int *last, struct error *error);

/* In words, in the present language: "|∂s_{T}/∂s_{t}|, lag 50, LSTM". Returns
 * out. */
char *claim_words(const struct claim *measure, const struct lab *lab,
                    const struct ui *ui, char *out, size_t size);

#endif

/* What numbers, shapes and spots are about, packed into a draw_id; and one
 * sentence on each of them.
 */
#ifndef GATEREEL_SCENE_SUBJECT_H
#define GATEREEL_SCENE_SUBJECT_H

#include "draw/draw.h"
#include "scene/film/film.h"
#include "scene/ui.h"

/* kind of a draw_id. Steps count from 1 (0: the start), units from 0; unit -1
 * is the mean of |value| over the units, or their norm where the kind says
 * so. */
enum subject {
    SUBJECT_NONE,
    SUBJECT_SIGNAL,     /* a signal of a unit at a step */
    SUBJECT_GRADIENT,   /* dL/d(signal) of a unit at a step */
    SUBJECT_NORM,       /* root mean square of a signal over the units */
    SUBJECT_GRADIENT_NORM, /* log10 of |dL/d(signal)| over the units */
    SUBJECT_INPUT,      /* x_t[unit] as the network reads it */
    SUBJECT_RAW_INPUT,  /* the same in the units of the data */
    SUBJECT_OUTPUT,     /* the prediction made at a step, output `unit`, in
                           the units of the data */
    SUBJECT_TARGET,     /* what was wanted */
    SUBJECT_PROBABILITY,/* softmax output `unit` */
    SUBJECT_LOSS,       /* of a step; step 0: L */
    SUBJECT_DECAY,      /* log10 at lag `step`; signal = enum decay_who, unit:
                           0 median, 1 low, 2 high */
    SUBJECT_KEPT,       /* f_t c_{t-1} (lstm), z_t h_{t-1} (gru) of a unit */
    SUBJECT_WRITTEN,    /* i_t g_t (lstm), (1 - z_t) n_t (gru) of a unit */
    SUBJECT_WEIGHT,     /* of the network: signal = tensor of params, unit =
                           index in it */
    SUBJECT_PRODUCT,    /* weight x value of a sum: not on the tape; layer,
                           signal = tensor, step, unit = index in it */
    SUBJECT_SLOPE,      /* dphi/da at a unit: f(1-f), 1-g^2 */
    SUBJECT_CONTROL,    /* a button: signal = enum action, unit its value */
    SUBJECT_WORD,       /* a symbol of an equation: signal of the cell */
    SUBJECT_OTHER,      /* arranged by its view: no number of the tape */
    SUBJECT_COMPLEMENT, /* 1 - a gate of a unit: z where it writes */
    SUBJECT_DIFFERENCE, /* a signal minus that of the untouched run */
    SUBJECT_UNTOUCHED,  /* a signal of the untouched run */
    SUBJECT_WIRE,       /* signal = enum wire_kind, unit -1: all of them; what
                           step `step` reads */
    /* Of the lab (lab_value): layer = lane, LANES_MAX + k: reference k. */
    SUBJECT_LANE_DECAY, /* log10 at lag `step`; signal = enum lane_curve */
    SUBJECT_LANE_FACTOR,/* log10 of the one-step factor at step `step`; unit
                           1: of their geometric mean up to lag `step`, 2: of
                           their product */
    SUBJECT_LANE_HALF,  /* half-life in steps */
    SUBJECT_LANE_SLOPE, /* log10 per step */
    SUBJECT_LANE_LYAPUNOV,
    SUBJECT_LANE_NORM,  /* log10 of the norm of dL/d(weights); signal 1: after
                           clipping */
    SUBJECT_LANE_RADIUS,/* spectral radius of U */
    SUBJECT_LANE_PARAMETERS,
    SUBJECT_DIAL,       /* what a dial stands at in the lane; signal = enum
                           dial */
    SUBJECT_LANE_POWER, /* linear RNN: log10 of |U^k W| at lag `step` */
    /* Of the studies of the film on the stage (studies_value). */
    SUBJECT_PATH,       /* log10 at lag `step`; signal = enum decay_measure */
    SUBJECT_PATH_RATE,  /* of the curve up to lag `step`: unit = enum
                           path_rate */
    SUBJECT_LESSON_PART,/* log10 of the part of dL_unit/dW through `step`;
                           signal = enum lag_measure */
    SUBJECT_LESSON_SHARE, /* of the last `step` parts in the sum of their sizes;
                           signal, unit as above */
    SUBJECT_LESSON_ERROR, /* largest difference between the sum of the parts and
                           the gradient, as a share of the largest entry */
    SUBJECT_CONNECTION, /* log10 |d(output signal at unit)/dx_step| */
    SUBJECT_UNIT_STAT,  /* signal = enum unit_column, of `unit`, step = signal */
    SUBJECT_UNIT_GRADIENT, /* log10 of the root mean square of dL/dh of
                           `unit` */
    SUBJECT_TERM,       /* a term of an opened sum (study/trace/trace.h) */
    /* Of the training (training_value): layer = lane. */
    SUBJECT_TRAIN,      /* column `signal` of the history after epoch `step`;
                           unit 0: of the first seed, 1 low, 2 middle, 3 high of
                           all */
    SUBJECT_TRAIN_SCORE,/* a figure of struct score, in its order: signal */
    SUBJECT_TRAIN_SETTING, /* what a dial of training stands at; signal = enum
                           train_dial */
    SUBJECT_SWEEP,      /* share of seeds that learned lag `step`; unit 1: the
                           largest lag that most learned */
    /* Of text (studies_value). */
    SUBJECT_SURPRISE,   /* -log2 of the probability of what came, in bits; step
                           0: the mean */
    SUBJECT_REACTION,   /* correlation of unit `unit` with feature `signal` */
    SUBJECT_BEAM,       /* log probability of answer `unit` of the best few */
    /* Of the lesson (course_value). */
    SUBJECT_TRUTH,      /* what the reveal says: unit = choice, -1: the number
                           asked for; signal 1: at point `step` of the curve, 2:
                           the place */
    SUBJECT_GUESS,      /* layer = guess; unit, step as above; signal 3: how far
                           off it is; 4: hands for choice `unit` */
    SUBJECT_GIVEN,      /* of a calculation: unit = given; signal 1: line */
    SUBJECT_CUT,        /* of truncated BPTT over the last `step` steps: unit 0:
                           |dL/dU| as a share of the whole, 1: angle; signal =
                           enum lag_measure (studies_value) */
    SUBJECT_SOURCE,     /* a source that is linked to: unit = span of the
                           lesson's page */
    SUBJECTS
};

static inline struct draw_id subject(enum subject kind, int layer, int signal,
                                     int step, int unit)
{
    return (struct draw_id){.kind = (int16_t)kind, .layer = (int16_t)layer,
                            .signal = (int16_t)signal, .step = step,
                            .unit = unit};
}

/* The value that a subject has on the film; NAN for those without one. What
 * is on screen must equal it. */
double subject_value(const struct film *film, struct draw_id id);

/* The same of what compares it with its untouched run: SUBJECT_DIFFERENCE,
 * SUBJECT_UNTOUCHED. NAN for anything else, and without one (NULL). */
double subject_against(const struct film *film, const struct film *ghost,
                       struct draw_id id);

/* Is it a number on the tapes of the film, or made of one of them? NaN is a
 * number too. False for terms of sums (study/trace/trace.h). */
bool subject_exists(const struct film *film, struct draw_id id);

/* One sentence in the present language on what it is and what it says;
 * "" for SUBJECT_NONE. `film` may be NULL for controls. Returns out. */
char *subject_sentence(const struct film *film, const struct ui *ui,
                       struct draw_id id, char *out, size_t size);

/* The sentence of a control that does this (enum action). */
void subject_control(const struct ui *ui, int action, char *out, size_t size);

/* The same as a few words, "forget gate, unit 3, t = 20"; "" for what has no
 * number of the film. Returns out. */
char *subject_name(const struct film *film, const struct ui *ui,
                   struct draw_id id, char *out, size_t size);

#endif

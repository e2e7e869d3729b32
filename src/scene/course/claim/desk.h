/* One network that a claim is measured on, in parts: what is found of it once,
 * and a value at any step and lag.
 */
#ifndef GATEREEL_SCENE_COURSE_CLAIM_DESK_H
#define GATEREEL_SCENE_COURSE_CLAIM_DESK_H

#include "scene/course/claim.h"
#include "scene/study/connection.h"
#include "scene/study/cut.h"
#include "scene/study/loss_row.h"

/* Where a value is wanted: step from 0, lag from 0, both within the run. */
struct claim_at {
    int step, lag;
};

struct claim_desk {
    const struct claim *claim;
    const struct claim_outside *outside; /* or NULL */
    const struct lane *lane;     /* borrowed */
    const struct film *film;     /* its film */
    struct lane_source source;   /* that it was made from, */
    const struct edit *edit;     /* with these edits */
    size_t edits;
    int number;                  /* of the lane, from 0 */
    int layer, unit;             /* from 0 */
    int signal;                  /* of the cell; -1: the claim names none */
    int choice;                  /* of the head: `token`, or `unit` */
    /* Measured when they are asked for first; owned. */
    double *by_lag;              /* [T + 1] log10 of the size that is left */
    struct connection connection;
    struct loss_row row;
    struct bptt_cut cut;
    double norm;                 /* log10 of that of dL/d(weights) */
    bool measured;
};

/* Finds what the claim names; the desk then holds nothing yet. */
bool claim_desk_find(struct claim_desk *desk, struct error *error);
void claim_desk_finish(struct claim_desk *desk);

/* The steps and lags that a claim may ask for: `step` from low_step to T. */
struct claim_range {
    int low_step, low_lag, high_lag;
};
struct claim_range claim_desk_range(const struct claim_desk *desk);

/* The value; NaN where the run has none there. False with a message. */
bool claim_desk_value(struct claim_desk *desk, struct claim_at at,
                      double *value, struct error *error);

/* The parts: what stands on the tapes, and what has to be measured. */
double claim_of_film(const struct claim_desk *desk, struct claim_at at);
bool claim_of_flow(struct claim_desk *desk, struct claim_at at, double *value,
                   struct error *error);

/* Does the kind compare sizes over many decades? Then the middle of two is
 * their geometric mean, as in the bands of the lanes. */
static inline bool claim_is_decay(int kind)
{
    return kind >= CLAIM_JACOBIAN && kind <= CLAIM_H_PATH_TOTAL;
}

#endif

/* Does a gradient agree with a finite difference? Computed on the spot, in
 * units of work: the network is run again with one number a little more and
 * a little less (rerun.h), in double precision.
 */
#ifndef GATEREEL_SCENE_STUDY_CHECK_CHECK_H
#define GATEREEL_SCENE_STUDY_CHECK_CHECK_H

#include "scene/study/trace/trace.h"
#include "scene/study/check/rerun.h"

enum check_verdict {
    CHECK_NONE,      /* nothing is known yet */
    CHECK_WORKING,
    CHECK_AGREES,
    CHECK_DIFFERS,
    CHECK_TOO_SMALL, /* no difference of doubles shows a gradient like it */
    CHECK_BENDS,     /* L is no line within the smallest nudge: a ReLU at 0,
                        or a run that any nudge throws off */
    CHECK_NO_NUMBER, /* NaN or infinity */
    CHECK_FAILED,    /* no memory */
};

/* {0} is empty. */
struct check {
    const struct film *film; /* borrowed, and which run of it */
    unsigned run;
    struct draw_id id;      /* the gradient, as trace_gradient gives it */
    enum check_verdict verdict;
    double analytic;        /* from the backward pass, in single precision */
    double numeric;         /* (8 (L(+e) - L(-e)) - (L(+2e) - L(-2e))) / 12e */
    double error;           /* |analytic - numeric| */
    double expected;        /* the most that rounding explains */
    double nudge;           /* e */
    struct rerun rerun;
};

void check_finish(struct check *check);

/* Forgets what is known of another film, or another run of it. */
void check_follow(struct check *check, const struct film *film, unsigned run);

/* Is there work to do for the gradient of the number `id`? */
bool check_wants(const struct check *check, const struct film *film,
                 struct draw_id id);

/* One unit of it, about 3 ms but for networks of which one step takes longer.
 * False, with a message, where there is no memory. */
bool check_work(struct check *check, const struct film *film,
                struct draw_id id, struct error *error);

/* Is it about the gradient of the number `id`? */
bool check_is_of(const struct check *check, const struct film *film,
                 struct draw_id id);

#endif

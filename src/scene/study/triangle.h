/* Which step taught the weights how much: the size of the part of dL_j/dW that
 * goes through step t, for the losses L_j of many steps, as in loss_row.h.
 */
#ifndef GATEREEL_SCENE_STUDY_TRIANGLE_H
#define GATEREEL_SCENE_STUDY_TRIANGLE_H

#include "nn/flow/lags.h"
#include "scene/study/studied.h"

/* Longer runs are shown for a stretch of so many steps. */
enum { TRIANGLE_MAX = 512 };

struct triangle_order {
    struct studied of;
    enum lag_measure measure; /* LAG_WEIGHTS_W, LAG_WEIGHTS_U or LAG_BIAS */
    int first, last;          /* steps, both of losses and of parts */
};

/* {0} is empty. Owns its memory; the film is borrowed. */
struct triangle {
    struct triangle_order order;
    double *log10;            /* [rows][rows]: j - first, t - first; -INFINITY
                                 above the diagonal, NaN: not measured yet */
    int measured;             /* steps, from the last one back */
    double most, least;       /* the largest and the smallest finite log10 so
                                 far; -INFINITY and INFINITY: none */
    real *seeds;
    struct lag_walk *walk;    /* NULL: not begun, or done */
    bool failed;              /* no memory: not tried again */
};

/* The stretch that is shown while the playhead is at `step`: all of the run, or
 * TRIANGLE_MAX steps around it that stay for a while as it moves on. */
struct triangle_order triangle_order(const struct studied *of,
                                     enum lag_measure measure, int step);

void triangle_finish(struct triangle *triangle);
void triangle_follow(struct triangle *triangle,
                     const struct triangle_order *order);
bool triangle_wants(const struct triangle *triangle,
                    const struct triangle_order *order);
/* One unit of work; false where nothing is left or there is no memory. */
bool triangle_work(struct triangle *triangle,
                   const struct triangle_order *order, struct error *error);

/* Part of the loss of step j through step t; NaN where it is not measured. */
double triangle_value(const struct triangle *triangle, int j, int t);

#endif

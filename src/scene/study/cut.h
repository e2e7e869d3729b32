/* Truncated BPTT: what is left of the weight gradient of one loss when its
 * backward pass stops k steps before that loss, for every k. States are carried
 * forward over the cut, no gradient is carried back over it, through h or
 * through c. The parts of dL_j/dU through the steps that were reached sum to
 * the truncated gradient.
 */
#ifndef GATEREEL_SCENE_STUDY_CUT_H
#define GATEREEL_SCENE_STUDY_CUT_H

#include "scene/study/loss_row.h"

/* What is done next: the whole gradient, then what is left of it. */
enum cut_state { CUT_WHOLE, CUT_KEPT, CUT_DONE };

/* {0} is empty. Owns its memory; the film is borrowed. */
struct bptt_cut {
    struct loss_row_order order;
    enum cut_state state;
    double *share;             /* [j] at k - 1: |kept| / |whole|, which may be
                                  more than 1: what is cut off may point the
                                  other way; NaN: not measured (yet), or no
                                  number */
    double *angle;             /* [j] degrees between kept and whole */
    double *size;              /* [T] what a walk writes */
    real *seed;
    struct params whole, kept; /* sums of parts */
    int measured;              /* k that are done */
    struct lag_walk *walk;
    bool failed;               /* no memory: not tried again */
};

void bptt_cut_finish(struct bptt_cut *cut);
void bptt_cut_follow(struct bptt_cut *cut,
                     const struct loss_row_order *order);
bool bptt_cut_wants(const struct bptt_cut *cut,
                    const struct loss_row_order *order);
/* One unit of work; false where nothing is left or there is no memory. */
bool bptt_cut_work(struct bptt_cut *cut, const struct loss_row_order *order,
                   struct error *error);

/* With the last k steps kept, 1 .. j; more are all of them. NaN where it is
 * not measured, or the whole is 0 or beyond a float's range. */
enum cut_value { CUT_SHARE, CUT_ANGLE };
double bptt_cut_value(const struct bptt_cut *cut, int k, enum cut_value value);

#endif

/* What the loss of one step taught the weights through every step before: the
 * parts of dL_j/dW, their sizes, and whether they add up to the whole.
 *
 * L_j is the loss of step j alone; without targets the sum of h_j.
 */
#ifndef GATEREEL_SCENE_STUDY_LOSS_ROW_H
#define GATEREEL_SCENE_STUDY_LOSS_ROW_H

#include "nn/flow/lags.h"
#include "nn/net/params.h"
#include "scene/study/studied.h"

enum loss_row_state { LOSS_ROW_PARTS, LOSS_ROW_CHECK, LOSS_ROW_DONE };

struct loss_row_order {
    struct studied of;
    enum lag_measure measure;  /* LAG_WEIGHTS_W, LAG_WEIGHTS_U or LAG_BIAS */
    int step;                  /* j, from 1 */
};

/* {0} is empty. Owns its memory; the film is borrowed. */
struct loss_row {
    struct loss_row_order order;
    enum loss_row_state state;      /* what is to be done next */
    double *log10;             /* [T] size of the part through step t at
                                  t - 1; NaN: not measured (yet) */
    real *seed;                /* [H] dL_j/dh_j, behind it scratch */
    struct params sum;         /* of the parts */
    struct lag_walk *walk;
    double error;              /* largest |sum of the parts - gradient of one
                                  backward pass|, as a share of the largest
                                  |gradient|; NaN: not compared */
    double most;               /* the largest log10, when all are measured */
    double sum_of_sizes;       /* in units of the largest */
    int half;                  /* the fewest last steps that carry at least half
                                  of it; 0: not measured, or no numbers */
    bool failed;               /* no memory: not tried again */
};

void loss_row_finish(struct loss_row *row);
void loss_row_follow(struct loss_row *row, const struct loss_row_order *order);
bool loss_row_wants(const struct loss_row *row,
                    const struct loss_row_order *order);
/* One unit of work; false where nothing is left or there is no memory. */
bool loss_row_work(struct loss_row *row, const struct loss_row_order *order,
              struct error *error);

/* log10 of the part's size through step t, -INFINITY behind step j. */
double loss_row_value(const struct loss_row *row, int t);

/* Share of the last `steps` steps in the sum of the sizes, 0 .. 1; NaN until
 * all are measured, or where all are 0. */
double loss_row_share(const struct loss_row *row, int steps);

/* The row that is shown for ui.loss_step: step 0 is the last one that has a
 * loss. Between 1 and T. */
int loss_row_chosen(const struct film *film, int step);

/* dL_j/dh_j of the last layer, H reals; zeros where step j has no loss. `dy` is
 * scratch, the pitch of Y reals. */
void loss_row_seed(const struct film *film, int j, real *dy, real *out);

/* Multiplications that one step back costs a loss, about. */
double loss_row_step_work(const struct film *film);

#endif

/* One layer of the network run again (rerun.h), one step, all five runs.
 */
#ifndef GATEREEL_SCENE_STUDY_CHECK_LAYER_H
#define GATEREEL_SCENE_STUDY_CHECK_LAYER_H

#include "scene/study/check/rerun.h"

/* How many nudges each of the runs is away. */
extern const double rerun_times[RERUN_RUNS];

/* Reads rerun->read and the states before, and leaves the new states and h of
 * the layer there. */
void rerun_layer(struct rerun *rerun, const struct film *film, int l);

/* sum += the products of a row of `count` weights. */
void rerun_add_row(double sum[RERUN_RUNS], const real *weight, int count,
                   double (*value)[RERUN_RUNS]);

/* A row of a tensor, and what its columns multiply; NULL: a bias. */
struct rerun_row {
    const real *tensor;
    int row, columns;
    double (*value)[RERUN_RUNS];
};

/* sum += what a nudged weight of the row adds. */
void rerun_add_nudge(const struct rerun *rerun, const struct film *film,
                     double sum[RERUN_RUNS], const struct rerun_row *row);

#endif

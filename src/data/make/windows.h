/* A series cut into windows: the inside of the series and cosine tasks.
 *
 * With s[0 .. N) the series, T the steps of a window and `split` the first
 * test value:
 *   training window k: x = s[k .. k+T), target = s[k+1 .. k+T], for every k
 *     whose targets all lie before the split;
 *   test window w: the target is s[split + w T .. split + (w+1) T).
 * The test part is a whole number of windows, the nearest to the share asked
 * for, so that every test value is a target exactly once.
 */
#ifndef GATEREEL_DATA_MAKE_WINDOWS_H
#define GATEREEL_DATA_MAKE_WINDOWS_H

#include "data/task.h"

/* Steps of one period of the cosine, 10 times the square root of 5: windows
 * begin at ever new phases. */
#define WINDOWS_PERIOD 22.360679774997896

/* Set everything of `task` but kind, info, seed and steps. A series is
 * normalised by its training part; the cosine stays as it is. On failure
 * task_finish releases what was there. */
bool windows_init_series(struct task *task, const double *raw, int length,
                         double share, struct error *error);
bool windows_init_cosine(struct task *task, double share, struct error *error);

/* As task_train and task_test. */
void windows_train(const struct task *task, int epoch, int first,
                   struct batch *batch);
void windows_test(const struct task *task, int first, struct batch *batch);

#endif

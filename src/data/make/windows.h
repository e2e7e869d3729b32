/* A series cut into windows: the inside of the tasks that forecast.
 *
 * With s[0 .. N) the series, T the steps of a window, C the context and `split`
 * the first test value; a window that begins at k, C - 1 <= k, reads at step
 * t = 0 .. T-1 the vector x_t = s[k+t-C+1 .. k+t], oldest first, and the target
 * is s[k+t+1]. Where only the last step is asked (price), the others have none.
 *   training windows: every k whose targets all lie before the split;
 *   test window w: the target is s[split + w T .. split + (w+1) T), or where
 *     only the last step is asked s[split + w].
 * The test part is a whole number of windows, the nearest to the share asked
 * for, so that every test value is a target exactly once.
 *
 * Stateful: B streams of windows, each window begins where the one before it
 * ended. A stream covers half of the training part, a single one all of it;
 * streams begin evenly spaced from its beginning to its middle, so that even a
 * short series has as many as there are rows in a batch.
 */
#ifndef GATEREEL_DATA_MAKE_WINDOWS_H
#define GATEREEL_DATA_MAKE_WINDOWS_H

#include "data/task.h"

/* Steps of one period of the cosine, 10 times the square root of 5: windows
 * begin at ever new phases. */
#define WINDOWS_PERIOD 22.360679774997896

/* Set everything of `task` but kind, info, seed, steps, context, stateful and
 * streams. A series is normalised by its training part; the cosine stays as it
 * is. On failure task_finish releases what was there. */
bool windows_init_series(struct task *task, const double *raw, int length,
                         double share, struct error *error);
bool windows_init_cosine(struct task *task, double share, struct error *error);
/* The days of sales.h, which the seed makes. */
bool windows_init_sales(struct task *task, double share, struct error *error);

/* As task_train and task_test. */
void windows_train(const struct task *task, int epoch, int first,
                   struct batch *batch);
void windows_test(const struct task *task, int first, struct batch *batch);

#endif

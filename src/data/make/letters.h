/* A text as letters, cut into windows: the inside of the task letters.
 *
 * With c[0 .. N) the text and `split` the first letter held out, a window that
 * begins at k reads c[k .. k+T) and is asked for c[k+1 .. k+T]:
 *   training windows: any k whose letters all lie before the split, drawn by
 *     (seed, epoch, position);
 *   test window w: asked is c[split + w T .. split + (w+1) T).
 * Held out is the last tenth, as the nearest whole number of windows. An epoch
 * is 1000 windows, or fewer where they would read the training text more than
 * twice: then as many as read it twice.
 *
 * Stateful: the training text is cut into B streams of the same length, each
 * read window after window, once in an epoch.
 *
 * The baseline is the entropy of single letters: what knows only how often each
 * one is asked for in the test.
 */
#ifndef GATEREEL_DATA_MAKE_LETTERS_H
#define GATEREEL_DATA_MAKE_LETTERS_H

#include "data/task.h"

enum { LETTERS_MOST = 512 }; /* different ones */

/* Sets everything of `task` but kind, info, seed, steps, stateful and streams.
 * On failure task_finish releases what was there. */
bool letters_init(struct task *task, const struct material *material,
                  struct error *error);

/* As task_train and task_test. */
void letters_train(const struct task *task, int epoch, int first,
                   struct batch *batch);
void letters_test(const struct task *task, int first, struct batch *batch);

#endif

/* A text as letters, cut into windows: the inside of the task letters.
 *
 * The last tenth of the text is held out. The baseline is the entropy of single
 * letters: what knows only how often each one is.
 */
#ifndef GATEREEL_DATA_MAKE_LETTERS_H
#define GATEREEL_DATA_MAKE_LETTERS_H

#include "data/task.h"

enum { LETTERS_MOST = 512 }; /* different ones */

bool letters_init(struct task *task, const struct material *material,
                  struct error *error);
void letters_train(const struct task *task, int epoch, int first,
                   struct batch *batch);
void letters_test(const struct task *task, int first, struct batch *batch);

#endif

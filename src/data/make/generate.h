/* Sequences made by rule: the inside of the adding, remember, copy and anbn
 * tasks of task.h. */
#ifndef GATEREEL_DATA_MAKE_GENERATE_H
#define GATEREEL_DATA_MAKE_GENERATE_H

#include "base/random.h"
#include "data/task.h"

/* Symbols of the copy task. */
enum { COPY_SYMBOLS = 8, COPY_LENGTH = 10 };
/* Inputs of the copy task: the symbols one-hot, then these. */
enum { COPY_BLANK = COPY_SYMBOLS, COPY_SIGNAL, COPY_INPUTS };

/* Symbols of the anbn task, one-hot as inputs and as labels. */
enum { ANBN_END, ANBN_A, ANBN_B, ANBN_SYMBOLS };

/* Sets steps, inputs, outputs and baseline of a task of these kinds; `asked`
 * is the length from its options. False where that is too short. */
bool generate_init(struct task *task, int asked, struct error *error);

/* Fills sequence b of `batch`, whose x, values and labels are blank (0, 0 and
 * -1), for train or test. All randomness comes from `random`. */
void generate_sequence(const struct task *task, struct random *random,
                       bool test, struct batch *batch, int b);

#endif

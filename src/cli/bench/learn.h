/* Whole training steps, as `gatereel train` makes them. */
#ifndef GATEREEL_CLI_BENCH_LEARN_H
#define GATEREEL_CLI_BENCH_LEARN_H

#include "train/trainer.h"

struct learn_plan {
    enum task_kind task;
    int hidden, batch, steps; /* H, B, T */
};

/* An LSTM that learns a task with its usual options. */
bool learn_init(struct trainer *trainer, const struct learn_plan *plan,
                const struct kernels *kernels, struct error *error);

/* One batch: drawn, forward, backward, clipped, and a step of Adam. Epochs have
 * no test here. False, with a message, where the numbers broke. */
bool learn_step(struct trainer *trainer, struct error *error);

#endif

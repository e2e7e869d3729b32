/* A training for a picture of it: trained as far as is asked for, before
 * anything is drawn.
 */
#ifndef GATEREEL_CLI_TRAIN_PICTURE_H
#define GATEREEL_CLI_TRAIN_PICTURE_H

#include "cli/run/interrupt.h"
#include "cli/stage/easel.h"

/* Which one; all text NULL: none. */
struct picture_training {
    const char *task;      /* a new one of this task, */
    const char *file;      /* or one that was saved */
    int epochs;            /* of the new one; 0: the task's */
    int seeds;             /* networks of each kind; 0: one */
    int epoch;             /* looked at, finished ones; -1: the latest */
    int example;           /* test sequence, from 1; 0: the first */
    bool all;              /* every dial and panel */
};

/* Trains (or opens) it, with a line of progress on a terminal, and puts it and
 * a lab of its networks on the easel. `input`: the series of the user that it
 * learned from, or NULL. False with an empty message when it was interrupted.
 */
bool picture_train(struct easel *easel, const struct picture_training *wanted,
                   const char *input, const struct kernels *kernels,
                   struct interrupt *interrupt, struct error *error);

#endif

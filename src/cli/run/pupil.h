/* A network that was trained here, back in its task: the task is made again
 * from what the file says, and its test is the one of the training.
 */
#ifndef GATEREEL_CLI_RUN_PUPIL_H
#define GATEREEL_CLI_RUN_PUPIL_H

#include "cli/run/material.h"
#include "train/file/checkpoint.h"

/* {0} is none. It stays where it is. */
struct pupil {
    struct checkpoint checkpoint;
    struct owned_material owned;
    struct trainer trainer;
};

/* Can the file be opened so: was it trained here, for a task whose data come
 * with the program? */
bool pupil_is(const char *path);

/* The message begins with the path, which is borrowed. What failed is to be
 * closed, too. */
bool pupil_open(struct pupil *pupil, const char *path,
                const struct kernels *kernels, struct error *error);
void pupil_close(struct pupil *pupil);

#endif

/* Trainings for the window: of a task, or as they were saved.
 */
#ifndef GATEREEL_CLI_TRAIN_TRAININGS_H
#define GATEREEL_CLI_TRAIN_TRAININGS_H

#include "scene/training/training.h"

/* What settings remember a training by: "task:remember". */
extern const char trainings_mark[]; /* "task:" */

/* The task of such a path; -1: it is none. */
int trainings_task(const char *path);

/* A table of the user's; all NULL: what comes with the program. */
struct trainings_table {
    const char *input;     /* a CSV file */
    const char *column;    /* NULL: the first that varies */
};

/* The task of a name; `input` is what the user gives it to learn from, or
 * NULL. -1 with a message. */
int trainings_find(const char *name, const char *input, struct error *error);

/* A training from a table, NULL: from the data that comes with the program.
 * NULL with a message. */
struct training *trainings_begin(const struct race_setup *setup,
                                 const struct trainings_table *table,
                                 const struct kernels *kernels,
                                 struct error *error);

/* Could it be a saved training, by its name? */
bool trainings_is_name(const char *path);

/* Is there a saved training, and not a network, in this file? */
bool trainings_is_file(const char *path);

/* A training as it was saved; NULL with a message. `input` is the series of
 * the user that it learned from, or NULL. */
struct training *trainings_open(const char *path, const char *input,
                                const struct kernels *kernels,
                                struct error *error);

/* Saves it where it was saved last, else under the first free name in the
 * present folder; training->path is then the whole path. */
bool trainings_save(struct training *training, struct error *error);

#endif

/* How far a long comparison is, on a terminal. */
#ifndef GATEREEL_CLI_GRADIENTS_PROGRESS_H
#define GATEREEL_CLI_GRADIENTS_PROGRESS_H

#include <stdbool.h>

struct progress {
    bool terminal;     /* standard error is one */
    int run, runs;     /* the present one, from 1, of all cells and seeds */
    const char *label; /* of the present one; borrowed */
    double began, shown; /* when, in seconds of the clock; 0: not yet */
};

/* The next run begins. */
void progress_next(struct progress *progress, const char *label);

/* `done` of `all` steps of the present run; `progress` is a struct progress.
 * Shows a line that moves, but none for what takes no time. */
void progress_tell(void *progress, int done, int all);

/* Wipes the line away. */
void progress_end(struct progress *progress);

#endif

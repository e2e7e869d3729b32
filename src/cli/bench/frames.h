/* `gatereel bench --frames`: how long pictures take. */
#ifndef GATEREEL_CLI_BENCH_FRAMES_H
#define GATEREEL_CLI_BENCH_FRAMES_H

#include "cli/stage/easel.h"

struct frames_options {
    bool json;
    const char *only;     /* views whose name starts so; NULL: all */
    int width, height;
    int steps, hidden;    /* an LSTM with random weights; 0: the opening scene */
};

/* Puts the film of the options onto an easel for two threads. */
bool frames_prepare(struct easel *easel, const struct frames_options *options,
                    struct error *error);

/* Measures every view and prints what it finds; the exit code. */
int frames_run(const struct frames_options *options);

/* Draws the first frame of a view and prints how many milliseconds that took
 * from the start of this process; the exit code. */
int frames_first(const struct frames_options *options, const char *view);

/* The same by a process of its own; NAN where there is no way to start one. */
double frames_measure_first(const struct frames_options *options,
                            const char *view);

#endif

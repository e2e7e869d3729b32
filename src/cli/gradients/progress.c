/* The clock decides when to write, so that a thousand short runs do not
 * flicker.
 */
#include "cli/gradients/progress.h"

#include <stdio.h>
#include <time.h>

enum { LINE_WIDTH = 60 };

/* Seconds before the first line, and between two. */
static const double PATIENCE = 0.5, PAUSE = 0.1;

static double read_clock(void)
{
    struct timespec now;

    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec + 1e-9 * (double)now.tv_nsec;
}

void progress_next(struct progress *progress, const char *label)
{
    if (progress->run == 0)
        progress->began = read_clock();
    progress->run++;
    progress->label = label;
}

void progress_tell(void *context, int done, int all)
{
    struct progress *progress = context;

    if (!progress->terminal)
        return;
    double now = read_clock();
    if (now - progress->began < PATIENCE || now - progress->shown < PAUSE)
        return;
    progress->shown = now;
    fprintf(stderr, "\r%s: run %d of %d, %3d %%", progress->label,
            progress->run, progress->runs, (int)(100.0 * done / all));
    fflush(stderr);
}

void progress_end(struct progress *progress)
{
    if (progress->shown > 0)
        fprintf(stderr, "\r%*s\r", LINE_WIDTH, "");
    progress->shown = 0;
}

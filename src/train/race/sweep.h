/* How far back networks can learn to look: the same task at growing lags, for
 * several cells and several seeds, until each has learned it or its time is up.
 *
 * In slices, the shortest lags first, all cells and seeds of one lag before the
 * next: what is shown grows from the left.
 */
#ifndef GATEREEL_TRAIN_RACE_SWEEP_H
#define GATEREEL_TRAIN_RACE_SWEEP_H

#include "train/race/race.h"

enum { SWEEP_LAGS = 16 };

struct sweep_setup {
    int cells;                             /* 1 .. RACE_LANES */
    struct trainer_options cell[RACE_LANES]; /* of one task; `steps` is set by
                                                the lag, `seed` by the seed,
                                                `epochs` is the time it has */
    int lags;
    int lag[SWEEP_LAGS];                   /* ascending: what `steps` becomes */
    int seeds;                             /* 1 .. RACE_SEEDS */
};

struct sweep_result {
    bool done, learned;
    int epochs;        /* that it took, or had */
    double loss;       /* test loss after them */
    double accuracy;   /* NaN for values */
};

/* {0} is none. */
struct sweep {
    struct sweep_setup setup;
    const struct kernels *kernels;
    struct trainer trainer;    /* the one at work */
    bool working;
    int at;                    /* results that are done */
    struct sweep_result result[SWEEP_LAGS][RACE_LANES][RACE_SEEDS];
};

/* A task of long memory: 99 % right, or a tenth of the baseline's loss. */
bool sweep_learned(const struct task *task, const struct trainer *trainer);

/* RNN, GRU and LSTM, lags 5 to 160, three seeds. */
struct sweep_setup sweep_defaults(enum task_kind task);
bool sweep_init(struct sweep *sweep, const struct sweep_setup *setup,
                const struct kernels *kernels, struct error *error);
void sweep_finish(struct sweep *sweep);

/* One slice; false with a message, or without one when all is done. */
bool sweep_slice(struct sweep *sweep, struct error *error);
bool sweep_done(const struct sweep *sweep);
double sweep_progress(const struct sweep *sweep); /* 0 .. 1 */

/* Share of the seeds of a cell that learned a lag, -1: none is done; and the
 * largest lag that more than half of the seeds learned, 0: none. */
double sweep_share(const struct sweep *sweep, int lag, int cell);
int sweep_reach(const struct sweep *sweep, int cell);

#endif

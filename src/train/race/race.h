/* Networks that learn the same task on the same batches, side by side, each
 * with its past.
 *
 * Lanes are trained in lockstep: whoever has done least goes on. Beside the
 * network that is shown, a lane may train more of them from other seeds: one
 * run proves nothing. The numbers of a lane are those of `gatereel train` with
 * its options, bit for bit.
 */
#ifndef GATEREEL_TRAIN_RACE_RACE_H
#define GATEREEL_TRAIN_RACE_RACE_H

#include "train/race/reel.h"

enum { RACE_LANES = 4, RACE_SEEDS = 10 };

/* Where a lane that did not begin at the start comes from. */
struct race_branch {
    int lane;        /* of another; -1: it began at the start */
    int epoch;       /* finished epochs that it shares with it */
};

/* What a race is; plain data. All lanes have the same task, steps, share of the
 * test, batch size, seed and epochs; the material is borrowed by race_init. */
struct race_setup {
    int lanes;                                  /* 1 .. RACE_LANES */
    struct trainer_options lane[RACE_LANES];
    struct race_branch branch[RACE_LANES];
    int seeds;                                  /* 1 .. RACE_SEEDS: seed, seed +
                                                   1, .. */
    size_t bytes;                               /* for the past of all lanes;
                                                   0: 64 MB */
};

struct race_lane {
    struct trainer trainer[RACE_SEEDS];  /* the first is the one shown */
    struct reel reel;                    /* of the first */
};

/* {0} is none. It stays where it is. */
struct race {
    struct race_setup setup;
    struct race_lane *lane;              /* [setup.lanes], owned */
};

/* What a task is raced with: RNN, GRU and LSTM where it needs memory, the four
 * networks of the cosine, else the task's own LSTM. */
struct race_setup race_defaults(enum task_kind task);

/* Checks, and makes all trainers; branches only with race_add. */
bool race_init(struct race *race, const struct race_setup *setup,
               const struct kernels *kernels, struct error *error);
void race_finish(struct race *race);

/* One slice for whoever has done least; true when a batch is done with it. A
 * lane whose numbers broke rests, the others go on. */
bool race_slice(struct race *race);
bool race_done(const struct race *race);

/* Whole batches for every lane: each of its trainers does `units` more, unless
 * it is done or breaks before. */
void race_work(struct race *race, int units);

/* Epochs that every lane (not broken) has finished, with all seeds. */
int race_epochs(const struct race *race);
/* Of the work of all epochs, 0 .. 1. */
double race_progress(const struct race *race);

/* More epochs for all lanes. */
bool race_extend(struct race *race, int epochs, struct error *error);

/* One more lane: lane `branch.lane` as it was after the nearest kept epoch at
 * or before branch.epoch, from where it goes on with other options (learning
 * rate, halving, clipping, optimizer's numbers; all else must be the same); or,
 * with lane -1, any network that begins at the start and catches up. Seeds
 * beyond the first always begin at the start. `material` as for race_init. */
bool race_add(struct race *race, const struct trainer_options *options,
              struct race_branch branch, const struct material *material,
              const struct kernels *kernels, struct error *error);
/* Not the last one. Branches of it stay, with the past that they share; they
 * count as having begun at the start. */
void race_drop(struct race *race, int lane);

/* The weights of a lane after an epoch, or after the nearest one before it that
 * is kept, whose number is *found: borrowed until the race works on. What is
 * live is at -1 (*found: finished epochs). */
const real *race_weights(const struct race *race, int lane, int epoch,
                         int *found);

/* Of all seeds of a lane the lowest, the middle and the highest value of a
 * column of the history of an epoch (from 0) that all have; false: none. Seeds
 * whose numbers broke before are left out. */
struct race_band {
    double low, median, high;
    int seeds;
};
bool race_band(const struct race *race, int lane, int column, int epoch,
               struct race_band *band);

#endif

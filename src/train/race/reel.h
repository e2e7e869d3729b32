/* The past of a trainer in bounded memory: snapshots of some of its epochs.
 *
 * At first every epoch is kept. When the memory is full, the one goes that is
 * missed least: where the gap it leaves is smallest against how long ago the
 * training began. So early epochs, in which much happens, stay dense, and late
 * ones get thinner. The first and the last are always there.
 */
#ifndef GATEREEL_TRAIN_RACE_REEL_H
#define GATEREEL_TRAIN_RACE_REEL_H

#include "train/trainer.h"

/* {0} is empty and keeps nothing. */
struct reel {
    size_t frame_bytes;  /* of one snapshot */
    int capacity;        /* frames there is memory for, at least 2 */
    int count;
    int *epoch;          /* [count] finished epochs of each, ascending */
    void **frame;        /* [count] trainer_snapshot blocks */
    void *memory;
};

/* Memory for as many frames as fit into `bytes`, at most `epochs` + 1. */
bool reel_init(struct reel *reel, const struct trainer *trainer, size_t bytes,
               struct error *error);
void reel_finish(struct reel *reel);

/* Another size, by the same rule; what no longer fits is thinned out. On
 * failure the reel is as before. */
bool reel_resize(struct reel *reel, size_t bytes, int epochs,
                 struct error *error);

/* The frames of another reel up to an epoch, as many as fit, in place of its
 * own; both of trainers of the same sizes. */
void reel_copy(struct reel *reel, const struct reel *from, int epoch);

/* Keeps the trainer as it stands, between two epochs; the same epoch again
 * replaces it. Later frames, of a past that was left, go first. Allocates
 * nothing. */
void reel_keep(struct reel *reel, const struct trainer *trainer);

/* Index of the frame at the latest epoch that is at most `epoch`; -1: none. */
int reel_find(const struct reel *reel, int epoch);

/* Which of the frames at these epochs goes when there is one too many, count at
 * least 3: for tests. */
int reel_thin(const int *epoch, int count);

#endif

/* A trainer in a weight file, from which training goes on.
 *
 * The file is an ordinary model (model.h) that any reader of PyTorch weights
 * understands. What resuming needs stands beside it:
 *
 *   gatereel.optimizer.m, .v   moments of the optimizer, flat
 *   gatereel.history           epochs x columns (HISTORY_..)
 *   gatereel.state             the states that go on, where they do
 *   gatereel.task, gatereel.seed, gatereel.train.*
 *                              metadata: the options, and where training stands
 *
 * Nothing in it depends on when, where or in how many sittings it was trained:
 * a resumed run ends in the same bytes as one that was never interrupted.
 */
#ifndef GATEREEL_TRAIN_FILE_CHECKPOINT_H
#define GATEREEL_TRAIN_FILE_CHECKPOINT_H

#include "model/safetensors.h"
#include "train/trainer.h"

/* A checkpoint that is being read. {0} is none. */
struct checkpoint {
    const char *path;               /* borrowed */
    struct safetensors file;
    struct trainer_options options; /* those of the run; the material is not
                                       kept in the file and {0} here */
    const char *column;             /* what the series was called, in the file;
                                       NULL for other tasks */
    struct trainer_state state;
    uint64_t mark;                  /* recognises the material (mark.h) */
    int set_forget_bias, stateful;  /* those of the options, as numbers */
};

/* Writes a checkpoint, atomically. `column` is remembered for a series. */
bool checkpoint_save(const struct trainer *trainer, const char *column,
                     const char *path, struct error *error);

/* What checkpoint_fields_print needs to know of a trainer: options, state and
 * mark. `column` as above. */
struct checkpoint checkpoint_of(const struct trainer *trainer,
                                const char *column);

/* Reads what was trained and how; the message starts with the path. */
bool checkpoint_open(struct checkpoint *checkpoint, const char *path,
                     struct error *error);
void checkpoint_finish(struct checkpoint *checkpoint);

/* Brings a trainer, freshly made with the checkpoint's options (but for
 * `epochs`, of which there may be more), to where the file stands. Fails when
 * the file does not fit it, or when it learned from other material. */
bool checkpoint_restore(const struct checkpoint *checkpoint,
                        struct trainer *trainer, struct error *error);

/* What files of trainings have in common; messages name neither file nor path.
 * Is the trainer, freshly made, one that may stand where the checkpoint does,
 * and made from the same material? */
bool checkpoint_fits(const struct checkpoint *checkpoint,
                     const struct trainer *trainer, struct error *error);

/* Copies a tensor of rows x columns numbers (columns 0: a vector) to `out`. */
bool checkpoint_tensor(const struct safetensors *file, const char *name,
                       size_t rows, size_t columns, real *out,
                       struct error *error);

#endif

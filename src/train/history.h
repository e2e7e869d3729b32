/* What a batch adds to the running epoch, and what an epoch leaves behind. */
#ifndef GATEREEL_TRAIN_HISTORY_H
#define GATEREEL_TRAIN_HISTORY_H

#include "train/trainer.h"

/* Adds the loss of a batch to a tally of the trainer's state; a trainer whose
 * loss is not finite is broken. */
void history_count(struct trainer *trainer, struct tally *tally,
                   struct loss_result result);

/* Adds the norms of trainer->gradient; the same of them. */
void history_norms(struct trainer *trainer, struct clip_event event);

/* Mean loss; NaN where nothing was asked. */
double history_mean(const struct tally *tally);

/* Writes the row of the running epoch and begins the next one. */
void history_end_epoch(struct trainer *trainer);

#endif

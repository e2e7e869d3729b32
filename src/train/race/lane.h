/* One lane of a race: the inside of race.h.
 */
#ifndef GATEREEL_TRAIN_RACE_LANE_H
#define GATEREEL_TRAIN_RACE_LANE_H

#include "train/race/race.h"

/* What all lanes have in common; the message names what is not. */
bool lane_matches(const struct trainer_options *one,
                  const struct trainer_options *other, struct error *error);

/* All trainers of lane k at their beginning, and memory for its past as one of
 * `lanes`. On failure there is none. */
bool lane_open(struct race *race, int k, const struct trainer_options *options,
               int lanes, const struct kernels *kernels, struct error *error);
void lane_close(struct race_lane *lane);

/* In the setup: the options as its trainers hold them, in which nothing is left
 * to a default or borrowed. */
void lane_remember(struct race *race, int k, struct race_branch branch);

/* Its part of the memory, where lanes or epochs are others than before. */
bool lane_fit_reel(struct race *race, int k, int epochs, struct error *error);

#endif

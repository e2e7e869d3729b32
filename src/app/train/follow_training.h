/* The lab shows what the race has learned: its lanes are those of the race, its
 * weights those of the epoch that is looked at.
 */
#ifndef GATEREEL_APP_TRAIN_FOLLOW_TRAINING_H
#define GATEREEL_APP_TRAIN_FOLLOW_TRAINING_H

#include <stdbool.h>
#include <stdint.h>

#include "base/error.h"

struct app;

/* Brings the networks of the training onto the stage, where they are not. */
void follow_training_show(struct app *app);

/* To be called after every change, before the lab is followed. */
void follow_training(struct app *app);

/* Time that passed while it runs: for its speed limit, and for the pictures of
 * what is live. */
void follow_training_time(struct app *app, uint32_t elapsed);

/* Is there a slice to be trained now? One of them. */
bool follow_training_left(const struct app *app);
void follow_training_work(struct app *app, struct error *error);

/* Are there pictures of new epochs to be made while networks learn? */
bool follow_training_pictures(const struct app *app);

/* What is measured of the training, all of it while it rests. */
bool follow_training_measures(const struct app *app);
void follow_training_measure(struct app *app, struct error *error);

#endif

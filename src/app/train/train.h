/* Training from keys and clicks: starting, pausing, single batches, epochs that
 * are looked at, dials, lanes of the race.
 */
#ifndef GATEREEL_APP_TRAIN_TRAIN_H
#define GATEREEL_APP_TRAIN_TRAIN_H

#include <stdbool.h>

#include "app/actions.h"

struct app;

/* What is being done; ui.training says whether it is anything. */
enum train_run {
    TRAIN_REST,
    TRAIN_ONE_BATCH, TRAIN_ONE_EPOCH, /* then it rests */
    TRAIN_ON
};

/* ACTION_TRAIN .. ACTION_SWEEP. */
void train_do(struct app *app, const struct order *order);

/* On the screen of training keys for stepping, dials and lanes are about it:
 * true when the order was one of them and is done. */
bool train_takes(struct app *app, const struct order *order);

/* Starts (or goes on with) it, or rests. */
void train_run(struct app *app, enum train_run run);

/* The epoch that is looked at: finished ones; -1: the latest. */
void train_look_at(struct app *app, int epoch);

#endif

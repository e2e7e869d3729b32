/* The cards of the lessons: where each was left, and their pictures one by
 * one.
 */
#ifndef GATEREEL_APP_START_CARDS_H
#define GATEREEL_APP_START_CARDS_H

#include <stdbool.h>

#include "base/error.h"

struct app;

/* The card of a lesson by its number, or -1. */
int cards_find(const struct app *app, int number);

/* The lesson is at a step now: its card and what is remembered say so. */
void cards_remember(struct app *app);

/* Is there a picture to be made or measured, for the start screen that is
 * shown? Asks for one of them, or measures a unit of one. */
bool cards_left(const struct app *app);
void cards_work(struct app *app, struct error *error);

#endif

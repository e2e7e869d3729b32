/* The card of a lesson that keys choose on the start screen: ui.card.
 */
#ifndef GATEREEL_APP_START_CHOOSE_H
#define GATEREEL_APP_START_CHOOSE_H

#include "draw/input.h"

struct app;

/* Arrows, Home and End move, Enter opens, Escape chooses none. Returns whether
 * the key meant that. The first arrow chooses the card that Enter would lead
 * to without any. */
bool choose_key(struct app *app, const struct input_event *event);

#endif

/* The screen of text, and networks that are left to themselves.
 */
#ifndef GATEREEL_APP_TRAIN_TEXT_H
#define GATEREEL_APP_TRAIN_TEXT_H

#include "app/actions.h"

struct app;

/* ACTION_TEXT, ACTION_TEXT_SCROLL, ACTION_FREE, ACTION_TEMPERATURE,
 * ACTION_ANOTHER. */
void text_do(struct app *app, const struct order *order);

#endif

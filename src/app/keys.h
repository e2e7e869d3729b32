/* Keys and composed text.
 */
#ifndef GATEREEL_APP_KEYS_H
#define GATEREEL_APP_KEYS_H

#include "draw/input.h"

struct app;

/* Does what scene/keys.h says, or gives the key to the active field, which
 * takes every key but Escape and Enter. */
void app_key(struct app *app, const struct input_event *event);

/* Composed and half composed text: for the active field, else for nobody. */
void app_text(struct app *app, const struct input *input,
              const struct input_event *event);

#endif

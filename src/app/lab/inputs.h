/* Changing what the network reads: values by dragging them or by notches,
 * tokens by going on to the next one.
 */
#ifndef GATEREEL_APP_LAB_INPUTS_H
#define GATEREEL_APP_LAB_INPUTS_H

#include <stdbool.h>

#include "app/lab/drags.h"

/* A drag up and down of a SUBJECT_INPUT, one change from press to release, see
 * drags.h. */
void inputs_begin(struct app *app, const struct drag_at *drag);
void inputs_move(struct app *app, const struct drag_at *drag);

/* The input that `id` (SUBJECT_INPUT or SUBJECT_RAW_INPUT) is about, else
 * ui.input at the present step, by notches of a tenth of the root mean square
 * of its untouched run (0.1 where that is 0), `fine` a tenth of it. A token
 * becomes the one that many places on. */
void inputs_nudge(struct app *app, struct draw_id id, int notches, bool fine);

/* The one that keys move; -1 the next. */
void inputs_choose(struct app *app, int input);

#endif

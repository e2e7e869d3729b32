/* Which gate the user means, and holding it.
 */
#ifndef GATEREEL_APP_GATES_H
#define GATEREEL_APP_GATES_H

#include <stdbool.h>

#include "draw/draw.h"

struct app;

/* Pins the range that is marked, if one is. Else does to what `id` is about
 * what the present tool does; without one, holds or frees the gate that it is
 * about, or the one whose arithmetic is open, of the present unit and step.
 * With `all` at every step. Says what it did. */
void gates_pin(struct app *app, const struct draw_id *id, bool all);

/* Takes the latest edit back, or does it again. */
void gates_undo(struct app *app, bool redo);

/* Back to how everything was at the start, as one change. */
void gates_reset(struct app *app);

#endif

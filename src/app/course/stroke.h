/* Drawing a curve as a guess: by a drag, or by keys that move a cursor.
 *
 * The axis has GUESS_POINTS points; between two places of the pointer, or of
 * the cursor, the curve is straight.
 */
#ifndef GATEREEL_APP_COURSE_STROKE_H
#define GATEREEL_APP_COURSE_STROKE_H

#include <stdbool.h>

#include "draw/input.h"

struct app;
struct drag_at;

/* ACTION_DRAW_GUESS: the spot is the plot. */
void stroke_begin(struct app *app, const struct drag_at *drag);
void stroke_move(struct app *app, const struct drag_at *drag);
void stroke_end(struct app *app, bool keep);

/* Left, Right, Up, Down, with Shift finer; false: another key. */
bool stroke_key(struct app *app, enum key key, bool fine);

/* Is anything drawn? */
bool stroke_is_there(const struct app *app);

#endif

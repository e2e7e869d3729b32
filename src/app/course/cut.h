/* Where truncated BPTT stops, dragged along the run.
 */
#ifndef GATEREEL_APP_COURSE_CUT_H
#define GATEREEL_APP_COURSE_CUT_H

struct app;
struct drag_at;

/* ACTION_CUT_LAG: the spot's width is steps 1 .. id.step, that of the loss. */
void cut_drag(struct app *app, const struct drag_at *drag);

/* One step nearer to the loss (value 0) or farther (1); the whole run is the
 * farthest, and then nothing is cut. */
void cut_move(struct app *app, int value);

#endif

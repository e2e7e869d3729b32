/* Where truncated BPTT stops, dragged along the run.
 */
#ifndef GATEREEL_APP_COURSE_CUT_H
#define GATEREEL_APP_COURSE_CUT_H

struct app;
struct drag_at;

/* ACTION_CUT_LAG. */
void cut_drag(struct app *app, const struct drag_at *drag);

/* ACTION_CUT_STEP: nearer to the loss (value 0) or farther (1); the whole run
 * is the farthest, and then nothing is cut. */
void cut_move(struct app *app, int value);

#endif

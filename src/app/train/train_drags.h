/* Dragging on the screen of training: through the epochs, and dials.
 */
#ifndef GATEREEL_APP_TRAIN_TRAIN_DRAGS_H
#define GATEREEL_APP_TRAIN_TRAIN_DRAGS_H

#include "app/lab/drags.h"

/* ACTION_SCRUB_EPOCH */
void train_scrub(struct app *app, const struct drag_at *drag);

/* ACTION_TRAIN_DIAL; taken back, the dial stands where it stood. */
void train_dial_grab(struct app *app, const struct drag_at *drag);
void train_dial_drag(struct app *app, const struct drag_at *drag);
void train_dial_end(struct app *app, bool keep);

#endif

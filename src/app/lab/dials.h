/* Turning dials: by clicks, keys, the wheel, and dragging.
 */
#ifndef GATEREEL_APP_LAB_DIALS_H
#define GATEREEL_APP_LAB_DIALS_H

#include "app/actions.h"
#include "app/lab/drags.h"
#include "scene/lab/dial/dial.h"

/* What the dials of the app turn; there must be a lab. */
struct dial_desk dials_desk(const struct app *app);

/* Sets a dial, or turns it by notches, and chooses it for the keys. */
void dials_set(struct app *app, enum dial dial, double value);
void dials_turn(struct app *app, enum dial dial, int notches, bool fine);

/* Carries out the actions of the panel of dials. */
void dials_do(struct app *app, const struct order *order);

/* Turns the dial under the pointer by what the wheel turned, of which less than
 * a notch is kept; false: there is none. */
bool dials_roll(struct app *app, float notches, bool fine);

/* Dragging one, see drags.h: every move makes a new picture, the whole drag is
 * one change. */
void dials_grab(struct app *app, const struct drag_at *drag);
void dials_drag(struct app *app, const struct drag_at *drag);

#endif

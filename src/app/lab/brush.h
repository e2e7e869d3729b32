/* A range of units and steps of the heat map's signal, marked by a drag or by
 * keys, and pinned by the present tool.
 */
#ifndef GATEREEL_APP_LAB_BRUSH_H
#define GATEREEL_APP_LAB_BRUSH_H

#include "app/lab/drags.h"

/* A drag over the heat map: from the cell that was pressed to the one under
 * the pointer; released, it is pinned. */
void brush_begin(struct app *app, const struct drag_at *drag);
void brush_move(struct app *app, const struct drag_at *drag);
void brush_end(struct app *app, bool keep);

/* Marks the present unit and step, from where the range follows the present
 * ones; again takes the mark away. Without a tool that pins: pin 1. */
void brush_mark(struct app *app);

/* Pins what is marked, and forgets the mark; false where nothing is. */
bool brush_pin(struct app *app);

/* To be called when unit, step or signal may be others. */
void brush_follow(struct app *app);

#endif

/* A place on the stage as an answer: a step, lag, unit or lane from 1, a gate
 * in screen order from 0; -1: none.
 */
#ifndef GATEREEL_APP_COURSE_PLACES_H
#define GATEREEL_APP_COURSE_PLACES_H

#include "draw/draw.h"

struct app;

/* Where the playhead, the unit, lane or gate chosen is. */
int places_present(const struct app *app);

/* What a click on a spot means, the pointer being there. */
int places_clicked(const struct app *app, const struct draw_spot *spot);

#endif

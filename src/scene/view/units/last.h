/* Of a text, in the table of units: what a unit did over the last letters, and
 * what it reacts to.
 */
#ifndef GATEREEL_SCENE_VIEW_UNITS_LAST_H
#define GATEREEL_SCENE_VIEW_UNITS_LAST_H

#include "scene/scene.h"

enum { LAST_STEPS = 40 };

/* How wide the strips are in a table of that width; 0: there are none. */
float last_width(const struct scene *scene, float room);

/* "last 40 c_{t}" from x on, with its baseline at y, in `width`. */
void last_heading(const struct scene *scene, float x, float width, float y);

/* Their colours, the same for all units. */
int last_palette(const struct scene *scene);

/* The steps up to the playhead, on the colours of the text. */
void last_draw(const struct scene *scene, int unit, int palette,
               struct box box);

/* Room for the longest name of a feature; and one of them, fainter where the
 * correlation r with it is weak. */
float last_name_width(const struct scene *scene);
void last_name(const struct scene *scene, int feature, struct point at,
               double r);

#endif

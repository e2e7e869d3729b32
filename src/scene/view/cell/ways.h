/* The two ways of the gradient inside the cell, backward: what of dc_T/dc_t
 * comes along the belt (carousel), what by way of h, and the whole.
 */
#ifndef GATEREEL_SCENE_VIEW_CELL_WAYS_H
#define GATEREEL_SCENE_VIEW_CELL_WAYS_H

#include "scene/view/cell/parts/closeup.h"

/* While ui.strands is on, along the upper and the lower edge of the belt:
 * dc_T/dc_t right of the forget gate at x = `gate`, dc_T/dc_{t-1} left of it.
 * Nothing where lanes of all units take the room. */
void ways_strands(const struct closeup *closeup, float gate);

/* The three as wires with their numbers at this step, right-aligned before
 * `right` on the line of the title; a click turns the strands on or off.
 * Returns where they begin, or `right` where they do not fit behind `left`. */
float ways_numbers(const struct closeup *closeup, float left, float right);

#endif

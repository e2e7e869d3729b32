/* Wires into the cell in close-up: h, c and x where they are cut, or could be.
 */
#ifndef GATEREEL_SCENE_VIEW_TOUCH_CELL_CUTS_H
#define GATEREEL_SCENE_VIEW_TOUCH_CELL_CUTS_H

#include "scene/view/cell/parts/closeup.h"

/* Over the wires outside of the card; x comes in from below at x = input. */
void cell_cuts(const struct closeup *closeup, float input);

#endif

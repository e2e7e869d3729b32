/* The phases of a step as chips in a row: done, present, to come.
 */
#ifndef GATEREEL_SCENE_VIEW_CELL_PARTS_CHIPS_H
#define GATEREEL_SCENE_VIEW_CELL_PARTS_CHIPS_H

#include "scene/view/cell/parts/closeup.h"

/* In closeup->chips; nothing where that has no height. */
void chips_draw(const struct closeup *closeup);

#endif

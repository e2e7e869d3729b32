/* The colour bar beside the heat map: what its ends and its middle are. */
#ifndef GATEREEL_SCENE_VIEW_HEAT_BAR_H
#define GATEREEL_SCENE_VIEW_HEAT_BAR_H

#include "scene/view/heat/cells.h"

/* How wide it is with its labels and the gap before it. */
float bar_room(const struct scene *scene, const struct cells *cells);

/* To the right of the cells, with their palette. */
void bar_draw(const struct scene *scene, const struct cells *cells,
              int palette);

#endif

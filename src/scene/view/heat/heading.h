/* What the heat map shows, in words, and the switch of signals. */
#ifndef GATEREEL_SCENE_VIEW_HEAT_HEADING_H
#define GATEREEL_SCENE_VIEW_HEAT_HEADING_H

#include "scene/view/heat/cells.h"

/* At the top of the panel `box`; returns where the picture may begin. The
 * switch is beside the title, or below it, or not there where it has no
 * room. */
float heading_draw(const struct scene *scene, const struct cells *cells,
                   struct box box);

#endif

/* What the mouse does, and how the picture is read: the second half of the
 * help. */
#ifndef GATEREEL_SCENE_VIEW_SHEET_LEGEND_H
#define GATEREEL_SCENE_VIEW_SHEET_LEGEND_H

#include "scene/scene.h"

/* Both, one under the other, as far as there is room. */
void legend_draw(const struct scene *scene, struct box box);

#endif

/* The upper edge of the panel of paths. */
#ifndef GATEREEL_SCENE_VIEW_PATHS_CONTROLS_H
#define GATEREEL_SCENE_VIEW_PATHS_CONTROLS_H

#include "scene/view/paths/quantity.h"

/* Title, formula and norm. */
void controls_heading(const struct scene *scene, struct box box,
                      const struct quantity *quantity);

/* Which gradient, by which convention, with or without the way through h; 46
 * units high. */
void controls_draw(const struct scene *scene, struct box box,
                   const struct quantity *quantity);

#endif

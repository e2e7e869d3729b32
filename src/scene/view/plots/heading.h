/* The heading of the scopes: whose signals they are, and their switches. */
#ifndef GATEREEL_SCENE_VIEW_PLOTS_HEADING_H
#define GATEREEL_SCENE_VIEW_PLOTS_HEADING_H

#include "scene/scene.h"

/* At the top of the panel `box`; unit -1: the mean of all. */
void heading_of_scopes(const struct scene *scene, int layer, int unit,
                       struct box box);

#endif

/* What the other lanes of the lab predict, beside the network on the stage. */
#ifndef GATEREEL_SCENE_VIEW_SERIES_OTHERS_H
#define GATEREEL_SCENE_VIEW_SERIES_OTHERS_H

#include "scene/view/series/lane.h"

/* Widens y0 .. y1 of a lane of predictions so that theirs fit too. */
void others_fit(const struct scene *scene, struct series_lane *lane);

void others_draw(const struct scene *scene, const struct series_lane *lane);

/* Their names, from `at` on its baseline while there is room. */
void others_legend(const struct scene *scene, const struct series_lane *lane,
                   struct point at, float room);

#endif

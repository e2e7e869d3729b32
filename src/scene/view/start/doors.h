/* The ways beside the lessons on the start screen. */
#ifndef GATEREEL_SCENE_VIEW_START_DOORS_H
#define GATEREEL_SCENE_VIEW_START_DOORS_H

#include "scene/scene.h"

enum { DOORS_LEAST = 150 /* width of one */ };

/* A row of small cards: presets, training, Compare, what was open the last
 * time; as many as there is room for. Needs a film. */
void doors_draw(const struct scene *scene, struct box box);

#endif

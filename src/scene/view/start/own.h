/* One's own network: how to open it, and what was opened last. */
#ifndef GATEREEL_SCENE_VIEW_START_OWN_H
#define GATEREEL_SCENE_VIEW_START_OWN_H

#include "scene/scene.h"

/* Room for it, else it is a door among others. */
enum { OWN_LEAST = 430, OWN_HIGH = 74 };

void own_draw(const struct scene *scene, struct box box);

#endif

/* The whole sequence at a glance: where in it the moment is. */
#ifndef GATEREEL_SCENE_VIEW_STORY_GLANCE_H
#define GATEREEL_SCENE_VIEW_STORY_GLANCE_H

#include "scene/scene.h"

enum { GLANCE_HEIGHT = 176 };

/* The first input over all steps, what was predicted so far as dots. False,
 * and nothing drawn, for inputs that are tokens. */
bool glance_draw(const struct scene *scene, struct box box);

#endif

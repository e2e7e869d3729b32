/* The whole sequence at a glance: where in it the moment is. */
#ifndef GATEREEL_SCENE_VIEW_STORY_GLANCE_H
#define GATEREEL_SCENE_VIEW_STORY_GLANCE_H

#include "scene/scene.h"

enum { GLANCE_HEIGHT = 176 };

/* How high it is in so much room at least: of a picture, a text what that
 * takes, else GLANCE_HEIGHT. */
float glance_height(const struct scene *scene, struct box room);

/* The first input over all steps, of windows the newest one, what was predicted
 * so far as dots; or the picture that is read; or the text. False, and nothing
 * drawn, for tokens without names. */
bool glance_draw(const struct scene *scene, struct box box);

#endif

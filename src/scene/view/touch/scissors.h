/* The mark of a cut: scissors, open upwards. */
#ifndef GATEREEL_SCENE_VIEW_TOUCH_SCISSORS_H
#define GATEREEL_SCENE_VIEW_TOUCH_SCISSORS_H

#include "scene/scene.h"

/* `size` units high, around `at`. */
void scissors_draw(const struct scene *scene, struct point at, float size,
                   struct color color);

#endif

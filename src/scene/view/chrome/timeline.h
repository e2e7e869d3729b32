/* The one timeline of both passes. */
#ifndef GATEREEL_SCENE_VIEW_CHROME_TIMELINE_H
#define GATEREEL_SCENE_VIEW_CHROME_TIMELINE_H

#include "scene/scene.h"

/* Draws it along the middle of the box, 68 units high, from the left to the
 * right edge; the left half is the forward pass with steps 1 .. T, the right
 * half the backward pass with steps T .. 1. Needs a film. */
void timeline_draw(const struct scene *scene, struct box box);

/* x of a moment on a timeline from `left` to `right`. */
float timeline_x(const struct scene *scene, float left, float right);

#endif

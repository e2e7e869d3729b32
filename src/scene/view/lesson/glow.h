/* What is lit on the stage: everything of the symbols of the lesson's step, and
 * of the one under the pointer, at the present step.
 */
#ifndef GATEREEL_SCENE_VIEW_LESSON_GLOW_H
#define GATEREEL_SCENE_VIEW_LESSON_GLOW_H

#include "scene/scene.h"

/* Flags stand on the cards of steps that were pointed at.
 *
 * Draws over what is on the list from its spot `spot` and its command `command`
 * on; symbols in words light up by themselves. */
void glow_draw(const struct scene *scene, int spot, int command);

#endif

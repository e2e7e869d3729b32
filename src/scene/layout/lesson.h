/* Where a lesson stands: its column at the left, and the panels that its step
 * asks for.
 */
#ifndef GATEREEL_SCENE_LAYOUT_LESSON_H
#define GATEREEL_SCENE_LAYOUT_LESSON_H

#include "scene/scene.h"

/* Is a lesson open, and its column wanted? */
bool lesson_is_shown(const struct scene *scene);

/* Draws the column; what is left of the box is the stage's, w = 0: nothing. */
struct box lesson_column(const struct scene *scene, struct box box);

/* Draws the panels of the step; false where the stage is laid out as that of
 * its screen. */
bool lesson_stage(const struct scene *scene, struct box box);

#endif

/* A sequence of the task as a small picture: what is read, and what is asked.
 */
#ifndef GATEREEL_SCENE_VIEW_TRAIN_PARTS_EXAMPLE_H
#define GATEREEL_SCENE_VIEW_TRAIN_PARTS_EXAMPLE_H

#include "scene/scene.h"

enum { EXAMPLE_HEIGHT = 104 };

/* Of the film on the stage; nothing without one. The box is EXAMPLE_HEIGHT
 * high. */
void example_draw(const struct scene *scene, struct box box);

#endif

/* The story of the backward pass while the gradient's two ways are shown. */
#ifndef GATEREEL_SCENE_VIEW_STORY_TWO_WAYS_H
#define GATEREEL_SCENE_VIEW_STORY_TWO_WAYS_H

#include "scene/scene.h"
#include "scene/view/story/narration.h"

enum { TWO_WAYS_HEIGHT = 104 };

/* Is it what is to be told? */
bool two_ways_told(const struct scene *scene);

const struct narration *two_ways_narration(const struct ui *ui);

/* dc_T/dc_t as the sum of its ways, and below it their sizes at this step, in a
 * box TWO_WAYS_HEIGHT high. */
void two_ways_draw(const struct scene *scene, struct box box);

#endif

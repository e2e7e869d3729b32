/* What a network that chooses among classes or tokens holds for likely. */
#ifndef GATEREEL_SCENE_VIEW_SERIES_ANSWERS_H
#define GATEREEL_SCENE_VIEW_SERIES_ANSWERS_H

#include "scene/scene.h"

/* The likeliest outputs after step `step` as bars with their probabilities, as
 * many as fit, at most 8; the right one is marked, and always among them.
 * Step 0: nothing yet. */
void answers_draw(const struct scene *scene, struct box box, int step);

#endif

/* A weighted sum as a waterfall: one row per term, each bar begins where the
 * one before ended. */
#ifndef GATEREEL_SCENE_VIEW_SUMS_WATERFALL_H
#define GATEREEL_SCENE_VIEW_SUMS_WATERFALL_H

#include "scene/view/sums/terms.h"

/* How many rows of terms fit into a box of this height. */
int waterfall_rows(float height);

void waterfall_draw(const struct scene *scene, struct box box,
                    const struct terms *terms);

/* The activation function with the present point on it, and its slope. */
void waterfall_curve(const struct scene *scene, struct box box,
                     const struct terms *terms);

#endif

/* The curves of the panel of paths, in parts. */
#ifndef GATEREEL_SCENE_VIEW_PATHS_CURVES_H
#define GATEREEL_SCENE_VIEW_PATHS_CURVES_H

#include "scene/view/paths/quantity.h"
#include "scene/widget/plot.h"

/* y0 and y1 of the plot: whole powers of ten around what is measured. */
void curves_of_paths_fit(const struct scene *scene,
                         const struct quantity *quantity, struct plot *plot);

void curves_of_paths(const struct scene *scene,
                     const struct quantity *quantity, const struct plot *plot);

/* Beads at a lag. */
void beads_of_paths(const struct scene *scene, const struct quantity *quantity,
                    const struct plot *plot, int lag);

/* Names at the right end, below them the values at a lag. */
void labels_of_paths(const struct scene *scene, const struct quantity *quantity,
                     const struct plot *plot, int lag);

#endif

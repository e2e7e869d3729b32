/* The curves of the gradient decay: bands over seeds, medians, markers, and a
 * name for each beside its end.
 */
#ifndef GATEREEL_SCENE_VIEW_DECAY_CURVES_H
#define GATEREEL_SCENE_VIEW_DECAY_CURVES_H

#include "scene/widget/plot.h"

/* "LSTM"; the film's own network is "this network". */
const char *curves_name(const struct scene *scene, enum decay_who who);

/* Sets y0 and y1, log10: at least 1e-10 .. 1e2, all medians within. */
void curves_fit(const struct decays *decays, struct plot *plot);

/* Nothing of a network of which nothing is measured yet. */
void curves_draw(const struct scene *scene, const struct plot *plot);

/* A bead on every median at a lag. */
void curves_beads(const struct scene *scene, const struct plot *plot, int lag);

/* Names to the right of the plot with the values at `lag`; without the values,
 * or not at all, where there is no room. */
void curves_labels(const struct scene *scene, const struct plot *plot,
                   int lag);

/* The network whose median at a lag is nearest to y; false: there is none. */
bool curves_nearest(const struct decays *decays,
                    const struct plot *plot, int lag, float y,
                    enum decay_who *who);

#endif

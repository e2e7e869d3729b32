/* Time as the x axis: what heat map, scopes and series have in common.
 *
 * A plot of steps begins at x0 = 0.5; step t is the stretch t - 0.5 .. t + 0.5.
 */
#ifndef GATEREEL_SCENE_VIEW_PLOTS_STEPS_H
#define GATEREEL_SCENE_VIEW_PLOTS_STEPS_H

#include "scene/widget/plot.h"

/* Steps from .. to; none where to < from. */
struct known {
    int from, to;
};

/* Of which steps a signal of the present layer, or its gradient, is computed
 * at the playhead. */
struct known steps_known(const struct scene *scene, int signal, bool gradient);

/* Where the playhead stands: a step, broken while it moves on to the next. */
float steps_now(const struct scene *scene);

/* The step at x, 1 .. T. */
int steps_at(const struct scene *scene, const struct plot *plot, float x);

/* Labels below the plot, every step's own one (dates) where `labels` and the
 * film has them; `title`: what the axis shows, below them. */
void steps_axis(const struct scene *scene, const struct plot *plot, bool labels,
                bool title);

/* Faint vertical lines at the steps that steps_axis names. */
void steps_grid(const struct scene *scene, const struct plot *plot,
                bool labels);

/* The bracket above the plot around the steps that the strip shows; nothing
 * while there is no strip, or all of it is shown. 24 units high. */
void steps_window(const struct scene *scene, const struct plot *plot);

/* A vertical line at the playhead. */
void steps_line(const struct scene *scene, const struct plot *plot);

/* The spot that scrubs: the whole plot, for panel `panel`. */
void steps_spot(const struct scene *scene, const struct plot *plot,
                enum panel panel);

/* Places over the plot where something is to be read: the pinned one of this
 * panel, and the pointer unless it is there still. Returns how many. */
int steps_readings(const struct scene *scene, const struct box *box,
                   enum panel panel, struct point out[2]);

/* "t = 21", and what is read there: "t = 21 · 1994-05". `lead` may be "". */
char *steps_name(const struct scene *scene, int step, const char *lead,
                 char *out, size_t size);

#endif

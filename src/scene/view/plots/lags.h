/* What plots by lag have in common: steps back along the x axis from lag 0,
 * log10 of what is left of a state up the y axis.
 */
#ifndef GATEREEL_SCENE_VIEW_PLOTS_LAGS_H
#define GATEREEL_SCENE_VIEW_PLOTS_LAGS_H

#include "scene/widget/plot.h"

/* The tag on top of a line. */
struct lags_tag {
    float lift, height;     /* how far its top is above the plot */
    float below;            /* of the plot's top: where the line begins */
    struct color color, on; /* of line and ground; of what is written */
};

/* Where it has vanished, and where it explodes. */
void lags_regions(const struct scene *scene, const struct plot *plot);

/* A dashed line at a lag, with its tag. */
void lags_line(const struct scene *scene, const struct plot *plot, int lag,
               const struct lags_tag *tag);

/* The lag nearest to x, with a thin line there; `title` gets what a read-out
 * of it is headed with. */
int lags_read(const struct scene *scene, const struct plot *plot, float x,
              char *title, size_t size);

/* What is below the axis, as much as has room; NULL: nothing has. */
const char *lags_axis(const struct scene *scene, const struct plot *plot);

#endif

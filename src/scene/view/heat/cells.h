/* The cells of the heat map: which steps and units each of them stands for.
 */
#ifndef GATEREEL_SCENE_VIEW_HEAT_CELLS_H
#define GATEREEL_SCENE_VIEW_HEAT_CELLS_H

#include "scene/look/ramp.h"
#include "scene/widget/plot.h"

struct cells {
    int layer, signal;
    enum heat_kind kind;
    enum ramp ramp;
    double limit;      /* the value at the end of the ramp; of gradients 1,
                          the scale of struct levels; what is beyond has the
                          colour of what is no number */
    int level;         /* of the scene's levels */
    int columns, rows;
    int steps, units;  /* that a column, a row stands for */
    struct plot plot;  /* x: steps, unit u is u - 0.5 .. u + 0.5 downwards */
};

/* The scene's levels as cells within `room`: whole pixels where that loses
 * little, no more cells than pixels. */
struct cells cells_layout(const struct scene *scene, struct box room);

/* The cells, dim where they are not computed yet; returns the palette. */
int cells_draw(const struct scene *scene, const struct cells *cells);

/* What a cell shows: from step and unit (from 1) to step and unit, the mean,
 * least and largest value in it. */
struct cells_summary {
    int step, last_step, unit, last_unit;
    double mean, low, high;
    struct box box;
};
struct cells_summary cells_at(const struct scene *scene,
                              const struct cells *cells, struct point at);

/* Size of dL/d(signal) that a scaled gradient stands for, as log10. */
double cells_unscale(const struct scene *scene, double value);

#endif

/* The cells of the heat map: which steps and units each of them stands for.
 */
#ifndef GATEREEL_SCENE_VIEW_PLOTS_HEAT_GRID_H
#define GATEREEL_SCENE_VIEW_PLOTS_HEAT_GRID_H

#include "scene/look/ramp.h"
#include "scene/widget/plot.h"

struct heat {
    int layer, signal;
    bool gradient;
    enum ramp ramp;
    double limit;      /* the value at the end of the ramp; of gradients 1,
                          the scale of struct levels */
    int level;         /* of the scene's levels */
    int columns, rows;
    int steps, units;  /* that a column, a row stands for */
    struct plot plot;  /* x: steps, unit u is u - 0.5 .. u + 0.5 downwards */
};

/* The scene's levels as cells within `room`: whole pixels where that loses
 * little, no more cells than pixels. */
struct heat heat_layout(const struct scene *scene, struct box room);

/* The cells, dim where they are not computed yet; returns the palette. */
int heat_draw(const struct scene *scene, const struct heat *heat);

/* What a cell shows: from step and unit (from 1) to step and unit, the mean,
 * least and largest value in it. */
struct heat_cell {
    int step, last_step, unit, last_unit;
    double mean, low, high;
    struct box box;
};
struct heat_cell heat_cell_at(const struct scene *scene,
                              const struct heat *heat, struct point at);

/* Size of dL/d(signal) that a scaled gradient stands for, as log10. */
double heat_unscale(const struct scene *scene, double value);

#endif

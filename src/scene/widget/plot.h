/* A plot's frame: axes, ticks, grid, and the way from values to places.
 */
#ifndef GATEREEL_SCENE_WIDGET_PLOT_H
#define GATEREEL_SCENE_WIDGET_PLOT_H

#include "scene/scene.h"

struct plot {
    struct box box;           /* the area of the curves */
    double x0, x1, y0, y1;    /* values at its edges; y0 at the bottom */
};

static inline float plot_x(const struct plot *plot, double x)
{
    return plot->box.x +
           (float)((x - plot->x0) / (plot->x1 - plot->x0)) * plot->box.w;
}

static inline float plot_y(const struct plot *plot, double y)
{
    return plot->box.y + plot->box.h -
           (float)((y - plot->y0) / (plot->y1 - plot->y0)) * plot->box.h;
}

/* A step of 1, 2 or 5 times a power of ten, so that `range` has at most
 * `count` of them (at least one); 1 for what is no range. */
double plot_step(double range, int count);

/* The step between labels of the y axis. */
double plot_y_step(const struct plot *plot);

/* Grid lines and labels at round values. `power`: y is log10, labels are
 * powers of ten. `whole`: x has whole numbers only. */
void plot_x_axis(const struct scene *scene, const struct plot *plot, bool whole,
                 const char *label);
void plot_y_axis(const struct scene *scene, const struct plot *plot, bool power,
                 int decimals);

/* Markers of models: triangle, square, circle, diamond, and, of several of one
 * kind, a triangle that points down, an upright and a flat bar; with a ring of
 * the panel's colour. hollow: outline only. */
void plot_marker(const struct scene *scene, enum model_hue model,
                 struct point at, float radius, struct color color,
                 bool hollow);

/* A read-out beside `at`: title and lines of (label, value), kept inside
 * `within`. A line with an id shows `number` of the film. */
struct bubble_line {
    char label[64], value[48];
    struct color color;
    struct draw_id id;
    double number;
};
void plot_bubble(const struct scene *scene, struct point at, struct box within,
                 const char *title, const struct bubble_line *line, int lines);

#endif

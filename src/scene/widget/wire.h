/* Wires: paths with rounded corners, parallel lanes, ribbons of units.
 *
 * A vector wire is a ribbon of one lane per unit: thickness = |value| /
 * largest, solid for positive, dashed for negative, hue = role.
 */
#ifndef GATEREEL_SCENE_WIDGET_WIRE_H
#define GATEREEL_SCENE_WIDGET_WIRE_H

#include "base/real.h"
#include "scene/scene.h"

enum { WIRE_CORNERS_MAX = 8, WIRE_POINTS_MAX = 128 };

/* Rounds the corners of an orthogonal path of `count` corners (at most
 * WIRE_CORNERS_MAX) with `radius` and shifts it sideways by `offset` (positive:
 * to the right of the way): lanes stay parallel through bends. Returns the
 * number of points. */
int wire_path(const struct point *corner, int count, float radius,
              float offset, struct point out[WIRE_POINTS_MAX]);

/* The first `share` (0..1) of the length of a path, in place; returns the new
 * count. *end is where it stops; may be NULL. */
int wire_part(struct point *points, int count, float share, struct point *end);

/* A plain wire: width, colour, and how much of it (0..1) is live; the rest is
 * a ghost track. A bead runs at the front while 0 < share < 1. */
void wire_draw(const struct scene *scene, const struct point *corner, int count,
               float radius, float width, struct color color, float share);

/* An arrow head with its tip at `tip` that points along (dx, dy), a unit
 * vector. */
void wire_arrow(const struct scene *scene, struct point tip, float dx, float dy,
                float size, struct color color);

struct wire_lanes {
    const struct point *corner;
    int corners;
    float radius, pitch;   /* units between lanes: 15 belt, 5 bus, 4 gates */
    const real *value;     /* [count] */
    int count;
    double largest;        /* what the thickest lane stands for, > 0 */
    struct color color;
    int chosen;            /* highlighted lane, -1: none */
    float share;           /* 0..1 of the way that is live */
    bool belt;             /* coloured by size from the belt's ramp */
    bool one;              /* only the chosen lane is drawn thick; the others
                              are one quiet band */
};

/* Lanes of up to 16 units each by itself; more units merge into a band whose
 * profile is the sorted sizes. */
void wire_lanes(const struct scene *scene, const struct wire_lanes *lanes);

/* The belt's colour at a share 0..1 of the largest |c|. */
struct color wire_belt_color(const struct theme *theme, float share);

/* 0 .. 1 smoothly for x from a to b. */
float wire_ease(float a, float b, float x);

#endif

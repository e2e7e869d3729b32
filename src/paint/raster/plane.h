/* Colours over a triangle: four planes through the colours of its corners, in
 * 16.16 fixed point. What a pixel gets depends on the triangle alone, not on
 * where its run begins or the picture is cut. */
#ifndef GATEREEL_PAINT_RASTER_PLANE_H
#define GATEREEL_PAINT_RASTER_PLANE_H

#include <stdbool.h>
#include <stdint.h>

#include "draw/geometry.h"

/* A corner, in 1/256 pixel. */
struct corner {
    int x, y;
    struct color color;
};

struct plane {
    struct corner origin;
    bool flat;          /* one colour all over: origin's */
    bool same_rgb;      /* only alpha changes */
    bool level;         /* nothing changes along a row */
    int64_t dx[4], dy[4];  /* r, g, b, a per pixel */
};

/* Through three corners; `area` is twice the triangle's, not 0, of the sign
 * that (b - a) x (c - a) has. */
struct plane plane_through(const struct corner *a, const struct corner *b,
                           const struct corner *c, int64_t area);

/* Paints pixels x .. x + count - 1 of row y, `row` being its pixel 0. */
void plane_paint(const struct plane *plane, uint32_t *row, int x, int y,
                 int count);

#endif

/* Filled shapes as triangles.
 *
 * A shape is its core, half a pixel inside the true edge, and a rim one pixel
 * wide in which alpha falls to 0. What is thinner than a pixel keeps its width
 * of rim and loses alpha instead, so that the sum of what is painted stays its
 * area.
 */
#ifndef GATEREEL_PAINT_MESH_SHAPE_H
#define GATEREEL_PAINT_MESH_SHAPE_H

#include "paint/mesh/mesh.h"
#include "paint/mesh/view.h"

/* Boxes, radius, width and spread are in pixels. */
void shape_box(struct mesh *mesh, struct box box, float radius,
               struct color top, struct color bottom);
/* The outline: `width` centred on the edge. */
void shape_frame(struct mesh *mesh, struct box box, float radius, float width,
                 struct color color);
/* Light or shadow: from the full colour spread / 2 within the edge to nothing
 * spread / 2 outside. hollow: without the middle. */
void shape_glow(struct mesh *mesh, struct box box, float radius, float spread,
                struct color color, bool hollow);
/* Snapped to whole pixels, at least one wide and high. */
void shape_tile(struct mesh *mesh, struct box box, struct color top,
                struct color bottom);
/* A convex polygon of points in units. */
void shape_polygon(struct mesh *mesh, struct view view,
                   const struct point *points, int count, struct color color);
/* Between two polylines in units with the same x at each k; its upper and lower
 * edges are feathered. */
void shape_band(struct mesh *mesh, struct view view,
                const struct point *upper, const struct point *lower,
                int count, struct color color);

#endif

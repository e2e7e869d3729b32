/* Lines as triangles: each point becomes a cross-section of four vertices,
 * alpha 0 - full - full - 0, and neighbouring sections are joined. Gentle bends
 * are mitred, sharp ones rounded; ends are feathered like edges, so that
 * dashes may creep.
 */
#ifndef GATEREEL_PAINT_MESH_STROKE_H
#define GATEREEL_PAINT_MESH_STROKE_H

#include "paint/mesh/mesh.h"
#include "paint/mesh/view.h"

/* Points in units; the rest in pixels. Points that are not numbers are left
 * out. */
struct stroke {
    struct view view;
    const struct point *points;
    const float *widths;       /* one per point, in units, or NULL: width */
    const struct color *colors; /* one per point, or NULL: color */
    int count;
    float width;               /* thinner than a pixel: fainter */
    struct color color;
    bool closed;
    float on, off, start;      /* dashes; on = 0: solid */
};

void stroke_put(struct mesh *mesh, const struct stroke *stroke);

#endif

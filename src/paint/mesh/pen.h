/* A pen that is led from point to point and leaves triangles: all strokes and
 * every single dash are drawn by one. Coordinates and widths are pixels. */
#ifndef GATEREEL_PAINT_MESH_PEN_H
#define GATEREEL_PAINT_MESH_PEN_H

#include "paint/mesh/mesh.h"

/* Where the pen is and what it leaves there. */
struct nib {
    struct point at;
    float width;
    struct color color;
};

struct pen {
    struct mesh *mesh;
    struct nib last;
    struct point in;      /* direction into the last point, length 1 */
    float length;         /* of the way into it */
    int section;          /* first vertex of the last cross-section, or -1 */
    bool moved;           /* since it was put down */
    bool joined;          /* begins in a bend, not with an end */
};

/* Puts the pen down. A closed stroke says where it will arrive from, others
 * NULL. */
void pen_down(struct pen *pen, struct mesh *mesh, struct nib nib,
              const struct nib *before);
/* Draws to nib; one at the same place is ignored. */
void pen_to(struct pen *pen, struct nib nib);
/* Ends the line. A closed stroke, led back to its first point, says where it
 * went next, others NULL. */
void pen_up(struct pen *pen, const struct nib *next);

#endif

/* Triangles into the room that mesh_reserve gave. */
#ifndef GATEREEL_PAINT_MESH_QUAD_H
#define GATEREEL_PAINT_MESH_QUAD_H

#include "paint/mesh/mesh.h"

/* One vertex of a plain shape. */
static inline void quad_vertex(struct mesh *mesh, int index, struct point at,
                               struct color color)
{
    mesh->vertices[index] = (struct vertex){at.x, at.y, color, mesh->white_u,
                                            mesh->white_v};
}

/* Two triangles a b c, a c d; the place behind them. */
static inline int *quad_put(int *index, int a, int b, int c, int d)
{
    index[0] = a;
    index[1] = b;
    index[2] = c;
    index[3] = a;
    index[4] = c;
    index[5] = d;
    return index + 6;
}

/* Where the last `indices` reserved ones begin. */
static inline int *quad_room(const struct mesh *mesh, int indices)
{
    return mesh->indices + mesh->index_count - indices;
}

/* What is left of alpha when a shape is thinner than its rim. */
static inline float quad_thin(float width)
{
    return width >= 1 ? 1 : width > 0 ? 2 * width / (width + 1) : 0;
}

#endif

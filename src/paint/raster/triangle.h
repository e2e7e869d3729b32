/* Which pixels a triangle or an upright rectangle covers: those whose centre is
 * inside, or on a left or top edge, so that neighbours share none and miss
 * none. */
#ifndef GATEREEL_PAINT_RASTER_TRIANGLE_H
#define GATEREEL_PAINT_RASTER_TRIANGLE_H

#include "paint/raster/canvas.h"

/* Three vertices, in either direction. Coordinates may be anything. */
void triangle_paint(const struct canvas *canvas, const struct vertex *a,
                    const struct vertex *b, const struct vertex *c);

/* The quad a b c d as one rectangle; false when it is none or its colours are
 * not those of one plane: then nothing was painted. */
bool triangle_paint_quad(const struct canvas *canvas, const struct vertex *a,
                         const struct vertex *b, const struct vertex *c,
                         const struct vertex *d);

/* A quad of the atlas, texel by texel, in the colour of `a`. */
void triangle_paint_texels(const struct canvas *canvas,
                           const struct vertex *a, const struct vertex *c);

#endif

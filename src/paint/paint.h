/* From a draw list to a mesh: every shape becomes triangles with a feathered
 * rim of one pixel, every text a few quads of the atlas.
 */
#ifndef GATEREEL_PAINT_PAINT_H
#define GATEREEL_PAINT_PAINT_H

#include "base/error.h"
#include "draw/draw.h"
#include "paint/atlas.h"
#include "paint/mesh/mesh.h"

struct paint;

/* Fails without memory or without any font. */
struct paint *paint_create(struct error *error);
void paint_destroy(struct paint *paint);

/* For draw_begin; valid as long as `paint`. */
struct measure paint_measure(struct paint *paint);

/* Can Korean be written? */
bool paint_has_korean(const struct paint *paint);

/* The mesh of a frame, valid until the next call and as long as the list is
 * unchanged. Where the atlas filled up it was emptied and the frame begun
 * again. */
const struct mesh *paint_mesh(struct paint *paint,
                              const struct draw_list *list);

struct atlas *paint_atlas(struct paint *paint);

#endif

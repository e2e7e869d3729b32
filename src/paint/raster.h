/* Our own rasteriser: meshes to pixels, in integers, the same bits everywhere.
 *
 * Vertices are rounded to 1/256 pixel, edges follow the top-left rule, colours
 * and coverage are blended in 8 bits. The picture is cut into bands of rows,
 * which threads share.
 */
#ifndef GATEREEL_PAINT_RASTER_H
#define GATEREEL_PAINT_RASTER_H

#include "base/error.h"
#include "base/pool.h"
#include "paint/atlas.h"
#include "paint/mesh/mesh.h"

/* Pixels 0xAARRGGBB, opaque. */
struct picture {
    uint32_t *pixels;
    int width, height;
    int pitch;            /* pixels from row to row */
    void *memory;         /* owns the pixels; NULL where they are borrowed */
};

/* Black. The message names sizes that do not fit. */
bool picture_init(struct picture *picture, int width, int height,
                  struct error *error);
void picture_finish(struct picture *picture);

/* Paints over what is in the picture. `pool` may be NULL. */
void raster_mesh(const struct mesh *mesh, const struct atlas *atlas,
                 struct picture *picture, struct pool *pool);

#endif

/* Where a band of the picture is painted. */
#ifndef GATEREEL_PAINT_RASTER_CANVAS_H
#define GATEREEL_PAINT_RASTER_CANVAS_H

#include <stddef.h>

#include "paint/atlas.h"
#include "paint/mesh/mesh.h"
#include "paint/raster.h"

struct canvas {
    struct picture *picture;
    const struct atlas *atlas;
    struct pixel_box clip;     /* within the picture */
};

/* Pixel 0 of row y. */
static inline uint32_t *canvas_row(const struct canvas *canvas, int y)
{
    return canvas->picture->pixels + (size_t)y * (size_t)canvas->picture->pitch;
}

#endif

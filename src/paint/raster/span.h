/* Runs of neighbouring pixels in one row, 0xAARRGGBB and opaque. All blending
 * is in 8 bits, each channel to the nearest: (s a + d (255 - a)) / 255. */
#ifndef GATEREEL_PAINT_RASTER_SPAN_H
#define GATEREEL_PAINT_RASTER_SPAN_H

#include <stdint.h>

#include "draw/geometry.h"

/* Colours that change along a run: r, g, b, a in 16.16, half of the last place
 * added; `step` from pixel to pixel. Values a little outside are cut. */
struct span_shade {
    int32_t start[4], step[4];
};

/* The opaque pixel of a colour. */
uint32_t span_pixel(struct color color);

/* One colour, with its alpha. */
void span_fill(uint32_t *to, int count, struct color color);
/* The same where `coverage` is 255, fainter elsewhere. */
void span_cover(uint32_t *to, const uint8_t *coverage, int count,
                struct color color);
void span_shade(uint32_t *to, int count, const struct span_shade *shade);
/* Only alpha changes: start[3], step[3]. */
void span_fade(uint32_t *to, int count, struct color color,
               const struct span_shade *shade);

#endif

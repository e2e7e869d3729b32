/* Pictures as PNG files. */
#ifndef GATEREEL_PAINT_PNG_H
#define GATEREEL_PAINT_PNG_H

#include "base/error.h"
#include "paint/raster.h"

/* Encoded in memory: *data is the caller's to free. */
bool png_encode(const struct picture *picture, unsigned char **data,
                size_t *length, struct error *error);

/* Written whole or not at all; "-" is standard output. */
bool png_write(const struct picture *picture, const char *path,
               struct error *error);

#endif

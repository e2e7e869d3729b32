/* Meshes to a window without a GPU: our rasteriser paints straight into the
 * memory that the window shows.
 */
#ifndef GATEREEL_SDL_SURFACE_H
#define GATEREEL_SDL_SURFACE_H

#include <SDL2/SDL.h>

#include "base/error.h"
#include "base/pool.h"
#include "paint/raster.h"

/* {0} is a valid empty value. */
struct surface {
    struct picture picture; /* in between, for screens without 32-bit pixels */
};

void surface_finish(struct surface *surface);

/* Of the window, in pixels. */
bool surface_size(SDL_Window *window, int *width, int *height);

/* Paints and shows a frame. `pool` may be NULL. */
bool surface_show(struct surface *surface, SDL_Window *window,
                  const struct mesh *mesh, const struct atlas *atlas,
                  struct pool *pool, struct error *error);

#endif

/* Meshes to a window by the GPU: SDL_RenderGeometry, the atlas as one texture,
 * every grid as another.
 */
#ifndef GATEREEL_SDL_GPU_H
#define GATEREEL_SDL_GPU_H

#include <SDL2/SDL.h>

#include "base/error.h"
#include "paint/atlas.h"
#include "paint/mesh/mesh.h"

struct gpu;

/* For a window without contents yet, which SDL may make anew. NULL where there
 * is nothing but SDL's own software renderer. */
struct gpu *gpu_create(SDL_Window *window, struct error *error);
void gpu_destroy(struct gpu *gpu); /* NULL is allowed */

/* Who really draws: "Mesa Intel(R) UHD Graphics 620", "direct3d". */
const char *gpu_name(const struct gpu *gpu);

/* Is it a program that only plays a GPU, and is slower than our rasteriser? */
bool gpu_pretends(const struct gpu *gpu);

/* Does gpu_present wait for the screen? */
bool gpu_waits(const struct gpu *gpu);

/* Of the window, in pixels. */
void gpu_size(const struct gpu *gpu, int *width, int *height);

/* The textures are lost (SDL_RENDER_DEVICE_RESET): makes new ones. */
void gpu_forget(struct gpu *gpu);

/* Draws the frame; takes note of what changed in the atlas. */
bool gpu_draw(struct gpu *gpu, const struct mesh *mesh, struct atlas *atlas,
              struct error *error);
/* Shows what was drawn. */
void gpu_present(struct gpu *gpu);

#endif

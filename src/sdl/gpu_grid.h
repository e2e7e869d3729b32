/* Heat maps on the GPU: what is seen of each is a texture of its own. */
#ifndef GATEREEL_SDL_GPU_GRID_H
#define GATEREEL_SDL_GPU_GRID_H

#include <SDL2/SDL.h>

#include "paint/mesh/mesh.h"

enum { GPU_GRIDS_MAX = 64 };

/* {0} is a valid empty value. */
struct gpu_grids {
    SDL_Texture *texture[GPU_GRIDS_MAX]; /* NULL: to be made */
    int width[GPU_GRIDS_MAX], height[GPU_GRIDS_MAX];
};

/* Draws the frame's grid number `index`; those from GPU_GRIDS_MAX on share the
 * last texture (SDL sends what was drawn with it before it changes). */
bool gpu_grids_draw(struct gpu_grids *grids, SDL_Renderer *renderer, int index,
                    const struct mesh_grid *grid, struct pixel_box clip);
void gpu_grids_finish(struct gpu_grids *grids);

#endif

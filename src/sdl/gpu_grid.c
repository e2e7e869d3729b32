/* Cells become pixels here, by the rule of our own rasteriser, so both show the
 * same. Gaps and pixels outside stay transparent.
 */
#include "sdl/gpu_grid.h"

#include <stdint.h>
#include <string.h>

static uint32_t texel(struct color color)
{
    return (uint32_t)color.a << 24 | (uint32_t)color.r << 16 |
           (uint32_t)color.g << 8 | color.b;
}

/* A row of cells as one row of pixels, from the pixel part.x on. */
static void put_cells(const struct mesh_grid *grid, int row,
                      struct pixel_box part, uint32_t *pixels)
{
    const uint8_t *cells = grid->cells + (size_t)row * (size_t)grid->columns;
    struct mesh_edges edges = mesh_edges_of(grid->columns, grid->box.w);

    for (int k = 0; k < grid->columns; k++) {
        int from = grid->box.x + edges.at - part.x;
        mesh_edges_next(&edges);
        int to = grid->box.x + edges.at - mesh_gap(grid, edges.size) - part.x;
        uint32_t value = texel(grid->palette[cells[k]]);
        from = from > 0 ? from : 0;
        to = to < part.w ? to : part.w;
        for (int x = from; x < to; x++)
            pixels[x] = value;
    }
}

/* `part` of the grid; pitch in pixels. */
static void put_grid(const struct mesh_grid *grid, struct pixel_box part,
                     uint32_t *pixels, size_t pitch)
{
    struct mesh_edges edges = mesh_edges_of(grid->rows, grid->box.h);
    size_t row_bytes = (size_t)part.w * sizeof *pixels;

    for (int y = 0; y < part.h; y++)
        memset(pixels + (size_t)y * pitch, 0, row_bytes);
    for (int row = 0; row < grid->rows; row++) {
        int from = grid->box.y + edges.at - part.y;
        mesh_edges_next(&edges);
        int to = grid->box.y + edges.at - mesh_gap(grid, edges.size) - part.y;
        from = from > 0 ? from : 0;
        to = to < part.h ? to : part.h;
        if (from < to)
            put_cells(grid, row, part, pixels + (size_t)from * pitch);
        for (int y = from + 1; y < to; y++)
            memcpy(pixels + (size_t)y * pitch, pixels + (size_t)from * pitch,
                   row_bytes);
    }
}

/* The texture at `index`, made anew when its size was another. */
static SDL_Texture *prepare(struct gpu_grids *grids, SDL_Renderer *renderer,
                            int index, int width, int height)
{
    SDL_Texture **texture = &grids->texture[index];

    if (*texture != NULL && grids->width[index] == width &&
        grids->height[index] == height)
        return *texture;
    if (*texture != NULL)
        SDL_DestroyTexture(*texture);
    *texture = SDL_CreateTexture(renderer, SDL_PIXELFORMAT_ARGB8888,
                                 SDL_TEXTUREACCESS_STREAMING, width, height);
    if (*texture == NULL)
        return NULL;
    SDL_SetTextureBlendMode(*texture, SDL_BLENDMODE_BLEND);
    SDL_SetTextureScaleMode(*texture, SDL_ScaleModeNearest);
    grids->width[index] = width;
    grids->height[index] = height;
    return *texture;
}

bool gpu_grids_draw(struct gpu_grids *grids, SDL_Renderer *renderer, int index,
                    const struct mesh_grid *grid, struct pixel_box clip)
{
    struct pixel_box part = pixel_box_common(grid->box, clip);
    SDL_Rect area = {part.x, part.y, part.w, part.h};
    void *memory;
    int pitch;

    if (part.w == 0 || part.h == 0)
        return true;
    if (index >= GPU_GRIDS_MAX)
        index = GPU_GRIDS_MAX - 1;
    SDL_Texture *texture = prepare(grids, renderer, index, part.w, part.h);
    if (texture == NULL ||
        SDL_LockTexture(texture, NULL, &memory, &pitch) != 0)
        return false;
    put_grid(grid, part, memory, (size_t)pitch / sizeof(uint32_t));
    SDL_UnlockTexture(texture);
    return SDL_RenderCopy(renderer, texture, NULL, &area) == 0;
}

void gpu_grids_finish(struct gpu_grids *grids)
{
    for (int k = 0; k < GPU_GRIDS_MAX; k++) {
        if (grids->texture[k] != NULL)
            SDL_DestroyTexture(grids->texture[k]);
    }
    *grids = (struct gpu_grids){0};
}

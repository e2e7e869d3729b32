/* The mesh goes to SDL as it is. Coverage is the alpha of a white texture, so
 * plain shapes, text and feathered rims are drawn alike; grids are painted cell
 * by cell into textures of as many pixels as they cover on the screen.
 */
#include "sdl/gpu.h"

#include <stdlib.h>
#include <string.h>

#include "base/array.h"
#include "sdl/gpu_grid.h"

struct gpu {
    SDL_Renderer *renderer;
    SDL_Texture *atlas;      /* ATLAS_SIZE squared; NULL: to be made */
    struct gpu_grids grids;
    char name[128];
    bool pretends, waits;
};

/* What OpenGL says about who draws; SDL's name of the renderer without it. */
static void find_name(struct gpu *gpu, const SDL_RendererInfo *info)
{
    enum { RENDERER = 0x1F01 }; /* GL_RENDERER */
    const unsigned char *(*ask)(unsigned) = NULL;
    const char *name = NULL;

    if (strncmp(info->name, "opengl", 6) == 0)
        ask = (const unsigned char *(*)(unsigned))(uintptr_t)
            SDL_GL_GetProcAddress("glGetString");
    if (ask != NULL)
        name = (const char *)ask(RENDERER);
    SDL_strlcpy(gpu->name, name != NULL ? name : info->name,
                sizeof gpu->name);
}

static bool is_program(const char *name)
{
    static const char *const programs[] = {
        "llvmpipe", "softpipe", "swrast", "SwiftShader", "Software Rasterizer",
        "Microsoft Basic Render", "GDI Generic",
    };

    for (size_t k = 0; k < sizeof programs / sizeof *programs; k++) {
        if (strstr(name, programs[k]) != NULL)
            return true;
    }
    return false;
}

struct gpu *gpu_create(SDL_Window *window, struct error *error)
{
    struct gpu *gpu = array_new(1, sizeof *gpu, "the GPU", error);
    SDL_RendererInfo info;

    if (gpu == NULL)
        return NULL;
    gpu->renderer = SDL_CreateRenderer(window, -1,
                                       SDL_RENDERER_ACCELERATED |
                                           SDL_RENDERER_PRESENTVSYNC);
    if (gpu->renderer == NULL ||
        SDL_GetRendererInfo(gpu->renderer, &info) != 0) {
        error_set(error, "no GPU can be used: %s", SDL_GetError());
        gpu_destroy(gpu);
        return NULL;
    }
    if ((info.flags & SDL_RENDERER_ACCELERATED) == 0) {
        error_set(error, "there is no GPU");
        gpu_destroy(gpu);
        return NULL;
    }
    find_name(gpu, &info);
    gpu->pretends = is_program(gpu->name);
    gpu->waits = (info.flags & SDL_RENDERER_PRESENTVSYNC) != 0;
    return gpu;
}

void gpu_destroy(struct gpu *gpu)
{
    if (gpu == NULL)
        return;
    gpu_forget(gpu);
    if (gpu->renderer != NULL)
        SDL_DestroyRenderer(gpu->renderer);
    free(gpu);
}

const char *gpu_name(const struct gpu *gpu)
{
    return gpu->name;
}

bool gpu_pretends(const struct gpu *gpu)
{
    return gpu->pretends;
}

bool gpu_waits(const struct gpu *gpu)
{
    return gpu->waits;
}

void gpu_size(const struct gpu *gpu, int *width, int *height)
{
    if (SDL_GetRendererOutputSize(gpu->renderer, width, height) != 0)
        *width = *height = 0;
}

void gpu_forget(struct gpu *gpu)
{
    if (gpu->atlas != NULL)
        SDL_DestroyTexture(gpu->atlas);
    gpu->atlas = NULL;
    gpu_grids_finish(&gpu->grids);
}

static bool copy_atlas(SDL_Texture *texture, const struct atlas *atlas,
                       struct atlas_place part)
{
    SDL_Rect area = {part.x, part.y, part.w, part.h};
    void *memory;
    int pitch;

    if (SDL_LockTexture(texture, &area, &memory, &pitch) != 0)
        return false;
    for (int y = 0; y < part.h; y++) {
        uint32_t *to = (uint32_t *)((char *)memory + (size_t)y * (size_t)pitch);
        const uint8_t *from =
            atlas->pixels + (size_t)(part.y + y) * ATLAS_SIZE + part.x;
        for (int x = 0; x < part.w; x++)
            to[x] = (uint32_t)from[x] << 24 | 0xffffff;
    }
    SDL_UnlockTexture(texture);
    return true;
}

/* Letters stand at whole pixels in the atlas and on the screen: the nearest
 * texel is the right one. */
static bool update_atlas(struct gpu *gpu, struct atlas *atlas)
{
    struct atlas_place part = atlas->changed;

    if (gpu->atlas == NULL) {
        gpu->atlas = SDL_CreateTexture(gpu->renderer, SDL_PIXELFORMAT_ARGB8888,
                                       SDL_TEXTUREACCESS_STREAMING, ATLAS_SIZE,
                                       ATLAS_SIZE);
        if (gpu->atlas == NULL)
            return false;
        SDL_SetTextureBlendMode(gpu->atlas, SDL_BLENDMODE_BLEND);
        SDL_SetTextureScaleMode(gpu->atlas, SDL_ScaleModeNearest);
        part = (struct atlas_place){0, 0, ATLAS_SIZE, ATLAS_SIZE};
    }
    if (part.w > 0 && !copy_atlas(gpu->atlas, atlas, part))
        return false;
    atlas_unchanged(atlas);
    return true;
}

static bool draw_triangles(struct gpu *gpu, const struct mesh *mesh,
                           const struct mesh_batch *batch)
{
    const struct vertex *vertex = mesh->vertices;
    int stride = (int)sizeof *vertex;

    _Static_assert(sizeof(struct color) == sizeof(SDL_Color),
                   "colours are SDL's");
    return SDL_RenderGeometryRaw(
               gpu->renderer, gpu->atlas, &vertex->x, stride,
               (const SDL_Color *)&vertex->color, stride, &vertex->u, stride,
               mesh->vertex_count, mesh->indices + batch->first, batch->count,
               (int)sizeof *mesh->indices) == 0;
}

static bool draw_batches(struct gpu *gpu, const struct mesh *mesh)
{
    for (int k = 0; k < mesh->batch_count; k++) {
        const struct mesh_batch *batch = &mesh->batches[k];
        SDL_Rect clip = {batch->clip.x, batch->clip.y, batch->clip.w,
                         batch->clip.h};
        if (clip.w == 0 || clip.h == 0)
            continue;
        SDL_RenderSetClipRect(gpu->renderer, &clip);
        bool fine = batch->grid >= 0
            ? gpu_grids_draw(&gpu->grids, gpu->renderer, batch->grid,
                             &mesh->grids[batch->grid], batch->clip)
            : batch->count == 0 || draw_triangles(gpu, mesh, batch);
        if (!fine)
            return false;
    }
    return true;
}

bool gpu_draw(struct gpu *gpu, const struct mesh *mesh, struct atlas *atlas,
              struct error *error)
{
    SDL_RenderSetClipRect(gpu->renderer, NULL);
    SDL_SetRenderDrawColor(gpu->renderer, 0, 0, 0, 255);
    SDL_RenderClear(gpu->renderer);
    if (update_atlas(gpu, atlas) && draw_batches(gpu, mesh))
        return true;
    return error_set(error, "the GPU failed: %s; --renderer software does "
                     "without it", SDL_GetError());
}

void gpu_present(struct gpu *gpu)
{
    SDL_RenderPresent(gpu->renderer);
}

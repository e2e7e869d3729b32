/* Nearly every screen has pixels 0x..RRGGBB, which are ours. For others the
 * frame is painted apart and converted.
 */
#include "sdl/surface.h"

void surface_finish(struct surface *surface)
{
    picture_finish(&surface->picture);
}

bool surface_size(SDL_Window *window, int *width, int *height)
{
    const SDL_Surface *screen = SDL_GetWindowSurface(window);

    if (screen == NULL)
        return false;
    *width = screen->w;
    *height = screen->h;
    return true;
}

static bool is_ours(const SDL_Surface *screen)
{
    return (screen->format->format == SDL_PIXELFORMAT_RGB888 ||
            screen->format->format == SDL_PIXELFORMAT_ARGB8888) &&
           screen->pitch % (int)sizeof(uint32_t) == 0;
}

static bool paint_apart(struct surface *surface, SDL_Surface *screen,
                        const struct mesh *mesh, const struct atlas *atlas,
                        struct pool *pool, struct error *error)
{
    struct picture *picture = &surface->picture;

    if (picture->width != screen->w || picture->height != screen->h) {
        picture_finish(picture);
        if (!picture_init(picture, screen->w, screen->h, error))
            return false;
    }
    raster_mesh(mesh, atlas, picture, pool);
    if (SDL_ConvertPixels(screen->w, screen->h, SDL_PIXELFORMAT_RGB888,
                          picture->pixels,
                          picture->pitch * (int)sizeof(uint32_t),
                          screen->format->format, screen->pixels,
                          screen->pitch) != 0)
        return error_set(error, "cannot paint in the window: %s",
                         SDL_GetError());
    return true;
}

bool surface_show(struct surface *surface, SDL_Window *window,
                  const struct mesh *mesh, const struct atlas *atlas,
                  struct pool *pool, struct error *error)
{
    SDL_Surface *screen = SDL_GetWindowSurface(window);

    if (screen == NULL)
        return error_set(error, "cannot paint in the window: %s",
                         SDL_GetError());
    if (is_ours(screen)) {
        struct picture picture = {
            .pixels = screen->pixels, .width = screen->w, .height = screen->h,
            .pitch = screen->pitch / (int)sizeof(uint32_t)};
        raster_mesh(mesh, atlas, &picture, pool);
    } else if (!paint_apart(surface, screen, mesh, atlas, pool, error)) {
        return false;
    }
    if (SDL_UpdateWindowSurface(window) != 0)
        return error_set(error, "cannot show the window: %s", SDL_GetError());
    return true;
}

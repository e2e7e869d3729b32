/* A window is opened for the GPU only where there may be one: starting OpenGL
 * takes as long as everything else together. If what answers only plays a GPU
 * the window is opened again for our own rasteriser.
 */
#include "sdl/window.h"

#include <SDL2/SDL.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/array.h"
#include "sdl/display.h"
#include "sdl/events.h"
#include "sdl/gpu.h"
#include "sdl/surface.h"

const char *const renderer_names[RENDERERS] = {"auto", "gpu", "software"};

struct window {
    SDL_Window *handle;
    struct gpu *gpu;           /* NULL: software */
    struct surface surface;
    struct pool *pool;
    struct events events;
    struct window *beside;     /* the second one, borrowed; NULL: none */
    bool second, hidden;       /* it is such a one, and was closed */
    SDL_Event next;            /* did not fit into the record before */
    bool has_next;
    int width, height;         /* pixels, as reported */
    int unit_width, unit_height; /* window units, without full screen */
    bool typing;
};

/* Before anything else of SDL. */
static void set_hints(void)
{
    /* The memory of the screen itself, not through OpenGL. */
    SDL_SetHint(SDL_HINT_FRAMEBUFFER_ACCELERATION, "0");
    SDL_SetHint(SDL_HINT_VIDEO_X11_NET_WM_BYPASS_COMPOSITOR, "0");
    SDL_SetHint(SDL_HINT_APP_NAME, "Gatereel");
    SDL_SetHint(SDL_HINT_VIDEO_ALLOW_SCREENSAVER, "1");
    SDL_SetHint(SDL_HINT_MOUSE_FOCUS_CLICKTHROUGH, "1");
}

/* Without any of the kernel's devices Linux has no GPU. */
static bool may_have_gpu(void)
{
#ifdef __linux__
    static const char *const devices[] = {
        "/dev/dri", "/dev/nvidiactl", "/dev/dxg", "/dev/mali0", "/dev/kgsl-3d0",
    };
    for (size_t k = 0; k < sizeof devices / sizeof *devices; k++) {
        if (access(devices[k], F_OK) == 0)
            return true;
    }
    return false;
#else
    return true;
#endif
}

static int between(int value, int low, int high)
{
    return value < low ? low : value > high ? high : value;
}

/* The wished size, but no larger than the desktop. */
static void choose_size(const struct window_wish *wish, int *width,
                        int *height)
{
    SDL_Rect free = {0, 0, WINDOW_WIDTH, WINDOW_HEIGHT};

    SDL_GetDisplayUsableBounds(0, &free);
    *width = between(wish->width > 0 ? wish->width : WINDOW_WIDTH,
                     WINDOW_WIDTH_MIN,
                     free.w > WINDOW_WIDTH_MIN ? free.w : WINDOW_WIDTH_MIN);
    *height = between(wish->height > 0 ? wish->height : WINDOW_HEIGHT,
                      WINDOW_HEIGHT_MIN,
                      free.h > WINDOW_HEIGHT_MIN ? free.h : WINDOW_HEIGHT_MIN);
}

/* The second window goes to the second screen, where there is one. */
static int choose_place(const struct window *window)
{
    return window->second && SDL_GetNumVideoDisplays() > 1
        ? (int)SDL_WINDOWPOS_CENTERED_DISPLAY(1) : (int)SDL_WINDOWPOS_CENTERED;
}

static bool open_window(struct window *window, const struct window_wish *wish,
                        bool hidden, struct error *error)
{
    uint32_t flags = SDL_WINDOW_RESIZABLE | SDL_WINDOW_ALLOW_HIGHDPI;

    if (wish->full_screen)
        flags |= SDL_WINDOW_FULLSCREEN_DESKTOP;
    if (hidden)
        flags |= SDL_WINDOW_HIDDEN;
    choose_size(wish, &window->unit_width, &window->unit_height);
    window->handle = SDL_CreateWindow(
        wish->title != NULL ? wish->title : "Gatereel",
        choose_place(window), choose_place(window), window->unit_width,
        window->unit_height, flags);
    if (window->handle == NULL)
        return error_set(error, "no window can be opened: %s", SDL_GetError());
    SDL_SetWindowMinimumSize(window->handle, WINDOW_WIDTH_MIN,
                             WINDOW_HEIGHT_MIN);
    return true;
}

static void close_window(struct window *window)
{
    gpu_destroy(window->gpu);
    window->gpu = NULL;
    if (window->handle != NULL)
        SDL_DestroyWindow(window->handle);
    window->handle = NULL;
}

/* A window for the GPU; false, with nothing open, when software does it
 * better. */
static bool open_gpu(struct window *window, const struct window_wish *wish,
                     struct error *error)
{
    bool any = wish->renderer == RENDERER_GPU;

    if (open_window(window, wish, true, error) &&
        (window->gpu = gpu_create(window->handle, error)) != NULL &&
        (any || !gpu_pretends(window->gpu))) {
        SDL_ShowWindow(window->handle);
        return true;
    }
    close_window(window);
    return false;
}

static bool open_any(struct window *window, const struct window_wish *wish,
                     struct error *error)
{
    if (wish->renderer == RENDERER_GPU)
        return open_gpu(window, wish, error);
    return (wish->renderer == RENDERER_AUTO && may_have_gpu() &&
            open_gpu(window, wish, NULL)) ||
           open_window(window, wish, false, error);
}

struct window *window_create(const struct window_wish *wish,
                             struct error *error)
{
    struct window *window = array_new(1, sizeof *window, "the window", error);

    if (window == NULL)
        return NULL;
    window->pool = wish->pool;
    window->events.factor = 1;
    window->events.exposed = true;
    set_hints();
    if (!display_begin(error)) {
        free(window);
        return NULL;
    }
    if (!open_any(window, wish, error)) {
        window_destroy(window);
        return NULL;
    }
    SDL_StopTextInput();
    return window;
}

struct window *window_create_beside(struct window *first,
                                    const struct window_wish *wish,
                                    struct error *error)
{
    struct window *window = array_new(1, sizeof *window, "the window", error);

    if (window == NULL)
        return NULL;
    window->pool = wish->pool;
    window->events.factor = 1;
    window->events.exposed = true;
    window->second = true;
    if (!open_window(window, wish, false, error)) {
        free(window);
        return NULL;
    }
    SDL_RaiseWindow(first->handle);
    first->beside = window;
    return window;
}

void window_destroy(struct window *window)
{
    if (window == NULL)
        return;
    close_window(window);
    surface_finish(&window->surface);
    if (!window->second)
        display_end();
    free(window);
}

bool window_waits(const struct window *window)
{
    return window->gpu != NULL && gpu_waits(window->gpu);
}

/* Tells the record about a new size. Asked for, not taken from an event: the
 * number of pixels may change without one, when the window moves to another
 * screen. */
static bool report_size(struct window *window, struct input *input)
{
    int units, other, width, height;

    if (window->gpu != NULL)
        gpu_size(window->gpu, &width, &height);
    else if (!surface_size(window->handle, &width, &height))
        return true;
    SDL_GetWindowSize(window->handle, &units, &other);
    if (!window_is_full_screen(window)) {
        window->unit_width = units;
        window->unit_height = other;
    }
    if (units > 0)
        window->events.factor = (float)width / (float)units;
    if (width <= 0 || height <= 0 ||
        (width == window->width && height == window->height))
        return true;
    if (!input_add(input, (struct input_event){.kind = INPUT_RESIZE,
                                               .x = (float)width,
                                               .y = (float)height}))
        return false;
    window->width = width;
    window->height = height;
    return window->events.exposed = true;
}

/* Keys of the second window are the first one's, the rest is its own. True:
 * there is nothing to tell the first one. */
static bool take_beside(struct window *beside, const SDL_Event *event)
{
    if (beside == NULL ||
        events_window(event) != SDL_GetWindowID(beside->handle))
        return false;
    if (event->type != SDL_WINDOWEVENT)
        return event->type != SDL_KEYDOWN && event->type != SDL_KEYUP &&
               event->type != SDL_TEXTINPUT;
    if (event->window.event == SDL_WINDOWEVENT_CLOSE) {
        beside->hidden = true;
        SDL_HideWindow(beside->handle);
    }
    beside->events.exposed = true;
    return true;
}

/* With two windows open, the desktop's cross does not end the program. */
static bool is_closed(const struct window *window, const SDL_Event *event)
{
    return window->beside != NULL && event->type == SDL_WINDOWEVENT &&
           event->window.event == SDL_WINDOWEVENT_CLOSE;
}

static bool take(struct window *window, struct input *input)
{
    if (take_beside(window->beside, &window->next))
        return true;
    if (is_closed(window, &window->next))
        return input_add(input, (struct input_event){.kind = INPUT_CLOSE});
    return events_add(&window->events, &window->next, input);
}

bool window_gather(struct window *window, struct input *input,
                   int milliseconds)
{
    if (!window->has_next)
        window->has_next = SDL_WaitEventTimeout(&window->next, milliseconds);
    if (!report_size(window, input))
        return false;
    while (window->has_next) {
        if (!take(window, input))
            return false;
        window->has_next = SDL_PollEvent(&window->next);
    }
    if (window->events.lost && window->gpu != NULL)
        gpu_forget(window->gpu);
    window->events.lost = false;
    return true;
}

bool window_pixels(const struct window *window, int *width, int *height)
{
    return !window->hidden && surface_size(window->handle, width, height) &&
           *width > 0 && *height > 0;
}

uint64_t window_clock(void)
{
    uint64_t frequency = SDL_GetPerformanceFrequency();
    uint64_t count = SDL_GetPerformanceCounter();

    return count / frequency * 1000000 +
           count % frequency * 1000000 / frequency;
}

void window_sleep(uint32_t microseconds)
{
    SDL_Delay((microseconds + 500) / 1000);
}

bool window_is_seen(const struct window *window)
{
    return window->handle != NULL && display_is_seen();
}

bool window_stale(const struct window *window)
{
    return window->events.exposed;
}

bool window_visible(const struct window *window)
{
    return (SDL_GetWindowFlags(window->handle) &
            (SDL_WINDOW_HIDDEN | SDL_WINDOW_MINIMIZED)) == 0;
}

/* A driver that was reset refuses its old textures once. */
static bool show_by_gpu(struct gpu *gpu, const struct mesh *mesh,
                        struct atlas *atlas, struct error *error)
{
    if (!gpu_draw(gpu, mesh, atlas, NULL)) {
        gpu_forget(gpu);
        if (!gpu_draw(gpu, mesh, atlas, error))
            return false;
    }
    gpu_present(gpu);
    return true;
}

bool window_show(struct window *window, const struct mesh *mesh,
                 struct atlas *atlas, struct error *error)
{
    window->events.exposed = false;
    if (window->gpu != NULL)
        return show_by_gpu(window->gpu, mesh, atlas, error);
    return surface_show(&window->surface, window->handle, mesh, atlas,
                        window->pool, error);
}

void window_size(const struct window *window, int *width, int *height)
{
    *width = window->unit_width;
    *height = window->unit_height;
}

void window_resize(struct window *window, int width, int height)
{
    SDL_SetWindowSize(window->handle,
                      (int)((float)width / window->events.factor + 0.5f),
                      (int)((float)height / window->events.factor + 0.5f));
}

void window_full_screen(struct window *window, bool full)
{
    if (full)
        SDL_DisableScreenSaver();
    else
        SDL_EnableScreenSaver();
    SDL_SetWindowFullscreen(window->handle,
                            full ? SDL_WINDOW_FULLSCREEN_DESKTOP : 0);
}

bool window_is_full_screen(const struct window *window)
{
    return (SDL_GetWindowFlags(window->handle) &
            SDL_WINDOW_FULLSCREEN_DESKTOP) != 0;
}

void window_type(struct window *window, bool active)
{
    if (active == window->typing)
        return;
    window->typing = active;
    if (active)
        SDL_StartTextInput();
    else
        SDL_StopTextInput();
}

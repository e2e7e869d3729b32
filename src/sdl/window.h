/* The window: what happens in it as input records, meshes as what it shows.
 *
 * The only part that knows SDL. It keeps nothing of a frame: after
 * window_stale says so the caller shows one again.
 */
#ifndef GATEREEL_SDL_WINDOW_H
#define GATEREEL_SDL_WINDOW_H

#include <stdint.h>

#include "base/error.h"
#include "base/pool.h"
#include "draw/input.h"
#include "paint/atlas.h"
#include "paint/mesh/mesh.h"

enum renderer {
    RENDERER_AUTO,     /* the GPU if there is a real one */
    RENDERER_GPU,
    RENDERER_SOFTWARE,
    RENDERERS
};
extern const char *const renderer_names[RENDERERS]; /* "auto", "gpu", .. */

/* {0} is a window of the usual size. */
struct window_wish {
    const char *title;
    int width, height;       /* window units; 0: the usual */
    bool full_screen;
    enum renderer renderer;
    struct pool *pool;       /* paints; borrowed, NULL: one thread */
};

enum { WINDOW_WIDTH = 1280, WINDOW_HEIGHT = 800, WINDOW_WIDTH_MIN = 640,
       WINDOW_HEIGHT_MIN = 400 };

struct window;

/* Opens the window and starts the machinery of events. */
struct window *window_create(const struct window_wish *wish,
                             struct error *error);
void window_destroy(struct window *window); /* NULL is allowed */

/* A second window beside the first, painted by software, on the second screen
 * where there is one. Its keys are gathered as the first one's, the pointer
 * does nothing in it, and closing it only hides it. To be destroyed before the
 * first. */
struct window *window_create_beside(struct window *first,
                                    const struct window_wish *wish,
                                    struct error *error);

/* Pixels of a window that is painted by software; false: it is hidden. */
bool window_pixels(const struct window *window, int *width, int *height);

/* Does window_show wait for the screen's next picture? */
bool window_waits(const struct window *window);

/* Appends what happened to a record, waiting up to `milliseconds` for the
 * first event where there is none yet (-1: for ever). The first record begins
 * with the size of the window. False when the record is full and more is
 * there. */
bool window_gather(struct window *window, struct input *input,
                   int milliseconds);

/* Can anybody look at it? Not with SDL_VIDEODRIVER=dummy or offscreen. */
bool window_is_seen(const struct window *window);

/* Microseconds of a clock that never goes back. */
uint64_t window_clock(void);
void window_sleep(uint32_t microseconds);

/* Have its contents been lost? */
bool window_stale(const struct window *window);
/* Is there something to be seen of it? */
bool window_visible(const struct window *window);

/* Shows a frame; takes note of what changed in the atlas. */
bool window_show(struct window *window, const struct mesh *mesh,
                 struct atlas *atlas, struct error *error);

/* Window units, without full screen. */
void window_size(const struct window *window, int *width, int *height);
/* So that it has this many pixels, where the desktop allows it. */
void window_resize(struct window *window, int width, int height);
void window_full_screen(struct window *window, bool full);
bool window_is_full_screen(const struct window *window);

/* A field for text is active: input methods may compose. */
void window_type(struct window *window, bool active);

#endif

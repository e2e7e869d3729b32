/* Left alone SDL opens an invisible offscreen window where there is no display,
 * and libraries that it tries on the way print messages of their own. So on
 * systems with X or Wayland only those are tried that the environment names,
 * and the bare console where it names none.
 */
#include "sdl/display.h"

#include <SDL2/SDL.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* As the user wrote it: SDL would read the same variable itself. */
static bool is_chosen(void)
{
    const char *chosen = getenv("SDL_VIDEODRIVER");

    return chosen != NULL && chosen[0] != '\0';
}

#if defined(__unix__) && !defined(__APPLE__) && !defined(__EMSCRIPTEN__)

/* The variable's value, "" for none. */
static const char *variable(const char *name)
{
    const char *value = getenv(name);

    return value != NULL ? value : "";
}

static bool begin_with(const char *driver)
{
    SDL_SetHint(SDL_HINT_VIDEODRIVER, driver);
    return SDL_InitSubSystem(SDL_INIT_VIDEO) == 0;
}

static bool begin(struct error *error)
{
    const char *x = variable("DISPLAY"), *wayland = variable("WAYLAND_DISPLAY");

    if ((x[0] != '\0' && begin_with("x11")) ||
        (wayland[0] != '\0' && begin_with("wayland")))
        return true;
    if (x[0] != '\0' || wayland[0] != '\0')
        return error_set(error, "no window can be opened: the display '%s' "
                         "does not answer", x[0] != '\0' ? x : wayland);
    if (access("/dev/dri/card0", R_OK | W_OK) == 0 && begin_with("KMSDRM"))
        return true;
    return error_set(error, "no window can be opened: there is no display "
                     "(neither DISPLAY nor WAYLAND_DISPLAY is set)");
}

/* SDL closes the window on this one. */
static void terminate(int number)
{
    (void)number;
    raise(SIGTERM);
}

/* A terminal that goes away closes the window, too; nohup stays what it is. */
static void hear_hang_up(void)
{
    struct sigaction now, closes = {.sa_handler = terminate};

    if (sigaction(SIGHUP, NULL, &now) == 0 && now.sa_handler == SIG_DFL)
        sigaction(SIGHUP, &closes, NULL);
}

#else

static void hear_hang_up(void)
{
}

static bool begin(struct error *error)
{
    if (SDL_InitSubSystem(SDL_INIT_VIDEO) == 0)
        return true;
    return error_set(error, "no window can be opened: %s", SDL_GetError());
}

#endif

/* The driver that the user wants, or none. */
static bool begin_chosen(struct error *error)
{
    if (SDL_InitSubSystem(SDL_INIT_VIDEO) == 0)
        return true;
    return error_set(error, "no window can be opened: %s (SDL_VIDEODRIVER is "
                     "'%s')", SDL_GetError(), getenv("SDL_VIDEODRIVER"));
}

bool display_begin(struct error *error)
{
    if (!(is_chosen() ? begin_chosen(error) : begin(error)))
        return false;
    hear_hang_up();
    return true;
}

void display_end(void)
{
    SDL_QuitSubSystem(SDL_INIT_VIDEO);
}

bool display_is_seen(void)
{
    const char *driver = SDL_GetCurrentVideoDriver();

    return driver != NULL && strcmp(driver, "dummy") != 0 &&
           strcmp(driver, "offscreen") != 0;
}

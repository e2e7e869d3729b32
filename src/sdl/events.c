/* One short function for each family of events. What means nothing to us is
 * taken and forgotten; strings that SDL allocates are freed once they are in
 * the record.
 */
#include "sdl/events.h"

#include <math.h>
#include <string.h>

#include "sdl/keyboard.h"

static bool add_at(const struct events *events, struct input *input,
                   enum input_kind kind, int x, int y, int value, int clicks)
{
    return input_add(input, (struct input_event){
        .kind = (uint8_t)kind,
        .modifiers = (uint8_t)events->modifiers,
        .clicks = (uint8_t)clicks,
        .value = (int16_t)value,
        .x = (float)x * events->factor,
        .y = (float)y * events->factor,
    });
}

static bool add_plain(const struct events *events, struct input *input,
                      enum input_kind kind)
{
    return add_at(events, input, kind, 0, 0, 0, 0);
}

/* Keys with the logo key belong to the desktop, but for the Mac, whose Ctrl it
 * is. */
static bool is_desktops(const SDL_Keysym *key)
{
#ifdef __APPLE__
    (void)key;
    return false;
#else
    return (key->mod & KMOD_GUI) != 0;
#endif
}

static bool add_key(struct events *events, const SDL_KeyboardEvent *event,
                    struct input *input)
{
    const SDL_Keysym *symbol = &event->keysym;
    enum key key = keyboard_key(symbol->scancode, symbol->mod);

    events->modifiers = keyboard_modifiers(symbol->mod);
    if (event->type == SDL_KEYUP || key == KEY_NONE || is_desktops(symbol))
        return true;
    return input_add(input, (struct input_event){
        .kind = INPUT_KEY,
        .modifiers = (uint8_t)events->modifiers,
        .repeat = event->repeat != 0,
        .value = (int16_t)key,
    });
}

static bool add_button(const struct events *events,
                       const SDL_MouseButtonEvent *event, struct input *input)
{
    bool down = event->type == SDL_MOUSEBUTTONDOWN;

    if (event->button < SDL_BUTTON_LEFT || event->button > SDL_BUTTON_RIGHT)
        return true;
    return add_at(events, input, down ? INPUT_PRESS : INPUT_RELEASE, event->x,
                  event->y, event->button - SDL_BUTTON_LEFT,
                  down ? event->clicks : 0);
}

/* SDL2's preciseX and preciseY are 0 in events that a program has pushed. */
static bool add_wheel(const struct events *events,
                      const SDL_MouseWheelEvent *event, struct input *input)
{
    bool precise = event->preciseX != 0 || event->preciseY != 0;
    float x = precise ? event->preciseX : (float)event->x;
    float y = precise ? event->preciseY : (float)event->y;

    if (!isfinite(x) || !isfinite(y))
        return true;
    return input_add(input, (struct input_event){
        .kind = INPUT_WHEEL,
        .modifiers = (uint8_t)events->modifiers,
        .x = x,
        .y = y,
    });
}

/* A text that no record can hold is left out, so that the next one can come. */
static bool add_text(struct input *input, enum input_kind kind,
                     const char *text)
{
    size_t length = strlen(text);

    return length > INPUT_TEXT_MAX ||
           input_add_text(input, kind, text, length);
}

static bool add_drop(const SDL_DropEvent *event, struct input *input)
{
    if (event->type == SDL_DROPFILE && event->file != NULL &&
        !add_text(input, INPUT_DROP, event->file))
        return false;
    SDL_free(event->file);
    return true;
}

static bool add_window(struct events *events, const SDL_WindowEvent *event,
                       struct input *input)
{
    switch (event->event) {
    case SDL_WINDOWEVENT_EXPOSED:
    case SDL_WINDOWEVENT_SHOWN:
    case SDL_WINDOWEVENT_RESTORED:
    case SDL_WINDOWEVENT_SIZE_CHANGED:
        events->exposed = true;
        return true;
    case SDL_WINDOWEVENT_FOCUS_LOST:
        events->modifiers = 0;
        return add_plain(events, input, INPUT_LEAVE);
    case SDL_WINDOWEVENT_LEAVE:
        return add_plain(events, input, INPUT_LEAVE);
    default:
        return true;
    }
}

bool events_add(struct events *events, const SDL_Event *event,
                struct input *input)
{
    switch (event->type) {
    case SDL_KEYDOWN:
    case SDL_KEYUP:
        return add_key(events, &event->key, input);
    case SDL_MOUSEMOTION:
        return add_at(events, input, INPUT_MOVE, event->motion.x,
                      event->motion.y, 0, 0);
    case SDL_MOUSEBUTTONDOWN:
    case SDL_MOUSEBUTTONUP:
        return add_button(events, &event->button, input);
    case SDL_MOUSEWHEEL:
        return add_wheel(events, &event->wheel, input);
    case SDL_TEXTINPUT:
        return add_text(input, INPUT_TEXT, event->text.text);
    case SDL_TEXTEDITING:
        return add_text(input, INPUT_COMPOSE, event->edit.text);
    case SDL_DROPFILE:
    case SDL_DROPTEXT:
        return add_drop(&event->drop, input);
    case SDL_WINDOWEVENT:
        return add_window(events, &event->window, input);
    case SDL_RENDER_TARGETS_RESET:
    case SDL_RENDER_DEVICE_RESET:
        events->exposed = events->lost = true;
        return true;
    case SDL_QUIT:
        return add_plain(events, input, INPUT_CLOSE);
    default:
        return true;
    }
}

uint32_t events_window(const SDL_Event *event)
{
    switch (event->type) {
    case SDL_KEYDOWN:
    case SDL_KEYUP: return event->key.windowID;
    case SDL_MOUSEMOTION: return event->motion.windowID;
    case SDL_MOUSEBUTTONDOWN:
    case SDL_MOUSEBUTTONUP: return event->button.windowID;
    case SDL_MOUSEWHEEL: return event->wheel.windowID;
    case SDL_TEXTINPUT: return event->text.windowID;
    case SDL_TEXTEDITING: return event->edit.windowID;
    case SDL_WINDOWEVENT: return event->window.windowID;
    default: return 0;
    }
}

/* Letters, digits and function keys stand in a row in both numberings; the rest
 * is a table.
 */
#include "sdl/keyboard.h"

struct pair {
    SDL_Scancode code;
    enum key key;
};

static const struct pair pairs[] = {
    {SDL_SCANCODE_0, KEY_0},
    {SDL_SCANCODE_SPACE, KEY_SPACE},
    {SDL_SCANCODE_RETURN, KEY_ENTER},
    {SDL_SCANCODE_ESCAPE, KEY_ESCAPE},
    {SDL_SCANCODE_TAB, KEY_TAB},
    {SDL_SCANCODE_BACKSPACE, KEY_BACKSPACE},
    {SDL_SCANCODE_DELETE, KEY_DELETE},
    {SDL_SCANCODE_LEFT, KEY_LEFT},
    {SDL_SCANCODE_RIGHT, KEY_RIGHT},
    {SDL_SCANCODE_UP, KEY_UP},
    {SDL_SCANCODE_DOWN, KEY_DOWN},
    {SDL_SCANCODE_HOME, KEY_HOME},
    {SDL_SCANCODE_END, KEY_END},
    {SDL_SCANCODE_PAGEUP, KEY_PAGE_UP},
    {SDL_SCANCODE_PAGEDOWN, KEY_PAGE_DOWN},
    {SDL_SCANCODE_PERIOD, KEY_PERIOD},
    {SDL_SCANCODE_COMMA, KEY_COMMA},
    {SDL_SCANCODE_SLASH, KEY_SLASH},
    {SDL_SCANCODE_EQUALS, KEY_PLUS},
    {SDL_SCANCODE_MINUS, KEY_MINUS},
    {SDL_SCANCODE_LEFTBRACKET, KEY_BRACKET_LEFT},
    {SDL_SCANCODE_RIGHTBRACKET, KEY_BRACKET_RIGHT},
    {SDL_SCANCODE_KP_ENTER, KEY_ENTER},
    {SDL_SCANCODE_KP_PLUS, KEY_PLUS},
    {SDL_SCANCODE_KP_MINUS, KEY_MINUS},
    {SDL_SCANCODE_KP_DIVIDE, KEY_SLASH},
};

/* The keypad from 1 to 9, 0 and the point, with Num Lock and without. */
enum { KEYPAD_KEYS = 11 };
static const enum key keypad_digits[KEYPAD_KEYS] = {
    KEY_0 + 1, KEY_0 + 2, KEY_0 + 3, KEY_0 + 4, KEY_0 + 5, KEY_0 + 6,
    KEY_0 + 7, KEY_0 + 8, KEY_9, KEY_0, KEY_PERIOD,
};
static const enum key keypad_moves[KEYPAD_KEYS] = {
    KEY_END, KEY_DOWN, KEY_PAGE_DOWN, KEY_LEFT, KEY_NONE, KEY_RIGHT,
    KEY_HOME, KEY_UP, KEY_PAGE_UP, KEY_NONE, KEY_DELETE,
};

enum key keyboard_key(SDL_Scancode code, int modifiers)
{
    if (code >= SDL_SCANCODE_A && code <= SDL_SCANCODE_Z)
        return (enum key)(KEY_A + (code - SDL_SCANCODE_A));
    if (code >= SDL_SCANCODE_1 && code <= SDL_SCANCODE_9)
        return (enum key)(KEY_0 + 1 + (code - SDL_SCANCODE_1));
    if (code >= SDL_SCANCODE_F1 && code <= SDL_SCANCODE_F12)
        return (enum key)(KEY_F1 + (code - SDL_SCANCODE_F1));
    if (code >= SDL_SCANCODE_KP_1 && code <= SDL_SCANCODE_KP_PERIOD) {
        int place = (int)code - SDL_SCANCODE_KP_1;
        return modifiers & KMOD_NUM ? keypad_digits[place]
                                    : keypad_moves[place];
    }
    for (size_t k = 0; k < sizeof pairs / sizeof *pairs; k++) {
        if (pairs[k].code == code)
            return pairs[k].key;
    }
    return KEY_NONE;
}

int keyboard_modifiers(int modifiers)
{
    int control = KMOD_CTRL;

#ifdef __APPLE__
    control |= KMOD_GUI;
#endif
    return (modifiers & KMOD_SHIFT ? MOD_SHIFT : 0) |
           (modifiers & control ? MOD_CTRL : 0) |
           (modifiers & KMOD_ALT ? MOD_ALT : 0);
}

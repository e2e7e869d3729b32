/* Keys by their place on the keyboard: SDL's scancodes to ours. */
#ifndef GATEREEL_SDL_KEYBOARD_H
#define GATEREEL_SDL_KEYBOARD_H

#include <SDL2/SDL.h>

#include "draw/input.h"

/* KEY_NONE for keys that mean nothing to us. `modifiers` are SDL's KMOD_*:
 * digits of the keypad are digits while Num Lock is on, else arrows and the
 * like. */
enum key keyboard_key(SDL_Scancode code, int modifiers);

/* SDL's KMOD_* as MOD_*. */
int keyboard_modifiers(int modifiers);

#endif

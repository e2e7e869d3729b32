/* Which screen there is: starts and ends the part of SDL that has windows. */
#ifndef GATEREEL_SDL_DISPLAY_H
#define GATEREEL_SDL_DISPLAY_H

#include "base/error.h"

/* Fails with a message that says which displays were tried. SDL_VIDEODRIVER
 * overrules the choice. */
bool display_begin(struct error *error);
void display_end(void);

/* Can somebody look at it? SDL's dummy and offscreen drivers show nothing. */
bool display_is_seen(void);

#endif

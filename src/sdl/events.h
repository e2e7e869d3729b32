/* SDL's events become events of an input record.
 *
 * Everything known about keyboard and mouse comes from the events themselves,
 * never from SDL's state, so that pushed events act like real ones.
 */
#ifndef GATEREEL_SDL_EVENTS_H
#define GATEREEL_SDL_EVENTS_H

#include <SDL2/SDL.h>

#include "draw/input.h"

/* {0} with factor = 1 is the state at the start. */
struct events {
    float factor;        /* pixels per window unit: SDL's mouse is in units */
    int modifiers;       /* MOD_*, as the last key left them */
    bool exposed;        /* the window has to be painted again; the reader
                            clears it */
    bool lost;           /* textures of the GPU are gone; likewise */
};

/* Appends what the event says. False when the record is full and nothing was
 * taken: begin another record with the same event. */
bool events_add(struct events *events, const SDL_Event *event,
                struct input *input);

/* SDL's number of the window that an event is of; 0: none. */
uint32_t events_window(const SDL_Event *event);

#endif

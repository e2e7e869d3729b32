/* When to draw and how much to do before: about 60 frames a second while
 * something moves, none while nothing does.
 *
 * Times are microseconds of any clock that never goes back, and are given by
 * the caller.
 */
#ifndef GATEREEL_SDL_PACE_H
#define GATEREEL_SDL_PACE_H

#include <stdbool.h>
#include <stdint.h>

enum { PACE_FRAME = 16667, PACE_ELAPSED_MAX = 250000, PACE_WORK_MAX = 4096 };

/* {0} is the start. */
struct pace {
    uint64_t due;       /* when the next frame may be drawn */
    uint64_t record;    /* when the last record ended */
    uint64_t unit;      /* what a unit of background work takes */
    uint64_t frame;     /* what drawing one takes; 0: not known yet */
};

/* Is it too early for a record? Milliseconds to wait for more events, 0 when it
 * is time. */
int pace_left(const struct pace *pace, uint64_t now);

/* A record ends: microseconds since the one before, at most PACE_ELAPSED_MAX,
 * so that after a pause the animation goes on instead of jumping. */
uint32_t pace_elapsed(struct pace *pace, uint64_t now);

/* Units of work that fit into this frame beside drawing it, which takes as long
 * as lately: a third of a frame's time at least, and one unit at least, so that
 * it gets done at all. */
uint32_t pace_work(const struct pace *pace);

/* `units` of work took this long, the update around them included. */
void pace_worked(struct pace *pace, uint32_t units, uint64_t took);

/* Drawing a frame took this long. */
void pace_drew(struct pace *pace, uint64_t took);

/* What the record asked for is done and shown, if there was anything to show.
 * `began`: before that; `waited`: showing it waited for the screen, which then
 * sets the pace. */
void pace_done(struct pace *pace, uint64_t began, bool waited);

#endif

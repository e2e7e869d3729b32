/* The playhead: playing, stepping, scrubbing, turning around.
 *
 * The playhead moves in whole ticks. Time that is less than a tick is kept, so
 * that a thousand short frames end where one long one does; every step keeps
 * where it came from, so that the step back ends there.
 */
#ifndef GATEREEL_APP_PLAY_H
#define GATEREEL_APP_PLAY_H

#include <stdbool.h>
#include <stdint.h>

#include "scene/film/playhead.h"

struct app;

enum { PLAY_TRAIL_MAX = 256 };

/* One step that was taken, on or back. */
struct play_mark {
    int64_t from, to, unit;
    bool on;
};

struct play {
    struct timeline timeline; /* that the position is meant in */
    int64_t rest;  /* time not yet a tick, in quarter ticks x microseconds */
    int64_t saved; /* ticks not yet a phase, with reduced motion */
    struct play_mark trail[PLAY_TRAIL_MAX];
    int marks;     /* in use; the newest is the last one */
};

/* The present layer's; there must be a film. */
struct timeline play_timeline(const struct app *app);
struct moment play_moment(const struct app *app);

/* Lets `elapsed` microseconds pass. At the end of the film, or of the range of
 * a lesson's step, it stops. */
void play_advance(struct app *app, uint32_t elapsed);

/* Play, from the beginning when the end was reached, or pause. */
void play_toggle(struct app *app);

/* A position; the ends are the limits. */
void play_go(struct app *app, int64_t at);

/* Over the next boundary of `unit` ticks (a step or TICKS), on or back; where
 * that undoes the latest step of this unit, exactly to where it began. */
void play_step(struct app *app, int64_t unit, bool on);

/* To where a step is complete, in the present pass. Steps outside of the film
 * count as its ends. */
void play_to_step(struct app *app, int step);

/* To where a phase (in forward order) of the present step is complete. */
void play_to_phase(struct app *app, int phase);

/* The same place of the same step in the other pass. */
void play_turn(struct app *app);

/* 0 .. SPEEDS - 1, or what is nearest. */
void play_speed(struct app *app, int speed);

/* To be called when the film may have other steps or phases than before: the
 * step and the pass stay, as far as there are so many. */
void play_fit(struct app *app);

/* To where a place of another timeline is on the present one. */
void play_resume(struct app *app, const struct timeline *from, int64_t at);

#endif

/* What colours a token: a signal of the chosen unit, or of all of them.
 */
#ifndef GATEREEL_SCENE_VIEW_TEXT_SHADE_H
#define GATEREEL_SCENE_VIEW_TEXT_SHADE_H

#include "scene/film/token.h"
#include "scene/look/ramp.h"
#include "scene/scene.h"
#include "scene/view/plots/steps.h"

struct shade {
    int layer, signal, unit;   /* unit -1: the mean of all, of |value| where
                                  there is a sign */
    int shown;                 /* the signal's place among the shown ones */
    enum ramp ramp;
    double limit;              /* the value at the end of the ramp: of a signal
                                  without bounds the unit's own largest size */
    struct known known;        /* steps at which it is computed */
    struct color palette[256];
};

struct shade shade_of(const struct scene *scene);

/* The state, c or h, by its place among the signals that a layer's cell
 * shows: what a text is coloured by first. */
int shade_state(const struct film *film, int layer);

/* The same of another unit; -1: the mean of all. */
struct shade shade_of_unit(const struct scene *scene, int unit);

struct draw_id shade_subject(const struct shade *shade, int step);

/* Entry of the palette for a step. */
uint8_t shade_entry(const struct scene *scene, const struct shade *shade,
                    int step);

static inline bool shade_knows(const struct shade *shade, int step)
{
    return step >= shade->known.from && step <= shade->known.to;
}

/* Is there something to be read at a step: given, or written by the network by
 * now? What it will write is not told before. */
static inline bool shade_written(const struct scene *scene, int step)
{
    return !token_own(scene->film, step) ||
           scene->now.pass == PASS_BACKWARD || step <= scene->now.step;
}

/* The ramp with what its ends are, from x on, its middle at y; returns its
 * width. `draws`: false only measures. */
float shade_legend(const struct scene *scene, const struct shade *shade,
                   struct point left_middle, bool draws);

#endif

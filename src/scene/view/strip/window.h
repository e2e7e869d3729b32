/* Which steps the strip shows, and where: shared by the forward and the
 * backward picture, so that turning around moves nothing.
 */
#ifndef GATEREEL_SCENE_VIEW_STRIP_WINDOW_H
#define GATEREEL_SCENE_VIEW_STRIP_WINDOW_H

#include "scene/scene.h"

/* Cards are this far into the window when the playhead is in the middle. */
struct window {
    struct box box;     /* of the cards */
    float cards;        /* how many are visible, 3 .. 200, may be broken */
    float first;        /* the step whose card begins at the left edge, from 1,
                           may be broken */
    float pitch;        /* from card to card */
    float card;         /* width of a card */
    int from, to;       /* steps of which something is visible */
};

/* A pure function of the moment: the window stands still where the run ends,
 * else follows the playhead, which is two thirds of the way in (forward) or
 * one third (backward), smoothly while a step begins. */
struct window window_at(const struct scene *scene, struct box box);

/* Left edge of the card of a step. */
static inline float window_x(const struct window *window, int step)
{
    return window->box.x + ((float)step - window->first) * window->pitch;
}

#endif

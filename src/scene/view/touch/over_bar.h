/* Over the bar of a value: that it is held, and where it would be if nobody
 * had interfered.
 */
#ifndef GATEREEL_SCENE_VIEW_TOUCH_OVER_BAR_H
#define GATEREEL_SCENE_VIEW_TOUCH_OVER_BAR_H

#include "scene/scene.h"

/* Is a signal held at a step, in a unit, or with -1 in any? */
bool over_bar_is_held(const struct film *film, int layer, int signal, int step,
                      int unit);

/* A ring around the bar, with a pin. */
void over_bar_held(const struct scene *scene, struct box bar);

/* A pin whose head is at a place. */
void over_bar_pin(const struct scene *scene, struct point head);

/* A dashed outline from y = base to y = end, a little wider than the bar. */
void over_bar_untouched(const struct scene *scene, struct box bar, float base,
                        float end, float alpha);

#endif

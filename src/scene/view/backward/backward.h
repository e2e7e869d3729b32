/* The backward picture, in parts: geometry that its files share. */
#ifndef GATEREEL_SCENE_VIEW_BACKWARD_BACKWARD_H
#define GATEREEL_SCENE_VIEW_BACKWARD_BACKWARD_H

#include "scene/view/strip/strip.h"

struct backward {
    struct strip strip;     /* that it is laid over */
    struct box cards;       /* all of them */
    float front;            /* x that the gradient has reached */
    int c, h;               /* signals; c is -1 where there is none */
    int gates, gate[4];     /* pre-activations in screen order */
};

/* 0 .. 1 for the size of a state's gradient given as log10, on the scale of the
 * whole run; `more` decades below it still count. */
float backward_share(const struct scene *scene, double log10, int more);

/* Single gates of single units are smaller than norms: so many more decades
 * have a colour. */
enum { BACKWARD_CELL_DECADES = 3 };

void backward_strands(const struct scene *scene,
                      const struct backward *backward);
void backward_card(const struct scene *scene, const struct backward *backward,
                   int step);

#endif

/* The backward picture, in parts: geometry that its files share. */
#ifndef GATEREEL_SCENE_VIEW_BACKWARD_BACKWARD_H
#define GATEREEL_SCENE_VIEW_BACKWARD_BACKWARD_H

#include "scene/view/strip/window.h"

/* Decades below the largest gradient of the run that still have a width. */
enum { BACKWARD_DECADES = 8 };

struct backward {
    struct window window;
    float belt, bus;        /* y of the two wires; belt < 0: no belt */
    float front;            /* x that the gradient has reached */
    int c, h;               /* signals; c is -1 where there is none */
    int gates, gate[4];     /* pre-activations in screen order */
};

/* 0 .. 1 for a size given as log10, on the scale of the whole run. */
float backward_share(const struct scene *scene, double log10);

void backward_strands(const struct scene *scene,
                      const struct backward *backward);
void backward_card(const struct scene *scene, const struct backward *backward,
                   int step);

#endif

/* The backward picture, in parts: geometry that its files share. */
#ifndef GATEREEL_SCENE_VIEW_BACKWARD_BACKWARD_H
#define GATEREEL_SCENE_VIEW_BACKWARD_BACKWARD_H

#include "scene/view/paths/quantity.h"
#include "scene/view/strip/strip.h"

struct backward {
    struct strip strip;     /* that it is laid over */
    struct box cards;       /* all of them */
    float front;            /* x that the gradient has reached */
    int from;               /* truncated BPTT: the first step that it ever
                               reaches; 1: all of them */
    float stop;             /* x of the cut before it */
    int c, h;               /* signals; c is -1 where there is none */
    bool apart;             /* the belt has the two parts of dc_T/dc_t */
    int gates, gate[4];     /* pre-activations in screen order */
};

/* 0 .. 1 for the size of a state's gradient given as log10, on the scale of the
 * whole run; `more` decades below it still count. */
float backward_share(const struct scene *scene, double log10, int more);

/* The same of a part of dc_T/dc_t: 10^-BACKWARD_PATH_DECADES is nothing, the
 * largest there is, or 1, is all. */
enum { BACKWARD_PATH_DECADES = 3 };
float backward_path_share(const struct scene *scene, double log10);
/* log10 of the largest. */
double backward_path_top(const struct scene *scene);

/* y of the strand of a curve of quantity_cell: 1 carousel, 2 h-path. */
static inline float backward_way(const struct backward *backward, int curve)
{
    return backward->strip.belt + (curve == 1 ? -7 : 11);
}

/* Single gates of single units are smaller than norms: so many more decades
 * have a colour. */
enum { BACKWARD_CELL_DECADES = 3 };

void backward_strands(const struct scene *scene,
                      const struct backward *backward);
void backward_card(const struct scene *scene, const struct backward *backward,
                   int step);

#endif

/* Under the cards: what is read at each step, as people write it, and its
 * value in the units of the data.
 */
#ifndef GATEREEL_SCENE_VIEW_STRIP_TOKENS_H
#define GATEREEL_SCENE_VIEW_STRIP_TOKENS_H

#include "scene/look/figure.h"
#include "scene/view/strip/strip.h"

/* Height of their lane, of so much for cards and tokens together; sets the side
 * of a picture among them. `connect`: with the lane below them. */
float tokens_lane(struct strip *strip, float height, bool connect);

/* With the wires up into the cards. */
void tokens_draw(const struct strip *strip);

/* A value of input k, or of output k where they are the same things, in the
 * units of the data: with as many digits as tell its steps apart, with a plus
 * sign only where the data goes below zero. */
char *tokens_figure(char out[FIGURE_MAX], const struct film *film, int k,
                    double value);

#endif

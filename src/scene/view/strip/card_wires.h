/* The wires and operators in a card, each alive as far as it is computed. */
#ifndef GATEREEL_SCENE_VIEW_STRIP_CARD_WIRES_H
#define GATEREEL_SCENE_VIEW_STRIP_CARD_WIRES_H

#include "scene/view/strip/strip.h"

void card_wires(const struct strip *strip, const struct card *card);

/* In a lesson the weights of what is read (LIT_W) and of h (LIT_U) can be
 * pointed at where they work, at every step; a spot around that place. */
void card_weights(const struct strip *strip, int step, int lit,
                  struct box box);

#endif

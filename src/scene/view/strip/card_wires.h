/* The wires and operators in a card, each alive as far as it is computed. */
#ifndef GATEREEL_SCENE_VIEW_STRIP_CARD_WIRES_H
#define GATEREEL_SCENE_VIEW_STRIP_CARD_WIRES_H

#include "scene/view/strip/strip.h"

void card_wires(const struct strip *strip, const struct card *card);

#endif

/* One card of the strip: its frame, and what is in it. */
#ifndef GATEREEL_SCENE_VIEW_STRIP_CARD_H
#define GATEREEL_SCENE_VIEW_STRIP_CARD_H

#include "scene/view/strip/strip.h"

/* Below the belt: the plate of the card, and the spots to enter it. */
void card_frame(const struct strip *strip, const struct card *card);

/* Above it: the step's number, the state's number, the gates. */
void card_heading(const struct strip *strip, const struct card *card);
void card_gates(const struct strip *strip, const struct card *card);

/* Every how many steps there is room for a label of `width`: 1, 2, 5, 10 .. */
int card_label_step(const struct strip *strip, float width);

#endif

/* Under the cards: what is read at each step, as people write it, and its
 * value in the units of the data.
 */
#ifndef GATEREEL_SCENE_VIEW_STRIP_TOKENS_H
#define GATEREEL_SCENE_VIEW_STRIP_TOKENS_H

#include "scene/view/strip/strip.h"

/* With the wires up into the cards. */
void tokens_draw(const struct strip *strip);

#endif

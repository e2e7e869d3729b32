/* Above the cards of the strip: what the network expected at each step, and
 * whether that came.
 */
#ifndef GATEREEL_SCENE_VIEW_TEXT_GUESS_H
#define GATEREEL_SCENE_VIEW_TEXT_GUESS_H

#include "scene/view/strip/strip.h"

/* In the line of the call-outs, where these (from left to right of x) leave
 * room. */
void guess_draw(const struct strip *strip, float left, float right);

#endif

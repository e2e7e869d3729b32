/* The state as a ribbon through all cards: as wide and as bright as it is
 * large, changing where an operator changes it; cut by chevrons where it is
 * negative.
 */
#ifndef GATEREEL_SCENE_VIEW_STRIP_BELT_H
#define GATEREEL_SCENE_VIEW_STRIP_BELT_H

#include "scene/view/strip/strip.h"

void belt_draw(const struct strip *strip);

#endif

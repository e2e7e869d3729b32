/* Over the present card: how much was kept, what was written, and what the
 * network predicts.
 */
#ifndef GATEREEL_SCENE_VIEW_STRIP_CALLOUT_H
#define GATEREEL_SCENE_VIEW_STRIP_CALLOUT_H

#include "scene/view/strip/strip.h"

void callouts_draw(const struct strip *strip);

#endif

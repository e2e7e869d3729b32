/* Under the tokens: how strongly the chosen output depends on each of them
 * (scene/study/connection.h).
 */
#ifndef GATEREEL_SCENE_VIEW_CONNECT_CONNECT_H
#define GATEREEL_SCENE_VIEW_CONNECT_CONNECT_H

#include "scene/view/strip/strip.h"

enum { CONNECT_LANE = 42 }; /* height it takes under the tokens */

/* A bar for every step of the window and the number of the present one; nothing
 * where the strip has no room for it. */
void connect_draw(const struct strip *strip);

#endif

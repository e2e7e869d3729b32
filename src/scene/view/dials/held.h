/* What is held the same for all lanes, in a line or two.
 */
#ifndef GATEREEL_SCENE_VIEW_DIALS_HELD_H
#define GATEREEL_SCENE_VIEW_DIALS_HELD_H

#include "scene/view/dials/rows.h"

float held_height(const struct dials_view *view, float width);
void held_draw(const struct dials_view *view, struct box box);

#endif

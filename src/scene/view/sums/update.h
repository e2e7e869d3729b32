/* The state of the selected unit: what it was, what was kept of it, what was
 * added, what it is now. */
#ifndef GATEREEL_SCENE_VIEW_SUMS_UPDATE_H
#define GATEREEL_SCENE_VIEW_SUMS_UPDATE_H

#include "scene/scene.h"

/* Height for a heading and four rows. */
enum { UPDATE_HEIGHT = 164 };

/* Bars from a common zero; rows that are not computed yet stay empty. Cells
 * without a gate that keeps have no such picture: false, and nothing drawn. */
bool update_draw(const struct scene *scene, struct box box);

#endif

/* A row of the settings of a training: name, figure and rail, or as little of
 * that as has room.
 */
#ifndef GATEREEL_SCENE_VIEW_TRAIN_PARTS_SETTING_H
#define GATEREEL_SCENE_VIEW_TRAIN_PARTS_SETTING_H

#include "scene/scene.h"
#include "scene/training/train_dials.h"

enum { SETTING_HEIGHT = 56 };

/* The dials that this view shows, the most telling first; returns how many. */
int setting_shown(const struct scene *scene, enum train_dial out[TRAIN_DIALS]);

/* The box is SETTING_HEIGHT high. */
void setting_draw(const struct scene *scene, struct box box,
                  enum train_dial dial);

#endif

/* The large card that begins, or goes on. */
#ifndef GATEREEL_SCENE_VIEW_START_INVITATION_H
#define GATEREEL_SCENE_VIEW_START_INVITATION_H

#include "scene/scene.h"

enum { INVITATION_LEAST = 94 /* height */ };

/* The lesson left last, or the first one; all of it is one button. There are
 * lessons. */
void invitation_draw(const struct scene *scene, struct box box);

#endif

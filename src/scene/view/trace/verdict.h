/* The gradient of an opened number, and whether a finite difference agrees. */
#ifndef GATEREEL_SCENE_VIEW_TRACE_VERDICT_H
#define GATEREEL_SCENE_VIEW_TRACE_VERDICT_H

#include "scene/scene.h"

enum { VERDICT_HEIGHT = 96 };

/* Of the number `id`, which has one; `chosen`: its row is marked. */
void verdict_draw(const struct scene *scene, struct box box, struct draw_id id,
                  bool chosen);
bool verdict_exists(const struct scene *scene, struct draw_id id);

#endif

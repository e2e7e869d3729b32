/* The picture on a lesson's card: a panel of its own stage, in little. */
#ifndef GATEREEL_SCENE_VIEW_START_THUMBNAIL_H
#define GATEREEL_SCENE_VIEW_START_THUMBNAIL_H

#include "scene/course/card.h"
#include "scene/scene.h"

/* Fills the box; an empty frame while the picture is not there yet. */
void thumbnail_draw(const struct scene *scene, const struct lesson_card *card,
                    struct box box);

#endif

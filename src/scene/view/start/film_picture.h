/* The small picture on the start screen. */
#ifndef GATEREEL_SCENE_VIEW_START_FILM_PICTURE_H
#define GATEREEL_SCENE_VIEW_START_FILM_PICTURE_H

#include "scene/scene.h"

/* A few steps of the film around the playhead, or its first ones where it has
 * not begun: belt, gates, what is read. Needs a film. */
void film_picture(const struct scene *scene, struct box box);

#endif

/* The lessons on the start screen. */
#ifndef GATEREEL_SCENE_VIEW_START_LESSON_CARDS_H
#define GATEREEL_SCENE_VIEW_START_LESSON_CARDS_H

#include "scene/scene.h"

/* The heading, where there is room for it, and all cards in rows. */
void lesson_cards(const struct scene *scene, struct box box);

#endif

/* The lessons on the start screen. */
#ifndef GATEREEL_SCENE_VIEW_START_LESSON_CARDS_H
#define GATEREEL_SCENE_VIEW_START_LESSON_CARDS_H

#include "scene/scene.h"

/* The heading and all cards in rows; what does not fit is left out. */
void lesson_cards(const struct scene *scene, struct box box);

/* The large card that begins or goes on: the lesson left last, or the first
 * one. There are lessons. */
void lesson_invitation(const struct scene *scene, struct box box);

/* The lesson that it leads to. */
const struct lesson_card *lesson_next(const struct cards *cards);

#endif

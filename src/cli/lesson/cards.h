/* The shipped lessons as cards of the start screen. */
#ifndef GATEREEL_CLI_LESSON_CARDS_H
#define GATEREEL_CLI_LESSON_CARDS_H

#include "cli/lesson/lessons.h"
#include "scene/course/card.h"

struct session;

/* Reads all of them; one that is damaged has no card, and the first such is
 * told. The pictures come later, one by one: cards_picture. */
bool cards_list(struct session *session, struct error *error);

/* Makes the picture of the first card that has none yet: REQUEST_CARDS. */
void cards_picture(struct session *session);

#endif

/* The shipped lessons as cards of the start screen.
 */
#ifndef GATEREEL_CLI_LESSON_CARDS_H
#define GATEREEL_CLI_LESSON_CARDS_H

#include "cli/lesson/lessons.h"
#include "cli/stage/load.h"
#include "scene/course/card.h"

struct session;

/* Reads all of them, without pictures; to be given back with cards_finish.
 * False with what is wrong with the first that is damaged; all have cards. */
bool cards_read(const struct lessons *lessons, struct cards *cards,
                struct error *error);

/* Makes the picture of a card and measures all of it. */
void cards_make(struct lesson_card *card, const struct load_with *with);

/* Of a window: all cards, and what REQUEST_CARDS asks for, the picture of the
 * first card that has none yet. */
bool cards_list(struct session *session, struct error *error);
void cards_picture(struct session *session);

#endif

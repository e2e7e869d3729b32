/* The picture on a lesson's card: the lab of one stage, and what its panel
 * shows beside the run.
 */
#ifndef GATEREEL_APP_START_PREVIEW_H
#define GATEREEL_APP_START_PREVIEW_H

#include "scene/course/card.h"

/* Takes the lab (NULL: there is none) as what card->panel is seen of, as
 * card->look says; the card has failed where nothing can be. */
void preview_set(struct lesson_card *card, struct lab *lab);

/* Is there anything left to be measured for the panel? One unit of it, of about
 * 3 ms; what fails is left out. */
bool preview_wants(const struct lesson_card *card);
void preview_work(struct lesson_card *card);

/* The card has none. */
void preview_finish(struct lesson_card *card);

#endif

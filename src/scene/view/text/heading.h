/* Above and below the text: of which unit its colours are, what they mean,
 * and what that unit reacts to.
 */
#ifndef GATEREEL_SCENE_VIEW_TEXT_HEADING_H
#define GATEREEL_SCENE_VIEW_TEXT_HEADING_H

#include "scene/view/text/shade.h"

void heading_text(const struct scene *scene, const struct shade *shade,
                  struct box panel);

/* In place of a text that there is not. */
void heading_without(const struct scene *scene, struct box panel);

/* The last line; `away`: the text does not follow the playhead. */
void heading_foot(const struct scene *scene, const struct shade *shade,
                  struct box panel, bool away);

#endif

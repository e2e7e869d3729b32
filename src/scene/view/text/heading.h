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

/* Under a short answer of the network's own, as far as it is read (`to`): what
 * was right where it made a mistake (at step `mistake`, else 0), else that
 * there is none; letters of `size`. */
float heading_answer_height(const struct scene *scene, float size);
void heading_answer(const struct scene *scene, struct box box, float size,
                    int mistake, int to);

#endif

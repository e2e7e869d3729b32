/* What the numbers of a text are called and say.
 */
#ifndef GATEREEL_SCENE_STUDY_TEXT_TEXT_WORDS_H
#define GATEREEL_SCENE_STUDY_TEXT_TEXT_WORDS_H

#include "draw/draw.h"
#include "scene/film/film.h"
#include "scene/ui.h"

/* Of a SUBJECT_SURPRISE, SUBJECT_REACTION or SUBJECT_BEAM: a name, and a
 * sentence. Both return out. */
char *text_name(const struct ui *ui, struct draw_id id, char *out, size_t size);
char *text_sentence(const struct film *film, const struct ui *ui,
                    struct draw_id id, char *out, size_t size);

#endif

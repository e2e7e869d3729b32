/* Words for what is measured of the film beside its run (scene/study). */
#ifndef GATEREEL_SCENE_TELL_STUDY_WORDS_H
#define GATEREEL_SCENE_TELL_STUDY_WORDS_H

#include "scene/film/film.h"
#include "scene/subject.h"

/* One sentence on a SUBJECT_PATH, SUBJECT_PATH_RATE, SUBJECT_LESSON_PART,
 * SUBJECT_LESSON_SHARE, _ERROR, SUBJECT_CUT or SUBJECT_CONNECTION; the film's
 * layers are not asked for. Returns out. */
char *study_sentence(const struct film *film, const struct ui *ui,
                     struct draw_id id, char *out, size_t size);

/* A few words instead; "" for what says its own name. Returns out. */
char *study_name(const struct film *film, const struct ui *ui,
                 struct draw_id id, char *out, size_t size);

#endif

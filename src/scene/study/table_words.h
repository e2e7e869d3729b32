/* What the columns of the table of units are called and say. */
#ifndef GATEREEL_SCENE_STUDY_TABLE_WORDS_H
#define GATEREEL_SCENE_STUDY_TABLE_WORDS_H

#include "draw/draw.h"
#include "scene/film/film.h"
#include "scene/ui.h"

enum { UNIT_WORDS_MAX = 192 };

/* "share of the steps at which it is below 0.1" of a signal of a cell, without
 * a full stop. Returns out. */
const char *unit_column_about(const struct ui *ui, enum cell cell,
                              enum unit_column column, int signal,
                              char out[UNIT_WORDS_MAX]);

/* Of a SUBJECT_UNIT_STAT or SUBJECT_UNIT_GRADIENT that the film has: "mean of
 * the forget gate, unit 3", and a sentence on it. Both return out. */
char *unit_stat_name(const struct film *film, const struct ui *ui,
                     struct draw_id id, char *out, size_t size);
char *unit_stat_sentence(const struct film *film, const struct ui *ui,
                         struct draw_id id, char *out, size_t size);

#endif

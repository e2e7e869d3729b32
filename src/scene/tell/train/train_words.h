/* What is said about networks that learn, in the present language. */
#ifndef GATEREEL_SCENE_TELL_TRAIN_TRAIN_WORDS_H
#define GATEREEL_SCENE_TELL_TRAIN_TRAIN_WORDS_H

#include "scene/subject.h"
#include "scene/training/training.h"

/* A value of a SUBJECT_TRAIN, _TRAIN_SCORE or _SWEEP as it is written: a share
 * as "93.1 %", a count as "12", a size as "0.021", "–" for NaN. Returns out. */
enum { TRAIN_FIGURE_MAX = 48 };
char *train_figure(struct draw_id id, double value,
                   char out[TRAIN_FIGURE_MAX]);

/* One sentence on a SUBJECT_TRAIN, _TRAIN_SCORE, _TRAIN_SETTING or _SWEEP;
 * false, and "" in out, for other ids, without a training (NULL) and for what
 * has no number. */
bool train_sentence(const struct training *training, const struct ui *ui,
                    struct draw_id id, char *out, size_t size);

/* The same as a few words, "LSTM, test loss, epoch 12". */
bool train_name(const struct training *training, const struct ui *ui,
                struct draw_id id, char *out, size_t size);

#endif

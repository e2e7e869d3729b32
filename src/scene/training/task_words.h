/* What tasks are called and what they are about, in both languages.
 */
#ifndef GATEREEL_SCENE_TRAINING_TASK_WORDS_H
#define GATEREEL_SCENE_TRAINING_TASK_WORDS_H

#include "data/task.h"
#include "scene/ui.h"

enum task_shape {
    SHAPE_NEXT,         /* the next value or letter at every step */
    SHAPE_MANY_TO_ONE, SHAPE_MANY_TO_MANY, SHAPE_ONE_TO_MANY,
};

struct task_words {
    const char *title[LANGUAGES];   /* "Remember the first bit" */
    const char *short_title[LANGUAGES]; /* "First bit": at most 16 columns */
    const char *rule[LANGUAGES];    /* what is read, what is asked, what a blind
                                       guess costs: two or three sentences */
    const char *look[LANGUAGES];    /* what to look at: one sentence */
    const char *credit;             /* of the data, as its licence wants it; ""
                                       where it is made by rule */
    const char *baseline[LANGUAGES]; /* "coin toss", "tomorrow = today" */
    enum task_shape shape;
};
const struct task_words *task_words(enum task_kind kind);

/* "many to one", "다대일"; short names of shapes. */
const char *task_shape_name(const struct ui *ui, enum task_shape shape);

#endif

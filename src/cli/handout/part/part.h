/* The parts of a step on paper, each a block of a sheet. */
#ifndef GATEREEL_CLI_HANDOUT_PART_PART_H
#define GATEREEL_CLI_HANDOUT_PART_PART_H

#include "cli/handout/sheet.h"

/* The step that is written. */
struct part {
    const struct lesson *lesson;
    int step;                  /* from 0 */
    enum language language;
    const struct ui *ui;       /* as which its stage is seen */
    bool answers;
    const struct course_truth *truth; /* of its question */
    const struct calculate *calculate; /* or its calculation */
};

static inline const struct step_settings *part_step(const struct part *part)
{
    return &part->lesson->step[part->step].step;
}

static inline const struct step_words *part_words(const struct part *part)
{
    return &part->lesson->step[part->step].words[part->language];
}

/* Blocks of a step, index 0 of the page: what stands before the first one, as
 * struct lesson_page counts them; without settings and notes. `title` may be
 * NULL. */
void prose_write(struct sheet *sheet, const struct part *part, int index,
                 const char *title);
/* Its notes for the teacher. */
void notes_write(struct sheet *sheet, const struct part *part, int index);

/* The panels of its stage, or room for them where they would give the answer
 * away. Nothing where it shows none. */
void picture_write(struct sheet *sheet, const struct part *part);

/* What is asked, with room for the answer, or with the answer. Nothing without
 * a question. */
void question_write(struct sheet *sheet, const struct part *part);

/* Of it: axes to draw in, lines to fill in. The pen moves below them. */
void curve_set(struct pen *pen, const struct part *part);
void calculation_set(struct pen *pen, const struct part *part);

#endif

/* The column of a lesson, inside: parts that are set below each other. Each
 * moves column->y on; without `draws` it only measures. What the clip would cut
 * is left out: the column scrolls line by line.
 */
#ifndef GATEREEL_SCENE_VIEW_LESSON_COLUMN_COLUMN_H
#define GATEREEL_SCENE_VIEW_LESSON_COLUMN_COLUMN_H

#include "scene/widget/panel.h"
#include "scene/widget/paper.h"

struct column {
    const struct scene *scene;
    const struct course *course;
    float x, y, width;
    bool draws;
    bool brief;                /* of a reveal only what was guessed and what is
                                  true: all of it has no room */
};

/* Is all from y to y + height seen, and drawn? */
bool column_seen(const struct column *column, float y, float height);

/* A short text with maths, indented. */
void column_text(struct column *column, const struct paper_style *style,
                 float indent, const char *text);

/* A heading of the column: "Predict first". */
void column_title(struct column *column, const char *text);

/* Buttons in rows. A key that does the same is shown with it. */
struct column_button {
    const char *text;
    bool on;                   /* the one to press now */
    enum action action;
    int value;
};
void column_buttons(struct column *column, const struct column_button *button,
                    int count);

/* The cap of the key for an action; "" where there is none, or in class. */
const char *column_cap(const struct scene *scene, enum action action,
                       int value, char out[32]);

static inline struct paper_style column_style(const struct scene *scene,
                                              float size)
{
    return (struct paper_style){.size = size, .line = 1.55f * size,
                                .color = scene->theme->ink};
}

/* The parts: the question of the step with its answers, its controls. */
void question_set(struct column *column);
void choices_set(struct column *column);
void guesses_set(struct column *column); /* of the other kinds */
void controls_set(struct column *column);

/* Around the part that scrolls; each returns what it takes of the height. */
float header_draw(const struct column *column, struct box box);
float footer_draw(const struct column *column, struct box box);

#endif

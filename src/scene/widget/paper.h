/* Prose of a lesson, set: words and maths wrapped to a width, lists, tables,
 * quotes. Symbols have the hues of the stage and are spots about it
 * (SUBJECT_WORD), terms of the glossary and steps are links.
 */
#ifndef GATEREEL_SCENE_WIDGET_PAPER_H
#define GATEREEL_SCENE_WIDGET_PAPER_H

#include "lesson/page/page.h"
#include "scene/scene.h"

struct paper_style {
    float size, line;          /* of text, from baseline to baseline */
    struct color color;
    bool plain;                /* nothing can be pointed at: for print */
};

/* Blocks first .. first + count - 1 of a page, but settings and (unless
 * `notes`) notes, from the top edge `at` down. Draws only what is inside of
 * list->clip. Returns the lower edge. */
struct paper {
    const struct lesson_page *page;
    int first, count;
    bool notes;
    struct paper_style style;
};
float paper_draw(const struct scene *scene, const struct paper *paper,
                 struct point at, float width);
/* The same without drawing. */
float paper_height(const struct scene *scene, const struct paper *paper,
                   float width);

/* A line of a question or choice, from the top edge `at` down: text with $..$
 * and **..**, wrapped; maths is read each time, which short texts allow.
 * Returns the lower edge. */
float paper_text_draw(const struct scene *scene, struct point at, float width,
                      const struct paper_style *style, const char *text);
float paper_text_height(const struct scene *scene, float width,
                        const struct paper_style *style, const char *text);

#endif

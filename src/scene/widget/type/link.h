/* What a link of a lesson leads to, and how it looks.
 */
#ifndef GATEREEL_SCENE_WIDGET_TYPE_LINK_H
#define GATEREEL_SCENE_WIDGET_TYPE_LINK_H

#include "scene/action.h"
#include "scene/widget/paper.h"

struct link {
    enum action action;        /* ACTION_NONE: a source, or nothing known */
    int value;
    struct draw_id id;
    struct color color;
};

struct link link_of(const struct scene *scene, const struct lesson_page *page,
                    const struct page_span *span);

/* A line of dots under (or, of sources, a thin line), and the spot. */
void link_draw(const struct scene *scene, const struct link *link,
               struct box box);

#endif

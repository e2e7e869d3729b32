/* Spans of a page set into lines: words, maths and links.
 */
#ifndef GATEREEL_SCENE_WIDGET_TYPE_FLOW_H
#define GATEREEL_SCENE_WIDGET_TYPE_FLOW_H

#include "scene/widget/paper.h"

struct flow {
    const struct scene *scene;
    const struct lesson_page *page;
    struct paper_style style;
    struct color strong;       /* of what is bold */
    bool draws;
    bool bold;                 /* all of it */
};

/* Spans first .. first + count - 1 below each other, from the top edge `at`
 * down; a span with SPAN_BREAK ends its line. Lines that the clip would cut are
 * left out. Returns the lower edge. */
float flow_set(const struct flow *flow, int first, int count, struct point at,
               float width);

/* How wide the spans would be on one line. */
float flow_width(const struct flow *flow, int first, int count);

/* Is all from y to y + height inside of the clip? */
bool flow_seen(const struct flow *flow, float y, float height);

#endif

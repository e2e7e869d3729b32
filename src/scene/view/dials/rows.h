/* One dial of the panel: a slider, a choice, or the seed, with what belongs to
 * it.
 */
#ifndef GATEREEL_SCENE_VIEW_DIALS_ROWS_H
#define GATEREEL_SCENE_VIEW_DIALS_ROWS_H

#include "scene/lab/dial/dial_words.h"
#include "scene/scene.h"

/* What the rows are drawn from. */
struct dials_view {
    const struct scene *scene;
    struct dial_desk desk;
    const struct setup *start;   /* where they stood */
    bool compact;                /* without marks and what belongs to it */
};

/* How high a row of this width is. */
float rows_height(const struct dials_view *view, enum dial dial, float width);
/* Draws it; box.h is its height. */
void rows_draw(const struct dials_view *view, enum dial dial, struct box box,
               bool chosen);

/* Writes the number that a dial stands at; returns its width. */
float rows_value(const struct dials_view *view, enum dial dial,
                 struct point at, struct draw_style style);

#endif

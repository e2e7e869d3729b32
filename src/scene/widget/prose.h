/* Paragraphs: words wrapped to a width, with coloured and bold parts.
 *
 * Markup beside "_{..}" and "^{..}": "{f:forget gate}" is bold in the hue of
 * f; letters f i g o c h x r z n stand for their hues, "b" is bold ink, "a"
 * accent. "\n" ends a line.
 */
#ifndef GATEREEL_SCENE_WIDGET_PROSE_H
#define GATEREEL_SCENE_WIDGET_PROSE_H

#include "scene/scene.h"

struct prose_style {
    float size, line;     /* of text, from baseline to baseline */
    struct color color;
};

/* The first baseline is at at.y; returns the last one. A word that is wider
 * than `width` is broken. */
float prose_draw(const struct scene *scene, struct point at, float width,
                 const struct prose_style *style, const char *text);

/* How high the text would be: (lines - 1) * line. */
float prose_height(const struct scene *scene, float width,
                   const struct prose_style *style, const char *text);

#endif

/* The first line of the strip: what it is, of which unit and layer, and what
 * the colours are.
 */
#ifndef GATEREEL_SCENE_VIEW_STRIP_TITLE_H
#define GATEREEL_SCENE_VIEW_STRIP_TITLE_H

#include "scene/view/strip/strip.h"

void title_draw(const struct strip *strip);

/* The legend alone, ending at x = right; with words or without, or nothing,
 * as there is room behind `at`, whose y is the middle of the line. */
void title_legend(const struct strip *strip, struct point at, float right);

#endif

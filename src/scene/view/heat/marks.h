/* Over the cells of the heat map: what is pinned, and the range that is being
 * marked.
 */
#ifndef GATEREEL_SCENE_VIEW_HEAT_MARKS_H
#define GATEREEL_SCENE_VIEW_HEAT_MARKS_H

#include "scene/view/heat/cells.h"

/* A frame around every pinned range of the signal; many of them leave their
 * pins out. */
void marks_pins(const struct scene *scene, const struct cells *cells);

/* The rubber band with its size, kept inside `panel`. */
void marks_brush(const struct scene *scene, const struct cells *cells,
                 struct box panel);

/* With a tool that pins a drag marks a range; false: it scrubs. */
bool marks_spot(const struct scene *scene, const struct cells *cells);

#endif

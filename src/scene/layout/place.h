/* Panels in boxes.
 */
#ifndef GATEREEL_SCENE_LAYOUT_PLACE_H
#define GATEREEL_SCENE_LAYOUT_PLACE_H

#include "scene/scene.h"
#include "scene/widget/panel.h"

enum { PLACE_GAP = 16, PLACE_SUMS = 540 /* width of arithmetic */ };

/* Draws a panel, which the pointer can find; nothing where the box is too small
 * for any. */
void place_panel(const struct scene *scene, enum panel panel, struct box box);

/* Cuts `width` and a gap off the left, or right, of *box. */
struct box place_left(struct box *box, float width);
struct box place_right(struct box *box, float width);

/* The number that is opened, beside whatever fills the stage (*box becomes
 * smaller), or over it where there is no room: then true. */
bool place_trace(const struct scene *scene, struct box *box);

/* Where only one of the panels of a screen has room: which of them. Returns
 * what is left below. */
struct box place_tabs(const struct scene *scene, struct box box,
                      struct choices tabs);

#endif

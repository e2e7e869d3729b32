/* Wires that are cut, and those that could be: a gap in the wire with the word
 * for it, or with the tool for cutting a place to click.
 */
#ifndef GATEREEL_SCENE_VIEW_TOUCH_CUTS_H
#define GATEREEL_SCENE_VIEW_TOUCH_CUTS_H

#include "scene/scene.h"
#include "scene/tell/edit_words.h"

/* A place of a wire. */
struct wire_cut {
    struct point at;
    bool upright;          /* the wire goes up and down */
    float width;           /* of the wire, with what shines around it */
    struct color ground;   /* of what is behind it */
    struct draw_id wire;   /* a SUBJECT_WIRE */
    bool is_cut, captioned;
};

/* Draws the gap, if it is cut, and places the spot, if the tool is there. */
void cut_draw(const struct scene *scene, const struct wire_cut *cut);

#endif

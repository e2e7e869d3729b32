/* A gate as a block: its letter, a row with bar and number for every unit of
 * the window, its formula.
 */
#ifndef GATEREEL_SCENE_VIEW_CELL_PARTS_BLOCK_H
#define GATEREEL_SCENE_VIEW_CELL_PARTS_BLOCK_H

#include "scene/look/notation.h"
#include "scene/view/cell/parts/source.h"

struct block {
    float x, width;           /* middle of it */
    int gate;                 /* in screen order, for ACTION_GATE; -1: a click
                                 on the head does nothing */
    int signal;
    struct source source;     /* of a row */
    double largest;           /* |value| of a full bar, forward */
    int phase;
    float from, to;           /* when the rows come */
    const char *formula[2];   /* under the rows, and a shorter one; or NULL */
    const char *chain[2];     /* the same backward: how the rows come about */
};

/* Its box. */
struct box block_box(const struct closeup *closeup, const struct block *block);

void block_draw(const struct closeup *closeup, const struct block *block);

#endif

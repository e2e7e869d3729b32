/* Wires of a cell: what travels along them, when, and where.
 */
#ifndef GATEREEL_SCENE_VIEW_CELL_PARTS_TRAVEL_H
#define GATEREEL_SCENE_VIEW_CELL_PARTS_TRAVEL_H

#include "scene/view/cell/parts/source.h"
#include "scene/widget/wire.h"

/* A wire of units, drawn in the direction of the forward pass. */
struct travel {
    int phase;             /* in which it becomes live .. */
    float from, to;        /* .. from this to that share of it */
    bool given, arrives;   /* live from the beginning: forward, backward */
    struct point corner[WIRE_CORNERS_MAX];
    int corners;
    float radius;          /* of the bends */
    struct color color;
    struct source source;
    double largest;        /* |value| of the thickest lane, forward */
    bool belt;
};

/* Draws it with a bead at its front, and a spot on every stretch. */
void travel_draw(const struct closeup *closeup, const struct travel *travel);

/* How much of it is live. */
float travel_share(const struct closeup *closeup, const struct travel *travel);

/* The input x_t of the layer, from its name at x along the bus and up into the
 * block at `block`, live in phase 0. */
void travel_input(const struct closeup *closeup, float x, float block);

/* What the input is for the pointer: x_t, or h_t of the layer below. */
struct draw_id travel_input_id(const struct closeup *closeup);

/* An arrow head where it ends in a block, forward. */
void travel_tip(const struct closeup *closeup, const struct travel *travel);

/* One arrow for a whole vector, upwards (forward) into a block: h_{t-1} or x_t
 * as large as its root mean square; backward dL/da downwards. */
struct riser {
    float x, from, to;     /* from its bus to its block, from > to */
    int phase;
    float share_from, share_to;
    struct color color;
    double size;           /* 0..1 */
    struct draw_id id;
};
void travel_riser(const struct closeup *closeup, const struct riser *riser);

/* Root mean square of h_{t-1}, of what the layer reads, and of a gradient (on
 * its log scale), for risers. */
double travel_rms_state(const struct closeup *closeup, int signal);
double travel_rms_input(const struct closeup *closeup);
double travel_rms_gradient(const struct closeup *closeup, int signal);

/* Width of a plain wire for a size 0..1. */
float travel_width(double size);

#endif

/* The small pieces of a close-up: operators, functions, numbers on the wires.
 */
#ifndef GATEREEL_SCENE_VIEW_CELL_PARTS_PART_H
#define GATEREEL_SCENE_VIEW_CELL_PARTS_PART_H

#include "scene/view/cell/parts/source.h"

/* '*' or '+'; glows in its phase. */
struct part_operator {
    float x, y;            /* y of nodes only: capsules are on the belt */
    char kind;
    struct color ring;
    int phase;
    float live;            /* 0..1 */
    struct source source;  /* what comes out of it */
};
/* Across all lanes of the belt, and between wires. */
void part_capsule(const struct closeup *closeup,
                  const struct part_operator *operator);
void part_node(const struct closeup *closeup,
               const struct part_operator *operator);

/* A function on a wire: the first of the texts (up to a NULL) that fits in
 * `room`. */
struct part_function {
    struct point centre;
    float room;
    enum face face;
    const char *text[4];
    struct color ring;
    float live;
    struct source source;  /* what comes out of it */
};
void part_function(const struct closeup *closeup,
                   const struct part_function *function);

/* A number of the selected unit over the belt. */
struct part_tag {
    float x;              /* wanted middle */
    float from, to;       /* where its line may meet the belt */
    const char *symbol;
    struct source source;
    struct color color;
    float live;           /* without its number until 1 */
};
/* Side by side over the belt; what there is no room for is left out, the
 * middle ones first. */
void part_tags(const struct closeup *closeup, const struct part_tag *tag,
               int count);

/* "x0.75 kept": a filled label whose left (or right) end is at `at`; nothing
 * where it is wider than `room`. */
struct part_label {
    struct point at;
    float room;
    enum draw_align align;   /* ALIGN_LEFT or ALIGN_RIGHT */
    struct color color;
    struct source source;
    const char *before, *after; /* of the number */
    bool plain;
    float live;
};
void part_label(const struct closeup *closeup, const struct part_label *label);

/* Where a wire enters or leaves: symbol over `y`, number below it. Each is
 * left out where it is wider than `room`. */
struct part_end {
    struct point at;         /* baseline of the symbol */
    float below;             /* from there to that of the number */
    float room;
    enum draw_align align;
    const char *symbol;
    struct color color;
    struct source source;
    float live;
};
void part_end(const struct closeup *closeup, const struct part_end *end);

/* The selected unit's lane on the belt: its number at the left end, hairlines
 * among other lanes. */
void part_lane(const struct closeup *closeup, struct color color);

/* The outline of the cell. */
void part_card(const struct closeup *closeup);

#endif

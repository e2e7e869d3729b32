/* The unrolled network: what its parts have to know of each other.
 *
 * The strip is laid out once per frame; then frames, belt, cards, tokens and
 * call-outs are drawn one over the other. How much a card shows depends on its
 * width alone, and everything fades in and out with it, so that zooming from 3
 * cards to 200 never jumps:
 *
 *   150 and more   wires, operators, heat strips, numbers of the present card
 *    90 .. 150     wires, operators and bars
 *    16 .. 90      bars
 *    less          colours, the gates one over the other
 */
#ifndef GATEREEL_SCENE_VIEW_STRIP_STRIP_H
#define GATEREEL_SCENE_VIEW_STRIP_STRIP_H

#include "scene/look/notation.h"
#include "scene/scene.h"
#include "scene/view/strip/window.h"

/* How a cell is drawn. Places are shares of a card's width. */
struct cell_look {
    int gates, signal[4];  /* the columns, from the left */
    float at[4];           /* their middles */
    int phase[4];          /* in which they are computed, */
    float begin[4];        /* and the part of it with which they begin */
    int state;             /* the signal on the belt */
    float keep, add;       /* its operators, or keep = 0: none */
    float branch;          /* where h leaves the belt for the gates; 0: the
                              gates have a bus of their own */
    float squash;          /* tanh: on a tap (lstm), on the belt (rnn, dense) */
    int move;              /* the phase that takes the belt past them */
    struct {
        float time, at;    /* phases since the step began, share of the card */
    } front[8];            /* of the belt while it is computed; ends at 1 */
};

/* How much of a kind of detail is to be seen, 0 .. 1. Wires and letters come
 * when there is room for them, so that they never lie over the bars. */
struct detail {
    float full;         /* heat strips and numbers */
    float wires_room, wires; /* and operators */
    float letters_room, letters; /* of the gates */
    float bars;         /* else colours, one over the other */
    float frames;       /* of the cards */
};

struct strip {
    const struct scene *scene;
    const struct cell_look *look;
    struct box box;        /* of the panel */
    struct window window;
    struct detail detail;
    enum cell cell;
    int layer, unit;       /* unit -1: the mean */
    bool live;             /* backward: all steps are done */
    float size;            /* 1 .. 1.35: strokes and letters */
    float top, height;     /* of the cards */
    float belt, node, gates, gates_height, bus; /* y of what is in them */
    float callouts, tokens; /* y of their middles; 0: no room */
    float picture;         /* side of a picture that is read among the tokens */
    float connect;         /* upper edge of the lane below the tokens; 0: not
                              asked for, or no room */
};

/* How much of what is still to come is seen. */
static const float strip_later = 0.42f;

/* A card as it is drawn. */
struct card {
    struct box box;
    int step;
    bool now;              /* the playhead is on it */
    float alpha;           /* 0: out of sight */
};

/* The strip of the present layer in a panel: where its lanes, cards and wires
 * are. The backward picture is laid over it, so that turning around moves
 * nothing. */
struct strip strip_lay_out(const struct scene *scene, struct box box);

/* A strip without title, wires and call-outs, in `row`, for the picture of all
 * layers; the window is given. */
struct strip strip_row(const struct scene *scene, int layer, struct box row,
                       const struct window *window);

/* Frames, belt and gates. */
void strip_draw_cards(const struct strip *strip);

struct card strip_card(const struct strip *strip, int step);

/* How far a phase of a step is; 1 for all of them in the backward pass. */
float strip_progress(const struct strip *strip, int step, int phase);

/* The subject of a signal at a step: of the chosen unit, else the mean of a
 * gate and the root mean square of what has a sign. */
struct draw_id strip_subject(const struct strip *strip, int signal, int step);
/* Its value, fast for many units. */
double strip_value(const struct strip *strip, int signal, int step);

/* A spot as far as it is within the panel. */
void strip_spot(const struct strip *strip, struct box box, struct draw_id id,
                int action, int value);

/* Text that is centred on the belt, in the cell's words: "tanh", "relu". */
const char *strip_squash(const struct strip *strip);

#endif

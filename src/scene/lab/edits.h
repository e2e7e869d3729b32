/* What was done to a network by hand: gates held, wires cut, inputs and
 * weights changed. A list in the order in which it was done; later ones go
 * before earlier ones.
 */
#ifndef GATEREEL_SCENE_LAB_EDITS_H
#define GATEREEL_SCENE_LAB_EDITS_H

#include "base/error.h"
#include "nn/net/params.h"
#include "nn/net/pin.h"
#include "scene/film/film.h"

enum edit_kind {
    EDIT_PIN,     /* pin holds; a cut wire between two steps is a pin of h' or
                     c' at 0 */
    EDIT_FREE,    /* no pin of pin.signal holds within pin's range */
    EDIT_INPUT,   /* x_step[index] = value; a token: value is its id */
    EDIT_WEIGHT,  /* weights of a tensor of params: rows and columns from 0,
                     both included; = value, or *= value */
    EDIT_KINDS
};

struct edit {
    enum edit_kind kind;
    int lane;                        /* LANES_MAX + k: reference k */
    enum cell cell;                  /* of its first layer: in a lane that has
                                        become another cell it does nothing */
    struct pin pin;                  /* PIN, FREE */
    int step, index;                 /* INPUT: step from 1 */
    int tensor;                      /* WEIGHT */
    int first_row, last_row, first_column, last_column;
    bool multiply;
    real value;
};

/* Does it point at something that exists in this network, run for `steps`
 * steps? */
bool edit_check(const struct edit *edit, const struct params *params, int steps,
                struct error *error);

bool edits_touch(const struct edit *edit, size_t count, int lane);

/* Edits stay when dials make a network smaller or its run shorter: what then
 * lies outside does nothing. */
struct edits {
    const struct edit *edit;
    size_t count;
    int lane;                  /* whose edits are meant */
    const struct params *params; /* of the lane */
    int steps;
};

/* What there still is of an edit in the lane as it is now; false: nothing. */
bool edits_fit(const struct edits *edits, const struct edit *edit,
               struct edit *out);

/* Is there anything left of any of them? */
bool edits_act(const struct edits *edits);

/* Pins that hold in a lane, none overlapping another: each is cut to what
 * later ones leave of it. *pin is grown; false without memory. */
struct pin_list {
    struct pin *pin;
    size_t count, capacity;
};
bool edits_pins(const struct edits *edits, struct pin_list *list,
                struct error *error);

/* What a film reads, as numbers and by name, and its weights: those of the
 * `untouched` one, which has the same shapes, with the edits. To be packed and
 * run again. */
void edits_film(const struct edits *edits, const struct film *untouched,
                struct film *film);

/* An edit as one line of text, and the way back, bit for bit:
 *
 *   layer0.f[3..5]@10..20=1          pinned (or *=)
 *   free layer0.f[3..5]@10..20
 *   x[1]@14=0.35                     input 1 at step 14
 *   token@14=3
 *   weight_hh_l0[3][5]=0.1           row 3, column 5 (or *=, and ranges)
 *
 * All numbers count from 1 but the layer. Parsing checks against the network
 * and the run. */
enum { EDIT_TEXT_MAX = 160 };
char *edit_print(const struct edit *edit, const struct params *params,
                 char out[EDIT_TEXT_MAX]);
bool edit_parse(const char *text, const struct params *params, int steps,
                struct edit *edit, struct error *error);

#endif

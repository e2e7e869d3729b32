/* What was done to a network by hand: gates held, wires cut, inputs and
 * weights changed. A list in the order in which it was done; later ones go
 * before earlier ones.
 */
#ifndef GATEREEL_SCENE_LAB_EDITS_H
#define GATEREEL_SCENE_LAB_EDITS_H

#include "base/error.h"
#include "nn/net/params.h"
#include "nn/net/pin.h"

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
    int lane;
    struct pin pin;                  /* PIN, FREE */
    int step, index;                 /* INPUT: step from 1 */
    int tensor;                      /* WEIGHT */
    int first_row, last_row, first_column, last_column;
    bool multiply;
    real value;
};

/* Does it point at something that exists in a network run for `steps` steps? */
bool edit_check(const struct edit *edit, const struct spec *spec, int steps,
                struct error *error);

bool edits_touch(const struct edit *edit, size_t count, int lane);

/* Pins that hold in a lane, none overlapping another: those of `edit`, each
 * cut to what later ones leave of it. *pin is grown; false without memory. */
struct pin_list {
    struct pin *pin;
    size_t count, capacity;
};
bool edits_pins(const struct edit *edit, size_t count, int lane,
                struct pin_list *list, struct error *error);

/* Inputs and weights of a lane, changed in place. x [T][X], or ids [T]; the
 * other is NULL. */
void edits_inputs(const struct edit *edit, size_t count, int lane, int inputs,
                  real *x, int *ids);
void edits_weights(const struct edit *edit, size_t count, int lane,
                   struct params *params);

#endif

/* Interventions: signals held at a value, or scaled, for a range of steps.
 *
 * Everything else is computed again around them. A held signal passes no
 * gradient; a scaled one passes it multiplied. A run with pins goes to a tape
 * of its own, so that the untouched run stays beside it.
 */
#ifndef GATEREEL_NN_NET_PIN_H
#define GATEREEL_NN_NET_PIN_H

#include "base/error.h"
#include "nn/kernel/kernel.h"
#include "nn/net/tape.h"

/* What a step reads of the step before: h_{t-1}, c_{t-1}, "h'" and "c'" in
 * text. Held at 0 it is a wire that is cut. */
enum { PIN_READ_H = -1, PIN_READ_C = -2 };

struct pin {
    int layer, signal;         /* of the cell, or PIN_READ_.. */
    int first_unit, last_unit; /* from 0, both included */
    int first_step, last_step; /* from 1, both included */
    bool multiply;             /* signal *= value; else signal = value */
    real value;                /* finite */
};

struct pins {
    int count;
    const struct pin *pin;     /* a later one overrides an earlier one */
};

/* Does the pin point at something that exists in a network run for T steps? */
bool pin_check(const struct pin *pin, const struct spec *spec, int steps,
               struct error *error);

/* Parses "layer0.f[3..5]@10..20=1" or "..*=0.5"; unit and step ranges count
 * from 1 as everywhere on screen, and either may be left out for all. */
bool pin_parse(const char *text, const struct spec *spec, int steps,
               struct pin *pin, struct error *error);

/* What is held in layer l at step t, written to tape->hold. False when nothing
 * is (then *hold means nothing). pins may be NULL. */
bool pins_at(const struct pins *pins, const struct tape *tape, int l, int t,
             struct hold *hold);

#endif

/* Interventions: signals held at a value, or scaled, for a range of steps.
 *
 * Everything else is computed again around them. A held signal passes no
 * gradient; a scaled one passes it multiplied. A run with pins goes to a tape
 * of its own, so that the untouched run stays beside it.
 *
 * The wires between steps may be held too: what step t reads as h_{t-1} or
 * c_{t-1}, in every place where it does (the LSTM's f * c_{t-1}, the GRU's
 * z * h_{t-1} and all gates), while h_{t-1} and c_{t-1} themselves stay what
 * they are for the layer above, the head and the recording.
 */
#ifndef GATEREEL_NN_NET_PIN_H
#define GATEREEL_NN_NET_PIN_H

#include "base/error.h"
#include "nn/kernel/kernel.h"
#include "nn/net/tape.h"

/* What a step reads of the step before: h_{t-1}, c_{t-1}, "h'" and "c'" in
 * text: of recurrent cells, and c of the lstm. Held at 0 it is a wire that is
 * cut. */
enum { PIN_READ_H = -1, PIN_READ_C = -2, PIN_READS = 2 };

/* Rows of a struct hold. */
enum { PIN_ROWS = SIGNALS_MAX + PIN_READS };

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
 * from 1 as everywhere on screen, and either may be left out for all.
 * "layer0.h'[3]@10=0" cuts the wire of unit 3 into step 10. */
bool pin_parse(const char *text, const struct spec *spec, int steps,
               struct pin *pin, struct error *error);

/* What is held in layer l at step t, written to tape->hold, with tape->read as
 * scratch for wires. False when nothing is (then *hold means nothing). pins may
 * be NULL. */
bool pins_at(const struct pins *pins, const struct tape *tape, int l, int t,
             struct hold *hold);

/* Where a hold keeps `signal`, PIN_READ_.. too: at this times the pitch. */
static inline size_t pin_row(int signal)
{
    return (size_t)(signal < 0 ? SIGNALS_MAX - 1 - signal : signal);
}

/* Row (t - 1, b) of layer l as step t reads it: the row of the run where no
 * wire is held or hold is NULL, else in hold->read, where of all signals only
 * the states stand. b = -1: all rows, the first of which is returned. */
const real *pins_before(const struct hold *hold, const struct tape *values,
                        int l, int t, int b);

/* h_{t-1} of batch entry b as step t of layer l reads it; in values->read where
 * a wire is held. pins may be NULL. */
const real *pins_read_h(const struct pins *pins, const struct tape *values,
                        int l, int t, int b);

/* row[0..units) *= the factor of `signal`, 0 where it is held. */
void pins_scale(const struct hold *hold, int signal, size_t pitch, int units,
                real *row);

#endif

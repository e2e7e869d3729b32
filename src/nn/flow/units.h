/* What a gate of one unit does over a whole run. */
#ifndef GATEREEL_NN_FLOW_UNITS_H
#define GATEREEL_NN_FLOW_UNITS_H

#include "nn/net/tape.h"

struct unit_stats {
    double mean;
    double low_share;  /* share of steps below 0.1: left-saturated */
    double high_share; /* share of steps above 0.9: right-saturated
                          (Karpathy, Johnson & Li 2015) */
    double low, high;  /* least and largest value */
};

/* Of signal `signal` of unit `unit` over steps 1 .. length of a batch entry. */
struct unit_stats unit_stats(const struct tape *values, int layer, int signal,
                             int entry, int unit);

/* How long a unit keeps what it holds, from its keeping gate (f of the LSTM,
 * z of the GRU). */
struct retention {
    double median;    /* over t: steps until the product of the gate from t on
                         is below 0.5; steps that never get there count as
                         longer than any that does */
    double half_life; /* ln 0.5 / mean ln gate: misleading for units that hold
                         and then reset; INFINITY where the gate is always 1 */
    bool beyond;      /* the median step keeps more than half to the end: then
                         `median` is only a lower bound, the steps that were left */
};

/* `scratch` holds T ints. NaN everywhere for cells without such a gate. */
struct retention unit_retention(const struct tape *values, int layer, int entry,
                                int unit, int *scratch);

#endif

/* What a signal of a unit does over a whole run. */
#ifndef GATEREEL_NN_FLOW_UNITS_H
#define GATEREEL_NN_FLOW_UNITS_H

#include "nn/net/tape.h"

/* What counts as saturated goes by the range of the signal: a gate (0 .. 1)
 * below 0.1 or above 0.9 (Karpathy, Johnson & Li 2015), a tanh (-1 .. 1) below
 * -0.9 or above 0.9. A signal without bounds is never saturated: NaN. */
struct unit_stats {
    double mean;       /* of a gate; of |value| where there is a sign */
    double low_share;  /* of the steps that are saturated at the low end */
    double high_share; /* at the high end */
    double low, high;  /* least and largest value; NaN counts for nothing */
};

/* Has the signal bounds that it can be saturated at? */
bool unit_saturates(const struct layer_spec *layer, int signal);

/* The gate that keeps, f or z; -1 for cells without one. */
int unit_keeper(enum cell cell);

/* Of signal `signal` of unit `unit` over steps 1 .. length of a batch entry. */
struct unit_stats unit_stats(const struct tape *values, int layer, int signal,
                             int entry, int unit);

/* The same of all units of a layer, a few steps at a time: neighbours on a
 * tape are the units of a step, not the steps of a unit. stats[H] begins as
 * unit_stats_none, takes up every step in order, and is done. */
extern const struct unit_stats unit_stats_none;
void unit_stats_take(const struct tape *values, int layer, int signal,
                     int entry, int step, struct unit_stats *stats);
void unit_stats_end(const struct tape *values, int layer, int signal,
                    int entry, struct unit_stats *stats);

/* The gradient that reaches h of a unit: the root mean square of dL/dh_t over
 * the steps. What has been taken up is sum * 4^-exponent. {0}: nothing. */
struct unit_gradient {
    double sum;
    int exponent;
};
void unit_gradient_take(const struct tape *gradients, int layer, int entry,
                        int step, struct unit_gradient *all);
/* log10 of it after `steps` steps; -INFINITY for 0. */
double unit_gradient_end(const struct unit_gradient *gradient, int steps);

/* A unit is dead where its h moves by less than unit_still between its least
 * and largest value in a run of at least UNIT_DEAD_STEPS steps: whatever is
 * read, the others learn nothing from it. This is the relu that is never on of
 * Maas, Hannun & Ng 2013, and the dormant unit of Sokar et al. 2023, for cells
 * whose resting value need not be 0. */
enum { UNIT_DEAD_STEPS = 10 };
extern const double unit_still; /* 0.01 */
bool unit_is_dead(const struct unit_stats *hidden, int steps);

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

/* `scratch` holds T ints. NaN everywhere for cells without such a gate, and
 * where the gate is once no number. */
struct retention unit_retention(const struct tape *values, int layer, int entry,
                                int unit, int *scratch);

#endif

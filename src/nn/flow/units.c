/* Statistics of single units, read straight off the tape. */
#include "nn/flow/units.h"

#include <limits.h>
#include <math.h>
#include <stdlib.h>

/* Where a signal counts as saturated, and how its mean is taken. */
struct range {
    double low, high;
    bool bounded, sign;
};

const struct unit_stats unit_stats_none = {0, 0, 0, INFINITY, -INFINITY};
const double unit_still = 0.01;

int unit_keeper(enum cell cell)
{
    switch (cell) {
    case CELL_LSTM: return LSTM_F;
    case CELL_GRU: return GRU_Z;
    case CELL_GRU_BEFORE: return GRUB_Z;
    default: return -1;
    }
}

static double at(const struct tape *values, int layer, int signal, int t,
                 int entry, int unit)
{
    return tape_signal(values, layer, signal, t, entry)[unit];
}

/* h of a GRU mixes values of a tanh, that of an RNN may be one. */
static struct range range_of(const struct layer_spec *layer, int signal)
{
    const struct cell_info *cell = layer_cell(layer);
    const struct signal_info *info = &cell->signal[signal];
    bool gate = info->low == 0 && info->high == 1;
    bool squashed = info->low == -1 ||
                    (signal == cell->h && layer->activation == ACT_TANH);
    return (struct range){.low = gate ? 0.1 : -0.9, .high = 0.9,
                          .bounded = gate || squashed, .sign = !gate};
}

bool unit_saturates(const struct layer_spec *layer, int signal)
{
    return range_of(layer, signal).bounded;
}

static void take(struct unit_stats *stats, const struct range *range,
                 double value)
{
    stats->mean += range->sign ? fabs(value) : value;
    stats->low_share += value < range->low;
    stats->high_share += value > range->high;
    stats->low = value < stats->low ? value : stats->low;
    stats->high = value > stats->high ? value : stats->high;
}

static void end(struct unit_stats *stats, const struct range *range, int steps)
{
    stats->mean /= steps;
    stats->low_share = range->bounded ? stats->low_share / steps : NAN;
    stats->high_share = range->bounded ? stats->high_share / steps : NAN;
}

struct unit_stats unit_stats(const struct tape *values, int layer, int signal,
                             int entry, int unit)
{
    struct unit_stats stats = unit_stats_none;
    struct range range = range_of(&values->spec.layer[layer], signal);
    for (int t = 1; t <= values->lengths[entry]; t++)
        take(&stats, &range, at(values, layer, signal, t, entry, unit));
    end(&stats, &range, values->lengths[entry]);
    return stats;
}

void unit_stats_take(const struct tape *values, int layer, int signal,
                     int entry, int step, struct unit_stats *stats)
{
    struct range range = range_of(&values->spec.layer[layer], signal);
    const real *row = tape_signal(values, layer, signal, step, entry);
    for (int u = 0; u < values->layer[layer].units; u++)
        take(&stats[u], &range, row[u]);
}

void unit_stats_end(const struct tape *values, int layer, int signal,
                    int entry, struct unit_stats *stats)
{
    struct range range = range_of(&values->spec.layer[layer], signal);
    for (int u = 0; u < values->layer[layer].units; u++)
        end(&stats[u], &range, values->lengths[entry]);
}

/* The smaller exponent is that of the larger numbers: it is kept. */
static void add_square(struct unit_gradient *all, double value, int exponent)
{
    double square = value * value;
    if (square == 0)
        return;
    if (all->sum == 0)
        all->exponent = exponent;
    if (exponent < all->exponent) {
        all->sum = ldexp(all->sum, 2 * (exponent - all->exponent));
        all->exponent = exponent;
    }
    all->sum += ldexp(square, 2 * (all->exponent - exponent));
}

void unit_gradient_take(const struct tape *gradients, int layer, int entry,
                        int step, struct unit_gradient *all)
{
    int hidden = layer_cell(&gradients->spec.layer[layer])->h;
    const real *row = tape_signal(gradients, layer, hidden, step, entry);
    int exponent = tape_exponent(gradients, layer, step, entry);
    for (int u = 0; u < gradients->layer[layer].units; u++)
        add_square(&all[u], row[u], exponent);
}

double unit_gradient_end(const struct unit_gradient *gradient, int steps)
{
    const double log10_2 = 0.30102999566398119521;
    return 0.5 * log10(gradient->sum / steps) - gradient->exponent * log10_2;
}

bool unit_is_dead(const struct unit_stats *hidden, int steps)
{
    return steps >= UNIT_DEAD_STEPS && isfinite(hidden->mean) &&
           hidden->high - hidden->low < unit_still;
}

static int compare(const void *a, const void *b)
{
    int x = *(const int *)a, y = *(const int *)b;
    return (x > y) - (x < y);
}

/* ln of the gate; a gate that is 0 forgets at once, whatever came before. */
static double log_gate(const struct tape *values, int layer, int signal,
                       int entry, int unit, int t)
{
    const double forgets_all = -1e3;
    double kept = log(at(values, layer, signal, t, entry, unit));
    return kept < forgets_all ? forgets_all : kept;
}

/* out[t - 1] = steps from t on until the product falls below 0.5, INT_MAX if
 * it does not. The end of that stretch only moves on with t, so both ends are
 * walked once. Returns the sum of all logs. */
static double find_kept(const struct tape *values, int layer, int signal,
                        int entry, int unit, int *out)
{
    int steps = values->lengths[entry], end = 0;
    double sum = 0, all = 0;
    for (int t = 1; t <= steps; t++) {
        while (end < steps && sum >= log(0.5)) {
            double next = log_gate(values, layer, signal, entry, unit, ++end);
            sum += next;
            all += next;
        }
        out[t - 1] = sum < log(0.5) ? end - t + 1 : INT_MAX;
        sum -= log_gate(values, layer, signal, entry, unit, t);
    }
    return all;
}

struct retention unit_retention(const struct tape *values, int layer, int entry,
                                int unit, int *scratch)
{
    int signal = unit_keeper(values->spec.layer[layer].cell);
    int steps = values->lengths[entry];
    if (signal < 0)
        return (struct retention){NAN, NAN, false};
    double logs = find_kept(values, layer, signal, entry, unit, scratch);
    if (isnan(logs))
        return (struct retention){NAN, NAN, false};
    qsort(scratch, steps, sizeof *scratch, compare);
    int middle = scratch[steps / 2];
    return (struct retention){
        .median = middle == INT_MAX ? steps - steps / 2 : middle,
        .half_life = logs < 0 ? log(0.5) / (logs / steps) : INFINITY,
        .beyond = middle == INT_MAX,
    };
}

/* Statistics of single units, read straight off the tape. */
#include "nn/flow/units.h"

#include <limits.h>
#include <math.h>
#include <stdlib.h>

static double at(const struct tape *values, int layer, int signal, int t,
                 int entry, int unit)
{
    return tape_signal(values, layer, signal, t, entry)[unit];
}

struct unit_stats unit_stats(const struct tape *values, int layer, int signal,
                             int entry, int unit)
{
    struct unit_stats stats = {0, 0, 0, INFINITY, -INFINITY};
    int steps = values->lengths[entry];
    for (int t = 1; t <= steps; t++) {
        double value = at(values, layer, signal, t, entry, unit);
        stats.mean += value;
        stats.low_share += value < 0.1;
        stats.high_share += value > 0.9;
        stats.low = fmin(stats.low, value);
        stats.high = fmax(stats.high, value);
    }
    stats.mean /= steps;
    stats.low_share /= steps;
    stats.high_share /= steps;
    return stats;
}

static int keeping_gate(enum cell cell)
{
    switch (cell) {
    case CELL_LSTM: return LSTM_F;
    case CELL_GRU: return GRU_Z;
    case CELL_GRU_BEFORE: return GRUB_Z;
    default: return -1;
    }
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
    return fmax(log(at(values, layer, signal, t, entry, unit)), forgets_all);
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
    int signal = keeping_gate(values->spec.layer[layer].cell);
    int steps = values->lengths[entry];
    if (signal < 0)
        return (struct retention){NAN, NAN, false};
    double logs = find_kept(values, layer, signal, entry, unit, scratch);
    qsort(scratch, steps, sizeof *scratch, compare);
    int middle = scratch[steps / 2];
    return (struct retention){
        .median = middle == INT_MAX ? steps - steps / 2 : middle,
        .half_life = logs < 0 ? log(0.5) / (logs / steps) : INFINITY,
        .beyond = middle == INT_MAX,
    };
}

/* Every slider is a row of notches, which it goes along evenly enough for a
 * hand: gains by their root, biases as they are, lengths by their logarithm.
 */
#include <math.h>

#include "scene/lab/dial/dial.h"

/* The lengths and widths that are offered, and how much they may be together,
 * T H^2, for a picture to be made at once. */
enum { STEPS_TO = 10000, UNITS_TO = 256 };
static const double work_most = 1.7e8;

static const double bias_from = -4, bias_to = 8;

int dial_file_steps(const struct dial_desk *desk)
{
    int left = desk->cast->sequence.steps - desk->setup->first + 1;
    return left > 1 ? left : 1;
}

/* The end of the range, and what of it can be reached. */
static double range_end(const struct dial_desk *desk, enum dial dial)
{
    switch (dial) {
    case DIAL_GAIN: return setup_gain_max;
    case DIAL_FORGET: return bias_to;
    case DIAL_UNITS: return UNITS_TO;
    default:
        return desk->setup->input == LAB_FILE ? dial_file_steps(desk)
                                              : STEPS_TO;
    }
}

double dial_least(enum dial dial)
{
    return dial == DIAL_GAIN ? 0 : dial == DIAL_FORGET ? bias_from : 1;
}

double dial_most(const struct dial_desk *desk, enum dial dial)
{
    double end = range_end(desk, dial), most = end;
    double units = desk->setup->units, steps = desk->setup->steps;

    if (dial == DIAL_UNITS)
        most = sqrt(work_most / steps);
    else if (dial == DIAL_STEPS && dial_there(desk, DIAL_UNITS))
        most = work_most / (units * units);
    return fmax(fmin(floor(most), end), 1);
}

/* 1 .. 10, then ten numbers a decade. */
static double whole_notch(int k)
{
    static const double front[] = {1, 1.2, 1.5, 2, 2.5, 3, 4, 5, 6, 8};

    return k < 10 ? k + 1 : round(pow(10, k / 10) * front[k % 10]);
}

/* The k-th notch, the double nearest to its decimals; beyond the last one of a
 * whole dial, its end. */
static double notch(const struct dial_desk *desk, enum dial dial, int k)
{
    switch (dial) {
    case DIAL_GAIN:
        return k < 40 ? k / 20.0 : k < 70 ? (k - 20) / 10.0 : (k - 50) / 4.0;
    case DIAL_FORGET: return (10 * bias_from + k) / 10;
    default: return fmin(whole_notch(k), dial_most(desk, dial));
    }
}

/* The last of them. */
static int last_notch(const struct dial_desk *desk, enum dial dial)
{
    double most = dial_most(desk, dial);
    int k = 0;

    while (notch(desk, dial, k) < most)
        k++;
    return k;
}

double dial_share(const struct dial_desk *desk, enum dial dial, double value)
{
    double end = range_end(desk, dial), share;

    if (isnan(value))
        return NAN;
    if (dial == DIAL_GAIN)
        share = sqrt(fmax(value, 0) / end);
    else if (dial == DIAL_FORGET)
        share = (value - bias_from) / (bias_to - bias_from);
    else
        share = end > 1 ? log(fmax(value, 1)) / log(end) : 0;
    return fmin(fmax(share, 0), 1);
}

double dial_at(const struct dial_desk *desk, enum dial dial, double share)
{
    int best = 0, last = last_notch(desk, dial);
    double nearest = INFINITY;

    for (int k = 0; k <= last; k++) {
        double away = fabs(dial_share(desk, dial, notch(desk, dial, k)) -
                           share);
        if (away < nearest) {
            nearest = away;
            best = k;
        }
    }
    return notch(desk, dial, best);
}

int dial_ticks(const struct dial_desk *desk, enum dial dial,
               double tick[DIAL_TICKS_MAX])
{
    static const double gain[] = {0, 0.5, 1, 2.5, 5, 10};
    static const double bias[] = {-4, -2, 0, 2, 4, 6, 8};
    static const double whole[] = {1, 10, 100, 1000, 10000};
    const double *from = dial == DIAL_GAIN ? gain :
                         dial == DIAL_FORGET ? bias : whole;
    int most = dial == DIAL_GAIN ? 6 : dial == DIAL_FORGET ? 7 : 5, count = 0;
    double end = range_end(desk, dial);

    while (count < most && from[count] <= end) {
        tick[count] = from[count];
        count++;
    }
    if (tick[count - 1] * 1.5 < end)
        tick[count++] = end;
    else
        tick[count - 1] = end;
    return count;
}

/* The next notch above, or below, a value; the value itself at the end. */
static double next_notch(const struct dial_desk *desk, enum dial dial,
                         double value, bool up)
{
    const double dust = 1e-9;
    int last = last_notch(desk, dial);

    if (up) {
        for (int k = 0; k <= last; k++)
            if (notch(desk, dial, k) > value + dust)
                return notch(desk, dial, k);
    } else {
        for (int k = last; k >= 0; k--)
            if (notch(desk, dial, k) < value - dust)
                return notch(desk, dial, k);
    }
    return value;
}

/* A tenth of a notch on or back. */
static double next_fine(enum dial dial, double value, bool up)
{
    double parts = dial == DIAL_GAIN ? 200 : dial == DIAL_FORGET ? 100 : 1;
    return (round(value * parts) + (up ? 1 : -1)) / parts;
}

double dial_next(const struct dial_desk *desk, enum dial dial, double value,
                 bool up, bool fine)
{
    return fine ? next_fine(dial, value, up)
                : next_notch(desk, dial, value, up);
}

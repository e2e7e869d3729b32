/* A straight line through log10 |gradient| against the lag, and words for what
 * stands at its end. */
#include "nn/flow/rate.h"

#include <math.h>

static const double LN_10 = 2.30258509299404568402;

/* Where the verdicts begin and end, in log10. */
static const double FADES_FROM = -8, HOLDS_FROM = -1, HOLDS_TO = 1;

/* Slopes of a curve that holds are rounding. */
static double half_life_of(double slope)
{
    double steps = slope < 0 ? log10(0.5) / slope : INFINITY;

    return steps <= RATE_HALF_LIFE_MAX ? steps : INFINITY;
}

struct rate rate_of(const double *log10_by_lag, int lags)
{
    double n = 0, x = 0, y = 0, xx = 0, xy = 0;
    int last = 0;
    for (int k = 0; k <= lags; k++) {
        double value = log10_by_lag[k];
        if (!isfinite(value))
            continue;
        n += 1;
        x += k;
        y += value;
        xx += (double)k * k;
        xy += k * value;
        last = k;
    }
    if (n < 2)
        return (struct rate){NAN, NAN, NAN, (int)n};
    double slope = (n * xy - x * y) / (n * xx - x * x);
    return (struct rate){
        .slope = slope,
        .half_life = half_life_of(slope),
        .lyapunov = LN_10 * log10_by_lag[last] / last,
        .points = (int)n,
    };
}

enum verdict verdict_of(double log10_left)
{
    if (isnan(log10_left))
        return VERDICT_UNKNOWN;
    if (log10_left < FADES_FROM)
        return VERDICT_VANISHES;
    if (log10_left < HOLDS_FROM)
        return VERDICT_FADES;
    return log10_left <= HOLDS_TO ? VERDICT_HOLDS : VERDICT_EXPLODES;
}

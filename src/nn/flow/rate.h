/* How fast a gradient decays or grows with the lag, and what that is called. */
#ifndef GATEREEL_NN_FLOW_RATE_H
#define GATEREEL_NN_FLOW_RATE_H

enum { RATE_HALF_LIFE_MAX = 1000000 }; /* steps */

struct rate {
    double slope;     /* log10 per step of lag, by least squares; negative: decay */
    double half_life; /* steps until half is left, log10(0.5) / slope; INFINITY
                         where it does not decay, and where that would be
                         more than RATE_HALF_LIFE_MAX */
    double lyapunov;  /* finite-time exponent (1/k) ln |D| at the largest lag */
    int points;       /* how many finite values were used */
};

/* log10_by_lag[k] at lag k = 0 .. lags; infinite values (true zeros) and NaN
 * are left out. All NaN with fewer than two points. */
struct rate rate_of(const double *log10_by_lag, int lags);

/* In one word, what is left of a gradient. */
enum verdict {
    VERDICT_UNKNOWN,  /* NaN */
    VERDICT_VANISHES, /* below 1e-8, a true zero too */
    VERDICT_FADES,    /* below 0.1 */
    VERDICT_HOLDS,    /* up to 10 */
    VERDICT_EXPLODES, /* above, infinite too */
};

/* Of the log10 of what is left at some lag, of the start's 1. */
enum verdict verdict_of(double log10_left);

#endif

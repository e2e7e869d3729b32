/* How fast a gradient decays or grows with the lag. */
#ifndef GATEREEL_NN_FLOW_RATE_H
#define GATEREEL_NN_FLOW_RATE_H

struct rate {
    double slope;     /* log10 per step of lag, by least squares; negative: decay */
    double half_life; /* steps until half is left, log10(0.5) / slope; INFINITY
                         where it does not decay */
    double lyapunov;  /* finite-time exponent (1/k) ln |D| at the largest lag */
    int points;       /* how many finite values were used */
};

/* log10_by_lag[k] at lag k = 0 .. lags; infinite values (true zeros) and NaN
 * are left out. All NaN with fewer than two points. */
struct rate rate_of(const double *log10_by_lag, int lags);

#endif

/* Powers of the recurrent matrix: what the textbook says of a linear network.
 *
 * For h_t = W x_t + U h_{t-1}:  dh_T/dx_{T-k} = U^k W. Its size grows or falls
 * like rho^k in the long run, rho the largest |eigenvalue| of U, whatever its
 * size does in the first steps.
 */
#ifndef GATEREEL_NN_FLOW_POWER_H
#define GATEREEL_NN_FLOW_POWER_H

#include "base/error.h"
#include "base/real.h"

/* Doubles of scratch for an n x n matrix. */
size_t spectral_work(int n);

/* The largest |eigenvalue| of a[n][n], whose eigenvalues may be complex, from
 * the size of its powers up to 2^40: to about ten digits, where the eigenvalue
 * itself depends smoothly on the entries (of an m-fold one no method finds more
 * than the m-th part of all digits: Golub & Van Loan 2013, chapter 7.2). Exactly
 * 0 where a power is exactly 0, as of a matrix with numbers above its diagonal
 * only. NaN or infinity in `a` gives NaN. */
double spectral_radius(const real *a, int n, double *work);

struct linear_power {
    const real *u, *w;  /* U [H][H], W [H][X] */
    int units, inputs;  /* H, X */
    int lags;           /* K */
};

/* out[k] = log10 of the largest singular value of U^k W, k = 0 .. K: beyond the
 * range of a double too, -INFINITY where it is exactly 0. Fails only without
 * memory. */
bool linear_power(const struct linear_power *power, double *out,
                  struct error *error);

#endif

/* Sums and products of dense matrices of doubles, for the norms of gradients.
 *
 * The order of every sum depends on the sizes alone.
 */
#ifndef GATEREEL_NN_FLOW_MATRIX_H
#define GATEREEL_NN_FLOW_MATRIX_H

#include <stddef.h>

/* x . y */
double matrix_dot(const double *x, const double *y, int n);

/* to += factor x */
void matrix_add(double *to, double factor, const double *x, int n);

/* x *= factor */
void matrix_scale(double *x, double factor, size_t n);

/* to[columns] += q^T a, a[rows][columns] */
void matrix_add_rows(double *to, const double *q, const double *a, int rows,
                     int columns);

/* out[n][columns] = a[n][n] b[n][columns]; out is neither of them. */
void matrix_multiply(const double *a, const double *b, int n, int columns,
                     double *out);

/* The size of the largest entry. NaN is passed over, but not where there is
 * nothing but NaN and zeros. */
double matrix_largest(const double *a, size_t count);

/* Divides all entries by the power of two that brings the largest to between
 * 0.5 and 1, and returns its exponent; 0 where the largest is 0 or not finite,
 * and nothing is divided. */
int matrix_normalise(double *a, size_t count);

#endif

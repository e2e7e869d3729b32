/* The largest singular value of a matrix. */
#ifndef GATEREEL_NN_FLOW_SINGULAR_H
#define GATEREEL_NN_FLOW_SINGULAR_H

#include <stddef.h>

/* Doubles of scratch for matrices of up to `rows` rows and `columns` columns. */
size_t singular_work(int rows, int columns);

/* Of a[rows][columns], by Lanczos iteration on a a^T with full
 * reorthogonalisation (Golub & Van Loan 2013, chapter 10): exact for small
 * matrices, to about ten digits for large ones. Entries may be of any size
 * from 1e-300 to 1e300. NaN or infinity in `a` gives NaN or infinity; a zero
 * matrix gives exactly 0. */
double singular_largest(const double *a, int rows, int columns, double *work);

/* The same for one matrix after another, each a little different. */
struct singular {
    const double *a;
    int rows, columns;
    double *left;     /* [rows] in: the left singular vector of the matrix
                         before, or zeros; out: that of this one. It is left
                         alone where the value is not finite or 0 */
    double tolerance; /* residual |a a^T q - v q| <= tolerance * v at the end;
                         the value has about as many digits less three */
    double *work;
};

double singular_follow(const struct singular *singular);

#endif

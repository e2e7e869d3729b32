/* Loops that compilers turn into vectors: several sums that do not wait for
 * each other, several rows at a time. */
#include "nn/flow/matrix.h"

#include <math.h>
#include <string.h>

enum { LANES = 8 };

double matrix_dot(const double *x, const double *y, int n)
{
    double lane[LANES] = {0};
    int k = 0;
    for (; k + LANES <= n; k += LANES)
        for (int i = 0; i < LANES; i++)
            lane[i] += x[k + i] * y[k + i];
    for (; k < n; k++)
        lane[0] += x[k] * y[k];
    return ((lane[0] + lane[1]) + (lane[2] + lane[3])) +
           ((lane[4] + lane[5]) + (lane[6] + lane[7]));
}

void matrix_add(double *to, double factor, const double *x, int n)
{
    for (int k = 0; k < n; k++)
        to[k] += factor * x[k];
}

void matrix_scale(double *x, double factor, size_t n)
{
    for (size_t k = 0; k < n; k++)
        x[k] *= factor;
}

/* Four rows at a time: `to` is read and written less often. */
void matrix_add_rows(double *restrict to, const double *q, const double *a,
                     int rows, int columns)
{
    size_t n = columns;
    int r = 0;
    for (; r + 4 <= rows; r += 4, a += 4 * n)
        for (size_t k = 0; k < n; k++)
            to[k] += (q[r] * a[k] + q[r + 1] * a[n + k]) +
                     (q[r + 2] * a[2 * n + k] + q[r + 3] * a[3 * n + k]);
    for (; r < rows; r++, a += n)
        matrix_add(to, q[r], a, columns);
}

void matrix_multiply(const double *a, const double *b, int n, int columns,
                     double *out)
{
    memset(out, 0, (size_t)n * columns * sizeof *out);
    for (int r = 0; r < n; r++)
        matrix_add_rows(out + (size_t)r * columns, a + (size_t)r * n, b, n,
                        columns);
}

double matrix_largest(const double *a, size_t count)
{
    double most[LANES] = {0};
    size_t k = 0;
    for (; k + LANES <= count; k += LANES)
        for (int i = 0; i < LANES; i++)
            most[i] = fabs(a[k + i]) > most[i] ? fabs(a[k + i]) : most[i];
    for (; k < count; k++)
        most[0] = fabs(a[k]) > most[0] ? fabs(a[k]) : most[0];
    for (int i = 1; i < LANES; i++)
        most[0] = most[i] > most[0] ? most[i] : most[0];
    for (k = 0; most[0] == 0 && k < count; k++)
        if (isnan(a[k]))
            return NAN;
    return most[0];
}

int matrix_normalise(double *a, size_t count)
{
    double most = matrix_largest(a, count);
    int exponent = 0;
    if (most == 0 || !isfinite(most))
        return 0;
    frexp(most, &exponent);
    matrix_scale(a, ldexp(1, -exponent), count);
    return exponent;
}

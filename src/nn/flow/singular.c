/* Lanczos: the matrix is only ever multiplied by vectors, and what it does to
 * them is collected in a small tridiagonal matrix whose largest eigenvalue is
 * the square we look for. Products of Jacobians are dominated by one direction
 * after a few steps, so a few iterations suffice there. */
#include "nn/flow/singular.h"

#include <math.h>
#include <string.h>

enum { ITERATIONS_MAX = 128, SETTLED_AFTER = 3 };
static const double SETTLED = 1e-11;

size_t singular_work(int rows, int columns)
{
    int m = rows < ITERATIONS_MAX ? rows : ITERATIONS_MAX;
    return (size_t)(m + 1) * rows + columns + 2 * (m + 1);
}

static double dot(const double *x, const double *y, int n)
{
    double sum = 0;
    for (int k = 0; k < n; k++)
        sum += x[k] * y[k];
    return sum;
}

static void add(double *to, double factor, const double *from, int n)
{
    for (int k = 0; k < n; k++)
        to[k] += factor * from[k];
}

/* out = a (a^T q) / scale^2. Dividing after each half keeps the squares of
 * very small and very large entries within the range of a double. */
static void multiply(const double *a, int rows, int columns, double scale,
                     const double *q, double *middle, double *out)
{
    memset(middle, 0, columns * sizeof *middle);
    for (int r = 0; r < rows; r++)
        if (q[r] != 0)
            add(middle, q[r], a + (size_t)r * columns, columns);
    for (int k = 0; k < columns; k++)
        middle[k] /= scale;
    for (int r = 0; r < rows; r++)
        out[r] = dot(a + (size_t)r * columns, middle, columns) / scale;
}

/* How many eigenvalues of the tridiagonal matrix lie below x (Sturm). */
static int below(const double *diagonal, const double *off, int n, double x)
{
    int count = 0;
    double d = 1;
    for (int k = 0; k < n; k++) {
        d = diagonal[k] - x - (k > 0 ? off[k - 1] * off[k - 1] / d : 0);
        if (d == 0)
            d = -1e-300;
        count += d < 0;
    }
    return count;
}

/* Largest eigenvalue, by bisection between Gershgorin's bounds. */
static double largest_eigenvalue(const double *diagonal, const double *off,
                                 int n)
{
    double low = 0, high = 0;
    for (int k = 0; k < n; k++) {
        double radius = (k > 0 ? fabs(off[k - 1]) : 0) +
                        (k + 1 < n ? fabs(off[k]) : 0);
        high = fmax(high, diagonal[k] + radius);
        low = fmax(low, diagonal[k]);
    }
    while (high - low > 1e-15 * high) {
        double middle = low + (high - low) / 2;
        if (middle <= low || middle >= high)
            break;
        if (below(diagonal, off, n, middle) == n)
            high = middle;
        else
            low = middle;
    }
    return high;
}

/* The size of the largest entry, or of the first that is not finite. */
static double largest_entry(const double *a, size_t count)
{
    double most = 0;
    for (size_t k = 0; k < count && isfinite(most); k++)
        if (!(fabs(a[k]) <= most))
            most = fabs(a[k]);
    return most;
}

/* A start with a part in every direction: no row of `a` is favoured. */
static void start(double *q, int n)
{
    double state = 0.5, square = 0;
    for (int k = 0; k < n; k++) {
        state = fmod(state * 75 + 0.618033988749895, 1);
        q[k] = 0.5 + state;
        square += q[k] * q[k];
    }
    for (int k = 0; k < n; k++)
        q[k] *= (k % 2 ? -1 : 1) / sqrt(square);
}

double singular_largest(const double *a, int rows, int columns, double *work)
{
    double scale = largest_entry(a, (size_t)rows * columns);
    if (scale == 0 || !isfinite(scale))
        return scale;
    int m = rows < ITERATIONS_MAX ? rows : ITERATIONS_MAX;
    double *q = work, *middle = q + (size_t)(m + 1) * rows;
    double *diagonal = middle + columns, *off = diagonal + m + 1;
    double value = 0;
    int settled = 0;
    start(q, rows);
    for (int j = 0; j < m && settled < SETTLED_AFTER; j++) {
        double *now = q + (size_t)j * rows, *next = now + rows;
        multiply(a, rows, columns, scale, now, middle, next);
        diagonal[j] = dot(now, next, rows);
        for (int pass = 0; pass < 2; pass++)
            for (int i = 0; i <= j; i++)
                add(next, -dot(q + (size_t)i * rows, next, rows),
                    q + (size_t)i * rows, rows);
        off[j] = sqrt(dot(next, next, rows));
        double better = largest_eigenvalue(diagonal, off, j + 1);
        settled = better - value <= SETTLED * better ? settled + 1 : 0;
        value = better;
        if (off[j] <= 1e-14 * value)
            break;
        for (int k = 0; k < rows; k++)
            next[k] /= off[j];
    }
    return scale * sqrt(value);
}

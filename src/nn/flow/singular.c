/* Lanczos: the matrix is only ever multiplied by vectors, and what it does to
 * them is collected in a small tridiagonal matrix whose largest eigenvalue is
 * the square we look for. Products of Jacobians are dominated by one direction
 * after a few steps, so a few iterations suffice there, and the fewer the
 * nearer they start.
 *
 * A start that is near one singular vector may know nothing of another that
 * has meanwhile become larger. So a part of every direction is mixed in, and
 * the residual must become so small that a larger value cannot hide: one that
 * is larger by d leaves a residual of about d times that part. */
#include "nn/flow/singular.h"

#include <math.h>
#include <string.h>

#include "nn/flow/matrix.h"

enum { ITERATIONS_MAX = 128 };

/* What is mixed into a start that is given. */
static const double MIXED = 0.01;

/* The residual of a start that is not. */
static const double TOLERANCE = 1e-13;

/* What Lanczos has collected after j steps: `diagonal` [j], `off` [j], of
 * which the last leads to the next vector. */
struct lanczos {
    double *q;                /* [ITERATIONS_MAX + 1][rows] orthonormal */
    double *diagonal, *off;
    double *ahead, *back;     /* [ITERATIONS_MAX] pivots from both ends */
    double *ritz;             /* [ITERATIONS_MAX] the eigenvector */
    double *middle;           /* [columns] */
};

static int iterations(int rows)
{
    return rows < ITERATIONS_MAX ? rows : ITERATIONS_MAX;
}

size_t singular_work(int rows, int columns)
{
    size_t m = iterations(rows) + 1;
    return m * rows + columns + 5 * m;
}

static struct lanczos place(const struct singular *singular)
{
    size_t m = iterations(singular->rows) + 1;
    double *after = singular->work + m * singular->rows;
    return (struct lanczos){singular->work, after, after + m, after + 2 * m,
                            after + 3 * m, after + 4 * m, after + 5 * m};
}

/* out = a (a^T q) / scale^2. Dividing after each half keeps the squares of
 * very small and very large entries within the range of a double. */
static void multiply(const struct singular *singular, double scale,
                     const double *q, double *middle, double *out)
{
    const double *a = singular->a;
    int rows = singular->rows, columns = singular->columns;
    memset(middle, 0, columns * sizeof *middle);
    matrix_add_rows(middle, q, a, rows, columns);
    matrix_scale(middle, 1 / scale, columns);
    for (int r = 0; r < rows; r++)
        out[r] = matrix_dot(a + (size_t)r * columns, middle, columns) / scale;
}

/* Laguerre's step from x, above the largest eigenvalue, towards it: below 0,
 * and 0 where x is not above it by more than rounding. The pivots d of
 * T - x I = L D L^T are all negative above; their product is the
 * characteristic polynomial p, and G = p'/p, H = G^2 - p''/p. */
static double laguerre(const double *diagonal, const double *off, int n,
                       double x)
{
    double d = 1, slope = 0, bend = 0, g = 0, h = 0;
    for (int k = 0; k < n; k++) {
        double b = k > 0 ? off[k - 1] * off[k - 1] / d : 0;
        double s = slope / d, c = bend / d;
        bend = b * (c - 2 * s * s);
        slope = b * s - 1;
        d = diagonal[k] - x - b;
        if (!(d < 0))
            return 0;
        s = slope / d;
        g += s;
        h += s * s - bend / d;
    }
    double root = (n - 1) * (n * h - g * g);
    return -n / (g + sqrt(root > 0 ? root : 0));
}

/* The largest eigenvalue of n x n, from that of (n - 1) x (n - 1). The larger
 * matrix is bounded by [value, b; b, a] with its last two entries b, a. */
static double largest_eigenvalue(const double *diagonal, const double *off,
                                 int n, double value)
{
    double a = diagonal[n - 1], b = off[n - 2];
    double x = (value + a) / 2 + hypot((value - a) / 2, b);
    x += 4e-16 * x;
    for (int k = 0; k < 60; k++) {
        double step = laguerre(diagonal, off, n, x);
        x += step;
        if (!(step < -1e-16 * x))
            break;
    }
    return x;
}

/* A pivot that is not 0: what is divided by it only becomes large. */
static double safe(double pivot)
{
    return fabs(pivot) > 1e-300 ? pivot : -1e-300;
}

/* The eigenvector of `value` into lanczos->ritz, of length 1: from where the
 * pivots of both ends meet best (Parlett & Dhillon 1997). */
static void find_ritz(const struct lanczos *lanczos, int n, double value)
{
    const double *diagonal = lanczos->diagonal, *off = lanczos->off;
    double *ahead = lanczos->ahead, *back = lanczos->back, *s = lanczos->ritz;
    double least = INFINITY;
    int meet = 0;
    for (int k = 0; k < n; k++)
        ahead[k] = safe(diagonal[k] - value -
            (k > 0 ? off[k - 1] * off[k - 1] / ahead[k - 1] : 0));
    for (int k = n - 1; k >= 0; k--) {
        back[k] = safe(diagonal[k] - value -
            (k + 1 < n ? off[k] * off[k] / back[k + 1] : 0));
        double rest = fabs(ahead[k] + back[k] - (diagonal[k] - value));
        if (rest < least) {
            least = rest;
            meet = k;
        }
    }
    s[meet] = 1;
    for (int k = meet - 1; k >= 0; k--)
        s[k] = -off[k] * s[k + 1] / ahead[k];
    for (int k = meet + 1; k < n; k++)
        s[k] = -off[k - 1] * s[k - 1] / back[k];
    matrix_scale(s, 1 / sqrt(matrix_dot(s, s, n)), n);
}

/* A start with a part in every direction: no row of `a` is favoured. What is
 * known of the right one outweighs it. */
static void start(double *q, const double *left, int n)
{
    unsigned state = 1;
    for (int k = 0; k < n; k++) {
        state = (state * 75 + 74) % 65537;
        q[k] = (0.5 + state / 65537.0) * (k % 2 ? -1 : 1);
    }
    if (left && matrix_dot(left, left, n) > 0) {
        matrix_scale(q, MIXED / sqrt(matrix_dot(q, q, n)), n);
        matrix_add(q, 1, left, n);
    }
    matrix_scale(q, 1 / sqrt(matrix_dot(q, q, n)), n);
}

/* Makes `next` orthogonal to the vectors before it and of length 1; returns
 * the length it had. */
static double orthogonalise(const struct lanczos *lanczos, int count, int n)
{
    double *next = lanczos->q + (size_t)count * n;
    for (int pass = 0; pass < 2; pass++)
        for (int i = 0; i < count; i++) {
            const double *q = lanczos->q + (size_t)i * n;
            matrix_add(next, -matrix_dot(q, next, n), q, n);
        }
    double length = sqrt(matrix_dot(next, next, n));
    if (length > 0)
        matrix_scale(next, 1 / length, n);
    return length;
}

static void keep_left(const struct lanczos *lanczos, int count, int n,
                      double *left)
{
    memset(left, 0, n * sizeof *left);
    for (int i = 0; i < count; i++)
        matrix_add(left, lanczos->ritz[i], lanczos->q + (size_t)i * n, n);
}

double singular_follow(const struct singular *singular)
{
    int rows = singular->rows, most = iterations(rows), count = 0;
    double scale =
        matrix_largest(singular->a, (size_t)rows * singular->columns);
    if (scale == 0 || !isfinite(scale))
        return scale;
    const struct lanczos lanczos = place(singular);
    double value = 0, residual = INFINITY;
    start(lanczos.q, singular->left, rows);
    while (count < most && residual > singular->tolerance * value) {
        double *now = lanczos.q + (size_t)count * rows, *next = now + rows;
        multiply(singular, scale, now, lanczos.middle, next);
        lanczos.diagonal[count] = matrix_dot(now, next, rows);
        lanczos.off[count] = orthogonalise(&lanczos, count + 1, rows);
        count++;
        value = count == 1 ? lanczos.diagonal[0]
                           : largest_eigenvalue(lanczos.diagonal, lanczos.off,
                                                count, value);
        find_ritz(&lanczos, count, value);
        residual = lanczos.off[count - 1] * fabs(lanczos.ritz[count - 1]);
    }
    if (singular->left && isfinite(value))
        keep_left(&lanczos, count, rows, singular->left);
    return scale * sqrt(value);
}

double singular_largest(const double *a, int rows, int columns, double *work)
{
    return singular_follow(&(struct singular){
        .a = a, .rows = rows, .columns = columns, .tolerance = TOLERANCE,
        .work = work});
}

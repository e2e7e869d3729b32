/* Squaring again and again gives the powers 1, 2, 4 .. 2^40, divided by powers
 * of two whenever they become small or large. |A^k| is about C k^m rho^k, so
 * that log |A^2k| - log |A^k| = k log rho + m log 2: the constant C is gone,
 * and after 40 squarings the rest is far below what rounding leaves.
 * Rounding itself does no harm: what it changes in A^k counts only 1 / k. */
#include "nn/flow/power.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/array.h"
#include "nn/flow/matrix.h"
#include "nn/flow/singular.h"

enum { SQUARINGS = 40 };

static const double LOG10_2 = 0.30102999566398119521;

/* Of A^2 - tr(A) A, whose entries are below 1: then A has one direction. */
static const double ALONE = 1e-15;

/* Of a residual (singular.h). */
static const double TOLERANCE = 1e-13;

size_t spectral_work(int n)
{
    return 2 * (size_t)n * n;
}

static double trace(const double *a, int n)
{
    double sum = 0;
    for (int k = 0; k < n; k++)
        sum += a[(size_t)k * n + k];
    return sum;
}

/* Is square = t a, as of a matrix of rank one? Then t is its eigenvalue. */
static bool is_alone(const double *a, const double *square, double t,
                     size_t count)
{
    double most = 0;
    for (size_t k = 0; k < count; k++) {
        double rest = fabs(square[k] - t * a[k]);
        most = rest > most ? rest : most;
    }
    return most <= ALONE * fabs(t);
}

static double log2_norm(const double *a, size_t count)
{
    double sum = 0;
    for (size_t k = 0; k < count; k++)
        sum += a[k] * a[k];
    return 0.5 * log2(sum);
}

/* log2 of the spectral radius of a[n][n] with entries near 1, which is used
 * up; `square` holds as much. */
static double log2_radius(double *a, double *square, int n)
{
    size_t count = (size_t)n * n;
    double size = log2_norm(a, count), log = size; /* of a^k */
    double power = 1, scale = 0;                   /* k; log2 of a^k / a */
    for (int j = 0; j < SQUARINGS; j++) {
        matrix_multiply(a, a, n, n, square);
        double t = trace(a, n);
        if (is_alone(a, square, t, count))
            return (scale + log2(fabs(t))) / power;
        scale = 2 * scale + matrix_normalise(square, count);
        double next = scale + log2_norm(square, count);
        if (next == -INFINITY)
            return next;
        log = (next - size) / power;
        size = next;
        power *= 2;
        double *swap = a;
        a = square;
        square = swap;
    }
    return log;
}

double spectral_radius(const real *a, int n, double *work)
{
    size_t count = (size_t)n * n;
    for (size_t k = 0; k < count; k++) {
        if (!isfinite(a[k]))
            return NAN;
        work[k] = a[k];
    }
    int exponent = matrix_normalise(work, count);
    return ldexp(exp2(log2_radius(work, work + count, n)), exponent);
}

/* Memory of a walk through the powers. */
struct walk {
    double *u;                 /* [H][H] */
    double *now, *next;        /* [H][X] U^k W / 2^exponent, and the next */
    double *left;              /* [H] singular vector of the last */
    double *work;
    int exponent;
};

static bool begin(struct walk *walk, const struct linear_power *power,
                  struct error *error)
{
    size_t h = power->units, x = power->inputs;
    size_t work = singular_work(power->units, power->inputs);
    double *at = array_new(h * h + 2 * h * x + h + work, sizeof *at,
                           "the powers of U", error);
    if (!at)
        return false;
    *walk = (struct walk){at, at + h * h, at + h * h + h * x,
                          at + h * h + 2 * h * x,
                          at + h * h + 2 * h * x + h, 0};
    for (size_t k = 0; k < h * h; k++)
        walk->u[k] = power->u[k];
    for (size_t k = 0; k < h * x; k++)
        walk->now[k] = power->w[k];
    return true;
}

bool linear_power(const struct linear_power *power, double *out,
                  struct error *error)
{
    struct walk walk;
    size_t count = (size_t)power->units * power->inputs;
    if (!begin(&walk, power, error))
        return false;
    for (int k = 0; k <= power->lags; k++) {
        walk.exponent += matrix_normalise(walk.now, count);
        out[k] = walk.exponent * LOG10_2 + log10(singular_follow(
            &(struct singular){walk.now, power->units, power->inputs, walk.left,
                               TOLERANCE, walk.work}));
        matrix_multiply(walk.u, walk.now, power->units, power->inputs,
                        walk.next);
        double *swap = walk.now;
        walk.now = walk.next;
        walk.next = swap;
    }
    free(walk.u);
    return true;
}

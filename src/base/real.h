/* The number type of the engine.
 *
 * float in the product: the same numbers as a PyTorch model. A second build
 * of the numeric folders, made with -DGATEREEL_DOUBLE, uses double and serves
 * only the tests (finite differences, PyTorch float64 values).
 */
#ifndef GATEREEL_BASE_REAL_H
#define GATEREEL_BASE_REAL_H

#ifdef GATEREEL_DOUBLE
typedef double real;
#else
typedef float real;
#endif

/* Rows of recorded units start on a cache line and are a whole number of
 * cache lines long, whatever vectors the machine has. */
enum { CACHE_LINE = 64, REAL_PER_LINE = CACHE_LINE / (int)sizeof(real) };

/* Reals from the start of one row of `units` to the start of the next. */
static inline int real_pitch(int units)
{
    return (units + REAL_PER_LINE - 1) / REAL_PER_LINE * REAL_PER_LINE;
}

#endif

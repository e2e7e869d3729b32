/* Vectors of reals and the activations on them, for one instruction set.
 *
 * Included only by the files that are compiled once per instruction set with
 * -DKERNEL=name and -DLANES=n. exp is 2^n * e^r with |r| <= ln2 / 2 and a
 * polynomial for (e^r - 1 - r) / r^2 fitted for the least relative error of
 * e^r - 1 (1.7e-8); sigma and tanh are made of it without cancellation, with
 * a relative error below 4e-7. NaN stays NaN; sigma(-inf) is exactly 0.
 */
#ifndef GATEREEL_NN_KERNEL_VECTOR_H
#define GATEREEL_NN_KERNEL_VECTOR_H

#include <math.h>
#include <stdint.h>
#include <string.h>

#include "base/real.h"

#if defined __SSE2__ && !defined GATEREEL_DOUBLE
#include <immintrin.h>
#endif

#ifdef GATEREEL_DOUBLE
typedef int64_t lane_bits;
#else
typedef int32_t lane_bits;
#endif

enum { VECTOR_BYTES = LANES * (int)sizeof(real) };

typedef real vec __attribute__((vector_size(LANES * sizeof(real)), may_alias));
typedef lane_bits bits __attribute__((vector_size(LANES * sizeof(real))));
typedef uint32_t word_bits __attribute__((vector_size(LANES * sizeof(real))));
typedef real loose __attribute__((vector_size(LANES * sizeof(real)),
                                  aligned(sizeof(real)), may_alias));

#define INLINE static inline __attribute__((always_inline, unused))
#define KERNEL_PASTE(a, b) a##_##b
#define KERNEL_NAME(a, b) KERNEL_PASTE(a, b)
#define LOCAL(name) KERNEL_NAME(name, KERNEL)

/* Unrolled, tiles live in registers. Under sanitizers that would only make the
 * compiler slow: every load is a branch there. The results are the same. */
#ifdef __SANITIZE_ADDRESS__
#define UNROLL
#elif defined __clang__
#define UNROLL _Pragma("unroll")
#else
#define UNROLL _Pragma("GCC unroll 8")
#endif

INLINE vec load(const real *p) { return *(const vec *)p; }
INLINE void store(real *p, vec v) { *(vec *)p = v; }
INLINE vec splat(real x) { return x - (vec){0}; }

/* mask is all ones or all zeros per lane */
INLINE vec choose(bits mask, vec yes, vec no)
{
    return (vec)(((bits)yes & mask) | ((bits)no & ~mask));
}

/* max(a, b), and b where either is NaN: the value goes second. */
INLINE vec larger(vec a, vec b)
{
#if defined GATEREEL_DOUBLE || !defined __SSE2__
    return choose(a > b, a, b);
#elif LANES == 16
    return (vec)_mm512_max_ps((__m512)a, (__m512)b);
#elif LANES == 8
    return (vec)_mm256_max_ps((__m256)a, (__m256)b);
#else
    return (vec)_mm_max_ps((__m128)a, (__m128)b);
#endif
}

/* a * b + c * d, with the same rounding wherever it is compiled: of two
 * products the compiler could fuse either one with the sum. */
INLINE vec two_products(vec a, vec b, vec c, vec d)
{
#if defined GATEREEL_DOUBLE || !defined __FMA__
    return a * b + c * d;
#elif LANES == 16
    return (vec)_mm512_fmadd_ps((__m512)a, (__m512)b, (__m512)(c * d));
#elif LANES == 8
    return (vec)_mm256_fmadd_ps((__m256)a, (__m256)b, (__m256)(c * d));
#else
    return (vec)_mm_fmadd_ps((__m128)a, (__m128)b, (__m128)(c * d));
#endif
}

INLINE bits sign_mask(void)
{
    return (bits)(-(vec){0});
}

INLINE vec magnitude(vec x) { return (vec)((bits)x & ~sign_mask()); }

#ifdef GATEREEL_DOUBLE

/* The double build serves the tests: libm, lane by lane. */
INLINE vec vec_sigmoid(vec x)
{
    for (int l = 0; l < LANES; l++)
        x[l] = x[l] >= 0 ? 1 / (1 + exp(-x[l])) : exp(x[l]) / (1 + exp(x[l]));
    return x;
}

INLINE vec vec_tanh(vec x)
{
    for (int l = 0; l < LANES; l++)
        x[l] = tanh(x[l]);
    return x;
}

#else

/* For y <= 0: returns e^r - 1 and 2^n with e^y = 2^n e^r. Below -87.68 the
 * power is exactly 0. */
INLINE vec exp_parts(vec y, vec *power)
{
    const float shifter = 12582912.0f; /* 1.5 * 2^23: rounds to an integer */
    y = larger(splat(-88.0f), y);
    vec shifted = y * 0x1.715476p+0f + shifter;
    vec n = shifted - shifter;
    vec r = y - n * 0x1.62ep-1f;       /* n ln 2 in two parts, the first exact */
    r = r - n * 0x1.0bfbe8p-15f;
    *power = (vec)(((word_bits)shifted << 23) + 0x3f800000u);
    vec square = r * r;                /* in pairs: fewer steps in a row */
    vec low = r * 0x1.5554aep-3f + 0x1.fffffep-2f;
    vec high = r * 0x1.122886p-7f + 0x1.555676p-5f;
    high = square * 0x1.6bebdcp-10f + high;
    return (high * square + low) * square + r;
}

/* 1 / (1 + e^-x), as e / (1 + e) with e = e^-|x| on the negative side. */
INLINE vec vec_sigmoid(vec x)
{
    vec power, part = exp_parts((vec)((bits)x | sign_mask()), &power);
    vec e = power * part + power;
    vec one = splat(1);
    return choose(x < 0, e, one) / (one + e);
}

/* -m / (2 + m) with m = e^(-2|x|) - 1, and the sign of x. */
INLINE vec vec_tanh(vec x)
{
    vec two = splat(2);
    vec power, part = exp_parts((vec)((bits)(x * two) | sign_mask()), &power);
    vec m = power * part + (power - 1.0f);
    vec size = m / (two + m);          /* -|tanh x| */
    return (vec)(((bits)size & ~sign_mask()) | ((bits)x & sign_mask()));
}

#endif

/* phi of dense and rnn: enum activation, known when compiled. relu and
 * identity pass NaN on. */
INLINE vec vec_activate(int activation, vec a)
{
    if (activation == 0)
        return vec_tanh(a);
    return activation == 1 ? larger(splat(0), a) : a;
}

/* The sum of all lanes, in a fixed order. */
INLINE real lane_sum(vec v)
{
    real sum = 0;
    for (int l = 0; l < LANES; l++)
        sum += v[l];
    return sum;
}

#endif

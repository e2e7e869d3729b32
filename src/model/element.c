/* Element types and the two 16-bit floats.
 *
 * F16 and BF16 differ only in how many bits the fraction and the exponent
 * have, so one pair of functions serves both. Both think of a finite number
 * as an integer times a power of two: for normal numbers the integer carries
 * the hidden bit, for denormals it does not, and the exponent is the same as
 * that of the smallest normal number. Written this way there is no special
 * case for denormals, and a rounding that carries moves on into the exponent,
 * and from the largest number to infinity, by itself.
 */
#include "model/element.h"

#include <math.h>
#include <stddef.h>
#include <string.h>

enum {
    HALF_FRACTION = 10, HALF_BIAS = 15,
    BFLOAT_FRACTION = 7, BFLOAT_BIAS = 127
};

static uint64_t load_bits(const unsigned char *bytes, int count)
{
    uint64_t bits = 0;
    for (int i = 0; i < count; i++)
        bits |= (uint64_t)bytes[i] << 8 * i;
    return bits;
}

static void store_bits(unsigned char *bytes, int count, uint64_t bits)
{
    for (int i = 0; i < count; i++)
        bytes[i] = (unsigned char)(bits >> 8 * i);
}

static double widen(unsigned bits, int fraction, int bias)
{
    int top = 2 * bias + 1; /* the exponent of infinity and NaN */
    int exponent = (int)(bits >> fraction) & top;
    int part = (int)(bits & ((1u << fraction) - 1));
    double value;
    if (exponent == top)
        value = part != 0 ? (double)NAN : (double)INFINITY;
    else if (exponent == 0)
        value = ldexp(part, 1 - bias - fraction);
    else
        value = ldexp(part + (1 << fraction), exponent - bias - fraction);
    return copysign(value, bits & 0x8000 ? -1.0 : 1.0);
}

static unsigned narrow(double value, int fraction, int bias)
{
    unsigned sign = signbit(value) ? 0x8000 : 0;
    unsigned infinity = (unsigned)(2 * bias + 1) << fraction;
    if (isnan(value))
        return sign | infinity | 1u << (fraction - 1);
    if (fabs(value) >= ldexp(1, bias + 1))
        return sign | infinity;
    int exponent; /* of the leading bit, at least that of normal numbers */
    frexp(fmax(fabs(value), ldexp(1, 1 - bias)), &exponent);
    exponent--;
    double integer = rint(ldexp(fabs(value), fraction - exponent));
    return sign | (((unsigned)(exponent + bias - 1) << fraction) +
                   (unsigned)integer);
}

static double load_f16(const unsigned char *bytes)
{
    return widen((unsigned)load_bits(bytes, 2), HALF_FRACTION, HALF_BIAS);
}

static void store_f16(unsigned char *bytes, double value)
{
    store_bits(bytes, 2, narrow(value, HALF_FRACTION, HALF_BIAS));
}

static double load_bf16(const unsigned char *bytes)
{
    return widen((unsigned)load_bits(bytes, 2), BFLOAT_FRACTION, BFLOAT_BIAS);
}

static void store_bf16(unsigned char *bytes, double value)
{
    store_bits(bytes, 2, narrow(value, BFLOAT_FRACTION, BFLOAT_BIAS));
}

static double load_f32(const unsigned char *bytes)
{
    uint32_t bits = (uint32_t)load_bits(bytes, 4);
    float value;
    memcpy(&value, &bits, sizeof value);
    return value;
}

static void store_f32(unsigned char *bytes, double value)
{
    float narrowed = (float)value;
    uint32_t bits;
    memcpy(&bits, &narrowed, sizeof bits);
    store_bits(bytes, 4, bits);
}

static double load_f64(const unsigned char *bytes)
{
    uint64_t bits = load_bits(bytes, 8);
    double value;
    memcpy(&value, &bits, sizeof value);
    return value;
}

static void store_f64(unsigned char *bytes, double value)
{
    uint64_t bits;
    memcpy(&bits, &value, sizeof bits);
    store_bits(bytes, 8, bits);
}

static const struct element_type types[] = {
    {"BOOL", 8, NULL, NULL},
    {"F4", 4, NULL, NULL},
    {"F6_E2M3", 6, NULL, NULL},
    {"F6_E3M2", 6, NULL, NULL},
    {"U8", 8, NULL, NULL},
    {"I8", 8, NULL, NULL},
    {"F8_E5M2", 8, NULL, NULL},
    {"F8_E4M3", 8, NULL, NULL},
    {"F8_E8M0", 8, NULL, NULL},
    {"F8_E4M3FNUZ", 8, NULL, NULL},
    {"F8_E5M2FNUZ", 8, NULL, NULL},
    {"I16", 16, NULL, NULL},
    {"U16", 16, NULL, NULL},
    {"F16", 16, load_f16, store_f16},
    {"BF16", 16, load_bf16, store_bf16},
    {"I32", 32, NULL, NULL},
    {"U32", 32, NULL, NULL},
    {"F32", 32, load_f32, store_f32},
    {"C64", 64, NULL, NULL},
    {"F64", 64, load_f64, store_f64},
    {"I64", 64, NULL, NULL},
    {"U64", 64, NULL, NULL},
};

const struct element_type *element_find(const char *name)
{
    for (size_t i = 0; i < sizeof types / sizeof types[0]; i++)
        if (strcmp(types[i].name, name) == 0)
            return &types[i];
    return NULL;
}

/* Numbers to decimal text, without the locale.
 *
 * There are three ways to the digits. The usual one scales by a power of ten
 * in long double and rounds; it is some ten times as fast as printf and knows
 * how far its error reaches. Where a tie is within that reach, printf decides.
 * Values beyond the range of double are multiplied by their power of ten in
 * 128-bit numbers. All three end in the same layout, that of %g.
 */
#include "base/number.h"

#include <assert.h>
#include <float.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { DIGITS_MAX = 17 };

/* "e+05", with as many digits as are needed but at least two. Returns its end,
 * where the NUL is. */
static char *put_exponent(char *end, int64_t exponent)
{
    char digits[24];
    int count = 0;
    uint64_t rest = exponent < 0 ? -(uint64_t)exponent : (uint64_t)exponent;

    *end++ = 'e';
    *end++ = exponent < 0 ? '-' : '+';
    while (rest > 0 || count < 2) {
        digits[count++] = (char)('0' + rest % 10);
        rest /= 10;
    }
    while (count > 0)
        *end++ = digits[--count];
    *end = '\0';
    return end;
}

/* Puts digits d.ddd * 10^exponent into the form of %g. `count` digits. */
static int lay_out(char *text, bool negative, const char *digits, int count,
                   int64_t exponent)
{
    char *end = text;
    int kept = count; /* without trailing zeros */

    while (kept > 1 && digits[kept - 1] == '0')
        kept--;
    if (negative)
        *end++ = '-';
    if (exponent < -4 || exponent >= count) {
        *end++ = digits[0];
        if (kept > 1) {
            *end++ = '.';
            memcpy(end, digits + 1, (size_t)kept - 1);
            end += kept - 1;
        }
        end = put_exponent(end, exponent);
        return (int)(end - text);
    }
    int whole = (int)exponent + 1; /* digits before the point */
    if (whole <= 0) {
        memcpy(end, "0.000", 5);
        end += 2 - whole;
        whole = 0;
    } else {
        int shown = kept < whole ? kept : whole;
        memcpy(end, digits, (size_t)shown);
        memset(end + shown, '0', (size_t)(whole - shown));
        end += whole;
        if (kept > whole)
            *end++ = '.';
    }
    if (kept > whole) {
        memcpy(end, digits + whole, (size_t)(kept - whole));
        end += kept - whole;
    }
    *end = '\0';
    return (int)(end - text);
}

/* Two digits per division, and 32-bit divisions where they suffice. */
static void write_digits(char *digits, uint64_t number, int count)
{
    static const char pairs[] =
        "00010203040506070809101112131415161718192021222324"
        "25262728293031323334353637383940414243444546474849"
        "50515253545556575859606162636465666768697071727374"
        "75767778798081828384858687888990919293949596979899";

    while (count > 9) {
        digits[--count] = (char)('0' + number % 10);
        number /= 10;
    }
    uint32_t rest = (uint32_t)number;
    for (; count > 1; count -= 2) {
        memcpy(digits + count - 2, pairs + 2 * (rest % 100), 2);
        rest /= 100;
    }
    if (count == 1)
        digits[0] = (char)('0' + rest);
}

static const uint64_t tens[] = {
    1, 10, 100, 1000, 10000, 100000, 1000000, 10000000, 100000000, 1000000000,
    10000000000, 100000000000, 1000000000000, 10000000000000, 100000000000000,
    1000000000000000, 10000000000000000, 100000000000000000,
};

/* 10^power within 1.5 units in the last place, for |power| <= 363. */
static long double power_of_ten(int power)
{
    static const long double small[] = {
        1e0L, 1e1L, 1e2L, 1e3L, 1e4L, 1e5L, 1e6L, 1e7L, 1e8L, 1e9L, 1e10L,
        1e11L, 1e12L, 1e13L, 1e14L, 1e15L, 1e16L, 1e17L, 1e18L, 1e19L, 1e20L,
        1e21L, 1e22L, 1e23L, 1e24L, 1e25L, 1e26L, 1e27L,
    };
    static const long double large[] = {
        1e0L, 1e28L, 1e56L, 1e84L, 1e112L, 1e140L, 1e168L, 1e196L, 1e224L,
        1e252L, 1e280L,
#if LDBL_MAX_10_EXP > 400
        1e308L, 1e336L,
#endif
    };

    return large[power / 28] * small[power % 28];
}

/* value * 10^power */
static long double scale(double value, int power)
{
    return power < 0 ? value / power_of_ten(-power)
                     : value * power_of_ten(power);
}

/* The first `count` digits of value > 0 and its decimal exponent, or false
 * where the rounding is too close to call. */
static bool find_digits(double value, int count, char *digits, int *exponent)
{
    int binary;

    frexp(value, &binary);
    /* floor(log10 2^(binary - 1)) is right or one too small for value. */
    double lower = (binary - 1) * 0.30102999566398120;
    int ten = (int)lower - (lower < 0);
#if LDBL_MAX_10_EXP <= 400
    if (ten < -270 || ten > 270)
        return false;
#endif
    long double scaled = scale(value, count - 1 - ten);
    if (scaled >= (long double)tens[count]) {
        ten++;
        scaled = scale(value, count - 1 - ten);
    }
    uint64_t number = (uint64_t)scaled;
    long double rest = scaled - (long double)number;
    if (fabsl(rest - 0.5L) <= scaled * 8 * LDBL_EPSILON)
        return false;
    number += rest > 0.5L;
    if (number >= tens[count]) {
        number /= 10;
        ten++;
    }
    write_digits(digits, number, count);
    *exponent = ten;
    return true;
}

/* The same by printf, which is exact. Only digits and the exponent are taken
 * from its text, whatever the locale puts between them. */
static void print_digits(double value, int count, char *digits, int *exponent)
{
    char text[64];
    int found = 0;

    snprintf(text, sizeof text, "%.*e", count - 1, value);
    const char *at = text;
    for (; *at != 'e'; at++) {
        if (*at >= '0' && *at <= '9')
            digits[found++] = *at;
    }
    *exponent = atoi(at + 1);
}

/* nan, inf and zero. Returns 0 for any other value. */
static int format_special(char *text, double value)
{
    if (isnan(value))
        strcpy(text, "nan");
    else if (isinf(value))
        strcpy(text, value < 0 ? "-inf" : "inf");
    else if (value == 0)
        strcpy(text, signbit(value) ? "-0" : "0");
    else
        return 0;
    return (int)strlen(text);
}

int number_format(char text[NUMBER_TEXT_MAX], double value, int digits)
{
    char found[DIGITS_MAX];
    int exponent;
    int length = format_special(text, value);

    assert(digits >= 1 && digits <= DIGITS_MAX);
    if (length > 0)
        return length;
    if (!find_digits(fabs(value), digits, found, &exponent))
        print_digits(fabs(value), digits, found, &exponent);
    return lay_out(text, value < 0, found, digits, exponent);
}

/* A positive number of 128 bits, the top bit set: word[0] is the highest;
 * value = (word as an integer) * 2^exponent. */
struct wide {
    uint32_t word[4];
    int64_t exponent;
};

static struct wide make_wide(uint64_t number)
{
    struct wide wide = { .exponent = -64 };

    while (number >> 63 == 0) {
        number <<= 1;
        wide.exponent--;
    }
    wide.word[0] = (uint32_t)(number >> 32);
    wide.word[1] = (uint32_t)number;
    return wide;
}

/* The product, cut to 128 bits: too small by less than 2 units there. */
static struct wide multiply(const struct wide *a, const struct wide *b)
{
    uint32_t product[8] = { 0 };
    struct wide result;

    for (int i = 3; i >= 0; i--) {
        uint64_t carry = 0;
        for (int j = 3; j >= 0; j--) {
            carry += (uint64_t)a->word[i] * b->word[j] + product[i + j + 1];
            product[i + j + 1] = (uint32_t)carry;
            carry >>= 32;
        }
        product[i] = (uint32_t)carry;
    }
    int shift = product[0] >> 31 == 0; /* both tops set: at most one */
    for (int k = 0; k < 4; k++)
        result.word[k] = shift ? product[k] << 1 | product[k + 1] >> 31
                               : product[k];
    result.exponent = a->exponent + b->exponent + 128 - shift;
    return result;
}

/* 10^power by repeated squaring. Its relative error is at most about
 * |power| * 2^-125, so that 17 digits stand for any power of a long. */
static struct wide wide_ten(int64_t power)
{
    /* 1/10 = 0.8 / 8 */
    static const struct wide tenth = {
        { 0xCCCCCCCC, 0xCCCCCCCC, 0xCCCCCCCC, 0xCCCCCCCD }, -131
    };
    struct wide square = power < 0 ? tenth : make_wide(10);
    struct wide result = make_wide(1);

    for (uint64_t rest = power < 0 ? -(uint64_t)power : (uint64_t)power;
         rest != 0; rest >>= 1) {
        if (rest & 1)
            result = multiply(&result, &square);
        square = multiply(&square, &square);
    }
    return result;
}

/* Rounds to an integer below 2^63, or to UINT64_MAX what is larger. Ties do
 * not occur: a value outside the range of double has far more digits than are
 * asked for. */
static uint64_t round_wide(const struct wide *wide)
{
    uint64_t high = (uint64_t)wide->word[0] << 32 | wide->word[1];
    int64_t shift = -wide->exponent - 64; /* bits of high that are fraction */

    if (shift < 1)
        return UINT64_MAX;
    if (shift > 64)
        return 0;
    return (shift < 64 ? high >> shift : 0) + (high >> (shift - 1) & 1);
}

/* The first `count` digits of number and its decimal exponent; `ten` is a
 * guess of it. */
static int64_t find_wide(const struct wide *number, int64_t ten, int count,
                         char *digits)
{
    for (;;) {
        struct wide power = wide_ten(count - 1 - ten);
        struct wide scaled = multiply(number, &power);
        uint64_t rounded = round_wide(&scaled);
        if (rounded >= tens[count]) {
            ten++;
        } else if (rounded < tens[count - 1]) {
            ten--;
        } else {
            write_digits(digits, rounded, count);
            return ten;
        }
    }
}

int number_format_scaled(char text[NUMBER_TEXT_MAX], double value,
                         long exponent, int digits)
{
    char found[DIGITS_MAX];
    int binary;
    int length = format_special(text, value);

    assert(digits >= 1 && digits <= DIGITS_MAX);
    if (length > 0)
        return length;
    double fraction = frexp(fabs(value), &binary); /* in [1/2, 1) */
    int64_t total = (int64_t)exponent + binary;
    if (total >= DBL_MIN_EXP && total <= DBL_MAX_EXP)
        return number_format(text, ldexp(value, (int)exponent), digits);

    struct wide number = make_wide((uint64_t)(fraction * 0x1p53));
    number.exponent += total - 53;
    int64_t ten = (int64_t)floor(log10(fraction)
                                 + (double)total * 0.30102999566398119521);
    ten = find_wide(&number, ten, digits, found);
    return lay_out(text, value < 0, found, digits, ten);
}

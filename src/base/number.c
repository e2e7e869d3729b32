/* Decimal text to numbers, without the locale.
 *
 * Any text is brought to the form "digits e exponent", which has no point that
 * a locale could replace; strtod then does the rounding.
 */
#include "base/number.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum {
    /* A double is told from its neighbours' midpoint by at most 767 digits;
     * one more nonzero digit stands for all that follow. */
    PARSED_DIGITS = 768,
    EXPONENT_LIMIT = 100000, /* beyond this everything is 0 or infinite */
};

static bool is_digit(char letter)
{
    return letter >= '0' && letter <= '9';
}

/* Is text[0..length) the lower-case `word` in any case? */
static bool is_word(const char *text, size_t length, const char *word)
{
    if (length != strlen(word))
        return false;
    for (size_t k = 0; k < length; k++) {
        if ((text[k] | 0x20) != word[k])
            return false;
    }
    return true;
}

/* The digits of a number as they are read. */
struct decimal {
    char text[PARSED_DIGITS + 32]; /* significant digits, then "e..." */
    size_t count;
    int64_t exponent; /* value = digits * 10^exponent */
};

static void take_digit(struct decimal *decimal, char digit, bool fraction)
{
    bool leading = decimal->count == 0 && digit == '0';

    if (decimal->count < PARSED_DIGITS && !leading) {
        decimal->text[decimal->count++] = digit;
        decimal->exponent -= fraction;
        return;
    }
    if (leading) {
        decimal->exponent -= fraction;
        return;
    }
    if (digit != '0')
        decimal->text[PARSED_DIGITS - 1] |= 1;
    decimal->exponent += !fraction;
}

/* "e-12" and the like up to the end. False when it is not that. */
static bool take_exponent(struct decimal *decimal, const char *text,
                          size_t length)
{
    size_t at = 1;
    int64_t exponent = 0;
    bool negative = false;

    if (length == 0)
        return true;
    if (text[0] != 'e' && text[0] != 'E')
        return false;
    if (at < length && (text[at] == '+' || text[at] == '-'))
        negative = text[at++] == '-';
    if (at == length)
        return false;
    for (; at < length; at++) {
        if (!is_digit(text[at]))
            return false;
        if (exponent < INT64_MAX / 20)
            exponent = exponent * 10 + (text[at] - '0');
    }
    decimal->exponent += negative ? -exponent : exponent;
    return true;
}

/* A number without its sign. */
static bool parse_decimal(const char *text, size_t length, double *out)
{
    struct decimal decimal = { .count = 0 };
    bool any = false, fraction = false;
    size_t at = 0;

    for (; at < length; at++) {
        if (text[at] == '.' && !fraction) {
            fraction = true;
        } else if (is_digit(text[at])) {
            take_digit(&decimal, text[at], fraction);
            any = true;
        } else {
            break;
        }
    }
    if (!any || !take_exponent(&decimal, text + at, length - at))
        return false;
    if (decimal.exponent > EXPONENT_LIMIT)
        decimal.exponent = EXPONENT_LIMIT;
    if (decimal.exponent < -EXPONENT_LIMIT)
        decimal.exponent = -EXPONENT_LIMIT;
    if (decimal.count == 0)
        decimal.text[decimal.count++] = '0';
    snprintf(decimal.text + decimal.count, 32, "e%ld",
             (long)decimal.exponent);
    *out = strtod(decimal.text, NULL);
    return true;
}

bool number_parse(const char *text, size_t length, double *out)
{
    bool negative = false;
    double value;

    if (length > 0 && (text[0] == '+' || text[0] == '-')) {
        negative = text[0] == '-';
        text++;
        length--;
    }
    if (is_word(text, length, "inf") || is_word(text, length, "infinity"))
        value = INFINITY;
    else if (is_word(text, length, "nan"))
        value = NAN;
    else if (!parse_decimal(text, length, &value))
        return false;
    *out = negative ? -value : value;
    return true;
}

bool number_parse_integer(const char *text, size_t length, int64_t low,
                          int64_t high, int64_t *out)
{
    bool negative = false;
    int64_t value = 0;
    size_t at = 0;

    if (length > 0 && (text[0] == '+' || text[0] == '-'))
        negative = text[at++] == '-';
    if (at == length)
        return false;
    /* Built on the negative side, which reaches one further. */
    for (; at < length; at++) {
        int digit = text[at] - '0';
        if (!is_digit(text[at]) || value < (INT64_MIN + digit) / 10)
            return false;
        value = value * 10 - digit;
    }
    if (!negative) {
        if (value == INT64_MIN)
            return false;
        value = -value;
    }
    if (value < low || value > high)
        return false;
    *out = value;
    return true;
}

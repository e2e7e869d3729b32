/* A number in prose: digits, then what they are multiplied with.
 */
#include <math.h>
#include <string.h>

#include "base/number.h"
#include "scene/course/step.h"

/* Past `word` if the text begins with it. */
static bool skip(const char **text, const char *word)
{
    size_t length = strlen(word);

    if (strncmp(*text, word, length) != 0)
        return false;
    *text += length;
    return true;
}

static void skip_blanks(const char **text)
{
    while (skip(text, " ") || skip(text, "\\,"))
        continue;
}

/* "-1.50" with the place of its last digit, -2; no sign in `digits`. */
static bool read_digits(const char **text, double *value, int *last)
{
    const char *from = *text;
    size_t whole = strspn(from, "0123456789"), behind = 0;

    if (whole > 0 && from[whole] == '.')
        behind = strspn(from + whole + 1, "0123456789");
    size_t length = whole + (behind > 0 ? behind + 1 : 0);
    *last = -(int)behind;
    *text += length;
    return whole > 0 && number_parse(from, length, value);
}

/* The exponent behind "e", or within "^{..}". */
static bool read_exponent(const char **text, int *exponent)
{
    bool braced = skip(text, "{");
    bool minus = skip(text, "-") || skip(text, "\xE2\x88\x92");
    const char *from = *text + (!minus && **text == '+');
    size_t length = strspn(from, "0123456789");
    int64_t value;

    if (!number_parse_integer(from, length, 0, 400, &value))
        return false;
    *text = from + length;
    *exponent = minus ? -(int)value : (int)value;
    return !braced || skip(text, "}");
}

/* "e-9", "\cdot 10^{-9}", "%": the power of ten; nothing is 0. */
static bool read_scale(const char **text, int *exponent)
{
    *exponent = 0;
    if (skip(text, "e") || skip(text, "E"))
        return read_exponent(text, exponent);
    skip_blanks(text);
    if (skip(text, "%") || skip(text, "\\%")) {
        *exponent = -2;
        return true;
    }
    if (!skip(text, "\\cdot") && !skip(text, "\\times") &&
        !skip(text, "\xC2\xB7") && !skip(text, "\xC3\x97"))
        return true;
    skip_blanks(text);
    return skip(text, "10^") && read_exponent(text, exponent);
}

static void store(double *to, double value)
{
    if (to != NULL)
        *to = value;
}

bool step_says(const char *says, double *value, double *low, double *high)
{
    bool minus = skip(&says, "-") || skip(&says, "\xE2\x88\x92");
    double digits, one = minus ? -1 : 1;
    int last, exponent;

    if (skip(&says, "10^")) {
        if (!read_exponent(&says, &exponent))
            return false;
        double least = pow(10, exponent - 0.5), most = pow(10, exponent + 0.5);
        store(value, one * pow(10, exponent));
        store(low, minus ? -most : least);
        store(high, minus ? -least : most);
        return *says == '\0';
    }
    if (!read_digits(&says, &digits, &last) || !read_scale(&says, &exponent))
        return false;
    double middle = one * digits * pow(10, exponent);
    double half = 0.5 * pow(10, last + exponent);
    store(value, middle);
    store(low, middle - half);
    store(high, middle + half);
    return *says == '\0';
}

/* Numbers as they stand in prose and formulas: "0.038", "−1.5", "45 %",
 * "10^{-9}", "2.6 \cdot 10^{-4}".
 */
#include "scene/course/step/prose.h"

#include <ctype.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "scene/course/step.h"

static const char true_minus[] = "\xE2\x88\x92";

static size_t digits(const char *text)
{
    return strspn(text, "0123456789");
}

static size_t blanks(const char *text)
{
    size_t length = 0;

    while (text[length] == ' ' || strncmp(text + length, "\\,", 2) == 0)
        length += text[length] == ' ' ? 1 : 2;
    return length;
}

/* "^{-9}" or "^9" behind a 10; 0: there is none. */
static size_t power(const char *text)
{
    size_t length = 1, minus = 0;

    if (text[0] != '^')
        return 0;
    bool braced = text[length] == '{';
    length += braced;
    if (text[length] == '-')
        minus = 1;
    else if (strncmp(text + length, true_minus, 3) == 0)
        minus = 3;
    size_t count = digits(text + length + minus);
    length += minus + count;
    if (count == 0 || (braced && text[length] != '}'))
        return 0;
    return length + braced;
}

/* What a decimal is multiplied with: " %", " \cdot 10^{-4}", "e-9". */
static size_t scale(const char *text)
{
    static const char *const times[] = {"\\cdot", "\\times", "\xC2\xB7",
                                        "\xC3\x97"};
    size_t room = blanks(text), length;

    if (text[room] == '%')
        return room + 1;
    if (strncmp(text + room, "\\%", 2) == 0)
        return room + 2;
    if ((text[0] == 'e' || text[0] == 'E') &&
        digits(text + 1 + (text[1] == '-')) > 0)
        return 1 + (text[1] == '-') + digits(text + 1 + (text[1] == '-'));
    for (int k = 0; k < 4; k++)
        if (strncmp(text + room, times[k], strlen(times[k])) == 0) {
            length = room + strlen(times[k]);
            length += blanks(text + length);
            if (strncmp(text + length, "10", 2) != 0 ||
                power(text + length + 2) == 0)
                return 0;
            return length + 2 + power(text + length + 2);
        }
    return 0;
}

/* Does a name, an index or another number end here? */
static bool in_name(const char *text, size_t at)
{
    if (at == 0)
        return false;
    char before = text[at - 1];
    if (before == '{' && at > 1 && strchr("_^", text[at - 2]) != NULL)
        return true;
    return isalnum((unsigned char)before) || before == '_' || before == '^' ||
           (before == '.' && at > 1 && isdigit((unsigned char)text[at - 2]));
}

/* Bytes of a sign before the digits: not of a difference. */
static size_t sign(const char *text, size_t at)
{
    size_t length = at >= 1 && text[at - 1] == '-' ? 1 :
                    at >= 3 && strncmp(text + at - 3, true_minus, 3) == 0
                        ? 3 : 0;

    if (length == 0 || at == length)
        return length;
    char before = text[at - length - 1];
    return isalnum((unsigned char)before) || strchr(")}]", before) != NULL
        ? 0 : length;
}

static void take(const char *text, size_t from, size_t length,
                 struct prose_number *number)
{
    number->at = from;
    snprintf(number->text, sizeof number->text, "%.*s", (int)length,
             text + from);
}

/* Is "percent" written out behind it? */
static bool in_words(const char *text)
{
    text += blanks(text);
    return strncmp(text, "percent", 7) == 0 ||
           strncmp(text, "퍼센트", strlen("퍼센트")) == 0;
}

bool prose_number_next(const char *text, size_t *from,
                       struct prose_number *number)
{
    for (size_t at = *from; text[at] != '\0';) {
        size_t length = digits(text + at);
        if (length == 0 || in_name(text, at)) {
            at += length > 0 ? length : 1;
            continue;
        }
        bool ten = strncmp(text + at, "10", length) == 0 && length == 2 &&
                   power(text + at + 2) > 0;
        bool point = text[at + length] == '.' &&
                     digits(text + at + length + 1) > 0;
        if (point)
            length += 1 + digits(text + at + length + 1);
        size_t more = ten ? power(text + at + 2) : scale(text + at + length);
        size_t before = sign(text, at);
        take(text, at - before, before + length + more, number);
        number->claims = ten || point || more > 0 ||
                         in_words(text + at + length);
        *from = at + length + more;
        return true;
    }
    return false;
}

bool prose_number_is(const struct prose_number *number, const char *says)
{
    double a, low, high, b, least, most;

    return step_says(number->text, &a, &low, &high) &&
           step_says(says, &b, &least, &most) &&
           fabs(a - b) <= 1e-9 * fabs(b) &&
           fabs((high - low) - (most - least)) <= 1e-6 * (most - least);
}

bool prose_number_covers(const struct prose_number *number, double value)
{
    double low, high;

    return step_says(number->text, NULL, &low, &high) &&
           value >= low - 1e-9 * fabs(low) &&
           value <= high + 1e-9 * fabs(high);
}

bool prose_has(const char *text, const char *says)
{
    struct prose_number number;

    for (size_t from = 0; prose_number_next(text, &from, &number);)
        if (prose_number_is(&number, says))
            return true;
    return false;
}

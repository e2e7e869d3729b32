/* Digits come from base/number or are put together from whole numbers, so no
 * locale can put a comma between them.
 */
#include "scene/look/figure.h"

#include <math.h>
#include <stdbool.h>
#include <stdio.h>

#define MINUS "\xE2\x88\x92"

/* |value| with `decimals` digits behind the point, value below 1e15. */
static int print_fixed(char *out, double value, int decimals)
{
    double scale = pow(10, decimals), whole = floor(value * scale + 0.5);
    double front = floor(whole / scale);

    if (decimals == 0)
        return snprintf(out, FIGURE_MAX - 4, "%.0f", front);
    return snprintf(out, FIGURE_MAX - 4, "%.0f.%0*.0f", front, decimals,
                    whole - front * scale);
}

/* Large numbers have fewer digits behind the point. */
static int enough(double value, int decimals)
{
    int most = fabs(value) < 1000 ? decimals : fabs(value) < 10000 ? 1 : 0;

    return decimals < most ? decimals : most;
}

static char *print_number(char out[FIGURE_MAX], double value, int decimals,
                          const char *plus)
{
    char digits[FIGURE_MAX];
    const char *sign = value < 0 ? MINUS : plus;

    if (isnan(value)) {
        snprintf(out, FIGURE_MAX, "NaN");
    } else if (isinf(value)) {
        snprintf(out, FIGURE_MAX, "%s\xE2\x88\x9E", sign);
    } else if (fabs(value) >= 1e6) {
        snprintf(out, FIGURE_MAX, "%s%s", sign,
                 figure_size(digits, fabs(value)));
    } else {
        decimals = enough(value, decimals);
        bool zero = floor(fabs(value) * pow(10, decimals) + 0.5) == 0;
        print_fixed(digits, fabs(value), decimals);
        snprintf(out, FIGURE_MAX, "%s%.30s", zero ? "" : sign, digits);
    }
    return out;
}

char *figure_plain(char out[FIGURE_MAX], double value, int decimals)
{
    return print_number(out, value, decimals, "");
}

char *figure_signed(char out[FIGURE_MAX], double value, int decimals)
{
    return print_number(out, value, decimals, "+");
}

char *figure_within(char out[FIGURE_MAX], double value, double within)
{
    int decimals = 2;

    while (decimals < 4 && pow(10, -decimals) > within * (1 + 1e-9))
        decimals++;
    return figure_plain(out, value, decimals);
}

char *figure_size(char out[FIGURE_MAX], double value)
{
    char digits[FIGURE_MAX];

    if (isnan(value))
        snprintf(out, FIGURE_MAX, "NaN");
    else if (value == 0)
        snprintf(out, FIGURE_MAX, "0");
    else
        snprintf(out, FIGURE_MAX, "%s%.30s", value < 0 ? MINUS : "",
                 figure_power(digits, log10(fabs(value))));
    return out;
}

char *figure_power(char out[FIGURE_MAX], double log10)
{
    if (isnan(log10)) {
        snprintf(out, FIGURE_MAX, "NaN");
    } else if (isinf(log10)) {
        snprintf(out, FIGURE_MAX, log10 < 0 ? "0" : "\xE2\x88\x9E");
    } else if (log10 >= -2 && log10 < 4) {
        double value = pow(10, log10);
        print_fixed(out, value, value >= 99.95 ? 0 : value >= 9.995 ? 1 :
                    value >= 0.0995 ? 2 : 3);
    } else {
        double power = floor(log10);
        double front = floor(pow(10, log10 - power) * 10 + 0.5) / 10;
        char digits[FIGURE_MAX];
        if (front >= 10) {
            front = 1;
            power++;
        }
        print_fixed(digits, front, 1);
        snprintf(out, FIGURE_MAX, "%.8s\xC2\xB7"
                 "10^{%s%.0f}", digits, power < 0 ? MINUS : "", fabs(power));
    }
    return out;
}

/* Printed numbers are whole numbers of a common unit, so that adding them is
 * exact, and what is missing is a whole number too.
 */
#include "scene/study/trace/digits.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#define MINUS "\xE2\x88\x92"

/* How often one tries with one more decimal; of sums that nobody adds up in
 * the head, fewer times. */
enum { TRIES = 5, TRIES_MANY = 3, MANY = 8 };

static double unit_of(struct digits digits)
{
    return pow(10, digits.power - digits.decimals);
}

/* How many units a number is, rounded. */
static double count_of(struct digits digits, double value)
{
    double scaled = digits.power == 0
        ? fabs(value) * pow(10, digits.decimals)
        : fabs(value) * pow(10, -digits.power) * pow(10, digits.decimals);

    return copysign(floor(scaled + 0.5), value);
}

/* Is the rounded number this many units, whoever computes it? Not so when it
 * lies in the middle between two. */
static bool makes(struct digits digits, double value, double units)
{
    return count_of(digits, value * (1 - 1e-12)) == units &&
           count_of(digits, value * (1 + 1e-12)) == units;
}

double digits_round(struct digits digits, double value)
{
    return isfinite(value) ? count_of(digits, value) * unit_of(digits) : value;
}

struct digits digits_for(double largest, double result)
{
    struct digits digits = {.decimals = DIGITS_LEAST};

    largest = fabs(largest);
    if (!isfinite(largest) || largest == 0)
        return digits;
    if (largest < 1e-3 || largest >= 1e5)
        digits.power = (int)floor(log10(largest));
    while (digits.decimals < DIGITS_MOST - 2 && result != 0 &&
           isfinite(result) && fabs(count_of(digits, result)) < 100)
        digits.decimals++;
    return digits;
}

/* What the printed result has more than the printed terms, in units; NAN
 * where something is not finite. */
static double missing(struct digits digits, const double *term, int count,
                      double result)
{
    double units = count_of(digits, result);

    for (int k = 0; k < count; k++)
        units -= count_of(digits, term[k]);
    return units;
}

double digits_missing(struct digits digits, const double *term, int count,
                      double result)
{
    double units = missing(digits, term, count, result);

    return isfinite(units) ? units * unit_of(digits) : 0;
}

struct digits digits_sum(const double *term, int count, double result,
                         double *rest)
{
    double largest = fabs(result);

    for (int k = 0; k < count; k++)
        largest = fmax(largest, fabs(term[k]));
    struct digits first = digits_for(largest, result), digits = first;
    int tries = count > MANY ? TRIES_MANY : TRIES;
    for (int k = 0; k < tries && digits.decimals <= DIGITS_MOST; k++) {
        *rest = missing(digits, term, count, result);
        if (*rest == 0)
            return digits;
        digits.decimals++;
    }
    *rest = digits_missing(first, term, count, result);
    return first;
}

static double product_of(const struct trace_term *term,
                         const struct digits *digits)
{
    double product = 1;

    for (int k = 0; k < term->factors; k++) {
        const struct trace_factor *factor = &term->factor[k];
        double value = digits == NULL
            ? factor->value : digits_round(digits[k], factor->value);
        product *= factor->form == FORM_OVER ? 1 / value :
                   factor->form == FORM_SIZE ? fabs(value) : value;
    }
    return product;
}

/* Every factor with `more` digits than usual. Whole numbers need none. */
static void factor_digits(const struct trace_term *term, int more,
                          struct digits digits[TRACE_FACTORS_MAX])
{
    for (int k = 0; k < term->factors; k++) {
        double value = term->factor[k].value;
        digits[k] = digits_for(value, value);
        digits[k].decimals += more;
        if (digits[k].decimals > DIGITS_MOST + 3)
            digits[k].decimals = DIGITS_MOST + 3;
        if (term->factor[k].id.kind == SUBJECT_NONE && fabs(value) < 1e5 &&
            value == floor(value))
            digits[k] = (struct digits){0};
    }
}

bool digits_product(const struct trace_term *term, double result,
                    struct digits of, struct digits factor[TRACE_FACTORS_MAX],
                    double *rest)
{
    double want = count_of(of, result);

    *rest = 0;
    for (int more = 0; more <= DIGITS_MOST; more++) {
        factor_digits(term, more, factor);
        if (!isfinite(want) || makes(of, product_of(term, factor), want))
            return true;
    }
    factor_digits(term, 1, factor);
    *rest = (want - count_of(of, product_of(term, factor))) * unit_of(of);
    if (!isfinite(*rest))
        *rest = 0;
    return false;
}

struct digits digits_of_product(const struct trace_term *term, double result)
{
    struct digits first = digits_for(result, result), digits = first;

    for (int k = 0; k < TRIES && digits.decimals < DIGITS_MOST; k++) {
        if (makes(digits, product_of(term, NULL), count_of(digits, result)))
            return digits;
        digits.decimals++;
    }
    return first;
}

struct digits digits_argument(const struct trace_number *trace, double argument,
                              struct digits *of, double *rest)
{
    struct digits first = digits_for(argument, argument);

    *rest = 0;
    *of = digits_for(trace->value, trace->value);
    for (int wider = 0; wider < TRIES; wider++) {
        double want = count_of(*of, trace->value);
        for (int more = 0; more <= DIGITS_MOST; more++) {
            struct digits digits = first;
            digits.decimals += more;
            double got = trace_phi(trace->function, trace->by,
                                   digits_round(digits, argument));
            if (!isfinite(want) || makes(*of, got, want))
                return digits;
        }
        of->decimals++;
    }
    *of = digits_for(trace->value, trace->value);
    first.decimals += 2;
    *rest = digits_round(*of, trace->value) -
            digits_round(*of, trace_phi(trace->function, trace->by,
                                        digits_round(first, argument)));
    if (!isfinite(*rest))
        *rest = 0;
    return first;
}

/* What printed factors make. */
static double made_of(const struct film *film,
                      const struct trace_number *number, int decimals)
{
    double sum = 0;

    for (int k = 0; k < number->count; k++) {
        struct trace_term term = trace_term(film, number, k);
        struct digits digits[TRACE_FACTORS_MAX];
        for (int f = 0; f < term.factors; f++)
            digits[f].power = 0, digits[f].decimals = decimals;
        sum += product_of(&term, digits);
    }
    return trace_phi(number->function, number->by, sum);
}

void digits_equation(const struct film *film,
                     const struct trace_number *number, int *result,
                     int *factors)
{
    bool fits = number->kind == TRACE_MADE && fabs(number->value) < 1000;

    for (*result = DIGITS_LEAST; fits && *result < DIGITS_LEAST + TRIES;
         ++*result) {
        struct digits digits = {.decimals = *result};
        for (*factors = *result; *factors <= *result + TRIES; ++*factors)
            if (makes(digits, made_of(film, number, *factors),
                      count_of(digits, number->value)))
                return;
    }
    *result = *factors = DIGITS_LEAST;
}

/* Are there at most six digits in front of the point? */
static bool is_short(struct digits digits, double value)
{
    return fabs(count_of(digits, value)) < 1e6 * pow(10, digits.decimals);
}

char *digits_print(char out[FIGURE_MAX], struct digits digits, double value,
                   bool sign)
{
    /* Chosen for a number that is far smaller. */
    if (isfinite(value) && digits.power != 0 && !is_short(digits, value))
        digits = digits_for(value, value);
    /* Beside a sum that is not finite nothing adds up. */
    if (!isfinite(value) || !is_short(digits, value))
        return sign ? figure_signed(out, value, 3) : figure_plain(out, value,
                                                                  3);
    if (value == 0)
        return strcpy(out, "0");
    double count = count_of(digits, value);
    double scale = pow(10, digits.decimals);
    double front = floor(fabs(count) / scale);
    double behind = fabs(count) - front * scale;
    int length = snprintf(out, FIGURE_MAX, "%s%.0f",
                          count < 0 ? MINUS : sign && count > 0 ? "+" : "",
                          front);
    if (digits.decimals > 0)
        length += snprintf(out + length, (size_t)(FIGURE_MAX - length),
                           ".%0*.0f", digits.decimals, behind);
    if (digits.power != 0)
        snprintf(out + length, (size_t)(FIGURE_MAX - length),
                 "\xC2\xB7" "10^{%s%d}", digits.power < 0 ? MINUS : "",
                 digits.power < 0 ? -digits.power : digits.power);
    return out;
}

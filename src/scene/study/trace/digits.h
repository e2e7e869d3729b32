/* Digits that add up: how many to print so that a reader who adds (multiplies,
 * puts into phi) what is printed gets what is printed as the result.
 *
 * A number is printed as a whole count of 10^(power - decimals), rounded half
 * away from zero, as everywhere on screen: no digit is bent to fit. More
 * decimals are tried until the printed ones agree; where none do, because the
 * run was recorded in single precision, the difference is to be stated.
 */
#ifndef GATEREEL_SCENE_STUDY_TRACE_DIGITS_H
#define GATEREEL_SCENE_STUDY_TRACE_DIGITS_H

#include "scene/look/figure.h"
#include "scene/study/trace/trace.h"

struct digits {
    int power;      /* of ten that is written behind: 0, none */
    int decimals;   /* 0 .. 9 */
};

enum { DIGITS_LEAST = 3, DIGITS_MOST = 9 };

/* For numbers as large as `largest`, of which `result` shows at least three
 * digits where it can. */
struct digits digits_for(double largest, double result);

/* For terms and their sum, so that they add up. *rest gets what is missing at
 * those digits, 0 where nothing is: result - sum of the printed terms. */
struct digits digits_sum(const double *term, int count, double result,
                         double *rest);

/* The same of given digits: what the printed terms lack to the printed
 * result. */
double digits_missing(struct digits digits, const double *term, int count,
                      double result);

/* For each factor of a product, so that the product of what is printed,
 * printed as `of` says, is `result` as printed. False: it is not even with
 * all digits; *rest gets the difference as above. */
bool digits_product(const struct trace_term *term, double result,
                    struct digits of, struct digits factor[TRACE_FACTORS_MAX],
                    double *rest);

/* For a product and its factors: the digits of the result. */
struct digits digits_of_product(const struct trace_term *term, double result);

/* For what goes into phi so that phi of it is `result` as printed; and the
 * digits of the result in *of. */
struct digits digits_argument(const struct trace_number *trace, double argument,
                              struct digits *of, double *rest);

/* Decimals for an equation whose factors and result stand in one line: what
 * the printed factors make is the printed result. *result begins with
 * DIGITS_LEAST; both do where nothing agrees. */
void digits_equation(const struct film *film,
                     const struct trace_number *number, int *result,
                     int *factors);

/* `value` as printed, as a number: exact to double. NaN and infinity as they
 * are. */
double digits_round(struct digits digits, double value);

/* "0.7312", "+0.66", "−3.1416·10^{−7}", "NaN". Returns out. */
char *digits_print(char out[FIGURE_MAX], struct digits digits, double value,
                   bool sign);

#endif

/* A week's pattern of sales, made by a rule that is stated on screen:
 *
 *   day d is weekday w = d mod 7, Monday first
 *   sales(d) = 100 * pattern[w] + extra(d) + 3 n(d),   n(d) ~ N(0, 1)
 *   extra(d) = 25 on the day after a discount; discounts come every 10th day
 *
 * The noise is what nobody can know: its variance is the floor of the loss.
 */
#ifndef GATEREEL_DATA_MAKE_SALES_H
#define GATEREEL_DATA_MAKE_SALES_H

#include <stdint.h>

enum { SALES_DAYS = 728, SALES_WEEK = 7, SALES_DISCOUNT = 10 };
extern const double sales_pattern[SALES_WEEK];
#define SALES_NOISE 3.0
#define SALES_EXTRA 25.0

void sales_make(uint64_t seed, double days[SALES_DAYS]);

#endif

/* Weekday, days since the last discount, noise: whoever is told the date needs
 * a table of seven numbers. A network that reads only what was sold has to find
 * out which weekday it is, and to count the days from one peak to the next.
 */
#include "data/make/sales.h"

#include <stdbool.h>

#include "data/stream.h"

const double sales_pattern[SALES_WEEK] = {
    0.80, 0.75, 0.85, 0.95, 1.20, 1.55, 1.30,
};

/* Discounts are on days 9, 19, 29 .. from 0. */
static bool follows_discount(int day)
{
    return day > 0 && day % SALES_DISCOUNT == 0;
}

void sales_make(uint64_t seed, double days[SALES_DAYS])
{
    struct random random;

    stream_seed(&random, seed, STREAM_TRAIN, 0, 0);
    for (int day = 0; day < SALES_DAYS; day++)
        days[day] = 100 * sales_pattern[day % SALES_WEEK] +
                    (follows_discount(day) ? SALES_EXTRA : 0) +
                    SALES_NOISE * random_normal(&random);
}

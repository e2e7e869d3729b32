/* Comparing numbers in tests.
 *
 * cmocka's own comparison lets NaN pass against anything. Here NaN equals only
 * NaN, and infinity only the same infinity.
 */
#ifndef GATEREEL_TESTS_CHECK_CLOSE_H
#define GATEREEL_TESTS_CHECK_CLOSE_H

#include <math.h>
#include <stdbool.h>

static inline bool is_close(double got, double want, double tolerance)
{
    if (isnan(got) || isnan(want))
        return isnan(got) && isnan(want);
    return got == want || fabs(got - want) <= tolerance;
}

#define assert_close(got, want, tolerance)                                     \
    do {                                                                       \
        double got_ = (got), want_ = (want), tolerance_ = (tolerance);         \
        if (!is_close(got_, want_, tolerance_))                                \
            fail_msg("%s is %.17g, not %.17g within %g", #got, got_, want_,    \
                     tolerance_);                                              \
    } while (0)

#endif

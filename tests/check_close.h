/* cmocka's assert_float_equal lets NaN pass; this does not. */
#ifndef GATEREEL_TESTS_CHECK_CLOSE_H
#define GATEREEL_TESTS_CHECK_CLOSE_H

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static inline void check_close(double got, double want, double tolerance,
                               const char *file, int line)
{
    /* Equal infinities have no difference that is a number. */
    if (got == want || (isnan(got) && isnan(want))
        || fabs(got - want) <= tolerance)
        return;
    print_error("%.17g is not within %g of %.17g\n", got, tolerance, want);
    _fail(file, line);
}

/* Fails unless |got - want| <= tolerance, or both are NaN. */
#define assert_close(got, want, tolerance) \
    check_close(got, want, tolerance, __FILE__, __LINE__)

#endif

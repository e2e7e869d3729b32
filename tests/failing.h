/* Allocations that fail on demand: the allocation functions of every test
 * program are wrapped.
 *
 * for (long n = 0; ; n++) {
 *     failing_after(n);
 *     bool fine = thing_init(&thing, ..., &error);
 *     if (!failing_stop()) { assert_true(fine); finish; break; }
 *     assert_false(fine); and error.text says so, and finish is harmless
 * }
 */
#ifndef GATEREEL_TESTS_FAILING_H
#define GATEREEL_TESTS_FAILING_H

#include <stdbool.h>

/* The next `successes` allocations work, the one after them fails, later ones
 * work again. */
void failing_after(long successes);

/* Back to normal. Did one fail since failing_after? */
bool failing_stop(void);

/* From the next one on, only `count` more threads can be started; -1: any
 * number. */
void failing_threads_after(long count);

#endif

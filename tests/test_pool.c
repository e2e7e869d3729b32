/* base/pool: every part once, whatever the number of threads. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/pool.h"
#include "failing.h"

enum { PARTS = 1000 };

static void count(void *context, int part)
{
    int *seen = context;

    seen[part]++;
}

static void assert_each_once(struct pool *pool, int parts)
{
    int seen[PARTS + 1] = { 0 };

    pool_run(pool, parts, count, seen);
    for (int k = 0; k < parts; k++)
        assert_int_equal(seen[k], 1);
    assert_int_equal(seen[parts], 0);
}

static void every_part_runs_once(void **state)
{
    (void)state;

    for (int threads = 1; threads <= 8; threads++) {
        struct pool *pool = pool_create(threads, NULL);
        assert_non_null(pool);
        assert_int_equal(pool_threads(pool), threads);
        for (int round = 0; round < 50; round++) {
            assert_each_once(pool, round);
            assert_each_once(pool, PARTS);
        }
        pool_destroy(pool);
    }
}

static void no_pool_is_one_thread(void **state)
{
    (void)state;

    assert_int_equal(pool_threads(NULL), 1);
    assert_each_once(NULL, PARTS);
    assert_each_once(NULL, 0);
    pool_destroy(NULL);
}

static void zero_asks_for_processors(void **state)
{
    struct pool *pool = pool_create(0, NULL);
    (void)state;

    assert_non_null(pool);
    assert_true(pool_threads(pool) >= 1);
    assert_true(pool_threads(pool) <= sysconf(_SC_NPROCESSORS_ONLN));
    assert_each_once(pool, 17);
    pool_destroy(pool);
}

static void unused_pool_ends(void **state)
{
    (void)state;

    for (int k = 0; k < 20; k++)
        pool_destroy(pool_create(4, NULL));
}

static void no_memory_is_a_message(void **state)
{
    struct error error = { 0 };
    (void)state;

    failing_after(0);
    struct pool *pool = pool_create(2, &error);
    assert_true(failing_stop());
    assert_null(pool);
    assert_non_null(strstr(error.text, "worker threads"));
}

/* Where no thread can be started the caller does all the work; where some
 * can, they share it. */
static void fewer_threads_do_it_all(void **state)
{
    (void)state;

    for (int started = 0; started <= 2; started++) {
        failing_threads_after(started);
        struct pool *pool = pool_create(4, NULL);
        failing_threads_after(-1);
        assert_non_null(pool);
        assert_int_equal(pool_threads(pool), started + 1);
        assert_each_once(pool, PARTS);
        pool_destroy(pool);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_part_runs_once),
        cmocka_unit_test(no_pool_is_one_thread),
        cmocka_unit_test(zero_asks_for_processors),
        cmocka_unit_test(unused_pool_ends),
        cmocka_unit_test(no_memory_is_a_message),
        cmocka_unit_test(fewer_threads_do_it_all),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}

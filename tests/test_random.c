/* base/random: the published sequence, and that it is as random as it says. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/random.h"
#include "check_close.h"

static void sequence_is_xoshiro(void **state)
{
    /* The first values for the words 1, 2, 3, 4, as other implementations
     * test them. */
    static const uint64_t want[] = {
        11520, 0, 1509978240, UINT64_C(1215971899390074240),
    };
    struct random random = { { 1, 2, 3, 4 } };
    (void)state;

    for (size_t k = 0; k < sizeof want / sizeof *want; k++)
        assert_true(random_bits(&random) == want[k]);
}

static void seed_is_splitmix(void **state)
{
    struct random random;
    (void)state;

    /* splitmix64's published first values for the seed 1234567. */
    random_seed(&random, 1234567, 0);
    assert_true(random.word[0] == UINT64_C(6457827717110365317));
    assert_true(random.word[1] == UINT64_C(3203168211198807973));
    assert_true(random.word[2] == UINT64_C(9817491932198370423));
    assert_true(random.word[3] == UINT64_C(4593380528125082431));
}

static void streams_differ(void **state)
{
    struct random a, b, c;
    (void)state;

    random_seed(&a, 1, 0);
    random_seed(&b, 1, 1);
    random_seed(&c, 2, 0);
    uint64_t first = random_bits(&a);
    assert_true(first != random_bits(&b));
    assert_true(first != random_bits(&c));
    random_seed(&a, 1, 0);
    assert_true(first == random_bits(&a));
}

static void copy_copies_sequence(void **state)
{
    struct random random;
    (void)state;

    random_seed(&random, 5, 0);
    for (int k = 0; k < 7; k++)
        random_normal(&random);
    struct random copy = random;
    for (int k = 0; k < 100; k++)
        assert_true(random_normal(&random) == random_normal(&copy));
}

static void unit_is_uniform(void **state)
{
    enum { COUNT = 200000 };
    struct random random;
    double sum = 0, squares = 0, low = 1, high = 0;
    (void)state;

    random_seed(&random, 1, 0);
    for (int k = 0; k < COUNT; k++) {
        double x = random_unit(&random);
        assert_true(x >= 0 && x < 1);
        low = x < low ? x : low;
        high = x > high ? x : high;
        sum += x;
        squares += x * x;
    }
    assert_close(sum / COUNT, 1.0 / 2, 3e-3);
    assert_close(squares / COUNT, 1.0 / 3, 3e-3);
    assert_close(low, 0, 1e-4);
    assert_close(high, 1, 1e-4);
}

static void range_excludes_its_end(void **state)
{
    struct random random;
    (void)state;

    random_seed(&random, 1, 0);
    /* Two neighbours: half of all products round up to the end. */
    for (int k = 0; k < 1000; k++)
        assert_true(random_range(&random, 1, 1 + 0x1p-52) == 1);
    for (int k = 0; k < 1000; k++) {
        double x = random_range(&random, -3, 5);
        assert_true(x >= -3 && x < 5);
    }
}

static void normal_has_its_moments(void **state)
{
    enum { COUNT = 200000 };
    struct random random;
    double sum[5] = { 0 };
    (void)state;

    random_seed(&random, 3, 0);
    for (int k = 0; k < COUNT; k++) {
        double x = random_normal(&random);
        double power = 1;
        for (int m = 1; m <= 4; m++)
            sum[m] += power *= x;
    }
    assert_close(sum[1] / COUNT, 0, 0.01);
    assert_close(sum[2] / COUNT, 1, 0.02);
    assert_close(sum[3] / COUNT, 0, 0.04);
    assert_close(sum[4] / COUNT, 3, 0.1);
}

static void below_is_fair(void **state)
{
    enum { SIDES = 6, COUNT = 60000 };
    struct random random;
    int seen[SIDES] = { 0 };
    (void)state;

    random_seed(&random, 4, 0);
    for (int k = 0; k < COUNT; k++) {
        uint32_t side = random_below(&random, SIDES);
        assert_true(side < SIDES);
        seen[side]++;
    }
    for (int k = 0; k < SIDES; k++)
        assert_close(seen[k], COUNT / SIDES, 400); /* over 4 sigma */
    assert_int_equal(random_below(&random, 1), 0);
    /* Three quarters of 2^32: without redrawing, every third number would
     * come up half of the time. */
    int thirds = 0;
    for (int k = 0; k < COUNT; k++)
        thirds += random_below(&random, 0xC0000000u) % 3 == 0;
    assert_close(thirds, COUNT / 3.0, 600);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(sequence_is_xoshiro),
        cmocka_unit_test(seed_is_splitmix),
        cmocka_unit_test(streams_differ),
        cmocka_unit_test(copy_copies_sequence),
        cmocka_unit_test(unit_is_uniform),
        cmocka_unit_test(range_excludes_its_end),
        cmocka_unit_test(normal_has_its_moments),
        cmocka_unit_test(below_is_fair),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}

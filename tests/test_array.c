/* base/array: sizes that overflow, growth, and memory that is not there. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/array.h"
#include "failing.h"

static void sizes_do_not_wrap(void **state)
{
    size_t out = 7;
    (void)state;

    assert_true(size_multiply(6, 7, &out));
    assert_int_equal(out, 42);
    assert_true(size_multiply(SIZE_MAX, 1, &out) && out == SIZE_MAX);
    assert_true(size_multiply(SIZE_MAX, 0, &out) && out == 0);
    assert_false(size_multiply(SIZE_MAX / 2 + 1, 2, &out));
    assert_true(size_add(SIZE_MAX - 1, 1, &out) && out == SIZE_MAX);
    assert_false(size_add(SIZE_MAX, 1, &out));
}

static void new_is_zeroed(void **state)
{
    struct error error = { 0 };
    int *array = array_new(1000, sizeof *array, "numbers", &error);
    (void)state;

    assert_non_null(array);
    for (int k = 0; k < 1000; k++)
        assert_int_equal(array[k], 0);
    free(array);
}

static void nothing_is_a_pointer(void **state)
{
    void *grown = NULL;
    size_t capacity = 0;
    void *empty = array_new(0, 8, "nothing", NULL);
    void *aligned = array_new_aligned(0, 8, "nothing", NULL);
    (void)state;

    assert_non_null(empty);
    assert_non_null(aligned);
    assert_true(array_reserve(&grown, &capacity, 0, 8, "nothing", NULL));
    assert_non_null(grown);
    free(empty);
    free(aligned);
    free(grown);
}

static void aligned_is_aligned(void **state)
{
    (void)state;

    for (size_t count = 1; count < 200; count += 13) {
        float *array = array_new_aligned(count, sizeof *array, "row", NULL);
        assert_non_null(array);
        assert_int_equal((uintptr_t)array % 64, 0);
        memset(array, 1, count * sizeof *array);
        free(array);
    }
}

static void too_large_says_so(void **state)
{
    struct error error = { 0 };
    void *array = NULL;
    size_t capacity = 0;
    (void)state;

    assert_null(array_new(SIZE_MAX / 4, 8, "the tape", &error));
    assert_non_null(strstr(error.text, "not enough memory for the tape"));
    error.text[0] = '\0';
    assert_null(array_new_aligned(SIZE_MAX - 3, 1, "the tape", &error));
    assert_non_null(strstr(error.text, "not enough memory for the tape"));
    error.text[0] = '\0';
    assert_false(array_reserve(&array, &capacity, SIZE_MAX / 2, 8, "rows",
                               &error));
    assert_non_null(strstr(error.text, "not enough memory for rows"));
    assert_null(array);
    assert_int_equal(capacity, 0);
}

static void reserve_keeps_contents(void **state)
{
    uint32_t *numbers = NULL;
    size_t capacity = 0;
    int moves = 0;
    (void)state;

    for (uint32_t k = 0; k < 10000; k++) {
        size_t before = capacity;
        void *grown = numbers;
        assert_true(array_reserve(&grown, &capacity, k + 1, sizeof *numbers,
                                  "numbers", NULL));
        numbers = grown;
        assert_true(capacity > k);
        moves += capacity != before;
        numbers[k] = k;
    }
    assert_true(moves <= 12); /* it doubles */
    for (uint32_t k = 0; k < 10000; k++)
        assert_int_equal(numbers[k], k);
    free(numbers);
}

static void failure_leaves_everything(void **state)
{
    struct error error = { 0 };
    size_t capacity = 0;
    void *array = NULL;
    (void)state;

    assert_true(array_reserve(&array, &capacity, 10, 4, "rows", &error));
    size_t before = capacity;
    void *place = array;
    failing_after(0);
    assert_false(array_reserve(&array, &capacity, 1000, 4, "rows", &error));
    assert_true(failing_stop());
    assert_string_equal(error.text, "not enough memory for rows (4.0 kB)");
    assert_ptr_equal(array, place);
    assert_int_equal(capacity, before);
    free(array);

    failing_after(1);
    void *first = array_new(1, 1, "a", &error);
    void *second = array_new(1, 1, "b", &error);
    void *third = array_new_aligned(1, 1, "c", &error);
    assert_true(failing_stop());
    assert_non_null(first);
    assert_null(second);
    assert_non_null(third);
    free(first);
    free(third);
}

static void sizes_read_well(void **state)
{
    char text[24];
    (void)state;

    assert_string_equal(size_text(0, text), "0 B");
    assert_string_equal(size_text(999, text), "999 B");
    assert_string_equal(size_text(1000, text), "1.0 kB");
    assert_string_equal(size_text(1249999, text), "1.2 MB");
    assert_string_equal(size_text(1250000, text), "1.3 MB");
    assert_string_equal(size_text(12345678901, text), "12.3 GB");
    assert_string_equal(size_text(SIZE_MAX, text), "18.4 EB");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(sizes_do_not_wrap),
        cmocka_unit_test(new_is_zeroed),
        cmocka_unit_test(nothing_is_a_pointer),
        cmocka_unit_test(aligned_is_aligned),
        cmocka_unit_test(too_large_says_so),
        cmocka_unit_test(reserve_keeps_contents),
        cmocka_unit_test(failure_leaves_everything),
        cmocka_unit_test(sizes_read_well),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}

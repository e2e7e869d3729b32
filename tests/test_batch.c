#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "failing.h"
#include "data/batch.h"

static void starts_blank(void **state)
{
    struct batch batch;
    struct error error = {0};

    (void)state;
    assert_true(batch_init(&batch, &(struct batch_shape){5, 3, 2, 0, 4, TARGET_LABELS},
                           &error));
    assert_null(batch.values);
    for (int k = 0; k < 5 * 3 * 2; k++)
        assert_true(batch.x[k] == 0);
    for (int k = 0; k < 5 * 3; k++)
        assert_int_equal(batch.labels[k], -1);
    for (int b = 0; b < 3; b++)
        assert_int_equal(batch.lengths[b], 5);
    assert_int_equal(batch.outputs, 4);
    batch_finish(&batch);

    assert_true(batch_init(&batch, &(struct batch_shape){5, 3, 2, 0, 4, TARGET_VALUES},
                           &error));
    assert_null(batch.labels);
    for (int k = 0; k < 5 * 3 * 4; k++)
        assert_true(batch.values[k] == 0);
    batch_finish(&batch);
    assert_null(batch.x);
    assert_int_equal(batch.size, 0);
    batch_finish(&batch);
}

/* Every array can be filled to its end without touching the others. */
static void parts_do_not_overlap(void **state)
{
    struct batch batch;
    struct error error = {0};

    (void)state;
    for (int kind = TARGET_NONE; kind <= TARGET_LABELS; kind++) {
        assert_true(batch_init(&batch, &(struct batch_shape){7, 3, 5, 0, 2, kind},
                           &error));
        for (int k = 0; k < 7 * 3 * 5; k++)
            batch.x[k] = 1;
        for (int k = 0; batch.values && k < 7 * 3 * 2; k++)
            batch.values[k] = 2;
        for (int k = 0; batch.labels && k < 7 * 3; k++)
            batch.labels[k] = 3;
        for (int b = 0; b < 3; b++)
            batch.lengths[b] = 4;
        for (int k = 0; k < 7 * 3 * 5; k++)
            assert_true(batch.x[k] == 1);
        for (int k = 0; batch.values && k < 7 * 3 * 2; k++)
            assert_true(batch.values[k] == 2);
        for (int k = 0; batch.labels && k < 7 * 3; k++)
            assert_int_equal(batch.labels[k], 3);
        batch_finish(&batch);
    }
}

static void names_sizes_that_do_not_fit(void **state)
{
    struct batch batch;
    struct error error = {0};

    (void)state;
    assert_false(batch_init(&batch, &(struct batch_shape){100000, 100000, 3, 0, 1, TARGET_NONE},
                           &error));
    assert_string_equal(error.text, "a batch of 100000 sequences of 100000 "
                        "steps with 3 inputs and 1 outputs is too large");
    assert_null(batch.memory);
    batch_finish(&batch);
}

static void survives_lack_of_memory(void **state)
{
    struct batch batch;
    struct error error = {0};

    (void)state;
    failing_after(0);
    assert_false(batch_init(&batch, &(struct batch_shape){5, 3, 2, 0, 4, TARGET_LABELS},
                           &error));
    assert_true(failing_stop());
    assert_non_null(strstr(error.text, "a batch of sequences"));
    batch_finish(&batch);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(starts_blank),
        cmocka_unit_test(parts_do_not_overlap),
        cmocka_unit_test(names_sizes_that_do_not_fit),
        cmocka_unit_test(survives_lack_of_memory),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

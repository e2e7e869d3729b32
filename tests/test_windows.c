/* Windows of a series: with a context, in streams, asked at the last step; and
 * the sales that are made by a rule. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "check_close.h"
#include "data/make/sales.h"
#include "task_case.h"

static void open_task(struct task *task, enum task_kind kind,
                      const struct task_options *options)
{
    struct error error = {0};
    struct task_options all = *options;

    all.material.series = ramp();
    all.material.series_length = RAMP;
    if (!task_init(task, kind, &all, &error))
        fail_msg("%s", error.text);
}

static void open_batch(const struct task *task, struct batch *batch, int size)
{
    struct error error = {0};

    if (!task_batch_init(task, batch, size, &error))
        fail_msg("%s", error.text);
}

/* Position in the ramp of a normalised value. */
static int place(const struct task *task, double value)
{
    double raw = value * task->deviation + task->mean;

    assert_close(raw, round(raw), 1e-3);
    return (int)lround((raw - 10) / 2);
}

static int input_at(const struct task *task, const struct batch *batch, int t,
                    int b, int k)
{
    size_t row = (size_t)t * (size_t)batch->size + (size_t)b;
    return place(task, batch->x[row * (size_t)batch->inputs + (size_t)k]);
}

static int target_at(const struct task *task, const struct batch *batch, int t,
                     int b)
{
    return place(task, batch->values[t * batch->size + b]);
}

/* Every step of sequence b reads the last values, oldest first, and is asked
 * for the next. Returns where the window begins. */
static int check_window(const struct task *task, const struct batch *batch,
                        int b)
{
    int start = input_at(task, batch, 0, b, task->context - 1);

    for (int t = 0; t < task->steps; t++) {
        for (int k = 0; k < task->context; k++)
            assert_int_equal(input_at(task, batch, t, b, k),
                             start + t - (task->context - 1) + k);
        assert_int_equal(target_at(task, batch, t, b), start + t + 1);
    }
    return start;
}

static void reads_the_last_values(void **state)
{
    struct task task;
    struct batch batch;
    int starts[RAMP] = {0}, targets = 0;

    (void)state;
    open_task(&task, TASK_SERIES,
              &(struct task_options){.steps = 12, .context = 5});
    assert_int_equal(task.inputs, 5);
    assert_int_equal(task.context, 5);
    assert_int_equal(task.split, RAMP - 36);
    assert_int_equal(task.sequences, task.split - 12 - 4);
    open_batch(&task, &batch, task.sequences);
    task_train(&task, 0, 0, &batch);
    for (int b = 0; b < batch.size; b++) {
        int start = check_window(&task, &batch, b);

        starts[start]++;
        assert_true(start + 12 < task.split);
    }
    for (int k = 0; k < RAMP; k++)
        assert_int_equal(starts[k], k >= 4 && k + 12 < task.split);
    batch_finish(&batch);

    open_batch(&task, &batch, task.tests);
    task_test(&task, 0, &batch);
    for (int b = 0; b < batch.size; b++) {
        assert_int_equal(check_window(&task, &batch, b),
                         task.split - 1 + b * 12);
        targets += task.steps;
    }
    assert_int_equal(targets, RAMP - task.split);
    batch_finish(&batch);
    task_finish(&task);
}

/* The context changes what is read, not what is asked: so losses compare. */
static void context_keeps_the_test(void **state)
{
    struct task one, many;

    (void)state;
    open_task(&one, TASK_COSINE, &(struct task_options){0});
    open_task(&many, TASK_COSINE, &(struct task_options){.context = 20});
    assert_int_equal(one.split, many.split);
    assert_int_equal(one.tests, many.tests);
    assert_close(one.baseline, many.baseline, 0);
    task_finish(&many);
    task_finish(&one);
}

static void check_streams(int context, int streams)
{
    struct task task;
    struct batch batch;
    int first[16], last = 0;

    open_task(&task, TASK_SERIES, &(struct task_options){
                  .steps = 12, .context = context, .stateful = true,
                  .streams = streams});
    int windows = task.sequences / streams;
    assert_int_equal(task.sequences, windows * streams);
    assert_true(windows * 12 * 2 >= task.split - 24);
    open_batch(&task, &batch, streams);
    for (int w = 0; w < windows; w++) {
        task_train(&task, 3, w * streams, &batch);
        for (int s = 0; s < streams; s++) {
            int start = check_window(&task, &batch, s);

            if (w == 0)
                first[s] = start;
            assert_int_equal(start, first[s] + w * 12);
            assert_true(start + 12 < task.split);
            last = start + 12 > last ? start + 12 : last;
        }
    }
    /* From the beginning of what there is to its end. */
    assert_int_equal(first[0], context - 1);
    assert_true(streams == 1 ? last > task.split - 1 - 12
                             : last == task.split - 1);
    for (int s = 2; s < streams; s++)
        assert_in_range(first[s] - first[s - 1], first[1] - first[0] - 1,
                        first[1] - first[0] + 1);
    batch_finish(&batch);
    task_finish(&task);
}

static void streams_go_on(void **state)
{
    (void)state;
    check_streams(1, 1);
    check_streams(1, 2);
    check_streams(1, 8);
    check_streams(7, 16);
}

/* Of a price, four days are read and the fifth is asked: every day of the test
 * once. */
static void asks_the_last_day(void **state)
{
    struct task task;
    struct batch batch;

    (void)state;
    open_task(&task, TASK_PRICE, &(struct task_options){0});
    assert_int_equal(task.steps, 4);
    assert_int_equal(task.tests, 41); /* a fifth of 203 */
    assert_int_equal(task.split, RAMP - 41);
    assert_int_equal(task.sequences, task.split - 4);
    /* The series is of changes: tomorrow = today is a change of 0. */
    double squares = 0;
    for (int k = task.split; k < RAMP; k++)
        squares += pow(ramp()[k], 2) / 41;
    assert_close(task.baseline, squares / pow(task.deviation, 2), 1e-4);
    open_batch(&task, &batch, task.tests);
    for (int test = 0; test < 2; test++) {
        if (test)
            task_test(&task, 0, &batch);
        else
            task_train(&task, 0, 0, &batch);
        for (int b = 0; b < batch.size; b++) {
            int day = target_at(&task, &batch, 3, b);

            assert_true(test ? day == task.split + b : day < task.split);
            for (int t = 0; t < 4; t++) {
                assert_int_equal(input_at(&task, &batch, t, b, 0),
                                 day - 4 + t);
                assert_true(t == 3 || batch.values[t * batch.size + b] == 0);
            }
        }
    }
    batch_finish(&batch);
    task_finish(&task);
}

/* The stated rule, looked up in the days themselves. */
static void sells_by_the_rule(void **state)
{
    double days[SALES_DAYS], again[SALES_DAYS], other[SALES_DAYS];
    double plain[SALES_WEEK] = {0}, extra = 0, squares = 0;
    int count[SALES_WEEK] = {0}, after = 0;

    (void)state;
    sales_make(5, days);
    sales_make(5, again);
    sales_make(6, other);
    assert_memory_equal(days, again, sizeof days);
    assert_true(memcmp(days, other, sizeof days) != 0);
    for (int d = 0; d < SALES_DAYS; d++) {
        double rest = days[d] - 100 * sales_pattern[d % SALES_WEEK];

        if (d > 0 && d % 10 == 0) {
            extra += rest;
            after++;
            rest -= SALES_EXTRA;
        } else {
            plain[d % SALES_WEEK] += days[d];
            count[d % SALES_WEEK]++;
        }
        squares += rest * rest;
        assert_true(fabs(rest) < 5 * SALES_NOISE);
    }
    for (int w = 0; w < SALES_WEEK; w++)
        assert_close(plain[w] / count[w], 100 * sales_pattern[w], 1);
    assert_true(sales_pattern[5] > sales_pattern[1] + 0.5);
    assert_int_equal(after, 72);
    assert_close(extra / after, SALES_EXTRA, 1.5);
    assert_close(squares / SALES_DAYS, SALES_NOISE * SALES_NOISE, 1);
}

/* Who knows the rule is left with the floor, in the units of the loss. */
static void noise_is_the_floor(void **state)
{
    struct task task;
    double sum = 0;

    (void)state;
    open_task(&task, TASK_SALES, &(struct task_options){.seed = 5});
    assert_int_equal(task.series_length, SALES_DAYS);
    for (int d = 0; d < SALES_DAYS; d++) {
        double rule = 100 * sales_pattern[d % SALES_WEEK] +
                      (d > 0 && d % 10 == 0 ? SALES_EXTRA : 0);
        double answer = (rule - task.mean) / task.deviation;

        sum += pow((double)task.series[d] - answer, 2) / SALES_DAYS;
    }
    assert_close(sum, task.floor, 0.1 * task.floor);
    assert_true(task.floor > 0 && task.floor < 0.1 * task.baseline);
    task_finish(&task);
    open_task(&task, TASK_SERIES, &(struct task_options){0});
    assert_close(task.floor, 0, 0);
    task_finish(&task);
}

static void refuses(enum task_kind kind, const struct task_options *options,
                    const char *message)
{
    struct task task;
    struct error error = {0};
    struct task_options all = *options;

    if (all.material.series_length > 0)
        all.material.series = ramp();
    assert_false(task_init(&task, kind, &all, &error));
    assert_string_equal(error.text, message);
    assert_null(task.series);
}

static void refuses_what_means_nothing(void **state)
{
    const struct material short_one = {.series_length = 25};
    const struct material shorter = {.series_length = 24};

    (void)state;
    refuses(TASK_ADDING, &(struct task_options){.context = 2},
            "the adding task has no context: it is for series");
    refuses(TASK_COSINE, &(struct task_options){.context = -1},
            "a context of -1: it may be 1 to 10000");
    refuses(TASK_COSINE, &(struct task_options){.stateful = true},
            "0 streams: there is at least 1");
    refuses(TASK_REMEMBER, &(struct task_options){.stateful = true,
                                                  .streams = 4},
            "the remember task cannot be stateful: its sequences do not "
            "follow one another");
    refuses(TASK_PRICE, &(struct task_options){.stateful = true, .streams = 4},
            "the price task cannot be stateful: its sequences do not follow "
            "one another");
    refuses(TASK_COSINE, &(struct task_options){.stateful = true,
                                                .streams = INT32_MAX},
            "2147483647 streams are too many");
    refuses(TASK_SERIES, &(struct task_options){
                .steps = 10, .context = 5, .material = shorter},
            "the series has 24 values; with windows of 10 steps it needs at "
            "least 25");

    struct task task;
    struct error error = {0};
    struct task_options least = {.steps = 10, .context = 5,
                                 .material = short_one};
    least.material.series = ramp();
    assert_true(task_init(&task, TASK_SERIES, &least, &error));
    assert_int_equal(task.sequences, 1);
    task_finish(&task);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(reads_the_last_values),
        cmocka_unit_test(context_keeps_the_test),
        cmocka_unit_test(streams_go_on),
        cmocka_unit_test(asks_the_last_day),
        cmocka_unit_test(sells_by_the_rule),
        cmocka_unit_test(noise_is_the_floor),
        cmocka_unit_test(refuses_what_means_nothing),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

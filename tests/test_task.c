#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "check_close.h"
#include "failing.h"
#include "data/table/csv.h"
#include "data/task.h"
#include "task_case.h"

#define ASSETS TEST_DIR "/../assets/data/"

/* A short length for any task: where its data has one, that. */
static int steps_of(enum task_kind kind, int steps)
{
    switch (kind) {
    case TASK_PLACES:
    case TASK_SPELL:
    case TASK_SPELL_KO:
    case TASK_ANSWER: return 0;
    case TASK_NUMBERS: return 3;
    default: return steps;
    }
}

static void open_task(struct task *task, enum task_kind kind, int steps,
                      uint64_t seed)
{
    struct error error = {0};
    char *text;
    struct task_options options = {
        .seed = seed, .steps = steps, .material = task_material(kind, &text),
    };

    if (!task_init(task, kind, &options, &error))
        fail_msg("%s", error.text);
    free(text);
}

static void open_batch(const struct task *task, struct batch *batch, int size)
{
    struct error error = {0};

    if (!task_batch_init(task, batch, size, &error))
        fail_msg("%s", error.text);
}

static real x_of(const struct batch *batch, int t, int b, int k)
{
    return batch->x[((size_t)t * batch->size + b) * batch->inputs + k];
}

static int label_of(const struct batch *batch, int t, int b)
{
    return batch->labels[(size_t)t * batch->size + b];
}

/* Is sequence b of one batch the same as sequence c of another? */
static bool is_same(const struct batch *one, int b, const struct batch *two,
                    int c)
{
    if (one->lengths[b] != two->lengths[c])
        return false;
    for (int t = 0; t < one->steps; t++) {
        if (one->ids && one->ids[t * one->size + b] !=
                            two->ids[t * two->size + c])
            return false;
        for (int k = 0; one->x && k < one->inputs; k++) {
            if (x_of(one, t, b, k) != x_of(two, t, c, k))
                return false;
        }
        if (one->labels && label_of(one, t, b) != label_of(two, t, c))
            return false;
        if (one->values && one->values[t * one->size + b] !=
                               two->values[t * two->size + c])
            return false;
    }
    return true;
}

static void finds_names(void **state)
{
    (void)state;
    for (int k = 0; k < TASK_COUNT; k++) {
        assert_int_equal(task_find(task_table[k].name), k);
        assert_true(task_table[k].steps > 0 || steps_of(k, 1) == 0);
        assert_true(task_table[k].hidden > 0);
        assert_true(task_table[k].batch > 0 && task_table[k].epochs > 0);
        assert_true(task_table[k].rate > 0);
    }
    assert_int_equal(task_find("additon"), -1);
}

/* 32 sequences at once are the same as four times 8, in any order, into a
 * batch that was used before. */
static void does_not_depend_on_the_cut(void **state)
{
    (void)state;
    for (int kind = 0; kind < TASK_COUNT; kind++) {
        struct task task, again;
        struct batch large, small;

        open_task(&task, kind, steps_of(kind, 12), 7);
        open_task(&again, kind, steps_of(kind, 12), 7);
        open_batch(&task, &large, 32);
        open_batch(&task, &small, 8);
        for (int test = 0; test < 2; test++) {
            if (test)
                task_test(&task, 0, &large);
            else
                task_train(&task, 3, 0, &large);
            for (int part = 3; part >= 0; part--) {
                if (test)
                    task_test(&again, part * 8, &small);
                else
                    task_train(&again, 3, part * 8, &small);
                for (int b = 0; b < 8; b++)
                    assert_true(is_same(&large, part * 8 + b, &small, b));
            }
        }
        batch_finish(&small);
        batch_finish(&large);
        task_finish(&again);
        task_finish(&task);
        task_finish(&task);
    }
}

/* Another seed or epoch brings other sequences; past the end the epoch starts
 * over. */
static void depends_on_seed_and_epoch(void **state)
{
    (void)state;
    for (int kind = 0; kind < TASK_COUNT; kind++) {
        struct task task, other;
        struct batch one, two;
        int same_epoch = 0, same_seed = 0;

        open_task(&task, kind, steps_of(kind, 12), 7);
        open_task(&other, kind, steps_of(kind, 12), 8);
        open_batch(&task, &one, 16);
        open_batch(&task, &two, 16);
        task_train(&task, 0, 0, &one);
        task_train(&task, 1, 0, &two);
        for (int b = 0; b < 16; b++)
            same_epoch += is_same(&one, b, &two, b);
        task_train(&other, 0, 0, &two);
        for (int b = 0; b < 16; b++)
            same_seed += is_same(&one, b, &two, b);
        assert_in_range(same_epoch, 0, 8);
        assert_in_range(same_seed, 0, 8);

        task_train(&task, 0, task.sequences, &two);
        for (int b = 0; b < 16; b++)
            assert_true(is_same(&one, b, &two, b));
        task_test(&task, 0, &one);
        task_test(&task, task.tests, &two);
        for (int b = 0; b < 16; b++)
            assert_true(is_same(&one, b, &two, b));
        batch_finish(&two);
        batch_finish(&one);
        task_finish(&other);
        task_finish(&task);
    }
}

/* No test sequence is ever drawn for training. */
static void keeps_the_test_apart(void **state)
{
    (void)state;
    for (int kind = 0; kind < TASK_COUNT; kind++) {
        struct task task;
        struct batch test, train;

        open_task(&task, kind, steps_of(kind, 12), 1);
        open_batch(&task, &test, 32);
        open_batch(&task, &train, 500);
        task_test(&task, 0, &test);
        for (int epoch = 0; epoch < 2; epoch++) {
            task_train(&task, epoch, 0, &train);
            for (int b = 0; b < test.size; b++) {
                for (int c = 0; c < train.size; c++)
                    assert_false(is_same(&test, b, &train, c));
            }
        }
        batch_finish(&train);
        batch_finish(&test);
        task_finish(&task);
    }
}

static void adds_what_is_marked(void **state)
{
    struct task task;
    struct batch batch;
    double mean = 0, square = 0;

    (void)state;
    open_task(&task, TASK_ADDING, 51, 1);
    assert_int_equal(task.inputs, 2);
    assert_int_equal(task.sequences, 1000);
    open_batch(&task, &batch, 1000);
    task_train(&task, 0, 0, &batch);
    for (int b = 0; b < batch.size; b++) {
        double sum = 0;
        int markers[2] = {0, 0};

        for (int t = 0; t < 51; t++) {
            double value = x_of(&batch, t, b, 0);
            double marker = x_of(&batch, t, b, 1);

            assert_true(value >= 0 && value < 1);
            assert_true(marker == 0 || marker == 1);
            sum += value * marker;
            markers[t >= 25] += marker == 1;
            if (t < 50)
                assert_true(batch.values[t * batch.size + b] == 0);
        }
        assert_int_equal(markers[0], 1);
        assert_int_equal(markers[1], 1);
        double target = batch.values[50 * batch.size + b];
        assert_close(target, sum, 1e-6);
        mean += target / batch.size;
        square += (target - 1) * (target - 1) / batch.size;
    }
    assert_close(mean, 1, 0.04);
    assert_close(task.baseline, 1.0 / 6, 1e-15);
    assert_close(square, task.baseline, 0.02);
    batch_finish(&batch);
    task_finish(&task);
}

static void remembers_the_first(void **state)
{
    struct task task;
    struct batch batch;
    double noise = 0;
    int ones = 0;

    (void)state;
    open_task(&task, TASK_REMEMBER, 30, 1);
    open_batch(&task, &batch, 1000);
    task_train(&task, 0, 0, &batch);
    for (int b = 0; b < batch.size; b++) {
        int label = label_of(&batch, 29, b);

        assert_in_range(label, 0, 1);
        assert_true(x_of(&batch, 0, b, 0) == (label ? 1 : -1));
        ones += label;
        for (int t = 0; t < 29; t++)
            assert_int_equal(label_of(&batch, t, b), -1);
        for (int t = 1; t < 30; t++)
            noise += x_of(&batch, t, b, 0) * x_of(&batch, t, b, 0);
    }
    assert_in_range(ones, 430, 570);
    assert_close(noise / (29 * 1000), 0.04, 0.002);
    assert_close(task.baseline, log(2), 1e-15);
    batch_finish(&batch);
    task_finish(&task);
}

static void copies_ten_symbols(void **state)
{
    struct task task;
    struct batch batch;
    int blank = 5, steps = 25, counts[8] = {0};

    (void)state;
    open_task(&task, TASK_COPY, blank, 1);
    assert_int_equal(task.steps, steps);
    assert_int_equal(task.inputs, 10);
    assert_int_equal(task.outputs, 8);
    assert_close(task.baseline, log(8), 1e-12);
    open_batch(&task, &batch, 200);
    task_train(&task, 0, 0, &batch);
    for (int b = 0; b < batch.size; b++) {
        int said[25];

        for (int t = 0; t < steps; t++) {
            int hot = 0;

            for (int k = 0; k < 10; k++) {
                assert_true(x_of(&batch, t, b, k) == 0 ||
                            x_of(&batch, t, b, k) == 1);
                hot += x_of(&batch, t, b, k) == 1;
                if (x_of(&batch, t, b, k) == 1)
                    said[t] = k;
            }
            assert_int_equal(hot, 1);
        }
        for (int t = 0; t < 10; t++) {
            assert_in_range(said[t], 0, 7);
            counts[said[t]]++;
        }
        for (int t = 10; t < steps; t++)
            assert_int_equal(said[t], t == 14 ? 9 : 8);
        for (int t = 0; t < steps; t++)
            assert_int_equal(label_of(&batch, t, b),
                             t < 15 ? -1 : said[t - 15]);
    }
    for (int k = 0; k < 8; k++)
        assert_in_range(counts[k], 180, 320);
    batch_finish(&batch);
    task_finish(&task);
}

/* Reads one string a^n b^n and checks what is asked. Returns n. */
static int check_anbn(const struct batch *batch, int b)
{
    int n = (batch->lengths[b] - 1) / 2;

    assert_int_equal(batch->lengths[b], 2 * n + 1);
    for (int t = 0; t < batch->steps; t++) {
        int symbol = t == 0 ? 0 : t <= n ? 1 : 2;
        int next = t == 0 ? 1 : t <= n ? -1 : t < 2 * n ? 2 : 0;

        for (int k = 0; k < 3; k++)
            assert_true(x_of(batch, t, b, k) ==
                        (k == symbol && t <= 2 * n ? 1 : 0));
        assert_int_equal(label_of(batch, t, b), t <= 2 * n ? next : -1);
    }
    return n;
}

static void counts_letters(void **state)
{
    struct task task;
    struct batch batch;
    int seen[13] = {0}, asked[3] = {0};
    double nats = 0, total = 0;

    (void)state;
    open_task(&task, TASK_ANBN, 12, 1);
    assert_int_equal(task.steps, 25);
    open_batch(&task, &batch, 256);
    task_train(&task, 0, 0, &batch);
    for (int b = 0; b < batch.size; b++)
        seen[check_anbn(&batch, b)]++;
    for (int n = 1; n <= 12; n++)
        assert_true((seen[n] > 0) == (n % 4 != 3));

    /* The best constant answer, recounted from the labels of the test. */
    assert_int_equal(task.tests, 256);
    task_test(&task, 0, &batch);
    for (int b = 0; b < batch.size; b++)
        assert_int_equal(check_anbn(&batch, b) % 4, 3);
    for (int k = 0; k < batch.steps * batch.size; k++) {
        if (batch.labels[k] >= 0)
            asked[batch.labels[k]]++;
    }
    for (int k = 0; k < 3; k++)
        total += asked[k];
    for (int k = 0; k < 3; k++)
        nats -= asked[k] * log(asked[k] / total) / total;
    assert_close(task.baseline, nats, 1e-12);
    batch_finish(&batch);
    task_finish(&task);
}

/* Position in the ramp of a normalised value. */
static int place(const struct task *task, double value)
{
    double raw = value * task->deviation + task->mean;

    assert_close(raw, round(raw), 1e-3);
    return (int)lround((raw - 10) / 2);
}

static void cuts_a_series_in_time(void **state)
{
    struct task task;
    struct batch batch;
    int seen[RAMP] = {0};

    (void)state;
    /* A fifth of 203 is 40.6, the nearest whole number of windows 3 x 12. */
    open_task(&task, TASK_SERIES, 12, 1);
    assert_int_equal(task.split, RAMP - 36);
    assert_int_equal(task.tests, 3);
    assert_int_equal(task.sequences, task.split - 12);
    assert_close(task.mean, 10 + 2 * (task.split - 1) / 2.0, 1e-9);
    assert_close(task.deviation, 2 * sqrt((task.split * (double)task.split - 1)
                                          / 12), 1e-9);
    /* The ramp climbs by 2 a day. */
    assert_close(task.baseline, 4 / (task.deviation * task.deviation), 1e-6);

    open_batch(&task, &batch, task.sequences);
    for (int epoch = 0; epoch < 3; epoch++) {
        int starts[RAMP] = {0}, ordered = 0, before = -1;

        task_train(&task, epoch, 0, &batch);
        for (int b = 0; b < batch.size; b++) {
            int start = place(&task, x_of(&batch, 0, b, 0));

            starts[start]++;
            ordered += start == before + 1;
            before = start;
            for (int t = 0; t < 12; t++) {
                int target = place(&task, batch.values[t * batch.size + b]);

                assert_int_equal(place(&task, x_of(&batch, t, b, 0)),
                                 start + t);
                assert_int_equal(target, start + t + 1);
                assert_true(target < task.split);
            }
        }
        for (int k = 0; k < task.sequences; k++)
            assert_int_equal(starts[k], 1);
        assert_in_range(ordered, 0, 10);
    }
    batch_finish(&batch);

    open_batch(&task, &batch, task.tests);
    task_test(&task, 0, &batch);
    for (int k = 0; k < batch.steps * batch.size; k++) {
        seen[place(&task, batch.values[k])]++;
        assert_int_equal(place(&task, batch.x[k]) + 1,
                         place(&task, batch.values[k]));
    }
    for (int k = 0; k < RAMP; k++)
        assert_int_equal(seen[k], k >= task.split);
    batch_finish(&batch);
    task_finish(&task);
}

/* DAX: the known size of a daily move, and the baseline recomputed from the
 * batches themselves. */
static void knows_its_baseline(void **state)
{
    struct csv csv;
    struct task task;
    struct batch batch;
    struct error error = {0};
    int *dax, count;
    double raw[2000], moves = 0, sum = 0;

    (void)state;
    assert_true(csv_read(&csv, ASSETS "EuStockMarkets.csv", CSV_EMPTY_ERROR,
                         &error));
    assert_true(csv_pick(&csv, "DAX", &dax, &count, &error));
    for (int k = 0; k < csv.rows; k++)
        raw[k] = csv.values[k * csv.columns + dax[0]];
    for (int k = 1; k < csv.rows; k++)
        moves += fabs(raw[k] / raw[k - 1] - 1) / (csv.rows - 1);
    assert_close(100 * moves, 0.74, 0.005);

    struct task_options options = {.material.series = raw, .material.series_length = csv.rows};
    assert_true(task_init(&task, TASK_SERIES, &options, &error));
    open_batch(&task, &batch, task.tests);
    task_test(&task, 0, &batch);
    for (int k = 0; k < batch.steps * batch.size; k++)
        sum += pow((double)batch.values[k] - (double)batch.x[k], 2);
    assert_close(task.baseline, sum / (batch.steps * batch.size), 1e-9);
    assert_true(task.baseline > 0);
    batch_finish(&batch);
    task_finish(&task);
    free(dax);
    csv_finish(&csv);
}

static void samples_a_cosine(void **state)
{
    struct task task;
    struct batch batch;

    (void)state;
    open_task(&task, TASK_COSINE, 0, 1);
    assert_close(task.mean, 0, 0);
    assert_close(task.deviation, 1, 0);
    /* Two steps of a cosine give the third: 2 cos(w) now - before. */
    open_batch(&task, &batch, task.tests);
    task_test(&task, 0, &batch);
    for (int b = 0; b < batch.size; b++) {
        for (int t = 1; t < batch.steps; t++) {
            double now = x_of(&batch, t, b, 0);
            double before = x_of(&batch, t - 1, b, 0);
            double want = 2 * cos(6.283185307179586 / sqrt(500)) * now - before;

            assert_close(batch.values[t * batch.size + b], want, 1e-6);
        }
    }
    assert_close(task.baseline, 2 * pow(sin(3.141592653589793 / sqrt(500)), 2),
                 0.002);
    batch_finish(&batch);
    task_finish(&task);
}

static void refuses(enum task_kind kind, int steps, const double *series,
                    int length, double share, const char *message)
{
    struct task task;
    struct error error = {0};
    struct task_options options = {.steps = steps, .material.series = series,
                                   .material.series_length = length,
                                   .test_share = share};

    assert_false(task_init(&task, kind, &options, &error));
    assert_string_equal(error.text, message);
    assert_null(task.series);
    task_finish(&task);
}

static void refuses_what_cannot_be_learned(void **state)
{
    double flat[100], gap[100], huge[100], leap[100];

    (void)state;
    for (int k = 0; k < 100; k++) {
        flat[k] = k < 80 ? 2.5 : k;
        gap[k] = k == 41 ? NAN : k;
        huge[k] = k % 2 ? 1e308 : -1e308;
        leap[k] = k < 99 ? 1e-300 * k : 1e300;
    }
    refuses(TASK_SERIES, 10, flat, 100, 0, "the training part of the series "
            "is always 2.5: there is nothing to learn");
    refuses(TASK_SERIES, 10, gap, 100, 0, "value 42 of the series is nan; a "
            "series must be without gaps");
    refuses(TASK_SERIES, 10, huge, 100, 0, "the numbers of the series are too "
            "large or too small to be normalised");
    refuses(TASK_SERIES, 10, leap, 100, 0, "the numbers of the series are too "
            "large or too small to be normalised");
    for (int k = 0; k < 99; k++)
        leap[k] = 1e-100 * k;
    leap[99] = 1e300;
    refuses(TASK_SERIES, 10, leap, 100, 0, "value 100 of the series is too far "
            "from the training part to be normalised");
    refuses(TASK_SERIES, 10, ramp(), 20, 0, "the series has 20 values; with "
            "windows of 10 steps it needs at least 21");
    refuses(TASK_SERIES, 10, ramp(), 0, 0, "the series has 0 values; with "
            "windows of 10 steps it needs at least 21");
    refuses(TASK_SERIES, 10, ramp(), 100, 0.9, "the test takes 90 of the 100 "
            "values and leaves no window of 10 steps for training; make the "
            "share of the test or the steps smaller");
    refuses(TASK_COSINE, 10, NULL, 0, 1, "the share of the test must lie "
            "between 0 and 1");
    refuses(TASK_COSINE, 10, NULL, 0, NAN, "the share of the test must lie "
            "between 0 and 1");
    refuses(TASK_ADDING, 1, NULL, 0, 0, "the adding task needs at least 2 "
            "steps");
    refuses(TASK_ANBN, 2, NULL, 0, 0, "the anbn task needs at least 3 steps");
    refuses(TASK_COPY, -1, NULL, 0, 0, "-1 steps: the copy task takes 1 to "
            "10000000");
    refuses(TASK_COPY, 2000000000, NULL, 0, 0, "2000000000 steps: the copy "
            "task takes 1 to 10000000");
}

/* The file and the column in the table are there, and there is enough in them
 * for the defaults: windows to train with and the test. */
static void opens_with_its_own_data(void **state)
{
    (void)state;
    for (int kind = 0; kind < TASK_COUNT; kind++) {
        const struct task_info *info = &task_table[kind];
        struct csv csv;
        struct task task;
        struct error error = {0};
        char path[512];
        double raw[2000];
        int *picked, count;

        if (!info->column)
            continue;
        snprintf(path, sizeof path, ASSETS "%s", info->file);
        if (!csv_read(&csv, path, CSV_EMPTY_ERROR, &error) ||
            !csv_pick(&csv, info->column, &picked, &count, &error))
            fail_msg("%s: %s", info->name, error.text);
        assert_int_equal(count, 1);
        assert_in_range(csv.rows, 100, 2000);
        for (int k = 0; k < csv.rows; k++)
            raw[k] = csv.values[k * csv.columns + picked[0]];
        struct task_options options = {
            .material = {.series = raw, .series_length = csv.rows}};
        if (!task_init(&task, kind, &options, &error))
            fail_msg("%s: %s", info->name, error.text);
        assert_int_equal(task.series_length, csv.rows);
        assert_true(task.sequences >= 2 * info->batch && task.tests > 0);
        assert_true(task.baseline > 0.1);
        task_finish(&task);
        free(picked);
        csv_finish(&csv);
    }
}

/* The smallest sizes each task allows still make whole batches. */
static void works_at_its_limits(void **state)
{
    static const int least[TASK_COUNT] = {
        [TASK_REMEMBER] = 2, [TASK_ADDING] = 2, [TASK_ANBN] = 3,
    };

    (void)state;
    for (int kind = 0; kind < TASK_COUNT; kind++) {
        struct task task;
        struct batch batch;

        open_task(&task, kind,
                  least[kind] > 0 ? least[kind] : steps_of(kind, 1), 1);
        open_batch(&task, &batch, 3);
        task_train(&task, 1000000, 2147483000, &batch);
        task_test(&task, 2147483000, &batch);
        assert_true(batch.lengths[0] >= 1);
        batch_finish(&batch);
        task_finish(&task);
    }

    struct task task;
    struct batch batch;
    struct error error = {0};
    struct task_options options = {.steps = 50, .material.series = ramp(),
                                   .material.series_length = 101};
    assert_true(task_init(&task, TASK_SERIES, &options, &error));
    assert_int_equal(task.sequences, 1);
    assert_int_equal(task.tests, 1);
    open_batch(&task, &batch, 2);
    task_train(&task, 0, 0, &batch);
    assert_true(is_same(&batch, 0, &batch, 1));
    batch_finish(&batch);
    task_finish(&task);
}

static void survives_lack_of_memory(void **state)
{
    (void)state;
    for (int kind = 0; kind < TASK_COUNT; kind++) {
        struct task task;
        struct error error = {0};
        char *text;
        struct task_options options = {
            .material = task_material(kind, &text),
            .steps = steps_of(kind, 12),
        };
        bool failed = true;

        for (long n = 0; failed; n++) {
            error.text[0] = '\0';
            failing_after(n);
            bool fine = task_init(&task, kind, &options, &error);
            failed = failing_stop();
            assert_true(fine == !failed);
            assert_true(fine || strstr(error.text, "not enough memory"));
            task_finish(&task);
            assert_true(!failed || n < 1000);
        }
        free(text);
    }
}

/* From where on it reads its own answers: after the first letter, after the
 * turn, after the first b, or never. */
static void turns_where_it_answers(void **state)
{
    (void)state;
    for (int kind = 0; kind < TASK_COUNT; kind++) {
        struct task task;
        struct batch batch;

        open_task(&task, kind, steps_of(kind, 12), 1);
        open_batch(&task, &batch, 20);
        task_train(&task, 0, 0, &batch);
        for (int b = 0; b < 20; b++) {
            int turn = task_turn(&task, &batch, b), want = task.steps + 1;

            if (kind == TASK_SPELL || kind == TASK_SPELL_KO ||
                kind == TASK_LETTERS)
                want = 2;
            if (kind == TASK_ANBN)
                want = (batch.lengths[b] - 1) / 2 + 3;
            if (task.turn >= 0) {
                for (int t = 0; t < batch.lengths[b]; t++) {
                    if (batch.ids[t * 20 + b] == task.turn)
                        want = t + 2;
                }
            }
            assert_int_equal(turn, want);
        }
        batch_finish(&batch);
        task_finish(&task);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(finds_names),
        cmocka_unit_test(does_not_depend_on_the_cut),
        cmocka_unit_test(depends_on_seed_and_epoch),
        cmocka_unit_test(keeps_the_test_apart),
        cmocka_unit_test(turns_where_it_answers),
        cmocka_unit_test(adds_what_is_marked),
        cmocka_unit_test(remembers_the_first),
        cmocka_unit_test(copies_ten_symbols),
        cmocka_unit_test(counts_letters),
        cmocka_unit_test(cuts_a_series_in_time),
        cmocka_unit_test(knows_its_baseline),
        cmocka_unit_test(samples_a_cosine),
        cmocka_unit_test(refuses_what_cannot_be_learned),
        cmocka_unit_test(opens_with_its_own_data),
        cmocka_unit_test(works_at_its_limits),
        cmocka_unit_test(survives_lack_of_memory),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

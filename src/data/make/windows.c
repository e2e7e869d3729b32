/* Windows are cut when they are asked for: the series is stored once. The
 * order of an epoch is computed, not stored: a small cipher maps position to
 * window, so that position 700 of epoch 12 is found without drawing the 699
 * before it. */
#include "data/make/windows.h"

#include <assert.h>
#include <math.h>

#include "base/array.h"
#include "base/number.h"
#include "data/stream.h"

static const double pi = 3.14159265358979323846;

/* Splits `length` values in time: split, sequences and tests. */
static bool cut(struct task *task, int length, double share,
                struct error *error)
{
    int64_t steps = task->steps;

    if (share == 0)
        share = 0.2;
    if (!(share > 0 && share < 1))
        return error_set(error, "the share of the test must lie between 0 "
                         "and 1");
    if (length < 2 * steps + 1)
        return error_set(error, "the series has %d values; with windows of %d "
                         "steps it needs at least %lld", length, task->steps,
                         (long long)(2 * steps + 1));

    int64_t tests = llround(share * length / (double)steps);
    if (tests < 1)
        tests = 1;
    int64_t split = length - tests * steps;
    if (split < steps + 1)
        return error_set(error, "the test takes %lld of the %d values and "
                         "leaves no window of %d steps for training; make the "
                         "share of the test or the steps smaller",
                         (long long)(tests * steps), length, task->steps);
    task->inputs = 1;
    task->outputs = 1;
    task->series_length = length;
    task->split = (int)split;
    task->sequences = (int)(split - steps);
    task->tests = (int)tests;
    return true;
}

/* "Tomorrow = today": the mean squared step onto the test values. */
static double measure_baseline(const struct task *task)
{
    double sum = 0;

    for (int k = task->split; k < task->series_length; k++) {
        double step = (double)task->series[k] - (double)task->series[k - 1];
        sum += step * step;
    }
    return sum / (task->series_length - task->split);
}

/* Mean and standard deviation of the training part. */
static bool measure_scale(struct task *task, const double *raw,
                          struct error *error)
{
    double sum = 0, squares = 0;
    bool constant = true;
    char text[NUMBER_TEXT_MAX];

    for (int k = 0; k < task->split; k++) {
        sum += raw[k];
        constant = constant && raw[k] == raw[0];
    }
    if (constant) {
        number_format(text, raw[0], 6);
        return error_set(error, "the training part of the series is always "
                         "%s: there is nothing to learn", text);
    }
    task->mean = sum / task->split;
    for (int k = 0; k < task->split; k++)
        squares += (raw[k] - task->mean) * (raw[k] - task->mean);
    task->deviation = sqrt(squares / task->split);
    if (!isfinite(task->deviation) || task->deviation == 0)
        return error_set(error, "the numbers of the series are too large or "
                         "too small to be normalised");
    return true;
}

static bool check_finite(const double *raw, int length, struct error *error)
{
    char text[NUMBER_TEXT_MAX];

    for (int k = 0; k < length; k++) {
        if (isfinite(raw[k]))
            continue;
        number_format(text, raw[k], 6);
        return error_set(error, "value %d of the series is %s; a series must "
                         "be without gaps", k + 1, text);
    }
    return true;
}

static bool reserve_series(struct task *task, struct error *error)
{
    task->series = array_new((size_t)task->series_length, sizeof(real),
                             "the series", error);
    return task->series;
}

bool windows_init_series(struct task *task, const double *raw, int length,
                         double share, struct error *error)
{
    if (!check_finite(raw, length, error) ||
        !cut(task, length, share, error) ||
        !measure_scale(task, raw, error) || !reserve_series(task, error))
        return false;
    for (int k = 0; k < length; k++) {
        task->series[k] = (real)((raw[k] - task->mean) / task->deviation);
        if (!isfinite(task->series[k]))
            return error_set(error, "value %d of the series is too far from "
                             "the training part to be normalised", k + 1);
    }
    task->baseline = measure_baseline(task);
    return true;
}

bool windows_init_cosine(struct task *task, double share, struct error *error)
{
    int length = task->steps > 100 ? 10 * task->steps : 1000;

    task->mean = 0;
    task->deviation = 1;
    if (!cut(task, length, share, error) || !reserve_series(task, error))
        return false;
    for (int k = 0; k < length; k++)
        task->series[k] = (real)cos(2 * pi * k / WINDOWS_PERIOD);
    task->baseline = measure_baseline(task);
    return true;
}

/* A Feistel network over pairs of `half` bits: each round adds to one half
 * something that depends on the other, which is a bijection whatever that is.
 * Results that are not below `count` go through again. */
static uint32_t shuffle(uint32_t index, uint32_t count, uint64_t key)
{
    int half = 1;

    while ((uint64_t)1 << 2 * half < count)
        half++;
    uint32_t mask = ((uint32_t)1 << half) - 1;
    do {
        uint32_t left = index >> half, right = index & mask;

        for (uint64_t round = 0; round < 6; round++) {
            struct random random;

            random_seed(&random, key, round << 32 | right);
            uint32_t mixed = (left ^ (uint32_t)random_bits(&random)) & mask;
            left = right;
            right = mixed;
        }
        index = left << half | right;
    } while (index >= count);
    return index;
}

/* Fills sequence b with the window whose first input is series[start]. */
static void fill(const struct task *task, int start, struct batch *batch, int b)
{
    const real *from = task->series + start;

    assert(start >= 0 && start + task->steps < task->series_length);
    for (int t = 0; t < task->steps; t++) {
        batch->x[(size_t)t * batch->size + b] = from[t];
        batch->values[(size_t)t * batch->size + b] = from[t + 1];
    }
}

void windows_train(const struct task *task, int epoch, int first,
                   struct batch *batch)
{
    struct random random;

    stream_seed(&random, task->seed, STREAM_ORDER, epoch, 0);
    uint64_t key = random_bits(&random);
    for (int b = 0; b < batch->size; b++) {
        int64_t position = ((int64_t)first + b) % task->sequences;
        uint32_t start = shuffle((uint32_t)position,
                                 (uint32_t)task->sequences, key);
        fill(task, (int)start, batch, b);
    }
}

void windows_test(const struct task *task, int first, struct batch *batch)
{
    for (int b = 0; b < batch->size; b++) {
        int64_t window = ((int64_t)first + b) % task->tests;
        fill(task, (int)(task->split - 1 + window * task->steps), batch, b);
    }
}

/* Windows are cut when they are asked for: the series is stored once, whatever
 * the context. */
#include "data/make/windows.h"

#include <assert.h>
#include <limits.h>
#include <math.h>
#include <string.h>

#include "base/array.h"
#include "base/number.h"
#include "data/make/sales.h"
#include "data/order.h"

static const double pi = 3.14159265358979323846;

/* Windows of one stream that follow one another: as many as fit into half of
 * the training part, or into all of it. */
static int stream_windows(const struct task *task)
{
    int windows = (task->split - task->context) / task->steps;

    return task->streams == 1 ? windows : (windows + 1) / 2;
}

static bool count_streams(struct task *task)
{
    int64_t count = (int64_t)stream_windows(task) * task->streams;

    task->sequences = count <= INT_MAX ? (int)count : 0;
    return task->sequences > 0;
}

/* Values from a test window to the next one. */
static int test_stride(const struct task *task)
{
    return task->info->every ? task->steps : 1;
}

/* Splits `length` values in time: split, sequences and tests. */
static bool cut(struct task *task, int length, double share,
                struct error *error)
{
    int64_t stride = test_stride(task);
    int64_t least = (int64_t)task->steps + task->context; /* for training */

    if (share == 0)
        share = 0.2;
    if (!(share > 0 && share < 1))
        return error_set(error, "the share of the test must lie between 0 "
                         "and 1");
    if (length < least + stride)
        return error_set(error, "the series has %d values; with windows of %d "
                         "steps it needs at least %lld", length, task->steps,
                         (long long)(least + stride));

    int64_t tests = llround(share * length / (double)stride);
    if (tests < 1)
        tests = 1;
    int64_t split = length - tests * stride;
    if (split < least)
        return error_set(error, "the test takes %lld of the %d values and "
                         "leaves no window of %d steps for training; make the "
                         "share of the test or the steps smaller",
                         (long long)(tests * stride), length, task->steps);
    task->inputs = task->context;
    task->outputs = 1;
    task->series_length = length;
    task->split = (int)split;
    task->tests = (int)tests;
    task->sequences = (int)(split - least + 1);
    if (task->stateful && !count_streams(task))
        return error_set(error, "%d streams are too many", task->streams);
    return true;
}

/* "Tomorrow = today": the mean squared step onto the test values. Of a price,
 * the series is the steps. */
static double measure_baseline(const struct task *task)
{
    double sum = 0, none = -task->mean / task->deviation;

    for (int k = task->split; k < task->series_length; k++) {
        double today = task->kind == TASK_PRICE ? none
                                                : (double)task->series[k - 1];
        double step = (double)task->series[k] - today;
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

bool windows_init_sales(struct task *task, double share, struct error *error)
{
    double days[SALES_DAYS];

    sales_make(task->seed, days);
    if (!windows_init_series(task, days, SALES_DAYS, share, error))
        return false;
    task->floor = pow(SALES_NOISE / task->deviation, 2);
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

/* Fills sequence b with the window that begins at series[start]. */
static void fill(const struct task *task, int start, struct batch *batch, int b)
{
    size_t width = (size_t)task->context;
    const real *from = task->series + start;

    assert(start >= task->context - 1);
    assert(start + task->steps < task->series_length);
    for (int t = 0; t < task->steps; t++) {
        size_t row = (size_t)t * (size_t)batch->size + (size_t)b;

        memcpy(batch->x + row * width, from + t - (task->context - 1),
               width * sizeof(real));
        if (task->info->every || t == task->steps - 1)
            batch->values[row] = from[t + 1];
    }
}

/* Where the window at a position of an epoch begins, of streams. */
static int stream_start(const struct task *task, int position)
{
    int stream = position % task->streams, window = position / task->streams;
    int covered = stream_windows(task) * task->steps;
    int room = task->split - task->context - covered;
    int64_t first = task->streams > 1
        ? (int64_t)room * stream / (task->streams - 1) : 0;

    return (int)first + window * task->steps;
}

void windows_train(const struct task *task, int epoch, int first,
                   struct batch *batch)
{
    uint64_t key = order_key(task->seed, epoch);

    for (int b = 0; b < batch->size; b++) {
        int position = (int)(((int64_t)first + b) % task->sequences);
        int start = task->stateful
            ? stream_start(task, position)
            : order_at(position, task->sequences, key);
        fill(task, task->context - 1 + start, batch, b);
    }
}

void windows_test(const struct task *task, int first, struct batch *batch)
{
    int begin = task->split + test_stride(task) - 1 - task->steps;

    for (int b = 0; b < batch->size; b++) {
        int64_t window = ((int64_t)first + b) % task->tests;
        fill(task, (int)(begin + window * test_stride(task)), batch, b);
    }
}

/* The table of tasks, and what they have in common. How sequences come about
 * is told under make/. */
#include "data/task.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "data/make/examples.h"
#include "data/make/generate.h"
#include "data/make/letters.h"
#include "data/make/spell.h"
#include "data/make/windows.h"
#include "data/stream.h"

/* Keeps every T computed from it, and rows of a batch, within an int. */
enum { STEPS_MAX = 10 * 1000 * 1000, CONTEXT_MAX = 10 * 1000 };

/* Sizes and rates with which an LSTM with forget bias 1 gets there, clipped to
 * norm 1. At 50 steps it no longer remembers the bit, with forget bias 3 it
 * does. */
const struct task_info task_table[TASK_COUNT] = {
    [TASK_COSINE] = {
        "cosine", "continue a cosine, one step ahead",
        .steps = 40, .hidden = 16, .batch = 32, .epochs = 120, .rate = 0.02,
        .halve = 40, .kind = TARGET_VALUES, .every = true, .feed = FEED_VALUE,
    },
    [TASK_PRICE] = {
        "price", "four daily changes of a share index: the fifth",
        .steps = 4, .hidden = 16, .batch = 32, .epochs = 30, .rate = 0.005,
        .kind = TARGET_VALUES, .every = false, .feed = FEED_VALUE,
        .file = "dax_change.csv", .column = "change",
    },
    [TASK_CO2] = {
        "co2", "the CO2 in the air of the next month",
        .steps = 48, .hidden = 16, .batch = 16, .epochs = 40, .rate = 0.01,
        .kind = TARGET_VALUES, .every = true, .feed = FEED_VALUE,
        .file = "co2_change.csv", .column = "change",
    },
    [TASK_AIR] = {
        "air", "the airline passengers of the next month",
        .steps = 36, .hidden = 16, .batch = 8, .epochs = 60, .rate = 0.01,
        .kind = TARGET_VALUES, .every = true, .feed = FEED_VALUE,
        .file = "air_growth.csv", .column = "growth",
    },
    [TASK_TEMPERATURE] = {
        "temperature", "the temperature of the next month",
        .steps = 48, .hidden = 16, .batch = 16, .epochs = 40, .rate = 0.01,
        .kind = TARGET_VALUES, .every = true, .feed = FEED_VALUE,
        .file = "nottem.csv", .column = "value",
    },
    [TASK_SALES] = {
        "sales", "the sales of the next day, in a pattern of weeks",
        .steps = 56, .hidden = 16, .batch = 16, .epochs = 100, .rate = 0.01,
        .halve = 40, .kind = TARGET_VALUES, .every = true, .feed = FEED_VALUE,
    },
    [TASK_NUMBERS] = {
        "numbers", "English number words to Korean numerals",
        .steps = 4, .hidden = 64, .batch = 16, .epochs = 45, .rate = 0.005,
        .halve = 15, .kind = TARGET_LABELS, .every = true, .feed = FEED_TOKEN,
    },
    [TASK_PLACES] = {
        "places", "English names of countries to Korean ones",
        .steps = 56, .hidden = 64, .batch = 16, .epochs = 20, .rate = 0.01,
        .halve = 8, .kind = TARGET_LABELS, .every = true, .feed = FEED_TOKEN,
        .file = "territories_en_ko.tsv",
    },
    [TASK_SPELL] = {
        "spell", "a handwritten digit to its English name",
        .steps = 6, .hidden = 64, .batch = 32, .epochs = 30, .rate = 0.005,
        .kind = TARGET_LABELS, .every = true, .feed = FEED_ONE_HOT,
        .file = "digits_8x8.csv",
    },
    [TASK_SPELL_KO] = {
        "spell-ko", "a handwritten digit to its Korean name",
        .steps = 7, .hidden = 64, .batch = 32, .epochs = 30, .rate = 0.005,
        .kind = TARGET_LABELS, .every = true, .feed = FEED_ONE_HOT,
        .file = "digits_8x8.csv",
    },
    [TASK_ANSWER] = {
        "answer", "a question about a share price to its answer",
        .steps = 15, .hidden = 32, .batch = 16, .epochs = 40, .rate = 0.005,
        .halve = 15, .kind = TARGET_LABELS, .every = true, .feed = FEED_TOKEN,
        .file = "EuStockMarkets.csv",
    },
    [TASK_LETTERS] = {
        "letters", "the next letter of a text",
        .steps = 70, .hidden = 128, .batch = 32, .epochs = 25, .rate = 0.01,
        .halve = 10, .kind = TARGET_LABELS, .every = true, .feed = FEED_TOKEN,
        .file = "us-constitution.txt",
    },
    [TASK_REMEMBER] = {
        "remember", "tell at the end which bit came first",
        .steps = 20, .hidden = 16, .batch = 32, .epochs = 20, .rate = 0.01,
        .kind = TARGET_LABELS, .every = false,
    },
    [TASK_ADDING] = {
        "adding", "add the two marked numbers of a long list",
        .steps = 100, .hidden = 32, .batch = 16, .epochs = 60, .rate = 0.01,
        .kind = TARGET_VALUES, .every = false,
    },
    [TASK_COPY] = {
        "copy", "repeat ten symbols after a long blank",
        .steps = 10, .hidden = 64, .batch = 32, .epochs = 150, .rate = 0.01,
        .kind = TARGET_LABELS, .every = true,
    },
    [TASK_ANBN] = {
        "anbn", "count: as many b as there were a, then the end",
        .steps = 16, .hidden = 8, .batch = 32, .epochs = 40, .rate = 0.01,
        .kind = TARGET_LABELS, .every = true, .feed = FEED_ONE_HOT,
    },
    [TASK_SERIES] = {
        "series", "forecast a column of a CSV file, one step ahead",
        .steps = 24, .hidden = 16, .batch = 16, .epochs = 50, .rate = 0.005,
        .kind = TARGET_VALUES, .every = true, .feed = FEED_VALUE,
    },
};

bool task_is_series(enum task_kind kind)
{
    return kind <= TASK_SALES || kind == TASK_SERIES;
}

bool task_has_lag(enum task_kind kind)
{
    return kind >= TASK_REMEMBER && kind <= TASK_ANBN;
}

bool task_reads_tokens(enum task_kind kind)
{
    return kind == TASK_NUMBERS || kind == TASK_PLACES ||
           kind == TASK_ANSWER || kind == TASK_LETTERS;
}

int task_find(const char *name)
{
    for (int k = 0; k < TASK_COUNT; k++) {
        if (strcmp(task_table[k].name, name) == 0)
            return k;
    }
    return -1;
}

static bool is_examples(enum task_kind kind)
{
    return kind == TASK_NUMBERS || kind == TASK_PLACES || kind == TASK_ANSWER;
}

static bool is_spelling(enum task_kind kind)
{
    return kind == TASK_SPELL || kind == TASK_SPELL_KO;
}

/* Do context and streams mean something here? */
static bool check_reading(const struct task *task,
                          const struct task_options *options,
                          struct error *error)
{
    const char *name = task->info->name;
    bool follows = (task_is_series(task->kind) && task->info->every) ||
                   task->kind == TASK_LETTERS;

    if (options->context < 0 || options->context > CONTEXT_MAX)
        return error_set(error, "a context of %d: it may be 1 to %d",
                         options->context, CONTEXT_MAX);
    if (task->context > 1 && !task_is_series(task->kind))
        return error_set(error, "the %s task has no context: it is for series",
                         name);
    if (task->stateful && !follows)
        return error_set(error, "the %s task cannot be stateful: its sequences "
                         "do not follow one another", name);
    if (task->stateful && task->streams < 1)
        return error_set(error, "%d streams: there is at least 1",
                         task->streams);
    return true;
}

bool task_init(struct task *task, enum task_kind kind,
               const struct task_options *options, struct error *error)
{
    assert(kind >= 0 && kind < TASK_COUNT);

    const struct task_info *info = &task_table[kind];
    int steps = options->steps ? options->steps : info->steps;

    *task = (struct task){
        .kind = kind, .info = info, .seed = options->seed, .steps = steps,
        .context = options->context > 0 ? options->context : 1,
        .stateful = options->stateful,
        .streams = options->stateful ? options->streams : 0,
        .turn = -1, .end = -1,
    };
    if (steps < 1 || steps > STEPS_MAX) {
        error_set(error, "%d steps: the %s task takes 1 to %d", steps,
                  info->name, STEPS_MAX);
        goto fail;
    }
    if (!check_reading(task, options, error))
        goto fail;

    bool good;
    if (kind == TASK_COSINE)
        good = windows_init_cosine(task, options->test_share, error);
    else if (kind == TASK_SALES)
        good = windows_init_sales(task, options->test_share, error);
    else if (is_spelling(kind))
        good = spell_init(task, &options->material, error);
    else if (is_examples(kind))
        good = examples_init(task, &options->material, error);
    else if (kind == TASK_LETTERS)
        good = letters_init(task, &options->material, error);
    else if (task_is_series(kind))
        good = windows_init_series(task, options->material.series,
                                   options->material.series_length,
                                   options->test_share, error);
    else
        good = generate_init(task, steps, error);
    if (good)
        return true;

fail:
    task_finish(task);
    return false;
}

void task_finish(struct task *task)
{
    free(task->series);
    free(task->picture);
    free(task->digit);
    if (task->examples)
        examples_finish(task->examples);
    free(task->examples);
    free(task->text);
    vocabulary_finish(&task->words);
    *task = (struct task){0};
}

bool task_batch_init(const struct task *task, struct batch *batch, int size,
                     struct error *error)
{
    return batch_init(batch, &(struct batch_shape){
                          .steps = task->steps, .size = size,
                          .inputs = task->inputs,
                          .vocabulary = task_reads_tokens(task->kind)
                              ? task->inputs : 0,
                          .outputs = task->outputs,
                          .kind = task->info->kind}, error);
}

/* Wipes what the last draw left, so that a batch can be used again. */
static void blank(struct batch *batch)
{
    size_t rows = (size_t)batch->steps * (size_t)batch->size;

    if (batch->x)
        memset(batch->x, 0, rows * (size_t)batch->inputs * sizeof(real));
    if (batch->ids)
        memset(batch->ids, 0, rows * sizeof(int));
    if (batch->values)
        memset(batch->values, 0, rows * (size_t)batch->outputs * sizeof(real));
    for (size_t k = 0; batch->labels && k < rows; k++)
        batch->labels[k] = -1;
    for (int b = 0; b < batch->size; b++)
        batch->lengths[b] = batch->steps;
}

static void generate(const struct task *task, bool test, int epoch, int first,
                     struct batch *batch)
{
    int count = test ? task->tests : task->sequences;

    for (int b = 0; b < batch->size; b++) {
        struct random random;
        int position = (int)(((int64_t)first + b) % count);

        stream_seed(&random, task->seed, test ? STREAM_TEST : STREAM_TRAIN,
                    epoch, position);
        generate_sequence(task, &random, test, batch, b);
    }
}

static void check_shape(const struct task *task, const struct batch *batch)
{
    assert(batch->steps == task->steps && batch->inputs == task->inputs);
    assert(batch->outputs == task->outputs);
    assert(batch->kind == task->info->kind);
    (void)task;
    (void)batch;
}

void task_train(const struct task *task, int epoch, int first,
                struct batch *batch)
{
    assert(epoch >= 0 && first >= 0);
    check_shape(task, batch);
    blank(batch);
    if (task_is_series(task->kind))
        windows_train(task, epoch, first, batch);
    else if (is_spelling(task->kind))
        spell_train(task, epoch, first, batch);
    else if (is_examples(task->kind))
        examples_train(task, epoch, first, batch);
    else if (task->kind == TASK_LETTERS)
        letters_train(task, epoch, first, batch);
    else
        generate(task, false, epoch, first, batch);
}

void task_test(const struct task *task, int first, struct batch *batch)
{
    assert(first >= 0);
    check_shape(task, batch);
    blank(batch);
    if (task_is_series(task->kind))
        windows_test(task, first, batch);
    else if (is_spelling(task->kind))
        spell_test(task, first, batch);
    else if (is_examples(task->kind))
        examples_test(task, first, batch);
    else if (task->kind == TASK_LETTERS)
        letters_test(task, first, batch);
    else
        generate(task, true, 0, first, batch);
}

int task_turn(const struct task *task, const struct batch *batch, int b)
{
    int last = batch->lengths[b] - 1;

    if (task->info->feed == FEED_NONE || !batch->labels)
        return task->steps + 1;
    while (last >= 0 && batch->labels[(size_t)last * batch->size + b] < 0)
        last--;
    if (last < 0)
        return task->steps + 1;
    while (last > 0 && batch->labels[(size_t)(last - 1) * batch->size + b] >= 0)
        last--;
    return last + 2;
}

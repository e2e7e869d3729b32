/* The text is turned into ids once; a window is a place in it. */
#include "data/make/letters.h"

#include <assert.h>
#include <math.h>
#include <string.h>

#include "base/array.h"
#include "base/text.h"
#include "data/stream.h"

enum { SEQUENCES = 1000, HELD_OUT = 10, NAME_MAX_BYTES = 300 };

/* Split, tests and sequences. */
static bool cut(struct task *task, const char *name, struct error *error)
{
    int64_t steps = task->steps, length = task->text_length;
    int64_t tests = (length + HELD_OUT * steps / 2) / (HELD_OUT * steps);

    if (tests < 1)
        tests = 1;
    int64_t split = length - tests * steps;
    if (split < steps + 1)
        return error_set(error, "%s: the text has %d letters; with windows of "
                         "%d it needs at least %lld", name, task->text_length,
                         task->steps, (long long)(2 * steps + 1));

    int64_t twice = (2 * split + steps - 1) / steps;
    task->split = (int)split;
    task->tests = (int)tests;
    task->sequences = twice < SEQUENCES ? (int)twice : SEQUENCES;
    if (!task->stateful)
        return true;

    int64_t windows = (split - 1) / task->streams / steps;
    if (windows == 0)
        return error_set(error, "%s: the text has %d letters, too few for %d "
                         "streams with windows of %d; use fewer streams", name,
                         task->text_length, task->streams, task->steps);
    task->sequences = (int)(windows * task->streams);
    return true;
}

static void measure_baseline(struct task *task)
{
    int asked[LETTERS_MOST] = {0};
    double total = task->text_length - task->split;

    for (int k = task->split; k < task->text_length; k++)
        asked[task->text[k]]++;
    task->baseline = 0;
    for (int k = 0; k < task->words.count; k++) {
        if (asked[k] > 0)
            task->baseline -= asked[k] / total * log(asked[k] / total);
    }
}

bool letters_init(struct task *task, const struct material *material,
                  struct error *error)
{
    const char *given = material->name ? material->name : task->info->file;
    char name[NAME_MAX_BYTES];

    text_printable(given, strlen(given), name, sizeof name);
    if (!material->text)
        return error_set(error, "the letters task needs the text of a file "
                         "such as %s", task->info->file);
    if (!vocabulary_of(&task->words, material->text, material->text_length,
                       LETTERS_MOST, error) ||
        !vocabulary_read(&task->words, material->text, material->text_length,
                         &task->text, &task->text_length, error))
        return error_prefix(error, "%s", name);
    if (!cut(task, name, error))
        return false;
    task->inputs = task->words.count;
    task->outputs = task->words.count;
    task->mean = 0;
    task->deviation = 1;
    measure_baseline(task);
    return true;
}

static void fill(const struct task *task, int64_t start, struct batch *batch,
                 int b)
{
    const int *from = task->text + start;

    assert(start >= 0 && start + task->steps < task->text_length);
    for (int t = 0; t < task->steps; t++) {
        size_t row = (size_t)t * (size_t)batch->size + (size_t)b;

        batch->ids[row] = from[t];
        batch->labels[row] = from[t + 1];
    }
}

/* Where the window at a position of an epoch begins, of streams. */
static int64_t stream_start(const struct task *task, int position)
{
    int length = (task->split - 1) / task->streams;
    int stream = position % task->streams, window = position / task->streams;

    return (int64_t)stream * length + (int64_t)window * task->steps;
}

static int64_t drawn_start(const struct task *task, int epoch, int position)
{
    struct random random;

    stream_seed(&random, task->seed, STREAM_TRAIN, epoch, position);
    return random_below(&random, (uint32_t)(task->split - task->steps));
}

void letters_train(const struct task *task, int epoch, int first,
                   struct batch *batch)
{
    for (int b = 0; b < batch->size; b++) {
        int position = (int)(((int64_t)first + b) % task->sequences);

        fill(task, task->stateful ? stream_start(task, position)
                                  : drawn_start(task, epoch, position),
             batch, b);
    }
}

void letters_test(const struct task *task, int first, struct batch *batch)
{
    for (int b = 0; b < batch->size; b++) {
        int64_t window = ((int64_t)first + b) % task->tests;
        fill(task, task->split - 1 + window * task->steps, batch, b);
    }
}

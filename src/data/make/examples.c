/* All examples lie one behind the other in one list of tokens; a shuffled list
 * of their numbers, the training ones first, is all that parts them. */
#include "data/make/examples.h"

#include <assert.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/array.h"
#include "base/random.h"
#include "base/text.h"
#include "data/make/pairs/answer.h"
#include "data/make/pairs/numbers.h"
#include "data/make/pairs/places.h"
#include "data/order.h"

enum { SEQUENCES = 1000, HELD_BACK = 5, NAME_MAX_BYTES = 300 };

/* Of the hash that holds examples back; with this one it leaves zero, the only
 * number that is written with its syllable, to the training. */
enum { SALT = 1 };

static bool make(struct pairs *pairs, const struct task *task,
                 const struct material *material, struct error *error)
{
    const char *given = material->name ? material->name : task->info->file;
    char name[NAME_MAX_BYTES];

    if (task->kind == TASK_NUMBERS) {
        if (task->steps > NUMBERS_DIGITS)
            return error_set(error, "%d digits: the numbers task takes 1 to %d",
                             task->steps, NUMBERS_DIGITS);
        return numbers_make(pairs, task->steps, error);
    }
    if (!material->text)
        return error_set(error, "the %s task needs the text of a file such as "
                         "%s", task->info->name, task->info->file);
    text_printable(given, strlen(given), name, sizeof name);
    if (task->kind == TASK_ANSWER)
        return answer_make(pairs, material->text, material->text_length, name,
                           error);
    if (!places_make(pairs, material->text, material->text_length, name, error))
        return false;
    return pairs->count > 0 ||
           error_set(error, "%s: no examples in the file", name);
}

/* A hash (FNV-1a) of what is read: the texts of its tokens, so that the order
 * of the vocabulary does not matter. */
static bool is_held_back(const struct task *task, int example)
{
    const struct examples *examples = task->examples;
    uint64_t hash = 0xcbf29ce484222325;
    struct random random;

    for (int k = examples->start[example]; k < examples->turn[example]; k++) {
        const char *text = task->words.text[examples->token[k]];

        /* With the zero at its end, which parts the tokens. */
        for (size_t at = 0; at <= strlen(text); at++)
            hash = (hash ^ (unsigned char)text[at]) * 0x100000001b3;
    }
    random_seed(&random, hash, SALT);
    return random_bits(&random) % HELD_BACK == 0;
}

static bool part(struct task *task, struct error *error)
{
    static const uint64_t key = 0x70617274; /* "part" */
    struct examples *examples = task->examples;
    int count = examples->count, held = 0;

    examples->order = array_new((size_t)count, sizeof(int), "the examples",
                                error);
    if (!examples->order)
        return false;
    for (int k = 0; k < count; k++) {
        int example = order_at(k, count, key);

        if (is_held_back(task, example))
            examples->order[count - ++held] = example;
        else
            examples->order[examples->trained++] = example;
    }
    if (examples->trained == 0 || held == 0)
        return error_set(error, "%d example%s cannot be parted into training "
                         "and test; it takes ten or more", count,
                         count == 1 ? "" : "s");
    task->sequences = SEQUENCES;
    task->tests = held < EXAMPLES_TESTS ? held : EXAMPLES_TESTS;
    return true;
}

/* Nats of the answer that gives every token its share in what is asked in the
 * test: an entropy. */
static bool measure_baseline(struct task *task, struct error *error)
{
    const struct examples *examples = task->examples;
    double *asked = array_new((size_t)task->words.count, sizeof(double),
                              "the shares of tokens", error);
    double total = 0;

    if (!asked)
        return false;
    for (int k = 0; k < task->tests; k++) {
        int example = examples->order[examples->trained + k];

        for (int at = examples->turn[example] + 1;
             at < examples->start[example + 1]; at++) {
            asked[examples->token[at]]++;
            total++;
        }
    }
    task->baseline = 0;
    for (int k = 0; k < task->words.count; k++) {
        if (asked[k] > 0)
            task->baseline -= asked[k] / total * log(asked[k] / total);
    }
    free(asked);
    return true;
}

/* What the pairs own becomes the task's. */
static bool take(struct task *task, struct pairs *pairs, struct error *error)
{
    struct examples *examples = array_new(1, sizeof *examples, "the examples",
                                          error);

    if (!examples)
        return false;
    *examples = (struct examples){
        .count = pairs->count, .token = pairs->token,
        .start = pairs->start, .turn = pairs->turn,
    };
    task->examples = examples;
    task->words = pairs->words;
    *pairs = (struct pairs){0};
    for (int k = 0; k < examples->count; k++) {
        int length = examples->start[k + 1] - examples->start[k];

        if (length > examples->longest)
            examples->longest = length;
    }
    return true;
}

/* All but the numbers have as many steps as there are. */
static bool set_steps(struct task *task, struct error *error)
{
    int steps = task->examples->longest - 1;

    if (task->kind != TASK_NUMBERS && task->steps != steps &&
        task->steps != task->info->steps)
        return error_set(error, "%d steps: the %s task has as many as its "
                         "longest example, %d", task->steps, task->info->name,
                         steps);
    task->steps = steps;
    return true;
}

bool examples_init(struct task *task, const struct material *material,
                   struct error *error)
{
    struct pairs pairs;
    bool good = pairs_init(&pairs, task->kind != TASK_PLACES, error) &&
                make(&pairs, task, material, error);

    good = good && take(task, &pairs, error);
    pairs_finish(&pairs);
    if (!good || !set_steps(task, error) || !part(task, error))
        return false;
    task->turn = PAIRS_TURN;
    task->end = PAIRS_END;
    task->inputs = task->words.count;
    task->outputs = task->words.count;
    task->mean = 0;
    task->deviation = 1;
    return measure_baseline(task, error);
}

void examples_finish(struct examples *examples)
{
    free(examples->token);
    free(examples->start);
    free(examples->turn);
    free(examples->order);
    *examples = (struct examples){0};
}

void examples_fill(const struct task *task, int index, struct batch *batch,
                   int b)
{
    const struct examples *examples = task->examples;
    int example = examples->order[index];
    int start = examples->start[example], turn = examples->turn[example];
    int length = examples->start[example + 1] - start - 1;
    const int *token = examples->token + start;

    assert(length <= batch->steps);
    batch->lengths[b] = length;
    for (int t = 0; t < length; t++) {
        size_t row = (size_t)t * (size_t)batch->size + (size_t)b;

        batch->ids[row] = token[t];
        if (start + t >= turn)
            batch->labels[row] = token[t + 1];
    }
}

void examples_train(const struct task *task, int epoch, int first,
                    struct batch *batch)
{
    int trained = task->examples->trained, pass = -1;
    uint64_t key = 0;

    for (int b = 0; b < batch->size; b++) {
        int64_t position = ((int64_t)first + b) % task->sequences +
                           (int64_t)epoch * task->sequences;

        if (position / trained != pass) {
            pass = (int)(position / trained);
            key = order_key(task->seed, pass);
        }
        examples_fill(task, order_at((int)(position % trained), trained, key),
                      batch, b);
    }
}

void examples_test(const struct task *task, int first, struct batch *batch)
{
    for (int b = 0; b < batch->size; b++) {
        int position = (int)(((int64_t)first + b) % task->tests);
        examples_fill(task, task->examples->trained + position, batch, b);
    }
}

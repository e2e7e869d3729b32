/* Three passes: over the test with the right answers read, over the test left
 * to itself, over training sequences left to itself. What a constant answer
 * would get is counted in the first.
 */
#include "train/score.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/array.h"
#include "base/number.h"
#include "nn/learn/loss.h"

enum stage { FORCED, FREE, TRAINED, OVER };

enum { DIGITS = 3 };

/* Has the task answers that are right as a whole? A text goes on and on. */
static bool has_answers(const struct task *task)
{
    return task->info->kind == TARGET_LABELS &&
           task->info->feed != FEED_NONE && task->kind != TASK_LETTERS;
}

static int count_of(const struct scoring *scoring)
{
    const struct task *task = scoring->task;

    return scoring->stage == TRAINED && task->sequences < task->tests
        ? task->sequences : task->tests;
}

static bool reserve(struct scoring *scoring, struct error *error)
{
    const struct task *task = scoring->task;
    const struct spec *spec = &scoring->network->params.spec;
    size_t tests = (size_t)task->tests, outputs = (size_t)task->outputs;
    int size = scoring->size;

    if (!task_batch_init(task, &scoring->batch, size, error) ||
        !tape_init(&scoring->tape, spec, task->steps, size, TAPE_VALUES,
                   error))
        return false;
    scoring->from = array_new((size_t)size, sizeof *scoring->from, "a batch",
                              error);
    if (!scoring->from)
        return false;
    if (task->info->kind != TARGET_LABELS)
        return true;
    scoring->given = array_new(outputs, sizeof *scoring->given, "a count",
                               error);
    if (!scoring->given || !has_answers(task))
        return scoring->given != NULL;
    scoring->answer = array_new(tests, sizeof *scoring->answer,
                                "the answers of the test", error);
    return scoring->answer != NULL;
}

bool scoring_init(struct scoring *scoring, const struct task *task,
                  const struct network *network, int size,
                  struct error *error)
{
    if (task->stateful || size < 1)
        size = 1;
    *scoring = (struct scoring){
        .task = task, .network = network,
        .size = size < task->tests ? size : task->tests,
        .score = {
            .sequences = task->tests, .loss = NAN, .baseline = task->baseline,
            .rmse = NAN, .baseline_rmse = NAN, .accuracy = NAN, .whole = NAN,
            .trained = NAN, .chance = NAN,
        },
    };
    if (reserve(scoring, error))
        return true;
    scoring_finish(scoring);
    return false;
}

void scoring_finish(struct scoring *scoring)
{
    batch_finish(&scoring->batch);
    tape_finish(&scoring->tape);
    free(scoring->from);
    free(scoring->answer);
    free(scoring->given);
    *scoring = (struct scoring){0};
}

/* The sequences that come next; where they follow one another, so do the
 * states. */
static void draw(struct scoring *scoring)
{
    const struct task *task = scoring->task;
    struct batch *batch = &scoring->batch;
    struct tape *tape = &scoring->tape;
    int left = count_of(scoring) - scoring->done;
    int size = left < scoring->size ? left : scoring->size;

    if (batch->size != size) {
        batch->size = size;
        tape_shape(tape, batch->steps, size);
    }
    if (scoring->stage == TRAINED)
        task_train(task, 0, scoring->done, batch);
    else
        task_test(task, scoring->done, batch);
    if (!task->stateful || scoring->done == 0)
        tape_start_zero(tape);
    else
        tape_start_from(tape, tape);
}

static struct run_input input_of(const struct batch *batch)
{
    return (struct run_input){.x = batch->x, .ids = batch->ids,
                              .lengths = batch->lengths};
}

/* The label asked for at step t from 0; -1: none. */
static int label_at(const struct batch *batch, int t, int b)
{
    return t < batch->lengths[b]
        ? batch->labels[(size_t)t * (size_t)batch->size + (size_t)b] : -1;
}

/* Step, from 0, where the answer of sequence b begins. */
static int answer_of(const struct scoring *scoring, int b)
{
    return task_turn(scoring->task, &scoring->batch, b) - 2;
}

/* Counts what is asked, for constant answers. */
static void count_labels(struct scoring *scoring)
{
    const struct batch *batch = &scoring->batch;

    for (int b = 0; b < batch->size; b++) {
        uint64_t mark = UINT64_C(0xcbf29ce484222325); /* FNV-1a */

        for (int t = 0; t < batch->lengths[b]; t++)
            if (label_at(batch, t, b) >= 0)
                scoring->given[label_at(batch, t, b)]++;
        if (!scoring->answer)
            continue;
        for (int t = answer_of(scoring, b); t < batch->lengths[b]; t++)
            mark = (mark ^ (uint64_t)(label_at(batch, t, b) + 1)) *
                   UINT64_C(0x100000001b3);
        scoring->answer[scoring->done + b] = mark;
    }
}

static void work_forced(struct scoring *scoring)
{
    const struct batch *batch = &scoring->batch;
    const struct run_input input = input_of(batch);
    const struct loss_target target = {
        .steps = batch->steps, .size = batch->size, .outputs = batch->outputs,
        .every = scoring->task->info->every, .values = batch->values,
        .labels = batch->labels, .lengths = batch->lengths,
    };

    run_forward(scoring->network, &input, NULL, &scoring->tape);
    struct loss_result result = loss_evaluate(
        &target, tape_head(&scoring->tape, HEAD_Y, 1, 0),
        scoring->tape.head.stride, NULL, 0);
    scoring->forced.sum += result.loss * result.asked;
    scoring->forced.asked += result.asked;
    scoring->forced.right += result.right;
    if (scoring->given)
        count_labels(scoring);
}

static bool is_right(const struct scoring *scoring, int b)
{
    const struct batch *batch = &scoring->batch;

    for (int t = answer_of(scoring, b); t < batch->lengths[b]; t++) {
        int label = label_at(batch, t, b);
        const real *y = tape_head(&scoring->tape, HEAD_Y, t + 1, b);

        if (label >= 0 && generate_choose(y, batch->outputs, 0, NULL) != label)
            return false;
    }
    return true;
}

static int work_free(struct scoring *scoring)
{
    const struct batch *batch = &scoring->batch;
    const struct run_input input = input_of(batch);
    const struct generate generate = {
        .network = scoring->network, .feed = trainer_feed(scoring->task),
        .from = scoring->from,
    };
    int right = 0;

    for (int b = 0; b < batch->size; b++)
        scoring->from[b] = task_turn(scoring->task, batch, b);
    generate_run(&generate, &input, &scoring->tape);
    for (int b = 0; b < batch->size; b++)
        right += is_right(scoring, b);
    return right;
}

static int compare(const void *one, const void *other)
{
    uint64_t a = *(const uint64_t *)one, b = *(const uint64_t *)other;

    return (a > b) - (a < b);
}

/* How often the most frequent of the right answers is one. */
static int most_frequent(uint64_t *answer, int count)
{
    int most = 0, run = 0;

    qsort(answer, (size_t)count, sizeof *answer, compare);
    for (int k = 0; k < count; k++) {
        run = k > 0 && answer[k] == answer[k - 1] ? run + 1 : 1;
        most = run > most ? run : most;
    }
    return most;
}

static void end_forced(struct scoring *scoring)
{
    const struct task *task = scoring->task;
    struct score *score = &scoring->score;
    double asked = (double)scoring->forced.asked;
    int64_t most = 0;

    score->loss = scoring->forced.sum / asked;
    if (!scoring->given) {
        score->rmse = sqrt(score->loss) * task->deviation;
        score->baseline_rmse = sqrt(score->baseline) * task->deviation;
        return;
    }
    score->accuracy = (double)scoring->forced.right / asked;
    for (int k = 0; k < task->outputs; k++)
        most = scoring->given[k] > most ? scoring->given[k] : most;
    score->chance = scoring->answer
        ? (double)most_frequent(scoring->answer, task->tests) / task->tests
        : (double)most / asked;
}

static void end_stage(struct scoring *scoring)
{
    struct score *score = &scoring->score;
    double count = count_of(scoring);

    if (scoring->stage == FORCED)
        end_forced(scoring);
    else if (scoring->stage == FREE)
        score->whole = (double)scoring->whole_right / count;
    else
        score->trained = (double)scoring->trained_right / count;
    scoring->done = 0;
    scoring->stage = scoring->answer ? scoring->stage + 1 : OVER;
}

bool scoring_work(struct scoring *scoring)
{
    if (scoring->stage == OVER)
        return false;
    draw(scoring);
    if (scoring->stage == FORCED)
        work_forced(scoring);
    else if (scoring->stage == FREE)
        scoring->whole_right += work_free(scoring);
    else
        scoring->trained_right += work_free(scoring);
    scoring->done += scoring->batch.size;
    if (scoring->done == count_of(scoring))
        end_stage(scoring);
    return scoring->stage != OVER;
}

static const char *noun_of(const struct task *task)
{
    switch (task->kind) {
    case TASK_SPELL:
    case TASK_SPELL_KO:
        return "words";
    case TASK_LETTERS:
        return "letters";
    default:
        return "answers";
    }
}

/* A few digits; of large numbers all before the point. */
static void format(double value, char text[NUMBER_TEXT_MAX])
{
    bool large = fabs(value) >= 1000 && fabs(value) < 1e9;

    number_format(text, large ? round(value) : value, large ? 9 : DIGITS);
}

char *score_text(const struct score *score, const struct task *task,
                 char text[SCORE_TEXT_MAX])
{
    bool values = task->info->kind == TARGET_VALUES;
    double best = isnan(score->whole) ? score->accuracy : score->whole;
    char own[NUMBER_TEXT_MAX], other[NUMBER_TEXT_MAX];

    format(values ? score->rmse : 100 * best, own);
    format(values ? score->baseline_rmse : 100 * score->chance, other);
    if (values)
        snprintf(text, SCORE_TEXT_MAX, "%s (%s: %s)", own,
                 task_is_series(task->kind) ? "tomorrow = today"
                                            : "always the mean", other);
    else
        snprintf(text, SCORE_TEXT_MAX, "%s %% of %s (chance %s %%)", own,
                 noun_of(task), other);
    return text;
}

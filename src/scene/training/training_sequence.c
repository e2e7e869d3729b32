/* A test sequence as a film wants it.
 *
 * Most tasks have sequences of their own: one of them is shown. Windows of a
 * text follow one another, so several make a stretch that can be read. A series
 * is shown as it goes on: some of it is given, and then the network is left to
 * itself. In example 0 what is given ends with the data, and nobody knows what
 * comes; in every further one it ends earlier, and what came stands beside it.
 */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/array.h"
#include "data/make/generate.h"
#include "data/make/sales.h"
#include "scene/training/training_parts.h"

enum {
    GIVEN_LEAST = 60, FREE_STEPS = 60, /* of a series */
    TEXT_STEPS = 120,
    MONTHS = 12, YEAR_DAYS = 364,
};

void training_sequence_windows(const struct training_sequence *sequence,
                               int context, real *to)
{
    size_t width = (size_t)sequence->width;

    for (int t = 0; t < sequence->batch.steps; t++)
        for (int k = context - 1; k >= 0; k--) {
            int from = t > k ? t - k : 0;
            memcpy(to, sequence->batch.x + (size_t)from * width,
                   width * sizeof(real));
            to += width;
        }
}

/* Is it shown as it goes on? */
static bool goes_on(const struct task *task)
{
    return task_is_series(task->kind) && task->info->every;
}

/* The task of all of them. */
static const struct task *readers_task(const struct training_readers *readers)
{
    return &readers->trainer[0]->task;
}

/* Values of a series that stand before its first step, so that the longest
 * context of all lanes is whole there. */
static int lead_steps(const struct training_readers *readers)
{
    int most = 1;

    for (int k = 0; k < readers->count; k++) {
        int context = readers->trainer[k]->task.context;
        most = context > most ? context : most;
    }
    return goes_on(readers_task(readers)) ? most - 1 : 0;
}

/* Steps of it that are given. */
static int given_steps(const struct training_readers *readers)
{
    const struct task *task = readers_task(readers);
    int wanted = task->steps > GIVEN_LEAST ? task->steps : GIVEN_LEAST;
    int most = task->series_length - lead_steps(readers);

    return wanted < most ? wanted : most;
}

/* Which value of the series the first of all, in front of that, is. */
static int first_value(const struct training_readers *readers, int example)
{
    const struct task *task = readers_task(readers);

    return goes_on(task)
        ? task->series_length - example * FREE_STEPS -
              given_steps(readers) - lead_steps(readers)
        : task->split + example - task->steps;
}

/* Windows of a text that are shown as one. */
static int windows_of(const struct task *task)
{
    int count = task->kind == TASK_LETTERS && task->steps < TEXT_STEPS
        ? (TEXT_STEPS + task->steps / 2) / task->steps : 1;

    return count < task->tests ? count : task->tests;
}

int readers_steps(const struct training_readers *readers)
{
    const struct task *task = readers_task(readers);

    return goes_on(task) ? given_steps(readers) + FREE_STEPS
                         : windows_of(task) * task->steps;
}

int readers_examples(const struct training_readers *readers)
{
    const struct task *task = readers_task(readers);

    if (!goes_on(task))
        return task->tests / windows_of(task);
    int test = task->series_length - task->split;
    int room = first_value(readers, 0) / FREE_STEPS;
    int fits = test / FREE_STEPS < room ? test / FREE_STEPS : room;
    return 1 + fits;
}

/* A series from value `first` on. Nobody knows what comes after the data: the
 * last value stands there until a network reads its own, and there is no
 * target. */
static void fill_series(struct training_sequence *sequence,
                        const struct task *task, int first)
{
    struct batch *batch = &sequence->batch;
    int last = task->series_length - 1;

    for (int t = 0; t < batch->steps; t++) {
        int at = first + t;
        batch->x[t] = task->series[at < last ? at : last];
        batch->values[t] = at < last ? task->series[at + 1] : NAN;
    }
}

static bool make_series(struct training_sequence *sequence,
                        const struct training_readers *readers, int example,
                        struct error *error)
{
    int lead = lead_steps(readers), given = given_steps(readers);
    const struct batch_shape shape = {
        .steps = lead + given + FREE_STEPS, .size = 1, .inputs = 1,
        .outputs = 1, .kind = TARGET_VALUES};

    if (!batch_init(&sequence->batch, &shape, error))
        return false;
    fill_series(sequence, readers_task(readers),
                first_value(readers, example));
    sequence->lead = lead;
    sequence->source.free_from = lead + given + 1;
    return true;
}

/* Rows of a window behind those of the windows before it; of values with their
 * context, which they end, the values alone. */
static void append(struct batch *batch, const struct batch *window, int first)
{
    size_t at = (size_t)first, steps = (size_t)window->steps;
    size_t inputs = (size_t)batch->inputs, outputs = (size_t)batch->outputs;
    size_t read = (size_t)window->inputs;

    for (size_t t = 0; batch->x != NULL && t < steps; t++)
        memcpy(batch->x + (at + t) * inputs,
               window->x + (t + 1) * read - inputs, inputs * sizeof(real));
    if (batch->ids != NULL)
        memcpy(batch->ids + at, window->ids, steps * sizeof(int));
    if (batch->values != NULL)
        memcpy(batch->values + at * outputs, window->values,
               steps * outputs * sizeof(real));
    if (batch->labels != NULL)
        memcpy(batch->labels + at, window->labels, steps * sizeof(int));
}

/* The step from which on it is left to itself: a text is not. */
static int find_turn(const struct task *task, const struct batch *window)
{
    int turn = task->kind == TASK_LETTERS ||
               task->info->feed == FEED_NONE ||
               task->info->kind != TARGET_LABELS
        ? 0 : task_turn(task, window, 0);

    return turn > 1 && turn <= window->lengths[0] ? turn : 0;
}

static bool make_windows(struct training_sequence *sequence,
                         const struct task *task, int example,
                         struct error *error)
{
    struct batch *batch = &sequence->batch;
    int windows = windows_of(task);
    struct batch window;

    if (!task_batch_init(task, &window, 1, error))
        return false;
    const struct batch_shape shape = {
        .steps = windows * task->steps, .size = 1,
        .inputs = window.inputs / task->context,
        .vocabulary = window.vocabulary, .outputs = window.outputs,
        .kind = window.kind};
    bool fine = batch_init(batch, &shape, error);
    for (int w = 0; fine && w < windows; w++) {
        task_test(task, example * windows + w, &window);
        append(batch, &window, w * task->steps);
    }
    if (fine) {
        batch->steps = (windows - 1) * task->steps + window.lengths[0];
        batch->lengths[0] = batch->steps;
        sequence->source.turn = find_turn(task, &window);
        sequence->source.free_from = sequence->source.turn;
    }
    batch_finish(&window);
    return fine;
}

/* Months of the files that come with the program: the first one. Any other file
 * has another number of rows. */
static const struct calendar {
    int rows, year, month;
} calendars[TASK_COUNT] = {
    [TASK_CO2] = {467, 1959, 2},
    [TASK_AIR] = {143, 1949, 2},
    [TASK_TEMPERATURE] = {240, 1920, 1},
};

/* Value `at` of a series: its month, the week and day of a day of sales, else
 * which one it is. */
static void name_value(const struct task *task, int at,
                       char name[FILM_LABEL_MAX])
{
    const struct calendar *calendar = &calendars[task->kind];

    if (calendar->rows > 0 && calendar->rows == task->series_length) {
        int month = calendar->month - 1 + at;
        snprintf(name, FILM_LABEL_MAX, "%d-%02d",
                 calendar->year + month / MONTHS, month % MONTHS + 1);
    } else if (task->kind == TASK_SALES) {
        int day = at % YEAR_DAYS;
        snprintf(name, FILM_LABEL_MAX, "W%02d-%d", day / SALES_WEEK + 1,
                 day % SALES_WEEK + 1);
    } else {
        snprintf(name, FILM_LABEL_MAX, "%d", at + 1);
    }
}

/* Signs for the symbols of tasks made by a rule. */
static bool make_symbols(struct training_sequence *sequence,
                         const struct task *task, struct error *error)
{
    static const char *const anbn[ANBN_SYMBOLS] = {
        [ANBN_END] = "■", [ANBN_A] = "a", [ANBN_B] = "b"};
    static const char *const copy[COPY_INPUTS] = {
        "A", "B", "C", "D", "E", "F", "G", "H",
        [COPY_BLANK] = "·", [COPY_SIGNAL] = "→"};

    if (task->kind == TASK_ANBN)
        return vocabulary_init(&sequence->symbols, anbn, ANBN_SYMBOLS, false,
                               error);
    return task->kind != TASK_COPY ||
           vocabulary_init(&sequence->symbols, copy, COPY_INPUTS, false,
                           error);
}

static const struct vocabulary *words_of(
    const struct training_sequence *sequence, const struct task *task)
{
    return task->words.count > 0 ? &task->words : &sequence->symbols;
}

/* Which of `count` tokens row t reads one-hot; -1: none. */
static int hot(const struct task *task, const struct batch *batch, int count,
               int t)
{
    const real *x = batch->x + (size_t)t * (size_t)batch->inputs;
    int at = task->info->feed == FEED_ONE_HOT ? task->feed_at : 0;

    for (int k = 0; k < count; k++)
        if (at + k < batch->inputs && x[at + k] == 1)
            return k;
    return -1;
}

static bool is_picture(const struct task *task)
{
    return task->kind == TASK_SPELL || task->kind == TASK_SPELL_KO;
}

static void name_token(const struct training_sequence *sequence,
                       const struct task *task, int t,
                       char name[FILM_LABEL_MAX])
{
    const struct batch *batch = &sequence->batch;
    const struct vocabulary *words = words_of(sequence, task);
    int token = batch->ids != NULL ? batch->ids[t]
                                   : hot(task, batch, words->count, t);

    if (is_picture(task) && t == 0)
        snprintf(name, FILM_LABEL_MAX, "%s",
                 task->kind == TASK_SPELL ? "picture" : "그림");
    else if (token >= 0 && token < words->count)
        snprintf(name, FILM_LABEL_MAX, "%s",
                 vocabulary_show(words->text[token]));
}

/* Names of the steps, where they have any, and the scale of all X inputs. Of a
 * series the sequence begins with value `first`. */
static bool write_names(struct training_sequence *sequence,
                        const struct task *task, int first,
                        struct error *error)
{
    const struct batch *batch = &sequence->batch;
    size_t steps = (size_t)batch->steps, inputs = (size_t)task->inputs;
    bool series = task_is_series(task->kind);

    if (!series && words_of(sequence, task)->count == 0)
        return true;
    sequence->memory = array_new(steps * FILM_LABEL_MAX +
                                     2 * inputs * sizeof(double), 1,
                                 "the names of the steps", error);
    if (sequence->memory == NULL)
        return false;
    double *scale = sequence->memory;
    char (*label)[FILM_LABEL_MAX] = (void *)(scale + 2 * inputs);
    for (int t = 0; t < batch->steps; t++)
        if (series)
            name_value(task, first + t, label[t]);
        else
            name_token(sequence, task, t, label[t]);
    for (size_t k = 0; series && k < inputs; k++) {
        scale[k] = task->mean;
        scale[inputs + k] = task->deviation;
    }
    sequence->source.label = (const char (*)[FILM_LABEL_MAX])label;
    sequence->source.mean = series ? scale : NULL;
    sequence->source.deviation = series ? scale + inputs : NULL;
    return true;
}

static void write_source(struct training_sequence *sequence,
                         const struct trainer *trainer)
{
    const struct task *task = &trainer->task;
    const struct batch *batch = &sequence->batch;
    struct film_source *source = &sequence->source;

    source->kernels = trainer->network.kernels;
    source->steps = batch->steps;
    source->x = batch->x;
    source->ids = batch->ids;
    source->values = batch->values;
    source->labels = batch->labels;
    source->words = words_of(sequence, task)->count > 0
        ? words_of(sequence, task) : NULL;
    source->feed = trainer_feed(task);
    source->loss_everywhere = task->info->every;
    source->seed = trainer->options.seed;
    source->context = task->context;
    source->picture = is_picture(task);
    source->draw = 1;
}

bool training_sequence_init(struct training_sequence *sequence,
                            const struct training_readers *readers, int k,
                            int example, struct error *error)
{
    const struct task *task = &readers->trainer[k]->task;
    int last = readers_examples(readers) - 1;

    *sequence = (struct training_sequence){0};
    example = example < 0 ? 0 : example < last ? example : last;
    bool fine = goes_on(task)
        ? make_series(sequence, readers, example, error)
        : make_windows(sequence, task, example, error);
    if (fine && make_symbols(sequence, task, error) &&
        write_names(sequence, task, first_value(readers, example),
                            error)) {
        sequence->width = sequence->batch.x != NULL
            ? sequence->batch.inputs : 0;
        write_source(sequence, readers->trainer[k]);
        return true;
    }
    training_sequence_finish(sequence);
    return false;
}

void training_sequence_finish(struct training_sequence *sequence)
{
    batch_finish(&sequence->batch);
    vocabulary_finish(&sequence->symbols);
    free(sequence->memory);
    *sequence = (struct training_sequence){0};
}

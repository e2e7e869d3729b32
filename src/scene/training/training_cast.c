/* Every lane gives its network with the weights of an epoch, the first one also
 * the sequence that all of them read. Networks out of files do the same.
 */
#include <stdio.h>
#include <string.h>

#include "scene/training/task_words.h"
#include "scene/training/training_parts.h"

/* A copy of the weights of lane k after an epoch; *found as race_weights. */
static bool take_weights(const struct training *training, int k, int epoch,
                         struct params *params, int *found,
                         struct error *error)
{
    const struct trainer *trainer = &training->race.lane[k].trainer[0];
    const real *weights = race_weights(&training->race, k, epoch, found);

    if (!params_init(params, &trainer->network.params.spec, error))
        return false;
    memcpy(params->data, weights, params->count * sizeof(real));
    return true;
}

/* Has it learned anything by now? What is live has after its first batch. */
static bool is_trained(const struct training *training, int k, int epoch,
                       int found)
{
    const struct trainer_state *state =
        &training->race.lane[k].trainer[0].state;

    return found > 0 || (epoch < 0 && state->unit > 0);
}

/* The name of a user's column, as far as there is room for whole characters. */
static void write_column(char out[FILM_NAME_MAX], const char *column)
{
    size_t length = strlen(column);

    for (length = length < FILM_NAME_MAX ? length : FILM_NAME_MAX - 1;
         length > 0 && ((unsigned char)column[length] & 0xC0) == 0x80;)
        length--;
    memcpy(out, column, length);
    out[length] = '\0';
}

static void write_captions(struct film_source *source,
                           const struct task *task, const char *column)
{
    static const struct caption units[TASK_COUNT] = {
        [TASK_CO2] = {"ppm", "ppm"}, [TASK_AIR] = {"%", "%"},
        [TASK_TEMPERATURE] = {"°F", "°F"},
        [TASK_PRICE] = {"%", "%"},
        [TASK_SALES] = {"items", "개"},
    };
    const struct task_words *words = task_words(task->kind);

    source->unit = units[task->kind];
    if (task->kind == TASK_SERIES && column[0] != '\0') {
        write_column(source->title.en, column);
        write_column(source->title.ko, column);
        return;
    }
    snprintf(source->title.en, FILM_NAME_MAX, "%s", words->title[LANGUAGE_EN]);
    snprintf(source->title.ko, FILM_NAME_MAX, "%s", words->title[LANGUAGE_KO]);
}

/* Appends a part of a list, "cosine: 2 layers, stateful". */
static void append(struct caption *model, bool *begun, const char *en,
                   const char *ko)
{
    const char *between = *begun ? ", " : ": ";
    size_t at_en = strlen(model->en), at_ko = strlen(model->ko);

    snprintf(model->en + at_en, FILM_NAME_MAX - at_en, "%s%s", between, en);
    snprintf(model->ko + at_ko, FILM_NAME_MAX - at_ko, "%s%s", between, ko);
    *begun = true;
}

/* What was learned, and what tells this lane from others with its cell. */
static void write_model(struct caption *model, const struct training *training,
                        int lane)
{
    const struct race_setup *setup = &training->race.setup;
    const struct trainer_options *options = &setup->lane[lane];
    const struct race_branch *branch = &setup->branch[lane];
    const char *name = task_table[options->task].name;
    char en[48], ko[48];
    bool begun = false;

    snprintf(model->en, FILM_NAME_MAX, "%s", name);
    snprintf(model->ko, FILM_NAME_MAX, "%s", name);
    if (options->context > 1) {
        snprintf(en, sizeof en, "window of %d", options->context);
        snprintf(ko, sizeof ko, "값 %d개씩", options->context);
        append(model, &begun, en, ko);
    }
    if (options->layers > 1) {
        snprintf(en, sizeof en, "%d layers", options->layers);
        snprintf(ko, sizeof ko, "%d층", options->layers);
        append(model, &begun, en, ko);
    }
    if (options->stateful)
        append(model, &begun, "stateful", "상태 유지");
    if (branch->lane >= 0) {
        snprintf(en, sizeof en, "branch at epoch %d", branch->epoch);
        snprintf(ko, sizeof ko, "%d에포크에서 분기", branch->epoch);
        append(model, &begun, en, ko);
    }
}

/* Number k of those that read, with the sequence, which the first one brings
 * into the cast. What is the network's stands in `source`. */
static bool add_reader(const struct training_readers *readers, int k,
                       int example, const struct film_source *of,
                       struct cast *cast, struct error *error)
{
    struct training_sequence sequence;

    if (!training_sequence_init(&sequence, readers, k, example, error))
        return false;
    struct film_source source = sequence.source;
    source.title = of->title;
    source.unit = of->unit;
    source.model = of->model;
    source.params = of->params;
    source.epochs = of->epochs;
    source.trained = of->trained;
    bool fine = k == 0 ? cast_init(cast, &source, error)
                       : cast_add(cast, &source, error);
    training_sequence_finish(&sequence);
    return fine;
}

static bool add_lane(const struct training *training, int k, int example,
                     int epoch, struct cast *cast, struct error *error)
{
    const struct training_readers lanes = training_lanes(training);
    struct film_source source = {0};
    struct params params;
    int found;

    if (!take_weights(training, k, epoch, &params, &found, error))
        return false;
    write_captions(&source, training_task(training), training->column);
    write_model(&source.model, training, k);
    source.params = &params;
    source.epochs = found;
    source.trained = is_trained(training, k, epoch, found);
    bool fine = add_reader(&lanes, k, example, &source, cast, error);
    params_finish(&params);
    return fine;
}

bool training_cast(const struct training *training, int example, int epoch,
                   struct cast *cast, struct error *error)
{
    *cast = (struct cast){0};
    for (int k = 0; k < training->race.setup.lanes; k++)
        if (!add_lane(training, k, example, epoch, cast, error)) {
            cast_finish(cast);
            return false;
        }
    return true;
}

/* Do all of them read the same? */
static bool check_tasks(const struct trained *network, int count,
                        struct error *error)
{
    const struct task *first = &network[0].trainer->task;

    for (int k = 1; k < count; k++) {
        const struct task *task = &network[k].trainer->task;
        if (task->kind != first->kind || task->steps != first->steps)
            return error_set(error, "%s was trained for other sequences than "
                             "%s: %s of %d steps, not %s of %d",
                             network[k].name, network[0].name,
                             task->info->name, task->steps, first->info->name,
                             first->steps);
    }
    return true;
}

bool training_cast_trained(const struct trained *network, int count,
                           int example, struct cast *cast,
                           struct error *error)
{
    struct training_readers readers = {.count = count};

    *cast = (struct cast){0};
    if (!check_tasks(network, count, error))
        return false;
    for (int k = 0; k < count; k++)
        readers.trainer[k] = network[k].trainer;
    if (example >= readers_examples(&readers))
        return error_set(error, "there is no test sequence %d, only %d",
                         example + 1, readers_examples(&readers));
    for (int k = 0; k < count; k++) {
        const struct trainer *trainer = network[k].trainer;
        struct film_source source = {
            .params = &trainer->network.params, .trained = true,
            .epochs = trainer->state.epoch};
        write_captions(&source, &trainer->task, "");
        snprintf(source.model.en, FILM_NAME_MAX, "%s", network[k].name);
        snprintf(source.model.ko, FILM_NAME_MAX, "%s", network[k].name);
        if (!add_reader(&readers, k, example, &source, cast, error)) {
            cast_finish(cast);
            return false;
        }
    }
    cast->examples = readers_examples(&readers);
    cast->example = example;
    return true;
}

/* Does a sequence begin with a word in Hangul? */
static bool is_korean(const struct training_sequence *sequence)
{
    const struct film_source *source = &sequence->source;

    return source->words != NULL && source->ids != NULL &&
           (unsigned char)source->words->text[source->ids[0]][0] >= 0x80;
}

int training_first_example(const struct training *training,
                           enum language language)
{
    const struct training_readers lanes = training_lanes(training);
    struct training_sequence sequence;
    struct error error = {0};

    if (training_task(training)->kind != TASK_ANSWER)
        return 0;
    for (int k = 0; k < training_examples(training); k++) {
        if (!training_sequence_init(&sequence, &lanes, 0, k, &error))
            return 0;
        bool korean = is_korean(&sequence);
        training_sequence_finish(&sequence);
        if (korean == (language == LANGUAGE_KO))
            return k;
    }
    return 0;
}

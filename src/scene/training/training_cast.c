/* Every lane gives its network with the weights of an epoch, the first one also
 * the sequence that all of them read.
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
                           const struct training *training)
{
    static const struct caption units[TASK_COUNT] = {
        [TASK_CO2] = {"ppm", "ppm"}, [TASK_AIR] = {"%", "%"},
        [TASK_TEMPERATURE] = {"°F", "°F"},
        [TASK_PRICE] = {"%", "%"},
        [TASK_SALES] = {"items", "개"},
    };
    const struct task *task = training_task(training);
    const struct task_words *words = task_words(task->kind);

    source->unit = units[task->kind];
    if (task->kind == TASK_SERIES && training->column[0] != '\0') {
        write_column(source->title.en, training->column);
        write_column(source->title.ko, training->column);
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

/* Lane k with the sequence, which the first one brings into the cast. */
static bool add_lane(const struct training *training, int k, int example,
                     int epoch, struct cast *cast, struct error *error)
{
    struct training_sequence sequence;
    struct params params;
    int found;

    if (!training_sequence_init(&sequence, training, k, example, error))
        return false;
    if (!take_weights(training, k, epoch, &params, &found, error)) {
        training_sequence_finish(&sequence);
        return false;
    }
    struct film_source source = sequence.source;
    write_captions(&source, training);
    write_model(&source.model, training, k);
    source.params = &params;
    source.epochs = found;
    source.trained = is_trained(training, k, epoch, found);
    bool fine = k == 0 ? cast_init(cast, &source, error)
                       : cast_add(cast, &source, error);
    params_finish(&params);
    training_sequence_finish(&sequence);
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

/* The same race as in the window, without one to look at it.
 */
#include "cli/train/picture.h"

#include <stdio.h>
#include <unistd.h>

#include "cli/train/trainings.h"

static struct training *begin(const struct picture_training *wanted,
                              const struct trainings_table *table,
                              const struct kernels *kernels,
                              struct error *error)
{
    int kind = trainings_find(wanted->task, table->input, error);

    if (kind < 0)
        return NULL;
    struct race_setup setup = race_defaults((enum task_kind)kind);
    for (int k = 0; k < setup.lanes && wanted->epochs > 0; k++)
        setup.lane[k].epochs = wanted->epochs;
    if (wanted->seeds > 0)
        setup.seeds = wanted->seeds;
    return trainings_begin(&setup, table, kernels, error);
}

static void tell(const struct race *race)
{
    if (isatty(STDERR_FILENO))
        fprintf(stderr, "\rtraining %3.0f %%", 100 * race_progress(race));
}

static bool train(struct training *training, struct interrupt *interrupt)
{
    while (!race_done(&training->race)) {
        int epochs = race_epochs(&training->race);
        if (interrupt_seen(interrupt))
            return false;
        race_slice(&training->race);
        if (race_epochs(&training->race) > epochs)
            tell(&training->race);
    }
    if (isatty(STDERR_FILENO))
        fprintf(stderr, "\r               \r");
    return true;
}

static bool put(struct easel *easel, const struct kernels *kernels,
                struct error *error)
{
    const struct lane_measure measure = {0};
    struct cast cast = {0};

    if (!training_cast(easel->training, easel->ui.example, easel->ui.epoch,
                       &cast, error))
        return false;
    struct setup setup = lab_setup_of(&cast);
    setup.lanes = cast.networks;
    for (int k = 1; k < cast.networks; k++) {
        setup.lane[k] = setup.lane[0];
        setup.lane[k].file = k;
    }
    struct lab *lab = lab_create(
        &(struct lab_start){.cast = &cast, .setup = &setup,
                            .kernels = kernels}, &measure, error);
    cast_finish(&cast);
    if (lab == NULL)
        return false;
    easel_put(easel, lab);
    return true;
}

static bool check(const struct easel *easel,
                  const struct picture_training *wanted, struct error *error)
{
    int epochs = race_epochs(&easel->training->race);
    int examples = training_examples(easel->training);

    if (wanted->epoch > epochs)
        return error_set(error, "there is no epoch %d, only %d",
                         wanted->epoch, epochs);
    if (wanted->example > examples)
        return error_set(error, "there is no test sequence %d, only %d",
                         wanted->example, examples);
    return true;
}

bool picture_train(struct easel *easel, const struct picture_training *wanted,
                   const char *input, const struct kernels *kernels,
                   struct interrupt *interrupt, struct error *error)
{
    struct ui *ui = &easel->ui;
    const struct trainings_table table = {.input = input};
    bool fresh = wanted->task != NULL;

    easel->training = fresh
        ? begin(wanted, &table, kernels, error)
        : trainings_open(wanted->file, input, kernels, error);
    if (easel->training == NULL ||
        (fresh && !train(easel->training, interrupt)) ||
        !check(easel, wanted, error))
        return false;
    ui->epoch = wanted->epoch;
    ui->example = wanted->example > 0
        ? wanted->example - 1
        : training_first_example(easel->training, ui->language);
    ui->train_all = wanted->all;
    easel->training->sweeping = ui->alone == PANEL_SWEEP;
    return put(easel, kernels, error);
}

/* The one place that says which number of the training a subject is: what is
 * on screen is checked against it.
 */
#include <math.h>

#include "scene/subject.h"
#include "scene/training/train_dials.h"
#include "scene/training/training.h"

static double history_value(const struct training *training,
                            struct draw_id id)
{
    const struct trainer *trainer = &training->race.lane[id.layer].trainer[0];
    struct race_band band;

    if (id.signal < 0 || id.signal >= trainer->columns || id.step < 1)
        return NAN;
    if (id.unit == 0)
        return id.step <= trainer->state.epoch
            ? (double)trainer_history(trainer, id.step - 1)[id.signal] : NAN;
    if (!race_band(&training->race, id.layer, id.signal, id.step - 1, &band))
        return NAN;
    switch (id.unit) {
    case 1: return band.low;
    case 2: return band.median;
    case 3: return band.high;
    default: return NAN;
    }
}

/* What the task alone says is known before anything is measured. */
static double score_value(const struct training *training, struct draw_id id)
{
    const struct training_score *measured = &training->score[id.layer];
    const struct score *score = &measured->score;
    const struct task *task = training_task(training);

    if (id.signal == 0)
        return task->tests;
    if (id.signal == 2)
        return task->baseline;
    if (!measured->made)
        return NAN;
    switch (id.signal) {
    case 1: return score->loss;
    case 3: return score->rmse;
    case 4: return score->baseline_rmse;
    case 5: return score->accuracy;
    case 6: return score->whole;
    case 7: return score->trained;
    case 8: return score->chance;
    default: return NAN;
    }
}

static double setting_value(const struct training *training,
                            struct draw_id id)
{
    struct ui ui = ui_defaults();

    ui.lane = id.layer;
    if (id.signal < 0 || id.signal >= TRAIN_DIALS ||
        !train_dial_exists(training, (enum train_dial)id.signal))
        return NAN;
    return train_dial_value(training, &ui, (enum train_dial)id.signal);
}

static double sweep_value(const struct training *training, struct draw_id id)
{
    const struct sweep *sweep = &training->sweep;

    if (sweep->kernels == NULL || id.layer < 0 ||
        id.layer >= sweep->setup.cells)
        return NAN;
    if (id.unit == 1)
        return sweep_reach(sweep, id.layer);
    for (int k = 0; k < sweep->setup.lags; k++)
        if (sweep->setup.lag[k] == id.step) {
            double share = sweep_share(sweep, k, id.layer);
            return share >= 0 ? share : NAN;
        }
    return NAN;
}

double training_value(const struct training *training, struct draw_id id)
{
    if (training == NULL)
        return NAN;
    if (id.kind == SUBJECT_SWEEP)
        return sweep_value(training, id);
    if (id.layer < 0 || id.layer >= training->race.setup.lanes)
        return NAN;
    switch (id.kind) {
    case SUBJECT_TRAIN: return history_value(training, id);
    case SUBJECT_TRAIN_SCORE: return score_value(training, id);
    case SUBJECT_TRAIN_SETTING: return setting_value(training, id);
    default: return NAN;
    }
}

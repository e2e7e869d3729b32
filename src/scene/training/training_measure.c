/* What is left to measure, and one unit of it. Scores are of the epoch that is
 * looked at: a lane's figures stand until another epoch is asked for.
 */
#include <string.h>

#include "scene/training/training_parts.h"

/* The kept epoch of a lane that is judged. */
static int judged_epoch(const struct training *training, const struct ui *ui,
                        int lane)
{
    int found;

    race_weights(&training->race, lane, training_epoch(training, ui), &found);
    return found;
}

bool training_scored(const struct training *training, const struct ui *ui,
                     int lane)
{
    const struct training_score *score = &training->score[lane];

    return score->made && score->epoch == judged_epoch(training, ui, lane);
}

/* The first lane without figures of that epoch; -1: none. */
static int next_score(const struct training *training, const struct ui *ui)
{
    for (int k = 0; k < training->race.setup.lanes; k++)
        if (!training_scored(training, ui, k))
            return k;
    return -1;
}

static void stop_scoring(struct training *training)
{
    scoring_finish(&training->scoring);
    network_finish(&training->judged);
    training->scoring = (struct scoring){0};
    training->judged = (struct network){0};
    training->scored = -1;
}

void training_forget_scores(struct training *training)
{
    if (training->scored >= 0)
        stop_scoring(training);
    for (int k = 0; k < RACE_LANES; k++)
        training->score[k] = (struct training_score){0};
}

static bool begin_scoring(struct training *training, int lane, int epoch,
                          struct error *error)
{
    const struct trainer *trainer = &training->race.lane[lane].trainer[0];
    struct network *judged = &training->judged;
    int found;
    const real *weights = race_weights(&training->race, lane, epoch, &found);

    training->scored = lane;
    training->score[lane] = (struct training_score){.epoch = found};
    if (!network_init(judged, &trainer->network.params.spec,
                      training->kernels, error)) {
        training->scored = -1;
        return false;
    }
    memcpy(judged->params.data, weights, judged->params.count * sizeof(real));
    network_pack(judged);
    if (scoring_init(&training->scoring, &trainer->task, judged,
                     trainer->options.batch, error))
        return true;
    training->scoring = (struct scoring){0};
    stop_scoring(training);
    return false;
}

/* One batch of the lane whose turn it is. */
static bool work_score(struct training *training, const struct ui *ui,
                       struct error *error)
{
    int lane = next_score(training, ui);
    int epoch = judged_epoch(training, ui, lane);

    if (training->scored >= 0 &&
        (training->scored != lane || training->score[lane].epoch != epoch))
        stop_scoring(training);
    if (training->scored < 0 &&
        !begin_scoring(training, lane, epoch, error))
        return false;
    if (scoring_work(&training->scoring))
        return true;
    training->score[lane].score = training->scoring.score;
    training->score[lane].made = true;
    stop_scoring(training);
    return true;
}

static bool sweep_left(const struct training *training)
{
    return training->sweeping && task_has_lag(training_task(training)->kind) &&
           (training->sweep.kernels == NULL || !sweep_done(&training->sweep));
}

static bool work_sweep(struct training *training, struct error *error)
{
    struct sweep *sweep = &training->sweep;
    const struct sweep_setup setup =
        sweep_defaults(training_task(training)->kind);

    if (sweep->kernels == NULL &&
        !sweep_init(sweep, &setup, training->kernels, error)) {
        *sweep = (struct sweep){0};
        return false;
    }
    return sweep_slice(sweep, error) || sweep_done(sweep);
}

static bool wants_picture(const struct training *training,
                          const struct ui *ui)
{
    return ui->screen == SCREEN_TRAIN &&
           (!ui->training || training_is_quick(training, ui)) &&
           training_next_picture(training, ui) >= 0;
}

static bool wants_score(const struct training *training, const struct ui *ui)
{
    return ui->screen == SCREEN_TRAIN && next_score(training, ui) >= 0;
}

bool training_wants(const struct training *training, const struct ui *ui)
{
    if (training->failed)
        return false;
    return wants_picture(training, ui) ||
           (!ui->training &&
            (wants_score(training, ui) || sweep_left(training)));
}

bool training_work(struct training *training, const struct ui *ui,
                   struct error *error)
{
    bool fine = true;

    if (!training_wants(training, ui))
        return true;
    if (wants_picture(training, ui))
        fine = training_make_picture(training, ui,
                                     training_next_picture(training, ui),
                                     error);
    else if (wants_score(training, ui))
        fine = work_score(training, ui, error);
    else
        fine = work_sweep(training, error);
    training->failed = !fine;
    return fine;
}

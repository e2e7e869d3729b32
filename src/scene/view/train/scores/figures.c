/* What is known while a network learns comes from its history; the rest when it
 * has been measured, until then, and while that is of another epoch, there are
 * dots.
 */
#include "scene/view/train/scores/figures.h"

#include <math.h>
#include <stdio.h>

#include "scene/look/figure.h"
#include "scene/view/train/parts/epochs.h"
#include "scene/view/train/parts/racer.h"

/* In which order columns go: the highest first. */
static const int rank[FIGURE_COLUMNS] = {
    [COLUMN_RIGHT] = 0, [COLUMN_LOSS] = 4, [COLUMN_WHOLE_TEST] = 1,
    [COLUMN_WHOLE_TRAIN] = 2, [COLUMN_LEARNED] = 3, [COLUMN_PARAMETERS] = 5,
};

int figures_rank(int column)
{
    return rank[column];
}

bool figures_whole(const struct scene *scene)
{
    for (int k = 0; k < racer_count(scene); k++)
        if (!isnan(training_value(scene->training, subject(
                SUBJECT_TRAIN_SCORE, k, SCORE_WHOLE, 0, 0))))
            return true;
    return false;
}

const char *figures_heading(const struct scene *scene, int column)
{
    const struct ui *ui = scene->ui;
    bool several = scene->training->race.setup.seeds > 1;

    switch (column) {
    case COLUMN_RIGHT:
        return racer_labels(scene) ? say(ui, "accuracy", "정확도")
                                   : say(ui, "error (RMSE)", "오차(RMSE)");
    case COLUMN_LOSS: return say(ui, "test loss", "테스트 손실");
    case COLUMN_WHOLE_TEST: return say(ui, "whole, test", "전체 정답, 테스트");
    case COLUMN_WHOLE_TRAIN: return say(ui, "whole, train", "전체 정답, 훈련");
    case COLUMN_LEARNED:
        return several ? say(ui, "learned", "학습한 시드")
                       : say(ui, "learned at", "학습된 에포크");
    default: return say(ui, "parameters", "매개변수");
    }
}

static void set_words(struct figures_cell *cell, const char *text)
{
    cell->words = true;
    snprintf(cell->text, sizeof cell->text, "%s", text);
}

/* "97.3 %"; "…" while it is being measured. */
static void set_share(struct figures_cell *cell, double value)
{
    char figure[FIGURE_MAX];

    cell->value = value;
    if (isnan(value))
        set_words(cell, "…");
    else
        snprintf(cell->text, sizeof cell->text, "%s %%",
                 figure_plain(figure, 100 * value, value < 0.9995 ? 1 : 0));
}

static void set_size(struct figures_cell *cell, double value)
{
    char figure[FIGURE_MAX];

    cell->value = value;
    snprintf(cell->text, sizeof cell->text, "%s", figure_size(figure, value));
}

/* A figure of struct score, of the epoch looked at; NAN: not measured. */
static double measured(const struct scene *scene, struct draw_id id)
{
    return training_scored(scene->training, scene->ui, id.layer)
        ? training_value(scene->training, id) : NAN;
}

static void fill_right(const struct scene *scene, int lane,
                       struct figures_cell *cell)
{
    if (racer_labels(scene)) {
        cell->id = racer_id(lane, HISTORY_ACCURACY, epochs_now(scene), 0);
        set_share(cell, training_value(scene->training, cell->id));
        if (epochs_now(scene) < 1)
            set_words(cell, "–");
        return;
    }
    cell->id = subject(SUBJECT_TRAIN_SCORE, lane, SCORE_RMSE, 0, 0);
    cell->value = measured(scene, cell->id);
    if (isnan(cell->value))
        set_words(cell, "…");
    else
        set_size(cell, cell->value);
}

static void fill_learned(const struct scene *scene, int lane,
                         struct figures_cell *cell)
{
    const struct ui *ui = scene->ui;
    int seeds = scene->training->race.setup.seeds;
    int epoch = racer_learned(scene, lane, 0);

    cell->id = subject(SUBJECT_OTHER, 0, 0, 0, 0);
    if (seeds > 1) {
        cell->value = racer_seeds_learned(scene, lane);
        snprintf(cell->text, sizeof cell->text, say(ui, "%d of %d", "%d/%d개"),
                 (int)cell->value, seeds);
    } else if (racer_trainer(scene, lane)->broken) {
        set_words(cell, say(ui, "broke", "발산"));
    } else if (epoch == 0) {
        set_words(cell, say(ui, "not yet", "아직"));
    } else {
        cell->value = epoch;
        snprintf(cell->text, sizeof cell->text, "%d", epoch);
    }
}

void figures_fill(const struct scene *scene, int column, int lane,
                  struct figures_cell *cell)
{
    const struct training *training = scene->training;
    int figure = column == COLUMN_WHOLE_TEST ? SCORE_WHOLE : SCORE_TRAINED;

    *cell = (struct figures_cell){0};
    switch (column) {
    case COLUMN_RIGHT: fill_right(scene, lane, cell); break;
    case COLUMN_LOSS:
        cell->id = racer_id(lane, HISTORY_TEST, epochs_now(scene), 0);
        cell->value = training_value(training, cell->id);
        if (isnan(cell->value) && epochs_now(scene) < 1)
            set_words(cell, "–");
        else
            set_size(cell, cell->value);
        break;
    case COLUMN_WHOLE_TEST:
    case COLUMN_WHOLE_TRAIN:
        cell->id = subject(SUBJECT_TRAIN_SCORE, lane, figure, 0, 0);
        set_share(cell, measured(scene, cell->id));
        break;
    case COLUMN_LEARNED: fill_learned(scene, lane, cell); break;
    default:
        cell->id = subject(SUBJECT_OTHER, 0, 0, 0, 0);
        cell->value = (double)racer_trainer(scene, lane)->network.params.count;
        snprintf(cell->text, sizeof cell->text, "%.0f", cell->value);
    }
}

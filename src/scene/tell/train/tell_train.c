/* Curves by epoch and by lag, a line a network: its numbers at a few epochs
 * that are kept.
 */
#include <math.h>
#include <stdio.h>

#include "scene/look/notation.h"
#include "scene/tell/tell.h"
#include "scene/tell/train/train_words.h"
#include "scene/view/train/parts/racer.h"

static void tell_number(const struct scene *scene, const char *name,
                        struct draw_id id)
{
    double value = training_value(scene->training, id);
    char text[TRAIN_FIGURE_MAX];

    if (isnan(value))
        return;
    draw_note_on(scene->list, ", %s ", name);
    draw_note_value(scene->list, id, value, train_figure(id, value, text));
}

/* Epochs that are told, without the start, which has no loss. */
static int choose(const struct scene *scene, int epoch[REEL_PICTURES])
{
    return training_pictures(scene->training, scene->ui, REEL_PICTURES, epoch);
}

/* Two columns of every lane, with their names. */
static void tell_columns(const struct scene *scene, const int column[2],
                         const char *const name[2])
{
    const struct ui *ui = scene->ui;
    int epoch[REEL_PICTURES], count = choose(scene, epoch);

    for (int lane = 0; lane < racer_count(scene); lane++) {
        char who[RACER_NAME_MAX];
        draw_note(scene->list, "%s", racer_name(scene, lane, who));
        for (int k = 0; k < count; k++) {
            if (epoch[k] < 1)
                continue;
            draw_note(scene->list, say(ui, "epoch %d", "%d에포크"), epoch[k]);
            for (int c = 0; c < 2; c++)
                tell_number(scene, name[c],
                            subject(SUBJECT_TRAIN, lane, column[c], epoch[k],
                                    0));
        }
    }
}

void tell_loss(const struct scene *scene)
{
    const struct ui *ui = scene->ui;
    const int losses[] = {HISTORY_TRAIN, HISTORY_TEST};
    const int answers[] = {HISTORY_TEST, HISTORY_ACCURACY};
    const char *const loss_names[] = {say(ui, "training loss", "훈련 손실"),
                                      say(ui, "test loss", "테스트 손실")};
    const char *const answer_names[] = {
        loss_names[1], say(ui, "right answers", "정답률")};

    bool accuracy = ui->loss_accuracy && racer_labels(scene);

    tell_columns(scene, accuracy ? answers : losses,
                 accuracy ? answer_names : loss_names);
}

void tell_norms(const struct scene *scene)
{
    const int columns[] = {HISTORY_MEAN, HISTORY_CLIPS};
    const char *const names[] = {
        say(scene->ui, "gradient norm", "기울기 노름"),
        say(scene->ui, "batches clipped", "클리핑한 배치")};

    tell_columns(scene, columns, names);
}

void tell_reel(const struct scene *scene)
{
    int epoch[REEL_PICTURES], count = choose(scene, epoch);
    const struct reel *reel =
        &scene->training->race.lane[racer_chosen(scene)].reel;

    draw_note(scene->list, say(scene->ui, "%d epochs are kept; pictures of",
                               "에포크 %d개 보관, 그림"), reel->count);
    for (int k = 0; k < count; k++)
        draw_note_on(scene->list, "%s %d", k > 0 ? "," : "", epoch[k]);
}

void tell_sweep(const struct scene *scene)
{
    const struct sweep *sweep = &scene->training->sweep;

    for (int cell = 0; sweep->kernels != NULL && cell < sweep->setup.cells;
         cell++) {
        draw_note(scene->list, "%s",
                  notation_cell(&sweep->setup.cell[cell].layer));
        for (int k = 0; k < sweep->setup.lags; k++) {
            char name[48];
            snprintf(name, sizeof name, say(scene->ui, "lag %d learned by",
                                            "시차 %d을(를) 배운 비율"),
                     sweep->setup.lag[k]);
            tell_number(scene, name, subject(SUBJECT_SWEEP, cell, 0,
                                             sweep->setup.lag[k], 0));
        }
    }
}

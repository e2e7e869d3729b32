/* Everything is read off the race: a lane needs no lab to be drawn.
 */
#include "scene/view/train/parts/racer.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#include "scene/look/notation.h"
#include "scene/widget/plot.h"

/* A network has learned where this share of labels is right, or where this
 * share of the baseline's loss is left. */
static const double labels_learned = 0.99, values_learned = 0.1;

int racer_count(const struct scene *scene)
{
    return scene->training != NULL ? scene->training->race.setup.lanes : 0;
}

int racer_chosen(const struct scene *scene)
{
    int lane = scene->ui->lane;

    return lane >= 0 && lane < racer_count(scene) ? lane : 0;
}

const struct trainer *racer_trainer(const struct scene *scene, int lane)
{
    return &scene->training->race.lane[lane].trainer[0];
}

static const struct trainer_options *options_of(const struct scene *scene,
                                                int lane)
{
    return &scene->training->race.setup.lane[lane];
}

/* As in the lab, but that the usual RNN is but an RNN. */
static const char *kind_name(const struct ui *ui,
                             const struct layer_spec *layer)
{
    if (layer->cell == CELL_DENSE)
        return say(ui, "perceptron", "퍼셉트론");
    if (layer->cell == CELL_GRU_BEFORE)
        return say(ui, "GRU, reset before", "GRU(리셋 먼저)");
    if (layer->cell == CELL_RNN && layer->activation == ACT_RELU)
        return "RNN ReLU";
    if (layer->cell == CELL_RNN && layer->activation != ACT_TANH)
        return say(ui, "RNN linear", "RNN 선형");
    return notation_cell(layer);
}

/* Without what tells it from another of its kind. */
static void write_kind(const struct scene *scene, int lane, char *out,
                       size_t size)
{
    const struct ui *ui = scene->ui;
    const struct trainer_options *options = options_of(scene, lane);
    char layers[16] = "";

    if (options->layers > 1)
        snprintf(layers, sizeof layers, "%d × ", options->layers);
    snprintf(out, size, "%s%s%s", layers,
             kind_name(ui, &options->layer),
             options->stateful ? say(ui, ", stateful", ", 상태 유지") : "");
}

/* Which of the lanes with its name it is, from 0. */
static int count_before(const struct scene *scene, int lane)
{
    char own[RACER_NAME_MAX], other[RACER_NAME_MAX];
    int count = 0;

    write_kind(scene, lane, own, sizeof own);
    for (int k = 0; k < lane; k++) {
        write_kind(scene, k, other, sizeof other);
        count += strcmp(own, other) == 0;
    }
    return count;
}

char *racer_name(const struct scene *scene, int lane,
                 char out[RACER_NAME_MAX])
{
    const struct race_branch *branch =
        &scene->training->race.setup.branch[lane];
    int before = count_before(scene, lane);

    write_kind(scene, lane, out, RACER_NAME_MAX);
    size_t length = strlen(out), room = RACER_NAME_MAX - length;
    if (branch->lane >= 0)
        snprintf(out + length, room, say(scene->ui, " from %d", " (%d부터)"),
                 branch->epoch);
    else if (before > 0)
        snprintf(out + length, room, " %d", before + 1);
    return out;
}

enum model_hue racer_hue(const struct scene *scene, int lane)
{
    enum cell cell[RACE_LANES];

    for (int k = 0; k < racer_count(scene); k++)
        cell[k] = options_of(scene, k)->layer.cell;
    return lab_hue_among(cell, lane);
}

struct color racer_color(const struct scene *scene, int lane)
{
    return scene->theme->model[racer_hue(scene, lane)];
}

void racer_marker(const struct scene *scene, int lane, struct point at,
                  float radius)
{
    plot_marker(scene, racer_hue(scene, lane), at, radius,
                racer_color(scene, lane), false);
}

int racer_done(const struct scene *scene, int lane)
{
    return racer_trainer(scene, lane)->state.epoch;
}

int racer_epochs(const struct scene *scene)
{
    return scene->training->race.setup.lane[0].epochs;
}

double racer_value(const struct scene *scene, int lane, int column, int epoch)
{
    const struct trainer *trainer = racer_trainer(scene, lane);

    if (epoch < 1 || epoch > trainer->state.epoch || column < 0 ||
        column >= trainer->columns)
        return NAN;
    return (double)trainer_history(trainer, epoch - 1)[column];
}

struct draw_id racer_id(int lane, int column, int epoch, int which)
{
    return subject(SUBJECT_TRAIN, lane, column, epoch, which);
}

bool racer_labels(const struct scene *scene)
{
    return training_task(scene->training)->info->kind == TARGET_LABELS;
}

int racer_learned(const struct scene *scene, int lane, int seed)
{
    const struct trainer *trainer =
        &scene->training->race.lane[lane].trainer[seed];
    bool labels = racer_labels(scene);
    double limit = values_learned * training_task(scene->training)->baseline;

    for (int epoch = 1; epoch <= trainer->state.epoch; epoch++) {
        const real *row = trainer_history(trainer, epoch - 1);
        if (labels ? (double)row[HISTORY_ACCURACY] >= labels_learned
                   : (double)row[HISTORY_TEST] <= limit)
            return epoch;
    }
    return 0;
}

int racer_seeds_learned(const struct scene *scene, int lane)
{
    int count = 0;

    for (int s = 0; s < scene->training->race.setup.seeds; s++)
        count += racer_learned(scene, lane, s) > 0;
    return count;
}

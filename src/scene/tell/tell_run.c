/* Plots over all steps: what they show at the playhead, and their ranges up to
 * there.
 */
#include <math.h>
#include <stdio.h>

#include "scene/look/figure.h"
#include "scene/look/notation.h"
#include "scene/tell/tell.h"

/* How many steps of a signal, or its gradient, are computed. */
static int steps_done(const struct scene *scene, int signal)
{
    enum cell cell = film_cell(scene->film, scene->ui->layer);
    int phase = phase_of_signal(cell, signal), now = scene->now.step;

    if (scene->now.pass == PASS_BACKWARD)
        return scene->film->steps;
    return now - !(phase_progress(&scene->now, scene->phases, now, phase) > 0);
}

/* "least −0.9 at t = 3, largest 0.8 at t = 17" of a unit, or of the mean. */
static void tell_range(const struct scene *scene, struct draw_id id, int done)
{
    const char *const words[] = {say(scene->ui, "least", "가장 작은 값"),
                                 say(scene->ui, "largest", "가장 큰 값")};

    for (int side = 0; side < 2; side++) {
        struct draw_id best = id;
        for (int t = best.step = 1; t <= done; t++) {
            id.step = t;
            double value = subject_value(scene->film, id);
            double record = subject_value(scene->film, best);
            if (side == 0 ? value < record : value > record)
                best = id;
        }
        tell_value(scene, words[side], best);
        draw_note_on(scene->list, say(scene->ui, " at t = %d", " (t = %d)"),
                     (int)best.step);
    }
}

void tell_scopes(const struct scene *scene)
{
    const struct ui *ui = scene->ui;
    enum cell cell = film_cell(scene->film, ui->layer);
    const struct cell_info *info = &cell_table[cell];

    for (int k = 0; k < info->shown_count; k++) {
        int signal = info->shown[k], done = steps_done(scene, signal);
        const struct notation *notation = notation_said(ui, cell, signal);
        struct draw_id id = subject(SUBJECT_SIGNAL, ui->layer, signal, done,
                                    ui->mean ? -1 : ui->unit);
        if (done < 1)
            continue;
        draw_note(scene->list, "%s", say(ui, notation->en, notation->ko));
        draw_note_on(scene->list, ", t = %d", done);
        tell_value(scene, say(ui, "value", "값"), id);
        tell_range(scene, id, done);
    }
}

/* Where the run moved farthest from the untouched one at a step. */
static void tell_difference(const struct scene *scene, int step)
{
    const struct levels *levels = scene->levels;
    struct draw_id id = subject(SUBJECT_DIFFERENCE, levels->layer,
                                levels->signal, step, 0), most = id;
    double largest = -1, value = 0;
    char text[FIGURE_MAX];

    for (; id.unit < levels->units; id.unit++) {
        double by = subject_against(scene->film, scene->ghost, id);
        if (fabs(by) > largest) {
            largest = fabs(by);
            value = by;
            most = id;
        }
    }
    tell_step(scene, step);
    if (largest < 0)
        return;
    draw_note_on(scene->list, say(scene->ui, ", largest difference, unit %d ",
                                  ", 가장 큰 차이, 유닛 %d "),
                 (int)most.unit + 1);
    draw_note_value(scene->list, most, value, figure_signed(text, value, 3));
}

/* Of the units at one step: the selected one, the least and the largest. */
void tell_heat(const struct scene *scene)
{
    const struct ui *ui = scene->ui;
    const struct levels *levels = scene->levels;
    if (levels == NULL || levels->signal < 0)
        return;
    const struct notation *notation =
        notation_said(ui, film_cell(scene->film, levels->layer),
                      levels->signal);
    int step = levels->kind == HEAT_GRADIENT
        ? scene->now.step : steps_done(scene, levels->signal);
    if (step < 1)
        return;
    if (levels->kind == HEAT_GRADIENT) {
        tell_step(scene, step);
        tell_size(scene, say(ui, "size of the gradient over all units",
                             "유닛 전체에 걸친 기울기의 크기"),
                  subject(SUBJECT_GRADIENT_NORM, levels->layer,
                          levels->signal, step, -1));
        return;
    }
    if (levels->kind == HEAT_DIFFERENCE) {
        tell_difference(scene, step);
        return;
    }
    struct draw_id id = subject(SUBJECT_SIGNAL, levels->layer, levels->signal,
                                step, 0);
    struct draw_id low = id, high = id;
    for (id.unit = 1; id.unit < levels->units; id.unit++) {
        double value = subject_value(scene->film, id);
        if (value < subject_value(scene->film, low))
            low = id;
        if (value > subject_value(scene->film, high))
            high = id;
    }
    draw_note(scene->list, "%s, t = %d", say(ui, notation->en, notation->ko),
              step);
    id.unit = ui->unit < levels->units ? ui->unit : 0;
    const struct draw_id told[] = {id, low, high};
    const char *const words[] = {say(ui, "unit %d:", "유닛 %d:"),
                                 say(ui, "least in unit %d:",
                                     "가장 작은 유닛 %d:"),
                                 say(ui, "largest in unit %d:",
                                     "가장 큰 유닛 %d:")};
    for (int k = 0; k < 3; k++) {
        char name[60];
        snprintf(name, sizeof name, words[k], (int)told[k].unit + 1);
        tell_value(scene, name, told[k]);
    }
}

void tell_series(const struct scene *scene)
{
    const struct ui *ui = scene->ui;
    const struct film *film = scene->film;
    int step = scene->now.step;

    tell_step(scene, step);
    if (film->x != NULL)
        tell_value(scene, say(ui, "reads", "입력"),
                   subject(SUBJECT_RAW_INPUT, 0, 0, step, 0));
    if (film->values.spec.head != HEAD_LINEAR)
        return;
    if (scene->now.pass == PASS_FORWARD && scene->now.whole < 1)
        return;
    tell_value(scene, say(ui, "predicts", "예측"),
               subject(SUBJECT_OUTPUT, 0, 0, step, 0));
    struct draw_id target = subject(SUBJECT_TARGET, 0, 0, step, 0);
    if (!isnan(subject_value(film, target)))
        tell_value(scene, say(ui, "wanted", "목푯값"), target);
}

/* level 0: median, 1: least, 2: largest of the seeds. */
static void tell_power(const struct scene *scene, int who, int lag, int level)
{
    const struct decays *decays = scene->decays;
    const double *const curves[] = {decays->median[who], decays->low[who],
                                    decays->high[who]};
    double value = curves[level][lag];
    char text[FIGURE_MAX];

    draw_note_value(scene->list,
                    subject(SUBJECT_DECAY, scene->ui->layer, who, lag, level),
                    value, figure_power(text, value));
}

static void tell_decays_of(const struct scene *scene, int who)
{
    static const int lags[] = {1, 5, 10, 20, 50, 100};
    const struct decays *decays = scene->decays;

    for (size_t k = 0; k < sizeof lags / sizeof *lags; k++) {
        if (lags[k] > decays->lags)
            break;
        draw_note_on(scene->list, say(scene->ui, ", lag %d: ", ", %d시점 뒤 "),
                     lags[k]);
        tell_power(scene, who, lags[k], 0);
        if (decays->seeds[who] < 2)
            continue;
        draw_note_on(scene->list, " (");
        tell_power(scene, who, lags[k], 1);
        draw_note_on(scene->list, "%s", say(scene->ui, " to ", " ~ "));
        tell_power(scene, who, lags[k], 2);
        draw_note_on(scene->list, ")");
    }
}

void tell_decay(const struct scene *scene)
{
    static const char *const names[] = {"RNN", "GRU", "LSTM"};
    const struct ui *ui = scene->ui;
    const struct decays *decays = scene->decays;

    for (int who = 0; decays != NULL && who < DECAY_WHO; who++) {
        if (decays->seeds[who] == 0)
            continue;
        draw_note(scene->list, "%s", who < DECAY_OWN ? names[who] :
                  say(ui, "this network", "이 신경망"));
        if (who < DECAY_OWN)
            draw_note_on(scene->list, say(ui, ", median and range of %d seeds",
                                          ", 시드 %d개의 중앙값과 범위"),
                         decays->seeds[who]);
        tell_decays_of(scene, who);
    }
}

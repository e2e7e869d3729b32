/* Only the LSTM has a state of two parts; elsewhere the joint Jacobian is that
 * of h.
 */
#include "scene/view/paths/quantity.h"

#include <math.h>
#include <stdio.h>

#include "scene/look/figure.h"

int quantity_choices(enum cell cell, enum decay_measure out[QUANTITIES_MAX])
{
    int count = 0;

    if (cell == CELL_LSTM) {
        out[count++] = DECAY_CELL;
        out[count++] = DECAY_HIDDEN;
    }
    out[count++] = DECAY_JACOBIAN;
    out[count++] = DECAY_INPUT;
    return count;
}

static enum decay_measure which_of(enum cell cell, enum decay_measure wanted)
{
    enum decay_measure choice[QUANTITIES_MAX];
    int count = quantity_choices(cell, choice);

    for (int k = 0; k < count; k++)
        if (choice[k] == wanted)
            return wanted;
    return DECAY_JACOBIAN;
}

struct quantity quantity_cell(const struct scene *scene)
{
    const struct ui *ui = scene->ui;
    const struct theme *theme = scene->theme;

    return (struct quantity){
        DECAY_CELL, "∂c_{T}/∂c_{T−k}", QUANTITY_CURVES,
        {{ui->total ? DECAY_CELL_TOTAL : DECAY_CELL,
          say(ui, "total", "전체"), MODEL_GRU, theme->ink, theme->ink},
         {DECAY_CAROUSEL, say(ui, "carousel", "셀 경로"), MODEL_LSTM,
          theme->c, theme->c_text},
         {ui->total ? DECAY_H_PATH_TOTAL : DECAY_H_PATH,
          say(ui, "h-path", "은닉 경로"), MODEL_RNN, theme->h_path,
          theme->h_path}}};
}

struct quantity quantity_of(const struct scene *scene)
{
    const struct ui *ui = scene->ui;
    const struct theme *theme = scene->theme;
    enum cell cell = film_cell(scene->film, ui->layer);
    enum decay_measure which = which_of(cell, ui->path);
    struct quantity one = {which, "∂h_{T}/∂h_{T−k}", 1,
                           {{which, "‖∂h‖", MODEL_GRU, theme->gradient,
                             theme->gradient}}};

    if (which == DECAY_CELL)
        return quantity_cell(scene);
    if (which == DECAY_INPUT) {
        one.symbol = cell == CELL_LSTM ? "∂s_{T}/∂x_{T−k}"
                                       : "∂h_{T}/∂x_{T−k}";
        one.curve[0].name = "‖∂x‖";
        one.curve[0].color = one.curve[0].ink = theme->x;
    } else if (which == DECAY_JACOBIAN && cell == CELL_LSTM) {
        one.symbol = "∂s_{T}/∂s_{T−k}, s = (h, c)";
        one.curve[0].name = "‖∂s‖";
        one.curve[0].color = one.curve[0].ink = theme->ink;
    }
    return one;
}

double quantity_value(const struct scene *scene, enum decay_measure measure,
                      int lag)
{
    return studies_value(scene->studies,
                         subject(SUBJECT_PATH, scene->ui->layer, measure, lag,
                                 0));
}

char *quantity_figure(const struct scene *scene, double log10, char *out)
{
    if (isinf(log10) && log10 < 0)
        snprintf(out, FIGURE_MAX, "%s", say(scene->ui, "exactly 0",
                                            "정확히 0"));
    else
        figure_power(out, log10);
    return out;
}

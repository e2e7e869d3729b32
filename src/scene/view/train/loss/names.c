/* What the curves of the losses are called, and what is read off them.
 */
#include <math.h>
#include <stdio.h>

#include "scene/look/figure.h"
#include "scene/view/train/loss/loss.h"
#include "scene/view/train/parts/racer.h"
#include "scene/widget/panel.h"

enum { LABEL_GAP = 40, NAME_GAP = 20, BOTH_LINES = 300, LINES_MAX = 8,
       LEADER_MOST = 60 };

/* The last value of a lane that has a place; false: it has none. */
static bool end_of(const struct loss_view *view, int lane, struct point *at)
{
    struct epochs_column of = loss_column(view, lane, loss_test_column(view));

    for (int epoch = racer_done(view->scene, lane); epoch > 0; epoch--) {
        double value = epochs_value(&of, epoch);
        if (!isfinite(value))
            continue;
        at->x = plot_x(&view->plot, epoch);
        at->y = fminf(fmaxf(plot_y(&view->plot, value), view->plot.box.y),
                      box_bottom(view->plot.box));
        return true;
    }
    *at = point_at(view->plot.box.x,
                   view->plot.box.y + view->plot.box.h / 2);
    return false;
}

/* Name, and below it the value at the epoch looked at. */
static void draw_name(const struct loss_view *view, int lane, struct point at,
                      bool with_value)
{
    const struct scene *scene = view->scene;
    struct draw_id id = racer_id(lane, loss_test_column(view),
                                 epochs_now(scene), 0);
    double value = training_value(scene->training, id);
    char name[RACER_NAME_MAX], text[FIGURE_MAX];

    racer_marker(scene, lane, point_at(at.x + 7, at.y), 4.6f);
    panel_text(scene, point_at(at.x + 20, at.y + 5),
               style_of(FACE_BOLD, 15, racer_color(scene, lane), ALIGN_LEFT),
               LOSS_NAMES - 20 - 14, racer_name(scene, lane, name));
    if (with_value && racer_trainer(scene, lane)->broken)
        draw_text(scene->list, point_at(at.x + 20, at.y + 23),
                  style_of(FACE_UI, TEXT_SMALL, scene->theme->warn,
                           ALIGN_LEFT), say(scene->ui, "broke", "발산"));
    else if (with_value && !isnan(value))
        draw_value(scene->list, point_at(at.x + 20, at.y + 23),
                   style_of(FACE_UI, TEXT_SMALL, scene->theme->ink_soft,
                            ALIGN_LEFT), id, value, view->accuracy
                       ? figure_plain(text, value, 3)
                       : figure_size(text, value));
    draw_spot(scene->list, box_at(at.x, at.y - 9, LOSS_NAMES - 14,
                                  with_value ? 36 : 18), id, ACTION_LANE,
              lane);
}

void loss_names(const struct loss_view *view)
{
    const struct scene *scene = view->scene;
    const struct plot *plot = &view->plot;
    struct point end[RACE_LANES];
    float y[RACE_LANES];
    float x = 14 + (view->inside ? plot_x(plot, epochs_live(scene))
                                 : box_right(plot->box));
    float low = plot->box.y + 6, high = box_bottom(plot->box) - 6;
    int count = racer_count(scene);
    bool there[RACE_LANES];

    for (int k = 0; k < count; k++) {
        there[k] = end_of(view, k, &end[k]);
        y[k] = end[k].y;
    }
    bool values = high - 18 - low >= (float)(count - 1) * LABEL_GAP;
    if (high - low < (float)(count - 1) * NAME_GAP)
        return;
    if (values)
        high -= 18;
    curve_spread(y, count, values ? LABEL_GAP : NAME_GAP, low, high);
    for (int k = 0; k < count; k++) {
        if (there[k] && x - end[k].x < LEADER_MOST)
            draw_segment(scene->list, end[k], point_at(x - 4, y[k]), 1,
                         color_fade(racer_color(scene, k), 0.4f));
        draw_name(view, k, point_at(x, y[k]), values);
    }
}

static void read_line(const struct loss_view *view, int lane, int column,
                      int epoch, struct bubble_line *line)
{
    const struct scene *scene = view->scene;
    const struct theme *dark = theme_of(THEME_DARK);
    char name[RACER_NAME_MAX];

    line->id = racer_id(lane, column, epoch, 0);
    line->number = training_value(scene->training, line->id);
    line->color = dark->model[racer_hue(scene, lane)];
    snprintf(line->label, sizeof line->label, "%.44s%s",
             racer_name(scene, lane, name),
             column == HISTORY_TRAIN ? say(scene->ui, ", train", ", 훈련")
                                     : say(scene->ui, ", test", ", 테스트"));
    if (view->accuracy)
        figure_plain(line->value, line->number, 3);
    else
        figure_size(line->value, line->number);
}

void loss_reading(const struct loss_view *view, struct box panel)
{
    const struct scene *scene = view->scene;
    struct bubble_line line[LINES_MAX] = {0};
    int count = racer_count(scene), lines = 0, epoch;
    bool both = panel.h >= BOTH_LINES && !view->accuracy;
    struct point at;
    char title[48];

    if (!epochs_reading(scene, &view->plot, &at, &epoch) || panel.w < 300)
        return;
    for (int k = 0; k < count; k++) {
        if (epoch > racer_done(scene, k))
            continue;
        if (both)
            read_line(view, k, HISTORY_TRAIN, epoch, &line[lines++]);
        read_line(view, k, loss_test_column(view), epoch, &line[lines++]);
    }
    snprintf(title, sizeof title, say(scene->ui, "epoch %d", "에포크 %d"),
             epoch);
    if (lines > 0)
        plot_bubble(scene, at, box_inset(panel, 8), title, line, lines);
}

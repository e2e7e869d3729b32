/* What the curves of the losses are called, and what is read off them.
 */
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "scene/look/figure.h"
#include "scene/view/train/loss/loss.h"
#include "scene/view/train/parts/racer.h"
#include "scene/widget/panel.h"

enum { NAME = 15, BEFORE = 20, BEHIND = 28, LINE = 18, VALUE = 24, LABEL_GAP = 40,
       NAME_GAP = 20, BOTH_LINES = 300, LINES_MAX = 8, LEADER_MOST = 60 };

/* Where the second line of a name begins: behind a comma, or before what it
 * branched from; its length where it has but one. */
static size_t fold_at(const char *name)
{
    const char *comma = strstr(name, ", ");
    const char *from = strstr(name, " from ");
    const char *bracket = strstr(name, " (");
    const char *at = comma != NULL ? comma + 1
                   : from != NULL ? from : bracket;

    return at != NULL ? (size_t)(at - name) : strlen(name);
}

/* A name in one line, or in two. */
struct lines {
    int count;
    char text[2][RACER_NAME_MAX];
};

static struct lines lines_of(const struct loss_view *view, int lane,
                             bool folded)
{
    struct lines lines = {.count = 1};
    char name[RACER_NAME_MAX];

    racer_name(view->scene, lane, name);
    size_t at = folded ? fold_at(name) : strlen(name);
    snprintf(lines.text[0], RACER_NAME_MAX, "%.*s", (int)at, name);
    if (name[at] != '\0') {
        snprintf(lines.text[1], RACER_NAME_MAX, "%s", name + at + 1);
        lines.count = 2;
    }
    return lines;
}

static float width_of(const struct loss_view *view, bool folded)
{
    float width = draw_width(view->scene->list, FACE_UI, TEXT_SMALL,
                             "8.8·10^{−88}"); /* as wide as values are */

    for (int k = 0; k < racer_count(view->scene); k++) {
        const struct lines lines = lines_of(view, k, folded);
        for (int line = 0; line < lines.count; line++)
            width = fmaxf(width, draw_width(view->scene->list, FACE_BOLD, NAME,
                                            lines.text[line]));
    }
    return width + BEFORE + BEHIND;
}

void loss_names_fit(struct loss_view *view, float most)
{
    view->room = width_of(view, false);
    view->folded = view->room > most;
    if (view->folded)
        view->room = fminf(width_of(view, true), most);
}

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

/* Draws a name from the first line's middle on; returns how far below it the
 * last one is. */
static float draw_lines(const struct loss_view *view, int lane, struct point at)
{
    const struct scene *scene = view->scene;
    const struct lines lines = lines_of(view, lane, view->folded);

    for (int line = 0; line < lines.count; line++)
        panel_text(scene, point_at(at.x + BEFORE,
                                   at.y + 5 + LINE * (float)line),
                   style_of(FACE_BOLD, NAME, racer_color(scene, lane),
                            ALIGN_LEFT),
                   view->room - BEFORE - 14, lines.text[line]);
    return LINE * (float)(lines.count - 1);
}

/* Name, and below it the value at the epoch looked at. */
static void draw_name(const struct loss_view *view, int lane, struct point at,
                      bool with_value)
{
    const struct scene *scene = view->scene;
    struct draw_id id = racer_id(lane, loss_test_column(view),
                                 epochs_now(scene), 0);
    double value = training_value(scene->training, id);
    char text[FIGURE_MAX];

    racer_marker(scene, lane, point_at(at.x + 7, at.y), 4.6f);
    draw_spot(scene->list, box_at(at.x, at.y - 9, view->room - 14,
                                  with_value ? 36 : 18), id, ACTION_LANE,
              lane);
    at.y += draw_lines(view, lane, at);
    if (with_value && racer_trainer(scene, lane)->broken)
        draw_text(scene->list, point_at(at.x + BEFORE, at.y + 23),
                  style_of(FACE_UI, TEXT_SMALL, scene->theme->warn,
                           ALIGN_LEFT), say(scene->ui, "broke", "발산"));
    else if (with_value && !isnan(value))
        draw_value(scene->list, point_at(at.x + BEFORE, at.y + 23),
                   style_of(FACE_UI, TEXT_SMALL, scene->theme->ink_soft,
                            ALIGN_LEFT), id, value, view->accuracy
                       ? figure_plain(text, value, 3)
                       : figure_size(text, value));
}

void loss_names(const struct loss_view *view)
{
    const struct scene *scene = view->scene;
    const struct plot *plot = &view->plot;
    struct point end[RACE_LANES];
    float y[RACE_LANES];
    float x = 14 + (view->inside ? plot_x(plot, epochs_furthest(scene))
                                 : box_right(plot->box));
    float low = plot->box.y + 6, high = box_bottom(plot->box) - 6;
    int count = racer_count(scene);
    bool there[RACE_LANES];

    for (int k = 0; k < count; k++) {
        there[k] = end_of(view, k, &end[k]);
        y[k] = end[k].y;
    }
    float more = view->folded ? LINE : 0;
    float gap = NAME_GAP + more;
    bool values = high - VALUE - more - low >=
                  (float)(count - 1) * (LABEL_GAP + more);
    if (high - more - low < (float)(count - 1) * gap)
        return;
    gap = values ? LABEL_GAP + more : gap;
    high -= more + (values ? VALUE : 0);
    curve_spread(y, count, gap, low, high);
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

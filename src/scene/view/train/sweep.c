/* The lag at which each kind of network stops learning: of several seeds the
 * share that learned, against the lag. Points appear as they are measured, the
 * shortest lags first.
 */
#include <math.h>
#include <stdio.h>

#include "scene/look/figure.h"
#include "scene/look/notation.h"
#include "scene/view/train/parts/racer.h"
#include "scene/view/view.h"
#include "scene/widget/panel.h"
#include "scene/widget/plot.h"
#include "scene/widget/prose.h"

enum { LEFT = 74, RIGHT = 36, TOP = 56, BELOW = 62, SAID = 26, PROGRESS = 12,
       AXIS = 56, NAMED = 26, SHARE = 30 };

/* Half of what a curve is moved by, so that equal shares stay apart; pixels. */
static const float nudge = 4;

static enum model_hue hue_of(const struct sweep *sweep, int cell)
{
    switch (sweep->setup.cell[cell].layer.cell) {
    case CELL_LSTM: return MODEL_LSTM;
    case CELL_RNN: return MODEL_RNN;
    case CELL_DENSE: return MODEL_OWN;
    default: return MODEL_GRU;
    }
}

static const char *name_of(const struct sweep *sweep, int cell)
{
    return notation_cell(&sweep->setup.cell[cell].layer);
}

static double share_of(const struct scene *scene, int lag, int cell)
{
    return training_value(scene->training,
                          subject(SUBJECT_SWEEP, cell, 0, lag, 0));
}

static struct point place(const struct plot *plot, const struct sweep *sweep,
                          int k, int cell, double share)
{
    float off = nudge * ((float)cell - 0.5f * (float)(sweep->setup.cells - 1));

    return point_at(plot_x(plot, log10(sweep->setup.lag[k])) + off,
                    plot_y(plot, share) + off);
}

/* Shares of so many seeds: "2/3". Where lines would be too near, every other
 * one or fewer. */
static void draw_shares(const struct scene *scene, const struct plot *plot,
                        int seeds)
{
    const struct theme *theme = scene->theme;
    int step = 1;

    while (step < seeds &&
           (seeds % step != 0 ||
            plot->box.h * (float)step < SHARE * (float)seeds))
        step++;
    for (int k = 0; k <= seeds; k += step) {
        float y = plot_y(plot, (double)k / seeds);
        char text[32];
        draw_tile(scene->list, box_at(plot->box.x, y, plot->box.w,
                                      1 / scene->list->scale),
                  color_fade(theme->edge_strong, k == 0 ? 1 : 0.5f));
        snprintf(text, sizeof text, "%d/%d", k, seeds);
        draw_text(scene->list, point_at(plot->box.x - 10, y + 5),
                  style_of(FACE_UI, TEXT_SMALL, theme->ink_soft, ALIGN_RIGHT),
                  text);
    }
}

static void draw_axes(const struct scene *scene, const struct plot *plot,
                      const struct sweep *sweep)
{
    const struct theme *theme = scene->theme;
    float y = box_bottom(plot->box), end = -1e9f;

    draw_shares(scene, plot, sweep->setup.seeds);
    for (int k = 0; k < sweep->setup.lags; k++) {
        float x = plot_x(plot, log10(sweep->setup.lag[k]));
        char text[16];
        snprintf(text, sizeof text, "%d", sweep->setup.lag[k]);
        float width = draw_width(scene->list, FACE_UI, TEXT_SMALL, text);
        draw_tile(scene->list, box_at(x, plot->box.y, 1 / scene->list->scale,
                                      plot->box.h),
                  color_fade(theme->edge_strong, 0.35f));
        if (x - width / 2 < end + 8)
            continue;
        end = x + width / 2;
        draw_text(scene->list, point_at(x, y + 20),
                  style_of(FACE_UI, TEXT_SMALL, theme->ink_faint,
                           ALIGN_CENTRE), text);
    }
    panel_text(scene, point_at(plot->box.x, y + 42),
               style_of(FACE_UI, TEXT_SMALL, theme->ink_soft, ALIGN_LEFT),
               plot->box.w,
               say(scene->ui, "lag in steps, log axis →",
                   "시차(시점 수), 로그 축 →"));
}

static void draw_cell(const struct scene *scene, const struct plot *plot,
                      const struct sweep *sweep, int cell)
{
    const struct theme *theme = scene->theme;
    struct point points[SWEEP_LAGS];
    struct color color = theme->model[hue_of(sweep, cell)];
    const struct draw_stroke stroke = {.width = 2.4f * theme->line,
                                       .color = color};
    int count = 0;

    for (int k = 0; k < sweep->setup.lags; k++) {
        double share = share_of(scene, sweep->setup.lag[k], cell);
        if (!isnan(share))
            points[count++] = place(plot, sweep, k, cell, share);
    }
    if (count > 1)
        draw_line(scene->list, points, count, &stroke);
    for (int k = 0; k < count; k++)
        plot_marker(scene, hue_of(sweep, cell), points[k], 5, color, false);
}

/* "LSTM: most seeds learned up to lag 80", a line for each kind. */
static float say_reach(const struct scene *scene, const struct sweep *sweep,
                       struct box box, int cell)
{
    const struct ui *ui = scene->ui;
    struct draw_id id = subject(SUBJECT_SWEEP, cell, 0, 0, 1);
    double lag = training_value(scene->training, id);
    struct color color = scene->theme->model[hue_of(sweep, cell)];
    struct draw_style style = style_of(FACE_UI, TEXT_SMALL,
                                       scene->theme->ink_soft, ALIGN_LEFT);
    const char *none = say(ui, "no lag that most seeds learned yet",
                           "시드 절반 이상이 학습한 시차가 아직 없습니다");
    const char *lead = say(ui, "most seeds learned up to lag",
                           "시드 절반 이상이 학습한 가장 긴 시차");
    char text[FIGURE_MAX];
    struct point at = point_at(box.x + 22, box.y + 16);

    plot_marker(scene, hue_of(sweep, cell), point_at(box.x + 8, box.y + 11), 5,
                color, false);
    at.x += draw_text(scene->list, at, style_of(FACE_BOLD, 15, color,
                                                ALIGN_LEFT),
                      name_of(sweep, cell)) + 10;
    float room = box_right(box) - at.x;
    if (!(lag > 0)) {
        panel_text(scene, at, style, room, none);
        return SAID;
    }
    figure_plain(text, lag, 0);
    if (draw_width(scene->list, FACE_UI, TEXT_SMALL, lead) + 60 <= room)
        at.x += draw_text(scene->list, at, style, lead) + 6;
    style.face = FACE_BOLD;
    style.color = scene->theme->ink;
    draw_value(scene->list, at, style, id, lag, text);
    return SAID;
}

static void draw_progress(const struct scene *scene, const struct sweep *sweep,
                          struct box box)
{
    draw_box(scene->list, box, box.h / 2, scene->theme->track);
    box.w = fmaxf(box.w * (float)sweep_progress(sweep), box.h);
    draw_box(scene->list, box, box.h / 2, scene->theme->accent);
}

/* Title, what it is measured with, and start or stop. */
static void draw_heading(const struct scene *scene, struct box box)
{
    const struct ui *ui = scene->ui;
    const struct sweep *sweep = &scene->training->sweep;
    bool there = sweep->kernels != NULL;
    bool done = there && sweep_done(sweep), on = scene->training->sweeping;
    const char *button = on ? say(ui, "stop", "멈춤")
                            : there ? say(ui, "go on", "계속")
                                    : say(ui, "start", "시작");
    const char *title = say(ui, "How far back can it learn?",
                            "얼마나 먼 과거까지 학습할까?");
    float right = box_right(box) - PANEL_PADDING;
    float width = done ? 0 : 28 + draw_width(scene->list, FACE_BOLD, 15,
                                             button);
    char note[160] = "";

    if (!done)
        panel_button(scene, point_at(right - width,
                                     box.y + PANEL_HEADING - 7), button, on,
                     ACTION_SWEEP, 0);
    if (there)
        snprintf(note, sizeof note,
                 say(ui, "%d seeds each, at most %d epochs",
                     "셀마다 시드 %d개, 최대 %d에포크"), sweep->setup.seeds,
                 sweep->setup.cell[0].epochs);
    panel_title(scene, point_at(box.x + PANEL_PADDING, box.y + PANEL_HEADING),
                title, note[0] != '\0' ? note : NULL,
                right - width - 12 - box.x - PANEL_PADDING);
}

/* Before it began: what it will do. */
static void draw_invitation(const struct scene *scene, struct box box)
{
    const struct ui *ui = scene->ui;
    const struct prose_style style = {TEXT_USUAL, 24, scene->theme->ink_soft};
    const char *text = task_has_lag(training_task(scene->training)->kind)
        ? say(ui, "RNN, GRU and LSTM learn the same task at growing lags, "
                  "each from several seeds. A seed has learned when 99 % of "
                  "its answers are right, or a tenth of the baseline is left. "
                  "It takes a while; training rests meanwhile.",
              "RNN, GRU, LSTM에 같은 과제를 시차를 늘려 가며 학습시킵니다. "
              "시드마다 따로 학습하고, 답의 99 %가 맞거나 손실이 기준선의 "
              "10분의 1이 되면 학습한 것으로 봅니다. 시간이 걸리며 그동안 "
              "학습은 쉽니다.")
        : say(ui, "Lags are a matter of the tasks of long memory.",
              "시차 실험은 긴 기억 과제에서만 할 수 있습니다.");

    if (prose_height(scene, box.w, &style, text) + 30 <= box.h)
        prose_draw(scene, point_at(box.x, box.y + 24), box.w, &style, text);
}

static void draw_sweep(const struct scene *scene, struct box box,
                       struct box panel)
{
    const struct sweep *sweep = &scene->training->sweep;
    const struct sweep_setup *setup = &sweep->setup;
    float said = SAID * (float)setup->cells;

    if (!sweep_done(sweep))
        draw_progress(scene, sweep, box_at(box.x, box.y, box.w, 4));
    box.y += PROGRESS;
    box.h -= PROGRESS;
    if (box.h - said >= 150) {
        for (int c = 0; c < setup->cells; c++)
            say_reach(scene, sweep, box_at(box.x, box_bottom(box) - said +
                                           SAID * (float)c, box.w, SAID), c);
        box.h -= said;
    }
    struct plot plot = {
        box_at(panel.x + LEFT, box.y + NAMED, panel.w - LEFT - RIGHT,
               box.h - NAMED - AXIS),
        log10(setup->lag[0]) - 0.06, log10(setup->lag[setup->lags - 1]) + 0.06,
        -0.04, 1.04};
    if (plot.box.w < 80 || plot.box.h < 40)
        return;
    panel_text(scene, point_at(panel.x + PANEL_PADDING, box.y + 16),
               style_of(FACE_UI, TEXT_SMALL, scene->theme->ink_soft,
                        ALIGN_LEFT), box.w,
               say(scene->ui, "seeds that learned", "학습한 시드"));
    draw_axes(scene, &plot, sweep);
    for (int c = 0; c < setup->cells; c++)
        draw_cell(scene, &plot, sweep, c);
}

void view_sweep(const struct scene *scene, struct box box)
{
    struct box inside = box_at(box.x + PANEL_PADDING, box.y + TOP,
                               box.w - 2 * PANEL_PADDING, box.h - TOP - 12);

    if (scene->training == NULL)
        return;
    panel_draw(scene, box, say(scene->ui, "How far back can it learn?",
                               "얼마나 먼 과거까지 학습할까?"));
    draw_heading(scene, box);
    if (scene->training->sweep.kernels == NULL)
        draw_invitation(scene, inside);
    else
        draw_sweep(scene, inside, box);
}

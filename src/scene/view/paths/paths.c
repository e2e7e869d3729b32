/* The gradient taken apart: what is left of an earlier state, by lag, along the
 * belt, through h, and in all, on one logarithmic axis.
 */
#include <math.h>
#include <stdio.h>

#include "nn/flow/rate.h"
#include "scene/lab/lab_words.h"
#include "scene/look/figure.h"
#include "scene/view/paths/controls.h"
#include "scene/view/paths/curves.h"
#include "scene/view/plots/lags.h"
#include "scene/view/plots/steps.h"
#include "scene/view/view.h"
#include "scene/widget/panel.h"

enum { LEFT = 64, RIGHT = 128, RIGHT_NARROW = 34, NARROW = 420, CONTROLS = 46 };

static bool is_measured(const struct scene *scene)
{
    return scene->studies != NULL && scene->studies->paths.measured > 0 &&
           scene->studies->paths.of.layer == scene->ui->layer;
}

/* The largest lag there is yet. */
static int largest_lag(const struct scene *scene,
                       const struct quantity *quantity)
{
    int lag = scene->studies->paths.measured - 1;

    while (lag > 0 && isnan(quantity_value(scene, quantity->curve[0].measure,
                                           lag)))
        lag--;
    return lag;
}

/* The lag of the playhead; -1 in the forward pass and where nothing is
 * measured yet. */
static int lag_now(const struct scene *scene, int largest)
{
    int steps = scene->film->steps, lag = moment_lag(&scene->now, steps);

    if (lag == steps && lag > largest)
        lag--; /* there is no input before the first */
    return scene->now.pass == PASS_BACKWARD && lag <= largest ? lag : -1;
}

/* Where the verdict is stated. */
static int lag_stated(const struct scene *scene, int largest)
{
    int lag = scene->ui->lag;

    return lag >= 1 && lag <= largest ? lag : largest;
}

static void draw_progress(const struct scene *scene, struct box box)
{
    const struct paths *paths = &scene->studies->paths;
    struct box bar = box_at(box.x + PANEL_PADDING, box.y + PANEL_HEADING + 12,
                            box.w - 2 * PANEL_PADDING, 3);

    if (paths->measured > paths->lags)
        return;
    draw_box(scene->list, bar, 1.5f, scene->theme->track);
    bar.w *= (float)paths->measured / (float)(paths->lags + 1);
    draw_box(scene->list, bar, 1.5f, scene->theme->accent);
}

/* A line that is written from its right end. */
struct rate_line {
    float left, right, y;
};

/* One piece of it, where there is room. */
static void piece(const struct scene *scene, struct rate_line *line,
                  struct color color, const struct draw_number *number,
                  const char *text)
{
    struct draw_style style = style_of(FACE_BOLD, TEXT_SMALL, color,
                                       ALIGN_RIGHT);
    struct point at = point_at(line->right, line->y);
    float width = draw_width(scene->list, style.face, style.size, text);

    if (line->right - width < line->left)
        return;
    if (number != NULL)
        draw_value(scene->list, at, style, number->id, number->value, text);
    else
        draw_text(scene->list, at, style, text);
    line->right -= width + 14;
}

static bool has_rate(const struct plot *plot)
{
    return plot->box.w >= 390;
}

/* Slope, half-life and verdict of the first curve, at the upper right. */
static void draw_rate(const struct scene *scene, const struct plot *plot,
                      const struct quantity *quantity, int lag)
{
    const struct ui *ui = scene->ui;
    int measure = quantity->curve[0].measure;
    struct draw_id slope = subject(SUBJECT_PATH_RATE, ui->layer, measure, lag,
                                   PATH_SLOPE);
    struct draw_id half = subject(SUBJECT_PATH_RATE, ui->layer, measure, lag,
                                  PATH_HALF_LIFE);
    double is_slope = studies_value(scene->studies, slope);
    double is_half = studies_value(scene->studies, half);
    enum verdict verdict = verdict_of(quantity_value(
        scene, quantity->curve[0].measure, lag));
    struct color ink = scene->theme->ink;
    struct rate_line line = {plot->box.x + 4, box_right(plot->box) - 8,
                             plot->box.y + 19};
    char number[FIGURE_MAX], text[96];

    if (verdict == VERDICT_UNKNOWN || !has_rate(plot))
        return;
    snprintf(text, sizeof text, say(ui, "lag %d: %s", "시차 %d: %s"), lag,
             lab_verdict_name(ui, verdict));
    piece(scene, &line, verdict == VERDICT_HOLDS ? scene->theme->good
                                                 : scene->theme->warn,
          NULL, text);
    draw_spot(scene->list,
              box_at(line.right + 10, line.y - 16,
                     box_right(plot->box) - line.right - 14, 22),
              subject(SUBJECT_CONTROL, 0, ACTION_LAG, 0, -1), ACTION_LAG, -1);
    if (!isfinite(is_slope))
        return;
    if (isfinite(is_half)) {
        snprintf(text, sizeof text, say(ui, "half-life %s steps",
                                        "반감기 %s시점"),
                 figure_plain(number, is_half, 1));
        piece(scene, &line, ink, &(struct draw_number){half, is_half}, text);
    }
    snprintf(text, sizeof text, say(ui, "log_{10} %s a step",
                                    "log_{10} 시점마다 %s"),
             figure_signed(number, is_slope, 3));
    piece(scene, &line, ink, &(struct draw_number){slope, is_slope}, text);
}

static void draw_reading(const struct scene *scene, const struct plot *plot,
                         const struct quantity *quantity, struct box panel,
                         struct point at)
{
    struct bubble_line line[QUANTITY_CURVES] = {0};
    char title[64];
    int lag = lags_read(scene, plot, at.x, title, sizeof title), lines = 0;

    for (int c = 0; c < quantity->curves; c++) {
        const struct quantity_curve *curve = &quantity->curve[c];
        double value = quantity_value(scene, curve->measure, lag);
        struct bubble_line *next = &line[lines];
        if (isnan(value))
            continue;
        next->id = subject(SUBJECT_PATH, scene->ui->layer, curve->measure, lag,
                           0);
        next->number = value;
        if (quantity->curves > 1)
            next->color = c == 1 ? theme_of(THEME_DARK)->c :
                          c == 2 ? theme_of(THEME_DARK)->h_path
                                 : theme_of(THEME_DARK)->ink;
        snprintf(next->label, sizeof next->label, "%s", curve->name);
        quantity_figure(scene, value, next->value);
        lines++;
    }
    if (lines > 0)
        plot_bubble(scene, at, box_inset(panel, 8), title, line, lines);
}

/* What must be known to read the curves, below them. */
static void draw_footnote(const struct scene *scene, struct box panel,
                          float y, const struct quantity *quantity)
{
    const struct ui *ui = scene->ui;
    enum cell cell = film_cell(scene->film, ui->layer);
    const char *text =
        quantity->curves > 1
            ? say(ui, "matrices add, norms do not: total ≤ carousel + h-path",
                  "행렬은 더해지지만 노름은 아닙니다: 전체 ≤ 셀 경로 + 은닉 경로")
        : quantity->which == DECAY_INPUT
            ? say(ui, "x is what this layer reads",
                  "x는 이 층이 읽는 값입니다")
        : cell != CELL_LSTM
            ? say(ui, "no cell state here: h is the whole state",
                  "셀 상태가 없어서 h가 상태의 전부입니다")
            : "";

    panel_text(scene, point_at(panel.x + PANEL_PADDING, y),
               style_of(FACE_UI, TEXT_SMALL, scene->theme->ink_faint,
                        ALIGN_LEFT), panel.w - 2 * PANEL_PADDING, text);
}

static void draw_plot(const struct scene *scene, const struct plot *plot,
                      struct box panel, const struct quantity *quantity,
                      bool title)
{
    struct point reading[2];
    int largest = largest_lag(scene, quantity);
    int stated = lag_stated(scene, largest), now = lag_now(scene, largest);

    plot_y_axis(scene, plot, true, 0);
    plot_x_axis(scene, plot, true, title ? lags_axis(scene, plot) : NULL);
    curves_of_paths(scene, quantity, plot);
    if (now >= 0) {
        /* Not through what is written along the top. */
        lags_line(scene, plot, now, &(struct lags_tag){
            19, 22, has_rate(plot) ? 28 : 4, scene->theme->gradient,
            scene->theme->on_hue});
        beads_of_paths(scene, quantity, plot, now);
    }
    draw_spot(scene->list, plot->box,
              subject(SUBJECT_OTHER, 0, PANEL_PATHS, scene->film->steps, 0),
              ACTION_READ, 0);
    draw_rate(scene, plot, quantity, stated);
    if (panel.w >= NARROW)
        labels_of_paths(scene, quantity, plot, now >= 0 ? now : stated);
    if (title)
        draw_footnote(scene, panel, box_bottom(plot->box) + 63, quantity);
    int readings = steps_readings(scene, &plot->box, PANEL_PATHS, reading);
    for (int k = 0; k < readings; k++)
        draw_reading(scene, plot, quantity, panel, reading[k]);
}

/* Why there is nothing (yet). */
static const char *excuse(const struct scene *scene)
{
    const struct ui *ui = scene->ui;

    if (film_cell(scene->film, ui->layer) == CELL_DENSE)
        return say(ui, "A dense layer has no state: nothing comes back in "
                       "time.",
                   "밀집층에는 상태가 없어서 시간을 거슬러 오는 기울기가 "
                   "없습니다.");
    if (!paths_possible(scene->film, ui->layer))
        return say(ui, "The state of this layer is too large to be measured.",
                   "이 층은 상태가 너무 커서 계산하지 않습니다.");
    return say(ui, "not measured yet", "아직 계산 전");
}

void view_paths(const struct scene *scene, struct box box)
{
    struct quantity quantity = quantity_of(scene);
    bool title = box.h >= 300, controls = box.h >= 220;
    float top = PANEL_HEADING + (controls ? CONTROLS : 0) + 38;
    float right = box.w < NARROW ? RIGHT_NARROW : RIGHT;
    struct plot plot = {
        box_at(box.x + LEFT, box.y + top, box.w - LEFT - right,
               box.h - top - (title ? 76 : 32)),
        0, fmax(scene->film->steps, 1), -1, 0};

    panel_draw(scene, box, say(scene->ui, "Paths of the gradient",
                               "기울기가 오는 길"));
    controls_heading(scene, box, &quantity);
    if (controls)
        controls_draw(scene, box, &quantity);
    if (plot.box.w < 60 || plot.box.h < 40)
        return;
    if (!is_measured(scene)) {
        panel_text(scene, point_at(box.x + PANEL_PADDING, plot.box.y + 20),
                   style_of(FACE_UI, TEXT_USUAL, scene->theme->ink_soft,
                            ALIGN_LEFT), box.w - 2 * PANEL_PADDING,
                   excuse(scene));
        return;
    }
    draw_progress(scene, box);
    curves_of_paths_fit(scene, &quantity, &plot);
    draw_plot(scene, &plot, box, &quantity, title);
}

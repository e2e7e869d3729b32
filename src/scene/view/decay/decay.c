/* The gradient decay: how much of a state is still felt k steps later, on a
 * logarithmic axis, for fresh networks of three kinds and the film's own.
 */
#include <math.h>
#include <stdio.h>

#include "nn/flow/rate.h"
#include "scene/look/figure.h"
#include "scene/view/decay/curves.h"
#include "scene/view/plots/lags.h"
#include "scene/view/plots/steps.h"
#include "scene/view/view.h"
#include "scene/widget/panel.h"

enum { LEFT = 76, RIGHT = 150, RIGHT_NARROW = 34, NARROW = 420 };

/* Seeds that all fresh networks have had. */
static int seeds_done(const struct decays *decays)
{
    int done = DECAY_SEEDS;

    for (int who = 0; who < DECAY_OWN; who++)
        done = decays->seeds[who] < done ? decays->seeds[who] : done;
    return done;
}

static int all_done(const struct decays *decays)
{
    return seeds_done(decays) == DECAY_SEEDS;
}

/* The lag of the playhead; -1 in the forward pass and beyond the plot. */
static int lag_now(const struct scene *scene)
{
    int lag = moment_lag(&scene->now, scene->film->steps);

    return scene->now.pass == PASS_BACKWARD && lag <= scene->decays->lags
        ? lag : -1;
}

static void draw_heading(const struct scene *scene, struct box box)
{
    const struct ui *ui = scene->ui;
    struct draw_list *list = scene->list;
    int done = seeds_done(scene->decays);
    float room = box.w - 2 * PANEL_PADDING, end = box.x + box.w -
                 PANEL_PADDING;
    struct point at = point_at(box.x + PANEL_PADDING, box.y + PANEL_HEADING);
    const char *symbol = "‖∂s_{T}/∂s_{T−k}‖";
    char note[96];

    at.x += panel_text(scene, at, style_of(FACE_BOLD, TEXT_HEADING,
                                           scene->theme->ink, ALIGN_LEFT),
                       room, say(ui, "Reach of the gradient",
                                 "과거 상태의 영향")) + 10;
    if (at.x + draw_width(list, FACE_MATH_ITALIC, 18, symbol) > end)
        return;
    at.x += draw_text(list, at, style_of(FACE_MATH_ITALIC, 18,
                                         scene->theme->gradient, ALIGN_LEFT),
                      symbol) + 14;
    if (all_done(scene->decays))
        snprintf(note, sizeof note, "%s",
                 say(ui, "line: median, band: range of 20 seeds",
                     "선: 중앙값, 띠: 시드 20개의 범위"));
    else
        snprintf(note, sizeof note, say(ui, "%d of %d seeds so far",
                                        "시드 %d/%d개 계산함"),
                 done, DECAY_SEEDS);
    if (at.x + draw_width(list, FACE_UI, TEXT_USUAL, note) <= end)
        draw_text(list, at, style_of(FACE_UI, TEXT_USUAL,
                                     scene->theme->ink_soft, ALIGN_LEFT),
                  note);
}

/* A thin bar below the heading while seeds are missing. */
static void draw_progress(const struct scene *scene, struct box box)
{
    int all = decays_units(scene->decays, scene->film);
    int done = decays_done(scene->decays);
    struct box bar = box_at(box.x + PANEL_PADDING, box.y + PANEL_HEADING + 13,
                            box.w - 2 * PANEL_PADDING, 3);

    if (done >= all)
        return;
    draw_box(scene->list, bar, 1.5f, scene->theme->track);
    bar.w = fmaxf(bar.w * (float)done / (float)all, 3);
    draw_box(scene->list, bar, 1.5f, scene->theme->accent);
}

/* What is held the same, in as many words as there is room for. */
static void draw_conditions(const struct scene *scene, const struct plot *plot,
                            struct box panel)
{
    const struct ui *ui = scene->ui;
    int units = film_units(scene->film, scene->decays->layer);
    int fresh = units < DECAY_UNITS_MAX ? units : DECAY_UNITS_MAX;
    struct draw_style style = style_of(FACE_UI, TEXT_SMALL,
                                       scene->theme->ink_faint, ALIGN_LEFT);
    float left = panel.x + PANEL_PADDING;
    float room = panel.w - 2 * PANEL_PADDING;
    char text[2][200];

    snprintf(text[0], sizeof text[0],
             say(ui, "RNN, GRU, LSTM untrained: same input, H = %d, uniform "
                     "start, b_{f} = 1, seeds 1–20",
                 "RNN·GRU·LSTM은 학습 전, 공통 조건: 같은 입력, H = %d, 균등 "
                 "초기화, b_{f} = 1, 시드 1–20"), fresh);
    snprintf(text[1], sizeof text[1],
             say(ui, "untrained: same input, H = %d, seeds 1–20",
                 "학습 전: 같은 입력, H = %d, 시드 1–20"), fresh);
    for (int k = 0; k < 2; k++) {
        float width = draw_width(scene->list, style.face, style.size, text[k]);
        if (width > room)
            continue;
        float x = fmaxf(left, fminf(plot->box.x, left + room - width));
        draw_text(scene->list, point_at(x, box_bottom(plot->box) + 63), style,
                  text[k]);
        return;
    }
}

/* The four values at a lag, and more about the network nearest to `at`. */
static int fill_lines(const struct scene *scene, const struct plot *plot,
                      int lag, struct point at,
                      struct bubble_line line[DECAY_WHO + 3])
{
    const struct decays *decays = scene->decays;
    const struct theme *dark = theme_of(THEME_DARK);
    enum decay_who near = DECAY_OWN;
    char low[FIGURE_MAX], high[FIGURE_MAX];
    int lines = 0;

    for (int who = 0; who < DECAY_WHO; who++) {
        double value = decays->median[who][lag];
        if (decays->seeds[who] == 0)
            continue;
        struct bubble_line *next = &line[lines++];
        next->color = dark->model[who];
        next->id = subject(SUBJECT_DECAY, 0, who, lag, 0);
        next->number = value;
        snprintf(next->label, sizeof next->label, "%s",
                 curves_name(scene, (enum decay_who)who));
        snprintf(next->value, sizeof next->value, "%s",
                 figure_power(low, value));
    }
    if (!curves_nearest(decays, plot, lag, at.y, &near))
        return lines;
    if (near != DECAY_OWN) {
        snprintf(line[lines].label, sizeof line[lines].label,
                 say(scene->ui, "%s, seeds", "%s 시드 범위"),
                 curves_name(scene, near));
        snprintf(line[lines].value, sizeof line[lines].value, "%.20s … %.20s",
                 figure_power(low, decays->low[near][lag]),
                 figure_power(high, decays->high[near][lag]));
        lines++;
    }
    struct rate rate = rate_of(decays->median[near], decays->lags);
    if (isfinite(rate.slope)) {
        snprintf(line[lines].label, sizeof line[lines].label,
                 say(scene->ui, "%s, each step", "%s 시점마다"),
                 curves_name(scene, near));
        snprintf(line[lines].value, sizeof line[lines].value, "× %s",
                 figure_plain(low, pow(10, rate.slope), 3));
        lines++;
    }
    if (isfinite(rate.slope) && isfinite(rate.half_life)) {
        snprintf(line[lines].label, sizeof line[lines].label, "%s",
                 say(scene->ui, "half-life", "반감기"));
        snprintf(line[lines].value, sizeof line[lines].value,
                 say(scene->ui, "%s steps", "%s시점"),
                 figure_plain(low, rate.half_life, 1));
        lines++;
    }
    return lines;
}

static void draw_reading(const struct scene *scene, const struct plot *plot,
                         struct box panel, struct point at)
{
    struct bubble_line line[DECAY_WHO + 3] = {0};
    char title[64];
    int lag = lags_read(scene, plot, at.x, title, sizeof title);
    int lines = fill_lines(scene, plot, lag, at, line);

    if (lines > 0)
        plot_bubble(scene, at, box_inset(panel, 8), title, line, lines);
}

static void draw_plot(const struct scene *scene, const struct plot *plot,
                      struct box panel, bool narrow, bool title)
{
    const struct decays *decays = scene->decays;
    struct point reading[2];
    int lag = lag_now(scene);

    lags_regions(scene, plot);
    plot_y_axis(scene, plot, true, 0);
    plot_x_axis(scene, plot, true,
                title ? say(scene->ui, "lag k: steps back from the end →",
                            "시차 k: 끝에서 거슬러 간 시점 수 →") : NULL);
    curves_draw(scene, plot);
    if (lag >= 0) {
        lags_line(scene, plot, lag, &(struct lags_tag){
            14, 24, 4, scene->theme->accent, scene->theme->on_accent});
        curves_beads(scene, plot, lag);
    }
    if (!narrow)
        curves_labels(scene, plot, lag >= 0 ? lag : decays->lags);
    if (title)
        draw_conditions(scene, plot, panel);
    draw_spot(scene->list, plot->box,
              subject(SUBJECT_OTHER, 0, PANEL_DECAY, decays->lags, 0),
              ACTION_READ, 0);
    int readings = steps_readings(scene, &plot->box, PANEL_DECAY, reading);
    for (int k = 0; k < readings; k++)
        draw_reading(scene, plot, panel, reading[k]);
}

void view_decay(const struct scene *scene, struct box box)
{
    const struct decays *decays = scene->decays;
    bool narrow = box.w < NARROW, title = box.h >= 300;
    float top = box.y + PANEL_HEADING + 34;
    float bottom = box_bottom(box) - (title ? 82 : 34);
    struct plot plot = {.x0 = 0};

    panel_draw(scene, box, say(scene->ui, "Gradient decay",
                               "과거 상태의 영향"));
    if (decays == NULL || decays->lags < 1)
        return;
    draw_heading(scene, box);
    draw_progress(scene, box);
    plot.x1 = decays->lags;
    plot.box = box_at(box.x + LEFT, top,
                      box.w - LEFT - (narrow ? RIGHT_NARROW : RIGHT),
                      bottom - top);
    if (plot.box.w < 60 || plot.box.h < 40)
        return;
    curves_fit(decays, &plot);
    draw_plot(scene, &plot, box, narrow, title);
}

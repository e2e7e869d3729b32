/* How strongly a state k steps back is still felt in the last one, on a
 * logarithmic axis: a curve for each lane, with the other seeds around it.
 */
#include "scene/view/reach/reach.h"

#include <math.h>
#include <stdio.h>

#include "scene/lab/lab_words.h"
#include "scene/look/figure.h"
#include "scene/view/plots/lags.h"
#include "scene/view/plots/steps.h"
#include "scene/view/view.h"
#include "scene/widget/panel.h"

enum { LEFT = 70, NARROW = 430, NARROW_RIGHT = 30,
       CONTROLS = 42, TABLE_ROOM = 860, GAP = 8 };

/* Seeds that all fresh lanes have had, -1: no lane has a band. */
static int seeds_done(const struct scene *scene)
{
    int lane[REACH_LANES], count = reach_lanes(scene->lab, lane), done = -1;

    for (int j = 0; j < count; j++) {
        int seeds = lab_lane(scene->lab, lane[j])->curves.seeds;
        if (lab_lane_setup(scene->lab, lane[j])->file < 0)
            done = done < 0 || seeds < done ? seeds : done;
    }
    return done;
}

static void draw_heading(const struct scene *scene, struct box box)
{
    const struct ui *ui = scene->ui;
    const struct theme *theme = scene->theme;
    struct draw_list *list = scene->list;
    int done = seeds_done(scene);
    float end = box_right(box) - PANEL_PADDING;
    struct point at = point_at(box.x + PANEL_PADDING, box.y + PANEL_HEADING);
    const char *symbol = lab_quantity_symbol(scene->lab->measure.quantity);
    char note[160];

    at.x += panel_text(scene, at, style_of(FACE_BOLD, TEXT_HEADING, theme->ink,
                                           ALIGN_LEFT), end - at.x,
                       say(ui, "Reach of the gradient", "과거 상태의 영향")) +
            12;
    if (at.x + draw_width(list, FACE_MATH_ITALIC, 18, symbol) > end)
        return;
    at.x += draw_text(list, at, style_of(FACE_MATH_ITALIC, 18, theme->gradient,
                                         ALIGN_LEFT), symbol) + 14;
    if (done >= 0 && done < LANE_SEEDS)
        snprintf(note, sizeof note, say(ui, "%d of %d seeds",
                                        "시드 %d/%d개"), done, LANE_SEEDS);
    else if (done >= 0)
        snprintf(note, sizeof note,
                 say(ui, "thin: median, band: range of %d seeds",
                     "가는 선: 중앙값, 띠: 시드 %d개의 범위"), LANE_SEEDS);
    else
        lab_quantity_note(scene->lab, ui, note, sizeof note);
    if (at.x + draw_width(list, FACE_UI, 15, note) <= end)
        draw_text(list, at, style_of(FACE_UI, 15, theme->ink_soft, ALIGN_LEFT),
                  note);
}

/* A thin bar below the heading while seeds are missing. */
static void draw_progress(const struct scene *scene, struct box box)
{
    double done = lab_progress(scene->lab);
    struct box bar = box_at(box.x + PANEL_PADDING, box.y + PANEL_HEADING + 11,
                            box.w - 2 * PANEL_PADDING, 3);

    if (done >= 1)
        return;
    draw_box(scene->list, bar, 1.5f, scene->theme->track);
    bar.w = fmaxf(bar.w * (float)done, 3);
    draw_box(scene->list, bar, 1.5f, scene->theme->accent);
}

static bool has_lstm(const struct lab *lab)
{
    for (int k = 0; k < lab->lanes; k++)
        if (lab_lane_hue(lab, k) == MODEL_LSTM)
            return true;
    return false;
}

/* Lags at which the verdict can be stated. */
static struct choices lag_choices(const struct scene *scene, char text[4][16])
{
    static const int some[] = {10, 50, 200};
    struct choices choices = {.action = ACTION_LAG, .chosen = -1};
    const struct ui largest = {.lag = 0};
    int steps = lab_lag(scene->lab, &largest);
    int stated = lab_lag(scene->lab, scene->ui);

    for (int k = 0; k < 4; k++) {
        int lag = k < 3 ? some[k] : steps;
        if (k < 3 && lag >= steps)
            continue;
        snprintf(text[k], 16, choices.count == 0
                     ? say(scene->ui, "lag %d", "시차 %d") : "%d", lag);
        if (lag == stated)
            choices.chosen = choices.count;
        choices.text[choices.count] = text[k];
        choices.value[choices.count++] = k < 3 ? lag : 0;
    }
    return choices;
}

/* Which quantity, at which lag, and curves that stay. */
static void draw_controls(const struct scene *scene, struct box box)
{
    static const enum decay_measure measures[] = {DECAY_JACOBIAN, DECAY_INPUT,
                                                  DECAY_HIDDEN, DECAY_CELL};
    const struct ui *ui = scene->ui;
    struct choices which = {.action = ACTION_QUANTITY,
                            .count = has_lstm(scene->lab) ? 4 : 2};
    char lags[4][16];
    struct choices lag = lag_choices(scene, lags);
    const char *keep = say(ui, "keep this curve", "곡선 남기기");
    const char *drop = say(ui, "forget kept", "남긴 곡선 지우기");
    float x = box.x + PANEL_PADDING, end = box_right(box) - PANEL_PADDING;
    float y = box.y + PANEL_HEADING + 32;

    for (int k = 0; k < which.count; k++) {
        which.text[k] = lab_quantity_letter(measures[k]);
        which.value[k] = (int)measures[k];
        which.chosen = measures[k] == ui->quantity ? k : which.chosen;
    }
    if (x + panel_switch_width(scene, &which) > end)
        return;
    x += panel_switch(scene, point_at(x, y), &which) + GAP;
    if (lag.count > 1 && x + panel_switch_width(scene, &lag) <= end)
        x += panel_switch(scene, point_at(x, y), &lag) + GAP;
    if (scene->lab->references < REFERENCES_MAX &&
        x + draw_width(scene->list, FACE_BOLD, 15, keep) + 28 <= end)
        x += panel_button(scene, point_at(x, y), keep, false,
                          ACTION_KEEP_CURVE, 0) + GAP;
    if (scene->lab->references > 0 &&
        x + draw_width(scene->list, FACE_BOLD, 15, drop) + 28 <= end)
        panel_button(scene, point_at(x, y), drop, false, ACTION_KEEP_CURVE,
                     -1);
}

/* The lag of the playhead, up to the largest there is; -1 in the forward
 * pass. */
static int lag_now(const struct scene *scene)
{
    const struct ui largest = {.lag = 0};
    int lag = moment_lag(&scene->now, scene->film->steps);
    int most = lab_lag(scene->lab, &largest);

    if (scene->now.pass != PASS_BACKWARD)
        return -1;
    return lag < most ? lag : most;
}

static void draw_plot(const struct scene *scene, const struct plot *plot,
                      struct box panel, bool title, bool labels)
{
    int now = lag_now(scene), stated = lab_lag(scene->lab, scene->ui);
    struct point reading[2];

    lags_regions(scene, plot);
    plot_y_axis(scene, plot, true, 0);
    plot_x_axis(scene, plot, true, title ? lags_axis(scene, plot) : NULL);
    reach_curves(scene, plot);
    if (stated < plot->x1 - 1)
        draw_segment(scene->list, point_at(plot_x(plot, stated), plot->box.y),
                     point_at(plot_x(plot, stated), box_bottom(plot->box)),
                     1.4f, scene->theme->ink_soft);
    if (now >= 0) {
        lags_line(scene, plot, now, &(struct lags_tag){
            22, 22, 4, scene->theme->accent, scene->theme->on_accent});
        reach_beads(scene, plot, now);
    }
    if (labels)
        reach_labels(scene, plot, now > 0 ? now : stated);
    draw_spot(scene->list, plot->box,
              subject(SUBJECT_OTHER, 0, PANEL_REACH, scene->film->steps, 0),
              ACTION_READ, 0);
    int readings = steps_readings(scene, &plot->box, PANEL_REACH, reading);
    for (int k = 0; k < readings; k++)
        reach_reading(scene, plot, panel, reading[k]);
}

void view_reach(const struct scene *scene, struct box box)
{
    const struct lab *lab = scene->lab;
    bool title = box.h >= 300, controls = box.h >= 270;
    bool labels = box.w >= NARROW;
    float top = PANEL_HEADING + (controls ? CONTROLS : 0) + 36;
    bool lesson = scene->ui->learning && scene->ui->shown > 0;
    float table = box.w < TABLE_ROOM || lesson ? 0
        : fminf(REACH_TABLE, box.w - TABLE_ROOM + REACH_TABLE_LEAST);
    struct plot plot = {
        box_at(box.x + LEFT, box.y + top,
               box.w - LEFT - (labels ? REACH_LABELS : NARROW_RIGHT) - table,
               box.h - top - (title ? 60 : 32)), 0, 1, -1, 0};

    panel_draw(scene, box, say(scene->ui, "Reach of the gradient",
                               "과거 상태의 영향"));
    if (lab == NULL || scene->film == NULL || lab->lanes < 1)
        return;
    plot.x1 = lab->made.steps;
    draw_heading(scene, box);
    draw_progress(scene, box);
    if (controls)
        draw_controls(scene, box);
    if (plot.box.w < 60 || plot.box.h < 40)
        return;
    reach_fit(scene, &plot);
    int linear = reach_linear(scene), now = lag_now(scene);
    if (linear >= 0 && plot.box.h >= 110) {
        reach_formula(scene, box_at(plot.box.x, plot.box.y - 22,
                                    box.w - LEFT - PANEL_PADDING, 24), linear,
                      now > 0 ? now : lab_lag(lab, scene->ui));
        plot.box.y += 24;
        plot.box.h -= 24;
    }
    draw_plot(scene, &plot, box, title, labels);
    if (table > 0) {
        int lag = lab_lag(lab, scene->ui);
        struct box place = box_at(box_right(box) - PANEL_PADDING - table + 24,
                                  plot.box.y + 6, table - 24,
                                  plot.box.h - 6);
        draw_print(scene->list, point_at(box_right(place), place.y - 14),
                   style_of(FACE_BOLD, TEXT_SMALL, scene->theme->ink_soft,
                            ALIGN_RIGHT),
                   say(scene->ui, "from lag 0 to lag %d", "시차 0 ~ %d"),
                   lag);
        reach_table(scene, place, lag);
    }
}

/* What is read off the curves: values where the pointer is, and of a linear
 * lane the textbook's formula with its numbers.
 */
#include <math.h>
#include <stdio.h>

#include "scene/lab/lab_words.h"
#include "scene/look/figure.h"
#include "scene/view/plots/lags.h"
#include "scene/view/reach/reach.h"
#include "scene/widget/panel.h"

enum { RATES = 4, FORMULA_ROOM = 560, ROOM = 310, ROOM_FOR_NAMES = 480 };

/* Slope, half-life, exponent and verdict of one lane up to a lag; returns how
 * many lines that are. */
static int add_rates(const struct scene *scene, int k, int lag,
                     struct bubble_line *line)
{
    static const enum subject kinds[] = {
        SUBJECT_LANE_SLOPE, SUBJECT_LANE_HALF, SUBJECT_LANE_LYAPUNOV};
    const struct ui *ui = scene->ui;
    const char *const names[] = {say(ui, "log_{10} a step", "시점당 log_{10}"),
                                 say(ui, "half-life", "반감기"),
                                 say(ui, "Lyapunov λ", "랴푸노프 λ")};
    struct color color = theme_of(THEME_DARK)
                             ->model[lab_lane_hue(scene->lab, k)];
    int lines = 0;

    for (int j = 0; j < 3; j++) {
        struct bubble_line *next = &line[lines];
        next->id = subject(kinds[j], k, 0, lag, 0);
        next->number = lab_value(scene->lab, next->id);
        if (isnan(next->number)) {
            *next = (struct bubble_line){0};
            continue;
        }
        next->color = color;
        snprintf(next->label, sizeof next->label, "%s", names[j]);
        if (j == 1)
            figure_plain(next->value, next->number, 1);
        else
            figure_signed(next->value, next->number, 3);
        lines++;
    }
    enum verdict verdict = verdict_of(lab_value(scene->lab, subject(
        SUBJECT_LANE_DECAY, k, CURVE_OWN, lag, 0)));
    line[lines].color = color;
    snprintf(line[lines].label, sizeof line->label, "%s",
             say(ui, "verdict", "판정"));
    snprintf(line[lines].value, sizeof line->value, "%s",
             lab_verdict_name(ui, verdict));
    return lines + 1;
}

void reach_reading(const struct scene *scene, const struct plot *plot,
                   struct box panel, struct point at)
{
    struct bubble_line line[REACH_LANES + RATES] = {0};
    int lane[REACH_LANES], count = reach_lanes(scene->lab, lane), lines = 0;
    char title[64], name[96];

    if (panel.w < ROOM)
        return;
    int lag = lags_read(scene, plot, at.x, title, sizeof title);
    for (int j = 0; j < count; j++) {
        struct bubble_line *next = &line[lines];
        next->id = subject(SUBJECT_LANE_DECAY, lane[j], CURVE_OWN, lag, 0);
        next->number = lab_value(scene->lab, next->id);
        if (isnan(next->number))
            continue;
        next->color = theme_of(THEME_DARK)
                          ->model[lab_lane_hue(scene->lab, lane[j])];
        if (panel.w < ROOM_FOR_NAMES)
            lab_lane_name(scene->lab, scene->ui, lane[j], next->label,
                          sizeof next->label);
        else
            snprintf(next->label, sizeof next->label, "%.50s%s",
                     reach_name(scene, lane[j], name, sizeof name),
                     lane[j] >= LANES_MAX
                         ? say(scene->ui, " (kept)", " (남김)") : "");
        lab_figure(scene->ui, next->number, next->value);
        lines++;
    }
    int nearest = reach_nearest(scene, plot, lag, at.y);
    if (nearest >= 0 && lag > 0 &&
        panel.h > 31 + 20 * (float)(lines + RATES) + 16)
        lines += add_rates(scene, nearest, lag, line + lines);
    if (lines > 0)
        plot_bubble(scene, at, box_inset(panel, 8), title, line, lines);
}

int reach_linear(const struct scene *scene)
{
    int lane[REACH_LANES], count = reach_lanes(scene->lab, lane), found = -1;

    if (scene->lab->measure.quantity != DECAY_INPUT)
        return -1;
    for (int j = count - 1; j >= 0; j--)
        if (lab_lane(scene->lab, lane[j])->powers > 0 &&
            found != scene->ui->lane)
            found = lane[j];
    return found;
}

/* One piece of a line; returns where it ends. */
static float piece(const struct scene *scene, struct point at,
                   struct color color, struct draw_id id, const char *text)
{
    struct draw_style style = style_of(FACE_UI, TEXT_SMALL, color, ALIGN_LEFT);
    float width = id.kind != SUBJECT_NONE
        ? draw_value(scene->list, at, style, id, lab_value(scene->lab, id),
                     text)
        : draw_text(scene->list, at, style, text);

    return at.x + width + 8;
}

void reach_formula(const struct scene *scene, struct box box, int lane,
                   int lag)
{
    const struct ui *ui = scene->ui;
    const struct theme *theme = scene->theme;
    const struct draw_id none = {0};
    struct draw_id power = subject(SUBJECT_LANE_POWER, lane, 0, lag, 0);
    struct draw_id own = subject(SUBJECT_LANE_DECAY, lane, CURVE_OWN, lag, 0);
    struct point at = point_at(box.x, box.y + 15);
    char text[FIGURE_MAX + 32], number[FIGURE_MAX];

    if (box.w < FORMULA_ROOM || isnan(lab_value(scene->lab, power)))
        return;
    at.x += draw_text(scene->list, at,
                      style_of(FACE_MATH_ITALIC, 17, theme->ink, ALIGN_LEFT),
                      "∂h_{T}/∂x_{T−k} = U^{k}W") + 14;
    snprintf(text, sizeof text, "‖U^{%d}W‖_{2} = %s", lag,
             lab_figure(ui, lab_value(scene->lab, power), number));
    at.x = piece(scene, at, theme->ink, power, text);
    at.x = piece(scene, at, theme->ink_soft, none,
                 say(ui, "(dotted, weights alone)", "(점선, 가중치만으로)"));
    at.x = piece(scene, at, theme->ink_soft, none,
                 say(ui, "· measured", "· 측정값"));
    piece(scene, at, theme->ink, own,
          lab_figure(ui, lab_value(scene->lab, own), number));
}

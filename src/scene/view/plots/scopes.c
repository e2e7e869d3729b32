/* The scopes: the signals of one unit, or the mean of all, over the whole run,
 * one under the other like the traces of an oscilloscope, or in one plot.
 *
 * Curves come from the film's traces, numbers from the film itself: those at
 * the playhead stand at the right end.
 */
#include <math.h>
#include <stdio.h>

#include "scene/look/figure.h"
#include "scene/view/plots/curve.h"
#include "scene/view/plots/heading.h"
#include "scene/view/view.h"
#include "scene/widget/panel.h"

enum {
    SIGNALS = 6,                     /* a cell shows at most */
    LEFT = 108, LEFT_PLAIN = 64, LEFT_OVERLAID = 72,
    RIGHT = 84, RIGHT_OVERLAID = 118,
    LANE_MIN = 24, LANE_GAP = 10, LANE_LABELS = 36,
    CHIP = 24,
};

/* What is drawn, and where. */
struct scopes {
    int layer, unit;                 /* unit -1: the mean */
    int count;
    int signal[SIGNALS];
    struct plot plot[SIGNALS];       /* the same one where overlaid */
    struct plot whole;               /* around all of them */
    float left;                      /* where the letters of lanes begin */
    bool overlaid;
};

/* Half the height of an axis around 0, or its upper end from 0. */
static double range_of(const struct scene *scene, int layer, int signal)
{
    enum cell cell = film_cell(scene->film, layer);
    const struct signal_info *info = &cell_table[cell].signal[signal];
    bool state = signal == cell_table[cell].h || signal == cell_table[cell].c;
    double peak = film_peak(scene->film, layer, signal);

    if (scene->ghost != NULL)
        peak = fmax(peak, film_peak(scene->ghost, layer, signal));
    if (isfinite(info->high) && !state)
        return 1;
    return peak > 1e-6 ? peak : 1;
}

static bool is_gate(const struct scene *scene, int layer, int signal)
{
    return notation_of(film_cell(scene->film, layer), signal)->gate;
}

static struct scopes gather(const struct scene *scene)
{
    const struct ui *ui = scene->ui;
    const struct film *film = scene->film;
    const struct cell_info *info = &cell_table[film_cell(film, ui->layer)];
    int last = film_units(film, ui->layer) - 1;
    struct scopes scopes = {.layer = ui->layer, .count = info->shown_count};

    scopes.unit = ui->mean ? -1 : ui->unit < last ? ui->unit : last;
    for (int k = 0; k < scopes.count; k++)
        scopes.signal[k] = info->shown[k];
    return scopes;
}

static void place(const struct scene *scene, struct scopes *scopes,
                  struct box area)
{
    int steps = scene->film->steps;
    float lane = (area.h + LANE_GAP) / (float)scopes->count - LANE_GAP;
    double most = 0;

    scopes->overlaid = scene->ui->overlaid || lane < LANE_MIN;
    float left = scopes->overlaid ? LEFT_OVERLAID
                 : lane < LANE_LABELS ? LEFT_PLAIN : LEFT;
    float right = scopes->overlaid ? RIGHT_OVERLAID : RIGHT;
    area = box_at(area.x + left, area.y, area.w - left - right, area.h);
    scopes->whole = (struct plot){.box = area, .x0 = 0.5, .x1 = steps + 0.5,
                                  .y1 = 1};
    for (int k = 0; k < scopes->count; k++)
        most = fmax(most, range_of(scene, scopes->layer, scopes->signal[k]));
    for (int k = 0; k < scopes->count; k++) {
        struct plot *plot = &scopes->plot[k];
        int signal = scopes->signal[k];
        *plot = scopes->whole;
        plot->y1 = scopes->overlaid ? most
                   : range_of(scene, scopes->layer, signal);
        bool sign = !is_gate(scene, scopes->layer, signal) &&
                    scopes->unit >= 0;
        plot->y0 = sign || (scopes->overlaid && scopes->unit >= 0)
            ? -plot->y1 : 0;
        if (scopes->overlaid)
            continue;
        plot->box.h = lane;
        plot->box.y += (float)k * (lane + LANE_GAP);
    }
}

/* The step whose numbers are shown; 0: none is computed yet. */
static int shown_step(const struct scene *scene, int signal)
{
    struct known known = steps_known(scene, signal, false);

    return scene->now.pass == PASS_FORWARD ? known.to : scene->now.step;
}

static struct draw_id number_of(const struct scopes *scopes, int k, int step)
{
    return subject(SUBJECT_SIGNAL, scopes->layer, scopes->signal[k], step,
                   scopes->unit);
}

static const struct notation *notation_at(const struct scene *scene,
                                          const struct scopes *scopes, int k)
{
    return notation_of(film_cell(scene->film, scopes->layer),
                       scopes->signal[k]);
}

/* "0.80" of a gate and of a mean of sizes, "−0.13" of anything else. */
static char *write_number(const struct scopes *scopes,
                          const struct notation *notation, double value,
                          char out[FIGURE_MAX])
{
    return notation->gate || scopes->unit < 0 ? figure_plain(out, value, 2)
                                              : figure_signed(out, value, 2);
}

/* Signal k as the traces of a run have it. */
static struct curve curve_of(const struct scene *scene,
                             const struct scopes *scopes,
                             const struct film *film, int k)
{
    const struct traces *traces = &film->traces;
    const struct trace *trace = &traces->shown[scopes->layer][k];
    size_t row = (size_t)(scopes->unit < 0 ? 0 : scopes->unit) *
                 (size_t)traces->blocks;
    struct curve curve = {
        .plot = &scopes->plot[k], .low = trace->least + row,
        .high = trace->most + row, .count = traces->blocks,
        .steps = traces->block,
        .known = steps_known(scene, scopes->signal[k], false)};

    if (traces->block == 1)
        curve.high = curve.low;
    if (scopes->unit < 0) {
        curve.low = curve.high = trace->mean;
        curve.count = film->steps;
        curve.steps = 1;
    }
    return curve;
}

static void draw_curve(const struct scene *scene, const struct scopes *scopes,
                       int k)
{
    const struct trace *trace = &scene->film->traces.shown[scopes->layer][k];
    struct color color = notation_color(scene->theme,
                                        notation_at(scene, scopes, k));
    struct curve curve = curve_of(scene, scopes, scene->film, k), band = curve;

    if (scopes->unit < 0) {
        band.low = trace->low;
        band.high = trace->high;
        curve_band(scene, &band, color_fade(color, 0.22f));
    } else if (!scopes->overlaid) {
        curve_area(scene, &curve, color_fade(color, 0.13f));
    }
    if (scene->ghost != NULL)
        curve_untouched(scene, curve_of(scene, scopes, scene->ghost, k),
                        color);
    curve_draw(scene, &curve, 2 * scene->theme->line, color);
}

/* Where the curve has come to. */
static void draw_head(const struct scene *scene, const struct scopes *scopes,
                      int k)
{
    const struct plot *plot = &scopes->plot[k];
    int step = shown_step(scene, scopes->signal[k]);

    if (step < 1)
        return;
    double value = subject_value(scene->film, number_of(scopes, k, step));
    if (!isfinite(value))
        return;
    struct point at = point_at(plot_x(plot, step), plot_y(plot, value));
    if (at.y < plot->box.y - 1 || at.y > box_bottom(plot->box) + 1)
        return;
    draw_disc(scene->list, at, 5.6f, scene->theme->panel);
    draw_disc(scene->list, at, 4, notation_color(scene->theme,
                                                 notation_at(scene, scopes,
                                                             k)));
}

/* The number at the playhead, its middle at (x, y); faint while it is still
 * that of the step before. */
static void draw_number(const struct scene *scene, const struct scopes *scopes,
                        int k, struct point at)
{
    int step = shown_step(scene, scopes->signal[k]);
    char text[FIGURE_MAX];

    if (step < 1)
        return;
    struct draw_id id = number_of(scopes, k, step);
    double value = subject_value(scene->film, id);
    bool now = step == scene->now.step;
    draw_value(scene->list, point_at(at.x, at.y + 5),
               style_of(now ? FACE_BOLD : FACE_UI, TEXT_USUAL,
                        now ? scene->theme->ink : scene->theme->ink_faint,
                        ALIGN_RIGHT), id, value,
               write_number(scopes, notation_at(scene, scopes, k), value,
                            text));
}

static void draw_chip(const struct scene *scene, const struct scopes *scopes,
                      int k, struct point at)
{
    struct box box = box_at(at.x, at.y - CHIP / 2, CHIP, CHIP);

    panel_letter(scene, point_at(box.x, box.y), CHIP,
                 notation_at(scene, scopes, k), 1);
    draw_spot(scene->list, box, subject(SUBJECT_WORD, scopes->layer,
                                        scopes->signal[k], 0, 0),
              ACTION_NONE, 0);
}

/* The axis of a lane: a line at zero, its ends named where there is room. */
static void draw_lane(const struct scene *scene, const struct scopes *scopes,
                      int k)
{
    const struct theme *theme = scene->theme;
    struct draw_list *list = scene->list;
    const struct plot *plot = &scopes->plot[k];
    float bottom = box_bottom(plot->box), middle = (plot->box.y + bottom) / 2;
    struct draw_style style = style_of(FACE_UI, TEXT_SMALL, theme->ink_faint,
                                       ALIGN_RIGHT);
    int decimals = plot->y1 == 1 ? 0 : 2;
    char text[FIGURE_MAX];

    draw_box(list, plot->box, 5, color_fade(theme->track, 0.32f));
    draw_tile(list, box_at(plot->box.x, plot_y(plot, 0), plot->box.w,
                           1 / list->scale), theme->edge_strong);
    draw_chip(scene, scopes, k, point_at(scopes->left, middle));
    draw_number(scene, scopes, k,
                point_at(box_right(plot->box) + RIGHT - PANEL_PADDING,
                         middle));
    if (plot->box.h < LANE_LABELS)
        return;
    draw_text(list, point_at(plot->box.x - 8, plot->box.y + 11), style,
              plot->y0 < 0 ? figure_signed(text, plot->y1, decimals)
                           : figure_plain(text, plot->y1, decimals));
    draw_text(list, point_at(plot->box.x - 8, bottom), style,
              plot->y0 < 0 ? figure_signed(text, plot->y0, decimals) : "0");
}

static void draw_lanes(const struct scene *scene, const struct scopes *scopes)
{
    for (int k = 0; k < scopes->count; k++)
        draw_lane(scene, scopes, k);
    steps_grid(scene, &scopes->whole, false);
    for (int k = 0; k < scopes->count; k++)
        draw_curve(scene, scopes, k);
    steps_line(scene, &scopes->whole);
    for (int k = 0; k < scopes->count; k++)
        draw_head(scene, scopes, k);
}

/* Letters and numbers beside the plot, where their curves are at the
 * playhead, pushed apart. */
static void draw_labels(const struct scene *scene, const struct scopes *scopes)
{
    struct box box = scopes->whole.box;
    float x = box_right(box) + RIGHT_OVERLAID - PANEL_PADDING, y[SIGNALS];
    float gap = fminf(26, box.h / (float)scopes->count);
    bool small = gap < 20;

    for (int k = 0; k < scopes->count; k++) {
        int step = shown_step(scene, scopes->signal[k]);
        double value = step < 1 ? 0 : subject_value(scene->film,
                                                    number_of(scopes, k,
                                                              step));
        y[k] = plot_y(&scopes->plot[k], isfinite(value) ? value : 0);
    }
    curve_spread(y, scopes->count, fmaxf(gap, 20), box.y + 10,
                 box_bottom(box) - 8);
    for (int k = 0; k < scopes->count && !small; k++) {
        const struct notation *notation = notation_at(scene, scopes, k);
        draw_text(scene->list, point_at(box_right(box) + 8, y[k] + 5),
                  style_of(FACE_MATH_ITALIC, 18,
                           notation_ink(scene->theme, notation), ALIGN_LEFT),
                  notation->letter);
        draw_number(scene, scopes, k, point_at(x, y[k]));
    }
}

static void draw_overlaid(const struct scene *scene,
                          const struct scopes *scopes)
{
    const struct plot *plot = &scopes->plot[0];

    plot_y_axis(scene, plot, false, plot_y_step(plot) >= 1 ? 0 : 1);
    steps_grid(scene, plot, false);
    for (int k = scopes->count; k-- > 0;)
        draw_curve(scene, scopes, k);
    steps_line(scene, plot);
    for (int k = 0; k < scopes->count; k++)
        draw_head(scene, scopes, k);
    draw_labels(scene, scopes);
}

static void draw_reading(const struct scene *scene,
                         const struct scopes *scopes, struct box panel,
                         struct point at)
{
    const struct theme *dark = theme_of(THEME_DARK);
    int step = steps_at(scene, &scopes->whole, at.x);
    struct bubble_line line[SIGNALS] = {0};
    float x = plot_x(&scopes->whole, step);
    char title[96];

    draw_segment(scene->list, point_at(x, scopes->whole.box.y),
                 point_at(x, box_bottom(scopes->whole.box)), 1,
                 scene->theme->ink_soft);
    for (int k = 0; k < scopes->count; k++) {
        const struct notation *notation = notation_at(scene, scopes, k);
        char text[FIGURE_MAX];
        line[k].id = number_of(scopes, k, step);
        line[k].number = subject_value(scene->film, line[k].id);
        line[k].color = notation_ink(dark, notation);
        snprintf(line[k].label, sizeof line[k].label, "%s", notation->letter);
        snprintf(line[k].value, sizeof line[k].value, "%s",
                 write_number(scopes, notation, line[k].number, text));
    }
    plot_bubble(scene, at, box_inset(panel, 8),
                steps_name(scene, step, "", title, sizeof title), line,
                scopes->count);
}

void view_scopes(const struct scene *scene, struct box box)
{
    struct scopes scopes = gather(scene);
    bool title = box.h >= 300;
    struct box area = box_at(box.x, box.y + PANEL_HEADING + 47, box.w, 0);
    struct point reading[2];

    area.h = box_bottom(box) - (title ? 56 : 34) - area.y;
    panel_draw(scene, box, say(scene->ui, "Scopes", "신호 곡선"));
    heading_of_scopes(scene, scopes.layer, scopes.unit, box);
    if (area.w < 60 + LEFT + RIGHT_OVERLAID || area.h < 40)
        return;
    scopes.left = box.x + PANEL_PADDING;
    place(scene, &scopes, area);
    if (scopes.overlaid)
        draw_overlaid(scene, &scopes);
    else
        draw_lanes(scene, &scopes);
    steps_axis(scene, &scopes.whole, false, title);
    steps_window(scene, &scopes.whole);
    steps_spot(scene, &scopes.whole, PANEL_SCOPES);
    int readings = steps_readings(scene, &scopes.whole.box, PANEL_SCOPES,
                                  reading);
    for (int k = 0; k < readings; k++)
        draw_reading(scene, &scopes, box, reading[k]);
}

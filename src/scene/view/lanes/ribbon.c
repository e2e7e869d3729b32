/* The gradient travels left from s_T. Its width and its colour stand for how
 * strongly the state there is still felt in s_T; where that is less than 1e-8
 * nothing is left to draw, and a marker says from where on. Numbers are
 * written beside it, since on a log scale 0.01 looks much like 1.
 */
#include <math.h>
#include <stdio.h>

#include "scene/lab/lab_words.h"
#include "scene/look/figure.h"
#include "scene/look/ramp.h"
#include "scene/view/lanes/lanes.h"
#include "scene/widget/panel.h"

enum { POINTS_MAX = 720, TAKEN_MAX = 40, VALUES_HEIGHT = 22, SPACE = 8 };

/* The scale: 1e-8 .. 10 is 1.5 .. 39.5 wide. */
static const float thin = 1.5f, thick = 38;
static const double lowest = -8, decades = 9;

/* What a ribbon is drawn with. */
struct pen {
    const struct scene *scene;
    const struct lanes *lanes;
    const struct lane_row *row;
    float y, most;         /* its middle, and the widest it may be */
    struct box line;       /* where values are written; h 0: nowhere */
    int taken;
    struct { float from, to; } place[TAKEN_MAX]; /* of that line */
};

static double value_at(const struct pen *pen, double lag)
{
    const struct lane_curves *curves = &pen->row->lane->curves;
    int before = (int)floor(lag);
    double a = lane_curves_at(curves, CURVE_OWN, before);
    double b = lane_curves_at(curves, CURVE_OWN, before + 1);
    double part = lag - before;

    return part > 0 && isfinite(a) && isfinite(b) ? a + (b - a) * part : a;
}

static float width_of(const struct pen *pen, double log10)
{
    double share = pen->scene->ui->linear_width
        ? pow(10, log10) : (log10 - lowest) / decades;

    share = fmin(fmax(share, 0), 1);
    return fminf((thin + thick * (float)share) * pen->most / (thin + thick),
                 pen->most);
}

static struct color color_at(const struct pen *pen, double log10)
{
    return log10 > lowest + decades
        ? pen->scene->theme->warn
        : ramp_color(RAMP_SIZE, pen->scene->ui->theme,
                     (log10 - lowest) / decades);
}

static float x_of(const struct pen *pen, double lag)
{
    return plot_x(&pen->lanes->plot, pen->lanes->plot.x1 - 0.5 - lag);
}

/* From lag a to lag b, all of it above the floor. */
static void draw_piece(const struct pen *pen, double a, double b)
{
    struct point points[POINTS_MAX + 2];
    float widths[POINTS_MAX + 2];
    struct color colors[POINTS_MAX + 2];
    int stride = 1 + (int)((b - a) / (POINTS_MAX - 2)), count = 0;

    if (a == 0) {
        points[0] = point_at(pen->lanes->end, pen->y);
        widths[0] = width_of(pen, value_at(pen, 0));
        colors[count++] = color_at(pen, value_at(pen, 0));
    }
    for (double lag = a; lag < b && count < POINTS_MAX;
         lag = floor(lag) + stride) {
        points[count] = point_at(x_of(pen, lag), pen->y);
        widths[count] = width_of(pen, value_at(pen, lag));
        colors[count++] = color_at(pen, value_at(pen, lag));
    }
    points[count] = point_at(x_of(pen, b), pen->y);
    widths[count] = width_of(pen, value_at(pen, b));
    colors[count++] = color_at(pen, value_at(pen, b));
    draw_ribbon(pen->scene->list, points, widths, colors, count);
}

/* Is anything left at a lag? */
static bool is_left(const struct pen *pen, int lag)
{
    return value_at(pen, lag) >= lowest;
}

/* The lag between `lag` and the one before at which the floor is crossed. */
static double crossing(const struct pen *pen, int lag)
{
    double a = value_at(pen, lag - 1), b = value_at(pen, lag);

    if (!isfinite(a) || !isfinite(b) || a == b)
        return is_left(pen, lag) ? lag : lag - 1;
    return lag - 1 + fmin(fmax((lowest - a) / (b - a), 0), 1);
}

/* All pieces down to lag `front`; returns the first lag at which it is cut,
 * `front` + 1 without a cut. */
static double draw_pieces(const struct pen *pen, double front)
{
    int last = (int)floor(front);
    double start = 0, cut = front + 1;
    bool on = is_left(pen, 0);

    for (int lag = 1; lag <= last; lag++) {
        if (is_left(pen, lag) == on)
            continue;
        double at = crossing(pen, lag);
        if (on)
            draw_piece(pen, start, at);
        if (on && cut > front)
            cut = at;
        start = at;
        on = !on;
    }
    if (on && front > start)
        draw_piece(pen, start, front);
    return cut;
}

/* Chevrons that show which way it travels. */
static void draw_arrows(const struct pen *pen, double front)
{
    const struct theme *theme = pen->scene->theme;
    float pitch = plot_x(&pen->lanes->plot, 2) - plot_x(&pen->lanes->plot, 1);
    int every = 1 + (int)(52 / fmaxf(pitch, 0.01f));
    struct draw_stroke stroke = {.width = 1.8f * theme->line};

    for (double lag = 0.5; lag < front; lag += every) {
        double value = value_at(pen, floor(lag));
        float half = width_of(pen, value) * 0.2f, x = x_of(pen, lag);
        if (!(value >= lowest) || half < 2.4f)
            continue;
        const struct point points[3] = {{x + half, pen->y - half},
                                        {x, pen->y},
                                        {x + half, pen->y + half}};
        stroke.color = color_fade(ink_on(color_at(pen, value)), 0.55f);
        draw_line(pen->scene->list, points, 3, &stroke);
    }
}

/* Takes a stretch of the line of values; false where it is taken. */
static bool take(struct pen *pen, float from, float to)
{
    if (pen->line.h <= 0 || pen->taken == TAKEN_MAX || from < pen->line.x ||
        to > box_right(pen->line))
        return false;
    for (int k = 0; k < pen->taken; k++)
        if (from < pen->place[k].to + SPACE && to > pen->place[k].from - SPACE)
            return false;
    pen->place[pen->taken].from = from;
    pen->place[pen->taken++].to = to;
    return true;
}

static float baseline(const struct pen *pen)
{
    return box_bottom(pen->line) - 6;
}

/* A triangle with a "!": beyond the scale. */
static void draw_warning(const struct scene *scene, struct point at)
{
    const struct point corner[3] = {{at.x, at.y - 8}, {at.x + 9, at.y + 7},
                                    {at.x - 9, at.y + 7}};
    struct color ink = ink_on(scene->theme->warn);

    draw_polygon(scene->list, corner, 3, scene->theme->warn);
    draw_segment(scene->list, point_at(at.x, at.y - 3),
                 point_at(at.x, at.y + 2), 1.8f, ink);
    draw_disc(scene->list, point_at(at.x, at.y + 4.6f), 1.1f, ink);
}

static struct draw_id id_at(const struct pen *pen, int lag)
{
    return subject(SUBJECT_LANE_DECAY, pen->row->number, CURVE_OWN, lag, 0);
}

/* The value at the playhead, in a frame of the lane's colour; with a sign
 * where it is beyond the scale. */
static void draw_bubble(struct pen *pen, int lag)
{
    const struct scene *scene = pen->scene;
    struct draw_list *list = scene->list;
    double value = value_at(pen, lag);
    char text[FIGURE_MAX];
    bool beyond = value > lowest + decades;
    float x = plot_x(&pen->lanes->plot, (double)pen->lanes->front);

    lab_figure(scene->ui, value, text);
    float width = draw_width(list, FACE_BOLD, 15, text) + 18 +
                  (beyond ? 24 : 0);
    float left = x - width - 10;
    if (left < pen->line.x)
        left = x + 10;
    if (!take(pen, left, left + width))
        return;
    struct box box = box_at(left, pen->line.y, width, pen->line.h);
    draw_box(list, box, 6, scene->theme->node);
    draw_outline(list, box_inset(box, 0.5f), 5.5f, 1.5f * scene->theme->line,
                 beyond ? scene->theme->warn : pen->row->color);
    if (beyond)
        draw_warning(scene, point_at(left + 17, box.y + box.h / 2));
    draw_value(list, point_at(box_right(box) - 9, box.y + box.h / 2 + 5.5f),
               style_of(FACE_BOLD, 15, scene->theme->ink, ALIGN_RIGHT),
               id_at(pen, lag), value, text);
    draw_spot(list, box, id_at(pen, lag), ACTION_LANE, pen->row->number);
}

/* Where it has become too small, or exactly 0. */
static void draw_cut(struct pen *pen, double cut)
{
    const struct scene *scene = pen->scene;
    const struct theme *theme = scene->theme;
    float x = x_of(pen, cut), r = fminf(9, pen->most / 2 + 2), d = r * 0.42f;
    bool zero = isinf(value_at(pen, floor(cut) + 1));
    char text[96];

    draw_disc(scene->list, point_at(x, pen->y), r, theme->panel);
    draw_ring(scene->list, point_at(x, pen->y), r, 1.8f * theme->line,
              pen->row->color);
    draw_segment(scene->list, point_at(x - d, pen->y - d),
                 point_at(x + d, pen->y + d), 1.8f * theme->line,
                 pen->row->color);
    draw_segment(scene->list, point_at(x - d, pen->y + d),
                 point_at(x + d, pen->y - d), 1.8f * theme->line,
                 pen->row->color);
    snprintf(text, sizeof text,
             zero ? say(scene->ui, "exactly 0 from lag %d on",
                        "시차 %d부터 정확히 0")
                  : say(scene->ui, "below 10^{−8} from lag %d on",
                        "시차 %d부터 10^{−8} 미만"), (int)floor(cut) + 1);
    float width = draw_width(scene->list, FACE_BOLD, TEXT_SMALL, text);
    float left = fminf(x - r, box_right(pen->line) - width);
    if (take(pen, left, left + width))
        draw_text(scene->list, point_at(left, baseline(pen)),
                  style_of(FACE_BOLD, TEXT_SMALL, pen->row->color, ALIGN_LEFT),
                  text);
}

/* What is not reached yet, or too small to draw. */
static void draw_track(const struct pen *pen, float from, float to, bool dots)
{
    const struct point line[2] = {{from, pen->y}, {to, pen->y}};
    struct draw_stroke stroke = {
        .width = dots ? 1.6f * pen->scene->theme->line : 2,
        .color = dots ? pen->scene->theme->ink_faint
                      : color_fade(pen->scene->theme->track, 0.8f),
        .on = dots ? 2 : 0, .off = 4};

    if (to > from)
        draw_line(pen->scene->list, line, 2, &stroke);
}

/* Every ten steps, or fewer where they have no room. */
static void draw_values(struct pen *pen, int last)
{
    const struct scene *scene = pen->scene;
    double step = fmax(10, plot_step(pen->lanes->plot.x1, 16));

    for (double k = step; k <= last; k += step) {
        int lag = (int)k;
        double value = value_at(pen, lag);
        float x = x_of(pen, lag);
        char text[FIGURE_MAX];
        if (!isfinite(value))
            continue;
        lab_figure(scene->ui, value, text);
        float half = draw_width(scene->list, FACE_UI, TEXT_SMALL, text) / 2;
        if (!take(pen, x - half, x + half))
            continue;
        draw_value(scene->list, point_at(x, baseline(pen)),
                   style_of(FACE_UI, TEXT_SMALL, scene->theme->ink_soft,
                            ALIGN_CENTRE), id_at(pen, lag), value, text);
        draw_spot(scene->list, box_at(x - half, pen->line.y, 2 * half,
                                      pen->line.h), id_at(pen, lag),
                  ACTION_LANE, pen->row->number);
    }
}

static void draw_end(const struct pen *pen)
{
    const struct theme *theme = pen->scene->theme;
    struct point at = point_at(pen->lanes->end, pen->y);
    float r = fminf(17, fmaxf(pen->most / 2, 11));
    const char *text =
        pen->scene->lab->measure.quantity == DECAY_HIDDEN ? "h_{T}" :
        lab_quantity_letter(pen->scene->lab->measure.quantity)[3] == 'c'
            ? "c_{T}" : "s_{T}";

    draw_disc(pen->scene->list, at, r, theme->node);
    draw_ring(pen->scene->list, at, r, 1.8f * theme->line, theme->gradient);
    draw_text(pen->scene->list, point_at(at.x, at.y + 4.5f),
              style_of(FACE_MATH_ITALIC, 15, theme->ink, ALIGN_CENTRE), text);
}

/* The lane's own values may still be on their way, or not exist. */
static const char *excuse(const struct ui *ui, const struct lane *lane)
{
    int layer = lane_curves_layer(&lane->curves, &lane->film.values.spec);
    enum cell cell = film_cell(&lane->film, layer);

    if (!lane->curves.own_done)
        return say(ui, "being measured", "계산 중");
    if (lane->curves.none && cell != CELL_DENSE)
        return say(ui, "too large to be measured",
                   "너무 커서 계산하지 않습니다");
    return say(ui, "this cell has no such state",
               "이 셀에는 그런 상태가 없습니다");
}

static void draw_excuse(const struct pen *pen, float x)
{
    const struct scene *scene = pen->scene;
    const char *text = excuse(scene->ui, pen->row->lane);
    struct draw_style style = style_of(FACE_UI, TEXT_SMALL,
                                       scene->theme->ink_soft, ALIGN_RIGHT);

    if (draw_width(scene->list, style.face, style.size, text) <
        x - pen->lanes->plot.box.x - 12)
        draw_text(scene->list, point_at(x - 12, pen->y - 8), style, text);
}

void ribbon_draw(const struct scene *scene, const struct lanes *lanes,
                 const struct lane_row *row, struct box box)
{
    bool values = box.h >= 22 + VALUES_HEIGHT;
    struct pen pen = {.scene = scene, .lanes = lanes, .row = row};
    struct box plot = lanes->plot.box;
    double front = lanes->plot.x1 - 0.5 - (double)lanes->front;
    int last = (int)floor(front + 1e-6);

    if (values) {
        pen.line = box_at(plot.x, box.y, lanes->end - plot.x, VALUES_HEIGHT);
        box.y += VALUES_HEIGHT + 2;
        box.h -= VALUES_HEIGHT + 2;
    }
    pen.y = box.y + box.h / 2;
    pen.most = fminf(thin + thick, box.h);
    draw_track(&pen, plot.x, x_of(&pen, front), false);
    if (isnan(value_at(&pen, last))) {
        draw_excuse(&pen, lanes->end - 24);
        draw_end(&pen);
        return;
    }
    double cut = draw_pieces(&pen, front);
    draw_arrows(&pen, fmin(cut, front));
    draw_bubble(&pen, last);
    if (cut <= front) {
        draw_track(&pen, x_of(&pen, front), x_of(&pen, cut), true);
        draw_cut(&pen, cut);
    }
    draw_values(&pen, last);
    draw_end(&pen);
}

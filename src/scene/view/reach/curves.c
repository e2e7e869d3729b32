/* A lane is its own run: a solid line. Around it lies the range of the other
 * seeds, and a thin line through their median, since one run can be the
 * mildest of its kind. Kept curves are dashed with hollow markers.
 */
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "scene/lab/lab_words.h"
#include "scene/look/figure.h"
#include "scene/view/plots/curve.h"
#include "scene/view/reach/reach.h"
#include "scene/widget/panel.h"

enum { POINTS_MAX = 1024, FLOOR = -10, CEILING = 2, LOWEST = -80,
       HIGHEST = 80, LABEL_GAP = 40, NAME_GAP = 20 };

int reach_lanes(const struct lab *lab, int out[REACH_LANES])
{
    int count = 0;

    for (int k = 0; k < REACH_LANES; k++) {
        const struct lane *lane = lab_lane(lab, k);
        if (lane != NULL && lane->made && lane->curves.memory != NULL)
            out[count++] = k;
    }
    return count;
}

char *reach_name(const struct scene *scene, int k, char *out, size_t size)
{
    return lab_lane_label(scene->lab, scene->ui, k, out, size);
}

struct color reach_color(const struct scene *scene, int k)
{
    return scene->theme->model[lab_lane_hue(scene->lab, k)];
}

static const struct lane_curves *curves_of(const struct scene *scene, int k)
{
    return &lab_lane(scene->lab, k)->curves;
}

static double own(const struct scene *scene, int k, int lag)
{
    return lane_curves_at(curves_of(scene, k), CURVE_OWN, lag);
}

/* Lags from one point of a curve to the next. */
static int stride_of(const struct plot *plot)
{
    return 1 + (int)plot->x1 / (POINTS_MAX - 2);
}

void reach_fit(const struct scene *scene, struct plot *plot)
{
    int lane[REACH_LANES], count = reach_lanes(scene->lab, lane);
    double low = FLOOR, high = CEILING;

    for (int j = 0; j < count; j++)
        for (int lag = 0; lag <= plot->x1; lag += stride_of(plot)) {
            double value = own(scene, lane[j], lag);
            if (!isfinite(value))
                continue;
            low = fmin(low, value);
            high = fmax(high, value);
        }
    /* Even powers, so that labels stand at the ends. */
    plot->y0 = fmax(2 * floor(low / 2), LOWEST);
    plot->y1 = fmin(2 * ceil(high / 2), HIGHEST);
}

/* Within the plot or just outside of it. */
static struct point place(const struct plot *plot, int lag, double value)
{
    float top = plot->box.y - 6, bottom = box_bottom(plot->box) + 6;

    return point_at(plot_x(plot, lag),
                    fminf(fmaxf(plot_y(plot, value), top), bottom));
}

/* How a curve is drawn. */
struct line {
    struct color color;
    float width;
    bool dashed, halo;
};

static void draw_piece(const struct scene *scene, const struct point *points,
                       int count, const struct line *line)
{
    const struct theme *theme = scene->theme;
    struct draw_stroke halo = {.width = line->width + 3 * theme->line,
                               .color = color_fade(theme->panel, 0.75f)};
    struct draw_stroke stroke = {.width = line->width, .color = line->color,
                                 .on = line->dashed ? 6 : 0, .off = 4};

    if (count < 2)
        return;
    if (line->halo)
        draw_line(scene->list, points, count, &halo);
    draw_line(scene->list, points, count, &stroke);
}

/* Where a curve is exactly 0 there is no place for it on a log axis. */
static void draw_zero(const struct scene *scene, const struct plot *plot,
                      const struct line *line, int lag)
{
    float x = plot_x(plot, lag), y = box_bottom(plot->box) - 4;
    const struct point dots[2] = {{x, y}, {box_right(plot->box), y}};
    struct draw_stroke stroke = {.width = 2.6f * scene->theme->line,
                                 .color = line->color, .on = 3, .off = 4};

    draw_line(scene->list, dots, 2, &stroke);
}

static void draw_curve(const struct scene *scene, const struct plot *plot,
                       const double *value, const struct line *line)
{
    struct point points[POINTS_MAX] = {{0, 0}};
    int count = 0, zero = -1;

    for (int lag = 0; lag <= plot->x1; lag += stride_of(plot)) {
        if (isnan(value[lag]) || (isinf(value[lag]) && value[lag] < 0)) {
            draw_piece(scene, points, count, line);
            count = 0;
            if (isinf(value[lag]) && zero < 0)
                zero = lag;
        } else {
            points[count++] = place(plot, lag, value[lag]);
            zero = -1;
        }
    }
    draw_piece(scene, points, count, line);
    if (zero >= 0)
        draw_zero(scene, plot, line, zero);
}

static void draw_range(const struct scene *scene, const struct plot *plot,
                       int k)
{
    const struct lane_curves *curves = curves_of(scene, k);
    struct point upper[POINTS_MAX], lower[POINTS_MAX];
    int count = 0;

    if (curves->seeds < 2)
        return;
    for (int lag = 0; lag <= plot->x1; lag += stride_of(plot)) {
        double low = curves->value[CURVE_LOW][lag];
        double high = curves->value[CURVE_HIGH][lag];
        if (isnan(low) || isnan(high))
            break;
        upper[count] = place(plot, lag, high);
        lower[count++] = place(plot, lag, low);
    }
    if (count > 1)
        draw_band(scene->list, upper, lower, count,
                  color_fade(reach_color(scene, k), 0.15f));
}

static void draw_lines(const struct scene *scene, const struct plot *plot,
                       int k)
{
    const struct lane_curves *curves = curves_of(scene, k);
    float width = scene->theme->line * (k == scene->ui->lane ? 3.2f : 2.4f);
    struct color color = reach_color(scene, k);
    const struct line solid = {color, width, k >= LANES_MAX, true};
    const struct line thin = {color_fade(color, 0.75f),
                              1.2f * scene->theme->line, false, false};

    if (curves->seeds > 1)
        draw_curve(scene, plot, curves->value[CURVE_MEDIAN], &thin);
    draw_curve(scene, plot, curves->value[CURVE_OWN], &solid);
}

/* The textbook's formula beside what is measured: the weights alone. */
static void draw_power(const struct scene *scene, const struct plot *plot,
                       int k)
{
    const struct lane *lane = lab_lane(scene->lab, k);
    struct point points[POINTS_MAX];
    int count = 0;
    struct draw_stroke stroke = {.width = 2.2f * scene->theme->line,
                                 .color = scene->theme->ink, .on = 3,
                                 .off = 5};

    for (int lag = 0; lag < lane->powers; lag += stride_of(plot))
        if (!isnan(lane->power[lag]))
            points[count++] = place(plot, lag, lane->power[lag]);
    if (count > 1)
        draw_line(scene->list, points, count, &stroke);
}

static bool is_inside(const struct plot *plot, double value)
{
    return isfinite(value) && value >= plot->y0 && value <= plot->y1;
}

static void draw_markers(const struct scene *scene, const struct plot *plot,
                         int k)
{
    int step = (int)fmax(plot_step(plot->x1, 6), 1);

    for (int lag = step; lag <= plot->x1; lag += step) {
        double value = own(scene, k, lag);
        if (is_inside(plot, value))
            plot_marker(scene, lab_lane_hue(scene->lab, k),
                        place(plot, lag, value), 4.6f, reach_color(scene, k),
                        k >= LANES_MAX);
    }
}

void reach_curves(const struct scene *scene, const struct plot *plot)
{
    int lane[REACH_LANES], count = reach_lanes(scene->lab, lane);
    struct box before = draw_clip(scene->list, plot->box);

    for (int j = 0; j < count; j++)
        draw_range(scene, plot, lane[j]);
    for (int j = 0; j < count; j++)
        draw_lines(scene, plot, lane[j]);
    for (int j = 0; j < count; j++)
        if (scene->lab->measure.quantity == DECAY_INPUT)
            draw_power(scene, plot, lane[j]);
    draw_unclip(scene->list, before);
    for (int j = 0; j < count; j++)
        draw_markers(scene, plot, lane[j]);
}

void reach_beads(const struct scene *scene, const struct plot *plot, int lag)
{
    int lane[REACH_LANES], count = reach_lanes(scene->lab, lane);

    for (int j = 0; j < count; j++) {
        double value = own(scene, lane[j], lag);
        struct point at;
        if (!is_inside(plot, value))
            continue;
        at = place(plot, lag, value);
        draw_disc(scene->list, at, 5.4f, scene->theme->panel);
        draw_disc(scene->list, at, 3.8f, reach_color(scene, lane[j]));
    }
}

/* A triangle upwards or downwards where the curve has left the plot. */
static void draw_beyond(const struct scene *scene, const struct plot *plot,
                        int k, double value, struct point at)
{
    float turn = value > plot->y1 ? -1 : 1;
    const struct point corner[3] = {{at.x - 5, at.y - 3 * turn},
                                    {at.x + 5, at.y - 3 * turn},
                                    {at.x, at.y + 5 * turn}};

    if (value > plot->y1 || value < plot->y0)
        draw_polygon(scene->list, corner, 3,
                     value > plot->y1 ? scene->theme->warn
                                      : reach_color(scene, k));
}

/* Marker, name, and below it the value. */
static void draw_label(const struct scene *scene, const struct plot *plot,
                       int k, int lag, struct point at, bool with_value)
{
    struct draw_list *list = scene->list;
    double value = own(scene, k, lag);
    struct draw_id id = subject(SUBJECT_LANE_DECAY, k, CURVE_OWN, lag, 0);
    float room = REACH_LABELS - 32;
    char name[96], text[FIGURE_MAX];

    plot_marker(scene, lab_lane_hue(scene->lab, k), point_at(at.x + 6, at.y),
                4.6f, reach_color(scene, k), k >= LANES_MAX);
    panel_text(scene, point_at(at.x + 18, at.y + 5),
               style_of(k < LANES_MAX ? FACE_BOLD : FACE_UI, 15,
                        reach_color(scene, k), ALIGN_LEFT), room,
               reach_name(scene, k, name, sizeof name));
    if (with_value) {
        draw_value(list, point_at(at.x + 18, at.y + 23),
                   style_of(FACE_UI, TEXT_SMALL, scene->theme->ink_soft,
                            ALIGN_LEFT), id, value,
                   lab_figure(scene->ui, value, text));
        draw_beyond(scene, plot, k, value, point_at(at.x + 6, at.y + 18));
    }
    draw_spot(list, box_at(at.x, at.y - 9, 110, with_value ? 36 : 18), id,
              k < LANES_MAX ? ACTION_LANE : ACTION_NONE,
              k < LANES_MAX ? k : 0);
}

void reach_labels(const struct scene *scene, const struct plot *plot, int lag)
{
    int lane[REACH_LANES], which[REACH_LANES], count = 0;
    int all = reach_lanes(scene->lab, lane);
    float y[REACH_LANES];

    for (int j = 0; j < all; j++) {
        double value = own(scene, lane[j], lag);
        if (isnan(value))
            continue;
        y[count] = place(plot, lag, value).y;
        which[count++] = lane[j];
    }
    float low = plot->box.y + 8, high = box_bottom(plot->box) - 8;
    bool values = high - 16 - low >= (float)(count - 1) * LABEL_GAP;
    if (count == 0 || high - low < (float)(count - 1) * NAME_GAP)
        return;
    if (values)
        high -= 16;
    curve_spread(y, count, values ? LABEL_GAP : NAME_GAP, low, high);
    for (int k = 0; k < count; k++)
        draw_label(scene, plot, which[k], lag,
                   point_at(box_right(plot->box) + 10, y[k]), values);
    if (values)
        draw_print(scene->list, point_at(box_right(plot->box) + 28,
                                         box_bottom(plot->box) + 20),
                   style_of(FACE_UI, TEXT_SMALL, scene->theme->ink_faint,
                            ALIGN_LEFT),
                   say(scene->ui, "at lag %d", "시차 %d의 값"), lag);
}

int reach_nearest(const struct scene *scene, const struct plot *plot, int lag,
                  float y)
{
    int lane[REACH_LANES], count = reach_lanes(scene->lab, lane), best = -1;
    float least = INFINITY;

    for (int j = 0; j < count; j++) {
        double value = own(scene, lane[j], lag);
        if (isnan(value))
            continue;
        float away = fabsf(place(plot, lag, value).y - y);
        if (away < least) {
            least = away;
            best = lane[j];
        }
    }
    return best;
}

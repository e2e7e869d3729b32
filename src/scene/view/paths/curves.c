/* On a log axis there is no place for zero: where a curve is exactly 0 it runs
 * as a dashed line along the floor, and says so.
 */
#include "scene/view/paths/curves.h"

#include <math.h>

#include "scene/look/figure.h"
#include "scene/view/plots/curve.h"
#include "scene/widget/panel.h"

enum { POINTS_MAX = 1024, LOWEST = -40, HIGHEST = 40, LABEL_GAP = 40,
       NAME_GAP = 20 };

/* Lags from one point of the curve to the next. */
static int stride_of(int lags)
{
    return 1 + lags / (POINTS_MAX - 2);
}

void curves_of_paths_fit(const struct scene *scene,
                         const struct quantity *quantity, struct plot *plot)
{
    int lags = scene->film->steps, stride = stride_of(lags);
    double low = -1, high = 0;

    for (int c = 0; c < quantity->curves; c++)
        for (int k = 0; k <= lags; k += stride) {
            double value = quantity_value(scene, quantity->curve[c].measure,
                                          k);
            if (!isfinite(value))
                continue;
            low = fmin(low, value);
            high = fmax(high, value);
        }
    plot->y0 = fmax(floor(low - 0.1), LOWEST);
    plot->y1 = fmin(ceil(high + 0.1), HIGHEST);
}

/* Within the plot or just outside of it. */
static struct point place(const struct plot *plot, int lag, double value)
{
    float top = plot->box.y - 10, bottom = box_bottom(plot->box) + 10;

    return point_at(plot_x(plot, lag),
                    fminf(fmaxf(plot_y(plot, value), top), bottom));
}

static bool is_zero(double value)
{
    return isinf(value) && value < 0;
}

/* The dashed line along the floor from lag a to b. */
static void draw_zero(const struct scene *scene, const struct plot *plot,
                      const struct quantity_curve *curve, int a, int b)
{
    float y = box_bottom(plot->box) - 3;
    const struct point line[2] = {{plot_x(plot, a) - (a == b ? 3 : 0), y},
                                  {plot_x(plot, b) + (a == b ? 3 : 0), y}};
    struct draw_stroke stroke = {.width = 2.6f * scene->theme->line,
                                 .color = curve->color, .on = 3, .off = 4};

    draw_line(scene->list, line, 2, &stroke);
    if (line[1].x + 90 < box_right(plot->box) || b - a > 3)
        draw_text(scene->list,
                  point_at(fminf(line[0].x + 6, box_right(plot->box) - 84),
                           y - 7),
                  style_of(FACE_UI, TEXT_SMALL, curve->ink, ALIGN_LEFT),
                  say(scene->ui, "exactly 0", "정확히 0"));
}

static void draw_piece(const struct scene *scene, const struct point *points,
                       int count, const struct quantity_curve *curve)
{
    const struct theme *theme = scene->theme;
    struct draw_stroke halo = {.width = 5.5f * theme->line,
                               .color = color_fade(theme->panel, 0.75f)};
    struct draw_stroke line = {.width = 2.6f * theme->line,
                               .color = curve->color};

    if (count < 2)
        return;
    draw_line(scene->list, points, count, &halo);
    draw_line(scene->list, points, count, &line);
}

/* In pieces of what is a number and not 0. */
static void draw_curve(const struct scene *scene, const struct plot *plot,
                       const struct quantity_curve *curve)
{
    struct point points[POINTS_MAX] = {{0, 0}};
    int lags = scene->film->steps, stride = stride_of(lags), count = 0;
    int zero = -1, last = 0;

    for (int k = 0; k <= lags; k += stride) {
        double value = quantity_value(scene, curve->measure, k);
        if (!is_zero(value) && zero >= 0) {
            draw_zero(scene, plot, curve, zero, last);
            zero = -1;
        }
        if (is_zero(value) && zero < 0)
            zero = k;
        if (is_zero(value) || isnan(value)) {
            draw_piece(scene, points, count, curve);
            count = 0;
        } else {
            points[count++] = place(plot, k, value);
        }
        last = k;
    }
    draw_piece(scene, points, count, curve);
    if (zero >= 0)
        draw_zero(scene, plot, curve, zero, last);
}

static bool is_inside(const struct plot *plot, float y)
{
    return y >= plot->box.y && y <= box_bottom(plot->box);
}

static void draw_markers(const struct scene *scene, const struct plot *plot,
                         const struct quantity_curve *curve)
{
    int lags = scene->film->steps;
    int step = (int)fmax(plot_step(lags, 6), 1);

    for (int k = step; k <= lags; k += step) {
        double value = quantity_value(scene, curve->measure, k);
        if (!isfinite(value) || !is_inside(plot, plot_y(plot, value)))
            continue;
        plot_marker(scene, curve->marker, place(plot, k, value), 4.4f,
                    curve->color, false);
    }
}

void curves_of_paths(const struct scene *scene,
                     const struct quantity *quantity, const struct plot *plot)
{
    struct box before = draw_clip(scene->list, plot->box);

    for (int c = quantity->curves - 1; c >= 0; c--)
        draw_curve(scene, plot, &quantity->curve[c]);
    draw_unclip(scene->list, before);
    for (int c = quantity->curves - 1; c >= 0; c--)
        draw_markers(scene, plot, &quantity->curve[c]);
}

void beads_of_paths(const struct scene *scene, const struct quantity *quantity,
                    const struct plot *plot, int lag)
{
    for (int c = quantity->curves - 1; c >= 0; c--) {
        const struct quantity_curve *curve = &quantity->curve[c];
        double value = quantity_value(scene, curve->measure, lag);
        if (!isfinite(value) || !is_inside(plot, plot_y(plot, value)))
            continue;
        struct point at = place(plot, lag, value);
        draw_disc(scene->list, at, 5.4f, scene->theme->panel);
        draw_disc(scene->list, at, 3.8f, curve->color);
    }
}

static void draw_label(const struct scene *scene,
                       const struct quantity_curve *curve, int lag,
                       struct point at, bool with_value)
{
    struct draw_list *list = scene->list;
    double value = quantity_value(scene, curve->measure, lag);
    struct draw_id id = subject(SUBJECT_PATH, scene->ui->layer, curve->measure,
                                lag, 0);
    char text[FIGURE_MAX];

    plot_marker(scene, curve->marker, point_at(at.x + 6, at.y), 4.4f,
                curve->color, false);
    draw_text(list, point_at(at.x + 18, at.y + 5),
              style_of(FACE_BOLD, 15, curve->ink, ALIGN_LEFT), curve->name);
    if (with_value)
        draw_value(list, point_at(at.x + 18, at.y + 23),
                   style_of(FACE_UI, TEXT_SMALL, scene->theme->ink_soft,
                            ALIGN_LEFT), id, value,
                   quantity_figure(scene, value, text));
    draw_spot(list, box_at(at.x, at.y - 9, 110, with_value ? 36 : 18), id,
              ACTION_NONE, 0);
}

void labels_of_paths(const struct scene *scene, const struct quantity *quantity,
                     const struct plot *plot, int lag)
{
    float y[QUANTITY_CURVES];
    int which[QUANTITY_CURVES], count = 0;

    for (int c = 0; c < quantity->curves; c++) {
        double value = quantity_value(scene, quantity->curve[c].measure, lag);
        if (isnan(value))
            continue;
        y[count] = place(plot, lag, value).y;
        which[count++] = c;
    }
    float low = plot->box.y + 8, high = box_bottom(plot->box) - 8;
    bool values = high - 16 - low >= (float)(count - 1) * LABEL_GAP;
    if (count == 0 || high - low < (float)(count - 1) * NAME_GAP)
        return;
    if (values)
        high -= 16;
    curve_spread(y, count, values ? LABEL_GAP : NAME_GAP, low, high);
    for (int k = 0; k < count; k++)
        draw_label(scene, &quantity->curve[which[k]], lag,
                   point_at(box_right(plot->box) + 10, y[k]), values);
    if (values)
        draw_print(scene->list, point_at(box_right(plot->box) + 28,
                                         box_bottom(plot->box) + 20),
                   style_of(FACE_UI, TEXT_SMALL, scene->theme->ink_faint,
                            ALIGN_LEFT),
                   say(scene->ui, "at lag %d", "시차 %d의 값"), lag);
}

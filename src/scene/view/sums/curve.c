/* sigma, tanh, ReLU or the identity around the present sum, with the point
 * that it takes and the tangent there.
 */
#include <math.h>
#include <stdio.h>

#include "scene/look/figure.h"
#include "scene/view/sums/waterfall.h"
#include "scene/widget/panel.h"
#include "scene/widget/plot.h"

enum { CURVE_POINTS = 49 };

enum shape { SHAPE_SIGMA, SHAPE_TANH, SHAPE_RELU, SHAPE_IDENTITY };

static enum shape shape_of(const struct scene *scene,
                           const struct terms *terms)
{
    const struct layer_spec *layer = film_layer(scene->film,
                                                scene->ui->layer);

    if (layer->cell == CELL_RNN || layer->cell == CELL_DENSE)
        return layer->activation == ACT_RELU ? SHAPE_RELU :
               layer->activation == ACT_IDENTITY ? SHAPE_IDENTITY : SHAPE_TANH;
    return notation_of(layer->cell, terms->gate_signal)->gate ? SHAPE_SIGMA
                                                              : SHAPE_TANH;
}

static double value_of(enum shape shape, double a)
{
    switch (shape) {
    case SHAPE_SIGMA: return 1 / (1 + exp(-a));
    case SHAPE_TANH: return tanh(a);
    case SHAPE_RELU: return a > 0 ? a : 0;
    default: return a;
    }
}

static const char *shape_slope(enum shape shape, const char *letter,
                               char out[48])
{
    switch (shape) {
    case SHAPE_SIGMA: snprintf(out, 48, "%s(1−%s)", letter, letter); break;
    case SHAPE_TANH: snprintf(out, 48, "1−%s^{2}", letter); break;
    default: out[0] = '\0';
    }
    return out;
}

static struct plot frame_of(struct box box, enum shape shape, double a)
{
    double reach = isfinite(a) ? fmax(4, ceil(fabs(a) + 1)) : 4;

    return (struct plot){
        .box = box, .x0 = -reach, .x1 = reach,
        .y0 = shape == SHAPE_SIGMA ? 0 : shape == SHAPE_TANH ? -1 : -reach,
        .y1 = shape == SHAPE_SIGMA || shape == SHAPE_TANH ? 1 : reach};
}

static void draw_function(const struct scene *scene, const struct plot *plot,
                          enum shape shape, struct color color)
{
    struct point points[CURVE_POINTS];
    struct draw_stroke stroke = {.width = 2.4f * scene->theme->line,
                                 .color = color};

    for (int k = 0; k < CURVE_POINTS; k++) {
        double a = plot->x0 + (plot->x1 - plot->x0) * k / (CURVE_POINTS - 1);
        points[k] = point_at(plot_x(plot, a),
                             plot_y(plot, value_of(shape, a)));
    }
    draw_line(scene->list, points, CURVE_POINTS, &stroke);
}

static void draw_point(const struct scene *scene, const struct plot *plot,
                       double a, double value, double slope,
                       struct color color)
{
    struct point at = point_at(plot_x(plot, a), plot_y(plot, value));
    float dx = plot->box.w * 0.09f;
    float dy = dx * (float)(slope * (plot->x1 - plot->x0) /
                            (plot->y1 - plot->y0)) * plot->box.h /
               plot->box.w;
    struct point down[2] = {at, {at.x, plot_y(plot, plot->y0)}};
    struct point left[2] = {{plot->box.x, at.y}, at};
    struct draw_stroke dashed = {.width = 1.2f, .color = scene->theme->ink_soft,
                                 .on = 4, .off = 4};

    if (!isfinite(a) || !isfinite(value) || !isfinite(slope))
        return;
    draw_line(scene->list, down, 2, &dashed);
    draw_line(scene->list, left, 2, &dashed);
    draw_segment(scene->list, point_at(at.x - dx, at.y + dy),
                 point_at(at.x + dx, at.y - dy), 1.8f, scene->theme->ink);
    draw_disc(scene->list, at, 6, color);
}

static void draw_numbers(const struct scene *scene, struct box box,
                         const struct terms *terms, enum shape shape)
{
    static const char *const names[] = {"σ", "tanh", "relu", "id"};
    const struct ui *ui = scene->ui;
    enum cell cell = film_cell(scene->film, ui->layer);
    const struct notation *gate = notation_of(cell, terms->gate_signal);
    const struct notation *sum = notation_of(cell, terms->sum_signal);
    struct draw_id id = subject(SUBJECT_SIGNAL, ui->layer, terms->gate_signal,
                                scene->now.step, ui->unit);
    struct draw_id steep = id;
    double value = subject_value(scene->film, id);
    char text[FIGURE_MAX], equals[FIGURE_MAX + 4], slope[48], line[128];
    bool turned = ui_z_writes(ui) && gate->letter[0] == 'z';

    steep.kind = SUBJECT_SLOPE;
    draw_print(scene->list, point_at(box.x, box.y + 26),
               style_of(FACE_MATH_ITALIC, 20, notation_ink(scene->theme, gate),
                        ALIGN_LEFT), "%s%s = %s(%s)", turned ? "1 − " : "",
               gate->letter, names[shape], sum->letter);
    snprintf(equals, sizeof equals, "= %s",
             gate->gate ? figure_plain(text, value, 3)
                        : figure_signed(text, value, 3));
    draw_value(scene->list, point_at(box.x, box.y + 56),
               style_of(FACE_BOLD, 20, scene->theme->ink, ALIGN_LEFT), id,
               value, equals);
    double steepness = subject_value(scene->film, steep);
    snprintf(line, sizeof line, "%s %s = %s", say(ui, "slope", "미분값"),
             shape_slope(shape, gate->letter, slope),
             figure_plain(text, steepness, 3));
    draw_value(scene->list, point_at(box.x, box.y + 84),
               style_of(FACE_UI, TEXT_SMALL, scene->theme->ink_soft,
                        ALIGN_LEFT), steep, steepness, line);
}

void waterfall_curve(const struct scene *scene, struct box box,
                     const struct terms *terms)
{
    enum shape shape = shape_of(scene, terms);
    const struct ui *ui = scene->ui;
    enum cell cell = film_cell(scene->film, ui->layer);
    struct color color = notation_color(
        scene->theme, notation_of(cell, terms->gate_signal));
    struct draw_id id = subject(SUBJECT_SIGNAL, ui->layer, terms->gate_signal,
                                scene->now.step, ui->unit);
    double value = subject_value(scene->film, id);
    char text[FIGURE_MAX];

    draw_numbers(scene, box, terms, shape);
    if (box.w < 360 || box.h < 90)
        return;
    struct plot plot = frame_of(box_at(box.x + 190, box.y + 8, box.w - 200,
                                       box.h - 36), shape, terms->sum);
    draw_box(scene->list, box_inset(plot.box, -6), 6, scene->theme->well);
    draw_tile(scene->list, box_at(plot_x(&plot, 0), plot.box.y, 1, plot.box.h),
              scene->theme->edge_strong);
    draw_function(scene, &plot, shape, color);
    id.kind = SUBJECT_SLOPE;
    draw_point(scene, &plot, terms->sum, value,
               subject_value(scene->film, id), color);
    for (int side = 0; side < 2; side++) {
        double at = side ? plot.y1 : plot.y0;
        draw_text(scene->list, point_at(plot.box.x - 12, plot_y(&plot, at) + 5),
                  style_of(FACE_UI, TEXT_SMALL, scene->theme->ink_soft,
                           ALIGN_RIGHT), figure_plain(text, at, 0));
        at = side ? plot.x1 : plot.x0;
        draw_text(scene->list, point_at(plot_x(&plot, at),
                                        box_bottom(plot.box) + 22),
                  style_of(FACE_UI, TEXT_SMALL, scene->theme->ink_soft,
                           ALIGN_CENTRE), figure_plain(text, at, 0));
    }
}

/* A row is a loss, a column a step that its gradient has come through. More
 * losses than there are pixels share a cell, which then has the largest of
 * its parts.
 */
#include <math.h>
#include <stdio.h>

#include "scene/look/figure.h"
#include "scene/look/ramp.h"
#include "scene/view/plots/steps.h"
#include "scene/view/triangle/triangle.h"
#include "scene/widget/panel.h"

enum { NOTHING = 0, LOWEST = 1, DECADES_LEAST = 4, DECADES_MOST = 10 };

static const struct triangle *triangle_of(const struct scene *scene)
{
    return &scene->studies->triangle;
}

struct triangle_cells triangle_lay_out(const struct scene *scene,
                                       struct box room)
{
    const struct triangle *triangle = triangle_of(scene);
    struct triangle_cells cells = {.first = triangle->order.first,
                                   .last = triangle->order.last};
    int rows = cells.last - cells.first + 1;
    int pixels = (int)fmaxf(fminf(room.w, room.h) * scene->list->scale, 1);
    double range = fmin(fmax(ceil(triangle->most - triangle->least),
                             DECADES_LEAST), DECADES_MOST);

    cells.block = (rows + pixels - 1) / pixels;
    cells.count = (rows + cells.block - 1) / cells.block;
    cells.most = triangle->most;
    cells.least = isfinite(cells.most) ? cells.most - range : NAN;
    double end = cells.first + cells.count * cells.block - 0.5;
    cells.plot = (struct plot){room, cells.first - 0.5, end, end,
                               cells.first - 0.5};
    return cells;
}

/* The largest part of the losses and steps in a block. */
static double block_of(const struct scene *scene,
                       const struct triangle_cells *cells, int row, int column)
{
    int j = cells->first + row * cells->block;
    int t = cells->first + column * cells->block;
    double most = NAN;

    for (int a = j; a < j + cells->block && a <= cells->last; a++)
        for (int b = t; b < t + cells->block && b <= a; b++) {
            double value = triangle_value(triangle_of(scene), a, b);
            if (!(value <= most))
                most = value;
        }
    return most;
}

static uint8_t entry(const struct triangle_cells *cells, double value)
{
    double share = (value - cells->least) / (cells->most - cells->least);

    if (isnan(value))
        return RAMP_BAD;
    if (!(share > 0))
        return LOWEST;
    return (uint8_t)(LOWEST + fmin(share, 1) * (RAMP_TOP - LOWEST) + 0.5);
}

/* The ramp, whose lowest entry stands for nothing at all. */
static int make_palette(const struct scene *scene)
{
    struct color palette[256];

    ramp_fill(RAMP_SIZE, scene->ui->theme, palette);
    palette[NOTHING] = color_fade(scene->theme->panel, 0);
    palette[RAMP_BAD] = scene->theme->well;
    return draw_palette(scene->list, palette);
}

static void draw_map(const struct scene *scene,
                     const struct triangle_cells *cells)
{
    int n = cells->count;
    float cell = fminf(cells->plot.box.w, cells->plot.box.h) / (float)n;
    uint8_t *out = draw_grid(scene->list, cells->plot.box, n, n,
                             make_palette(scene),
                             cell * scene->list->scale >= 5);

    for (int row = 0; out != NULL && row < n; row++)
        for (int column = 0; column < n; column++)
            out[row * n + column] = column > row ? NOTHING
                : entry(cells, block_of(scene, cells, row, column));
}

/* Every `step`-th loss or step has a label. */
static int label_step(const struct triangle_cells *cells, float length,
                      float pitch)
{
    return (int)fmax(plot_step(cells->last - cells->first + 1,
                               (int)(length / pitch)), 1);
}

static void draw_axes(const struct scene *scene,
                      const struct triangle_cells *cells)
{
    const struct plot *plot = &cells->plot;
    struct draw_list *list = scene->list;
    struct draw_style style = style_of(FACE_UI, TEXT_SMALL,
                                       scene->theme->ink_faint, ALIGN_RIGHT);
    int step = label_step(cells, plot->box.h, 30);
    char name[32];

    for (int j = (cells->first + step - 1) / step * step; j <= cells->last;
         j += step)
        draw_print(list, point_at(plot->box.x - 8, plot_y(plot, j) + 5), style,
                   "%d", j);
    style.align = ALIGN_CENTRE;
    step = label_step(cells, plot->box.w, 56);
    for (int t = (cells->first + step - 1) / step * step; t <= cells->last;
         t += step)
        draw_print(list, point_at(plot_x(plot, t), box_bottom(plot->box) + 19),
                   style, "%d", t);
    style.color = scene->theme->ink_soft;
    draw_text(list, point_at(plot->box.x + plot->box.w / 2,
                             box_bottom(plot->box) + 40), style,
              say(scene->ui, "through step t →", "기울기가 거친 시점 t →"));
    snprintf(name, sizeof name, "%s",
             scene->film->has_loss ? "L_{j}" : "Σh_{j}");
    draw_text(list, point_at(plot->box.x - 8, plot->box.y - 9),
              style_of(FACE_MATH_ITALIC, 15, scene->theme->ink_soft,
                       ALIGN_RIGHT), name);
}

/* Around the chosen loss and, below its diagonal, the step of the playhead. */
static void draw_marks(const struct scene *scene,
                       const struct triangle_cells *cells)
{
    const struct plot *plot = &cells->plot;
    float h = plot->box.h / (float)cells->count;
    float w = plot->box.w / (float)cells->count;
    int row = (loss_row_chosen(scene->film, scene->ui->loss_step) -
               cells->first);
    int now = scene->now.step - cells->first;

    if (now >= 0 && now <= cells->last - cells->first) {
        now /= cells->block;
        draw_outline(scene->list,
                     box_at(plot->box.x + (float)now * w - 1,
                            plot->box.y + (float)now * h - 1, w + 2,
                            (float)(cells->count - now) * h + 2), 2,
                     1.6f * scene->theme->line, scene->theme->accent);
    }
    if (row >= 0 && row <= cells->last - cells->first) {
        row /= cells->block;
        draw_outline(scene->list,
                     box_at(plot->box.x - 2,
                            plot->box.y + (float)row * h - 2,
                            (float)(row + 1) * w + 4, h + 4), 3,
                     2 * scene->theme->line, scene->theme->ink);
    }
}

/* A click takes a loss out. */
static void add_spots(const struct scene *scene,
                      const struct triangle_cells *cells)
{
    float h = cells->plot.box.h / (float)cells->count;

    for (int row = 0; row < cells->count; row++) {
        int j = cells->first + row * cells->block;
        draw_spot(scene->list,
                  box_at(cells->plot.box.x,
                         cells->plot.box.y + (float)row * h,
                         cells->plot.box.w, h),
                  subject(SUBJECT_OTHER, 0, PANEL_TRIANGLE, j, 0),
                  ACTION_LOSS_STEP, j);
    }
}

static void draw_reading(const struct scene *scene,
                         const struct triangle_cells *cells, struct box panel,
                         struct point at)
{
    struct bubble_line line = {.color = {0}};
    const struct plot *plot = &cells->plot;
    int n = cells->count, b = cells->block;
    int column = (int)((at.x - plot->box.x) / plot->box.w * (float)n);
    int row = (int)((at.y - plot->box.y) / plot->box.h * (float)n);
    char title[96];

    if (column > row || row >= n)
        return;
    int j = cells->first + row * b, t = cells->first + column * b;
    double value = block_of(scene, cells, row, column);
    if (isnan(value))
        return;
    figure_power(line.value, value);
    if (b == 1) {
        snprintf(title, sizeof title,
                 say(scene->ui, "loss of step %d, through t = %d",
                     "시점 %d의 손실, t = %d 경유"), j, t);
        line.id = subject(SUBJECT_LESSON_PART, scene->ui->layer,
                          scene->ui->weights, t, j);
        line.number = value;
        snprintf(line.label, sizeof line.label, "‖%s‖",
                 triangle_weights(scene->ui->weights));
    } else {
        int end = j + b - 1 < cells->last ? j + b - 1 : cells->last;
        snprintf(title, sizeof title,
                 say(scene->ui, "losses %d–%d, through t = %d–%d",
                     "손실 %d–%d, t = %d–%d 경유"), j, end, t,
                 t + b - 1 < end ? t + b - 1 : end);
        snprintf(line.label, sizeof line.label, "%s",
                 say(scene->ui, "largest", "최댓값"));
    }
    plot_bubble(scene, at, box_inset(panel, 8), title, &line, 1);
}

void triangle_cells_draw(const struct scene *scene,
                         const struct triangle_cells *cells, struct box panel)
{
    struct point reading[2];

    draw_map(scene, cells);
    draw_axes(scene, cells);
    triangle_cut_diagonal(scene, cells);
    draw_marks(scene, cells);
    add_spots(scene, cells);
    int readings = steps_readings(scene, &cells->plot.box, PANEL_TRIANGLE,
                                  reading);
    for (int k = 0; k < readings; k++)
        draw_reading(scene, cells, panel, reading[k]);
}

void triangle_scale_draw(const struct scene *scene,
                         const struct triangle_cells *cells,
                         struct point left_top, float width)
{
    struct draw_list *list = scene->list;
    struct draw_style style = style_of(FACE_UI, TEXT_SMALL,
                                       scene->theme->ink_faint, ALIGN_LEFT);
    uint8_t *out = draw_grid(list, box_at(left_top.x, left_top.y, width, 10),
                             RAMP_TOP, 1, make_palette(scene), false);
    char text[FIGURE_MAX];

    for (int k = 0; out != NULL && k < RAMP_TOP; k++)
        out[k] = (uint8_t)(LOWEST + k);
    draw_value(list, point_at(left_top.x, left_top.y + 27), style,
               subject(SUBJECT_OTHER, 0, PANEL_TRIANGLE, 0, 0),
               pow(10, cells->least), figure_power(text, cells->least));
    style.align = ALIGN_RIGHT;
    draw_value(list, point_at(left_top.x + width, left_top.y + 27), style,
               subject(SUBJECT_OTHER, 0, PANEL_TRIANGLE, 0, 1),
               pow(10, cells->most), figure_power(text, cells->most));
}

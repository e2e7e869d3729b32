/* Strips: one cell per step, and per unit where it is a signal. Where there are
 * more steps or units than pixels every n-th of them is drawn, and the strip
 * says so; what the playhead has not reached is dim.
 */
#include <math.h>
#include <stdio.h>

#include "scene/look/figure.h"
#include "scene/look/ramp.h"
#include "scene/view/lanes/lanes.h"
#include "scene/widget/panel.h"

enum { COLUMNS_MAX = 2000, NUMBER_ROOM = 46, MEAN_ROOM = 44 };

/* x 1/2 .. x 2. */
const double lanes_factor_limit = 0.301029995663981;

static const float dimness = 0.68f;

/* Which steps and units the cells stand for. */
struct cells {
    struct box box;
    int columns, rows, stride, every;
};

static struct cells layout(const struct scene *scene,
                           const struct lanes *lanes, struct box box,
                           int units)
{
    int steps = (int)(lanes->plot.x1 - 0.5);
    float scale = scene->list->scale;
    int most = (int)fminf(fmaxf(box.w * scale, 1), COLUMNS_MAX);
    int high = (int)fmaxf(box.h * scale, 1);
    struct cells cells = {.box = box, .stride = (steps + most - 1) / most,
                          .every = (units + high - 1) / high};

    cells.columns = (steps + cells.stride - 1) / cells.stride;
    cells.rows = (units + cells.every - 1) / cells.every;
    cells.box.w *= (float)(cells.columns * cells.stride) / (float)steps;
    return cells;
}

/* Cells of `ramp`, to be filled; NULL when the list is full. */
static uint8_t *open_cells(const struct scene *scene,
                           const struct cells *cells, enum ramp ramp)
{
    struct color palette[256];
    float cell = cells->box.w / (float)cells->columns * scene->list->scale;

    ramp_fill(ramp, scene->ui->theme, palette);
    palette[RAMP_BAD] = scene->theme->warn;
    return draw_grid(scene->list, cells->box, cells->columns, cells->rows,
                     draw_palette(scene->list, palette),
                     cell >= 5 && cells->rows == 1);
}

/* Steps outside of known become dim; steps of the last column may not exist. */
static void dim(const struct scene *scene, const struct lanes *lanes,
                const struct cells *cells, struct known known)
{
    struct color veil = color_fade(scene->theme->panel, dimness);
    struct box box = cells->box;
    float left = plot_x(&lanes->plot, known.from - 0.5);
    float right = plot_x(&lanes->plot, known.to + 0.5);

    if (known.to < known.from)
        left = right = box_right(box);
    if (left > box.x)
        draw_tile(scene->list, box_at(box.x, box.y, left - box.x, box.h),
                  veil);
    if (right < box_right(box))
        draw_tile(scene->list, box_at(right, box.y, box_right(box) - right,
                                      box.h), veil);
}

/* The letter before a strip. */
static void draw_letter(const struct scene *scene, struct box box,
                        struct color color, const char *text)
{
    if (box.h >= 14)
        draw_text(scene->list, point_at(box.x - 10, box.y + box.h / 2 + 5),
                  style_of(FACE_MATH_ITALIC, 16, color, ALIGN_RIGHT), text);
}

/* Behind a strip that leaves something out. */
static void draw_sparse(const struct scene *scene, const struct cells *cells,
                        struct box box)
{
    if (cells->every > 1 && box.h >= 14)
        draw_print(scene->list, point_at(box_right(box) + 6,
                                         box.y + box.h / 2 + 5),
                   style_of(FACE_UI, TEXT_SMALL, scene->theme->ink_faint,
                            ALIGN_LEFT), "1/%d", cells->every);
}

/* Factors as numbers where a step is wide enough. */
static void write_factors(const struct scene *scene, const struct lanes *lanes,
                          const struct lane_row *row, struct box box,
                          struct known known)
{
    float pitch = plot_x(&lanes->plot, 2) - plot_x(&lanes->plot, 1);
    int steps = (int)(lanes->plot.x1 - 0.5);
    char text[FIGURE_MAX];

    for (int t = known.from; t <= steps && pitch >= NUMBER_ROOM; t++) {
        double value = lane_curves_factor(&row->lane->curves, t);
        struct color ground = ramp_color(RAMP_SIGNED, scene->ui->theme,
                                         value / lanes_factor_limit);
        if (!isfinite(value) ||
            draw_width(scene->list, FACE_UI, TEXT_SMALL,
                       figure_power(text, value)) > pitch - 4)
            continue;
        draw_value(scene->list, point_at(plot_x(&lanes->plot, t),
                                         box.y + box.h / 2 + 5),
                   style_of(FACE_UI, TEXT_SMALL, ink_on(ground),
                            ALIGN_CENTRE),
                   subject(SUBJECT_LANE_FACTOR, row->number, 0, t, 0), value,
                   text);
    }
}

/* The geometric mean of the factors that are known, behind them. */
static void write_mean(const struct scene *scene, const struct lanes *lanes,
                       const struct lane_row *row, struct box box)
{
    int lag = (int)floor(lanes->plot.x1 - 0.5 - (double)lanes->front + 1e-6);
    struct draw_id id = subject(SUBJECT_LANE_FACTOR, row->number, 0, lag, 1);
    double value = lag > 0 ? lab_value(scene->lab, id) : NAN;
    char text[FIGURE_MAX];
    struct draw_style style = style_of(FACE_UI, TEXT_SMALL,
                                       scene->theme->ink_soft, ALIGN_CENTRE);

    if (!isfinite(value) || box.h < 14 ||
        draw_width(scene->list, style.face, style.size,
                   figure_power(text, value)) > MEAN_ROOM)
        return;
    draw_value(scene->list, point_at(lanes->end, box.y + box.h / 2 + 5), style,
               id, value, text);
    draw_spot(scene->list, box_at(lanes->end - MEAN_ROOM / 2, box.y, MEAN_ROOM,
                                  box.h), id, ACTION_LANE, row->number);
}

void factors_strip(const struct scene *scene, const struct lanes *lanes,
                   const struct lane_row *row, struct box box)
{
    struct cells cells = layout(scene, lanes, box, 1);
    int steps = (int)(lanes->plot.x1 - 0.5);
    struct known known = {(int)ceilf(lanes->front) + 1, steps};
    uint8_t *out = open_cells(scene, &cells, RAMP_SIGNED);

    if (out == NULL)
        return;
    for (int c = 0; c < cells.columns; c++) {
        int from = c * cells.stride, to = from + cells.stride;
        to = to < steps ? to : steps;
        /* The mean of the factors of a column is what its ends differ by. */
        double mean = 0;
        for (int t = from + 1; t <= to; t++)
            mean += lane_curves_factor(&row->lane->curves, t) / (to - from);
        out[c] = isinf(mean) ? (mean < 0 ? 0 : RAMP_TOP)
               : isnan(mean) ? RAMP_TOP / 2
               : ramp_entry(RAMP_SIGNED, mean / lanes_factor_limit);
    }
    dim(scene, lanes, &cells, known);
    if (box.h >= 18)
        write_factors(scene, lanes, row, box, known);
    draw_letter(scene, box, scene->theme->ink_soft, "×");
    write_mean(scene, lanes, row, box);
}

/* The first of `names` that the cell has. */
static int find_signal(enum cell cell, const char *const *names, int count)
{
    for (int k = 0; k < count; k++) {
        int found = signal_find(cell, names[k]);
        if (found >= 0)
            return found;
    }
    return cell_table[cell].h;
}

/* What keeps in this cell, or where the heat map shows another signal of the
 * film on the stage than its first one, that. */
static int choose_gate(const struct scene *scene, enum cell cell)
{
    const struct ui *ui = scene->ui;
    const struct cell_info *info =
        &cell_table[film_cell(scene->film, ui->layer)];
    int chosen = ui->heat_signal < info->shown_count ? ui->heat_signal : 0;
    int shown = info->shown[chosen];
    const char *const names[] = {
        chosen > 0 && shown != info->h ? info->signal[shown].name : "f", "f",
        "z"};

    return find_signal(cell, names, 3);
}

static int layer_of(const struct scene *scene, const struct lane_row *row)
{
    int last = row->lane->film.values.spec.layers - 1;

    return scene->ui->layer < last ? scene->ui->layer : last;
}

/* Of which steps the forward pass has the signal. */
static struct known known_of(const struct scene *scene,
                             const struct lanes *lanes)
{
    int step = (int)floorf(lanes->front + 1e-4f);
    int steps = (int)(lanes->plot.x1 - 0.5);

    if (lanes->back)
        return (struct known){1, steps};
    return (struct known){1, scene->now.whole < 1 && step == scene->now.step
                                 ? step - 1 : step};
}

void signal_strip(const struct scene *scene, const struct lanes *lanes,
                  const struct lane_row *row, struct box box, bool gate)
{
    const struct film *film = &row->lane->film;
    int layer = layer_of(scene, row), units = film_units(film, layer);
    enum cell cell = film_cell(film, layer);
    int signal = gate ? choose_gate(scene, cell) : cell_table[cell].h;
    const struct signal_info *info = &cell_table[cell].signal[signal];
    const struct notation *notation = notation_of(cell, signal);
    double peak = film_peak(film, layer, signal);
    enum ramp ramp = info->low == 0 && info->high == 1 ? RAMP_GATE
                                                       : RAMP_SIGNED;
    double limit = ramp == RAMP_SIGNED && peak > 0 && isfinite(peak) ? peak
                                                                     : 1;
    struct cells cells = layout(scene, lanes, box, units);
    uint8_t *out = open_cells(scene, &cells, ramp);

    if (out == NULL)
        return;
    for (int c = 0; c < cells.columns; c++) {
        const real *value = film_signal(film, layer, signal,
                                        c * cells.stride + 1);
        for (int r = 0; r < cells.rows; r++)
            out[r * cells.columns + c] =
                ramp_entry(ramp, (double)value[r * cells.every] / limit);
    }
    dim(scene, lanes, &cells, known_of(scene, lanes));
    draw_letter(scene, box, notation_ink(scene->theme, notation),
                notation->letter);
    draw_sparse(scene, &cells, box);
}

/* Columns come from the level of detail that has no more of them than there
 * are pixels, rows are averaged here when there are more units than pixels.
 */
#include "scene/view/heat/cells.h"

#include <math.h>

#include "scene/view/plots/steps.h"
#include "scene/widget/panel.h"

/* A cell of whole pixels may leave this share of the room empty. */
static const float waste = 0.12f;

/* How far what is to come is dimmed. */
static const float dimness = 0.68f;

/* `room` cut to `count` cells of whole pixels. */
static float fit(float room, int count, float scale)
{
    float cell = floorf(room * scale / (float)count);
    float whole = cell * (float)count / scale;

    return cell >= 2 && whole >= room * (1 - waste) ? whole : room;
}

static void choose_colours(const struct scene *scene, struct cells *cells)
{
    const struct film *film = scene->film;
    enum cell cell = film_cell(film, cells->layer);
    const struct signal_info *info = &cell_table[cell].signal[cells->signal];
    bool state = cells->signal == cell_table[cell].h ||
                 cells->signal == cell_table[cell].c || isinf(info->high);
    double peak = film_peak(film, cells->layer, cells->signal);

    cells->limit = 1;
    if (cells->kind == HEAT_GRADIENT) {
        cells->ramp = RAMP_GRADIENT;
    } else if (cells->kind == HEAT_DIFFERENCE) {
        cells->ramp = RAMP_SIGNED;
        if (scene->levels->peak > 0)
            cells->limit = scene->levels->peak;
    } else if (info->low == 0) {
        cells->ramp = RAMP_GATE;
    } else {
        cells->ramp = RAMP_SIGNED;
        if (state && peak > 0)
            cells->limit = peak;
    }
}

struct cells cells_layout(const struct scene *scene, struct box room)
{
    const struct levels *levels = scene->levels;
    float scale = scene->list->scale;
    int pixels = (int)fmaxf(room.w * scale, 1);
    int high = (int)fmaxf(room.h * scale, 1);
    struct cells cells = {.layer = levels->layer, .signal = levels->signal,
                          .kind = levels->kind};

    choose_colours(scene, &cells);
    cells.level = levels_choose(levels, levels->steps, pixels);
    cells.steps = 1 << cells.level;
    cells.columns = levels->level[cells.level].columns;
    cells.units = (levels->units + high - 1) / high;
    cells.rows = (levels->units + cells.units - 1) / cells.units;
    room.w = fit(room.w, cells.columns, scale);
    room.h = fit(room.h, cells.rows, scale);
    cells.plot = (struct plot){
        .box = room, .x0 = 0.5, .x1 = cells.columns * cells.steps + 0.5,
        .y0 = cells.rows * cells.units + 0.5, .y1 = 0.5};
    return cells;
}

/* Mean of the units [from, to) of a column. */
static double mean_of(const float *column, int from, int to)
{
    double sum = 0;

    for (int u = from; u < to; u++)
        sum += (double)column[u];
    return sum / (to - from);
}

static int last_unit(const struct scene *scene, const struct cells *cells,
                     int row)
{
    int last = (row + 1) * cells->units;
    return last < scene->levels->units ? last : scene->levels->units;
}

/* ramp_entry for many values: value * factor + start is 0 .. RAMP_TOP but for
 * rounding, or it is beyond. */
static inline uint8_t entry(float value, float factor, float start)
{
    float at = value * factor + start;

    if (!(at > -0.5f && at < RAMP_TOP + 0.5f))
        return RAMP_BAD;
    return at > 0 ? (uint8_t)(at + 0.5f) : 0;
}

static void fill(const struct scene *scene, const struct cells *cells,
                 uint8_t *out)
{
    const struct levels *levels = scene->levels;
    const float *column = levels->level[cells->level].mean;
    float start = cells->ramp == RAMP_GATE ? 0 : 0.5f * RAMP_TOP;
    float factor = (RAMP_TOP - start) / (float)cells->limit;

    for (int x = 0; x < cells->columns; x++, column += levels->units)
        for (int row = 0; row < cells->rows; row++) {
            float value = cells->units == 1 ? column[row] : (float)mean_of(
                column, row * cells->units, last_unit(scene, cells, row));
            out[row * cells->columns + x] = entry(value, factor, start);
        }
}

/* Steps [from, to) become dim. */
static void dim(const struct scene *scene, const struct cells *cells, int from,
                int to)
{
    struct box box = cells->plot.box;

    if (to <= from)
        return;
    box.x = plot_x(&cells->plot, from - 0.5);
    box.w = plot_x(&cells->plot, to - 0.5) - box.x;
    draw_tile(scene->list, box, color_fade(scene->theme->panel, dimness));
}

int cells_draw(const struct scene *scene, const struct cells *cells)
{
    struct color palette[256];
    float cell = fminf(cells->plot.box.w / (float)cells->columns,
                       cells->plot.box.h / (float)cells->rows);
    struct known known = steps_known(scene, cells->signal,
                                     cells->kind == HEAT_GRADIENT);

    ramp_fill(cells->ramp, scene->ui->theme, palette);
    int first = draw_palette(scene->list, palette);
    uint8_t *out = draw_grid(scene->list, cells->plot.box, cells->columns,
                             cells->rows, first,
                             cell * scene->list->scale >= 5);
    if (out == NULL)
        return first;
    fill(scene, cells, out);
    dim(scene, cells, 1, known.from);
    dim(scene, cells, known.to + 1, scene->film->steps + 1);
    return first;
}

struct cells_summary cells_at(const struct scene *scene,
                              const struct cells *cells, struct point at)
{
    const struct plot *plot = &cells->plot;
    const struct level *level = &scene->levels->level[cells->level];
    float w = plot->box.w / (float)cells->columns;
    float h = plot->box.h / (float)cells->rows;
    int x = (int)fminf((at.x - plot->box.x) / w, (float)cells->columns - 1);
    int row = (int)fminf((at.y - plot->box.y) / h, (float)cells->rows - 1);
    int from = row * cells->units, to = last_unit(scene, cells, row);
    size_t start = (size_t)x * (size_t)scene->levels->units;
    struct cells_summary cell = {
        .step = x * cells->steps + 1, .unit = from + 1, .last_unit = to,
        .mean = mean_of(level->mean + start, from, to),
        .low = INFINITY, .high = -INFINITY,
        .box = box_at(plot->box.x + (float)x * w, plot->box.y + (float)row * h,
                      w, h)};

    cell.last_step = (int)fmin((x + 1) * cells->steps, scene->film->steps);
    for (int u = from; u < to; u++) {
        cell.low = fmin(cell.low, (double)level->low[start + (size_t)u]);
        cell.high = fmax(cell.high, (double)level->high[start + (size_t)u]);
    }
    return cell;
}

double cells_unscale(const struct scene *scene, double value)
{
    return scene->levels->peak + (fabs(value) - 1) * LEVELS_DECADES;
}

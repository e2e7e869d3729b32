/* Columns come from the level of detail that has no more of them than there
 * are pixels, rows are averaged here when there are more units than pixels.
 */
#include "scene/view/plots/heat_grid.h"

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

static void choose_colours(const struct scene *scene, struct heat *heat)
{
    const struct film *film = scene->film;
    enum cell cell = film_cell(film, heat->layer);
    const struct signal_info *info = &cell_table[cell].signal[heat->signal];
    bool state = heat->signal == cell_table[cell].h ||
                 heat->signal == cell_table[cell].c || isinf(info->high);
    double peak = film_peak(film, heat->layer, heat->signal);

    heat->limit = 1;
    if (heat->gradient) {
        heat->ramp = RAMP_GRADIENT;
    } else if (info->low == 0) {
        heat->ramp = RAMP_GATE;
    } else {
        heat->ramp = RAMP_SIGNED;
        if (state && peak > 0 && isfinite(peak))
            heat->limit = peak;
    }
}

struct heat heat_layout(const struct scene *scene, struct box room)
{
    const struct levels *levels = scene->levels;
    float scale = scene->list->scale;
    int pixels = (int)fmaxf(room.w * scale, 1);
    int high = (int)fmaxf(room.h * scale, 1);
    struct heat heat = {.layer = levels->layer, .signal = levels->signal,
                        .gradient = levels->gradient};

    choose_colours(scene, &heat);
    heat.level = levels_choose(levels, levels->steps, pixels);
    heat.steps = 1 << heat.level;
    heat.columns = levels->level[heat.level].columns;
    heat.units = (levels->units + high - 1) / high;
    heat.rows = (levels->units + heat.units - 1) / heat.units;
    room.w = fit(room.w, heat.columns, scale);
    room.h = fit(room.h, heat.rows, scale);
    heat.plot = (struct plot){
        .box = room, .x0 = 0.5, .x1 = heat.columns * heat.steps + 0.5,
        .y0 = heat.rows * heat.units + 0.5, .y1 = 0.5};
    return heat;
}

/* Mean of the units [from, to) of a column. */
static double mean_of(const float *column, int from, int to)
{
    double sum = 0;

    for (int u = from; u < to; u++)
        sum += (double)column[u];
    return sum / (to - from);
}

static int last_unit(const struct scene *scene, const struct heat *heat,
                     int row)
{
    int last = (row + 1) * heat->units;
    return last < scene->levels->units ? last : scene->levels->units;
}

/* ramp_entry for many values: value * factor + start is 0 .. RAMP_TOP. */
static inline uint8_t entry(float value, float factor, float start)
{
    float at = value * factor + start;

    if (!(at > 0))
        return isnan(at) ? RAMP_BAD : 0;
    return at < RAMP_TOP ? (uint8_t)(at + 0.5f) : RAMP_TOP;
}

static void fill(const struct scene *scene, const struct heat *heat,
                 uint8_t *cells)
{
    const struct levels *levels = scene->levels;
    const float *column = levels->level[heat->level].mean;
    float start = heat->ramp == RAMP_GATE ? 0 : 0.5f * RAMP_TOP;
    float factor = (RAMP_TOP - start) / (float)heat->limit;

    for (int x = 0; x < heat->columns; x++, column += levels->units)
        for (int row = 0; row < heat->rows; row++) {
            float value = heat->units == 1 ? column[row] : (float)mean_of(
                column, row * heat->units, last_unit(scene, heat, row));
            cells[row * heat->columns + x] = entry(value, factor, start);
        }
}

/* Steps [from, to) become dim. */
static void dim(const struct scene *scene, const struct heat *heat, int from,
                int to)
{
    struct box box = heat->plot.box;

    if (to <= from)
        return;
    box.x = plot_x(&heat->plot, from - 0.5);
    box.w = plot_x(&heat->plot, to - 0.5) - box.x;
    draw_tile(scene->list, box, color_fade(scene->theme->panel, dimness));
}

int heat_draw(const struct scene *scene, const struct heat *heat)
{
    struct color palette[256];
    float cell = fminf(heat->plot.box.w / (float)heat->columns,
                       heat->plot.box.h / (float)heat->rows);
    struct known known = steps_known(scene, heat->signal, heat->gradient);

    ramp_fill(heat->ramp, scene->ui->theme, palette);
    int first = draw_palette(scene->list, palette);
    uint8_t *cells = draw_grid(scene->list, heat->plot.box, heat->columns,
                               heat->rows, first,
                               cell * scene->list->scale >= 5);
    if (cells == NULL)
        return first;
    fill(scene, heat, cells);
    dim(scene, heat, 1, known.from);
    dim(scene, heat, known.to + 1, scene->film->steps + 1);
    return first;
}

struct heat_cell heat_cell_at(const struct scene *scene,
                              const struct heat *heat, struct point at)
{
    const struct plot *plot = &heat->plot;
    const struct level *level = &scene->levels->level[heat->level];
    float w = plot->box.w / (float)heat->columns;
    float h = plot->box.h / (float)heat->rows;
    int x = (int)fminf((at.x - plot->box.x) / w, (float)heat->columns - 1);
    int row = (int)fminf((at.y - plot->box.y) / h, (float)heat->rows - 1);
    int from = row * heat->units, to = last_unit(scene, heat, row);
    size_t start = (size_t)x * (size_t)scene->levels->units;
    struct heat_cell cell = {
        .step = x * heat->steps + 1, .unit = from + 1, .last_unit = to,
        .mean = mean_of(level->mean + start, from, to),
        .low = INFINITY, .high = -INFINITY,
        .box = box_at(plot->box.x + (float)x * w, plot->box.y + (float)row * h,
                      w, h)};

    cell.last_step = (int)fmin((x + 1) * heat->steps, scene->film->steps);
    for (int u = from; u < to; u++) {
        cell.low = fmin(cell.low, (double)level->low[start + (size_t)u]);
        cell.high = fmax(cell.high, (double)level->high[start + (size_t)u]);
    }
    return cell;
}

double heat_unscale(const struct scene *scene, double value)
{
    return scene->levels->peak + (fabs(value) - 1) * LEVELS_DECADES;
}

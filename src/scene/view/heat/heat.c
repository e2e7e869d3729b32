/* The heat map: every unit of a layer over all steps, one signal or its
 * gradient. Here stands what is around the cells: axes, what is selected, the
 * playhead, read-outs.
 */
#include <math.h>
#include <stdio.h>

#include "scene/look/figure.h"
#include "scene/view/heat/bar.h"
#include "scene/view/heat/cells.h"
#include "scene/view/heat/heading.h"
#include "scene/view/heat/marks.h"
#include "scene/view/plots/steps.h"
#include "scene/view/view.h"
#include "scene/widget/panel.h"
#include "scene/widget/wire.h"

enum { READINGS = 3 };

/* The selected unit, from 1. */
static int chosen_unit(const struct scene *scene)
{
    int last = scene->levels->units - 1;
    return (scene->ui->unit < last ? scene->ui->unit : last) + 1;
}

/* Numbers of the units beside the grid, the selected one marked. */
static void draw_units(const struct scene *scene, const struct cells *cells)
{
    const struct theme *theme = scene->theme;
    struct draw_list *list = scene->list;
    const struct plot *plot = &cells->plot;
    int units = scene->levels->units, chosen = chosen_unit(scene);
    int step = (int)fmax(plot_step(units, (int)fmaxf(plot->box.h / 22, 1)), 1);
    float mine = plot_y(plot, chosen), x = plot->box.x - 13;
    struct draw_style style = style_of(FACE_UI, TEXT_SMALL, theme->ink_faint,
                                       ALIGN_RIGHT);

    for (int u = 1; u <= units; u += step) {
        float y = plot_y(plot, u);
        if (fabsf(y - mine) >= 17)
            draw_print(list, point_at(x, y + 5), style, "%d", u);
    }
    style.face = FACE_BOLD;
    style.color = theme->ink;
    draw_print(list, point_at(x, mine + 5), style, "%d", chosen);
    wire_arrow(scene, point_at(plot->box.x - 3, mine), 1, 0, 7, theme->accent);
    style.face = FACE_UI;
    style.color = theme->ink_soft;
    draw_text(list, point_at(x, plot->box.y - 9), style,
              say(scene->ui, "unit", "유닛"));
}

/* A click beside a row selects its unit. */
static void add_unit_spots(const struct scene *scene, const struct cells *cells)
{
    const struct plot *plot = &cells->plot;
    int units = scene->levels->units;
    float height = plot->box.h / (float)units;

    if (height < 8)
        return;
    for (int u = 0; u < units; u++)
        draw_spot(scene->list,
                  box_at(plot->box.x - 36, plot->box.y + height * (float)u, 36,
                         height),
                  subject(SUBJECT_CONTROL, 0, ACTION_UNIT, 0, u), ACTION_UNIT,
                  u);
}

/* A light frame with a dark rim, visible on every colour. */
static void draw_marker(const struct scene *scene, struct box box)
{
    const struct theme *theme = scene->theme;

    draw_outline(scene->list, box, 4, 5,
                 color_fade(theme->dark ? theme->ground_top : theme->panel,
                            0.88f));
    draw_outline(scene->list, box, 4, 2.2f * theme->line, theme->ink);
}

/* The column of the playhead; a column of many steps moves through them. */
static void draw_now(const struct scene *scene, const struct cells *cells)
{
    const struct plot *plot = &cells->plot;
    float width = plot->box.w / (float)cells->columns;
    float x = plot_x(plot, (double)steps_now(scene));

    width = fmaxf(width, 5);
    draw_marker(scene, box_at(x - width / 2 - 1, plot->box.y - 1.5f, width + 1,
                              plot->box.h + 2));
}

/* What a gate does at such a value, in one word; "" in between. */
static const char *effect(const struct scene *scene,
                          const struct notation *notation, double value)
{
    bool keeps = notation->letter[0] == 'f' || notation->letter[0] == 'z';

    if (!keeps || (value >= 0.1 && value <= 0.9))
        return "";
    return value > 0.9 ? say(scene->ui, "keeps", "유지")
                       : say(scene->ui, "erases", "지움");
}

/* What the number was in the untouched run, and how far it moved. */
static int read_against(const struct scene *scene,
                        const struct notation *notation,
                        const struct bubble_line *now,
                        struct bubble_line line[READINGS - 1])
{
    static const enum subject kinds[] = {SUBJECT_UNTOUCHED,
                                         SUBJECT_DIFFERENCE};
    char size[FIGURE_MAX];

    if (scene->ghost == NULL)
        return 0;
    for (int k = 0; k < 2; k++) {
        line[k].id = now->id;
        line[k].id.kind = (int16_t)kinds[k];
        line[k].number = subject_against(scene->film, scene->ghost,
                                         line[k].id);
        snprintf(line[k].label, sizeof line[k].label, "%s", k == 0
                     ? say(scene->ui, "untouched", "원래 값")
                     : say(scene->ui, "difference", "차이"));
        snprintf(line[k].value, sizeof line[k].value, "%s",
                 k == 0 && notation->gate
                     ? figure_plain(size, line[k].number, 3)
                     : figure_signed(size, line[k].number, 3));
    }
    return 2;
}

/* One cell of one unit at one step: the number of the film. */
static int read_one(const struct scene *scene, const struct cells *cells,
                    const struct cells_summary *cell,
                    struct bubble_line line[READINGS])
{
    const struct film *film = scene->film;
    const struct notation *notation =
        notation_of(film_cell(film, cells->layer), cells->signal);
    char size[FIGURE_MAX];

    line[0].id = subject(cells->kind == HEAT_GRADIENT ? SUBJECT_GRADIENT
                                                      : SUBJECT_SIGNAL,
                         cells->layer, cells->signal, cell->step,
                         cell->unit - 1);
    double value = line[0].number = subject_value(film, line[0].id);
    if (cells->kind == HEAT_GRADIENT) {
        snprintf(line[0].label, sizeof line[0].label, "∂L/∂%s",
                 notation->symbol);
        snprintf(line[0].value, sizeof line[0].value, "%s%s",
                 value < 0 ? "−" : "", figure_size(size, fabs(value)));
        return 1;
    }
    snprintf(line[0].label, sizeof line[0].label, "%s", notation->symbol);
    snprintf(line[0].value, sizeof line[0].value, "%s",
             notation->gate ? figure_plain(size, value, 3)
                            : figure_signed(size, value, 3));
    int lines = 1 + read_against(scene, notation, &line[0], line + 1);
    const char *word = notation->gate ? effect(scene, notation, value) : "";
    if (word[0] == '\0' || lines == READINGS)
        return lines;
    snprintf(line[lines].label, sizeof line[lines].label, "%s", word);
    return lines + 1;
}

/* A cell of many: its mean and range. */
static int read_many(const struct scene *scene, const struct cells *cells,
                     const struct cells_summary *cell,
                     struct bubble_line line[READINGS])
{
    char low[FIGURE_MAX], high[FIGURE_MAX];
    double size = fmax(fabs(cell->low), fabs(cell->high));

    if (cells->kind == HEAT_GRADIENT) {
        snprintf(line[0].label, sizeof line[0].label, "%s",
                 say(scene->ui, "largest", "최대 크기"));
        snprintf(line[0].value, sizeof line[0].value, "%s",
                 figure_power(low, cells_unscale(scene, size)));
        return 1;
    }
    snprintf(line[0].label, sizeof line[0].label, "%s",
             say(scene->ui, "mean", "평균"));
    snprintf(line[0].value, sizeof line[0].value, "%s",
             figure_plain(low, cell->mean, 3));
    snprintf(line[1].label, sizeof line[1].label, "%s",
             say(scene->ui, "range", "범위"));
    snprintf(line[1].value, sizeof line[1].value, "%.20s … %.20s",
             figure_plain(low, cell->low, 2), figure_plain(high, cell->high,
                                                           2));
    return 2;
}

static void draw_reading(const struct scene *scene, const struct cells *cells,
                         struct box panel, struct point at)
{
    struct cells_summary cell = cells_at(scene, cells, at);
    struct bubble_line line[READINGS] = {0};
    bool one = cell.step == cell.last_step && cell.unit == cell.last_unit;
    char lead[48], title[96];
    int lines = one ? read_one(scene, cells, &cell, line)
                    : read_many(scene, cells, &cell, line);

    if (cell.unit == cell.last_unit)
        snprintf(lead, sizeof lead, say(scene->ui, "unit %d", "유닛 %d"),
                 cell.unit);
    else
        snprintf(lead, sizeof lead, say(scene->ui, "units %d–%d",
                                        "유닛 %d–%d"),
                 cell.unit, cell.last_unit);
    if (cell.step == cell.last_step)
        steps_name(scene, cell.step, lead, title, sizeof title);
    else
        snprintf(title, sizeof title, "%s · t = %d–%d", lead, cell.step,
                 cell.last_step);
    if (cell.box.w >= 4 && cell.box.h >= 4)
        draw_marker(scene, cell.box);
    plot_bubble(scene, at, box_inset(panel, 8), title, line, lines);
}

/* Do the levels belong to the film? They do not where there was no memory. */
static bool is_ready(const struct scene *scene)
{
    const struct levels *levels = scene->levels;

    return levels != NULL && levels->signal >= 0 &&
           levels->layer == scene->ui->layer &&
           levels->steps == scene->film->steps &&
           levels->units == film_units(scene->film, levels->layer);
}

void view_heat(const struct scene *scene, struct box box)
{
    struct point reading[2];

    panel_draw(scene, box, say(scene->ui, "Heat map", "히트맵"));
    if (!is_ready(scene)) {
        panel_title(scene, point_at(box.x + PANEL_PADDING,
                                    box.y + PANEL_HEADING),
                    say(scene->ui, "Heat map", "히트맵"),
                    say(scene->ui, "not enough memory for it",
                        "메모리가 부족합니다"),
                    box.w - 2 * PANEL_PADDING);
        return;
    }
    struct cells cells = cells_layout(scene, box);
    float top = heading_draw(scene, &cells, box) + 24;
    bool title = box.h >= 300;
    float left = box.x + 62;
    float right = box_right(box) - PANEL_PADDING - bar_room(scene, &cells);
    float bottom = box_bottom(box) - (title ? 56 : 34);
    if (right - left < 60 || bottom - top < 24)
        return;
    cells = cells_layout(scene, box_at(left, top, right - left, bottom - top));
    int palette = cells_draw(scene, &cells);
    steps_axis(scene, &cells.plot, false, title);
    steps_window(scene, &cells.plot);
    draw_units(scene, &cells);
    add_unit_spots(scene, &cells);
    bar_draw(scene, &cells, palette);
    draw_now(scene, &cells);
    if (cells.kind != HEAT_GRADIENT)
        marks_pins(scene, &cells);
    if (!marks_spot(scene, &cells))
        steps_spot(scene, &cells.plot, PANEL_HEAT);
    int readings = steps_readings(scene, &cells.plot.box, PANEL_HEAT, reading);
    for (int k = 0; k < readings && !scene->ui->brush.on; k++)
        draw_reading(scene, &cells, box, reading[k]);
    marks_brush(scene, &cells, box);
}

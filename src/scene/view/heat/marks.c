/* Ranges of units and steps are boxes of the plot; the pins of a film never
 * overlap, so their frames do not either.
 */
#include "scene/view/heat/marks.h"

#include <math.h>
#include <stdio.h>

#include "scene/widget/panel.h"

enum { PINS_MAX = 400, HEADS_MAX = 40, TAG_HEIGHT = 26 };

/* Units from 0, steps from 1, ends included. */
static struct box box_of(const struct plot *plot, int first_unit,
                         int last_unit, int first_step, int last_step)
{
    float x = plot_x(plot, first_step - 0.5), y = plot_y(plot,
                                                         first_unit + 0.5);
    return box_at(x, y, plot_x(plot, last_step + 0.5) - x,
                  plot_y(plot, last_unit + 1.5) - y);
}

static void draw_pin(const struct scene *scene, const struct cells *cells,
                     const struct pin *pin, bool head)
{
    const struct theme *theme = scene->theme;
    struct draw_list *list = scene->list;
    struct box box = box_of(&cells->plot, pin->first_unit, pin->last_unit,
                            pin->first_step, pin->last_step);
    struct color rim = color_fade(theme->dark ? theme->ground_top
                                              : theme->panel, 0.8f);

    draw_outline(list, box, 2, 3.4f, rim);
    draw_outline(list, box, 2, 1.6f * theme->line, theme->ink);
    if (head) {
        draw_disc(list, point_at(box_right(box), box.y), 4.6f, rim);
        draw_disc(list, point_at(box_right(box), box.y), 3.4f, theme->ink);
    }
}

void marks_pins(const struct scene *scene, const struct cells *cells)
{
    const struct pins *pins = &scene->film->pins;
    int count = 0;

    for (int k = 0; k < pins->count; k++)
        count += pins->pin[k].layer == cells->layer &&
                 pins->pin[k].signal == cells->signal;
    if (count > PINS_MAX)
        return;
    for (int k = 0; k < pins->count; k++)
        if (pins->pin[k].layer == cells->layer &&
            pins->pin[k].signal == cells->signal)
            draw_pin(scene, cells, &pins->pin[k], count <= HEADS_MAX);
}

/* "f → 1: 3 units × 12 steps" */
static void write_size(const struct scene *scene, const struct cells *cells,
                       int units, int steps, char *out, size_t size)
{
    const struct ui *ui = scene->ui;
    const char *letter =
        notation_of(film_cell(scene->film, cells->layer), cells->signal)
            ->letter;
    const char *what = ui->tool == TOOL_ZERO ? "= 0" :
                       ui->tool == TOOL_ONE ? "= 1" :
                       say(ui, "free", "풀기");

    if (ui->language == LANGUAGE_KO)
        snprintf(out, size, "%s %s · 유닛 %d개 × %d시점", letter, what, units,
                 steps);
    else
        snprintf(out, size, "%s %s · %d %s × %d %s", letter, what, units,
                 units == 1 ? "unit" : "units", steps,
                 steps == 1 ? "step" : "steps");
}

/* Above the band, or below it, or in it. */
static void draw_size(const struct scene *scene, struct box band,
                      struct box panel, const char *text)
{
    const struct theme *theme = scene->theme;
    struct draw_list *list = scene->list;
    float width = draw_width(list, FACE_BOLD, TEXT_SMALL, text) + 20;
    float x = fminf(band.x, box_right(panel) - 8 - width);
    float y = band.y - TAG_HEIGHT - 6;
    struct color ground = theme->bubble;

    if (width > panel.w - 16)
        return;
    if (y < panel.y + 8)
        y = fminf(box_bottom(band) + 6, box_bottom(panel) - TAG_HEIGHT - 8);
    ground.a = 255;
    struct box tag = box_at(fmaxf(x, panel.x + 8), y, width, TAG_HEIGHT);
    draw_box(list, tag, 8, ground);
    draw_text(list, point_at(tag.x + 10, tag.y + 18),
              style_of(FACE_BOLD, TEXT_SMALL, theme->bubble_ink, ALIGN_LEFT),
              text);
}

void marks_brush(const struct scene *scene, const struct cells *cells,
                 struct box panel)
{
    const struct brush *brush = &scene->ui->brush;
    const struct theme *theme = scene->theme;
    int units = scene->levels->units, steps = scene->film->steps;
    int top = brush->first_unit < brush->last_unit ? brush->first_unit
                                                   : brush->last_unit;
    int bottom = brush->first_unit + brush->last_unit - top;
    int from = brush->first_step < brush->last_step ? brush->first_step
                                                    : brush->last_step;
    int to = brush->first_step + brush->last_step - from;
    char text[96];

    if (!brush->on || top < 0 || bottom >= units || from < 1 || to > steps)
        return;
    struct box band = box_of(&cells->plot, top, bottom, from, to);
    draw_box(scene->list, band, 3, color_fade(theme->accent, 0.28f));
    draw_outline(scene->list, band, 3, 4.4f,
                 color_fade(theme->dark ? theme->ground_top : theme->panel,
                            0.85f));
    draw_outline(scene->list, band, 3, 2.2f * theme->line, theme->accent);
    write_size(scene, cells, bottom - top + 1, to - from + 1, text,
               sizeof text);
    draw_size(scene, band, panel, text);
}

bool marks_spot(const struct scene *scene, const struct cells *cells)
{
    enum tool tool = scene->ui->tool;
    int units = scene->levels->units, steps = scene->film->steps;

    if (tool == TOOL_LOOK || tool == TOOL_CUT)
        return false;
    draw_spot(scene->list, box_of(&cells->plot, 0, units - 1, 1, steps),
              subject(SUBJECT_CONTROL, 0, ACTION_BRUSH, steps, units),
              ACTION_BRUSH, 1);
    return true;
}

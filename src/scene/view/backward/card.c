/* One step of the backward pass: the sizes of its gradients as numbers, and
 * dL/da of every gate of every unit as colours on a signed log scale.
 */
#include <math.h>
#include <stdio.h>

#include "scene/look/figure.h"
#include "scene/look/ramp.h"
#include "scene/view/backward/backward.h"
#include "scene/widget/panel.h"
#include "scene/widget/wire.h"

enum { UNITS_SHOWN = 24, UNIT_HEIGHT = 8, UNIT_TALL = 34 };

/* How much of a card there is room for. */
static const float with_numbers = 128, with_cells = 20, with_name = 58;

static float progress_of(const struct scene *scene,
                         const struct backward *backward, int step)
{
    const struct moment *now = &scene->now;

    if (step < backward->from)
        return 0;
    if (step != now->step)
        return step > now->step ? 1 : 0;
    return now->whole;
}

/* Has the gradient come through the phase that made a signal? */
static bool has_reached(const struct scene *scene,
                        const struct backward *backward, int step, int signal)
{
    enum cell cell = film_cell(scene->film, scene->ui->layer);

    return step >= backward->from &&
           phase_progress(&scene->now, scene->phases, step,
                          phase_of_signal(cell, signal)) > 0;
}

static void draw_frame(const struct scene *scene, struct box box, bool current,
                       bool reached)
{
    const struct theme *theme = scene->theme;
    struct color top = current ? theme->card_current : theme->card;
    float width = current ? 2.2f * theme->line : 1;

    if (!reached)
        top = color_mix(theme->card, theme->panel, 0.6f);
    if (current)
        draw_glow(scene->list, box_at(box.x, box.y + 4, box.w, box.h), 14, 50,
                  color_fade(theme->gradient, 0.35f), true);
    draw_box_shaded(scene->list, box, 12, top,
                    color_mix(top, theme->panel, 0.4f));
    draw_outline(scene->list, box_inset(box, 0.5f), 11.5f, width,
                 current ? theme->gradient : theme->edge);
}

static void draw_heading(const struct scene *scene, struct box box, int step,
                         bool current, bool reached)
{
    const struct theme *theme = scene->theme;
    struct draw_style name = style_of(
        FACE_BOLD, 15, current ? theme->gradient : theme->ink_soft,
        ALIGN_LEFT);
    struct draw_style lag = style_of(FACE_UI, TEXT_SMALL,
                                     current ? theme->ink : theme->ink_faint,
                                     ALIGN_RIGHT);
    char text[32];

    snprintf(text, sizeof text, "t = %d", step);
    if (draw_width(scene->list, FACE_BOLD, 15, text) > box.w - 20)
        snprintf(text, sizeof text, "%d", step);
    float width = draw_width(scene->list, FACE_BOLD, 15, text);
    if (width > box.w - 16)
        return;
    draw_text(scene->list, point_at(box.x + fminf(10, (box.w - width) / 2),
                                    box.y + 24), name, text);
    snprintf(text, sizeof text, "k = %d", scene->film->steps - step);
    if (reached && draw_width(scene->list, FACE_UI, TEXT_SMALL, text) <
                       box.w - width - 30)
        draw_text(scene->list, point_at(box_right(box) - 10, box.y + 24), lag,
                  text);
}

static void draw_size(const struct scene *scene, struct box box, float y,
                      int signal, const char *name, struct color color,
                      int step, bool reached)
{
    char text[FIGURE_MAX];
    struct draw_id id = subject(SUBJECT_GRADIENT_NORM, scene->ui->layer, signal,
                                step, -1);
    double size = subject_value(scene->film, id);

    figure_power(text, size);
    float room = box.w - 27 - draw_width(scene->list, FACE_BOLD, TEXT_SMALL,
                                         text);
    if (!reached || draw_width(scene->list, FACE_MATH_ITALIC, 15, name) < room)
        draw_text(scene->list, point_at(box.x + 11, y),
                  style_of(FACE_MATH_ITALIC, 15, color, ALIGN_LEFT), name);
    if (!reached)
        return;
    draw_value(scene->list, point_at(box_right(box) - 10, y),
               style_of(FACE_BOLD, TEXT_SMALL, scene->theme->ink, ALIGN_RIGHT),
               id, size, text);
    draw_spot(scene->list, box_at(box.x, y - 16, box.w, 21), id, ACTION_NONE,
              0);
}

/* sign(v) * (1 + (log10|v| - largest) / decades). */
static double signed_share(const struct scene *scene, double value)
{
    if (value == 0 || isnan(value))
        return value;
    return copysign((double)backward_share(scene, log10(fabs(value)),
                                           BACKWARD_CELL_DECADES), value);
}

/* The rows of units: those around the selected one that there is room for. */
struct rows {
    int first, count;
    float height;
};

static struct rows rows_of(const struct scene *scene, float height)
{
    int units = film_units(scene->film, scene->ui->layer);
    int room = (int)(height / UNIT_HEIGHT);
    struct rows rows = {.count = units < UNITS_SHOWN ? units : UNITS_SHOWN};

    rows.count = rows.count < room ? rows.count : room;
    int first = scene->ui->unit - rows.count / 2;
    rows.first = first < 0 ? 0 : first > units - rows.count
                 ? units - rows.count : first;
    rows.height = fminf(height / (float)rows.count, UNIT_TALL);
    return rows;
}

static void draw_column(const struct scene *scene, struct box box,
                        const struct rows *rows, int signal, int step,
                        bool reached)
{
    const struct ui *ui = scene->ui;

    for (int k = 0; k < rows->count; k++) {
        struct draw_id id = subject(SUBJECT_GRADIENT, ui->layer, signal, step,
                                    rows->first + k);
        struct box cell = box_at(box.x, box.y + (float)k * rows->height, box.w,
                                 rows->height - 1.2f);
        struct color color = scene->theme->well;
        if (reached)
            color = ramp_color(RAMP_GRADIENT, ui->theme,
                               signed_share(scene,
                                            subject_value(scene->film, id)));
        draw_tile(scene->list, cell, color);
        if (reached && box.w >= 8)
            draw_spot(scene->list, cell, id, ACTION_NONE, 0);
    }
}

/* The gates' columns between the numbers and the h wire. */
static void draw_gates(const struct scene *scene,
                       const struct backward *backward, struct box box,
                       int step, bool begun)
{
    const struct theme *theme = scene->theme;
    enum cell cell = film_cell(scene->film, scene->ui->layer);
    float rim = box.w >= with_name ? 10 : 4;
    float width = (box.w - 2 * rim) / (float)backward->gates;
    int signals[4];
    bool named = box.w >= with_name;
    struct rows rows = rows_of(scene, box.h - (named ? 26 : 0));
    float below = box.y + (float)rows.count * rows.height;

    notation_gates(cell, signals);
    for (int g = 0; g < backward->gates; g++) {
        const struct notation *notation = notation_of(cell, signals[g]);
        struct box column = box_at(box.x + rim + (float)g * width, box.y,
                                   width - (width > 12 ? 4 : 1), box.h);
        bool reached = has_reached(scene, backward, step, backward->gate[g]);
        draw_column(scene, column, &rows, backward->gate[g], step, reached);
        if (named)
            draw_text(scene->list,
                      point_at(column.x + column.w / 2, below + 19),
                      style_of(FACE_MATH_ITALIC, 17,
                               reached ? notation_ink(theme, notation)
                                       : theme->ink_faint,
                               ALIGN_CENTRE), notation->letter);
    }
    int chosen = scene->ui->unit - rows.first;
    draw_outline(scene->list,
                 box_at(box.x + rim - 2, box.y + (float)chosen * rows.height - 1.5f,
                        box.w - 2 * rim + 2, rows.height + 1.5f), 3, 1.4f,
                 begun ? theme->ink : theme->ink_faint);
}

/* How wide a card must be for both numbers. */
static float ways_width(const struct scene *scene, const struct quantity *cell,
                        int step)
{
    float width = 36;
    char text[FIGURE_MAX];

    for (int c = 1; c < cell->curves; c++)
        width += draw_width(scene->list, FACE_BOLD, TEXT_SMALL,
                            quantity_figure(scene, quantity_value(
                                scene, cell->curve[c].measure,
                                scene->film->steps - step), text));
    return width;
}

/* The two parts of dc_T/dc_t at this step, side by side under their strands. */
static void draw_ways(const struct scene *scene,
                      const struct backward *backward, struct box box,
                      int step)
{
    struct quantity cell = quantity_cell(scene);
    char text[FIGURE_MAX];

    if (ways_width(scene, &cell, step) > box.w)
        return;
    for (int c = 1; c < cell.curves; c++) {
        const struct quantity_curve *curve = &cell.curve[c];
        int lag = scene->film->steps - step;
        double value = quantity_value(scene, curve->measure, lag);
        struct draw_id id = subject(SUBJECT_PATH, scene->ui->layer,
                                    curve->measure, lag, 0);
        float y = backward_way(backward, 2) + 23, half = box.w / 2;
        if (isnan(value))
            continue;
        quantity_figure(scene, value, text);
        draw_value(scene->list,
                   point_at(c == 1 ? box.x + 11 : box_right(box) - 10, y),
                   style_of(FACE_BOLD, TEXT_SMALL, curve->ink,
                            c == 1 ? ALIGN_LEFT : ALIGN_RIGHT),
                   id, value, text);
        draw_spot(scene->list, box_at(box.x + (c == 1 ? 0 : half), y - 16,
                                      half, 21), id, ACTION_NONE, 0);
    }
}

/* From the belt down: sizes as numbers, then the gates. */
static void draw_inside(const struct scene *scene,
                        const struct backward *backward, struct box box,
                        int step, bool begun)
{
    const struct theme *theme = scene->theme;
    const struct strip *strip = &backward->strip;
    bool belt = backward->c >= 0;
    float top = belt ? strip->belt + 34 : box.y + 54, bottom = strip->bus - 20;

    if (backward->apart) {
        top += 24;
        if (begun)
            draw_ways(scene, backward, box, step);
    }
    if (box.w >= with_numbers && bottom - top > 8) {
        if (belt) {
            draw_size(scene, box, top, backward->c, "‖∂L/∂c‖", theme->c_text,
                      step, has_reached(scene, backward, step, backward->c));
            top += 22;
        }
        draw_size(scene, box, top, backward->h, "‖∂L/∂h‖", theme->gradient,
                  step, has_reached(scene, backward, step, backward->h));
        top += 12;
    }
    if (box.w >= with_cells && bottom - top > 50)
        draw_gates(scene, backward, box_at(box.x, top, box.w, bottom - top),
                   step, begun);
}

void backward_card(const struct scene *scene, const struct backward *backward,
                   int step)
{
    struct card card = strip_card(&backward->strip, step);
    float progress = progress_of(scene, backward, step);
    float before = scene->list->alpha;

    if (card.alpha <= 0)
        return;
    scene->list->alpha *= card.alpha * (progress > 0 ? 1 : 0.5f);
    draw_frame(scene, card.box, card.now, progress > 0);
    if (card.box.w >= 30)
        draw_heading(scene, card.box, step, card.now, progress > 0);
    draw_inside(scene, backward, card.box, step, progress > 0);
    strip_spot(&backward->strip, box_at(card.box.x, card.box.y, card.box.w, 34),
               subject(SUBJECT_CONTROL, scene->ui->layer, ACTION_ENTER, step,
                       step), ACTION_ENTER, step);
    scene->list->alpha = before;
}

/* The weight gradient itemised: every loss has taught the weights through every
 * step before it, by as much as the cell of that loss and step is bright.
 */
#include "scene/view/triangle/triangle.h"

#include <math.h>
#include <stdio.h>

#include "scene/view/view.h"
#include "scene/widget/panel.h"

enum { LEFT = 66, BELOW = 62, CONTROLS = 46, ROW_WIDTH = 196, ROW_GAP = 28,
       ROW_LEAST = 520, SCALE_WIDTH = 150 };

/* Of the panel's width, where the row is there to be dragged along. */
static const float cut_share = 0.42f;

const char *triangle_weights(enum lag_measure measure)
{
    return measure == LAG_WEIGHTS_U ? "∂L/∂U" :
           measure == LAG_BIAS ? "∂L/∂b" : "∂L/∂W";
}

static bool is_measured(const struct scene *scene)
{
    return scene->studies != NULL && scene->studies->triangle.measured > 0 &&
           scene->studies->triangle.order.of.layer == scene->ui->layer;
}

static void draw_heading(const struct scene *scene, struct box box)
{
    const struct theme *theme = scene->theme;
    struct draw_list *list = scene->list;
    float end = box_right(box) - PANEL_PADDING;
    struct point at = point_at(box.x + PANEL_PADDING, box.y + PANEL_HEADING);
    const struct triangle_order *order =
        scene->studies != NULL ? &scene->studies->triangle.order : NULL;
    char symbol[64], note[96] = "";

    snprintf(symbol, sizeof symbol, "‖(%s)_{t}‖",
             scene->ui->weights == LAG_BIAS ? "∂L_{j}/∂b" :
             scene->ui->weights == LAG_WEIGHTS_U ? "∂L_{j}/∂U" : "∂L_{j}/∂W");
    at.x += panel_text(scene, at, style_of(FACE_BOLD, TEXT_HEADING, theme->ink,
                                           ALIGN_LEFT), end - at.x,
                       say(scene->ui, "Which step taught the weights",
                           "가중치 기울기의 명세서")) + 12;
    if (at.x + draw_width(list, FACE_MATH_ITALIC, 18, symbol) <= end)
        at.x += draw_text(list, at, style_of(FACE_MATH_ITALIC, 18,
                                             theme->gradient, ALIGN_LEFT),
                          symbol) + 14;
    if (is_measured(scene) && order->last - order->first + 1 <
                                  scene->film->steps)
        snprintf(note, sizeof note, say(scene->ui, "steps %d–%d of %d",
                                        "%d–%d번째 시점(전체 %d)"),
                 order->first, order->last, scene->film->steps);
    if (at.x + draw_width(list, FACE_UI, 15, note) <= end)
        draw_text(list, at, style_of(FACE_UI, 15, theme->ink_soft, ALIGN_LEFT),
                  note);
}

/* W, U or b; returns where it ends. */
static float draw_controls(const struct scene *scene, struct box box)
{
    bool recurrent = film_cell(scene->film, scene->ui->layer) != CELL_DENSE;
    struct choices which = {.action = ACTION_WEIGHTS};
    float x = box.x + PANEL_PADDING, y = box.y + PANEL_HEADING + 34;

    for (int m = LAG_WEIGHTS_W; m <= LAG_BIAS; m++) {
        if (m == LAG_WEIGHTS_U && !recurrent)
            continue;
        if (m == (int)scene->ui->weights)
            which.chosen = which.count;
        which.text[which.count] = m == LAG_WEIGHTS_W ? "W" :
                                  m == LAG_WEIGHTS_U ? "U" : "b";
        which.value[which.count++] = m;
    }
    return x + panel_switch(scene, point_at(x, y), &which);
}

static void draw_progress(const struct scene *scene, struct box box)
{
    const struct triangle *triangle = &scene->studies->triangle;
    int rows = triangle->order.last - triangle->order.first + 1;
    struct box bar = box_at(box.x + PANEL_PADDING, box.y + PANEL_HEADING + 12,
                            box.w - 2 * PANEL_PADDING, 3);

    if (triangle->measured >= rows)
        return;
    draw_box(scene->list, bar, 1.5f, scene->theme->track);
    bar.w *= (float)triangle->measured / (float)rows;
    draw_box(scene->list, bar, 1.5f, scene->theme->accent);
}

void view_triangle(const struct scene *scene, struct box box)
{
    float top = box.h >= 240 ? PANEL_HEADING + CONTROLS + 32
                             : PANEL_HEADING + 32;
    bool row = box.w >= ROW_LEAST;
    float beside = row ? ROW_WIDTH + ROW_GAP : 0;
    if (row && scene->studies != NULL && triangle_cut(scene) > 0)
        beside = fmaxf(beside, box.w * cut_share);
    struct box room = box_at(box.x + LEFT, box.y + top,
                             box.w - LEFT - PANEL_PADDING - beside,
                             box.h - top - BELOW);

    panel_draw(scene, box, say(scene->ui, "Itemised weight gradient",
                               "가중치 기울기의 명세서"));
    draw_heading(scene, box);
    if (room.w < 40 || room.h < 40)
        return;
    float end = box.h >= 240 ? draw_controls(scene, box) : box_right(box);
    if (!is_measured(scene)) {
        panel_text(scene, point_at(box.x + PANEL_PADDING, room.y + 20),
                   style_of(FACE_UI, TEXT_USUAL, scene->theme->ink_soft,
                            ALIGN_LEFT), box.w - 2 * PANEL_PADDING,
                   say(scene->ui, "not measured yet", "아직 계산 전"));
        return;
    }
    room.w = fminf(room.w, room.h * 1.5f);
    struct triangle_cells cells = triangle_lay_out(scene, room);
    draw_progress(scene, box);
    float scale = box_right(room) - SCALE_WIDTH;
    if (end + 30 <= scale && isfinite(cells.least))
        triangle_scale_draw(scene, &cells,
                            point_at(scale, box.y + PANEL_HEADING + 22),
                            SCALE_WIDTH);
    if (row)
        triangle_row_draw(scene, box_at(box_right(room) + ROW_GAP,
                                        box.y + PANEL_HEADING + 28,
                                        box_right(box) - PANEL_PADDING -
                                            box_right(room) - ROW_GAP,
                                        box.h - PANEL_HEADING - 44));
    triangle_cells_draw(scene, &cells, box);
}

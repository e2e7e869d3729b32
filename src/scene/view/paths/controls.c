/* What is shown is named twice: as a formula in the heading, and as the choice
 * that is on. What has no room is left to the keys.
 */
#include "scene/view/paths/controls.h"

#include <stdio.h>

#include "scene/widget/panel.h"

enum { GAP = 10 };

void controls_heading(const struct scene *scene, struct box box,
                      const struct quantity *quantity)
{
    const struct theme *theme = scene->theme;
    struct draw_list *list = scene->list;
    float room = box.w - 2 * PANEL_PADDING;
    float end = box_right(box) - PANEL_PADDING;
    struct point at = point_at(box.x + PANEL_PADDING, box.y + PANEL_HEADING);
    char symbol[64];
    const char *note = say(scene->ui, "largest singular value, log scale",
                           "최대 특이값, 로그 눈금");

    snprintf(symbol, sizeof symbol, "‖%s‖", quantity->symbol);
    at.x += panel_text(scene, at, style_of(FACE_BOLD, TEXT_HEADING, theme->ink,
                                           ALIGN_LEFT), room,
                       quantity->curves > 1
                           ? say(scene->ui, "Two ways of the gradient",
                                 "기울기가 오는 두 길")
                           : say(scene->ui, "The gradient by lag",
                                 "시차에 따른 기울기")) + 12;
    if (at.x + draw_width(list, FACE_MATH_ITALIC, 18, symbol) > end)
        return;
    at.x += draw_text(list, at, style_of(FACE_MATH_ITALIC, 18, theme->gradient,
                                         ALIGN_LEFT), symbol) + 14;
    if (at.x + draw_width(list, FACE_UI, 15, note) <= end)
        draw_text(list, at, style_of(FACE_UI, 15, theme->ink_soft, ALIGN_LEFT),
                  note);
}

static const char *choice_name(enum decay_measure which, enum cell cell)
{
    switch (which) {
    case DECAY_CELL: return "∂c";
    case DECAY_INPUT: return "∂x";
    case DECAY_JACOBIAN: return cell == CELL_LSTM ? "∂s" : "∂h";
    default: return "∂h";
    }
}

void controls_draw(const struct scene *scene, struct box box,
                   const struct quantity *quantity)
{
    const struct ui *ui = scene->ui;
    enum cell cell = film_cell(scene->film, ui->layer);
    enum decay_measure choice[QUANTITIES_MAX];
    struct choices which = {.action = ACTION_QUANTITY,
                            .count = quantity_choices(cell, choice)};
    struct choices total = {
        2, ui->total, {say(ui, "h_{t} held", "h_{t} 고정"),
                       say(ui, "through h_{t} too", "h_{t} 경유 포함")},
        {0, 1}, ACTION_TOTAL};
    const char *detach = say(ui, "h detached", "h 경로 끊기");
    float x = box.x + PANEL_PADDING, end = box_right(box) - PANEL_PADDING;
    float y = box.y + PANEL_HEADING + 34;

    for (int k = 0; k < which.count; k++) {
        which.text[k] = choice_name(choice[k], cell);
        which.value[k] = (int)choice[k];
        if (choice[k] == quantity->which)
            which.chosen = k;
    }
    if (x + panel_switch_width(scene, &which) > end)
        return;
    x += panel_switch(scene, point_at(x, y), &which) + GAP;
    if (quantity->which == DECAY_CELL) {
        if (x + panel_switch_width(scene, &total) > end)
            return;
        x += panel_switch(scene, point_at(x, y), &total) + GAP;
    }
    if (x + draw_width(scene->list, FACE_BOLD, 15, detach) + 28 <= end)
        panel_button(scene, point_at(x, y), detach, ui->detach, ACTION_DETACH,
                     0);
}

/* The left column: what is being read, what happens at this moment in words
 * and as an equation, what it does to the selected unit, what the network
 * says. From top to bottom, as much as there is room for.
 */
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "scene/look/figure.h"
#include "scene/view/story/glance.h"
#include "scene/view/story/narration.h"
#include "scene/view/story/two_ways.h"
#include "scene/view/sums/formulas.h"
#include "scene/view/sums/update.h"
#include "scene/view/view.h"
#include "scene/widget/panel.h"
#include "scene/widget/prose.h"

/* RIM: how far words may reach into the foot's room, above its line. */
enum { FOOT = 44, RIM = 8, EQUATION_ROOM = 330 };

/* The phase in forward order. */
static int present_phase(const struct scene *scene)
{
    return scene->now.pass == PASS_FORWARD
        ? scene->now.phase : scene->phases - 1 - scene->now.phase;
}

/* What is read, and whether the network was trained. Returns the y below. */
static float draw_source(const struct scene *scene, struct box box)
{
    const struct theme *theme = scene->theme;
    const struct film *film = scene->film;
    const char *data = say(scene->ui, film->title.en, film->title.ko);
    struct color color = film->trained ? theme->accent : theme->warn;
    char text[FILM_NAME_MAX + 64];

    snprintf(text, sizeof text, "%s",
             film->trained ? data : notation_weights(scene->ui, film, true));
    float width = fminf(draw_width(scene->list, FACE_BOLD, TEXT_SMALL, text),
                        box.w - 24) + 24;
    draw_box(scene->list, box_at(box.x, box.y, width, 28), 14,
             color_fade(color, theme->dark ? 0.2f : 0.13f));
    panel_text(scene, point_at(box.x + 12, box.y + 19),
               style_of(FACE_BOLD, TEXT_SMALL, color, ALIGN_LEFT),
               width - 20, text);
    return box.y + 28;
}

/* A paragraph whose first baseline is at `y`, where all of it is above the end
 * of the box. Returns its last baseline, else `y`. */
static float write(const struct scene *scene, struct box box, float y,
                   const struct prose_style *style, const char *text)
{
    if (y + prose_height(scene, box.w, style, text) > box_bottom(box) + RIM)
        return y;
    return prose_draw(scene, point_at(box.x, y), box.w, style, text);
}

static float draw_words(const struct scene *scene, struct box box)
{
    enum cell cell = film_cell(scene->film, scene->ui->layer);
    const struct narration *narration =
        two_ways_told(scene)
            ? two_ways_narration(scene->ui)
            : narration_of(scene->ui, cell, scene->now.pass,
                           present_phase(scene));
    const struct prose_style title = {26, 34, scene->theme->ink};
    const struct prose_style body = {17, 28, scene->theme->ink};
    char bold[200];

    snprintf(bold, sizeof bold, "{b:%s}",
             say(scene->ui, narration->en_title, narration->ko_title));
    float y = write(scene, box, box.y + 26, &title, bold);
    return write(scene, box, y + 38, &body,
                 say(scene->ui, narration->en, narration->ko)) + 14;
}

/* dL/ds of the step as soon as the backward pass has it. */
static float draw_gradients(const struct scene *scene, struct box box)
{
    const struct theme *theme = scene->theme;
    int l = scene->ui->layer;
    enum cell cell = film_cell(scene->film, l);
    const struct cell_info *info = &cell_table[cell];
    int state[2] = {info->c, info->h};
    static const char *const names[2] = {"‖∂L/∂c_{t}‖", "‖∂L/∂h_{t}‖"};
    float y = box.y + 12;
    char text[FIGURE_MAX];

    for (int k = info->c < 0; k < 2; k++) {
        struct draw_id id = subject(SUBJECT_GRADIENT_NORM, l, state[k],
                                    scene->now.step, -1);
        double size = subject_value(scene->film, id);
        bool reached = phase_progress(&scene->now, scene->phases, id.step,
                                      phase_of_signal(cell, state[k])) > 0;
        draw_text(scene->list, point_at(box.x + 16, y + 24),
                  style_of(FACE_MATH_ITALIC, 20,
                           !reached ? theme->ink_faint
                           : k == 0 ? theme->c_text : theme->gradient,
                           ALIGN_LEFT), names[k]);
        y += 36;
        if (!reached)
            continue;
        draw_value(scene->list, point_at(box_right(box) - 16, y - 12),
                   style_of(FACE_BOLD, 18, theme->ink, ALIGN_RIGHT), id, size,
                   figure_power(text, size));
        draw_spot(scene->list, box_at(box.x, y - 36, box.w, 34), id,
                  ACTION_NONE, 0);
    }
    return y + 8;
}

/* The equations of the phase in a well. Returns the y below. */
static float draw_equations(const struct scene *scene, struct box box)
{
    struct equation equation[FORMULAS_MAX];
    const struct theme *theme = scene->theme;
    bool back = scene->now.pass == PASS_BACKWARD;
    int count = formulas_of_phase(scene, present_phase(scene), equation);
    bool lstm = film_cell(scene->film, scene->ui->layer) == CELL_LSTM;
    bool ways = two_ways_told(scene);
    float height = ways ? TWO_WAYS_HEIGHT : back ? (lstm ? 92 : 56)
                                                 : 78 * (float)count + 8;

    if ((count == 0 && !back) || height > box.h || box.w < EQUATION_ROOM)
        return box.y;
    struct box well = box_at(box.x - 6, box.y, box.w + 12, height);
    draw_box(scene->list, well, 11, theme->well);
    draw_outline(scene->list, box_inset(well, 0.5f), 10.5f, 1, theme->edge);
    if (ways) {
        two_ways_draw(scene, well);
        return box.y + height;
    }
    if (back) {
        draw_gradients(scene, well);
        return box.y + height;
    }
    for (int k = 0; k < count; k++)
        equation_draw(scene, &equation[k],
                      point_at(box.x + box.w / 2,
                               box.y + 36 + 78 * (float)k), box.w, 24, true);
    return box.y + height;
}

/* One line of the forecast: what it is, and the number with its unit. */
static void draw_said(const struct scene *scene, struct box box, float y,
                      const char *label, struct draw_id id)
{
    const struct theme *theme = scene->theme;
    const struct film *film = scene->film;
    double value = subject_value(film, id);
    char number[FIGURE_MAX], text[FIGURE_MAX + FILM_NAME_MAX];

    snprintf(text, sizeof text, "%s %s", figure_plain(number, value, 2),
             say(scene->ui, film->unit.en, film->unit.ko));
    float width = draw_value(scene->list, point_at(box_right(box), y),
                             style_of(FACE_BOLD, TEXT_USUAL, theme->ink,
                                      ALIGN_RIGHT), id, value, text);
    panel_text(scene, point_at(box.x, y),
               style_of(FACE_UI, 15, theme->ink_soft, ALIGN_LEFT),
               box.w - width - 12, label);
    draw_spot(scene->list, box_at(box.x, y - 18, box.w, 26), id, ACTION_NONE,
              0);
}

/* What the network says about the step to come, and what came. Returns the y
 * below: the room is kept while there is nothing to say yet. */
static float draw_forecast(const struct scene *scene, struct box box)
{
    const struct film *film = scene->film;
    int t = scene->now.step;
    struct draw_id output = subject(SUBJECT_OUTPUT, 0, 0, t, 0);
    struct draw_id target = subject(SUBJECT_TARGET, 0, 0, t, 0);
    bool done = scene->now.pass == PASS_BACKWARD || scene->now.whole >= 1;

    if (film->values.spec.head != HEAD_LINEAR || box.h < 84)
        return box.y;
    if (!done)
        return box.y + 62;
    draw_said(scene, box, box.y + 20,
              say(scene->ui, "predicted next", "다음 예측값"), output);
    if (!isnan(subject_value(film, target)))
        draw_said(scene, box, box.y + 48,
                  say(scene->ui, "actual next", "다음 실제 값"), target);
    return box.y + 62;
}

static void draw_foot(const struct scene *scene, struct box box)
{
    const struct ui *ui = scene->ui;
    bool inside = ui->screen == SCREEN_CELL;
    float x = box.x, y = box_bottom(box) - 8;
    struct draw_style style = style_of(FACE_UI, TEXT_SMALL,
                                       scene->theme->ink_faint, ALIGN_LEFT);

    if (ui->class_mode)
        return;
    x += panel_key(scene, point_at(x, y), inside ? "Esc" : "Enter") + 8;
    x += panel_text(scene, point_at(x, y), style, box_right(box) - x,
                    inside ? say(ui, "out of the cell", "셀 밖으로")
                           : say(ui, "into the cell", "셀 안으로")) + 18;
    if (box_right(box) - x < 100)
        return;
    x += panel_key(scene, point_at(x, y), "G") + 8;
    panel_text(scene, point_at(x, y), style, box_right(box) - x,
               scene->now.pass == PASS_FORWARD
                   ? say(ui, "backward", "역전파") : say(ui, "forward",
                                                         "순전파"));
}

void view_story(const struct scene *scene, struct box box)
{
    struct box inside = box_inset(box, PANEL_PADDING);
    float bottom = box_bottom(inside) - FOOT;

    panel_draw(scene, box, say(scene->ui, "This moment", "이 순간"));
    float y = draw_source(scene, inside) + 16;
    y = draw_words(scene, box_at(inside.x, y, inside.w, bottom - y)) + 12;
    y = draw_equations(scene, box_at(inside.x, y, inside.w, bottom - y)) + 22;
    /* Inside the cell the arithmetic shows the same, unless a gate is open. */
    if ((scene->ui->screen != SCREEN_CELL || scene->ui->gate >= 0) &&
        bottom - y > UPDATE_HEIGHT &&
        update_draw(scene, box_at(inside.x, y, inside.w, UPDATE_HEIGHT)))
        y += UPDATE_HEIGHT + 12;
    y = draw_forecast(scene, box_at(inside.x, y, inside.w, bottom - y));
    float glance = glance_height(scene, box_at(inside.x, y, inside.w,
                                               bottom - y));
    if (bottom - y > glance)
        glance_draw(scene, box_at(inside.x, bottom - glance, inside.w,
                                  glance));
    draw_foot(scene, inside);
}

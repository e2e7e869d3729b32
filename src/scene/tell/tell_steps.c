/* The cards of the strip, one line each. Of many cards those around the present
 * one are told.
 */
#include <math.h>

#include "scene/look/notation.h"
#include "scene/tell/tell.h"
#include "scene/view/strip/window.h"

enum { AROUND = 8 };

/* Of a card there is something to see when more than this of it is. */
static const float GAP = 0.15f;

/* The steps that are told. */
static void find_steps(const struct scene *scene, struct box box, int *from,
                       int *to)
{
    struct window window = window_at(scene, box);
    int now = scene->now.step;

    int last = (int)ceilf(window.first + window.cards - GAP) - 1;

    if (last > scene->film->steps)
        last = scene->film->steps;
    *from = window.from > now - AROUND ? window.from : now - AROUND;
    *to = last < now + AROUND ? last : now + AROUND;
}

static void tell_input(const struct scene *scene, int step)
{
    if (scene->film->x != NULL)
        tell_value(scene, say(scene->ui, "reads", "입력"),
                   subject(SUBJECT_RAW_INPUT, 0, 0, step, 0));
}

void tell_strip(const struct scene *scene, struct box box)
{
    const struct ui *ui = scene->ui;
    enum cell cell = film_cell(scene->film, ui->layer);
    const struct cell_info *info = &cell_table[cell];
    int from, to;

    find_steps(scene, box, &from, &to);
    if (ui->mean)
        draw_note(scene->list, "%s", say(ui, "Means of |value| over the units:",
                                         "유닛 전체에 걸친 |값|의 평균:"));
    else
        draw_note(scene->list, say(ui, "Values of unit %d:", "유닛 %d의 값:"),
                  ui->unit + 1);
    for (int t = from; t <= to; t++) {
        tell_step(scene, t);
        tell_input(scene, t);
        tell_connection(scene, t);
        for (int k = 0; k < info->shown_count; k++) {
            int signal = info->shown[k];
            if (phase_progress(&scene->now, scene->phases, t,
                               phase_of_signal(cell, signal)) > 0)
                tell_value(scene, notation_of(cell, signal)->letter,
                           subject(SUBJECT_SIGNAL, ui->layer, signal, t,
                                   ui->mean ? -1 : ui->unit));
        }
        if (t > scene->now.step)
            draw_note_on(scene->list, "%s", say(ui, ", not read yet",
                                                ", 아직 읽지 않음"));
    }
}

void tell_backward(const struct scene *scene, struct box box)
{
    const struct ui *ui = scene->ui;
    enum cell cell = film_cell(scene->film, ui->layer);
    const struct cell_info *info = &cell_table[cell];
    int from, to;

    find_steps(scene, box, &from, &to);
    draw_note(scene->list, "%s", say(ui, "Sizes of gradients over all units:",
                                     "유닛 전체에 걸친 기울기의 크기:"));
    for (int t = from; t <= to; t++) {
        tell_step(scene, t);
        tell_connection(scene, t);
        if (t < scene->now.step) {
            draw_note_on(scene->list, "%s", say(ui, ", not reached yet",
                                                ", 아직 도달하지 않음"));
            continue;
        }
        tell_size(scene, "∂L/∂h", subject(SUBJECT_GRADIENT_NORM, ui->layer,
                                          info->h, t, -1));
        if (info->c >= 0 && (t > scene->now.step || scene->now.whole >= 1))
            tell_size(scene, "∂L/∂c", subject(SUBJECT_GRADIENT_NORM, ui->layer,
                                              info->c, t, -1));
    }
}

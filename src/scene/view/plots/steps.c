/* Everything here is a function of the plot and the playhead; how a step is
 * drawn is the views' own affair.
 */
#include "scene/view/plots/steps.h"

#include <math.h>
#include <stdio.h>

#include "scene/film/token.h"
#include "scene/look/figure.h"
#include "scene/view/strip/window.h"
#include "scene/widget/panel.h"
#include "scene/widget/wire.h"

/* As the strip does it: the share of a step during which one moves there. */
static const float slide = 0.22f;

/* Units between the middles of two labels of the axis. */
enum { NUMBER_PITCH = 70, LABEL_PITCH = 110 };

struct known steps_known(const struct scene *scene, int signal, bool gradient)
{
    const struct moment *now = &scene->now;
    enum cell cell = film_cell(scene->film, scene->ui->layer);
    bool done = phase_progress(now, scene->phases, now->step,
                               phase_of_signal(cell, signal)) >= 1;
    int steps = scene->film->steps;

    if (now->pass == PASS_FORWARD)
        return gradient ? (struct known){steps + 1, steps}
                        : (struct known){1, now->step - !done};
    return (struct known){gradient ? now->step + !done : 1, steps};
}

float steps_now(const struct scene *scene)
{
    const struct moment *now = &scene->now;
    float left = scene->ui->reduced_motion
        ? 0 : 1 - wire_ease(0, slide, now->whole);
    float at = now->pass == PASS_FORWARD ? (float)now->step - left
                                         : (float)now->step + left;

    return fminf(fmaxf(at, 1), (float)scene->film->steps);
}

int steps_at(const struct scene *scene, const struct plot *plot, float x)
{
    double share = (double)((x - plot->box.x) / plot->box.w);
    double step = floor(plot->x0 + share * (plot->x1 - plot->x0) + 0.5);

    return (int)fmin(fmax(step, 1), scene->film->steps);
}

/* Steps from label to label. */
static int label_step(const struct plot *plot, int pitch)
{
    return (int)fmax(plot_step(plot->x1 - plot->x0,
                               (int)fmaxf(plot->box.w / (float)pitch, 1)), 1);
}

void steps_axis(const struct scene *scene, const struct plot *plot, bool labels,
                bool title)
{
    const struct film *film = scene->film;
    struct draw_list *list = scene->list;
    float y = box_bottom(plot->box) + 19;
    bool dates = labels && film->label != NULL;
    int step = label_step(plot, dates ? LABEL_PITCH : NUMBER_PITCH);
    float pitch = plot_x(plot, 1 + step) - plot_x(plot, 1);
    struct draw_style style = style_of(FACE_UI, TEXT_SMALL,
                                       scene->theme->ink_faint, ALIGN_CENTRE);

    for (int t = step; t <= film->steps; t += step) {
        struct point at = point_at(plot_x(plot, t), y);
        if (!dates)
            draw_print(list, at, style, "%d", t);
        else if (draw_width(list, style.face, style.size, film->label[t - 1]) <
                 pitch - 8)
            draw_text(list, at, style, film->label[t - 1]);
    }
    if (!dates && step > 1 && plot_x(plot, step) - plot_x(plot, 1) > 36)
        draw_text(list, point_at(plot_x(plot, 1), y), style, "1");
    style.color = scene->theme->ink_soft;
    if (title)
        draw_text(list, point_at(plot->box.x + plot->box.w / 2, y + 21), style,
                  dates ? say(scene->ui, "time →", "시간 →")
                        : say(scene->ui, "time step t →", "시점 t →"));
}

void steps_grid(const struct scene *scene, const struct plot *plot, bool labels)
{
    struct draw_list *list = scene->list;
    bool dates = labels && scene->film->label != NULL;
    int step = label_step(plot, dates ? LABEL_PITCH : NUMBER_PITCH);

    for (int t = step; t <= scene->film->steps; t += step)
        draw_tile(list, box_at(plot_x(plot, t), plot->box.y, 1 / list->scale,
                               plot->box.h),
                  color_fade(scene->theme->edge_strong, 0.35f));
}

/* Beside the bracket, or nowhere. */
static void name_window(const struct scene *scene, const struct plot *plot,
                        float left, float right)
{
    struct draw_list *list = scene->list;
    const struct ui *ui = scene->ui;
    bool below = ui->shown == 2 && ui->show[1] == PANEL_STRIP;
    const char *text = below ? say(ui, "shown below", "아래에 보이는 구간")
                             : say(ui, "shown above", "위에 보이는 구간");
    struct draw_style style = style_of(FACE_UI, TEXT_SMALL,
                                       scene->theme->ink_soft, ALIGN_LEFT);
    float width = draw_width(list, style.face, style.size, text) + 9;
    float y = plot->box.y - 5;

    if (right + width <= box_right(plot->box)) {
        draw_text(list, point_at(right + 9, y), style, text);
    } else if (left - width >= plot->box.x) {
        style.align = ALIGN_RIGHT;
        draw_text(list, point_at(left - 9, y), style, text);
    }
}

void steps_window(const struct scene *scene, const struct plot *plot)
{
    const struct ui *ui = scene->ui;
    struct window window = window_at(scene, plot->box);
    double last = (double)(window.first + window.cards);

    if (ui->alone != PANEL_NONE || ui->screen != SCREEN_STAGE ||
        (ui->shown > 0 && ui->show[0] != PANEL_STRIP &&
         (ui->shown < 2 || ui->show[1] != PANEL_STRIP)) ||
        window.cards >= (float)scene->film->steps)
        return;
    float left = plot_x(plot, (double)window.first - 0.5);
    float right = plot_x(plot, fmin(last, scene->film->steps + 1) - 0.5);
    float top = plot->box.y - 10;
    const struct point corners[4] = {{left, top + 6}, {left, top},
                                     {right, top}, {right, top + 6}};
    struct draw_stroke stroke = {.width = 1.5f * scene->theme->line,
                                 .color = scene->theme->ink_soft};
    draw_line(scene->list, corners, 4, &stroke);
    name_window(scene, plot, left, right);
}

void steps_line(const struct scene *scene, const struct plot *plot)
{
    const struct theme *theme = scene->theme;
    float x = plot_x(plot, (double)steps_now(scene)), top = plot->box.y;

    draw_segment(scene->list, point_at(x, top),
                 point_at(x, box_bottom(plot->box)), 3.6f,
                 color_fade(theme->panel, 0.7f));
    draw_segment(scene->list, point_at(x, top),
                 point_at(x, box_bottom(plot->box)), 1.5f * theme->line,
                 theme->ink);
}

void steps_spot(const struct scene *scene, const struct plot *plot,
                enum panel panel)
{
    int last = scene->film->steps;
    struct box box = plot->box;

    box.w = plot_x(plot, last + 0.5) - box.x;
    draw_spot(scene->list, box, subject(SUBJECT_OTHER, 0, (int)panel, last, 0),
              ACTION_SCRUB_STEPS, 1);
}

int steps_readings(const struct scene *scene, const struct box *box,
                   enum panel panel, struct point out[2])
{
    const struct ui *ui = scene->ui;
    const struct draw_list *list = scene->list;
    struct point pinned = ui->pinned_at, pointer = ui->pointer;
    int count = 0;

    if (ui->pinned.kind == SUBJECT_OTHER && ui->pinned.signal == (int)panel) {
        out[0] = draw_from_pixels(list, pinned.x, pinned.y);
        count += box_contains(*box, out[0]);
    }
    if (pointer.x < 0 || (count > 0 && hypotf(pointer.x - pinned.x,
                                              pointer.y - pinned.y) < 6))
        return count;
    out[count] = draw_from_pixels(list, pointer.x, pointer.y);
    return count + box_contains(*box, out[count]);
}

char *steps_name(const struct scene *scene, int step, const char *lead,
                 char *out, size_t size)
{
    const struct film *film = scene->film;
    char label[FILM_LABEL_MAX];
    bool named = (film->label != NULL || film->words.count > 0) &&
                 token_label(film, step, label)[0] != '\0';

    snprintf(out, size, "%s%st = %d%s%s", lead, lead[0] != '\0' ? " · " : "",
             step, named ? " · " : "", named ? label : "");
    return out;
}

/* At most one point a unit of width: of many steps every n-th is drawn.
 */
#include "scene/view/story/glance.h"

#include <math.h>
#include <stdio.h>

#include "scene/view/text/picture.h"
#include "scene/widget/panel.h"
#include "scene/widget/plot.h"

enum { POINTS_MAX = 512 };

static struct plot frame_of(const struct scene *scene, struct box box)
{
    const struct film *film = scene->film;
    int stride = film->steps / POINTS_MAX + 1;
    double low = INFINITY, high = -INFINITY;

    for (int t = 1; t <= film->steps; t += stride) {
        low = fmin(low, film_input(film, t, 0));
        high = fmax(high, film_input(film, t, 0));
    }
    if (!(high - low > 0)) {
        low -= 1;
        high += 1;
    }
    double rim = (high - low) * 0.08;
    return (struct plot){.box = box, .x0 = 1,
                         .x1 = film->steps > 1 ? film->steps : 2,
                         .y0 = low - rim, .y1 = high + rim};
}

/* The steps first .. last of the input. */
static void draw_line_of(const struct scene *scene, const struct plot *plot,
                         int first, int last, struct color color)
{
    struct point points[POINTS_MAX + 2];
    struct draw_stroke stroke = {.width = 1.8f * scene->theme->line,
                                 .color = color};
    int stride = scene->film->steps / POINTS_MAX + 1, count = 0;

    for (int t = first; t <= last; t += stride) {
        double value = film_input(scene->film, t, 0);
        if (!isnan(value))
            points[count++] = point_at(plot_x(plot, t), plot_y(plot, value));
    }
    draw_line(scene->list, points, count, &stroke);
}

/* What was predicted for a step stands at that step. */
static void draw_predictions(const struct scene *scene,
                             const struct plot *plot, int last)
{
    const struct film *film = scene->film;
    float apart = plot->box.w / (float)film->steps;

    if (film->values.spec.head != HEAD_LINEAR || apart < 3 ||
        film->values.spec.outputs != film->values.spec.inputs)
        return;
    for (int t = 1; t <= last && t < film->steps; t++) {
        double value = film_output(film, t, 0);
        if (isnan(value))
            continue;
        value = fmin(fmax(value, plot->y0), plot->y1);
        draw_disc(scene->list, point_at(plot_x(plot, t + 1),
                                        plot_y(plot, value)),
                  fminf(apart * 0.4f, 3), scene->theme->o);
    }
}

static void draw_legend(const struct scene *scene, struct box box)
{
    const struct theme *theme = scene->theme;
    struct draw_style style = style_of(FACE_UI, TEXT_SMALL, theme->ink_soft,
                                       ALIGN_LEFT);
    float x = box.x, y = box_bottom(box) - 4;

    draw_segment(scene->list, point_at(x, y - 5), point_at(x + 20, y - 5),
                 1.8f * theme->line, theme->ink_soft);
    x += 28;
    x += draw_text(scene->list, point_at(x, y), style,
                   say(scene->ui, "input", "입력")) + 18;
    if (scene->film->values.spec.head != HEAD_LINEAR)
        return;
    draw_disc(scene->list, point_at(x + 4, y - 5), 3.5f, theme->o);
    panel_text(scene, point_at(x + 14, y), style, box_right(box) - x - 14,
               say(scene->ui, "predicted", "예측"));
}

bool glance_draw(const struct scene *scene, struct box box)
{
    const struct theme *theme = scene->theme;
    const struct film *film = scene->film;
    bool forward = scene->now.pass == PASS_FORWARD;
    int now = scene->now.step;

    if (film->x == NULL)
        return false;
    draw_text(scene->list, point_at(box.x, box.y + 18),
              style_of(FACE_BOLD, TEXT_USUAL, theme->ink, ALIGN_LEFT),
              picture_is_read(film, 1)
                  ? say(scene->ui, "The picture it reads at t = 1",
                        "t = 1에서 읽는 그림")
                  : say(scene->ui, "The whole sequence", "시퀀스 전체"));
    struct box inner = box_at(box.x, box.y + 32, box.w, box.h - 62);
    draw_box(scene->list, inner, 8, theme->well);
    if (picture_is_read(film, 1)) {
        picture_draw(scene, picture_within(box_inset(inner, 6)));
        return true;
    }
    struct plot plot = frame_of(scene, box_inset(inner, 8));
    float x = plot_x(&plot, now);
    draw_line_of(scene, &plot, 1, film->steps,
                 color_fade(theme->ink_soft, 0.4f));
    draw_line_of(scene, &plot, 1, forward ? now : film->steps,
                 theme->ink_soft);
    draw_predictions(scene, &plot, forward ? now - (scene->now.whole < 1)
                                           : film->steps);
    draw_segment(scene->list, point_at(x, inner.y + 3),
                 point_at(x, box_bottom(inner) - 3), 1.6f,
                 forward ? theme->accent : theme->gradient);
    draw_legend(scene, box);
    draw_spot(scene->list, box_at(plot.box.x, inner.y, plot.box.w, inner.h),
              subject(SUBJECT_CONTROL, 0, ACTION_SCRUB_STEPS, film->steps, 0),
              ACTION_SCRUB_STEPS, 1);
    return true;
}

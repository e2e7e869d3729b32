/* At most one point a unit of width: of many steps every n-th is drawn. Of a
 * text the lines around the present step.
 */
#include "scene/view/story/glance.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#include "scene/film/token.h"
#include "scene/view/series/lane.h"
#include "scene/view/text/picture.h"
#include "scene/view/text/shade.h"
#include "scene/view/text/wrap.h"
#include "scene/widget/panel.h"
#include "scene/widget/plot.h"

enum { POINTS_MAX = 512, HEAD = 32, LEGEND = 30, RIM = 10, LETTERS = 17,
       LINE = 28, LINES_MOST = 6, PICTURE_MOST = 280 };

static struct plot frame_of(const struct scene *scene, struct box box)
{
    const struct film *film = scene->film;
    int stride = film->steps / POINTS_MAX + 1;
    double low = INFINITY, high = -INFINITY;

    for (int t = 1; t <= film->steps; t += stride) {
        low = fmin(low, film_input(film, t, lane_newest(film)));
        high = fmax(high, film_input(film, t, lane_newest(film)));
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
        double value = film_input(scene->film, t,
                                  lane_newest(scene->film));
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

/* A line and what it is; returns where the next one begins. */
static float draw_swatch(const struct scene *scene, struct point at,
                         struct color color, const char *text)
{
    draw_segment(scene->list, point_at(at.x, at.y - 5),
                 point_at(at.x + 20, at.y - 5), 1.8f * scene->theme->line,
                 color);
    return at.x + 46 +
           draw_text(scene->list, point_at(at.x + 28, at.y),
                     style_of(FACE_UI, TEXT_SMALL, scene->theme->ink_soft,
                              ALIGN_LEFT), text);
}

static void draw_legend(const struct scene *scene, struct box box)
{
    const struct theme *theme = scene->theme;
    struct draw_style style = style_of(FACE_UI, TEXT_SMALL, theme->ink_soft,
                                       ALIGN_LEFT);
    float x = box.x, y = box_bottom(box) - 4;

    if (!token_film(scene->film))
        x = draw_swatch(scene, point_at(x, y), theme->ink_soft,
                        say(scene->ui, "input", "입력"));
    if (scene->film->values.spec.head == HEAD_LINEAR) {
        draw_disc(scene->list, point_at(x + 4, y - 5), 3.5f, theme->o);
        x += 14 + draw_text(scene->list, point_at(x + 14, y), style,
                            say(scene->ui, "predicted", "예측")) + 18;
    }
    const char *own = say(scene->ui, "its own output", "자기 출력");
    if (scene->film->free_from > 0 &&
        x + 28 + draw_width(scene->list, style.face, style.size, own) <=
            box_right(box))
        draw_swatch(scene, point_at(x, y), theme->h_path, own);
}

/* A line of a text: what is read, what is to come, the present step. */
static void draw_words(const struct scene *scene, const struct wrap *wrap,
                       const struct wrap_line *line, struct point at,
                       float pitch)
{
    const struct theme *theme = scene->theme;
    bool forward = scene->now.pass == PASS_FORWARD;
    int now = scene->now.step;

    for (int t = line->first; t < line->end; t++) {
        const char *text = token_show(scene->film, t);
        bool now_here = t == now;
        const char *plain = token_text(scene->film, t);
        bool blank = strcmp(plain, " ") == 0 || strcmp(plain, "\n") == 0;
        struct box box = box_at(at.x, at.y,
                                (float)wrap_width(wrap, t) * pitch, LINE - 2);
        if (now_here)
            draw_box(scene->list, box, 5,
                     forward ? theme->accent : theme->gradient);
        if (!shade_written(scene, t))
            draw_disc(scene->list, point_at(box.x + box.w / 2, box.y + 14), 2,
                      theme->ink_faint);
        else if (!blank || now_here)
            draw_text(scene->list, point_at(box.x + box.w / 2, box.y + 19),
                      style_of(FACE_MONO, LETTERS,
                               now_here ? theme->on_accent
                               : forward && t > now ? theme->ink_faint
                                                    : theme->ink,
                               ALIGN_CENTRE), text);
        if (token_own(scene->film, t) && shade_written(scene, t))
            draw_segment(scene->list, point_at(box.x, box_bottom(box)),
                         point_at(box_right(box), box_bottom(box)),
                         1.6f * theme->line, theme->h_path);
        draw_spot(scene->list, box,
                  subject(SUBJECT_CONTROL, 0, ACTION_SCRUB_STEPS, t, t),
                  ACTION_SCRUB_STEPS, t);
        at.x = box_right(box);
    }
}

static float letter_pitch(const struct scene *scene)
{
    return fmaxf(draw_width(scene->list, FACE_MONO, LETTERS, "M"),
                 draw_width(scene->list, FACE_MONO, LETTERS, "한") / 2);
}

/* Lines in so much width. A blank at the end of one hangs over. */
static struct wrap wrap_in(const struct scene *scene, float width)
{
    return wrap_of(scene->film, (int)(width / letter_pitch(scene)) - 1);
}

static void draw_lines(const struct scene *scene, struct box box)
{
    struct wrap wrap = wrap_in(scene, box.w);
    struct wrap_line line = {0};
    int rows = (int)(box.h / LINE), at;
    int lines = wrap_lines(&wrap, scene->now.step, &at);
    int top = at - rows / 2;

    top = lines <= rows || top < 0 ? 0 : top > lines - rows ? lines - rows
                                                            : top;
    while (line.index < top + rows && wrap_next(&wrap, &line))
        if (line.index > top)
            draw_words(scene, &wrap, &line,
                       point_at(box.x, box.y + LINE * (float)(line.index - 1 -
                                                              top)),
                       letter_pitch(scene));
}

float glance_height(const struct scene *scene, struct box room)
{
    int line;

    if (picture_is_read(scene->film, 1))
        return fminf(fmaxf(room.h, GLANCE_HEIGHT), PICTURE_MOST);
    if (!token_film(scene->film))
        return GLANCE_HEIGHT;
    struct wrap wrap = wrap_in(scene, room.w - 2 * RIM);
    int lines = wrap_lines(&wrap, 1, &line);
    return HEAD + (scene->film->free_from > 0 ? LEGEND : 8) + 2 * RIM +
           LINE * (float)(lines < LINES_MOST ? lines : LINES_MOST);
}

static void draw_curve_of(const struct scene *scene, struct box inner)
{
    const struct theme *theme = scene->theme;
    const struct film *film = scene->film;
    bool forward = scene->now.pass == PASS_FORWARD;
    int now = scene->now.step;
    struct plot plot = frame_of(scene, box_inset(inner, 8));
    float x = plot_x(&plot, now);

    int last = forward ? now : film->steps;
    int own = film->free_from > 0 ? film->free_from : film->steps + 1;
    draw_line_of(scene, &plot, 1, own > film->steps ? film->steps : own - 1,
                 color_fade(theme->ink_soft, 0.4f));
    draw_line_of(scene, &plot, 1, last < own ? last : own, theme->ink_soft);
    draw_line_of(scene, &plot, own, last, theme->h_path);
    draw_predictions(scene, &plot, forward ? now - (scene->now.whole < 1)
                                           : film->steps);
    draw_segment(scene->list, point_at(x, inner.y + 3),
                 point_at(x, box_bottom(inner) - 3), 1.6f,
                 forward ? theme->accent : theme->gradient);
    draw_spot(scene->list, box_at(plot.box.x, inner.y, plot.box.w, inner.h),
              subject(SUBJECT_CONTROL, 0, ACTION_SCRUB_STEPS, film->steps, 0),
              ACTION_SCRUB_STEPS, 1);
}

static bool has_legend(const struct film *film)
{
    return !picture_is_read(film, 1) &&
           (!token_film(film) || film->free_from > 0);
}

bool glance_draw(const struct scene *scene, struct box box)
{
    const struct theme *theme = scene->theme;
    const struct film *film = scene->film;
    bool picture = picture_is_read(film, 1), text = token_film(film);

    if (film->x == NULL && !text)
        return false;
    draw_text(scene->list, point_at(box.x, box.y + 18),
              style_of(FACE_BOLD, TEXT_USUAL, theme->ink, ALIGN_LEFT),
              picture ? say(scene->ui, "The picture it reads at t = 1",
                            "t = 1에서 읽는 그림")
                      : say(scene->ui, "The whole sequence", "시퀀스 전체"));
    bool legend = has_legend(film);
    struct box inner = box_at(box.x, box.y + HEAD, box.w,
                              box.h - HEAD - (legend ? LEGEND : 8));
    draw_box(scene->list, inner, 8, theme->well);
    if (picture)
        picture_draw(scene, picture_within(box_inset(inner, 6)));
    else if (text)
        draw_lines(scene, box_inset(inner, RIM));
    else
        draw_curve_of(scene, inner);
    if (legend)
        draw_legend(scene, box);
    return true;
}

/* What all lanes read, above them, and the steps below them.
 */
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "scene/film/token.h"
#include "scene/look/figure.h"
#include "scene/view/lanes/lanes.h"
#include "scene/view/plots/curve.h"
#include "scene/view/series/lane.h"
#include "scene/view/text/picture.h"
#include "scene/view/text/shade.h"
#include "scene/widget/panel.h"

enum { INPUTS_SHOWN = 4, TOKEN_PITCH = 14, DOT_PITCH = 8 };

struct input {
    const struct film *film;
    int k;
};

static double value_of(const void *of, int step)
{
    const struct input *input = of;

    return (double)tape_x(&input->film->values, step + 1, 0)[input->k];
}

/* The range of the inputs first .. end - 1 over the run. */
static void fit(const struct film *film, int first, int end, struct plot *plot)
{
    plot->y0 = INFINITY;
    plot->y1 = -INFINITY;
    for (int k = first; k < end; k++) {
        const struct input input = {film, k};
        for (int t = 0; t < film->steps; t++) {
            plot->y0 = fmin(plot->y0, value_of(&input, t));
            plot->y1 = fmax(plot->y1, value_of(&input, t));
        }
    }
    if (!(plot->y1 - plot->y0 > 0) || !isfinite(plot->y1 - plot->y0)) {
        plot->y0 = isfinite(plot->y0) ? plot->y0 - 1 : -1;
        plot->y1 = plot->y0 + 2;
    }
}

static void draw_vectors(const struct scene *scene, const struct lanes *lanes,
                         struct box box)
{
    const struct theme *theme = scene->theme;
    const struct film *film = scene->film;
    int inputs = film->values.spec.inputs, newest = lane_newest(film);
    int end = inputs < newest + INPUTS_SHOWN ? inputs : newest + INPUTS_SHOWN;
    struct plot plot = lanes->plot;
    int now = (int)fmaxf(roundf(lanes->front), 1);

    plot.box.y = box.y + 5;
    plot.box.h = box.h - 10;
    fit(film, newest, end, &plot);
    for (int k = end - 1; k >= newest; k--) {
        const struct input input = {film, k};
        const struct curve curve = {
            .plot = &plot, .value = value_of, .of = &input,
            .count = film->steps, .steps = 1,
            .known = {1, lanes->back ? film->steps : now}};
        curve_draw(scene, &curve, k == newest ? 1.8f * theme->line : 1.2f,
                   k == newest ? theme->x : color_fade(theme->x, 0.45f));
    }
    const struct input first = {film, newest};
    float y = plot_y(&plot, value_of(&first, now - 1));
    if (isfinite(y))
        draw_disc(scene->list, point_at(plot_x(&plot, now), y), 4.5f,
                  theme->accent);
}

bool lanes_differ(const struct lab *lab)
{
    const struct film *first = &lab->lane[0].film;

    for (int k = 1; k < lab->lanes; k++) {
        const struct film *film = &lab->lane[k].film;
        if (film->ids != NULL && first->ids != NULL &&
            film->steps == first->steps &&
            memcmp(film->ids, first->ids,
                   (size_t)first->steps * sizeof *first->ids) != 0)
            return true;
    }
    return false;
}

static bool same_cells(const struct spec *a, const struct spec *b)
{
    bool same = a->layers == b->layers && a->inputs == b->inputs;

    for (int l = 0; same && l < a->layers; l++)
        same = a->layer[l].cell == b->layer[l].cell &&
               a->layer[l].activation == b->layer[l].activation &&
               a->layer[l].units == b->layer[l].units;
    return same;
}

bool lanes_same(const struct lab *lab)
{
    const struct params *first = &lab->lane[0].film.network.params;

    for (int k = 1; k < lab->lanes; k++) {
        const struct params *params = &lab->lane[k].film.network.params;
        if (!same_cells(&params->spec, &first->spec) ||
            params->count != first->count ||
            memcmp(params->data, first->data,
                   first->count * sizeof *first->data) != 0)
            return false;
    }
    return lab->lanes > 1;
}

/* By their names, as many as have room, the present one always. */
void lanes_tokens(const struct scene *scene, const struct lanes *lanes,
                  const struct film *film, struct box box)
{
    struct draw_list *list = scene->list;
    float y = box.y + box.h / 2 + 5, until = -INFINITY;
    int now = (int)fmaxf(roundf(lanes->front), 1);
    char text[FILM_LABEL_MAX];
    float at = plot_x(&lanes->plot, now), reserved[2] = {at, at};

    for (int pass = 0; pass < 2; pass++)
        for (int t = pass ? 1 : now; t <= (pass ? film->steps : now); t++) {
            bool is_now = t == now;
            token_label(film, t, text);
            float half = draw_width(list, is_now ? FACE_BOLD : FACE_UI,
                                    TEXT_SMALL, text) / 2;
            float x = plot_x(&lanes->plot, t);
            bool taken = pass && (x - half < until + TOKEN_PITCH ||
                                  (x + half > reserved[0] - TOKEN_PITCH &&
                                   x - half < reserved[1] + TOKEN_PITCH));
            if ((pass && is_now) || taken || !shade_written(scene, t) ||
                x - half < box.x || x + half > box_right(box))
                continue;
            if (picture_is_read(film, t))
                picture_draw(scene, picture_within(
                    box_at(x - half, box.y, 2 * half, box.h)));
            else
                draw_text(list, point_at(x, y),
                      style_of(is_now ? FACE_BOLD : FACE_UI, TEXT_SMALL,
                               is_now ? scene->theme->accent
                                      : scene->theme->ink_soft, ALIGN_CENTRE),
                      text);
            if (pass)
                until = x + half;
            else
                reserved[0] = x - half, reserved[1] = x + half;
        }
}

/* "x_t  noise, x ~ N(0, 1)" and the value at the playhead. */
static void draw_name(const struct scene *scene, const struct lanes *lanes,
                      struct box box)
{
    const struct ui *ui = scene->ui;
    const struct film *film = scene->film;
    float y = box.y + box.h / 2 + 5, left = box.x;
    float end = lanes->plot.box.x - 52;
    int now = (int)fmaxf(roundf(lanes->front), 1);
    int newest = lane_newest(film);
    struct draw_id id = subject(SUBJECT_INPUT, 0, 0, now, newest);
    char text[FIGURE_MAX + 16], number[FIGURE_MAX];

    if (lanes->card <= 0)
        return;
    left += draw_text(scene->list, point_at(left, y),
                      style_of(FACE_MATH_ITALIC, 18, scene->theme->x,
                               ALIGN_LEFT), "x_{t}") + 12;
    if (film->ids == NULL && !token_film(film)) {
        double value = subject_value(film, id);
        bool several = film->values.spec.inputs > newest + 1;
        snprintf(text, sizeof text, "%s%s", several ? "x_{1} = " : "",
                 figure_signed(number, value, 2));
        float width = draw_width(scene->list, FACE_BOLD, TEXT_SMALL, text);
        if (end - width - 8 > left) {
            draw_value(scene->list, point_at(end, y),
                       style_of(FACE_BOLD, TEXT_SMALL, scene->theme->ink,
                                ALIGN_RIGHT), id, value, text);
            end -= width + 12;
        }
    }
    if (end > left)
        panel_text(scene, point_at(left, y),
                   style_of(FACE_UI, TEXT_SMALL, scene->theme->ink_soft,
                            ALIGN_LEFT), end - left,
                   say(ui, film->title.en, film->title.ko));
}

void lanes_input(const struct scene *scene, const struct lanes *lanes,
                 struct box box)
{
    int steps = scene->film->steps;
    struct box plot = box_at(lanes->plot.box.x, box.y, lanes->plot.box.w,
                             box.h);

    draw_name(scene, lanes, box);
    if (scene->film->ids == NULL && !token_film(scene->film))
        draw_vectors(scene, lanes, plot);
    else if (!lanes->differ)
        lanes_tokens(scene, lanes, scene->film, plot);
    draw_spot(scene->list, plot, subject(SUBJECT_CONTROL, 0,
                                         ACTION_SCRUB_STEPS, steps, 0),
              ACTION_SCRUB_STEPS, 1);
}

/* "← t = 5 · lag 45", on the accent. */
static struct box draw_tag(const struct scene *scene,
                           const struct lanes *lanes, struct box box)
{
    const struct theme *theme = scene->theme;
    const struct moment *now = &scene->now;
    int step = now->step, lag = scene->film->steps - step;
    bool begun = lanes->back || step > 1 || now->whole > 0;
    float x = plot_x(&lanes->plot, (double)lanes->front);
    char text[64];

    if (lanes->back)
        snprintf(text, sizeof text, say(scene->ui, "← t = %d · lag %d",
                                        "← t = %d · 시차 %d"), step, lag);
    else
        snprintf(text, sizeof text, "t = %d →", begun ? step : 0);
    float width = draw_width(scene->list, FACE_BOLD, TEXT_SMALL, text) + 22;
    struct box tag = box_at(
        fminf(fmaxf(x - width / 2, box.x), box_right(box) - width),
        box.y + 2, width, 24);
    draw_box(scene->list, tag, 12, theme->accent);
    draw_text(scene->list, point_at(tag.x + width / 2, tag.y + 17),
              style_of(FACE_BOLD, TEXT_SMALL, theme->on_accent, ALIGN_CENTRE),
              text);
    return tag;
}

void lanes_axis(const struct scene *scene, const struct lanes *lanes,
                struct box box)
{
    const struct plot *plot = &lanes->plot;
    struct box tag = draw_tag(scene, lanes, box);
    double step = fmax(plot_step(plot->x1 - plot->x0,
                                 (int)(plot->box.w / 70)), 1);
    struct draw_style style = style_of(FACE_UI, TEXT_SMALL,
                                       scene->theme->ink_faint, ALIGN_CENTRE);
    char text[24];

    for (double t = step; t <= scene->film->steps; t += step) {
        float x = plot_x(plot, t);
        snprintf(text, sizeof text, "%.0f", t);
        float half = draw_width(scene->list, style.face, style.size, text) / 2;
        if (x + half > tag.x - 8 && x - half < box_right(tag) + 8)
            continue;
        if (x + half > box_right(box))
            continue;
        draw_text(scene->list, point_at(x, box.y + 19), style, text);
    }
}

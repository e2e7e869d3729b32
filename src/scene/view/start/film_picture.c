/* What the film shows, in little: cards of a few steps with the gates of one
 * unit as bars, the belt through them as wide as the state is large, and the
 * whole series below with those steps marked.
 */
#include "scene/view/start/film_picture.h"

#include <math.h>
#include <stdio.h>

#include "scene/film/token.h"
#include "scene/view/chrome/chrome.h"
#include "scene/widget/wire.h"

enum { CARDS_MAX = 16, PITCH = 118, PITCH_MAX = 168, SERIES_MIN = 64,
       SERIES_POINTS = 480, LABELS = 26, DOTS_MIN = 9 };

/* Which steps are shown, and where. */
struct strip {
    struct box box;        /* of the cards */
    int from, count;
    float pitch, card;
    int layer, unit;
    enum cell cell;
    int state;             /* the signal on the belt */
    bool begun;
};

static struct strip strip_of(const struct scene *scene, struct box box)
{
    const struct film *film = scene->film;
    int count = (int)fminf(fmaxf(box.w / PITCH, 3), CARDS_MAX);
    struct strip strip = {.layer = scene->ui->layer};

    strip.count = count < film->steps ? count : film->steps;
    strip.pitch = fminf(box.w / (float)strip.count, PITCH_MAX);
    strip.card = strip.pitch * 0.84f;
    strip.box = box;
    strip.box.w = strip.pitch * (float)strip.count;
    strip.box.x += floorf((box.w - strip.box.w) / 2);
    strip.cell = film_cell(film, strip.layer);
    strip.unit = scene->ui->unit;
    strip.state = cell_table[strip.cell].c >= 0 ? cell_table[strip.cell].c
                                                : cell_table[strip.cell].h;
    strip.begun = scene->ui->at > 0;
    int from = strip.begun ? scene->now.step - 2 * strip.count / 3 : 1;
    int last = film->steps - strip.count + 1;
    strip.from = from < 1 ? 1 : from > last ? last : from;
    return strip;
}

/* Steps that are not computed yet are faint. */
static float strength(const struct scene *scene, const struct strip *strip,
                      int step)
{
    bool done = !strip->begun || scene->now.pass == PASS_BACKWARD ||
                step <= scene->now.step;
    return done ? 1 : 0.3f;
}

/* Size of the unit's state as a share of the largest there is. */
static float state_share(const struct scene *scene, const struct strip *strip,
                         int step)
{
    const struct film *film = scene->film;
    const real *state = film_signal(film, strip->layer, strip->state, step);
    double peak = film_peak(film, strip->layer, strip->state);

    return peak > 0 ? (float)fmin(fabs((double)state[strip->unit]) / peak, 1)
                    : 0;
}

static float card_x(const struct strip *strip, int step)
{
    return strip->box.x + (float)(step - strip->from) * strip->pitch +
           (strip->pitch - strip->card) / 2;
}

/* A gate's bar: outlined where the value is negative. */
static void draw_bar(const struct scene *scene, struct box room, double value,
                     struct color color)
{
    float height = fmaxf((float)fmin(fabs(value), 1) * room.h, 2);
    struct box bar = box_at(room.x, box_bottom(room) - height, room.w, height);
    float radius = fminf(room.w, height) * 0.2f;

    draw_box(scene->list, room, room.w * 0.2f,
             color_fade(scene->theme->track, 0.45f));
    if (value >= 0) {
        draw_box_shaded(scene->list, bar, radius, color,
                        color_fade(color, 0.8f));
        return;
    }
    draw_box(scene->list, bar, radius, color_fade(color, 0.25f));
    if (height > 4)
        draw_outline(scene->list, box_inset(bar, 0.75f), radius, 1.5f, color);
}

static void draw_gates(const struct scene *scene, const struct strip *strip,
                       struct box box, int step)
{
    int signal[4], count = notation_gates(strip->cell, signal);
    float pitch = fminf(box.w / (float)count, 40);
    float x = box.x + (box.w - pitch * (float)count) / 2;
    bool letters = pitch >= 15 && box.h >= 60;
    float height = box.h - (letters ? 22 : 0);

    for (int k = 0; k < count; k++, x += pitch) {
        const struct notation *notation = notation_of(strip->cell, signal[k]);
        const real *value = film_signal(scene->film, strip->layer, signal[k],
                                        step);
        draw_bar(scene, box_at(x + pitch * 0.14f, box.y, pitch * 0.72f,
                               height), (double)value[strip->unit],
                 notation_color(scene->theme, notation));
        if (letters)
            draw_text(scene->list, point_at(x + pitch / 2, box_bottom(box)),
                      style_of(FACE_MATH_ITALIC, TEXT_USUAL,
                               notation_ink(scene->theme, notation),
                               ALIGN_CENTRE), notation->letter);
    }
}

static void draw_label(const struct scene *scene, const struct strip *strip,
                       struct box card, int step)
{
    const struct film *film = scene->film;
    char text[FILM_LABEL_MAX + 8];

    if (film->label != NULL)
        snprintf(text, sizeof text, "%s", film->label[step - 1]);
    else
        token_step(film, step, text);
    if (draw_width(scene->list, FACE_UI, TEXT_SMALL, text) > strip->pitch - 8)
        return;
    draw_text(scene->list, point_at(card.x + card.w / 2,
                                    box_bottom(card) + 20),
              style_of(FACE_UI, TEXT_SMALL, scene->theme->ink_faint,
                       ALIGN_CENTRE), text);
}

static void draw_card(const struct scene *scene, const struct strip *strip,
                      int step, float belt)
{
    const struct theme *theme = scene->theme;
    struct draw_list *list = scene->list;
    struct box card = box_at(card_x(strip, step), strip->box.y, strip->card,
                             strip->box.h - LABELS);
    bool now = strip->begun && step == scene->now.step;

    if (now)
        draw_glow(list, card, 12, 30, color_fade(theme->accent, 0.4f), false);
    draw_box(list, card, 12, now ? theme->card_current : theme->card);
    draw_outline(list, box_inset(card, 0.5f), 11.5f, now ? 2 * theme->line : 1,
                 now ? theme->accent : theme->edge);
    float top = belt + 30;
    if (box_bottom(card) - top > 30)
        draw_gates(scene, strip, box_at(card.x + 8, top, card.w - 16,
                                        box_bottom(card) - top - 12), step);
    draw_label(scene, strip, card, step);
}

/* The belt's colour at a share of the largest state: that of c, or of h where
 * h is what is carried. */
static struct color belt_color(const struct scene *scene,
                               const struct strip *strip, float share)
{
    const struct theme *theme = scene->theme;

    return cell_table[strip->cell].c >= 0
        ? wire_belt_color(theme, share)
        : color_mix(color_mix(theme->h, theme->panel, 0.45f),
                    color_mix(theme->h, theme->ink, theme->dark ? 0.3f : 0),
                    share);
}

/* The belt: its width changes where a card adds to the state. */
static void draw_belt(const struct scene *scene, const struct strip *strip,
                      float y)
{
    struct point points[2 * CARDS_MAX + 2];
    float widths[2 * CARDS_MAX + 2];
    struct color colors[2 * CARDS_MAX + 2];
    int count = 0, end = strip->from + strip->count;

    for (int step = strip->from; step <= end; step++) {
        float share = state_share(scene, strip, step - 1);
        float alpha = strength(scene, strip, step - 1);
        float add = card_x(strip, step - 1) + strip->card * 0.66f;
        float x[2] = {add + 10, card_x(strip, step) + strip->card * 0.66f};
        for (int k = 0; k < 2; k++) {
            struct color color = belt_color(scene, strip, share);
            points[count] = point_at(fminf(fmaxf(x[k], strip->box.x),
                                           box_right(strip->box)), y);
            widths[count] = 5 + 20 * share;
            colors[count++] = color_fade(color, alpha);
        }
    }
    draw_ribbon(scene->list, points, widths, colors, count);
}

static void draw_operators(const struct scene *scene, const struct strip *strip,
                           int step, float y)
{
    const struct theme *theme = scene->theme;
    float x = card_x(strip, step);

    if (strip->cell == CELL_RNN || strip->cell == CELL_DENSE)
        return;
    panel_operator(scene, point_at(x + strip->card * 0.3f, y), 9,
                   strip->cell == CELL_LSTM ? theme->f : theme->z, '*', 0);
    panel_operator(scene, point_at(x + strip->card * 0.66f, y), 9,
                   strip->cell == CELL_LSTM ? theme->i : theme->n, '+', 0);
}

static void draw_strip(const struct scene *scene, const struct strip *strip)
{
    float belt = strip->box.y + fmaxf(strip->box.h * 0.11f, 24);
    float before = scene->list->alpha;
    int end = strip->from + strip->count;

    for (int step = strip->from; step < end; step++) {
        scene->list->alpha = before * strength(scene, strip, step);
        draw_card(scene, strip, step, belt);
    }
    scene->list->alpha = before;
    draw_belt(scene, strip, belt);
    for (int step = strip->from; step < end; step++) {
        scene->list->alpha = before * strength(scene, strip, step);
        draw_operators(scene, strip, step, belt);
    }
    scene->list->alpha = before;
}

/* Least and largest of the first input. */
static void input_range(const struct film *film, int stride, double *low,
                        double *high)
{
    *low = INFINITY;
    *high = -INFINITY;
    for (int t = 1; t <= film->steps; t += stride) {
        double value = film_input(film, t, 0);
        *low = fmin(*low, value);
        *high = fmax(*high, value);
    }
}

/* All that is read, with the steps of the strip marked. */
static void draw_series(const struct scene *scene, const struct strip *strip,
                        struct box box)
{
    const struct film *film = scene->film;
    const struct theme *theme = scene->theme;
    struct point points[SERIES_POINTS + 1];
    int stride = film->steps / SERIES_POINTS + 1, count = 0;
    double low, high;
    struct box plot = box_inset(box, 12);
    float step = plot.w / (float)film->steps;

    draw_box(scene->list, box, 10, theme->well);
    draw_outline(scene->list, box_inset(box, 0.5f), 9.5f, 1, theme->edge);
    input_range(film, stride, &low, &high);
    if (!(high > low) || isinf(high - low))
        return;
    struct box shown = box_at(plot.x + step * (float)(strip->from - 1),
                              box.y + 1, step * (float)strip->count,
                              box.h - 2);
    draw_box(scene->list, shown, 4, color_fade(theme->accent, 0.14f));
    for (int t = 1; t <= film->steps; t += stride)
        points[count++] = point_at(
            plot.x + step * ((float)t - 0.5f),
            plot.y + plot.h * (float)((high - film_input(film, t, 0)) /
                                      (high - low)));
    struct draw_stroke line = {.width = 2 * theme->line, .color = theme->x};
    draw_line(scene->list, points, count, &line);
    for (int k = 0; k < strip->count && step >= DOTS_MIN; k++)
        draw_disc(scene->list, points[strip->from - 1 + k], 3.5f,
                  theme->accent);
}

void film_picture(const struct scene *scene, struct box box)
{
    struct box strip = box, series = box;
    float below = floorf(box.h * 0.3f);
    bool has_series = scene->film->x != NULL && below >= SERIES_MIN;

    if (has_series)
        strip.h -= below + 14;
    series.y = strip.y + strip.h + 14;
    series.h = box_bottom(box) - series.y;
    struct strip shown = strip_of(scene, strip);
    if (strip.h < 60)
        return;
    draw_strip(scene, &shown);
    if (has_series)
        draw_series(scene, &shown, series);
}

/* The belt is sampled where its value changes: at each card's operators, and
 * at the edge up to which it is computed. An rnn's belt is in pieces: what
 * arrives leaves it for the weights, what leaves begins behind the tanh.
 */
#include "scene/view/strip/belt.h"

#include <math.h>

#include "scene/look/ramp.h"
#include "scene/tell/edit_words.h"
#include "scene/widget/panel.h"
#include "scene/widget/wire.h"

enum { POINTS_MAX = 1600, BEND_STEPS = 5 };

/* A piece of the belt while it is put together, from the left. */
struct ribbon {
    float left, right;     /* nothing beyond is kept */
    float x[POINTS_MAX], value[POINTS_MAX];
    int count;
};

static float between(float a, float b, float share)
{
    return a + (b - a) * share;
}

/* Adds a sample; the ends are where the line to it meets them. */
static void put(struct ribbon *ribbon, float x, double value)
{
    int last = ribbon->count - 1;
    float at = (float)value;

    if (last >= 0 && ribbon->x[last] >= ribbon->right)
        return;
    if (last >= 0 && x > ribbon->right) {
        float span = x - ribbon->x[last];
        at = between(ribbon->value[last], at,
                     (ribbon->right - ribbon->x[last]) / fmaxf(span, 1e-3f));
        x = ribbon->right;
    }
    if (last >= 0 && ribbon->x[last] < ribbon->left && x >= ribbon->left) {
        float span = x - ribbon->x[last];
        ribbon->value[last] = between(ribbon->value[last], at,
                                      (ribbon->left - ribbon->x[last]) /
                                          fmaxf(span, 1e-3f));
        ribbon->x[last] = ribbon->left;
    }
    /* Of what lies left of the belt's begin only the last one counts. */
    if (last >= 0 && x < ribbon->left)
        ribbon->count = 0;
    if (ribbon->count < POINTS_MAX) {
        ribbon->x[ribbon->count] = x;
        ribbon->value[ribbon->count] = at;
        ribbon->count++;
    }
}

/* From the value so far to another one around x. */
static void bend(struct ribbon *ribbon, float x, float half, double from,
                 double to)
{
    for (int k = 0; k <= BEND_STEPS; k++) {
        float share = (float)k / BEND_STEPS;
        put(ribbon, x + half * (2 * share - 1),
            from + (to - from) * (double)wire_ease(0, 1, share));
    }
}

/* Up to where the belt is computed. */
static float front_of(const struct strip *strip)
{
    const struct moment *now = &strip->scene->now;
    const struct window *window = &strip->window;
    const struct cell_look *look = strip->look;
    float time = (float)now->phase + now->part;
    int k = 1;

    if (strip->live || now->step > strip->window.to)
        return INFINITY;
    while (look->front[k].at < 1 && look->front[k].time < time)
        k++;
    float share = wire_ease(look->front[k - 1].time, look->front[k].time, time);
    float at = between(look->front[k - 1].at, look->front[k].at, share);
    return window_x(window, now->step) + at * window->card;
}

/* What is beyond the scale: wide, and in a colour of its own. */
static const float beyond = 2;

/* How wide a value is drawn: linear, the largest of the run is full. */
static float share_of(const struct strip *strip, float value)
{
    double peak = film_peak(strip->scene->film, strip->layer,
                            strip->look->state);

    if (film_beyond((double)value))
        return beyond;
    return peak > 0 ? fminf(fabsf(value) / (float)peak, 1) : 0;
}

static struct color color_at(const struct strip *strip, float share)
{
    const struct theme *theme = strip->scene->theme;

    if (share > 1)
        return ramp_color(RAMP_GATE, strip->scene->ui->theme, NAN);
    if (strip->cell == CELL_LSTM)
        return wire_belt_color(theme, theme->dark ? 0.15f + 0.85f * share
                                                  : 0.3f + 0.5f * share);
    struct color small = color_mix(
        theme->h, theme->dark ? theme->ground_top : theme->panel, 0.45f);
    struct color large = theme->dark ? color_mix(theme->h, theme->ink, 0.35f)
                                     : theme->h;
    return color_mix(small, large, share);
}

static float width_at(const struct strip *strip, float share)
{
    return (2 + 16 * fminf(share, 1)) * strip->size;
}

/* Where the belt has not been yet. */
static void draw_track(const struct strip *strip, float left, float right)
{
    const struct theme *theme = strip->scene->theme;
    struct draw_list *list = strip->scene->list;
    float height = 19 * strip->size;
    const struct point line[2] = {{left + 6, strip->belt},
                                  {right - 4, strip->belt}};
    struct draw_stroke dashes = {
        .width = 1.2f, .color = color_fade(theme->ink_faint, 0.4f),
        .on = 6, .off = 8};

    draw_box(list, box_at(left, strip->belt - height / 2, right - left, height),
             height / 2, color_fade(theme->track, theme->dark ? 0.75f : 0.9f));
    draw_line(list, line, 2, &dashes);
}

/* A chevron across the belt at x: quiet on it, or cutting it. */
static void draw_chevron(const struct strip *strip, float x, float half,
                         float width, struct color color)
{
    float y = strip->belt, reach = fminf(half, 5 * strip->size);
    const struct point points[3] = {
        {x - reach, y - half}, {x, y}, {x - reach, y + half}};
    struct draw_stroke stroke = {.width = width, .color = color};

    draw_line(strip->scene->list, points, 3, &stroke);
}

/* Chevrons travel with the playhead; they cut the belt where it is negative.
 */
static void draw_flow(const struct strip *strip, const struct ribbon *ribbon)
{
    const struct theme *theme = strip->scene->theme;
    const struct moment *now = &strip->scene->now;
    const struct window *window = &strip->window;
    float apart = 22 * strip->size, last = ribbon->x[ribbon->count - 1] - 6;
    float travelled = strip->scene->ui->reduced_motion
        ? 0 : ((float)now->step - 1 + now->whole) * 3 * apart;
    float x = ribbon->x[0] + fmodf(travelled - window->first * window->pitch +
                                       1000 * apart - ribbon->x[0], apart);
    struct color quiet = theme->dark ? (struct color){20, 14, 2, 130}
                                     : (struct color){255, 255, 255, 190};
    float before = strip->scene->list->alpha;
    int k = 1;

    strip->scene->list->alpha *= strip->detail.bars;
    for (; x < last && strip->detail.bars > 0; x += apart) {
        while (k + 1 < ribbon->count && ribbon->x[k] < x)
            k++;
        float value = ribbon->value[k];
        float half = width_at(strip, share_of(strip, value)) / 2;
        if (value < 0)
            draw_chevron(strip, x, half + 1, fminf(2 + half * 0.6f, 5),
                         theme->dark ? theme->track : theme->panel);
        else if (half > 4)
            draw_chevron(strip, x, half * 0.5f, 1.6f, quiet);
    }
    strip->scene->list->alpha = before;
}

/* The light at the end of what is computed. */
static void draw_bead(const struct strip *strip, const struct ribbon *ribbon)
{
    const struct theme *theme = strip->scene->theme;
    struct draw_list *list = strip->scene->list;
    int last = ribbon->count - 1;
    float share = share_of(strip, ribbon->value[last]);
    float radius = width_at(strip, share) / 2 + 2;
    struct point at = point_at(ribbon->x[last], strip->belt);
    struct color color = color_at(strip, share > 1 ? share :
                                         theme->dark ? 1 : 0.5f);

    draw_glow(list, box_at(at.x - 5, at.y - 5, 10, 10), 5, 26,
              color_fade(color, 0.8f), false);
    draw_disc(list, at, radius, color);
    draw_disc(list, at, fmaxf(radius - 3, 1),
              theme->dark ? theme->ink : theme->card);
}

static void draw_ribbons(const struct strip *strip, const struct ribbon *ribbon,
                         bool bead)
{
    const struct theme *theme = strip->scene->theme;
    struct draw_list *list = strip->scene->list;
    struct point points[POINTS_MAX];
    float widths[POINTS_MAX];
    struct color colors[POINTS_MAX];
    int count = ribbon->count;

    if (count < 2 || ribbon->x[count - 1] <= ribbon->left)
        return;
    for (int k = 0; k < count; k++) {
        float share = share_of(strip, ribbon->value[k]);
        points[k] = point_at(ribbon->x[k], strip->belt);
        widths[k] = width_at(strip, share) + 10;
        colors[k] = color_fade(color_at(strip, share), 0.15f);
    }
    draw_ribbon(list, points, widths, colors, count);
    for (int k = 0; k < count; k++) {
        widths[k] -= 10;
        colors[k].a = 255;
    }
    draw_ribbon(list, points, widths, colors, count);
    /* Its upper edge shines. */
    for (int k = 0; k < count; k++) {
        points[k].y -= widths[k] * 0.26f;
        widths[k] = fmaxf(1, widths[k] * 0.16f);
        colors[k] = (struct color){255, 255, 255, theme->dark ? 70 : 110};
    }
    draw_ribbon(list, points, widths, colors, count);
    draw_flow(strip, ribbon);
    if (bead)
        draw_bead(strip, ribbon);
}

/* The state before a step, behind its first operator, and after it. */
struct passage {
    double before, kept, after;
};

static bool is_cut(const struct strip *strip, int step, int unit)
{
    return wire_is_cut(strip->scene->film, strip->cell == CELL_LSTM ? WIRE_C
                                                                    : WIRE_H,
                       strip->layer, step, unit);
}

/* The state as a step reads it: 0 where the belt is cut before it. */
static double read_of(const struct strip *strip, int step)
{
    bool cut = strip->scene->film->pins.count > 0 && strip->unit >= 0 &&
               is_cut(strip, step, strip->unit);

    return cut ? 0 : strip_value(strip, strip->look->state, step - 1);
}

/* What is left of the state behind the gate that keeps. */
static double kept(const struct strip *strip, int step)
{
    const struct film *film = strip->scene->film;
    const struct cell_look *look = strip->look;
    const real *gate = film_signal(film, strip->layer, look->signal[0], step);
    const real *state = film_signal(film, strip->layer, look->state, step - 1);
    int units = film_units(film, strip->layer);
    double sum = 0;

    if (strip->unit >= 0)
        return read_of(strip, step) * (double)gate[strip->unit];
    for (int u = 0; u < units; u++) {
        double part = (double)gate[u] * (double)state[u];
        if (!is_cut(strip, step, u))
            sum += part * part;
    }
    return sqrt(sum / units);
}

static struct passage passage_of(const struct strip *strip, int step)
{
    struct passage state = {
        .before = read_of(strip, step),
        .after = strip_value(strip, strip->look->state, step)};

    state.kept = strip->look->keep > 0 && strip->detail.bars > 0
        ? kept(strip, step) : state.before;
    return state;
}

/* One ribbon through all the operators. */
static void draw_whole(const struct strip *strip, struct ribbon *ribbon)
{
    const struct window *window = &strip->window;
    const struct cell_look *look = strip->look;
    float half = fminf(15 * strip->size, window->card * 0.1f);

    for (int t = window->from; t <= window->to; t++) {
        struct passage state = passage_of(strip, t);
        float x = window_x(window, t);
        if (t == window->from)
            put(ribbon, fminf(ribbon->left - 1, x - 1), state.before);
        put(ribbon, x, state.before);
        if (x > ribbon->right)
            break;
        if (strip->detail.bars > 0) {
            bend(ribbon, x + look->keep * window->card, half, state.before,
                 state.kept);
            bend(ribbon, x + look->add * window->card, half, state.kept,
                 state.after);
        } else {
            put(ribbon, x + look->add * window->card, state.after);
        }
        if (t == window->to)
            put(ribbon, INFINITY, state.after);
    }
}

/* From behind the tanh of one step to where it leaves for the weights of the
 * next one. */
static void draw_pieces(const struct strip *strip, struct ribbon *ribbon,
                        float front)
{
    const struct window *window = &strip->window;
    const struct cell_look *look = strip->look;
    float panel_right = ribbon->right;

    for (int t = window->from - 1; t <= window->to; t++) {
        float x = window_x(window, t), next = x + window->pitch;
        float start = x + look->squash * window->card;
        float end = look->branch > 0 ? next + look->branch * window->card
                                     : x + 0.94f * window->card;
        if (t == 0 && look->branch <= 0)
            continue;
        double value = strip_value(strip, look->state, t);
        ribbon->count = 0;
        ribbon->right = fminf(fminf(end, panel_right), front);
        put(ribbon, t == 0 ? fminf(ribbon->left - 1, start) : start, value);
        put(ribbon, fmaxf(end, start + 1), value);
        if (start < ribbon->right)
            draw_ribbons(strip, ribbon, front < end);
    }
}

static void place_spots(const struct strip *strip)
{
    const struct window *window = &strip->window;
    float reach = 11 * strip->size;

    for (int t = window->from; t <= window->to; t++) {
        struct card card = strip_card(strip, t);
        if (card.alpha < 1)
            continue;
        strip_spot(strip, box_at(card.box.x, strip->belt - reach, window->pitch,
                                 2 * reach),
                   strip_subject(strip, strip->look->state, t), ACTION_ENTER,
                   t);
    }
}

void belt_draw(const struct strip *strip)
{
    float left = strip->box.x + 6, right = box_right(strip->box) - 6;
    struct ribbon ribbon = {.left = left, .right = right};
    float front = front_of(strip);

    draw_track(strip, left, right);
    if (strip->look->keep > 0) {
        ribbon.right = fminf(right, front);
        draw_whole(strip, &ribbon);
        draw_ribbons(strip, &ribbon, front < right);
    } else {
        draw_pieces(strip, &ribbon, front);
    }
    place_spots(strip);
}

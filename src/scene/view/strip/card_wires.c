/* Each cell's wiring is a short recipe of wires: a path, a colour, and the
 * phase in which it comes alive. Wires first, operators over them.
 */
#include "scene/view/strip/card_wires.h"

#include <math.h>

#include "scene/look/lit.h"
#include "scene/widget/panel.h"
#include "scene/widget/wire.h"

/* What a recipe works with. */
struct wiring {
    const struct strip *strip;
    const struct card *card;
    const struct theme *theme;
    float gate[4];         /* x of the columns */
    float keep, add;       /* x of the operators on the belt */
    float node, belt, top, bus; /* y of the small operators, the belt, the tops
                                   of the columns, the bus */
    float small, large;    /* radii of operators */
    float width;           /* of wires */
};

/* How far the wire is that is drawn from `begin` to `end` of a phase. */
static float share(const struct wiring *wiring, int phase, float begin,
                   float end)
{
    float done = strip_progress(wiring->strip, wiring->card->step, phase);

    return fminf(fmaxf((done - begin) / (end - begin), 0), 1);
}

static float gate_share(const struct wiring *wiring, int k)
{
    const struct cell_look *look = wiring->strip->look;
    float begin = look->begin[k] + 0.3f;

    return share(wiring, look->phase[k], begin, fminf(begin + 0.5f, 1));
}

static struct color hue(const struct wiring *wiring, int k)
{
    const struct strip *strip = wiring->strip;

    return notation_color(wiring->theme,
                          notation_of(strip->cell, strip->look->signal[k]));
}

static void wire(const struct wiring *wiring, const struct point *corner,
                 int corners, struct color color, float part)
{
    wire_draw(wiring->strip->scene, corner, corners, 8 * wiring->strip->size,
              wiring->width, color, part);
}

/* Straight up from the column k to y. */
static void rise(const struct wiring *wiring, int k, float y)
{
    const struct point way[2] = {{wiring->gate[k], wiring->top - 2},
                                 {wiring->gate[k], y}};

    wire(wiring, way, 2, hue(wiring, k), gate_share(wiring, k));
}

/* Up from the column k and sideways to the small operator at x. */
static void reach(const struct wiring *wiring, int k, float x)
{
    float side = wiring->gate[k] < x ? -1 : 1;
    const struct point way[3] = {
        {wiring->gate[k], wiring->top - 2}, {wiring->gate[k], wiring->node},
        {x + side * wiring->small, wiring->node}};

    wire(wiring, way, 3, hue(wiring, k), gate_share(wiring, k));
}

/* A capsule with a word on it, on a wire. */
static void capsule(const struct wiring *wiring, struct point at,
                    const char *text, struct color ring, float live)
{
    const struct scene *scene = wiring->strip->scene;
    const struct theme *theme = wiring->theme;
    float width = draw_width(scene->list, FACE_MATH, 14, text) + 9;
    struct box box = box_at(at.x - width / 2, at.y - 9, width, 18);

    draw_box(scene->list, box, 9, theme->node);
    draw_outline(scene->list, box_inset(box, 0.7f), 8.3f, 1.4f * theme->line,
                 color_mix(theme->edge_strong, ring, live));
    draw_text(scene->list, point_at(at.x, at.y + 4.5f),
              style_of(FACE_MATH, 14, theme->ink_soft, ALIGN_CENTRE), text);
}

/* An operator, lit while it works. */
static void operator_at(const struct wiring *wiring, float x, float y,
                        float radius, struct color ring, char kind, float live)
{
    const struct theme *theme = wiring->theme;
    float hot = live > 0 && live < 1 ? sinf(3.14159f * live) : 0;

    panel_operator(wiring->strip->scene, point_at(x, y), radius,
                   color_mix(theme->edge_strong, ring, fminf(live * 4, 1)),
                   kind, hot);
}

void card_weights(const struct strip *strip, int step, int lit,
                  struct box box)
{
    const struct scene *scene = strip->scene;
    struct draw_id id = lit_word(scene->film, strip->layer, lit);

    if (!scene->ui->learning)
        return;
    id.step = step;
    strip_spot(strip, box, id, ACTION_ENTER, step);
}

/* Around the arrows of h into the gates. */
static void place_u(const struct wiring *wiring, float from, float to)
{
    card_weights(wiring->strip, wiring->card->step, LIT_U,
                 box_at(from - 8, wiring->bus - 18, to - from + 16, 22));
}

/* The way of h into the gates: along the bus, an arrow under each column. */
static void bus(const struct wiring *wiring, float from, float to)
{
    const struct scene *scene = wiring->strip->scene;
    const struct cell_look *look = wiring->strip->look;
    struct color color = wiring->theme->h;
    float done = share(wiring, 0, 0, 1);
    const struct point way[2] = {{from, wiring->bus}, {to, wiring->bus}};

    wire(wiring, way, 2, color, done);
    for (int k = 0; k < look->gates; k++) {
        float x = wiring->gate[k], y = wiring->bus;
        const struct point up[2] = {{x, y}, {x, y - 9}};
        float at = (x - from) / fmaxf(to - from, 1);
        if (x > to + 1)
            continue;
        wire(wiring, up, 2, color, wire_ease(at - 0.1f, at, done));
        wire_arrow(scene, point_at(x, y - 13), 0, -1, 6,
                   done >= at ? color : color_fade(wiring->theme->ink_faint,
                                                   0.4f));
    }
    place_u(wiring, wiring->gate[0], fmaxf(to, wiring->gate[0]));
}

/* h from an operator down the right side of the card to the next one's bus. */
static void wire_hidden(const struct wiring *wiring, float from)
{
    const struct strip *strip = wiring->strip;
    struct box box = wiring->card->box;
    float lane = box_right(box) - 5 * strip->size;
    float next = fminf(box.x + strip->window.pitch, box_right(strip->box) - 8);
    const struct point way[4] = {
        {from + wiring->small, wiring->node}, {lane, wiring->node},
        {lane, wiring->bus}, {fmaxf(next, lane + 9), wiring->bus}};
    float reached = share(wiring, LSTM_OUTPUT, 0.4f, 1);

    wire(wiring, way, 4, wiring->theme->h, reached);
    strip_spot(strip, box_at(lane - 6, wiring->node, 12,
                             wiring->bus - wiring->node),
               strip_subject(strip, LSTM_H, wiring->card->step), ACTION_ENTER,
               wiring->card->step);
}

/* What comes in at the left edge of the strip. */
static void wire_arriving(const struct wiring *wiring)
{
    const struct strip *strip = wiring->strip;
    float left = strip->box.x + 10, to = wiring->card->box.x;
    const struct point way[2] = {{left, wiring->bus}, {to, wiring->bus}};
    bool live = strip->live || wiring->card->step <= strip->scene->now.step;

    if (wiring->card->step == strip->window.from && to > left)
        wire(wiring, way, 2, wiring->theme->h, live ? 1 : 0);
}

static void wire_lstm(const struct wiring *wiring)
{
    const struct strip *strip = wiring->strip;
    const struct theme *theme = wiring->theme;
    float out = wiring->gate[3], node = wiring->node;
    struct color both = color_mix(theme->i, theme->g, 0.5f);
    float written = share(wiring, LSTM_UPDATE, 0, 0.5f);
    float shown = share(wiring, LSTM_OUTPUT, 0, 0.3f);

    wire_arriving(wiring);
    bus(wiring, wiring->card->box.x, out);
    rise(wiring, 0, wiring->belt);
    reach(wiring, 1, wiring->add);
    reach(wiring, 2, wiring->add);
    wire(wiring, (struct point[]){{wiring->add, node},
                                  {wiring->add, wiring->belt}}, 2, both,
         written);
    wire(wiring, (struct point[]){{out, wiring->belt}, {out, node}}, 2,
         theme->c, shown);
    rise(wiring, 3, node);
    wire_hidden(wiring, out);
    operator_at(wiring, wiring->keep, wiring->belt, wiring->large, theme->f,
                '*', share(wiring, LSTM_FORGET, 0.3f, 1));
    operator_at(wiring, wiring->add, wiring->belt, wiring->large, theme->i,
                '+', share(wiring, LSTM_UPDATE, 0, 1));
    operator_at(wiring, wiring->add, node, wiring->small, both, '*',
                share(wiring, LSTM_WRITE, 0.4f, 1));
    operator_at(wiring, out, node, wiring->small, theme->o, '*',
                share(wiring, LSTM_OUTPUT, 0.2f, 0.7f));
    capsule(wiring, point_at(out, (wiring->belt + node) / 2 + 1 +
                             (wiring->large - wiring->small) / 2 - 2),
            strip_squash(strip), theme->c, shown);
}

/* z goes up to the belt, and as 1 - z to the new content; r stands before the
 * candidate's share of h. */
static void wire_gru(const struct wiring *wiring)
{
    const struct theme *theme = wiring->theme;
    const struct strip *strip = wiring->strip;
    struct box box = wiring->card->box;
    float z = wiring->gate[0], n = wiring->gate[2], node = wiring->node;
    float left = box.x + strip->look->branch * box.w, middle = wiring->top +
                 strip->gates_height / 2;
    float read = (wiring->gate[1] + n) / 2;
    float mixed = share(wiring, GRU_MIX, 0, 1);
    struct color ghost = color_fade(theme->ink_faint, 0.4f);
    float came = share(wiring, 0, 0, 0.3f), gone = gate_share(wiring, 1);
    float fed = share(wiring, GRU_CANDIDATE, 0, 0.3f);

    wire(wiring, (struct point[]){{left, wiring->belt}, {left, wiring->bus},
                                  {left + 9, wiring->bus}}, 3, theme->h, came);
    bus(wiring, left + 8, wiring->gate[1]);
    wire(wiring, (struct point[]){{wiring->gate[1], wiring->bus},
                                  {read, wiring->bus}, {read, middle}}, 3,
         theme->h, came > 0 ? share(wiring, 0, 0.5f, 1) : 0);
    wire(wiring, (struct point[]){{wiring->gate[1], middle}, {read, middle}}, 2,
         hue(wiring, 1), gone);
    wire(wiring, (struct point[]){{read, middle}, {n - 13, middle}}, 2,
         theme->h, fed);
    rise(wiring, 0, wiring->belt);
    wire(wiring, (struct point[]){{z, node}, {n, node}}, 2, theme->z,
         share(wiring, GRU_UPDATE, 0.6f, 1));
    rise(wiring, 2, node);
    wire(wiring, (struct point[]){{n, node}, {n, wiring->belt}}, 2, theme->n,
         share(wiring, GRU_MIX, 0.2f, 0.5f));
    draw_disc(strip->scene->list, point_at(z, node), 3, gate_share(wiring, 0) >
              0.5f ? theme->z : ghost);
    capsule(wiring, point_at((z + n) / 2, node), "1−", theme->z,
            share(wiring, GRU_UPDATE, 0.6f, 1));
    operator_at(wiring, read, middle, wiring->small * 0.85f, theme->r, '*',
                share(wiring, GRU_CANDIDATE, 0, 0.6f));
    operator_at(wiring, wiring->keep, wiring->belt, wiring->large, theme->z,
                '*', fminf(mixed * 2, 1));
    operator_at(wiring, wiring->add, wiring->belt, wiring->large, theme->n,
                '+', fmaxf(mixed * 2 - 1, 0));
    operator_at(wiring, n, node, wiring->small, theme->n, '*', mixed);
}

/* h leaves the belt for the weights, and comes back through tanh. */
static void wire_rnn(const struct wiring *wiring)
{
    const struct theme *theme = wiring->theme;
    const struct strip *strip = wiring->strip;
    struct box box = wiring->card->box;
    float left = box.x + strip->look->branch * box.w;
    float a = wiring->gate[0], h = wiring->gate[1];
    float out = share(wiring, RNN_OUTPUT, 0.4f, 0.8f);

    if (strip->look->branch > 0) {
        wire(wiring, (struct point[]){{left, wiring->belt},
                                      {left, wiring->bus}, {a, wiring->bus},
                                      {a, wiring->bus - 11}}, 4,
             theme->h, share(wiring, 0, 0.2f, 1));
        wire_arrow(strip->scene, point_at(a, wiring->bus - 13), 0, -1, 6,
                   share(wiring, 0, 0.2f, 1) >= 1
                       ? theme->h : color_fade(theme->ink_faint, 0.4f));
        place_u(wiring, left, a);
    }
    rise(wiring, 0, wiring->belt);
    wire(wiring, (struct point[]){{h, wiring->belt}, {h, wiring->top - 3}}, 2,
         theme->h, out);
    capsule(wiring, point_at(a, wiring->belt), strip_squash(strip), theme->h,
            share(wiring, RNN_OUTPUT, 0, 0.5f));
}

/* Operators say what they do. */
static void place_spots(const struct wiring *wiring)
{
    const struct strip *strip = wiring->strip;
    int layer = strip->layer, step = wiring->card->step;
    float reach_out = wiring->large + 1;
    const float x[2] = {wiring->keep, wiring->add};
    const enum subject kind[2] = {SUBJECT_KEPT, SUBJECT_WRITTEN};

    if (strip->look->keep <= 0 || strip->unit < 0)
        return;
    for (int k = 0; k < 2; k++)
        strip_spot(strip, box_at(x[k] - reach_out, wiring->belt - reach_out,
                                 2 * reach_out, 2 * reach_out),
                   subject(kind[k], layer, strip->look->state, step,
                           strip->unit), ACTION_ENTER, step);
}

void card_wires(const struct strip *strip, const struct card *card)
{
    const struct cell_look *look = strip->look;
    struct draw_list *list = strip->scene->list;
    struct box box = card->box;
    float before = list->alpha;
    struct wiring wiring = {
        .strip = strip, .card = card, .theme = strip->scene->theme,
        .keep = box.x + look->keep * box.w, .add = box.x + look->add * box.w,
        .node = strip->node, .belt = strip->belt, .top = strip->gates,
        .bus = strip->bus, .small = 7.5f * strip->size,
        .large = 11 * strip->size,
        .width = 1.7f * strip->scene->theme->line * strip->size};

    if (strip->detail.wires <= 0)
        return;
    for (int k = 0; k < look->gates; k++)
        wiring.gate[k] = box.x + look->at[k] * box.w;
    list->alpha *= strip->detail.wires;
    if (strip->cell == CELL_LSTM)
        wire_lstm(&wiring);
    else if (look->keep > 0)
        wire_gru(&wiring);
    else
        wire_rnn(&wiring);
    place_spots(&wiring);
    list->alpha = before;
}

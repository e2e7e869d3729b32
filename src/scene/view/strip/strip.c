/* The strip is laid out from the outside in: lanes for title, call-outs, cards
 * and tokens as far as there is height for them, then the window of steps,
 * then what there is room for in a card of that width.
 */
#include "scene/view/strip/strip.h"

#include <math.h>

#include "scene/view/connect/connect.h"
#include "scene/view/strip/belt.h"
#include "scene/view/strip/callout.h"
#include "scene/view/strip/card.h"
#include "scene/view/strip/card_wires.h"
#include "scene/view/strip/title.h"
#include "scene/view/strip/tokens.h"
#include "scene/view/touch/cuts.h"
#include "scene/view/view.h"
#include "scene/widget/panel.h"
#include "scene/widget/wire.h"

/* Heights of the lanes; sizes of a card at which everything has room. */
enum { TITLE_LANE = 56, CALLOUT_LANE = 36, CALLOUT_MIN_HEIGHT = 350,
       TOKEN_MIN_HEIGHT = 210, CONNECT_MIN_HEIGHT = 280, FULL_WIDTH = 155,
       FULL_HEIGHT = 292, NUMBERS_HEIGHT = 186, WIRES_HEIGHT = 160,
       LETTERS_HEIGHT = 76, CAPTION_PITCH = 160 };

static const struct cell_look looks[CELL_KINDS] = {
    [CELL_DENSE] = {
        .gates = 2, .signal = {DENSE_A, DENSE_H}, .at = {0.3f, 0.72f},
        .phase = {RNN_SUM, RNN_OUTPUT}, .begin = {0, 0.35f},
        .state = DENSE_H, .squash = 0.3f, .move = RNN_OUTPUT,
        .front = {{0, 0.3f}, {2, 0.3f}, {3, 1}}},
    [CELL_RNN] = {
        .gates = 2, .signal = {RNN_A, RNN_H}, .at = {0.3f, 0.72f},
        .phase = {RNN_SUM, RNN_OUTPUT}, .begin = {0, 0.35f},
        .state = RNN_H, .branch = 0.1f, .squash = 0.3f, .move = RNN_OUTPUT,
        .front = {{0, -0.143f}, {0.4f, 0.1f}, {1, 0.3f}, {2, 0.3f}, {3, 1}}},
    [CELL_LSTM] = {
        .gates = 4, .signal = {LSTM_F, LSTM_I, LSTM_G, LSTM_O},
        .at = {0.125f, 0.36f, 0.595f, 0.83f},
        .phase = {LSTM_FORGET, LSTM_WRITE, LSTM_WRITE, LSTM_EXPOSE},
        .begin = {0, 0, 0.3f, 0}, .state = LSTM_C,
        .keep = 0.125f, .add = 0.4775f, .squash = 0.83f, .move = LSTM_UPDATE,
        .front = {{0, -0.143f}, {1, 0.02f}, {1.5f, 0.05f}, {2, 0.25f},
                  {3, 0.37f}, {4, 0.62f}, {5, 0.83f}, {6, 1}}},
    [CELL_GRU] = {
        .gates = 3, .signal = {GRU_Z, GRU_R, GRU_N},
        .at = {0.2f, 0.5f, 0.8f},
        .phase = {GRU_UPDATE, GRU_RESET, GRU_CANDIDATE}, .state = GRU_H,
        .keep = 0.2f, .add = 0.8f, .branch = 0.06f, .move = GRU_MIX,
        .front = {{0, -0.143f}, {1, 0.06f}, {4, 0.1f}, {4.4f, 0.32f},
                  {4.7f, 0.7f}, {5, 1}}},
    [CELL_GRU_BEFORE] = {
        .gates = 3, .signal = {GRUB_Z, GRUB_R, GRUB_N},
        .at = {0.2f, 0.5f, 0.8f},
        .phase = {GRU_UPDATE, GRU_RESET, GRU_CANDIDATE}, .state = GRUB_H,
        .keep = 0.2f, .add = 0.8f, .branch = 0.06f, .move = GRU_MIX,
        .front = {{0, -0.143f}, {1, 0.06f}, {4, 0.1f}, {4.4f, 0.32f},
                  {4.7f, 0.7f}, {5, 1}}},
};

float strip_progress(const struct strip *strip, int step, int phase)
{
    const struct scene *scene = strip->scene;

    return strip->live ? 1 : phase_progress(&scene->now, scene->phases, step,
                                            phase);
}

static bool has_sign(const struct strip *strip, int signal)
{
    return !notation_of(strip->cell, signal)->gate;
}

struct draw_id strip_subject(const struct strip *strip, int signal, int step)
{
    bool norm = strip->unit < 0 && has_sign(strip, signal);

    return subject(norm ? SUBJECT_NORM : SUBJECT_SIGNAL, strip->layer, signal,
                   step, strip->unit);
}

/* Eight sums beside each other, as wide as a register. */
enum { WIDE = 8 };

static double sum_of(const real *value, int units)
{
    real part[WIDE] = {0}, rest = 0;
    int u = 0;

    for (; u + WIDE <= units; u += WIDE)
        for (int k = 0; k < WIDE; k++)
            part[k] += value[u + k];
    for (; u < units; u++)
        rest += value[u];
    for (int k = 0; k < WIDE; k++)
        rest += part[k];
    return (double)rest;
}

static double squares_of(const real *value, int units)
{
    real part[WIDE] = {0}, rest = 0;
    int u = 0;

    for (; u + WIDE <= units; u += WIDE)
        for (int k = 0; k < WIDE; k++)
            part[k] += value[u + k] * value[u + k];
    for (; u < units; u++)
        rest += value[u] * value[u];
    for (int k = 0; k < WIDE; k++)
        rest += part[k];
    return (double)rest;
}

double strip_value(const struct strip *strip, int signal, int step)
{
    const struct film *film = strip->scene->film;
    const real *value = film_signal(film, strip->layer, signal, step);
    int units = film_units(film, strip->layer);

    if (strip->unit >= 0)
        return (double)value[strip->unit];
    return has_sign(strip, signal) ? sqrt(squares_of(value, units) / units)
                                   : sum_of(value, units) / units;
}

void strip_spot(const struct strip *strip, struct box box, struct draw_id id,
                int action, int value)
{
    float left = fmaxf(box.x, strip->box.x + 2);
    float right = fminf(box_right(box), box_right(strip->box) - 2);

    box.x = left;
    box.w = right - left;
    if (box.w > 0)
        draw_spot(strip->scene->list, box, id, action, value);
}

const char *strip_squash(const struct strip *strip)
{
    enum activation activation =
        film_layer(strip->scene->film, strip->layer)->activation;

    return activation == ACT_IDENTITY ? "=" : activation_names[activation];
}

struct card strip_card(const struct strip *strip, int step)
{
    const struct window *window = &strip->window;
    struct card card = {
        .box = box_at(window_x(window, step), strip->top, window->card,
                      strip->height),
        .step = step,
        .now = step == strip->scene->now.step};
    float out = fmaxf(window->box.x - card.box.x,
                      box_right(card.box) - box_right(window->box));

    /* Gone before it reaches the panel's edge, so that no text is cut. */
    card.alpha = 1 - wire_ease(1, fminf(12, window->card + 1), out);
    return card;
}

/* Widths change while the user zooms, heights do not. */
static struct detail choose_detail(float width, float height)
{
    return (struct detail){
        .full = height >= NUMBERS_HEIGHT ? wire_ease(142, 150, width) : 0,
        .wires_room = height >= WIRES_HEIGHT ? wire_ease(74, 84, width) : 0,
        .wires = height >= WIRES_HEIGHT ? wire_ease(84, 88, width) : 0,
        .letters_room = height >= LETTERS_HEIGHT ? wire_ease(58, 68, width) : 0,
        .letters = height >= LETTERS_HEIGHT ? wire_ease(68, 72, width) : 0,
        .bars = wire_ease(13, 17, width),
        .frames = wire_ease(12, 26, width),
    };
}

/* Lanes of a panel from top to bottom. */
static void lay_lanes(struct strip *strip)
{
    struct box box = strip->box;
    float bottom = box_bottom(box) - 24;

    strip->top = box.y + TITLE_LANE;
    if (box.h >= CALLOUT_MIN_HEIGHT)
        strip->top += CALLOUT_LANE;
    bool connect = strip->scene->ui->connect && box.h >= CONNECT_MIN_HEIGHT;
    if (box.h >= TOKEN_MIN_HEIGHT)
        bottom -= tokens_lane(strip, bottom - strip->top, connect);
    strip->height = bottom - strip->top;
    strip->window = window_at(strip->scene,
                              box_at(box.x + PANEL_PADDING, strip->top,
                                     box.w - 2 * PANEL_PADDING,
                                     strip->height));
    strip->size = fminf(fmaxf(fminf(strip->window.card / FULL_WIDTH,
                                    strip->height / FULL_HEIGHT), 1), 1.35f);
    float most = FULL_HEIGHT * strip->size * 1.5f;
    if (strip->height > most) {
        strip->top += (strip->height - most) / 2;
        strip->height = most;
    }
    if (box.h >= CALLOUT_MIN_HEIGHT)
        strip->callouts = strip->top - 18;
    if (box.h >= TOKEN_MIN_HEIGHT)
        strip->tokens = strip->top + strip->height + 9 + strip->picture / 2;
    if (connect)
        strip->connect = strip->tokens + 22;
}

/* What is in the cards from top to bottom, closer together in low ones. */
static void lay_card(struct strip *strip)
{
    const struct detail *detail = &strip->detail;
    float size = strip->size, bottom = strip->top + strip->height;
    float air = fminf(fmaxf((strip->height - 190) / 80, 0), 1);
    bool operators = strip->look->keep > 0;

    strip->belt = strip->top + fminf((44 + 12 * air) * size,
                                     strip->height * 0.34f);
    strip->node = strip->belt + (35 + 5 * air) * size;
    strip->gates = strip->belt +
                   (18 + ((operators ? 38 : 20) + 10 * air) *
                             detail->wires_room) * size;
    strip->bus = bottom - (14 + 6 * air) * size;
    strip->gates_height = fmaxf(
        bottom - strip->gates -
            (8 + 4 * air + 17 * detail->full + 18 * detail->letters_room +
             (27 + 4 * air) * detail->wires_room) * size, 2);
}

/* What a strip is about. */
static struct strip choose(const struct scene *scene, int layer, struct box box)
{
    const struct ui *ui = scene->ui;
    int units = film_units(scene->film, layer);
    enum cell cell = film_cell(scene->film, layer);

    return (struct strip){
        .scene = scene, .look = &looks[cell], .box = box, .cell = cell,
        .layer = layer, .size = 1, .live = scene->now.pass == PASS_BACKWARD,
        .unit = ui->mean ? -1 : ui->unit < units ? ui->unit : units - 1};
}

struct strip strip_lay_out(const struct scene *scene, struct box box)
{
    int last = scene->film->values.spec.layers - 1, layer = scene->ui->layer;
    struct strip strip = choose(scene, layer < last ? layer : last, box);

    lay_lanes(&strip);
    strip.detail = choose_detail(strip.window.card, strip.height);
    lay_card(&strip);
    return strip;
}

struct strip strip_row(const struct scene *scene, int layer, struct box row,
                       const struct window *window)
{
    struct strip strip = choose(scene, layer, row);

    strip.window = *window;
    strip.top = row.y;
    strip.height = row.h;
    strip.detail = choose_detail(window->card, 0);
    strip.detail.frames = 0;
    strip.detail.letters = choose_detail(window->card, row.h).letters;
    strip.belt = row.y + fminf(row.h * 0.36f, 15);
    strip.gates = strip.belt + 13;
    strip.gates_height = box_bottom(row) - strip.gates - 5 -
                         (strip.detail.letters > 0 ? 18 : 0);
    strip.bus = box_bottom(row);
    return strip;
}

/* Letters of the rows, where gates stand one over the other. */
static void draw_row_letters(const struct strip *strip)
{
    const struct scene *scene = strip->scene;
    const struct cell_look *look = strip->look;
    float row = strip->gates_height / (float)look->gates;

    for (int k = 0; k < look->gates && row > 16; k++) {
        const struct notation *notation =
            notation_of(strip->cell, look->signal[k]);
        struct color color = notation_ink(scene->theme, notation);
        draw_text(scene->list,
                  point_at(strip->box.x + 14,
                           strip->gates + ((float)k + 0.5f) * row + 4),
                  style_of(FACE_MATH_ITALIC, 16,
                           color_fade(color, 1 - strip->detail.bars),
                           ALIGN_CENTRE), notation->letter);
    }
}

/* What the belt and the bus carry, at the left edge. */
static void draw_letters(const struct strip *strip)
{
    const struct scene *scene = strip->scene;
    const struct theme *theme = scene->theme;
    struct draw_style style = style_of(FACE_MATH_ITALIC, 16, theme->h,
                                       ALIGN_CENTRE);
    bool lstm = strip->cell == CELL_LSTM;

    if (lstm && strip->detail.wires > 0) {
        style.color = color_fade(theme->h, strip->detail.wires);
        draw_text(scene->list, point_at(strip->box.x + 14, strip->bus - 8),
                  style, "h");
    }
    if (strip->detail.bars < 1)
        draw_row_letters(strip);
    style.color = lstm ? theme->c_text : theme->h;
    if (strip->cell != CELL_DENSE)
        draw_text(scene->list,
                  point_at(strip->box.x + 14, strip->belt - 14 * strip->size),
                  style, lstm ? "c" : "h");
}

/* One part of every card that is seen; fainter, if asked, where it is still to
 * come. */
static void draw_each(const struct strip *strip, bool fainter,
                      void (*draw)(const struct strip *, const struct card *))
{
    struct draw_list *list = strip->scene->list;
    float before = list->alpha;

    for (int t = strip->window.from; t <= strip->window.to; t++) {
        struct card card = strip_card(strip, t);
        bool later = !strip->live && t > strip->scene->now.step;
        list->alpha = before * card.alpha *
                      (fainter && later ? strip_later : 1);
        if (card.alpha > 0)
            draw(strip, &card);
    }
    list->alpha = before;
}

void strip_draw_cards(const struct strip *strip)
{
    draw_each(strip, false, card_frame);
    belt_draw(strip);
    draw_each(strip, true, card_wires);
    draw_each(strip, true, card_gates);
    draw_each(strip, true, card_heading);
}

/* Where the state goes from one card to the next: h, and c of an LSTM. */
static void draw_cuts(const struct strip *strip)
{
    const struct scene *scene = strip->scene;
    const struct theme *theme = scene->theme;
    const struct window *window = &strip->window;
    bool lstm = strip->cell == CELL_LSTM;
    float gap = window->pitch - window->card;

    if (strip->detail.wires <= 0 || strip->cell == CELL_DENSE)
        return;
    for (int t = window->from; t <= window->to; t++) {
        struct card card = strip_card(strip, t);
        float x = fmaxf(card.box.x - gap / 2, strip->box.x + 14);
        struct wire_cut cut = {
            .at = {x, lstm ? strip->bus : strip->belt}, .width = lstm ? 4 : 22,
            .ground = theme->panel,
            .captioned = window->pitch >= CAPTION_PITCH &&
                         x - 20 >= strip->box.x,
            .wire = subject(SUBJECT_WIRE, strip->layer, WIRE_H, t, -1),
            .is_cut = wire_is_cut(scene->film, WIRE_H, strip->layer, t,
                                  strip->unit)};
        if (card.alpha < 1)
            continue;
        cut_draw(scene, &cut);
        if (!lstm)
            continue;
        cut.at.y = strip->belt;
        cut.width = 22 * strip->size;
        cut.wire.signal = WIRE_C;
        cut.is_cut = wire_is_cut(scene->film, WIRE_C, strip->layer, t,
                                 strip->unit);
        cut_draw(scene, &cut);
    }
}

void view_strip(const struct scene *scene, struct box box)
{
    struct draw_list *list = scene->list;

    panel_draw(scene, box, say(scene->ui, "unrolled network",
                               "펼친 신경망"));
    struct strip strip = strip_lay_out(scene, box);
    title_draw(&strip);
    if (strip.height < 40)
        return;
    struct box before = draw_clip(list, box_inset(box, 1));
    strip_draw_cards(&strip);
    draw_cuts(&strip);
    draw_letters(&strip);
    tokens_draw(&strip);
    connect_draw(&strip);
    callouts_draw(&strip);
    draw_unclip(list, before);
}

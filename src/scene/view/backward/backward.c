/* The strip during the backward pass: the same cards in the same places, with
 * gradients on the wires that run from the loss at the right end to the left.
 */
#include "scene/view/backward/backward.h"

#include <math.h>
#include <stdio.h>

#include "scene/film/token.h"
#include "scene/look/figure.h"
#include "scene/look/ramp.h"
#include "scene/view/connect/connect.h"
#include "scene/view/touch/scissors.h"
#include "scene/view/view.h"
#include "scene/widget/panel.h"
#include "scene/widget/wire.h"

float backward_share(const struct scene *scene, double log10, int more)
{
    const struct film *film = scene->film;
    double share = 1 + (log10 - film->gradient_peak) /
                           (film->gradient_decades + more);

    if (isnan(share))
        return 0;
    return (float)fmin(fmax(share, 0), 1);
}

double backward_path_top(const struct scene *scene)
{
    return scene->studies != NULL ? fmax(scene->studies->paths.most, 0) : 0;
}

float backward_path_share(const struct scene *scene, double log10)
{
    double share = (log10 + BACKWARD_PATH_DECADES) /
                   (backward_path_top(scene) + BACKWARD_PATH_DECADES);

    return isnan(share) ? 0 : (float)fmin(fmax(share, 0), 1);
}

/* Pre-activations of the gates, in screen order. */
static int list_gates(enum cell cell, int out[4])
{
    static const int lstm[] = {LSTM_AF, LSTM_AI, LSTM_AG, LSTM_AO};
    static const int gru[] = {GRU_AZ, GRU_AR, GRU_AN};
    static const int before[] = {GRUB_AZ, GRUB_AR, GRUB_AN};
    static const int rnn[] = {RNN_A};
    const int *from = cell == CELL_LSTM ? lstm : cell == CELL_GRU ? gru :
                      cell == CELL_GRU_BEFORE ? before : rnn;
    int signals[4], count = notation_gates(cell, signals);

    for (int k = 0; k < count; k++)
        out[k] = from[k];
    return count;
}

/* With a loss at every step each of them has a cut of its own, which no single
 * place shows. */
static int first_reached(const struct scene *scene)
{
    const struct film *film = scene->film;
    int cut = scene->ui->cut;

    return cut <= 0 || cut >= film->steps ||
                   (film->has_loss && film->loss_everywhere)
        ? 1 : film->steps - cut + 1;
}

static struct backward lay_out(const struct scene *scene, struct box box)
{
    enum cell cell = film_cell(scene->film, scene->ui->layer);
    struct backward backward = {.strip = strip_lay_out(scene, box),
                                .c = cell_table[cell].c,
                                .h = cell_table[cell].h};
    const struct window *window = &backward.strip.window;

    backward.cards = box_at(window->box.x, backward.strip.top, window->box.w,
                            backward.strip.height);
    backward.gates = list_gates(cell, backward.gate);
    backward.apart = scene->ui->strands && cell == CELL_LSTM;
    backward.from = first_reached(scene);
    backward.stop = window_x(window, backward.from) -
                    (window->pitch - window->card) / 2;
    backward.front = window_x(window, scene->now.step) +
                     window->pitch * (1 - scene->now.whole);
    if (backward.from > 1)
        backward.front = fmaxf(backward.front, backward.stop);
    return backward;
}

/* Where truncated BPTT stops. */
static void draw_cut(const struct scene *scene,
                     const struct backward *backward)
{
    struct box box = backward->cards;
    float x = backward->stop;
    const struct point line[2] = {{x, box.y + 12}, {x, box_bottom(box)}};
    const struct draw_stroke dashes = {
        .width = 1.8f * scene->theme->line, .color = scene->theme->accent,
        .on = 6, .off = 5};

    if (backward->from <= 1 || x < box.x || x > box_right(box))
        return;
    draw_line(scene->list, line, 2, &dashes);
    draw_disc(scene->list, point_at(x, box.y), 13, scene->theme->panel);
    draw_ring(scene->list, point_at(x, box.y), 13, 1.4f * scene->theme->line,
              scene->theme->accent);
    scissors_draw(scene, point_at(x, box.y), 16, scene->theme->accent);
}

/* The belt's gradient, or where it comes from. Returns what is left of it. */
static float draw_switch(const struct scene *scene, float right, float y)
{
    const char *text = say(scene->ui, "two ways", "두 길로");

    right -= draw_width(scene->list, FACE_BOLD, 15, text) + 28;
    panel_button(scene, point_at(right, y), text, scene->ui->strands,
                 ACTION_STRANDS, 0);
    return right - 22;
}

/* Names of the wires from the right; returns what is left of them. */
static float draw_legend(const struct scene *scene, float right, float y)
{
    const struct ui *ui = scene->ui;
    const struct theme *theme = scene->theme;
    bool belt = film_cell(scene->film, ui->layer) == CELL_LSTM;
    struct {
        const char *name;
        struct color color;
    } wire[3] = {{"‖∂L/∂h‖", theme->gradient}, {"‖∂L/∂c‖", theme->c}};
    int count = belt ? 2 : 1;

    if (belt && ui->strands) {
        struct quantity cell = quantity_cell(scene);
        for (int c = 1; c <= 2; c++) {
            wire[3 - c].name = cell.curve[c].name;
            wire[3 - c].color = cell.curve[c].color;
        }
        count = 3;
    }
    for (int k = 0; k < count; k++) {
        enum face face = k == 0 || count == 2 ? FACE_MATH_ITALIC : FACE_UI;
        right -= draw_width(scene->list, face, 16, wire[k].name);
        draw_text(scene->list, point_at(right, y),
                  style_of(face, 16, theme->ink_soft, ALIGN_LEFT),
                  wire[k].name);
        right -= 36;
        draw_box(scene->list, box_at(right, y - 9, 28, 7), 3.5f,
                 wire[k].color);
        right -= 18;
    }
    return right;
}

static void draw_head(const struct scene *scene, struct box box)
{
    const struct ui *ui = scene->ui;
    const struct film *film = scene->film;
    float right = box_right(box) - PANEL_PADDING, y = box.y + PANEL_HEADING;
    char title[80], note[120];
    bool belt = film_cell(film, ui->layer) == CELL_LSTM;

    if (belt && box.w > 620)
        right = draw_switch(scene, right, y - 5);
    if (box.w > 760)
        right = draw_legend(scene, right, y);
    snprintf(title, sizeof title, say(ui, "%s, backward", "%s의 역전파"),
             notation_cell(film_layer(film, ui->layer)));
    snprintf(note, sizeof note, "%s",
             !film->has_loss
                 ? say(ui, "gradients run from right to left, of the sum of "
                           "the last h", "마지막 h의 합에서 시작한 기울기가 "
                                         "왼쪽으로 흐릅니다")
             : film->loss_everywhere
                 ? say(ui, "gradients run from right to left, a loss at every "
                           "step", "기울기는 오른쪽에서 왼쪽으로 흐릅니다. "
                                   "손실은 모든 시점에 있습니다")
                 : say(ui, "gradients run from right to left, from the loss "
                           "at the last step",
                       "기울기는 마지막 시점의 손실에서 왼쪽으로 흐릅니다"));
    panel_title(scene, point_at(box.x + PANEL_PADDING, y), title, note,
                right - box.x - PANEL_PADDING);
}

static void draw_names(const struct scene *scene,
                       const struct backward *backward)
{
    const struct strip *strip = &backward->strip;
    struct draw_style style = style_of(FACE_MATH_ITALIC, 15,
                                       scene->theme->c_text, ALIGN_CENTRE);

    if (backward->c >= 0)
        draw_text(scene->list, point_at(strip->box.x + 13, strip->belt - 14),
                  style, "∂c");
    style.color = scene->theme->gradient;
    draw_text(scene->list, point_at(strip->box.x + 13, strip->bus - 14), style,
              "∂h");
}

/* Where the gradient starts: above the last card, with a wire down its side to
 * h_T. Only while that card is in sight. */
static void draw_loss(const struct scene *scene,
                      const struct backward *backward)
{
    const struct theme *theme = scene->theme;
    const struct film *film = scene->film;
    const struct strip *strip = &backward->strip;
    struct card last = strip_card(strip, film->steps);
    struct draw_id id = subject(SUBJECT_LOSS, 0, 0, 0, 0);
    char number[FIGURE_MAX], text[FIGURE_MAX + 24];
    float x = box_right(last.box) + 11, y = strip->callouts;

    if (last.alpha <= 0 || y == 0)
        return;
    snprintf(text, sizeof text, "%s %s",
             film->has_loss ? say(scene->ui, "loss", "손실") : "Σ h_{T}",
             figure_plain(number, film->loss[0], 3));
    float width = draw_width(scene->list, FACE_BOLD, 15, text) + 24;
    struct box box = box_at(x + 8 - width, y - 14, width, 28);
    const struct point path[4] = {{x - 14, y}, {x, y}, {x, strip->bus},
                                  {x - 14, strip->bus}};
    wire_draw(scene, path, 4, 10, 5, theme->gradient, 1);
    draw_box(scene->list, box, 14, theme->gradient);
    draw_value(scene->list, point_at(box.x + width / 2, y + 5.5f),
               style_of(FACE_BOLD, 15, theme->on_hue, ALIGN_CENTRE), id,
               film->loss[0], text);
    draw_spot(scene->list, box, id, ACTION_NONE, 0);
}

/* What was read at a step, under its card. */
static void draw_token(const struct scene *scene,
                       const struct backward *backward, int t)
{
    const struct strip *strip = &backward->strip;
    const struct theme *theme = scene->theme;
    const struct film *film = scene->film;
    struct card card = strip_card(strip, t);
    char text[FILM_LABEL_MAX + 8];

    token_step(film, t, text);
    if ((film->label != NULL || film->words.count > 0) && film->trained)
        token_label(film, t, text);
    float wide = draw_width(scene->list, FACE_BOLD, 15, text) + 22;
    if (wide > strip->window.pitch - 4 || card.alpha <= 0)
        return;
    struct box box = box_at(card.box.x + fmaxf((card.box.w - wide) / 2, 0),
                            strip->tokens - 15, wide, 28);
    float before = scene->list->alpha;
    scene->list->alpha *= card.alpha;
    draw_box(scene->list, box, 9, card.now ? theme->gradient : theme->chip);
    draw_text(scene->list, point_at(box.x + wide / 2, box.y + 19),
              style_of(FACE_BOLD, 15, card.now ? theme->on_hue
                                               : theme->ink_soft,
                       ALIGN_CENTRE), text);
    scene->list->alpha = before;
}

static void draw_tokens(const struct scene *scene,
                        const struct backward *backward)
{
    const struct strip *strip = &backward->strip;
    const struct window *window = &strip->window;
    /* Whole cards of the window, which the scrub is across. */
    int first = (int)ceilf(window->first);
    int last = (int)floorf(window->first + window->cards) - 1;
    last = last < first ? first : last;

    if (strip->tokens == 0)
        return;
    for (int t = window->from; t <= window->to; t++)
        draw_token(scene, backward, t);
    float left = window_x(window, first);
    strip_spot(strip, box_at(left, strip->tokens - 20,
                             window_x(window, last) + window->card - left, 38),
               subject(SUBJECT_CONTROL, 0, ACTION_SCRUB_STEPS, last, first),
               ACTION_SCRUB_STEPS, first);
}

/* What colours and widths mean. */
static void draw_key(const struct scene *scene, struct box box)
{
    enum { PARTS = 76 };
    const struct ui *ui = scene->ui;
    struct draw_style style = style_of(FACE_UI, TEXT_SMALL,
                                       scene->theme->ink_soft, ALIGN_LEFT);
    float x = box.x + PANEL_PADDING, y = box_bottom(box) - 10;
    char least[FIGURE_MAX], low[FIGURE_MAX], high[FIGURE_MAX], text[240];
    double peak = scene->film->gradient_peak;

    x += draw_text(scene->list, point_at(x, y),
                   style_of(FACE_MATH_ITALIC, 15, scene->theme->ink_soft,
                            ALIGN_LEFT), "∂L/∂a") + 12;
    for (int k = 0; k < PARTS; k++)
        draw_tile(scene->list, box_at(x + 2 * (float)k, y - 11, 2.6f, 11),
                  ramp_color(RAMP_GRADIENT, ui->theme,
                             -1 + 2.0 * k / (PARTS - 1)));
    x += 2 * PARTS + 12;
    figure_power(least, peak - scene->film->gradient_decades -
                            BACKWARD_CELL_DECADES);
    figure_power(low, peak - scene->film->gradient_decades);
    figure_power(high, peak);
    snprintf(text, sizeof text,
             say(ui, "±%s to ±%s%s, log scale · width of the wires: %s to %s",
                 "±%s ~ ±%s%s, 로그 눈금 · 선의 굵기: %s ~ %s"),
             least, high,
             scene->paper ? "" : say(ui, ", blue is negative", ", 파랑은 음수"),
             low, high);
    if (scene->ui->strands && film_cell(scene->film, ui->layer) == CELL_LSTM)
        snprintf(text, sizeof text,
                 say(ui, "±%s to ±%s, log scale · belt: ‖∂c_{T}/∂c_{t}‖, %s, "
                         "10^{−%d} to %s",
                     "±%s ~ ±%s, 로그 눈금 · 벨트: ‖∂c_{T}/∂c_{t}‖, %s, "
                     "10^{−%d} ~ %s"),
                 least, high,
                 ui->detach ? say(ui, "h detached", "h 경로 끊음")
                 : ui->total ? say(ui, "through h_{t} too", "h_{t} 경유 포함")
                             : say(ui, "h_{t} held", "h_{t} 고정"),
                 BACKWARD_PATH_DECADES,
                 figure_power(low, backward_path_top(scene)));
    if (draw_width(scene->list, style.face, style.size, text) >
        box_right(box) - PANEL_PADDING - x)
        snprintf(text, sizeof text, say(ui, "±%s to ±%s, log scale",
                                        "±%s ~ ±%s, 로그 눈금"), least, high);
    panel_text(scene, point_at(x, y), style,
               box_right(box) - PANEL_PADDING - x, text);
}

void view_backward(const struct scene *scene, struct box box)
{
    struct backward backward = lay_out(scene, box);
    const struct window *window = &backward.strip.window;

    panel_draw(scene, box, say(scene->ui, "Backward pass", "역전파"));
    draw_head(scene, box);
    if (backward.cards.h < 120)
        return;
    for (int t = window->from; t <= window->to; t++)
        backward_card(scene, &backward, t);
    draw_tokens(scene, &backward);
    connect_draw(&backward.strip);
    draw_loss(scene, &backward);
    backward_strands(scene, &backward);
    draw_cut(scene, &backward);
    draw_names(scene, &backward);
    if (backward.strip.tokens > 0)
        draw_key(scene, box);
}

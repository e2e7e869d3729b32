/* The strip during the backward pass: the same cards in the same places, with
 * gradients on the wires that run from the loss at the right end to the left.
 */
#include "scene/view/backward/backward.h"

#include <math.h>
#include <stdio.h>

#include "scene/look/figure.h"
#include "scene/look/ramp.h"
#include "scene/view/view.h"
#include "scene/widget/panel.h"
#include "scene/widget/wire.h"

enum { HEAD = 64, KEY = 40, TOKENS = 46, SIDE = 34, LOSS_WIDTH = 74 };

float backward_share(const struct scene *scene, double log10, int more)
{
    const struct film *film = scene->film;
    double share = 1 + (log10 - film->gradient_peak) /
                           (film->gradient_decades + more);

    if (isnan(share))
        return 0;
    return (float)fmin(fmax(share, 0), 1);
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

static struct backward lay_out(const struct scene *scene, struct box box)
{
    enum cell cell = film_cell(scene->film, scene->ui->layer);
    struct backward backward = {.c = cell_table[cell].c,
                                .h = cell_table[cell].h};
    float loss = box.w > 700 ? LOSS_WIDTH : 20;
    struct box cards = box_at(box.x + SIDE, box.y + HEAD,
                              box.w - SIDE - loss,
                              box.h - HEAD - TOKENS - KEY);

    backward.window = window_at(scene, cards);
    backward.gates = list_gates(cell, backward.gate);
    backward.belt = cards.y + 58;
    backward.bus = box_bottom(cards) - 22;
    backward.front = window_x(&backward.window, scene->now.step) +
                     backward.window.pitch * (1 - scene->now.whole);
    return backward;
}

static void draw_head(const struct scene *scene, struct box box)
{
    const struct ui *ui = scene->ui;
    const struct theme *theme = scene->theme;
    const struct film *film = scene->film;
    float right = box_right(box) - PANEL_PADDING, y = box.y + PANEL_HEADING;
    char title[80], note[120];
    bool belt = film_cell(film, ui->layer) == CELL_LSTM;

    for (int k = 0; k <= belt && box.w > 760; k++) {
        const char *text = k == 1 ? "‖∂L/∂c‖" : "‖∂L/∂h‖";
        right -= draw_width(scene->list, FACE_MATH_ITALIC, 16, text);
        draw_text(scene->list, point_at(right, y),
                  style_of(FACE_MATH_ITALIC, 16, theme->ink_soft, ALIGN_LEFT),
                  text);
        right -= 36;
        draw_box(scene->list, box_at(right, y - 9, 28, 7), 3.5f,
                 k == 1 ? theme->c : theme->gradient);
        right -= 18;
    }
    snprintf(title, sizeof title, say(ui, "%s, backward", "%s의 역전파"),
             notation_cell(film_layer(film, ui->layer)));
    snprintf(note, sizeof note, "%s",
             film->loss_everywhere
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
    float x = backward->window.box.x - 26;

    if (backward->c >= 0)
        draw_text(scene->list, point_at(x, backward->belt - 14),
                  style_of(FACE_MATH_ITALIC, 16, scene->theme->c_text,
                           ALIGN_LEFT), "∂c");
    draw_text(scene->list, point_at(x, backward->bus - 14),
              style_of(FACE_MATH_ITALIC, 16, scene->theme->gradient,
                       ALIGN_LEFT), "∂h");
}

/* Where the gradient starts: only while the last step is on screen. */
static void draw_loss(const struct scene *scene,
                      const struct backward *backward, struct box box)
{
    const struct theme *theme = scene->theme;
    const struct film *film = scene->film;
    float right = box_right(backward->window.box);
    float x = right + 40, y = (backward->belt + backward->bus) / 2;
    struct draw_id id = subject(SUBJECT_LOSS, 0, 0, 0, 0);
    char text[FIGURE_MAX];

    if (backward->window.to < film->steps || box_right(box) - right < 60)
        return;
    const struct point path[3] = {{right + 4, backward->bus},
                                  {x, backward->bus}, {x, y + 24}};
    wire_draw(scene, path, 3, 18, 8, theme->gradient, 1);
    struct box badge = box_at(x - 31, y - 27, 62, 54);
    draw_box(scene->list, badge, 12, theme->node);
    draw_outline(scene->list, box_inset(badge, 0.5f), 11.5f, 2 * theme->line,
                 theme->gradient);
    draw_text(scene->list, point_at(x, y - 6),
              style_of(FACE_BOLD, TEXT_SMALL, theme->gradient, ALIGN_CENTRE),
              film->has_loss ? say(scene->ui, "loss", "손실") : "Σ h_{T}");
    draw_value(scene->list, point_at(x, y + 15),
               style_of(FACE_BOLD, TEXT_SMALL, theme->ink, ALIGN_CENTRE), id,
               film->loss[0], figure_signed(text, film->loss[0], 3) +
               (film->loss[0] >= 0 && text[0] == '+'));
    draw_spot(scene->list, badge, id, ACTION_NONE, 0);
}

static void draw_tokens(const struct scene *scene,
                        const struct backward *backward)
{
    const struct window *window = &backward->window;
    const struct theme *theme = scene->theme;
    const struct film *film = scene->film;

    for (int t = window->from; t <= window->to; t++) {
        char text[FILM_LABEL_MAX + 8];
        bool current = t == scene->now.step;
        if (film->label != NULL && film->trained)
            snprintf(text, sizeof text, "%s", film->label[t - 1]);
        else
            snprintf(text, sizeof text, "x_{%d}", t);
        float wide = draw_width(scene->list, FACE_BOLD, 15, text) + 22;
        if (wide > window->pitch - 4)
            continue;
        struct box box = box_at(window_x(window, t),
                                box_bottom(window->box) + 12, wide, 28);
        draw_box(scene->list, box, 9, current ? theme->gradient : theme->chip);
        draw_text(scene->list, point_at(box.x + wide / 2, box.y + 19),
                  style_of(FACE_BOLD, 15, current ? theme->on_hue
                                                  : theme->ink_soft,
                           ALIGN_CENTRE), text);
    }
    draw_spot(scene->list, box_at(window->box.x, box_bottom(window->box) + 6,
                                  window->box.w, TOKENS - 8),
              subject(SUBJECT_CONTROL, 0, ACTION_SCRUB_STEPS, window->to, 0),
              ACTION_SCRUB_STEPS, window->from);
}

/* What colours and widths mean. */
static void draw_key(const struct scene *scene, struct box box)
{
    enum { PARTS = 76 };
    const struct ui *ui = scene->ui;
    struct draw_style style = style_of(FACE_UI, TEXT_SMALL,
                                       scene->theme->ink_soft, ALIGN_LEFT);
    float x = box.x + PANEL_PADDING, y = box_bottom(box) - 18;
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
             say(ui, "±%s to ±%s, blue is negative · width of the wires: %s to "
                     "%s · log scales",
                 "±%s ~ ±%s, 파랑은 음수 · 선의 굵기: %s ~ %s · 로그 눈금"),
             least, high, low, high);
    panel_text(scene, point_at(x, y), style,
               box_right(box) - PANEL_PADDING - x, text);
}

void view_backward(const struct scene *scene, struct box box)
{
    struct backward backward = lay_out(scene, box);
    struct draw_list *list = scene->list;

    panel_draw(scene, box, say(scene->ui, "Backward pass", "역전파"));
    draw_head(scene, box);
    if (backward.window.box.h < 150)
        return;
    struct box cards = backward.window.box;
    struct box clip = draw_clip(list, box_at(cards.x - 30, box.y,
                                             cards.w + 32, box.h));
    for (int t = backward.window.from; t <= backward.window.to; t++)
        backward_card(scene, &backward, t);
    draw_tokens(scene, &backward);
    draw_unclip(list, clip);
    draw_loss(scene, &backward, box);
    backward_strands(scene, &backward);
    draw_names(scene, &backward);
    draw_key(scene, box);
}

/* The plain recurrent cell: one weighted sum, one activation function, whose
 * curve stands between the two with the selected unit on it. A dense layer is
 * the same without h_{t-1}.
 */
#include "scene/view/cell/cell.h"

#include <math.h>
#include <stdio.h>

#include "scene/look/lit.h"
#include "scene/view/cell/parts/block.h"
#include "scene/view/cell/parts/part.h"
#include "scene/view/cell/parts/travel.h"
#include "scene/widget/panel.h"
#include "scene/widget/plot.h"

enum { CURVE_POINTS = 65 };

struct plain {
    const struct closeup *closeup;
    bool dense;
    enum activation activation;
    float x_a, x_h, width;  /* middles of the blocks */
    struct box curve;
    float level;            /* y of the wires between them */
    float input, out;       /* where x_t comes in, h_t goes down */
};

static struct plain setup(const struct closeup *c)
{
    float inner = c->card.w, x = c->card.x;
    float left = fminf(fmaxf(inner * 0.06f, 26), 70);
    float right = fminf(fmaxf(inner * 0.09f, 44), 80);
    float gap = fminf(fmaxf(inner * 0.05f, 24), 60);
    float room = inner - left - right - 2 * gap;
    float width = fminf(floorf(room * 0.32f), 250);
    struct plain plain = {
        .closeup = c, .dense = c->cell == CELL_DENSE, .width = width,
        .activation = film_layer(c->scene->film, c->layer)->activation,
        .x_a = x + left + width / 2,
        .x_h = box_right(c->card) - right - width / 2,
        .level = c->blocks + floorf(c->height * 0.45f),
        .input = x + left - 2, .out = box_right(c->card) - right / 2};
    float start = plain.x_a + width / 2 + gap;
    float size = plain.x_h - width / 2 - gap - start;
    float top = c->blocks, bottom = c->blocks + c->height;

    /* Beside few units the curve is the largest thing there is. */
    if (c->rows <= CLOSEUP_FEW) {
        top = fminf(top, c->card.y + 20);
        bottom = fmaxf(bottom, c->bus - 24);
    }
    float high = fminf(bottom - top, fmaxf(size, 120));
    plain.curve = box_at(start, fmaxf(plain.level - high / 2, top), size,
                         high);
    if (box_bottom(plain.curve) > bottom)
        plain.curve.y = bottom - high;
    return plain;
}

static double activate(enum activation activation, double a)
{
    switch (activation) {
    case ACT_TANH: return tanh(a);
    case ACT_RELU: return a > 0 ? a : 0;
    default: return a;
    }
}

/* The plot of the function over the sums that there are. */
static struct plot axes(const struct plain *plain)
{
    const struct closeup *c = plain->closeup;
    double reach = film_peak(c->scene->film, c->layer, RNN_A) * 1.15;
    bool tanh = plain->activation == ACT_TANH;

    if (!(reach >= 2) || !isfinite(reach))
        reach = 2;
    double high = tanh ? 1.15 : reach;
    double low = plain->activation == ACT_RELU ? -0.15 * reach : -high;
    struct plot plot = {box_inset(plain->curve, 14), -reach, reach, low, high};

    plot.box.y += 26;
    plot.box.h -= 26 + 20;
    return plot;
}

static void draw_axes(const struct plain *plain, const struct plot *plot)
{
    const struct scene *scene = plain->closeup->scene;
    const struct theme *theme = scene->theme;
    struct color faint = color_fade(theme->edge_strong, 0.8f);
    struct point curve[CURVE_POINTS];
    struct draw_stroke stroke = {.width = 2.4f * theme->line,
                                 .color = theme->h};

    draw_segment(scene->list, point_at(plot->box.x, plot_y(plot, 0)),
                 point_at(box_right(plot->box), plot_y(plot, 0)), 1, faint);
    draw_segment(scene->list, point_at(plot_x(plot, 0), plot->box.y),
                 point_at(plot_x(plot, 0), box_bottom(plot->box)), 1, faint);
    for (int k = 0; k < CURVE_POINTS; k++) {
        double a = plot->x0 + (plot->x1 - plot->x0) * k / (CURVE_POINTS - 1);
        curve[k] = point_at(plot_x(plot, a),
                            plot_y(plot, activate(plain->activation, a)));
    }
    draw_line(scene->list, curve, CURVE_POINTS, &stroke);
}

/* Where the selected unit is on the curve. */
static void draw_state(const struct plain *plain, const struct plot *plot)
{
    const struct closeup *c = plain->closeup;
    const struct theme *theme = c->scene->theme;
    struct draw_list *list = c->scene->list;
    double a = source_forward(c, RNN_A, c->step, c->unit);
    double h = source_forward(c, RNN_H, c->step, c->unit);
    /* A held h need not be on the curve, nor even in the plot. */
    struct point at = point_at(
        plot_x(plot, fmin(fmax(a, plot->x0), plot->x1)),
        plot_y(plot, fmin(fmax(h, plot->y0), plot->y1)));
    struct draw_stroke dashed = {.width = 1.2f, .color = theme->ink_soft,
                                 .on = 4, .off = 4};
    const struct point down[2] = {at, {at.x, plot_y(plot, 0)}};
    const struct point across[2] = {at, {plot_x(plot, 0), at.y}};

    if (!isfinite(a) || !isfinite(h) ||
        (!c->back && closeup_share(c, RNN_OUTPUT, 0, 0.2f) <= 0))
        return;
    draw_line(list, down, 2, &dashed);
    draw_line(list, across, 2, &dashed);
    draw_disc(list, at, 6.5f, theme->node);
    draw_disc(list, at, 4.8f, theme->h);
}

static const char *function_name(const struct plain *plain)
{
    return activation_names[plain->activation];
}

static void draw_slope(const struct plain *plain)
{
    const struct closeup *c = plain->closeup;
    const struct theme *theme = c->scene->theme;
    struct draw_id id = subject(SUBJECT_SLOPE, c->layer, RNN_H, c->step,
                                c->unit);
    double slope = subject_value(c->scene->film, id);
    char text[80], value[FIGURE_MAX];

    snprintf(text, sizeof text, "%s = %s",
             plain->activation == ACT_TANH
                 ? "1 − h_{t}^{2}" : say(c->scene->ui, "slope", "미분값"),
             figure_plain(value, slope, 2));
    float room = plain->curve.w - 16;
    if (closeup_share(c, RNN_OUTPUT, 0, 0.2f) <= 0 ||
        draw_width(c->scene->list, FACE_BOLD, TEXT_SMALL, text) > room)
        return;
    draw_value(c->scene->list,
               point_at(plain->curve.x + plain->curve.w / 2,
                        box_bottom(plain->curve) - 12),
               style_of(FACE_BOLD, TEXT_SMALL, theme->ink_soft, ALIGN_CENTRE),
               id, slope, text);
    draw_spot(c->scene->list, plain->curve, id, ACTION_NONE, 0);
}

static void draw_curve(const struct plain *plain)
{
    const struct theme *theme = plain->closeup->scene->theme;
    struct draw_list *list = plain->closeup->scene->list;
    struct plot plot = axes(plain);

    if (plot.box.w < 20 || plot.box.h < 20)
        return;
    draw_box(list, plain->curve, 12, theme->well);
    draw_outline(list, box_inset(plain->curve, 0.5f), 11.5f, 1.3f * theme->line,
                 color_fade(theme->h, 0.55f));
    draw_text(list, point_at(plain->curve.x + plain->curve.w / 2,
                             plain->curve.y + 25),
              style_of(FACE_MATH, 17, theme->ink, ALIGN_CENTRE),
              function_name(plain));
    draw_axes(plain, &plot);
    draw_state(plain, &plot);
    draw_slope(plain);
}

/* In a lesson the weights that a wire passes on its way up can be pointed
 * at. */
static void place_weights(const struct closeup *c, float x, int lit)
{
    struct draw_id id = lit_word(c->scene->film, c->layer, lit);
    float floor = closeup_floor(c);

    id.step = c->step;
    if (c->scene->ui->learning && c->bus - floor > 30)
        draw_spot(c->scene->list, box_at(x - 8, floor, 16, c->bus - floor), id,
                  ACTION_NONE, 0);
}

static void draw_inputs(const struct plain *plain)
{
    const struct closeup *c = plain->closeup;
    const struct theme *theme = c->scene->theme;
    float apart = plain->dense ? 0 : 20;
    const struct travel h = {
        .phase = RNN_GATHER, .to = 1,
        .corner = {{c->left, c->bus}, {plain->x_a - apart, c->bus},
                   {plain->x_a - apart, closeup_floor(c)}},
        .corners = 3, .radius = 16, .color = theme->h,
        .source = source_before(c, RNN_H),
        .largest = film_peak(c->scene->film, c->layer, RNN_H)};

    travel_input(c, plain->input, plain->x_a + apart);
    place_weights(c, plain->x_a + apart, LIT_W);
    if (plain->dense)
        return;
    travel_draw(c, &h);
    travel_tip(c, &h);
    place_weights(c, plain->x_a - apart, LIT_U);
}

/* a into the function, h out of it and away. */
static void draw_wires(const struct plain *plain)
{
    const struct closeup *c = plain->closeup;
    const struct theme *theme = c->scene->theme;
    double peak = film_peak(c->scene->film, c->layer, RNN_H);
    float half = plain->width / 2, y = plain->level;
    struct travel travel = {
        .phase = RNN_SUM, .from = 0.6f, .to = 1, .corners = 2, .radius = 1,
        .corner = {{plain->x_a + half, y}, {plain->curve.x, y}},
        .color = theme->x, .source = source_signal(c, RNN_A),
        .largest = film_peak(c->scene->film, c->layer, RNN_A)};

    travel_draw(c, &travel);
    travel = (struct travel){
        .phase = RNN_OUTPUT, .from = 0.2f, .to = 0.4f, .corners = 2,
        .corner = {{box_right(plain->curve), y}, {plain->x_h - half, y}},
        .radius = 1, .color = theme->h, .source = source_signal(c, RNN_H),
        .largest = peak};
    travel_draw(c, &travel);
    travel = (struct travel){
        .phase = RNN_OUTPUT, .from = 0.6f, .to = 1, .corners = 4, .radius = 24,
        .corner = {{plain->x_h + half, y}, {plain->out, y},
                   {plain->out, c->bus}, {c->right, c->bus}},
        .color = theme->h, .source = source_signal(c, RNN_H),
        .largest = peak};
    travel_draw(c, &travel);
}

static void draw_blocks(const struct plain *plain)
{
    const struct closeup *c = plain->closeup;
    const char *const names[ACT_KINDS] = {"tanh a_{t}", "max(0, a_{t})",
                                          "a_{t}"};
    const char *const slopes[ACT_KINDS] = {"∂L/∂h_{t} · (1 − h_{t}^{2})",
                                           "∂L/∂h_{t} · [a_{t} > 0]",
                                           "∂L/∂h_{t}"};
    struct block block = {
        .x = plain->x_a, .width = plain->width, .gate = 0, .signal = RNN_A,
        .source = source_signal(c, RNN_A),
        .largest = film_peak(c->scene->film, c->layer, RNN_A),
        .phase = RNN_SUM, .from = 0, .to = 0.6f,
        .formula = {plain->dense ? "Wx_{t} + b" : "Wx_{t} + Uh_{t−1} + b"},
        .chain = {slopes[plain->activation]}};

    block_draw(c, &block);
    block = (struct block){
        .x = plain->x_h, .width = plain->width, .gate = -1, .signal = RNN_H,
        .source = source_signal(c, RNN_H),
        .largest = plain->activation == ACT_TANH
            ? 1 : film_peak(c->scene->film, c->layer, RNN_H),
        .phase = RNN_OUTPUT, .from = 0.4f, .to = 0.6f,
        .formula = {names[plain->activation]}};
    block_draw(c, &block);
}

static void draw_ends(const struct plain *plain)
{
    const struct closeup *c = plain->closeup;
    const struct theme *theme = c->scene->theme;
    float top = c->bus - closeup_track(c, false) / 2;
    const struct part_end before = {
        .at = {c->left + 6, top - 30}, .below = 20,
        .room = plain->x_a - plain->width / 2 - c->left - 14,
        .symbol = c->back ? "∂L/∂h_{t−1}" : "h_{t−1}", .color = theme->h,
        .source = source_before(c, RNN_H),
        .live = c->back ? closeup_share(c, RNN_GATHER, 0, 0.5f) : 1};
    const struct part_end after = {
        .at = {c->right - 6, top - 30}, .below = 20,
        .room = c->right - plain->out - 8 - closeup_track(c, false) / 2,
        .align = ALIGN_RIGHT, .symbol = c->back ? "∂L/∂h_{t}" : "h_{t}",
        .color = theme->h, .source = source_signal(c, RNN_H),
        .live = closeup_share(c, RNN_OUTPUT, 0.8f, 1)};

    if (!plain->dense)
        part_end(c, &before);
    part_end(c, &after);
}

float cell_plain(const struct closeup *closeup)
{
    struct plain plain = setup(closeup);

    draw_inputs(&plain);
    draw_wires(&plain);
    draw_curve(&plain);
    draw_blocks(&plain);
    draw_ends(&plain);
    return plain.input;
}

/* The LSTM: the cell state passes through on the belt, where the forget gate
 * scales it and what input gate and candidate made is added; the output gate
 * decides what of it becomes h.
 *
 * Backward the belt carries dL/dc from right to left: dL/dc_t on the whole
 * stretch between the operators, f_t times as much to the left of them.
 */
#include "scene/view/cell/cell.h"

#include <math.h>

#include "scene/view/cell/parts/block.h"
#include "scene/view/cell/parts/part.h"
#include "scene/view/cell/parts/travel.h"
#include "scene/view/cell/ways.h"

enum { F, I, G, O, GATES };

static const int signals[GATES] = {LSTM_F, LSTM_I, LSTM_G, LSTM_O};
static const int sums[GATES] = {LSTM_AF, LSTM_AI, LSTM_AG, LSTM_AO};
static const int phases[GATES] = {LSTM_FORGET, LSTM_WRITE, LSTM_WRITE,
                                  LSTM_EXPOSE};

/* Where everything is, from left to right. */
struct lstm_places {
    float gate[GATES], width; /* the blocks */
    float plus;               /* the operator that adds */
    float product;            /* y of o tanh c, below the other operators */
    float out;                /* where h_t goes down */
    float input;              /* where x_t comes in */
};

static struct lstm_places place(const struct closeup *closeup)
{
    float inner = closeup->card.w, x = closeup->card.x;
    float left = fminf(fmaxf(inner * 0.045f, 22), 42);
    float right = closeup->all ? 60 : 42;
    float gap = fminf(fmaxf(inner * 0.023f, 8), 28);
    float width = floorf((inner - left - right - 3 * gap) / 4);
    struct lstm_places places = {.width = width};

    for (int k = 0; k < GATES; k++)
        places.gate[k] = x + left + width / 2 + (float)k * (width + gap);
    places.plus = (places.gate[I] + places.gate[G]) / 2;
    places.out = box_right(closeup->card) - right / 2;
    places.input = x + left - 4;
    places.product = closeup->node +
                     floorf((closeup->blocks - closeup->node) * 0.2f);
    return places;
}

/* The part of dL/dc_t that the belt brings from the step after. */
static double arriving(const struct closeup *closeup, int unit)
{
    int t = closeup->step;

    return t == closeup->scene->film->steps ? 0 :
        source_backward(closeup, LSTM_C, t + 1, unit) *
        source_forward(closeup, LSTM_F, t + 1, unit);
}

/* What the belt takes back to the step before. */
static double leaving(const struct closeup *closeup, int unit)
{
    return source_backward(closeup, LSTM_C, closeup->step, unit) *
           source_forward(closeup, LSTM_F, closeup->step, unit);
}

/* dL/dc_t by way of h_t. */
static double through_tanh(const struct closeup *closeup, int unit)
{
    double tc = source_forward(closeup, LSTM_TC, closeup->step, unit);

    return source_backward(closeup, LSTM_TC, closeup->step, unit) *
           (1 - tc * tc);
}

/* A stretch of the belt. */
static void send_belt(const struct closeup *closeup, float from, float to,
                      struct travel travel)
{
    travel.corner[0] = point_at(from, closeup->belt);
    travel.corner[1] = point_at(to, closeup->belt);
    travel.corners = 2;
    travel.belt = true;
    travel.color = closeup->scene->theme->c;
    travel.largest = film_peak(closeup->scene->film, closeup->layer, LSTM_C);
    travel_draw(closeup, &travel);
}

static void draw_belt(const struct closeup *closeup,
                      const struct lstm_places *at)
{
    struct source state = source_signal(closeup, LSTM_C), kept = state,
                  old = source_before(closeup, LSTM_C), next = state;

    if (closeup->back) {
        old = source_own(closeup, leaving, LSTM_C);
        next = source_own(closeup, arriving, LSTM_C);
    } else {
        kept = source_part(closeup, SUBJECT_KEPT);
    }
    send_belt(closeup, closeup->left, at->gate[F],
              (struct travel){.phase = LSTM_FORGET, .to = 0.3f, .given = true,
                              .source = old});
    send_belt(closeup, at->gate[F], at->plus,
              (struct travel){.phase = LSTM_FORGET, .from = 0.75f, .to = 1,
                              .source = kept});
    send_belt(closeup, at->plus, at->gate[O],
              (struct travel){.phase = LSTM_UPDATE, .from = 0.5f, .to = 0.85f,
                              .source = state});
    send_belt(closeup, at->gate[O], closeup->right,
              (struct travel){.phase = LSTM_UPDATE, .from = 0.85f, .to = 1,
                              .arrives = true, .source = next});
}

static struct travel wire(const struct closeup *closeup, int gate)
{
    return (struct travel){
        .phase = phases[gate], .from = 0.55f, .to = gate == F ? 0.75f : 1,
        .radius = closeup->all ? 30 : 22,
        .color = notation_color(closeup->scene->theme,
                                notation_of(CELL_LSTM, signals[gate])),
        .source = source_signal(closeup, signals[gate]), .largest = 1};
}

/* From the blocks up: f to the belt, i and g to their product and on, o to
 * where it meets tanh c. */
static void draw_gate_wires(const struct closeup *closeup,
                            const struct lstm_places *at)
{
    float under = closeup_under(closeup), node = closeup->node;

    for (int k = 0; k < GATES; k++) {
        struct travel travel = wire(closeup, k);
        float side = k == I ? -14 : 14;
        travel.corner[0] = point_at(at->gate[k], closeup->blocks);
        travel.corner[1] = point_at(at->gate[k], k == F ? under :
                                    k == O ? at->product : node);
        travel.corner[2] = point_at(at->plus + side, node);
        travel.corners = k == I || k == G ? 3 : 2;
        travel_draw(closeup, &travel);
    }
    const struct theme *theme = closeup->scene->theme;
    struct travel written = {
        .phase = LSTM_UPDATE, .from = 0, .to = 0.5f,
        .corner = {{at->plus, node}, {at->plus, under}}, .corners = 2,
        .color = color_mix(theme->i, theme->g, 0.5f),
        .source = closeup->back ? source_signal(closeup, LSTM_C)
                                : source_part(closeup, SUBJECT_WRITTEN),
        .largest = 1};
    travel_draw(closeup, &written);
}

/* tanh c from the belt down, times o, and out. */
static void draw_output(const struct closeup *closeup,
                        const struct lstm_places *at)
{
    const struct theme *theme = closeup->scene->theme;
    float top = closeup->belt + closeup->half, node = at->product;
    float pill = floorf((top + node - 15) / 2);
    struct travel travel = {
        .phase = LSTM_OUTPUT, .from = 0, .to = 0.2f,
        .corner = {{at->gate[O], closeup->all ? top : closeup->belt},
                   {at->gate[O], pill}}, .corners = 2,
        .color = theme->c, .source = closeup->back
            ? source_own(closeup, through_tanh, LSTM_TC)
            : source_signal(closeup, LSTM_C),
        .largest = film_peak(closeup->scene->film, closeup->layer, LSTM_C)};

    travel_draw(closeup, &travel);
    travel = (struct travel){
        .phase = LSTM_OUTPUT, .from = 0.2f, .to = 0.4f,
        .corner = {{at->gate[O], pill}, {at->gate[O], node}}, .corners = 2,
        .color = theme->c, .source = source_signal(closeup, LSTM_TC),
        .largest = 1};
    travel_draw(closeup, &travel);
    travel = (struct travel){
        .phase = LSTM_OUTPUT, .from = 0.4f, .to = 1,
        .corner = {{at->gate[O] + 14, node}, {at->out, node},
                   {at->out, closeup->bus}, {closeup->right, closeup->bus}},
        .corners = 4, .radius = 24, .color = theme->h,
        .source = source_signal(closeup, LSTM_H), .largest = 1};
    travel_draw(closeup, &travel);
    part_function(closeup, &(struct part_function){
        .centre = {at->gate[O], pill}, .room = 80, .face = FACE_MATH,
        .text = {"tanh"}, .ring = theme->c,
        .live = closeup_share(closeup, LSTM_OUTPUT, 0, 0.4f),
        .source = source_signal(closeup, LSTM_TC)});
    part_node(closeup, &(struct part_operator){
        .x = at->gate[O], .y = node, .kind = '*', .ring = theme->o,
        .phase = LSTM_OUTPUT,
        .live = closeup_share(closeup, LSTM_OUTPUT, 0.3f, 0.4f),
        .source = source_signal(closeup, LSTM_H)});
}

static void draw_bus(const struct closeup *closeup,
                     const struct lstm_places *at)
{
    const struct theme *theme = closeup->scene->theme;
    float end = at->gate[O] - 10 - (closeup->all ? 14 : 0);
    const struct travel h = {
        .phase = LSTM_GATHER, .from = 0, .to = 1,
        .corner = {{closeup->left, closeup->bus}, {end, closeup->bus},
                   {end, closeup_floor(closeup)}},
        .corners = 3, .radius = 14, .color = theme->h,
        .source = source_before(closeup, LSTM_H), .largest = 1};

    travel_input(closeup, at->input, at->gate[O] + 12);
    travel_draw(closeup, &h);
    travel_tip(closeup, &h);
}

/* h_{t-1} and x_t into every gate; into the last one the bus itself bends. */
static void draw_risers(const struct closeup *closeup,
                        const struct lstm_places *at)
{
    const struct theme *theme = closeup->scene->theme;
    float floor = closeup->blocks + closeup->height;

    for (int k = 0; k < GATES; k++) {
        struct riser riser = {
            .x = at->gate[k] - 10, .from = closeup->bus, .to = floor,
            .phase = phases[k], .share_to = 0.25f, .color = theme->h,
            .size = closeup->back ? travel_rms_gradient(closeup, sums[k])
                                  : travel_rms_state(closeup, LSTM_H),
            .id = source_id(closeup, source_signal(closeup, sums[k]))};
        if (k < O)
            travel_riser(closeup, &riser);
        riser.x = at->gate[k] + 10;
        riser.from = closeup->input;
        riser.color = theme->x;
        if (!closeup->back)
            riser.size = travel_rms_input(closeup);
        if (k < O)
            travel_riser(closeup, &riser);
    }
}

static void draw_blocks(const struct closeup *closeup,
                        const struct lstm_places *at)
{
    static const char *const formula[GATES][2] = {
        {"σ(W_{f}x_{t} + U_{f}h_{t−1} + b_{f})", "σ(a_{f})"},
        {"σ(W_{i}x_{t} + U_{i}h_{t−1} + b_{i})", "σ(a_{i})"},
        {"tanh(W_{g}x_{t} + U_{g}h_{t−1} + b_{g})", "tanh(a_{g})"},
        {"σ(W_{o}x_{t} + U_{o}h_{t−1} + b_{o})", "σ(a_{o})"}};
    static const char *const chain[GATES] = {
        "∂L/∂c_{t} · c_{t−1}", "∂L/∂c_{t} · g_{t}", "∂L/∂c_{t} · i_{t}",
        "∂L/∂h_{t} · tanh c_{t}"};

    for (int k = 0; k < GATES; k++) {
        struct block block = {
            .x = at->gate[k], .width = at->width, .gate = k,
            .signal = signals[k],
            .source = source_signal(closeup, signals[k]), .largest = 1,
            .phase = phases[k], .from = 0.25f, .to = 0.55f,
            .formula = {formula[k][0], formula[k][1]}, .chain = {chain[k]}};
        block_draw(closeup, &block);
    }
}

static void draw_tags(const struct closeup *closeup,
                      const struct lstm_places *at)
{
    struct color ink = closeup->scene->theme->c_text;
    float f = at->gate[F], o = at->gate[O];
    float kept = closeup_share(closeup, LSTM_FORGET, 0.75f, 1);
    float state = closeup_share(closeup, LSTM_UPDATE, 0.5f, 0.85f);
    const struct part_tag forward[3] = {
        {(closeup->left + f) / 2, closeup->left + 44, f - 30, "c_{t−1}",
         source_before(closeup, LSTM_C), ink, 1},
        {(f + at->plus) / 2, f + 30, at->plus - 30, "f·c_{t−1}",
         source_part(closeup, SUBJECT_KEPT), ink, kept},
        {at->plus + (o - at->plus) * 0.6f, at->plus + 30, o, "c_{t}",
         source_signal(closeup, LSTM_C), ink, state},
    };
    const struct part_tag backward[3] = {
        {(closeup->left + f) / 2, closeup->left + 44, f - 30,
         "f_{t}·∂L/∂c_{t}", source_own(closeup, leaving, LSTM_C), ink,
         closeup_share(closeup, LSTM_FORGET, 0, 0.3f)},
        {at->plus + (o - at->plus) * 0.5f, at->plus + 30, o - 10,
         "∂L/∂c_{t}", source_signal(closeup, LSTM_C), ink, state},
        {closeup->right, o + 10, closeup->right - 10,
         "f_{t+1}·∂L/∂c_{t+1}", source_own(closeup, arriving, LSTM_C), ink, 1},
    };

    part_tags(closeup, closeup->back ? backward : forward, 3);
}

static void draw_labels(const struct closeup *closeup,
                        const struct lstm_places *at)
{
    const struct theme *theme = closeup->scene->theme;
    const struct ui *ui = closeup->scene->ui;
    float between = at->plus - at->gate[F];
    float clear = closeup_track(closeup, false) / 2 + 6;
    struct source f = {.kind = SUBJECT_SIGNAL, .signal = LSTM_F,
                       .step = closeup->step, .unit = closeup->unit};
    const struct part_label kept = {
        .at = {at->gate[F] + clear, closeup->node - 10},
        .room = between * 0.62f - clear,
        .color = theme->f, .source = f, .before = "×",
        .after = say(ui, " kept", " 유지"), .plain = true,
        .live = closeup_share(closeup, LSTM_FORGET, 0.55f, 0.75f)};
    const struct part_label written = {
        .at = {at->plus + 10 + clear,
               (closeup_under(closeup) + closeup->node) / 2 - 6},
        .room = at->gate[O] - at->plus - 56 - clear, .color = theme->i,
        .source = source_part(closeup, SUBJECT_WRITTEN), .before = "",
        .after = say(ui, " added", " 더함"),
        .live = closeup_share(closeup, LSTM_UPDATE, 0, 0.5f)};

    part_label(closeup, &kept);
    if (!closeup->back)
        part_label(closeup, &written);
}

static void draw_ends(const struct closeup *closeup,
                      const struct lstm_places *at)
{
    const struct theme *theme = closeup->scene->theme;
    float top = closeup->bus - closeup_track(closeup, false) / 2;
    const struct part_end before = {
        .at = {closeup->left + 6, top - 30}, .below = 20,
        .room = at->gate[F] - at->width / 2 - closeup->left - 14,
        .symbol = closeup->back ? "∂L/∂h_{t−1}" : "h_{t−1}",
        .color = theme->h, .source = source_before(closeup, LSTM_H),
        .live = closeup->back ? closeup_share(closeup, LSTM_GATHER, 0, 0.5f)
                              : 1};
    const struct part_end after = {
        .at = {closeup->right - 6, top - 30}, .below = 20,
        .room = closeup->right - at->out - 8 -
                closeup_track(closeup, false) / 2,
        .align = ALIGN_RIGHT, .symbol = closeup->back ? "∂L/∂h_{t}" : "h_{t}",
        .color = theme->h, .source = source_signal(closeup, LSTM_H),
        .live = closeup_share(closeup, LSTM_OUTPUT, 0.8f, 1)};

    part_end(closeup, &before);
    part_end(closeup, &after);
}

/* Those that the cell state goes through. */
static void draw_operators(const struct closeup *closeup,
                           const struct lstm_places *at)
{
    const struct theme *theme = closeup->scene->theme;
    struct source state = source_signal(closeup, LSTM_C);

    part_capsule(closeup, &(struct part_operator){
        .x = at->gate[F], .kind = '*', .ring = theme->f, .phase = LSTM_FORGET,
        .live = closeup_share(closeup, LSTM_FORGET, 0.55f, 0.75f),
        .source = closeup->back ? source_own(closeup, leaving, LSTM_C)
                                : source_part(closeup, SUBJECT_KEPT)});
    part_capsule(closeup, &(struct part_operator){
        .x = at->plus, .kind = '+', .ring = theme->i, .phase = LSTM_UPDATE,
        .live = closeup_share(closeup, LSTM_UPDATE, 0, 0.5f),
        .source = state});
    part_node(closeup, &(struct part_operator){
        .x = at->plus, .y = closeup->node, .kind = '*', .phase = LSTM_UPDATE,
        .ring = color_mix(theme->i, theme->g, 0.5f),
        .live = closeup_share(closeup, LSTM_UPDATE, 0, 0.2f),
        .source = closeup->back ? state
                                : source_part(closeup, SUBJECT_WRITTEN)});
}

float cell_lstm(const struct closeup *closeup)
{
    const struct theme *theme = closeup->scene->theme;
    struct lstm_places at = place(closeup);

    draw_bus(closeup, &at);
    draw_risers(closeup, &at);
    draw_gate_wires(closeup, &at);
    draw_output(closeup, &at);
    draw_belt(closeup, &at);
    ways_strands(closeup, at.gate[F]);
    part_lane(closeup, theme->c_text);
    draw_operators(closeup, &at);
    draw_blocks(closeup, &at);
    draw_tags(closeup, &at);
    draw_labels(closeup, &at);
    draw_ends(closeup, &at);
    return at.input;
}

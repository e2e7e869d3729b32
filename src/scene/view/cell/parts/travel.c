/* A wire is a quiet track for all units with a lane for the selected one, or a
 * lane for each unit that has a row. Backward the way is turned round, and the
 * lanes with it, so that each stays where it was.
 */
#include "scene/view/cell/parts/travel.h"

#include <math.h>
#include <stddef.h>

#include "scene/action.h"
#include "scene/look/lit.h"
#include "scene/tell/edit_words.h"

enum { INPUT_LANES = 4, CHEVRONS = 46, CLEAR = 34, MARK_LEAST = 44 };

float travel_share(const struct closeup *closeup, const struct travel *travel)
{
    if (closeup->back ? travel->arrives : travel->given)
        return 1;
    return closeup_share(closeup, travel->phase, travel->from, travel->to);
}

/* The corners in the direction of the pass. */
static void turn(const struct closeup *closeup, const struct travel *travel,
                 struct point out[WIRE_CORNERS_MAX])
{
    for (int k = 0; k < travel->corners; k++)
        out[k] = travel->corner[closeup->back ? travel->corners - 1 - k : k];
}

/* Places along the wire can be asked what they are. */
static void add_spots(const struct closeup *closeup,
                      const struct travel *travel, struct draw_id id)
{
    float wide = fmaxf(closeup_track(closeup, travel->belt), 14);

    for (int k = 1; k < travel->corners; k++) {
        struct point a = travel->corner[k - 1], b = travel->corner[k];
        float x = fminf(a.x, b.x), y = fminf(a.y, b.y);
        float dx = fabsf(a.x - b.x), dy = fabsf(a.y - b.y);
        struct box box = dx > dy ? box_at(x, y - wide / 2, dx, wide)
                                 : box_at(x - wide / 2, y, wide, dy);
        draw_spot(closeup->scene->list, box, id, ACTION_NONE, 0);
    }
}

/* A light at the front of what travels. */
static void draw_bead(const struct closeup *closeup,
                      const struct wire_lanes *lanes, float offset)
{
    struct draw_list *list = closeup->scene->list;
    struct point points[WIRE_POINTS_MAX], end;

    if (lanes->share <= 0 || lanes->share >= 1)
        return;
    int count = wire_path(lanes->corner, lanes->corners, lanes->radius, offset,
                          points);
    wire_part(points, count, lanes->share, &end);
    draw_glow(list, box_at(end.x - 6, end.y - 6, 12, 12), 6, 18,
              color_fade(lanes->color, 0.7f), false);
    draw_disc(list, end, 6, closeup->scene->theme->node);
    draw_disc(list, end, 4.5f, lanes->color);
}

/* The track below a belt of one lane, or below a bus. */
static void draw_bed(const struct closeup *closeup,
                     const struct travel *travel)
{
    const struct theme *theme = closeup->scene->theme;
    struct point a = travel->corner[0], b = travel->corner[1];
    float half = closeup->half;

    draw_tile(closeup->scene->list,
              box_at(fminf(a.x, b.x), a.y - half, fabsf(a.x - b.x), 2 * half),
              color_fade(theme->track, theme->dark ? 0.5f : 0.7f));
}

/* ">" forward, "<" backward, on the selected unit's lane: cut out of a thick
 * one, around a thin one. */
static void draw_chevrons(const struct closeup *closeup,
                          const struct travel *travel, double size)
{
    const struct theme *theme = closeup->scene->theme;
    float thick = (float)fmin(fabs(size), 1) *
                  (closeup_pitch(closeup, true) - 3);
    float y = closeup_lane(closeup, closeup->belt, true);
    float way = closeup->back ? -1 : 1, end = travel->corner[1].x - CLEAR;
    struct draw_stroke stroke = {
        .width = 1.8f, .color = thick > 6 ? theme->node : travel->color};

    for (float x = travel->corner[0].x + CLEAR + 10; x < end; x += CHEVRONS) {
        const struct point points[3] = {
            {x - 3 * way, y - 4}, {x + 2 * way, y}, {x - 3 * way, y + 4}};
        draw_line(closeup->scene->list, points, 3, &stroke);
    }
}

/* Backward, when every wire goes against its usual way, each says so in the
 * middle of its longest stretch. */
static void draw_mark(const struct closeup *closeup,
                      const struct wire_lanes *lanes)
{
    struct point a = lanes->corner[0], b = lanes->corner[1];
    float length = 0;

    for (int k = 1; k < lanes->corners; k++) {
        struct point p = lanes->corner[k - 1], q = lanes->corner[k];
        if (hypotf(q.x - p.x, q.y - p.y) <= length)
            continue;
        length = hypotf(q.x - p.x, q.y - p.y);
        a = p;
        b = q;
    }
    if (!closeup->back || lanes->share < 1 || length < MARK_LEAST)
        return;
    float dx = (b.x - a.x) / length * 5, dy = (b.y - a.y) / length * 5;
    struct point tip = point_at((a.x + b.x) / 2 + dx, (a.y + b.y) / 2 + dy);
    const struct point points[3] = {
        {tip.x - 1.4f * dx - 1.3f * dy, tip.y - 1.4f * dy + 1.3f * dx}, tip,
        {tip.x - 1.4f * dx + 1.3f * dy, tip.y - 1.4f * dy - 1.3f * dx}};
    struct draw_stroke stroke = {.width = 2.2f, .color = lanes->color};
    draw_line(closeup->scene->list, points, 3, &stroke);
}

/* Nothing comes through a wire that is cut. */
static bool is_cut(const struct closeup *closeup, const struct source *source)
{
    bool lstm_c = closeup->cell == CELL_LSTM && source->signal == LSTM_C;

    return !closeup->back && source->kind == SUBJECT_SIGNAL &&
           source->step == closeup->step - 1 &&
           wire_is_cut(closeup->scene->film, lstm_c ? WIRE_C : WIRE_H,
                       closeup->layer, closeup->step, source->unit);
}

/* Values of the lanes from left to right of the way; returns the chosen one. */
static int fill(const struct closeup *closeup, const struct travel *travel,
                real value[CLOSEUP_ROWS_MAX], int count)
{
    struct source source = travel->source;

    for (int k = 0; k < count; k++) {
        source.unit = closeup->all ? closeup->first + k : closeup->unit;
        double v = is_cut(closeup, &source)
            ? 0 : source_value(closeup, source);
        int lane = closeup->back ? count - 1 - k : k;
        value[lane] = closeup->back ? (real)source_log(v) : (real)v;
    }
    if (!closeup->all)
        return 0;
    int chosen = closeup->unit - closeup->first;
    return closeup->back ? count - 1 - chosen : chosen;
}

void travel_draw(const struct closeup *closeup, const struct travel *travel)
{
    struct point corner[WIRE_CORNERS_MAX];
    real value[CLOSEUP_ROWS_MAX];
    int count = closeup->all ? closeup->rows : 1;
    bool scaled = travel->largest > 0 && isfinite(travel->largest);

    turn(closeup, travel, corner);
    struct wire_lanes lanes = {
        .corner = corner, .corners = travel->corners,
        .radius = travel->radius, .pitch = closeup_pitch(closeup, travel->belt),
        .value = value, .count = count,
        .largest = closeup->back || !scaled ? 1 : travel->largest,
        .color = travel->color, .share = travel_share(closeup, travel),
        .belt = travel->belt && !closeup->back && closeup->cell == CELL_LSTM};
    lanes.chosen = fill(closeup, travel, value, count);
    if (travel->belt)
        draw_bed(closeup, travel);
    wire_lanes(closeup->scene, &lanes);
    float middle = (float)(count - 1) / 2;
    draw_bead(closeup, &lanes, ((float)lanes.chosen - middle) * lanes.pitch);
    if (travel->belt && lanes.share >= 1)
        draw_chevrons(closeup, travel,
                      (double)value[lanes.chosen] / lanes.largest);
    if (!travel->belt)
        draw_mark(closeup, &lanes);
    add_spots(closeup, travel, source_id(closeup, travel->source));
}

void travel_tip(const struct closeup *closeup, const struct travel *travel)
{
    const struct theme *theme = closeup->scene->theme;
    struct point end = travel->corner[travel->corners - 1];
    float share = travel_share(closeup, travel);

    if (!closeup->back)
        wire_arrow(closeup->scene, point_at(end.x, end.y - 7), 0, -1, 11,
                   share >= 1 ? travel->color
                              : color_fade(theme->ink_faint, 0.4f));
}

/* dL/dx_t of input k: of the lowest layer on its own, else that of the hidden
 * state below. */
static double input_gradient(const struct closeup *c, int k)
{
    const struct tape *tape = &c->scene->film->gradients;

    if (c->layer > 0)
        return film_gradient(c->scene->film, c->layer - 1,
                             layer_cell(film_layer(c->scene->film,
                                                   c->layer - 1))->h,
                             c->step, k);
    return ldexp((double)tape_x(tape, c->step, 0)[k],
                 -tape_exponent(tape, 0, c->step, 0));
}

static const real *input_of(const struct closeup *c, int *count)
{
    const struct film *film = c->scene->film;

    *count = spec_layer_inputs(&film->values.spec, c->layer);
    return tape_source(&film->values, c->layer, c->step, 0, NULL);
}

static double rms(const real *value, int count)
{
    double sum = 0;

    for (int k = 0; k < count; k++)
        sum += (double)value[k] * (double)value[k];
    return sqrt(sum / count);
}

double travel_rms_input(const struct closeup *closeup)
{
    int count;
    const real *x = input_of(closeup, &count);
    return rms(x, count);
}

double travel_rms_state(const struct closeup *closeup, int signal)
{
    return rms(film_signal(closeup->scene->film, closeup->layer, signal,
                           closeup->step - 1), closeup->units);
}

double travel_rms_gradient(const struct closeup *closeup, int signal)
{
    double power = film_gradient_size(closeup->scene->film, closeup->layer,
                                      signal, closeup->step);
    return fmin(fmax((power - 0.5 * log10(closeup->units) + 8) / 9, 0), 1);
}

/* Of all inputs, or of their gradients as a width. */
static double rms_all(const struct closeup *closeup, const real *x, int inputs)
{
    double sum = 0;

    if (!closeup->back)
        return rms(x, inputs);
    for (int k = 0; k < inputs; k++)
        sum += pow(input_gradient(closeup, k), 2);
    return source_log(sqrt(sum / inputs));
}

/* The way of the input; where its name stands in the wire it is shorter. */
static struct travel input_way(const struct closeup *c, float x, float block)
{
    bool below = c->token > c->input;
    struct travel travel = {
        .to = 1, .radius = 14, .color = c->scene->theme->x,
        .corner = {{below ? x : c->left + 20,
                    below ? c->token - 14 : c->input}},
        .corners = below ? 4 : 3};

    if (below)
        travel.corner[1] = point_at(x, c->input);
    travel.corner[travel.corners - 2] = point_at(block, c->input);
    travel.corner[travel.corners - 1] = point_at(block, closeup_floor(c));
    return travel;
}

/* Few inputs have a lane each, many are one lane as thick as they are large
 * altogether. */
void travel_input(const struct closeup *closeup, float x, float block)
{
    const struct travel travel = input_way(closeup, x, block);
    struct point corner[WIRE_CORNERS_MAX];
    real lane[INPUT_LANES];
    int inputs;
    const real *value = input_of(closeup, &inputs);
    int count = inputs <= INPUT_LANES ? inputs : 1;

    turn(closeup, &travel, corner);
    for (int k = 0; k < count; k++) {
        int at = closeup->back ? count - 1 - k : k;
        lane[at] = closeup->back ? (real)source_log(input_gradient(closeup, k))
                                 : value[k];
    }
    if (count < inputs)
        lane[0] = (real)rms_all(closeup, value, inputs);
    const struct wire_lanes lanes = {
        .corner = corner, .corners = travel.corners, .radius = travel.radius,
        .pitch = count == 1 ? 10 : 5, .value = lane, .count = count,
        .largest = closeup->back ? 1 : 2, .chosen = -1, .color = travel.color,
        .share = travel_share(closeup, &travel)};
    wire_lanes(closeup->scene, &lanes);
    draw_bead(closeup, &lanes, 0);
    draw_mark(closeup, &lanes);
    travel_tip(closeup, &travel);
    add_spots(closeup, &travel, travel_input_id(closeup));
}

struct draw_id travel_input_id(const struct closeup *closeup)
{
    const struct film *film = closeup->scene->film;
    int below = closeup->layer - 1;

    return below >= 0
        ? subject(SUBJECT_SIGNAL, below,
                  layer_cell(film_layer(film, below))->h, closeup->step, 0)
        : subject(SUBJECT_INPUT, 0, 0, closeup->step, 0);
}

float travel_width(double size)
{
    return 1.8f + 3.4f * (float)fmin(fmax(size, 0), 1);
}

/* The weights that it passes: W of what is read, U of the layer's own h. */
static struct draw_id weights_id(const struct closeup *closeup,
                                 const struct riser *riser)
{
    bool own = riser->id.kind != SUBJECT_INPUT &&
               riser->id.layer == closeup->layer;
    struct draw_id id = lit_word(closeup->scene->film, closeup->layer,
                                 own ? LIT_U : LIT_W);

    id.step = closeup->step;
    return id;
}

void travel_riser(const struct closeup *closeup, const struct riser *riser)
{
    const struct scene *scene = closeup->scene;
    struct draw_list *list = scene->list;
    struct point way[2] = {{riser->x, riser->from}, {riser->x, riser->to + 8}};
    float share = closeup_share(closeup, riser->phase, riser->share_from,
                                riser->share_to);
    float width = travel_width(riser->size);
    struct color color = share > 0 ? riser->color
                                   : color_fade(scene->theme->ink_faint, 0.4f);

    if (closeup->back) {
        way[1] = point_at(riser->x, riser->from - 8);
        way[0] = point_at(riser->x, riser->to);
    }
    draw_segment(list, way[0], way[1], width + 5, scene->theme->card);
    wire_draw(scene, way, 2, 0, width, riser->color, share);
    draw_disc(list, way[0], width * 0.5f + 2, color);
    wire_arrow(scene, closeup->back ? point_at(riser->x, riser->from)
                                    : point_at(riser->x, riser->to + 1),
               0, closeup->back ? 1 : -1, 10, color);
    const struct box around = box_at(riser->x - 8, riser->to, 16,
                                     riser->from - riser->to);
    if (scene->ui->learning)
        draw_spot(list, around, weights_id(closeup, riser), ACTION_NONE, 0);
    draw_spot(list, around, riser->id, ACTION_NONE, 0);
}

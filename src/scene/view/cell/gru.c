/* The GRU: the belt is h itself. The update gate z scales it and, as 1 - z,
 * the candidate n that is added; the reset gate r decides how much of the old
 * state the candidate reads, either after its product with U_n (PyTorch) or
 * before it.
 *
 * With z read the other way, as in some textbooks, the gate that is drawn is
 * 1 - z: it writes, and its complement keeps.
 */
#include "scene/view/cell/gru.h"

#include <math.h>

#include "scene/view/cell/cell.h"
#include "scene/view/cell/parts/block.h"
#include "scene/view/cell/parts/part.h"
#include "scene/view/cell/parts/travel.h"

enum { M_LEAST = 60 }; /* between its product and its rule, to name m there */

/* A straight wire. */
static void send(const struct gru *gru, struct point from, struct point to,
                 struct travel travel)
{
    travel.corner[0] = from;
    travel.corner[1] = to;
    travel.corners = 2;
    travel.radius = 1;
    if (travel.largest == 0)
        travel.largest = 1;
    travel_draw(gru->closeup, &travel);
}

static void send_belt(const struct gru *gru, float from, float to,
                      struct travel travel)
{
    const struct closeup *c = gru->closeup;

    travel.belt = true;
    travel.color = c->scene->theme->h;
    travel.largest = film_peak(c->scene->film, c->layer, gru->h);
    send(gru, point_at(from, c->belt), point_at(to, c->belt), travel);
}

static void draw_belt(const struct gru *gru)
{
    const struct closeup *c = gru->closeup;
    struct source state = source_signal(c, gru->h), kept = state,
                  old = source_before(c, gru->h), straight = old;

    if (c->back)
        straight = source_own(c, gru_leaving, gru->h);
    else
        kept = source_part(c, SUBJECT_KEPT);
    send_belt(gru, c->left, gru->tap,
              (struct travel){.phase = GRU_GATHER, .to = 0.2f, .given = true,
                              .source = old});
    send_belt(gru, gru->tap, gru->x_z,
              (struct travel){.phase = GRU_MIX, .to = 0.1f, .given = true,
                              .source = straight});
    send_belt(gru, gru->x_z, gru->x_n,
              (struct travel){.phase = GRU_MIX, .from = 0.1f, .to = 0.5f,
                              .source = kept});
    send_belt(gru, gru->x_n, c->right,
              (struct travel){.phase = GRU_MIX, .from = 0.6f, .to = 1,
                              .arrives = true, .source = state});
}

/* From the gate up to the belt, through "1 -" where the gate writes. */
static void draw_keeping(const struct gru *gru, struct point pill)
{
    const struct closeup *c = gru->closeup;
    const struct theme *theme = c->scene->theme;
    struct point fork = point_at(gru->x_z, c->node);
    struct point belt = point_at(gru->x_z, closeup_under(c));
    struct travel travel = {.phase = GRU_UPDATE, .from = 0.75f, .to = 1,
                            .color = theme->z,
                            .source = source_own(c, gru_keeping, gru->z)};

    if (!gru->writes) {
        send(gru, fork, belt, travel);
        return;
    }
    travel.from = 0.87f;
    send(gru, pill, belt, travel);
    travel.from = 0.75f;
    travel.to = 0.87f;
    travel.source = source_own(c, gru_keeping_turned, gru->z);
    send(gru, fork, pill, travel);
}

/* Across to the candidate, through "1 -" where the gate keeps. */
static void draw_writing(const struct gru *gru, struct point pill)
{
    const struct closeup *c = gru->closeup;
    const struct theme *theme = c->scene->theme;
    struct point fork = point_at(gru->x_z, c->node);
    struct point node = point_at(gru->x_n - 14, c->node);
    struct travel travel = {.phase = GRU_UPDATE, .from = 0.75f, .to = 1,
                            .color = theme->z,
                            .source = source_own(c, gru_writing, gru->z)};

    if (gru->writes) {
        send(gru, fork, node, travel);
        return;
    }
    travel.to = 0.87f;
    travel.source = source_own(c, gru_writing_turned, gru->z);
    send(gru, fork, pill, travel);
    travel.from = 0.87f;
    travel.to = 1;
    travel.color = color_mix(theme->z, theme->n, 0.35f);
    travel.source = source_own(c, gru_writing, gru->z);
    send(gru, pill, node, travel);
}

static void draw_update(const struct gru *gru)
{
    const struct closeup *c = gru->closeup;
    const struct theme *theme = c->scene->theme;
    float x = gru->x_z, live = closeup_share(c, GRU_UPDATE, 0.7f, 1);
    struct point pill = gru->writes
        ? point_at(x, floorf((closeup_under(c) + c->node) / 2) - 2)
        : point_at(floorf((x + gru->x_n) / 2), c->node);

    send(gru, point_at(x, c->blocks), point_at(x, c->node),
         (struct travel){.phase = GRU_UPDATE, .from = 0.55f, .to = 0.75f,
                         .color = theme->z,
                         .source = gru->writes
                             ? source_own(c, gru_complement, gru->z)
                             : source_signal(c, gru->z)});
    draw_keeping(gru, pill);
    draw_writing(gru, pill);
    draw_disc(c->scene->list, point_at(x, c->node), 6,
              live > 0 ? theme->z : theme->edge_strong);
    part_function(c, &(struct part_function){
        .centre = pill, .room = 80, .face = FACE_MATH, .text = {"1 −"},
        .ring = theme->z, .live = live,
        .source = source_signal(c, gru->z)});
}

/* n up to its product with the other factor, and on to the belt. */
static void draw_candidate(const struct gru *gru)
{
    const struct closeup *c = gru->closeup;
    const struct theme *theme = c->scene->theme;
    struct point node = point_at(gru->x_n, c->node);
    struct source written = c->back ? source_signal(c, gru->h)
                                    : source_part(c, SUBJECT_WRITTEN);

    send(gru, point_at(gru->x_n, c->blocks), node,
         (struct travel){.phase = GRU_CANDIDATE, .from = 0.75f, .to = 1,
                         .color = theme->n,
                         .source = source_signal(c, gru->n)});
    send(gru, node, point_at(gru->x_n, closeup_under(c)),
         (struct travel){.phase = GRU_MIX, .from = 0.2f, .to = 0.6f,
                         .color = color_mix(theme->n, theme->z, 0.25f),
                         .source = written});
    part_node(c, &(struct part_operator){
        .x = node.x, .y = node.y, .kind = '*', .phase = GRU_MIX,
        .ring = color_mix(theme->z, theme->n, 0.6f),
        .live = closeup_share(c, GRU_MIX, 0.1f, 0.3f), .source = written});
}

/* h_{t-1} from the belt round to below the reset product. */
static void draw_detour(const struct gru *gru, float foot)
{
    const struct closeup *c = gru->closeup;
    float lane = c->all ? c->belt + c->half - 2 : c->belt;
    const struct travel travel = {
        .phase = GRU_GATHER, .to = 1,
        .corner = {{gru->tap, lane}, {gru->tap, c->bus},
                   {gru->product, c->bus}, {gru->product, foot}},
        .corners = 4, .radius = 26, .color = c->scene->theme->h,
        .source = c->back ? source_own(c, gru_roundabout, gru->h)
                          : source_before(c, gru->h),
        .largest = 1};

    travel_draw(c, &travel);
}

/* The reset product, and what comes of it into the candidate. */
static void draw_reset(const struct gru *gru)
{
    const struct closeup *c = gru->closeup;
    const struct theme *theme = c->scene->theme;
    float foot = c->blocks + c->height - 22, x = gru->product, half = 14;
    struct point node = point_at(x, gru->level);
    double peak = gru->before ? 1 : film_peak(c->scene->film, c->layer, GRU_M);
    struct source up = !gru->before ? source_signal(c, GRU_M) :
                       c->back ? source_own(c, gru_reset_back, gru->h)
                               : source_before(c, gru->h);
    struct source product = gru->before ? source_signal(c, GRUB_RH) :
                            c->back ? source_signal(c, gru->an)
                                    : source_own(c, gru_reset_product, gru->r);

    draw_detour(gru, foot);
    send(gru, point_at(x, foot), point_at(x, node.y + half),
         (struct travel){.phase = GRU_CANDIDATE, .from = 0.1f, .to = 0.25f,
                         .color = theme->h, .source = up, .largest = peak});
    send(gru, point_at(gru->x_r + gru->width / 2, node.y),
         point_at(x - half, node.y),
         (struct travel){.phase = GRU_RESET, .from = 0.55f, .to = 1,
                         .color = theme->r,
                         .source = source_signal(c, gru->r)});
    send(gru, point_at(x + half, node.y),
         point_at(gru->x_n - gru->width / 2, node.y),
         (struct travel){.phase = GRU_CANDIDATE, .from = 0.25f, .to = 0.45f,
                         .color = color_mix(theme->r, theme->h, 0.5f),
                         .source = product, .largest = peak});
    part_node(c, &(struct part_operator){
        .x = x, .y = node.y, .kind = '*', .ring = theme->r,
        .phase = GRU_CANDIDATE,
        .live = closeup_share(c, GRU_CANDIDATE, 0.2f, 0.3f),
        .source = product});
}

/* U_n h_{t-1} + b_hn is a number of its own, m, before r multiplies it. */
static void draw_m(const struct gru *gru)
{
    const struct closeup *c = gru->closeup;
    float room = gru->x_n - gru->x_r - gru->width - 12;
    float foot = c->blocks + c->height - 22;
    float clear = closeup_track(c, false) / 2 + 5;
    const struct part_end m = {
        .at = {gru->product + clear, (gru->level + foot) / 2 - 6}, .below = 18,
        .room = room / 2 - clear, .symbol = c->back ? "∂L/∂m" : "m",
        .color = c->scene->theme->h, .source = source_signal(c, GRU_M),
        .live = closeup_share(c, GRU_CANDIDATE, 0.1f, 0.2f)};

    if (gru->before)
        return;
    if (foot - gru->level >= M_LEAST)
        part_end(c, &m);
    part_function(c, &(struct part_function){
        .centre = {gru->product, foot}, .room = room,
        .face = FACE_MATH_ITALIC,
        .text = {"U_{n}h_{t−1} + b_{hn}", "U_{n}h + b", "U_{n}"},
        .ring = c->scene->theme->h,
        .live = closeup_share(c, GRU_CANDIDATE, 0, 0.1f),
        .source = source_signal(c, GRU_M)});
}

/* h_{t-1} and x_t into the two gates. */
static void draw_risers(const struct gru *gru)
{
    const struct closeup *c = gru->closeup;
    const struct theme *theme = c->scene->theme;
    const int sums[2] = {gru->az, gru->ar};
    const int phases[2] = {GRU_UPDATE, GRU_RESET};
    const float x[2] = {gru->x_z, gru->x_r};

    for (int k = 0; k < 2; k++) {
        struct riser riser = {
            .x = x[k] - 10, .from = c->bus, .to = c->blocks + c->height,
            .phase = phases[k], .share_to = 0.25f, .color = theme->h,
            .size = c->back ? travel_rms_gradient(c, sums[k])
                            : travel_rms_state(c, gru->h),
            .id = source_id(c, source_signal(c, sums[k]))};
        travel_riser(c, &riser);
        riser.x = x[k] + 10;
        riser.from = c->input;
        riser.color = theme->x;
        if (!c->back)
            riser.size = travel_rms_input(c);
        travel_riser(c, &riser);
    }
}

static void draw_gates(const struct gru *gru)
{
    const struct closeup *c = gru->closeup;
    struct block block = {
        .x = gru->x_z, .width = gru->width, .gate = 0, .signal = gru->z,
        .source = gru->writes ? source_own(c, gru_complement, gru->z)
                              : source_signal(c, gru->z),
        .largest = 1, .phase = GRU_UPDATE, .from = 0.25f, .to = 0.55f,
        .formula = {gru->writes
                        ? "1 − σ(W_{z}x_{t} + U_{z}h_{t−1} + b_{z})"
                        : "σ(W_{z}x_{t} + U_{z}h_{t−1} + b_{z})",
                    gru->writes ? "1 − σ(a_{z})" : "σ(a_{z})"},
        .chain = {gru->writes ? "∂L/∂h_{t} · (n − h_{t−1})"
                              : "∂L/∂h_{t} · (h_{t−1} − n)"}};

    block_draw(c, &block);
    block = (struct block){
        .x = gru->x_r, .width = gru->width, .gate = 1, .signal = gru->r,
        .source = source_signal(c, gru->r), .largest = 1,
        .phase = GRU_RESET, .from = 0.25f, .to = 0.55f,
        .formula = {"σ(W_{r}x_{t} + U_{r}h_{t−1} + b_{r})", "σ(a_{r})"},
        .chain = {gru->before ? "∂L/∂(r⊙h_{t−1}) · h_{t−1}"
                              : "∂L/∂a_{n} · m"}};
    block_draw(c, &block);
    block = (struct block){
        .x = gru->x_n, .width = gru->width, .gate = 2, .signal = gru->n,
        .source = source_signal(c, gru->n), .largest = 1,
        .phase = GRU_CANDIDATE, .from = 0.45f, .to = 0.75f,
        .formula = {gru->before ? "tanh(W_{n}x_{t} + U_{n}(r⊙h_{t−1}) + b_{n})"
                                : "tanh(W_{n}x_{t} + b_{in} + r⊙m)",
                    "tanh(a_{n})"},
        .chain = {gru->writes ? "∂L/∂h_{t} · z" : "∂L/∂h_{t} · (1 − z)"}};
    block_draw(c, &block);
}

static void draw_tags(const struct gru *gru)
{
    const struct closeup *c = gru->closeup;
    struct color ink = c->scene->theme->h;
    float z = gru->x_z, n = gru->x_n;
    const struct part_tag forward[3] = {
        {(c->left + z) / 2, c->left + 44, z - 30, "h_{t−1}",
         source_before(c, gru->h), ink, 1},
        {(z + n) / 2, z + 30, n - 30,
         gru->writes ? "(1−z)·h_{t−1}" : "z·h_{t−1}",
         source_part(c, SUBJECT_KEPT), ink,
         closeup_share(c, GRU_MIX, 0.1f, 0.5f)},
        {(n + c->right) / 2 + 20, n + 30, c->right - 10, "h_{t}",
         source_signal(c, gru->h), ink, closeup_share(c, GRU_MIX, 0.6f, 1)},
    };
    const struct part_tag backward[3] = {
        {c->left, c->left + 44, gru->tap - 10, "∂L/∂h_{t−1}",
         source_before(c, gru->h), ink, closeup_share(c, GRU_GATHER, 0, 0.2f)},
        {(gru->tap + z) / 2, gru->tap + 10, z - 30,
         gru->writes ? "(1−z)·∂L/∂h_{t}" : "z·∂L/∂h_{t}",
         source_own(c, gru_leaving, gru->h), ink,
         closeup_share(c, GRU_MIX, 0, 0.1f)},
        {(n + c->right) / 2, n + 30, c->right - 10, "∂L/∂h_{t}",
         source_signal(c, gru->h), ink, 1},
    };

    part_tags(c, c->back ? backward : forward, 3);
}

static void draw_labels(const struct gru *gru)
{
    const struct closeup *c = gru->closeup;
    const struct theme *theme = c->scene->theme;
    const struct ui *ui = c->scene->ui;
    float y = floorf((closeup_under(c) + c->node) / 2) - 2;
    float room = (gru->x_n - gru->x_z) / 2 - 40;
    float clear = closeup_track(c, false) / 2 + 7;
    struct part_label label = {
        .at = {gru->x_z + (gru->writes ? fmaxf(30, clear) : clear), y},
        .room = room,
        .color = theme->z, .source = source_part(c, SUBJECT_NONE),
        .before = "×", .after = say(ui, " kept", " 유지"), .plain = true,
        .live = closeup_share(c, GRU_UPDATE, 0.8f, 1)};

    label.source.kind = SUBJECT_SIGNAL;
    label.source.signal = gru->z;
    part_label(c, &label);
    if (c->back)
        return;
    label = (struct part_label){
        .at = {gru->x_n - 6 - clear, y}, .room = room, .align = ALIGN_RIGHT,
        .color = theme->n, .source = source_part(c, SUBJECT_WRITTEN),
        .before = "", .after = say(ui, " added", " 더함"),
        .live = closeup_share(c, GRU_MIX, 0.2f, 0.6f)};
    part_label(c, &label);
}

/* What the belt goes through. */
static void draw_capsules(const struct gru *gru)
{
    const struct closeup *c = gru->closeup;
    const struct theme *theme = c->scene->theme;

    part_capsule(c, &(struct part_operator){
        .x = gru->x_z, .kind = '*', .ring = theme->z, .phase = GRU_MIX,
        .live = closeup_share(c, GRU_UPDATE, 0.75f, 1),
        .source = c->back ? source_own(c, gru_leaving, gru->h)
                          : source_part(c, SUBJECT_KEPT)});
    part_capsule(c, &(struct part_operator){
        .x = gru->x_n, .kind = '+', .ring = theme->n, .phase = GRU_MIX,
        .live = closeup_share(c, GRU_MIX, 0.2f, 0.6f),
        .source = source_signal(c, gru->h)});
}

float cell_gru(const struct closeup *closeup)
{
    const struct theme *theme = closeup->scene->theme;
    struct gru gru = gru_setup(closeup);

    travel_input(closeup, gru.input, gru.x_n);
    draw_reset(&gru);
    draw_m(&gru);
    draw_risers(&gru);
    draw_update(&gru);
    draw_belt(&gru);
    draw_candidate(&gru);
    part_lane(closeup, theme->h);
    draw_capsules(&gru);
    draw_gates(&gru);
    draw_tags(&gru);
    draw_labels(&gru);
    return gru.input;
}

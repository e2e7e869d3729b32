/* Views know nothing of it: what they have put on the list says what it is
 * about. A lit symbol stands on a plate of its hue, as it does in the text; a
 * number that stands alone is underlined, a wire shines along its middle, and
 * weights are named on the wires where they work. Of places that lie inside of
 * each other the outermost one is lit, and nothing that is as large as a panel.
 */
#include "scene/view/lesson/glow.h"

#include <math.h>

#include "scene/look/lit.h"
#include "scene/view/chrome/chrome.h"
#include "scene/view/lesson/column/guess.h"
#include "scene/widget/panel.h"

enum { GLOWS_MAX = 64, WIDEST = 420, HIGHEST = 340, RIM = 3, SMALL = 70,
       THIN = 20, BELT_LEAST = 60, BELT_MOST = 130, BELT = 9, STUB = 16,
       STRIP_BELT = 34, TAG = 36, CHIP = 10 };

enum glow_kind { GLOW_PLACE, GLOW_NUMBER, GLOW_WIRE, GLOW_WEIGHTS };

struct glow {
    struct box box;
    int lit;
    enum glow_kind kind;
};

struct glows {
    const struct scene *scene;
    unsigned lit;
    int count;
    struct glow glow[GLOWS_MAX];
};

static bool inside(struct box inner, struct box outer)
{
    return inner.x >= outer.x - 1 && inner.y >= outer.y - 1 &&
           box_right(inner) <= box_right(outer) + 1 &&
           box_bottom(inner) <= box_bottom(outer) + 1;
}

static bool touch(struct box a, struct box b)
{
    return a.x < box_right(b) + RIM && b.x < box_right(a) + RIM &&
           a.y < box_bottom(b) + RIM && b.y < box_bottom(a) + RIM;
}

static struct box around(struct box a, struct box b)
{
    float x = fminf(a.x, b.x), y = fminf(a.y, b.y);

    return box_at(x, y, fmaxf(box_right(a), box_right(b)) - x,
                  fmaxf(box_bottom(a), box_bottom(b)) - y);
}

/* What a spot is: rows of units can be clicked, wires cannot; a belt is wide,
 * and of one too wide nothing is lit. */
static enum glow_kind kind_of(const struct draw_spot *spot)
{
    float thin = fminf(spot->box.w, spot->box.h);
    float along = fmaxf(spot->box.w, spot->box.h);
    bool dead = spot->action == ACTION_NONE;
    bool row = spot->action == ACTION_UNIT || spot->action == ACTION_PIN ||
               spot->id.kind == SUBJECT_WEIGHT;

    if (spot->id.kind == SUBJECT_WORD)
        return GLOW_WEIGHTS;
    if (row)
        return GLOW_PLACE;
    if (spot->action == ACTION_ENTER && spot->box.w >= 3 * thin &&
        thin <= STRIP_BELT)
        return GLOW_WIRE;
    if (dead && (thin > BELT_LEAST || thin <= STUB ||
                 (thin > TAG && along >= 3 * thin)))
        return GLOW_WIRE;
    return along >= 3 * thin && thin <= THIN ? GLOW_WIRE : GLOW_PLACE;
}

static bool is_small(struct box box)
{
    return box.w < SMALL && box.h < SMALL;
}

/* A symbol and the number under it are one. */
static bool are_one(const struct glow *glow, const struct glow *other)
{
    return glow->lit == other->lit &&
           (inside(other->box, glow->box) ||
            (glow->kind + other->kind <= (int)GLOW_NUMBER &&
             touch(glow->box, other->box) && is_small(glow->box) &&
             is_small(other->box)));
}

/* Keeps the outermost ones. */
static void keep(struct glows *glows, struct glow glow)
{
    int count = 0;

    if (glow.box.w <= 0 || glow.box.h <= 0 ||
        (glow.kind == GLOW_WIRE
             ? fminf(glow.box.w, glow.box.h) > BELT_MOST
             : glow.box.w > WIDEST || glow.box.h > HIGHEST))
        return;
    for (int k = 0; k < glows->count; k++)
        if (glows->glow[k].lit == glow.lit && glows->glow[k].kind != GLOW_WIRE
            && inside(glow.box, glows->glow[k].box))
            return;
    for (int k = 0; k < glows->count; k++) {
        const struct glow other = glows->glow[k];
        if (glow.kind != GLOW_WIRE && are_one(&glow, &other)) {
            glow.box = around(glow.box, other.box);
            glow.kind = GLOW_PLACE;
        } else {
            glows->glow[count++] = other;
        }
    }
    glows->count = count;
    if (count < GLOWS_MAX)
        glows->glow[glows->count++] = glow;
}

/* What is not computed yet does not travel. */
static bool is_ahead(const struct scene *scene, struct draw_id id)
{
    enum cell cell = film_cell(scene->film, scene->ui->layer);

    return id.kind == SUBJECT_SIGNAL && id.layer == scene->ui->layer &&
           scene->now.pass == PASS_FORWARD &&
           phase_progress(&scene->now, scene->phases, id.step,
                          phase_of_signal(cell, id.signal)) <= 0;
}

/* The symbol that lights it here; -1: none. Words have no step, but for those
 * that mark where weights work, which are the same at all of them. Of many
 * units it is the chosen one. */
static int lit_here(const struct glows *glows, struct draw_id id)
{
    const struct scene *scene = glows->scene;
    int lit = lit_of(scene->film, id);

    if (lit < 0 || (glows->lit >> lit & 1) == 0)
        return -1;
    if (id.kind == SUBJECT_WORD)
        return id.step > 0 && id.signal < 0 ? lit : -1;
    if (id.kind == SUBJECT_SLOPE)
        return -1;
    if (id.kind == SUBJECT_WEIGHT)
        return lit;
    if (id.kind == SUBJECT_SIGNAL && id.unit >= 0 &&
        id.unit != scene->ui->unit)
        return -1;
    return id.step == scene->now.step ? lit : -1;
}

static struct box text_box(const struct draw_command *text)
{
    float left = text->box.x - (text->align == ALIGN_LEFT ? 0 :
                                text->align == ALIGN_CENTRE ? text->box.w / 2
                                                            : text->box.w);

    return box_at(left, text->box.y - 0.8f * text->width, text->box.w,
                  1.05f * text->width);
}

/* A belt has a wide spot: it shines where its middle is. */
static void draw_wire(const struct scene *scene, struct box box,
                      struct color color)
{
    bool lies = box.w > box.h;
    float thin = fminf(box.w, box.h);
    struct box core = box_inset(box, -2);
    struct point middle = point_at(box.x + box.w / 2, box.y + box.h / 2);
    struct point from = lies ? point_at(box.x, middle.y)
                             : point_at(middle.x, box.y);
    struct point to = lies ? point_at(box_right(box), middle.y)
                           : point_at(middle.x, box_bottom(box));

    if (thin > THIN)
        core = lies ? box_at(box.x, middle.y - BELT, box.w, 2 * BELT)
                    : box_at(middle.x - BELT, box.y, 2 * BELT, box.h);
    draw_glow(scene->list, core, 8, 14, color_fade(color, 0.5f), false);
    draw_segment(scene->list, from, to, 7 * scene->theme->line,
                 color_fade(color, 0.28f));
}

static void draw_plate(const struct scene *scene, struct box box,
                       struct color color)
{
    struct box plate = box_inset(box, -RIM);
    float radius = fminf(7, fminf(plate.w, plate.h) / 2);

    draw_box(scene->list, plate, radius, color_fade(color, 0.16f));
    draw_outline(scene->list, plate, radius, 1.4f * scene->theme->line,
                 color_fade(color, 0.85f));
}

static void draw_rule(const struct scene *scene, struct box box,
                      struct color color)
{
    float y = box_bottom(box) + 1;

    draw_segment(scene->list, point_at(box.x, y), point_at(box_right(box), y),
                 2.4f * scene->theme->line, color);
}

/* The weights by their letter, as an operator on the wire. */
static void draw_weights(const struct scene *scene, const struct glow *glow,
                         struct color color)
{
    const struct theme *theme = scene->theme;
    struct point at = point_at(glow->box.x + glow->box.w / 2,
                               glow->box.y + glow->box.h / 2);
    struct box chip = box_at(at.x - CHIP, at.y - CHIP, 2 * CHIP, 2 * CHIP);

    draw_glow(scene->list, chip, CHIP, 10, color_fade(color, 0.5f), false);
    draw_box(scene->list, chip, CHIP, theme->well);
    draw_outline(scene->list, chip, CHIP, 1.6f * theme->line, color);
    draw_text(scene->list, point_at(at.x, at.y + 5),
              style_of(FACE_MATH_ITALIC, 15, theme->ink, ALIGN_CENTRE),
              step_lit_names[glow->lit]);
}

static void find_spots(struct glows *glows, int first)
{
    const struct draw_list *list = glows->scene->list;

    for (int k = first; k < list->spot_count; k++) {
        struct draw_id id = list->spots[k].id;
        struct glow glow = {list->spots[k].box, lit_here(glows, id),
                            kind_of(&list->spots[k])};
        if (glow.lit >= 0 &&
            (glow.kind != GLOW_WIRE || !is_ahead(glows->scene, id)))
            keep(glows, glow);
    }
}

static void find_numbers(struct glows *glows, int first)
{
    const struct draw_list *list = glows->scene->list;

    for (int k = first; k < list->commands; k++) {
        const struct draw_command *text = &list->command[k];
        if (text->kind != DRAW_TEXT || text->number < 0)
            continue;
        int lit = lit_here(glows, list->numbers[text->number].id);
        if (lit >= 0)
            keep(glows, (struct glow){text_box(text), lit, GLOW_NUMBER});
    }
}

static void draw_lit(const struct scene *scene, const struct glow *glow)
{
    struct color color = lit_color(scene->theme, glow->lit,
                                   scene->theme->accent);

    switch (glow->kind) {
    case GLOW_PLACE: draw_plate(scene, glow->box, color); break;
    case GLOW_NUMBER: draw_rule(scene, glow->box, color); break;
    case GLOW_WIRE: draw_wire(scene, glow->box, color); break;
    case GLOW_WEIGHTS: draw_weights(scene, glow, color); break;
    }
}

void glow_draw(const struct scene *scene, int spot, int command)
{
    struct glows glows = {.scene = scene,
                          .lit = lit_now(scene->film, scene->ui)};

    guess_flags(scene, spot);
    if (glows.lit == 0 || scene->film == NULL)
        return;
    find_spots(&glows, spot);
    find_numbers(&glows, command);
    for (int k = 0; k < glows.count; k++)
        draw_lit(scene, &glows.glow[k]);
}

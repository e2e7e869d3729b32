/* Views know nothing of it: what they have put on the list says what it is
 * about. Spots and numbers of a lit symbol get an outline in its hue; of those
 * that lie inside of each other the outermost one, and nothing that is as
 * large as a panel.
 */
#include "scene/view/lesson/glow.h"

#include <math.h>

#include "scene/look/lit.h"
#include "scene/view/lesson/column/guess.h"
#include "scene/widget/panel.h"

enum { GLOWS_MAX = 64, WIDEST = 420, HIGHEST = 340, RIM = 3, SMALL = 70,
       THIN = 20, BRIGHT = 24 };

struct glow {
    struct box box;
    int lit;
    bool wire;                 /* of spots alone: it may be one */
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

/* A spot along a wire gets no frame: the wire is hot. */
static bool is_wire(struct box box)
{
    float thin = fminf(box.w, box.h), along = fmaxf(box.w, box.h);

    return thin <= THIN && along >= 3 * thin;
}

/* Keeps the outermost ones; a symbol and the number under it are one. */
static void keep(struct glows *glows, struct box box, int lit, bool wire)
{
    int count = 0;

    if (box.w > WIDEST || box.h > HIGHEST || box.w <= 0 || box.h <= 0)
        return;
    for (int k = 0; k < glows->count; k++)
        if (glows->glow[k].lit == lit && inside(box, glows->glow[k].box))
            return;
    for (int k = 0; k < glows->count; k++) {
        struct box other = glows->glow[k].box;
        bool near = !(wire && is_wire(box)) && !glows->glow[k].wire &&
                    touch(box, other) && box.w < SMALL && box.h < SMALL &&
                    other.w < SMALL && other.h < SMALL;
        if (glows->glow[k].lit == lit && (near || inside(other, box)))
            box = around(box, other);
        else
            glows->glow[count++] = glows->glow[k];
    }
    glows->count = count;
    if (count < GLOWS_MAX)
        glows->glow[glows->count++] =
            (struct glow){box, lit, wire && is_wire(box)};
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

static void draw_wire(const struct scene *scene, struct box box,
                      struct color color)
{
    bool lies = box.w > box.h;
    struct point middle = point_at(box.x + box.w / 2, box.y + box.h / 2);
    struct point from = lies ? point_at(box.x, middle.y)
                             : point_at(middle.x, box.y);
    struct point to = lies ? point_at(box_right(box), middle.y)
                           : point_at(middle.x, box_bottom(box));

    draw_glow(scene->list, box_inset(box, -2), 8, 14, color_fade(color, 0.5f),
              false);
    draw_segment(scene->list, from, to, 7 * scene->theme->line,
                 color_fade(color, 0.45f));
}

static void draw_frame(const struct scene *scene, struct box box,
                       struct color color)
{
    struct box frame = box_inset(box, -RIM);
    float radius = fminf(8, fminf(frame.w, frame.h) / 2);

    if (fminf(box.w, box.h) >= BRIGHT) /* it would veil a number */
        draw_glow(scene->list, box_inset(frame, -5), radius + 5, 14,
                  color_fade(color, 0.6f), true);
    draw_outline(scene->list, frame, radius, 2.4f * scene->theme->line,
                 color);
}

static void find_spots(struct glows *glows, int first)
{
    const struct draw_list *list = glows->scene->list;

    for (int k = first; k < list->spot_count; k++) {
        int lit = lit_here(glows, list->spots[k].id);
        if (lit >= 0)
            keep(glows, list->spots[k].box, lit, true);
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
            keep(glows, text_box(text), lit, false);
    }
}

/* Below the corner of the card of a step, where nothing else is; `guess` -1:
 * the truth. */
static void draw_flag(const struct scene *scene, int first, int step,
                      int guess)
{
    const struct draw_list *list = scene->list;
    const struct theme *theme = scene->theme;

    for (int k = first; k < list->spot_count; k++) {
        const struct draw_spot *spot = &list->spots[k];
        if (spot->id.kind != SUBJECT_CONTROL || spot->action != ACTION_ENTER ||
            spot->value != step || spot->box.w < 30)
            continue;
        float x = spot->box.x + 10 + 15 * (float)(guess + 1);
        float foot = box_bottom(spot->box);
        struct point tip = point_at(x, foot + 13);
        draw_segment(scene->list, point_at(x, foot - 6), tip, 2,
                     guess < 0 ? theme->good : theme->ink);
        if (guess < 0)
            draw_disc(scene->list, tip, 7, theme->good);
        else
            guess_marker(scene, guess, tip, 6);
        return;
    }
}

/* Steps that were pointed at, and the true one. */
static void draw_flags(const struct scene *scene, int first)
{
    const struct course *course = scene->course;

    if (course == NULL || course->lesson == NULL || !scene->ui->learning)
        return;
    const struct step_question *question = &course_step(course)->step.question;
    const struct course_answer *answer = &course->answer;
    if (question->kind != QUESTION_POINT || question->over != OVER_STEP)
        return;
    for (int g = 0; g < answer->guesses; g++)
        if (answer->guessed[g].made)
            draw_flag(scene, first, answer->guessed[g].at, g);
    if (answer->revealed && answer->truth.known)
        draw_flag(scene, first, answer->truth.at, -1);
}

void glow_draw(const struct scene *scene, int spot, int command)
{
    struct glows glows = {.scene = scene,
                          .lit = lit_now(scene->film, scene->ui)};

    draw_flags(scene, spot);
    if (glows.lit == 0 || scene->film == NULL)
        return;
    find_spots(&glows, spot);
    find_numbers(&glows, command);
    for (int k = 0; k < glows.count; k++) {
        struct color color = lit_color(scene->theme, glows.glow[k].lit,
                                       scene->theme->accent);
        if (glows.glow[k].wire)
            draw_wire(scene, glows.glow[k].box, color);
        else
            draw_frame(scene, glows.glow[k].box, color);
    }
}

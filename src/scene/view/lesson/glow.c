/* Views know nothing of it: what they have put on the list says what it is
 * about. Spots and numbers of a lit symbol get an outline in its hue; of those
 * that lie inside of each other the outermost one, and nothing that is as
 * large as a panel.
 */
#include "scene/view/lesson/glow.h"

#include <math.h>

#include "scene/look/lit.h"
#include "scene/widget/panel.h"

enum { GLOWS_MAX = 64, WIDEST = 420, HIGHEST = 340, RIM = 3 };

struct glow {
    struct box box;
    int lit;
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

/* Keeps the outermost ones. */
static void keep(struct glows *glows, struct box box, int lit)
{
    int count = 0;

    if (box.w > WIDEST || box.h > HIGHEST || box.w <= 0 || box.h <= 0)
        return;
    for (int k = 0; k < glows->count; k++)
        if (glows->glow[k].lit == lit && inside(box, glows->glow[k].box))
            return;
    for (int k = 0; k < glows->count; k++)
        if (glows->glow[k].lit != lit || !inside(glows->glow[k].box, box))
            glows->glow[count++] = glows->glow[k];
    glows->count = count;
    if (count < GLOWS_MAX)
        glows->glow[glows->count++] = (struct glow){box, lit};
}

/* The symbol that lights it here; -1: none. A word of the prose has no step,
 * nor have weights. */
static int lit_here(const struct glows *glows, struct draw_id id)
{
    const struct scene *scene = glows->scene;
    int lit = lit_of(scene->film, id);

    if (lit < 0 || (glows->lit >> lit & 1) == 0)
        return -1;
    if (id.kind == SUBJECT_WORD)
        return -1;
    if (id.kind == SUBJECT_WEIGHT)
        return lit;
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

static void find_spots(struct glows *glows, int first)
{
    const struct draw_list *list = glows->scene->list;

    for (int k = first; k < list->spot_count; k++) {
        int lit = lit_here(glows, list->spots[k].id);
        if (lit >= 0)
            keep(glows, list->spots[k].box, lit);
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
            keep(glows, text_box(text), lit);
    }
}

void glow_draw(const struct scene *scene, int spot, int command)
{
    struct glows glows = {.scene = scene,
                          .lit = lit_now(scene->film, scene->ui)};

    if (glows.lit == 0 || scene->film == NULL)
        return;
    find_spots(&glows, spot);
    find_numbers(&glows, command);
    for (int k = 0; k < glows.count; k++) {
        struct color color = lit_color(scene->theme, glows.glow[k].lit,
                                       scene->theme->accent);
        struct box box = box_inset(glows.glow[k].box, -RIM);
        float radius = fminf(8, box.h / 2);
        draw_glow(scene->list, box, radius, 18, color_fade(color, 0.55f),
                  true);
        draw_outline(scene->list, box, radius, 2.4f * scene->theme->line,
                     color);
    }
}

/* Chips are as wide as their names and share what is left over; too narrow for
 * all names, only the present phase keeps its own.
 */
#include "scene/look/notation.h"
#include "scene/view/cell/parts/chips.h"

#include "scene/widget/panel.h"

enum { CHIP_GAP = 10, NUMBER = 24 };

static const char *name_of(const struct closeup *closeup, int phase)
{
    const struct phase_info *info = notation_phase(closeup->scene->ui,
                                                   closeup->cell, phase);
    return say(closeup->scene->ui, info->en, info->ko);
}

static const char *symbols_of(const struct closeup *closeup, int phase)
{
    bool gru = closeup->cell == CELL_GRU || closeup->cell == CELL_GRU_BEFORE;

    if (closeup->cell == CELL_DENSE && phase == RNN_GATHER)
        return "x_{t}";
    if (gru && phase == GRU_MIX && closeup->scene->ui->z_writes)
        return "z⊙n + (1−z)⊙h_{t−1}";
    return phase_of(closeup->cell, phase)->symbols;
}

static float name_width(const struct closeup *closeup, int phase)
{
    return draw_width(closeup->scene->list, FACE_BOLD, 15,
                      name_of(closeup, phase));
}

static void draw_chip(const struct closeup *closeup, struct box box, int phase,
                      bool named)
{
    const struct theme *theme = closeup->scene->theme;
    struct draw_list *list = closeup->scene->list;
    bool now = closeup_hot(closeup, phase);
    bool done = !now && closeup_share(closeup, phase, 0, 1) >= 1;
    bool two = box.h >= 60;
    struct color ink = now ? theme->ink : done ? theme->ink_soft
                                               : theme->ink_faint;
    float y = two && named ? box.y + 22 : box.y + box.h / 2;
    float x = named ? box.x + 12 + NUMBER / 2 : box.x + box.w / 2;

    if (now)
        draw_glow(list, box, 10, 20, color_fade(theme->accent, 0.5f), true);
    draw_box(list, box, 10, now ? theme->chip_on : done ? theme->chip
                                                        : theme->panel);
    draw_outline(list, box_inset(box, 0.5f), 9.5f, (now ? 2 : 1) * theme->line,
                 now ? theme->accent : theme->edge);
    draw_disc(list, point_at(x, y), NUMBER / 2,
              now ? theme->accent : theme->track);
    draw_print(list, point_at(x, y + 5),
               style_of(FACE_BOLD, TEXT_SMALL, now ? theme->on_accent : ink,
                        ALIGN_CENTRE), "%d", phase + 1);
    draw_spot(list, box, subject(SUBJECT_CONTROL, 0, ACTION_GO_PHASE, 0,
                                 phase), ACTION_GO_PHASE, phase);
    if (!named)
        return;
    draw_text(list, point_at(x + NUMBER / 2 + 8, y + 5.5f),
              style_of(now ? FACE_BOLD : FACE_UI, 15, ink, ALIGN_LEFT),
              name_of(closeup, phase));
    const char *symbols = symbols_of(closeup, phase);
    if (two && draw_width(list, FACE_MATH_ITALIC, 15, symbols) <= box.w - 20)
        draw_text(list, point_at(box.x + 14, box_bottom(box) - 13),
                  style_of(FACE_MATH_ITALIC, 15, ink, ALIGN_LEFT), symbols);
}

/* Little arrows between the chips, in the direction of the pass. */
static void draw_way(const struct closeup *closeup, float x, float y)
{
    struct draw_stroke stroke = {
        .width = 1.8f, .color = closeup->scene->theme->ink_faint};
    float way = closeup->back ? -1 : 1;
    const struct point points[3] = {
        {x - 2 * way, y - 5}, {x + 2.5f * way, y}, {x - 2 * way, y + 5}};

    draw_line(closeup->scene->list, points, 3, &stroke);
}

/* What a chip needs with its name, and without. */
static float chip_least(const struct closeup *closeup, int phase, bool named)
{
    return named ? name_width(closeup, phase) + 12 + NUMBER + 8 + 10
                 : NUMBER + 8;
}

/* Every chip has its name where that fits, else only the present one. */
void chips_draw(const struct closeup *closeup)
{
    int count = closeup->scene->phases;
    struct box all = closeup->chips, box = all;
    float room = all.w - CHIP_GAP * (float)(count - 1), every = 0, one = 0;

    if (all.h <= 0)
        return;
    for (int k = 0; k < count; k++) {
        every += chip_least(closeup, k, true);
        one += chip_least(closeup, k, closeup_hot(closeup, k));
    }
    float spare = (room - (every <= room ? every : one)) / (float)count;
    for (int k = 0; k < count; k++) {
        bool named = every <= room || (one <= room && closeup_hot(closeup, k));
        box.w = one <= room ? chip_least(closeup, k, named) + spare
                            : room / (float)count;
        draw_chip(closeup, box, k, named);
        if (k + 1 < count)
            draw_way(closeup, box_right(box) + CHIP_GAP / 2,
                     all.y + all.h / 2);
        box.x += box.w + CHIP_GAP;
    }
}

/* The gap is painted over the wire in the colour of the ground, with blunt ends
 * on both sides.
 */
#include "scene/view/touch/cuts.h"

#include "scene/widget/panel.h"

enum { GAP = 12, REACH = 13, HANDLE = 8 };

/* Ends of the wire, and two slashes between them. */
static void draw_gap(const struct scene *scene, const struct wire_cut *cut)
{
    struct draw_list *list = scene->list;
    struct point at = cut->at;
    float half = cut->width / 2 + 3, gap = GAP / 2;
    struct box hole = cut->upright
        ? box_at(at.x - half, at.y - gap, 2 * half, 2 * gap)
        : box_at(at.x - gap, at.y - half, 2 * gap, 2 * half);

    draw_box(list, hole, 1, cut->ground);
    for (int side = -1; side <= 1; side += 2) {
        struct point middle = cut->upright
            ? point_at(at.x, at.y + gap * (float)side)
            : point_at(at.x + gap * (float)side, at.y);
        struct point from = middle, to = middle;
        if (cut->upright) {
            from.x -= half;
            to.x += half;
        } else {
            from.y -= half;
            to.y += half;
        }
        draw_segment(list, from, to, 2.2f * scene->theme->line,
                     scene->theme->ink);
    }
    if (!cut->captioned)
        return;
    draw_text(list, cut->upright ? point_at(at.x + half + 5, at.y + 5)
                                 : point_at(at.x, at.y + half + 14),
              style_of(FACE_BOLD, TEXT_SMALL, scene->theme->ink,
                       cut->upright ? ALIGN_LEFT : ALIGN_CENTRE),
              say(scene->ui, "cut", "끊김"));
}

/* A cross in a ring. */
static void draw_handle(const struct scene *scene, const struct wire_cut *cut)
{
    struct draw_list *list = scene->list;
    const struct theme *theme = scene->theme;
    struct point at = cut->at;
    const float arm = 3.4f;
    struct draw_id hover = scene->ui->hover;
    bool hot = hover.kind == SUBJECT_WIRE && hover.step == cut->wire.step &&
               hover.signal == cut->wire.signal;

    draw_disc(list, at, HANDLE, theme->node);
    draw_ring(list, at, HANDLE - 0.7f, 1.6f * theme->line,
              hot ? theme->accent : theme->edge_strong);
    for (int way = -1; way <= 1; way += 2)
        draw_segment(list, point_at(at.x - arm, at.y - arm * (float)way),
                     point_at(at.x + arm, at.y + arm * (float)way), 1.8f,
                     hot ? theme->accent : theme->ink_soft);
}

void cut_draw(const struct scene *scene, const struct wire_cut *cut)
{
    struct point at = cut->at;

    if (cut->is_cut)
        draw_gap(scene, cut);
    else if (scene->ui->tool == TOOL_CUT)
        draw_handle(scene, cut);
    if (scene->ui->tool == TOOL_CUT)
        draw_spot(scene->list, box_at(at.x - REACH, at.y - REACH, 2 * REACH,
                                      2 * REACH), cut->wire, ACTION_CUT, 0);
}

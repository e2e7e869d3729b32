/* The spot of the rail is exactly as wide as the range: whoever drags it reads
 * the value off the place.
 */
#include "scene/widget/dial.h"

#include <math.h>

#include "scene/widget/panel.h"
#include "scene/widget/plot.h"

enum { THICK = 6, KNOB = 9, MARK = 5, LABEL_GAP = 8 };

static float place(const struct dial_rail *rail, double share)
{
    return rail->x + (float)share * rail->width;
}

static void draw_rail(const struct scene *scene, const struct dial_rail *rail)
{
    const struct theme *theme = scene->theme;
    struct box box = box_at(rail->x, rail->y - THICK / 2, rail->width, THICK);
    struct box part = box;

    draw_box(scene->list, box, THICK / 2, theme->track);
    part.w = (float)rail->most * rail->width;
    if (rail->most < 1)
        draw_outline(scene->list, box_inset(part, 0.5f), THICK / 2 - 0.5f, 1,
                     theme->edge_strong);
    if (isnan(rail->share))
        return;
    float from = place(rail, fmin(rail->zero, rail->share));
    float to = place(rail, fmax(rail->zero, rail->share));
    draw_box(scene->list, box_at(from, box.y, to - from, THICK),
             fminf(THICK / 2, (to - from) / 2), rail->color);
}

/* Labels that would touch the one before are left out. */
static void draw_marks(const struct scene *scene, const struct dial_rail *rail)
{
    const struct theme *theme = scene->theme;
    struct draw_list *list = scene->list;
    float end = -1e9f;

    for (int k = 0; k < rail->marks; k++) {
        float x = place(rail, rail->mark[k]);
        float width = draw_width(list, FACE_UI, TEXT_SMALL, rail->label[k]);
        float left = fminf(fmaxf(x - width / 2, rail->x - DIAL_REACH),
                           rail->x + rail->width + DIAL_REACH - width);
        draw_segment(list, point_at(x, rail->y + 8),
                     point_at(x, rail->y + 12), theme->line,
                     theme->edge_strong);
        if (left < end + LABEL_GAP)
            continue;
        draw_text(list, point_at(left, rail->y + 26),
                  style_of(FACE_UI, TEXT_SMALL, theme->ink_faint, ALIGN_LEFT),
                  rail->label[k]);
        end = left + width;
    }
}

/* A triangle under the rail, which brings the knob back. */
static void draw_start(const struct scene *scene, const struct dial_rail *rail)
{
    float x = place(rail, rail->start), y = rail->y + THICK / 2 + 2;
    struct point corner[3] = {{x, y}, {x - MARK, y + 8}, {x + MARK, y + 8}};

    draw_polygon(scene->list, corner, 3, scene->theme->ink_soft);
    draw_spot(scene->list, box_at(x - 9, y - 1, 18, 12),
              subject(SUBJECT_CONTROL, 0, rail->back, 0, rail->value),
              rail->back, rail->value);
}

static void draw_knob(const struct scene *scene, const struct dial_rail *rail)
{
    const struct theme *theme = scene->theme;
    struct draw_list *list = scene->list;
    bool set = !isnan(rail->share);
    struct point at = point_at(place(rail, set ? rail->share : rail->zero),
                               rail->y);
    struct draw_id id = scene->ui->hover;
    bool hot = id.kind == SUBJECT_CONTROL && id.signal == (int)rail->turn &&
               id.unit == rail->value;

    if (hot || rail->chosen)
        draw_glow(list, box_at(at.x - KNOB, at.y - KNOB, 2 * KNOB, 2 * KNOB),
                  KNOB, 14, color_fade(rail->color, 0.7f), false);
    draw_disc(list, at, KNOB, set ? rail->color : theme->panel);
    draw_disc(list, at, KNOB - 2.5f * theme->line,
              set ? theme->dark ? theme->ink : theme->panel : theme->panel);
    if (!set)
        draw_ring(list, at, KNOB - 1, 2 * theme->line, theme->ink_soft);
}

void dial_draw(const struct scene *scene, const struct dial_rail *rail)
{
    struct draw_list *list = scene->list;

    if (rail->width < 40)
        return;
    draw_rail(scene, rail);
    draw_marks(scene, rail);
    draw_spot(list, box_at(rail->x, rail->y - DIAL_ABOVE, rail->width,
                           2 * DIAL_ABOVE - 6),
              subject(SUBJECT_CONTROL, 0, rail->turn, 0, rail->value),
              rail->turn, rail->value);
    if (!isnan(rail->start))
        draw_start(scene, rail);
    for (int k = 0; k < rail->others; k++)
        plot_marker(scene, rail->hue[k],
                    point_at(place(rail, rail->other[k]), rail->y), 4.5f,
                    scene->theme->model[rail->hue[k]], true);
    draw_knob(scene, rail);
}

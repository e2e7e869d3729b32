/* The strips have the colours of the text beside them: the same signal, every
 * unit on its own scale.
 */
#include "scene/view/units/last.h"

#include <math.h>
#include <stdio.h>

#include "scene/film/token.h"
#include "scene/look/notation.h"
#include "scene/view/text/shade.h"
#include "scene/widget/panel.h"

enum { WIDTH = 120, LEAST_ROOM = 340 };

/* Below this a correlation says little. */
static const double weak = 0.4;

float last_width(const struct scene *scene, float room)
{
    return room >= LEAST_ROOM && token_film(scene->film) ? WIDTH : 0;
}

void last_heading(const struct scene *scene, float x, float width, float y)
{
    struct shade shade = shade_of_unit(scene, 0);
    const struct notation *notation =
        notation_of(film_cell(scene->film, shade.layer), shade.signal);
    char text[64];

    snprintf(text, sizeof text, say(scene->ui, "last %d %s", "최근 %d개 %s"),
             LAST_STEPS, notation->symbol);
    panel_text(scene, point_at(x, y),
               style_of(FACE_UI, TEXT_SMALL, scene->theme->ink_soft,
                        ALIGN_LEFT), width, text);
}

int last_palette(const struct scene *scene)
{
    return draw_palette(scene->list, shade_of_unit(scene, 0).palette);
}

void last_draw(const struct scene *scene, int unit, int palette,
               struct box box)
{
    struct shade shade = shade_of_unit(scene, unit);
    int last = shade.known.to < scene->now.step ? shade.known.to
                                                : scene->now.step;
    int first = last > LAST_STEPS ? last - LAST_STEPS + 1 : 1;

    draw_tile(scene->list, box, scene->theme->track);
    if (last < first)
        return;
    float cell = box.w / LAST_STEPS;
    box.x = box_right(box) - cell * (float)(last - first + 1);
    box.w = cell * (float)(last - first + 1);
    uint8_t *out = draw_grid(scene->list, box, last - first + 1, 1,
                             palette, false);
    for (int t = first; out != NULL && t <= last; t++)
        out[t - first] = shade_entry(scene, &shade, t);
}

float last_name_width(const struct scene *scene)
{
    float widest = 0;

    for (int k = 0; k < REACTIONS; k++)
        widest = fmaxf(widest, draw_width(scene->list, FACE_UI, TEXT_SMALL,
                                          reaction_name(scene->ui, k)));
    return widest;
}

void last_name(const struct scene *scene, int feature, struct point at,
               double r)
{
    const struct theme *theme = scene->theme;

    draw_text(scene->list, at,
              style_of(FACE_UI, TEXT_SMALL,
                       r >= weak ? theme->ink : theme->ink_faint, ALIGN_LEFT),
              reaction_name(scene->ui, feature));
}

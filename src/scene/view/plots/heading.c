/* The switches stand at the right where there is room; what is dashed is named
 * in place of the note.
 */
#include "scene/view/plots/heading.h"

#include <stdio.h>

#include "scene/view/plots/curve.h"
#include "scene/widget/panel.h"

static const char *note_of(const struct ui *ui, int unit)
{
    return unit < 0 ? say(ui, "of |value|; shaded: smallest to largest",
                          "|값|의 평균, 음영: 최솟값~최댓값")
                    : say(ui, "over the whole run", "처음부터 끝까지");
}

static void write_title(const struct scene *scene, int layer, int unit,
                        char *out, size_t size)
{
    if (unit < 0)
        snprintf(out, size, say(scene->ui, "Mean of %d units",
                                "유닛 %d개의 평균"),
                 film_units(scene->film, layer));
    else
        snprintf(out, size, say(scene->ui, "Signals of unit %d",
                                "유닛 %d의 신호"), unit + 1);
}

void heading_of_scopes(const struct scene *scene, int layer, int unit,
                       struct box box)
{
    const struct ui *ui = scene->ui;
    const char *mean = say(ui, "mean", "평균");
    const char *overlaid = say(ui, "one plot", "겹쳐 보기");
    float base = box.y + PANEL_HEADING, left = box.x + PANEL_PADDING;
    float room = box.w - 2 * PANEL_PADDING;
    float width = 28 + draw_width(scene->list, FACE_BOLD, 15, mean) + 8 + 28 +
                  draw_width(scene->list, FACE_BOLD, 15, overlaid);
    bool buttons = room >= width + 200;
    float end = left + (buttons ? room - width - 20 : room);
    char title[64];

    write_title(scene, layer, unit, title, sizeof title);
    float x = panel_title(scene, point_at(left, base), title,
                          scene->ghost != NULL ? NULL : note_of(ui, unit),
                          end - left);
    curve_untouched_key(scene, point_at(x + 14, base), end - x - 14);
    if (!buttons)
        return;
    struct point at = point_at(left + room - width, base - 7);
    at.x += panel_button(scene, at, mean, ui->mean, ACTION_MEAN, 0) + 8;
    panel_button(scene, at, overlaid, ui->overlaid, ACTION_OVERLAID, 0);
}

/* Both are lines, so that the bar's own colour stays to be seen.
 */
#include "scene/view/touch/over_bar.h"

bool over_bar_is_held(const struct film *film, int layer, int signal, int step,
                      int unit)
{
    const struct pins *pins = &film->pins;

    for (int k = 0; k < pins->count; k++) {
        const struct pin *pin = &pins->pin[k];
        bool those = unit < 0 || (unit >= pin->first_unit &&
                                  unit <= pin->last_unit);
        if (pin->layer == layer && pin->signal == signal && those &&
            step >= pin->first_step && step <= pin->last_step)
            return true;
    }
    return false;
}

void over_bar_pin(const struct scene *scene, struct point head)
{
    struct color color = scene->theme->ink;

    draw_segment(scene->list, point_at(head.x - 5, head.y + 5), head, 2,
                 color);
    draw_disc(scene->list, head, 4, color);
}

void over_bar_held(const struct scene *scene, struct box bar)
{
    draw_outline(scene->list, box_inset(bar, -2), 5, 2, scene->theme->ink);
    over_bar_pin(scene, point_at(box_right(bar) + 1, bar.y - 1));
}

void over_bar_untouched(const struct scene *scene, struct box bar, float base,
                        float end, float alpha)
{
    const struct theme *theme = scene->theme;
    float left = bar.x - 2, right = box_right(bar) + 2;
    const struct point way[4] = {{left, base}, {left, end}, {right, end},
                                 {right, base}};
    const struct draw_stroke dashes = {
        .width = 1.3f * theme->line, .on = 3, .off = 2.5f,
        .color = color_fade(theme->ink, 0.85f * alpha)};

    draw_line(scene->list, way, 4, &dashes);
}

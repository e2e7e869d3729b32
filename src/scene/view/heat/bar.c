/* Gates go from 0 to 1; signed signals to the limit of their ramp; gradients
 * from the largest of the run down to where colours end.
 */
#include "scene/view/heat/bar.h"

#include <math.h>
#include <stdio.h>

#include "scene/look/figure.h"
#include "scene/widget/panel.h"

enum { GAP = 16, WIDTH = 11, LABEL = 6, BEYOND = 26 };

/* What the bar's end (1), middle (0) and start (-1) stand for: "+2.31", "0";
 * gradients "+4·10^{−3}" and "< 4·10^{−11}". */
static double write_end(const struct scene *scene, const struct cells *cells,
                        int end, char out[FIGURE_MAX])
{
    double peak = scene->levels->peak;
    char size[FIGURE_MAX];

    if (cells->ramp == RAMP_GATE) {
        figure_plain(out, 0.5 + 0.5 * end, end == 0 ? 1 : 0);
        return 0.5 + 0.5 * end;
    }
    if (cells->kind == HEAT_DIFFERENCE) {
        snprintf(out, FIGURE_MAX, "%s%.30s", end > 0 ? "+" : end < 0 ? "−" : "",
                 figure_size(size, end == 0 ? 0 : cells->limit));
        return end * cells->limit;
    }
    if (cells->kind != HEAT_GRADIENT) {
        figure_signed(out, end * cells->limit,
                      end == 0 || cells->limit == 1 ? 0 : 2);
        return end * cells->limit;
    }
    if (end == 0)
        peak -= LEVELS_DECADES;
    snprintf(out, FIGURE_MAX, "%s%.30s", end > 0 ? "+" : end < 0 ? "−" : "< ",
             figure_power(size, peak));
    return (end < 0 ? -1 : 1) * pow(10, peak);
}

static const char *beyond_word(const struct scene *scene)
{
    return say(scene->ui, "beyond", "범위 밖");
}

float bar_room(const struct scene *scene, const struct cells *cells)
{
    char text[FIGURE_MAX];
    float widest = 0;

    for (int end = -1; end <= 1; end++) {
        write_end(scene, cells, end, text);
        widest = fmaxf(widest, draw_width(scene->list, FACE_UI, TEXT_SMALL,
                                          text));
    }
    if (scene->levels->beyond)
        widest = fmaxf(widest, draw_width(scene->list, FACE_UI, TEXT_SMALL,
                                          beyond_word(scene)));
    return GAP + WIDTH + LABEL + widest;
}

/* What is beyond the scale has a colour of its own, below the bar. */
static void draw_beyond(const struct scene *scene, struct box box)
{
    draw_box(scene->list, box, 3, ramp_color(RAMP_GATE, scene->ui->theme, NAN));
    draw_text(scene->list, point_at(box_right(box) + LABEL, box.y + 11),
              style_of(FACE_UI, TEXT_SMALL, scene->theme->ink_soft,
                       ALIGN_LEFT), beyond_word(scene));
}

void bar_draw(const struct scene *scene, const struct cells *cells,
              int palette)
{
    struct draw_list *list = scene->list;
    struct box grid = cells->plot.box;
    struct box box = box_at(box_right(grid) + GAP, grid.y, WIDTH, grid.h);
    if (scene->levels->beyond && box.h >= 3 * BEYOND) {
        box.h -= BEYOND;
        draw_beyond(scene, box_at(box.x, box_bottom(box) + BEYOND - WIDTH,
                                  WIDTH, WIDTH));
    }
    uint8_t *out = draw_grid(list, box, 1, RAMP_TOP + 1, palette, false);
    struct draw_style style = style_of(FACE_UI, TEXT_SMALL,
                                       scene->theme->ink_soft, ALIGN_LEFT);
    char text[FIGURE_MAX];

    for (int k = 0; out != NULL && k <= RAMP_TOP; k++)
        out[k] = (uint8_t)(RAMP_TOP - k);
    for (int end = -1; end <= 1; end++) {
        float y = box.y + box.h * (0.5f - 0.5f * (float)end) + 5 +
                  5 * (float)end;
        if (end == 0 && box.h < 60)
            continue;
        double value = write_end(scene, cells, end, text);
        draw_value(list, point_at(box_right(box) + LABEL, y), style,
                   subject(SUBJECT_OTHER, cells->layer, cells->signal, 0, end),
                   value, text);
    }
}

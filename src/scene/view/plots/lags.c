/* Whatever a plot by lag is about, a lag looks the same in it.
 */
#include "scene/view/plots/lags.h"

#include <math.h>
#include <stdio.h>

#include "scene/widget/panel.h"

/* Below the one nothing is left to learn from, above the other it explodes;
 * powers of ten. */
static const double vanished = -8, exploding = 1;

enum { ROOM_FOR_NAME = 180 };

static void draw_region(const struct scene *scene, const struct plot *plot,
                        double from, double to, struct color color,
                        const char *name, bool at_top)
{
    float top = fmaxf(plot_y(plot, to), plot->box.y);
    float bottom = fminf(plot_y(plot, from), box_bottom(plot->box));

    if (bottom <= top)
        return;
    draw_tile(scene->list, box_at(plot->box.x, top, plot->box.w, bottom - top),
              color_fade(color, scene->theme->dark ? 0.085f : 0.07f));
    if (bottom - top >= 26 && plot->box.w > ROOM_FOR_NAME)
        draw_text(scene->list,
                  point_at(plot->box.x + 12, at_top ? top + 18 : bottom - 9),
                  style_of(FACE_UI, TEXT_SMALL, scene->theme->ink_soft,
                           ALIGN_LEFT), name);
}

void lags_regions(const struct scene *scene, const struct plot *plot)
{
    const struct ui *ui = scene->ui;

    draw_region(scene, plot, plot->y0, vanished, scene->theme->h,
                say(ui, "vanishes < 10^{−8}", "소실 < 10^{−8}"), false);
    draw_region(scene, plot, exploding, plot->y1, scene->theme->f,
                say(ui, "explodes > 10", "폭주 > 10"), true);
}

void lags_line(const struct scene *scene, const struct plot *plot, int lag,
               const struct lags_tag *tag)
{
    struct draw_list *list = scene->list;
    float x = plot_x(plot, lag), top = plot->box.y - tag->lift;
    const struct point line[2] = {{x, plot->box.y + tag->below},
                                  {x, box_bottom(plot->box)}};
    struct draw_stroke stroke = {.width = 1.6f * scene->theme->line,
                                 .color = tag->color, .on = 5, .off = 4};
    char text[32];

    draw_line(list, line, 2, &stroke);
    snprintf(text, sizeof text, say(scene->ui, "lag %d", "시차 %d"), lag);
    float width = draw_width(list, FACE_BOLD, TEXT_SMALL, text) + 20;
    float left = fminf(fmaxf(x - width / 2, plot->box.x),
                       box_right(plot->box) - width);
    draw_box(list, box_at(left, top, width, tag->height), tag->height / 2,
             tag->color);
    draw_text(list, point_at(left + width / 2, top + tag->height / 2 + 5),
              style_of(FACE_BOLD, TEXT_SMALL, tag->on, ALIGN_CENTRE), text);
}

int lags_read(const struct scene *scene, const struct plot *plot, float x,
              char *title, size_t size)
{
    double share = (double)((x - plot->box.x) / plot->box.w);
    int lag = (int)floor(share * plot->x1 + 0.5);

    x = plot_x(plot, lag);
    draw_segment(scene->list, point_at(x, plot->box.y),
                 point_at(x, box_bottom(plot->box)), 1,
                 scene->theme->ink_soft);
    snprintf(title, size, say(scene->ui, "lag %d · t = %d", "시차 %d · t = %d"),
             lag, scene->film->steps - lag);
    return lag;
}

const char *lags_axis(const struct scene *scene, const struct plot *plot)
{
    const char *const texts[] = {
        say(scene->ui, "lag k = T − t: steps back from the end →",
            "시차 k = T − t: 끝에서 거슬러 간 시점 수 →"),
        say(scene->ui, "lag k →", "시차 k →")};

    for (int k = 0; k < 2; k++)
        if (draw_width(scene->list, FACE_UI, TEXT_SMALL, texts[k]) <=
            plot->box.w)
            return texts[k];
    return NULL;
}

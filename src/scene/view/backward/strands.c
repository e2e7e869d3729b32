/* The gradient on its way: one strand along the belt, one along the h wire; on
 * request the belt's is taken apart into carousel and h-path. Width is the
 * logarithm of the size, between cards it goes smoothly from one recorded size
 * to the next.
 */
#include <math.h>

#include "scene/view/backward/backward.h"
#include "scene/widget/wire.h"

enum { SAMPLES = 240 };

static const float thinnest = 1.5f, thickest = 16;

/* What a strand shows: a gradient of the loss, or a part of dc_T/dc_t. */
struct way {
    float y;
    struct color color;
    int signal;
    const struct quantity_curve *curve; /* NULL: of the loss */
};

/* log10 of the size at a place along the strip: at the middle of a card it is
 * that of its step. */
static double size_at(const struct scene *scene, const struct window *window,
                      int signal, float x)
{
    int l = scene->ui->layer, steps = scene->film->steps;
    float at = (x - window->box.x - window->card / 2) / window->pitch +
               window->first;
    int t = (int)floorf(at);
    float share = at - (float)t;
    int a = t < 1 ? 1 : t > steps ? steps : t;
    int b = t + 1 < 1 ? 1 : t + 1 > steps ? steps : t + 1;
    double p = film_gradient_size(scene->film, l, signal, a);
    double q = film_gradient_size(scene->film, l, signal, b);

    if (isinf(p) || isinf(q) || isnan(p) || isnan(q))
        return share < 0.5f ? p : q;
    return p + (q - p) * (double)share;
}

/* Share of the thickest at a place. Where a part begins to be more than exactly
 * 0 it grows out of nothing. */
static float share_at(const struct scene *scene,
                      const struct backward *backward, const struct way *way,
                      float x)
{
    const struct window *window = &backward->strip.window;
    int steps = scene->film->steps;

    if (way->curve == NULL)
        return backward_share(scene, size_at(scene, window, way->signal, x),
                              0);
    float at = (x - window->box.x - window->card / 2) / window->pitch +
               window->first;
    int t = (int)floorf(at);
    int a = steps - (t < 1 ? 1 : t > steps ? steps : t);
    int b = steps - (t + 1 < 1 ? 1 : t + 1 > steps ? steps : t + 1);
    float p = backward_path_share(scene, quantity_value(
        scene, way->curve->measure, a));
    float q = backward_path_share(scene, quantity_value(
        scene, way->curve->measure, b));
    return p + (q - p) * (at - (float)t);
}

struct strand {
    struct point point[SAMPLES];
    float width[SAMPLES], glow_width[SAMPLES];
    struct color color[SAMPLES], glow[SAMPLES];
    int count;
};

static void trace(const struct scene *scene, const struct backward *backward,
                  const struct way *way, struct strand *strand)
{
    struct color color = way->color;
    float left = backward->front, right = box_right(backward->cards) + 8;
    const struct theme *theme = scene->theme;

    strand->count = 0;
    if (right - left < 2)
        return;
    for (int k = 0; k < SAMPLES; k++) {
        float x = right - (right - left) * (float)k / (SAMPLES - 1);
        float share = share_at(scene, backward, way, x);
        bool gone = share <= 0;
        strand->point[k] = point_at(x, way->y);
        strand->width[k] = gone ? thinnest
                                : thinnest + (thickest - thinnest) * share;
        strand->color[k] = color_mix(color_mix(color, theme->panel, 0.45f),
                                     color, share);
        if (gone)
            strand->color[k].a = 0;
        strand->glow_width[k] = strand->width[k] + 9;
        strand->glow[k] = color_fade(color, gone ? 0 : 0.15f);
        strand->count++;
    }
}

/* Arrows that point back in time; they travel with the playhead. */
static void draw_chevrons(const struct scene *scene,
                          const struct strand *strand, float y)
{
    const struct theme *theme = scene->theme;
    struct draw_stroke stroke = {
        .width = 1.6f, .color = color_fade(theme->on_hue, 0.7f)};
    float left = strand->point[strand->count - 1].x;
    float right = strand->point[0].x, apart = 40;

    for (float x = right - 18; x > left + 10; x -= apart) {
        int k = (int)((right - x) / (right - left) * (SAMPLES - 1));
        float r = fmaxf(2.4f, strand->width[k] * 0.3f);
        if (strand->width[k] < 4 || strand->color[k].a == 0)
            continue;
        const struct point chevron[3] = {
            {x + r * 0.6f, y - r}, {x - r * 0.6f, y}, {x + r * 0.6f, y + r}};
        draw_line(scene->list, chevron, 3, &stroke);
    }
}

static void draw_track(const struct scene *scene,
                       const struct backward *backward, float y)
{
    const struct theme *theme = scene->theme;
    struct box box = backward->cards;
    const struct point line[2] = {{box.x - 10, y}, {box_right(box) + 8, y}};
    struct draw_stroke track = {
        .width = 15, .color = color_fade(theme->track,
                                         theme->dark ? 0.6f : 0.85f)};
    struct draw_stroke dashes = {
        .width = 1.2f, .color = color_fade(theme->ink_faint, 0.4f),
        .on = 6, .off = 8};

    draw_line(scene->list, line, 2, &track);
    draw_line(scene->list, line, 2, &dashes);
}

static void draw_strand(const struct scene *scene,
                        const struct backward *backward, struct way way)
{
    struct strand strand;
    struct draw_list *list = scene->list;

    draw_track(scene, backward, way.y);
    trace(scene, backward, &way, &strand);
    if (strand.count == 0)
        return;
    draw_ribbon(list, strand.point, strand.glow_width, strand.glow,
                strand.count);
    draw_ribbon(list, strand.point, strand.width, strand.color, strand.count);
    draw_chevrons(scene, &strand, way.y);
    int last = strand.count - 1;
    if (strand.color[last].a > 0 && scene->now.whole < 1) {
        draw_disc(list, strand.point[last], strand.width[last] / 2 + 2.5f,
                  way.color);
        draw_disc(list, strand.point[last],
                  fmaxf(strand.width[last] / 2 - 0.8f, 1.5f),
                  scene->theme->bubble_ink);
    }
}

void backward_strands(const struct scene *scene,
                      const struct backward *backward)
{
    const struct theme *theme = scene->theme;
    struct box box = backward->cards;
    struct box before = draw_clip(scene->list,
                                  box_at(box.x - 14, box.y - 40, box.w + 28,
                                         box.h + 80));

    if (backward->apart) {
        struct quantity cell = quantity_cell(scene);
        for (int c = 1; c < cell.curves; c++)
            draw_strand(scene, backward, (struct way){
                backward_way(backward, c), cell.curve[c].color, 0,
                &cell.curve[c]});
    } else if (backward->c >= 0) {
        draw_strand(scene, backward, (struct way){
            backward->strip.belt, theme->c, backward->c, NULL});
    }
    draw_strand(scene, backward, (struct way){
        backward->strip.bus, theme->gradient, backward->h, NULL});
    draw_unclip(scene->list, before);
}

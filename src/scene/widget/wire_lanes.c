/* The lanes of a vector: quiet ones first, the chosen one on top.
 */
#include "scene/widget/wire.h"

#include <math.h>
#include <stdlib.h>

#include "scene/look/ramp.h"

enum { WIRE_LANES_MAX = 16 };

/* How thick a lane is: its share of the largest, never quite nothing; beyond
 * the scale, all of it. */
static float thickness(const struct wire_lanes *lanes, double value)
{
    float share = film_beyond(value)
        ? 1 : (float)fmin(fabs(value) / lanes->largest, 1);
    float room = lanes->pitch > 8 ? lanes->pitch - 3 : lanes->pitch - 0.8f;
    return fmaxf(0.9f, room * share);
}

static struct color lane_color(const struct scene *scene,
                               const struct wire_lanes *lanes, double value,
                               bool chosen)
{
    const struct theme *theme = scene->theme;
    float share = (float)fmin(fabs(value) / lanes->largest, 1);
    struct color color = lanes->color;

    if (film_beyond(value))
        return ramp_color(RAMP_GATE, scene->ui->theme, NAN);
    if (lanes->belt)
        color = wire_belt_color(theme, theme->dark ? 0.25f + 0.75f * share
                                                   : 0.42f + 0.3f * share);
    if (chosen)
        return lanes->pitch > 8 ? color
                                : color_mix(color, theme->ink, 0.25f);
    return color_fade(color, (0.38f + 0.62f * share) *
                             (lanes->one ? 0.45f : 1) *
                             (lanes->pitch > 8 ? 0.78f : 1));
}

static void draw_lane(const struct scene *scene, const struct wire_lanes *lanes,
                      int k, float offset)
{
    struct point points[WIRE_POINTS_MAX];
    bool chosen = k == lanes->chosen;
    double value = (double)lanes->value[k];
    int count = wire_path(lanes->corner, lanes->corners, lanes->radius, offset,
                          points);
    struct draw_stroke stroke = {
        .width = thickness(lanes, value),
        .color = lane_color(scene, lanes, value, chosen)};

    if (value < 0) {
        stroke.on = lanes->pitch > 8 ? 15 : 4.5f;
        stroke.off = lanes->pitch > 8 ? 6 : 3.5f;
    }
    if (chosen && lanes->pitch <= 8)
        stroke.width = fmaxf(stroke.width, 1.6f);
    count = wire_part(points, count, lanes->share, NULL);
    draw_line(scene->list, points, count, &stroke);
}

static void draw_track(const struct scene *scene,
                       const struct wire_lanes *lanes, float width)
{
    const struct theme *theme = scene->theme;
    struct point points[WIRE_POINTS_MAX];
    int count = wire_path(lanes->corner, lanes->corners, lanes->radius, 0,
                          points);
    struct draw_stroke track = {
        .width = width,
        .color = color_fade(theme->track, theme->dark ? 0.5f : 0.7f)};
    struct draw_stroke ghost = {
        .width = 1.2f, .color = color_fade(theme->ink_faint, 0.45f),
        .on = 6, .off = 8};

    draw_line(scene->list, points, count, &track);
    if (lanes->share <= 0)
        draw_line(scene->list, points, count, &ghost);
}

static int descending(const void *a, const void *b)
{
    float x = *(const float *)a, y = *(const float *)b;
    return (x < y) - (x > y);
}

/* Many units: sixteen lanes, each the mean size of a sixteenth of the units
 * in order of size. */
static int merge(const struct wire_lanes *lanes, real out[WIRE_LANES_MAX])
{
    enum { UNITS = 1024 };
    float size[UNITS];
    int step = (lanes->count + UNITS - 1) / UNITS, count = 0;

    for (int k = 0; k < lanes->count && count < UNITS; k += step)
        size[count++] = fabsf((float)lanes->value[k]);
    qsort(size, (size_t)count, sizeof *size, descending);
    for (int lane = 0; lane < WIRE_LANES_MAX; lane++) {
        int first = lane * count / WIRE_LANES_MAX;
        int last = (lane + 1) * count / WIRE_LANES_MAX;
        double sum = 0;
        for (int k = first; k < last; k++)
            sum += (double)size[k];
        out[lane] = (real)(sum / (last > first ? last - first : 1));
    }
    return WIRE_LANES_MAX;
}

void wire_lanes(const struct scene *scene, const struct wire_lanes *given)
{
    struct wire_lanes lanes = *given;
    real merged[WIRE_LANES_MAX];

    if (lanes.count > WIRE_LANES_MAX) {
        lanes.count = merge(given, merged);
        lanes.value = merged;
        lanes.chosen = -1;
    }
    draw_track(scene, &lanes, (float)lanes.count * lanes.pitch + 4);
    if (lanes.share <= 0)
        return;
    float middle = (float)(lanes.count - 1) / 2;
    for (int k = 0; k < lanes.count; k++)
        if (k != lanes.chosen)
            draw_lane(scene, &lanes, k, ((float)k - middle) * lanes.pitch);
    if (lanes.chosen >= 0 && lanes.chosen < lanes.count)
        draw_lane(scene, &lanes, lanes.chosen,
                  ((float)lanes.chosen - middle) * lanes.pitch);
}

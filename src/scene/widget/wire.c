/* Corners are cut by quarter circles whose centres do not depend on the
 * offset, so that shifted copies of a path are parallel everywhere.
 */
#include "scene/widget/wire.h"

#include <math.h>
#include <string.h>

enum { ARC_STEPS = 8 };

static const float half_turn = 3.14159265f;

/* The unit vector from a to b; to the right where they are the same. */
static struct point direction(struct point a, struct point b)
{
    float dx = b.x - a.x, dy = b.y - a.y, length = hypotf(dx, dy);

    return length > 1e-6f ? point_at(dx / length, dy / length)
                          : point_at(1, 0);
}

static struct point along(struct point at, struct point way, float by)
{
    return point_at(at.x + way.x * by, at.y + way.y * by);
}

/* The right-hand side of a way, y downwards. */
static struct point right_of(struct point way)
{
    return point_at(-way.y, way.x);
}

int wire_path(const struct point *corner, int count, float radius,
              float offset, struct point out[WIRE_POINTS_MAX])
{
    int points = 0;
    struct point before = direction(corner[0], corner[1]);

    out[points++] = along(corner[0], right_of(before), offset);
    for (int k = 1; k + 1 < count; k++) {
        struct point after = direction(corner[k], corner[k + 1]);
        float turn = before.x * after.y - before.y * after.x;
        struct point shifted = along(along(corner[k], right_of(before), offset),
                                     right_of(after), offset);
        float bend = fmaxf(radius - offset * (turn > 0 ? 1 : -1), 1);
        if (fabsf(turn) < 0.01f) {
            out[points++] = along(corner[k], right_of(after), offset);
            continue;
        }
        struct point start = along(shifted, before, -bend);
        struct point centre = along(start, after, bend);
        for (int s = 0; s <= ARC_STEPS; s++) {
            float angle = half_turn / 2 * (float)s / ARC_STEPS;
            out[points++] = along(along(centre, after, -bend * cosf(angle)),
                                  before, bend * sinf(angle));
        }
        before = after;
    }
    out[points++] = along(corner[count - 1], right_of(before), offset);
    return points;
}

static float length_of(const struct point *points, int count)
{
    float length = 0;

    for (int k = 1; k < count; k++)
        length += hypotf(points[k].x - points[k - 1].x,
                         points[k].y - points[k - 1].y);
    return length;
}

int wire_part(struct point *points, int count, float share, struct point *end)
{
    float left = length_of(points, count) * fminf(fmaxf(share, 0), 1);

    for (int k = 1; k < count; k++) {
        float length = hypotf(points[k].x - points[k - 1].x,
                              points[k].y - points[k - 1].y);
        if (length >= left && share < 1) {
            points[k] = along(points[k - 1],
                              direction(points[k - 1], points[k]), left);
            count = k + 1;
        }
        left -= length;
    }
    if (end != NULL)
        *end = points[count - 1];
    return count;
}

void wire_draw(const struct scene *scene, const struct point *corner, int count,
               float radius, float width, struct color color, float share)
{
    const struct theme *theme = scene->theme;
    struct point points[WIRE_POINTS_MAX], end;
    struct draw_stroke stroke = {.width = width, .color = color};
    int used = wire_path(corner, count, radius, 0, points);

    if (share < 1) {
        struct draw_stroke ghost = {
            .width = width, .color = color_fade(theme->ink_faint, 0.4f)};
        draw_line(scene->list, points, used, &ghost);
    }
    if (share <= 0)
        return;
    used = wire_part(points, used, share, &end);
    draw_line(scene->list, points, used, &stroke);
    if (share < 1)
        draw_disc(scene->list, end, width * 0.5f + 2.5f, color);
}

void wire_arrow(const struct scene *scene, struct point tip, float dx, float dy,
                float size, struct color color)
{
    struct point back = point_at(tip.x - dx * size, tip.y - dy * size);
    const struct point points[3] = {
        tip,
        {back.x - dy * size * 0.55f, back.y + dx * size * 0.55f},
        {back.x + dy * size * 0.55f, back.y - dx * size * 0.55f},
    };

    draw_polygon(scene->list, points, 3, color);
}

struct color wire_belt_color(const struct theme *theme, float share)
{
    share = fminf(fmaxf(share, 0), 1);
    return share < 0.5f
        ? color_mix(theme->belt[0], theme->belt[1], share * 2)
        : color_mix(theme->belt[1], theme->belt[2], share * 2 - 1);
}

float wire_ease(float a, float b, float x)
{
    float t = fminf(fmaxf((x - a) / (b - a), 0), 1);
    return t * t * (3 - 2 * t);
}

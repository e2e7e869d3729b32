/* With corners within 2^15 pixels, coordinates differ by at most 2^24 steps of
 * 1/256 pixel, so that all sums stay under 2^58. A slope is at most 2^33 L /
 * area for a triangle of length L, and the way to a pixel L in both directions:
 * their product stays under 2^62 unless L^2 / area is beyond 2^28. Such a
 * triangle is thinner than any eye would see and gets one colour.
 */
#include "paint/raster/plane.h"

#include <stdlib.h>
#include <string.h>

#include "paint/raster/span.h"

enum { PIXEL = 256 };

static bool same(struct color a, struct color b)
{
    return memcmp(&a, &b, sizeof a) == 0;
}

static bool is_sliver(const struct corner *a, const struct corner *b,
                      const struct corner *c, int64_t area)
{
    int64_t length = llabs(b->x - a->x) + llabs(b->y - a->y) +
                     llabs(c->x - a->x) + llabs(c->y - a->y);

    return length * length >> 28 > llabs(area);
}

static void channels(struct color color, int value[4])
{
    value[0] = color.r;
    value[1] = color.g;
    value[2] = color.b;
    value[3] = color.a;
}

struct plane plane_through(const struct corner *a, const struct corner *b,
                           const struct corner *c, int64_t area)
{
    struct plane plane = {.origin = *a};
    int from[4], right[4], down[4];

    plane.flat = (same(a->color, b->color) && same(a->color, c->color)) ||
                 is_sliver(a, b, c, area);
    if (plane.flat)
        return plane;
    channels(a->color, from);
    channels(b->color, right);
    channels(c->color, down);
    int64_t bx = b->x - a->x, by = b->y - a->y;
    int64_t cx = c->x - a->x, cy = c->y - a->y;
    plane.same_rgb = plane.level = true;
    for (int k = 0; k < 4; k++) {
        int64_t p = right[k] - from[k], q = down[k] - from[k];
        if (p == 0 && q == 0)
            continue;
        plane.dx[k] = (p * cy - q * by) * (PIXEL * 65536) / area;
        plane.dy[k] = (q * bx - p * cx) * (PIXEL * 65536) / area;
        plane.same_rgb = plane.same_rgb && k == 3;
        plane.level = plane.level && plane.dx[k] == 0;
    }
    return plane;
}

static uint8_t cut(int32_t value)
{
    value >>= 16;
    return (uint8_t)(value < 0 ? 0 : value > 255 ? 255 : value);
}

void plane_paint(const struct plane *plane, uint32_t *row, int x, int y,
                 int count)
{
    struct color color = plane->origin.color;
    int64_t right = (int64_t)x * PIXEL + PIXEL / 2 - plane->origin.x;
    int64_t down = (int64_t)y * PIXEL + PIXEL / 2 - plane->origin.y;
    struct span_shade shade;
    int from[4];

    if (plane->flat) {
        span_fill(row + x, count, color);
        return;
    }
    channels(color, from);
    for (int k = plane->same_rgb ? 3 : 0; k < 4; k++) {
        int64_t way = plane->dx[k] * right + plane->dy[k] * down;
        shade.start[k] =
            (int32_t)(uint32_t)(((int64_t)from[k] << 16) + 32768 + (way >> 8));
        shade.step[k] = (int32_t)(uint32_t)plane->dx[k];
    }
    if (plane->level) {
        if (!plane->same_rgb)
            color = (struct color){cut(shade.start[0]), cut(shade.start[1]),
                                   cut(shade.start[2]), 0};
        color.a = cut(shade.start[3]);
        span_fill(row + x, count, color);
    } else if (plane->same_rgb) {
        span_fade(row + x, count, color, &shade);
    } else {
        span_shade(row + x, count, &shade);
    }
}

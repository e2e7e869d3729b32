/* Vertices are rounded to 1/256 pixel. An edge is a linear function that is not
 * negative on its inner side; per row each of the three bounds the run of
 * pixels from the left or from the right, exactly, by a division of integers.
 */
#include "paint/raster/triangle.h"

#include <math.h>

#include "paint/raster/plane.h"
#include "paint/raster/span.h"

enum { PIXEL = 256, FAR_PIXELS = 32000, NARROW = 6 };

/* The first pixel whose centre is not left of (above) a coordinate. */
static int first_pixel(int fixed)
{
    return (fixed + PIXEL / 2 - 1) >> 8;
}

/* To the nearest; what is not a number is far away. Positive numbers are cut off
 * where negative ones would be rounded up, hence the way round. */
static int fixed_of(float pixels)
{
    float near_by = pixels > -FAR_PIXELS
                        ? pixels < FAR_PIXELS ? pixels : FAR_PIXELS
                        : -FAR_PIXELS;

    return (int)((double)near_by * PIXEL + (FAR_PIXELS * PIXEL + 0.5)) -
           FAR_PIXELS * PIXEL;
}

static struct corner corner_of(const struct vertex *vertex)
{
    return (struct corner){fixed_of(vertex->x), fixed_of(vertex->y),
                           vertex->color};
}

/* value(x, y) = value + across * (pixels right) + down * (pixels down) */
struct edge {
    int64_t value, across, down;
};

/* From a to b, inside to its right; value is that of pixel x, y. Points on it
 * belong to it when it is a left or a top edge. */
static struct edge edge_between(const struct corner *a, const struct corner *b,
                                int x, int y)
{
    int64_t dx = b->x - a->x, dy = b->y - a->y;
    int64_t px = (int64_t)x * PIXEL + PIXEL / 2 - a->x;
    int64_t py = (int64_t)y * PIXEL + PIXEL / 2 - a->y;
    bool owns = dy < 0 || (dy == 0 && dx > 0);

    return (struct edge){dx * py - dy * px - (owns ? 0 : 1), -dy * PIXEL,
                         dx * PIXEL};
}

/* Bounds the run *from .. *to (relative to the edge's pixel). */
static void bound(const struct edge *edge, int *from, int *to)
{
    if (edge->across > 0) {
        if (edge->value >= 0)
            return;
        int64_t first = (-edge->value + edge->across - 1) / edge->across;
        if (first > *from)
            *from = first > *to ? *to + 1 : (int)first;
    } else if (edge->value < 0) {
        *to = *from - 1;
    } else if (edge->across < 0) {
        int64_t last = edge->value / -edge->across;
        if (last < *to)
            *to = (int)last;
    }
}

/* The same for a run of a few pixels, by looking at each. */
static void search(const struct edge edge[3], int *from, int *to)
{
    int64_t a = edge[0].value, b = edge[1].value, c = edge[2].value;
    int k = 0;

    for (; k <= *to && (a | b | c) < 0; k++) {
        a += edge[0].across;
        b += edge[1].across;
        c += edge[2].across;
    }
    *from = k;
    for (; k <= *to && (a | b | c) >= 0; k++) {
        a += edge[0].across;
        b += edge[1].across;
        c += edge[2].across;
    }
    *to = k - 1;
}

static int least(int a, int b, int c)
{
    int d = a < b ? a : b;

    return d < c ? d : c;
}

static int most(int a, int b, int c)
{
    int d = a > b ? a : b;

    return d > c ? d : c;
}

/* The pixels of the clip whose centres are between the coordinates. */
static struct pixel_box covered(const struct canvas *canvas, int left, int top,
                                int right, int bottom)
{
    int x = first_pixel(left), y = first_pixel(top);

    return pixel_box_common(canvas->clip,
                            (struct pixel_box){x, y, first_pixel(right) - x,
                                               first_pixel(bottom) - y});
}

void triangle_paint(const struct canvas *canvas, const struct vertex *va,
                    const struct vertex *vb, const struct vertex *vc)
{
    struct corner a = corner_of(va), b = corner_of(vb), c = corner_of(vc);
    struct pixel_box box = covered(canvas, least(a.x, b.x, c.x),
                                   least(a.y, b.y, c.y),
                                   most(a.x, b.x, c.x) + 1,
                                   most(a.y, b.y, c.y) + 1);
    int64_t area = (int64_t)(b.x - a.x) * (c.y - a.y) -
                   (int64_t)(b.y - a.y) * (c.x - a.x);

    if (box.w == 0 || area == 0 || (a.color.a | b.color.a | c.color.a) == 0)
        return;
    if (area < 0) {
        struct corner swap = b;
        b = c;
        c = swap;
        area = -area;
    }
    struct edge edge[3] = {edge_between(&a, &b, box.x, box.y),
                           edge_between(&b, &c, box.x, box.y),
                           edge_between(&c, &a, box.x, box.y)};
    struct plane plane;
    bool seen = false; /* many small ones lie between all centres */
    for (int y = box.y; y < box.y + box.h; y++) {
        int from = 0, to = box.w - 1;
        if (box.w <= NARROW)
            search(edge, &from, &to);
        for (int k = 0; k < 3; k++) {
            if (box.w > NARROW)
                bound(&edge[k], &from, &to);
            edge[k].value += edge[k].down;
        }
        if (from > to)
            continue;
        if (!seen)
            plane = plane_through(&a, &b, &c, area);
        seen = true;
        plane_paint(&plane, canvas_row(canvas, y), box.x + from, y,
                    to - from + 1);
    }
}

static bool is_upright(const struct vertex *a, const struct vertex *b,
                       const struct vertex *c, const struct vertex *d)
{
    return (a->y == b->y && b->x == c->x && c->y == d->y && d->x == a->x) ||
           (a->x == b->x && b->y == c->y && c->x == d->x && d->y == a->y);
}

static bool one_plane(struct color a, struct color b, struct color c,
                      struct color d)
{
    return a.r + c.r == b.r + d.r && a.g + c.g == b.g + d.g &&
           a.b + c.b == b.b + d.b && a.a + c.a == b.a + d.a;
}

bool triangle_paint_quad(const struct canvas *canvas, const struct vertex *va,
                         const struct vertex *vb, const struct vertex *vc,
                         const struct vertex *vd)
{
    if (!is_upright(va, vb, vc, vd) ||
        !one_plane(va->color, vb->color, vc->color, vd->color))
        return false;
    struct corner a = corner_of(va), b = corner_of(vb), c = corner_of(vc);
    int64_t area = (int64_t)(b.x - a.x) * (c.y - a.y) -
                   (int64_t)(b.y - a.y) * (c.x - a.x);
    struct pixel_box box =
        covered(canvas, a.x < c.x ? a.x : c.x, a.y < c.y ? a.y : c.y,
                a.x < c.x ? c.x : a.x, a.y < c.y ? c.y : a.y);
    if (area == 0 || box.w == 0 ||
        (a.color.a | b.color.a | c.color.a) == 0)
        return true;
    struct plane plane = plane_through(&a, &b, &c, area);
    for (int y = box.y; y < box.y + box.h; y++)
        plane_paint(&plane, canvas_row(canvas, y), box.x, y, box.w);
    return true;
}

void triangle_paint_texels(const struct canvas *canvas,
                           const struct vertex *a, const struct vertex *c)
{
    int left = fixed_of(a->x), top = fixed_of(a->y);
    struct pixel_box box =
        covered(canvas, left, top, fixed_of(c->x), fixed_of(c->y));
    int u = (int)floorf(a->u * ATLAS_SIZE + 0.5f) - first_pixel(left);
    int v = (int)floorf(a->v * ATLAS_SIZE + 0.5f) - first_pixel(top);
    struct pixel_box texels = pixel_box_common(
        (struct pixel_box){box.x + u, box.y + v, box.w, box.h},
        (struct pixel_box){0, 0, ATLAS_SIZE, ATLAS_SIZE});

    for (int y = texels.y; y < texels.y + texels.h; y++)
        span_cover(canvas_row(canvas, y - v) + texels.x - u,
                   canvas->atlas->pixels + (size_t)y * ATLAS_SIZE + texels.x,
                   texels.w, a->color);
}

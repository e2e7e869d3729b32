/* Vertices are rounded to 1/256 pixel. An edge is a linear function that is not
 * negative on its inner side; where it changes sign in a row bounds the run of
 * pixels from the left or from the right. From row to row this place moves by
 * the edge's slope, in whole pixels and an exact rest, without a division.
 */
#include "paint/raster/triangle.h"

#include <math.h>

#include "paint/raster/plane.h"
#include "paint/raster/span.h"

enum { PIXEL = 256, FAR_PIXELS = 32000, FEW_PIXELS = 64 };

/* The first pixel whose centre is not left of (above) a coordinate. */
static int first_pixel(int fixed)
{
    return (fixed + PIXEL / 2 - 1) >> 8;
}

/* To the nearest; what is not a number is far away. Conversion cuts off towards
 * 0, which is down for positive numbers only, hence the way round. */
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

/* Rounded down; *rest is 0 .. by - 1. */
static int64_t divide(int64_t value, int64_t by, int64_t *rest)
{
    /* Half as many bits are often more than twice as fast. */
    int64_t whole = value == (int32_t)value && by == (int32_t)by
                        ? (int32_t)value / (int32_t)by
                        : value / by;

    *rest = value - whole * by;
    if (*rest < 0) {
        *rest += by;
        whole--;
    }
    return whole;
}

/* Where an edge bounds the present row: pixel `at` is the first inside of a
 * left edge, the last inside of a right one. */
struct side {
    int64_t at, rest;      /* at + rest / unit, before rounding down */
    int64_t step, step_rest;
    int64_t unit;
    bool left;
};

/* The edge from a to b, whose inner side is on its right, in the row of pixels
 * y. The edge is not level: in the rows of a triangle those bound nothing. */
static struct side side_of(const struct corner *a, const struct corner *b,
                           int y)
{
    int64_t dx = b->x - a->x, dy = b->y - a->y;
    int64_t px = PIXEL / 2 - a->x;
    int64_t py = (int64_t)y * PIXEL + PIXEL / 2 - a->y;
    int64_t value = dx * py - dy * px; /* at the centre of pixel 0 */
    struct side side = {.left = dy < 0,
                        .unit = (dy < 0 ? -dy : dy) * PIXEL};

    /* value - dy * PIXEL * x >= 0, or > 0 where the edge is not a left one. */
    if (side.left)
        side.at = divide(side.unit - 1 - value, side.unit, &side.rest);
    else
        side.at = divide(value - 1, side.unit, &side.rest);
    side.step = divide(side.left ? -dx * PIXEL : dx * PIXEL, side.unit,
                       &side.step_rest);
    return side;
}

static void next_row(struct side *side)
{
    side->at += side->step;
    side->rest += side->step_rest;
    if (side->rest >= side->unit) {
        side->rest -= side->unit;
        side->at++;
    }
}

/* The sides of a triangle whose inside is on the right of a b c; how many. */
static int find_sides(struct side side[3], const struct corner corner[3], int y)
{
    int count = 0;

    for (int k = 0; k < 3; k++) {
        const struct corner *from = &corner[k], *to = &corner[(k + 1) % 3];
        if (from->y != to->y)
            side[count++] = side_of(from, to, y);
    }
    return count;
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

/* A triangle to be painted: a b c with the inside on the right. */
struct task {
    const struct canvas *canvas;
    struct corner corner[3];
    struct pixel_box box;  /* where its pixels are */
    int64_t area;
    struct plane plane;    /* once a pixel was seen: many small triangles lie */
    bool seen;             /* between all centres */
};

static void paint_run(struct task *task, int from, int to, int y)
{
    if (from > to)
        return;
    if (!task->seen)
        task->plane = plane_through(&task->corner[0], &task->corner[1],
                                    &task->corner[2], task->area);
    task->seen = true;
    plane_paint(&task->plane, canvas_row(task->canvas, y), from, y,
                to - from + 1);
}

static void paint_by_sides(struct task *task)
{
    const struct pixel_box *box = &task->box;
    struct side side[3];
    int count = find_sides(side, task->corner, box->y);

    for (int y = box->y; y < box->y + box->h; y++) {
        int64_t from = box->x, to = box->x + box->w - 1;
        for (int k = 0; k < count; k++) {
            if (side[k].left)
                from = side[k].at > from ? side[k].at : from;
            else
                to = side[k].at < to ? side[k].at : to;
            next_row(&side[k]);
        }
        if (from <= to)
            paint_run(task, (int)from, (int)to, y);
    }
}

/* value + across * (pixels right) + down * (pixels below) is not negative
 * inside. */
struct edge {
    int64_t value, across, down;
};

/* The edge from a to b, with its value at the centre of pixel x, y. Points on
 * it belong to it when it is a left or a top edge. */
static struct edge edge_of(const struct corner *a, const struct corner *b,
                           int x, int y)
{
    int64_t dx = b->x - a->x, dy = b->y - a->y;
    int64_t px = (int64_t)x * PIXEL + PIXEL / 2 - a->x;
    int64_t py = (int64_t)y * PIXEL + PIXEL / 2 - a->y;
    bool owns = dy < 0 || (dy == 0 && dx > 0);

    return (struct edge){dx * py - dy * px - (owns ? 0 : 1), -dy * PIXEL,
                         dx * PIXEL};
}

static void paint_by_pixels(struct task *task)
{
    const struct pixel_box *box = &task->box;
    const struct corner *c = task->corner;
    struct edge e = edge_of(&c[0], &c[1], box->x, box->y);
    struct edge f = edge_of(&c[1], &c[2], box->x, box->y);
    struct edge g = edge_of(&c[2], &c[0], box->x, box->y);

    for (int y = 0; y < box->h; y++) {
        int64_t p = e.value + y * e.down, q = f.value + y * f.down;
        int64_t r = g.value + y * g.down;
        int from = box->w, to = -1;
        for (int x = 0; x < box->w; x++) {
            if ((p | q | r) >= 0) {
                from = x < from ? x : from;
                to = x;
            }
            p += e.across;
            q += f.across;
            r += g.across;
        }
        paint_run(task, box->x + from, box->x + to, box->y + y);
    }
}

void triangle_paint(const struct canvas *canvas, const struct vertex *va,
                    const struct vertex *vb, const struct vertex *vc)
{
    struct corner a = corner_of(va), b = corner_of(vb), c = corner_of(vc);
    struct pixel_box box =
        covered(canvas, least(a.x, b.x, c.x), least(a.y, b.y, c.y),
                most(a.x, b.x, c.x), most(a.y, b.y, c.y));
    int64_t area = (int64_t)(b.x - a.x) * (c.y - a.y) -
                   (int64_t)(b.y - a.y) * (c.x - a.x);

    if (box.w == 0 || area == 0 || (a.color.a | b.color.a | c.color.a) == 0)
        return;
    struct task task = {
        .canvas = canvas,
        .corner = {a, area > 0 ? b : c, area > 0 ? c : b},
        .box = box,
        .area = area > 0 ? area : -area,
    };
    if (box.w <= FEW_PIXELS / box.h)
        paint_by_pixels(&task);
    else
        paint_by_sides(&task);
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

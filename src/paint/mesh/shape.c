/* A rounded box is a ring of points, and everything about it is made of rings
 * inside each other: its core, its rim, its outline, the steps of its glow. The
 * core is filled with strips from left to right, so that a vertical shade is
 * one colour in every row of pixels.
 *
 * Sines come from a series: the C library's differ in their last bits from
 * system to system, and pictures shall not.
 */
#include "paint/mesh/shape.h"

#include <math.h>

#include "paint/mesh/quad.h"

enum { STEPS_MAX = 24, RINGS_MIN = 4, RINGS_MAX = 10 };

/* The points of a quarter circle: (cosine, sine) of 0 .. 90 degrees. */
struct quarter {
    int steps;
    struct point at[STEPS_MAX + 1];
};

/* The vertices of one ring: from the lower right corner on, clockwise. */
struct ring {
    struct box box;
    float radius;
};

static float sine(double x)
{
    double square = x * x, term = x, sum = x;

    for (int k = 2; k <= 14; k += 2) {
        term *= -square / (k * (k + 1));
        sum += term;
    }
    return (float)sum;
}

static struct quarter quarter_of(float radius)
{
    const double right_angle = 1.57079632679489662;
    float wanted = 1 + ceilf(2 * sqrtf(radius));
    struct quarter quarter = {0};

    if (radius > 0)
        quarter.steps = wanted > STEPS_MAX ? STEPS_MAX : (int)wanted;
    for (int k = 0; k <= quarter.steps; k++) {
        double share = quarter.steps == 0 ? 0.5 : (double)k / quarter.steps;
        quarter.at[k] = point_at(sine(right_angle * (1 - share)),
                                 sine(right_angle * share));
    }
    if (quarter.steps == 0)
        quarter.at[0] = point_at(1, 1);
    return quarter;
}

static int ring_points(const struct quarter *quarter)
{
    return 4 * (quarter->steps + 1);
}

/* The box grown by `by` (shrunk where negative, not beyond its middle). */
static struct ring ring_of(struct box box, float radius, float by)
{
    float least = -0.5f * (box.w < box.h ? box.w : box.h);
    float round = radius > 0 && radius + by > 0 ? radius + by : 0;
    float x = by < -0.5f * box.w ? -0.5f * box.w : by;
    float y = by < -0.5f * box.h ? -0.5f * box.h : by;

    if (by < least)
        round = 0;
    return (struct ring){box_at(box.x - x, box.y - y, box.w + 2 * x,
                                box.h + 2 * y), round};
}

/* Appends a ring's vertices from `first` on, shaded from top to bottom. */
static void put_ring(struct mesh *mesh, int first, const struct ring *ring,
                     const struct quarter *quarter, struct color top,
                     struct color bottom)
{
    const struct box *box = &ring->box;
    int n = quarter->steps + 1;

    for (int k = 0; k < n; k++) {
        float dx = ring->radius * (1 - quarter->at[k].x);
        float dy = ring->radius * (1 - quarter->at[k].y);
        float share = box->h > 0 ? dy / box->h : 0;
        struct color high = color_mix(top, bottom, share);
        struct color low = color_mix(top, bottom, 1 - share);
        float left = box->x + dx, right = box_right(*box) - dx;
        float upper = box->y + dy, lower = box_bottom(*box) - dy;

        quad_vertex(mesh, first + k, point_at(right, lower), low);
        quad_vertex(mesh, first + 2 * n - 1 - k, point_at(left, lower), low);
        quad_vertex(mesh, first + 2 * n + k, point_at(left, upper), high);
        quad_vertex(mesh, first + 4 * n - 1 - k, point_at(right, upper), high);
    }
}

/* Fills a ring, strip by strip from the top. */
static int *fill_ring(int *index, int first, const struct quarter *quarter)
{
    int n = quarter->steps + 1;

    for (int row = 1; row < 2 * n; row++) {
        /* Rows 0 .. n-1 are the upper corners from their tops down. */
        int left = first + 3 * n - row;
        int right = first + (row - 1 + 3 * n) % (4 * n);
        int next = first + (row + 3 * n) % (4 * n);
        index = quad_put(index, left, right, next, left - 1);
    }
    return index;
}

/* Fills the space between two rings of `points` points each. */
static int *fill_between(int *index, int inner, int outer, int points)
{
    for (int k = 0, last = points - 1; k < points; last = k++)
        index = quad_put(index, inner + last, inner + k, outer + k,
                         outer + last);
    return index;
}

/* Nothing of a box that is not a number or has no area. */
static bool is_empty(struct box box)
{
    return !(box.w > 0 && box.h > 0 && box.x + box.y < INFINITY);
}

static float limit_radius(struct box box, float radius)
{
    float most = 0.5f * (box.w < box.h ? box.w : box.h);

    return !(radius > 0) ? 0 : radius > most ? most : radius;
}

void shape_box(struct mesh *mesh, struct box box, float radius,
               struct color top, struct color bottom)
{
    if (is_empty(box))
        return;
    radius = limit_radius(box, radius);
    struct quarter quarter = quarter_of(radius);
    struct ring core = ring_of(box, radius, -0.5f);
    struct ring rim = ring_of(box, radius, 0.5f);
    int points = ring_points(&quarter);
    int count = 6 * (points / 2 - 1) + 6 * points;
    int first = mesh_reserve(mesh, 2 * points, count);
    float peak = quad_thin(box.w) * quad_thin(box.h);

    if (first < 0)
        return;
    put_ring(mesh, first, &core, &quarter, color_fade(top, peak),
             color_fade(bottom, peak));
    put_ring(mesh, first + points, &rim, &quarter, color_fade(top, 0),
             color_fade(bottom, 0));
    int *index = fill_ring(quad_room(mesh, count), first, &quarter);
    fill_between(index, first, first + points, points);
}

void shape_frame(struct mesh *mesh, struct box box, float radius, float width,
                 struct color color)
{
    if (is_empty(box) || !(width > 0))
        return;
    radius = limit_radius(box, radius);
    struct quarter quarter = quarter_of(radius);
    float core = width < 1 ? 0 : 0.5f * width - 0.5f;
    float rim = width < 1 ? 1 : 0.5f * width + 0.5f;
    const float grow[4] = {-rim, -core, core, rim};
    struct color full = color_fade(color, width < 1 ? width : 1);
    int points = ring_points(&quarter);
    int count = 3 * 6 * points;
    int first = mesh_reserve(mesh, 4 * points, count);

    if (first < 0)
        return;
    int *index = quad_room(mesh, count);
    for (int k = 0; k < 4; k++) {
        struct ring ring = ring_of(box, radius, grow[k]);
        struct color shade = k == 0 || k == 3 ? color_fade(color, 0) : full;
        put_ring(mesh, first + k * points, &ring, &quarter, shade, shade);
        if (k > 0)
            index = fill_between(index, first + (k - 1) * points,
                                 first + k * points, points);
    }
}

/* Rings at least two pixels apart look smooth. */
static int glow_rings(float spread)
{
    int rings = (int)(spread / 2);

    return rings < RINGS_MIN ? RINGS_MIN
           : rings > RINGS_MAX ? RINGS_MAX
                               : rings;
}

void shape_glow(struct mesh *mesh, struct box box, float radius, float spread,
                struct color color, bool hollow)
{
    if (is_empty(box) || !(spread > 0))
        return;
    radius = limit_radius(box, radius < 2 ? 2 : radius);
    struct quarter quarter = quarter_of(radius + 0.5f * spread);
    int points = ring_points(&quarter), rings = glow_rings(spread);
    int middle = hollow ? 0 : 6 * (points / 2 - 1);
    int count = 6 * points * rings + middle;
    int first = mesh_reserve(mesh, (rings + 1) * points, count);

    if (first < 0)
        return;
    int *index = quad_room(mesh, count);
    if (!hollow)
        index = fill_ring(index, first, &quarter);
    for (int k = 0; k <= rings; k++) {
        float t = (float)k / (float)rings;
        struct color shade = color_fade(color, 1 - t * t * (3 - 2 * t));
        struct ring ring = ring_of(box, radius, (t - 0.5f) * spread);
        put_ring(mesh, first + k * points, &ring, &quarter, shade, shade);
        if (k > 0)
            index = fill_between(index, first + (k - 1) * points,
                                 first + k * points, points);
    }
}

void shape_tile(struct mesh *mesh, struct box box, struct color top,
                struct color bottom)
{
    if (is_empty(box))
        return;
    float x = floorf(box.x + 0.5f), right = floorf(box_right(box) + 0.5f);
    float y = floorf(box.y + 0.5f), low = floorf(box_bottom(box) + 0.5f);
    int first = mesh_reserve(mesh, 4, 6);

    if (first < 0)
        return;
    right = right > x ? right : x + 1;
    low = low > y ? low : y + 1;
    quad_vertex(mesh, first, point_at(x, y), top);
    quad_vertex(mesh, first + 1, point_at(right, y), top);
    quad_vertex(mesh, first + 2, point_at(right, low), bottom);
    quad_vertex(mesh, first + 3, point_at(x, low), bottom);
    quad_put(quad_room(mesh, 6), first, first + 1, first + 2, first + 3);
}

/* Polygons and bands: shapes whose rim follows the normals of their edges. */
#include <math.h>

#include "paint/mesh/quad.h"
#include "paint/mesh/shape.h"

/* Points nearer than this, in pixels, are one. */
static const float same_place = 1e-3f;

static bool apart(struct point a, struct point b)
{
    return fabsf(a.x - b.x) + fabsf(a.y - b.y) > same_place;
}

/* Writes the points that differ from the one before into the vertices from
 * `first` on, two vertices apart; first < 0 only counts them. */
static int keep_distinct(struct mesh *mesh, int first, struct view view,
                         const struct point *points, int count)
{
    struct point start = {0}, before = {0};
    int kept = 0;

    for (int k = 0; k < count; k++) {
        struct point at = view_point(view, points[k]);
        if (!view_known(at) ||
            (kept > 0 && (!apart(at, before) || !apart(at, start))))
            continue;
        if (kept == 0)
            start = at;
        if (first >= 0)
            quad_vertex(mesh, first + 2 * kept, at, (struct color){0});
        before = at;
        kept++;
    }
    return kept;
}

static struct point vertex_point(const struct mesh *mesh, int index)
{
    return point_at(mesh->vertices[index].x, mesh->vertices[index].y);
}

/* The right-hand normal of a to b, of length 1. */
static struct point normal_of(struct point a, struct point b)
{
    float dx = b.x - a.x, dy = b.y - a.y;
    float length = sqrtf(dx * dx + dy * dy);

    return point_at(dy / length, -dx / length);
}

/* Twice the signed area and the length of the edge. */
static void measure(const struct mesh *mesh, int first, int count, float *area,
                    float *edge)
{
    struct point last = vertex_point(mesh, first + 2 * (count - 1));

    *area = *edge = 0;
    for (int k = 0; k < count; k++) {
        struct point at = vertex_point(mesh, first + 2 * k);
        float dx = at.x - last.x, dy = at.y - last.y;
        *area += last.x * at.y - at.x * last.y;
        *edge += sqrtf(dx * dx + dy * dy);
        last = at;
    }
}

/* Turns each point into a pair: core and rim. */
static void feather(struct mesh *mesh, int first, int count,
                    struct color color)
{
    float twice, edge;
    measure(mesh, first, count, &twice, &edge);
    float area = 0.5f * fabsf(twice);
    float inset = area / edge < 0.5f ? area / edge : 0.5f;
    float peak = area > 0 ? area / (area + edge * (0.25f - 0.5f * inset)) : 0;
    float side = twice > 0 ? 1 : -1;
    struct point start = vertex_point(mesh, first);
    struct point last = vertex_point(mesh, first + 2 * (count - 1));
    struct point in = normal_of(last, start), at = start;

    for (int k = 0; k < count; k++) {
        struct point next =
            k + 1 < count ? vertex_point(mesh, first + 2 * k + 2) : start;
        struct point out = normal_of(at, next);
        float stretch = 1 + in.x * out.x + in.y * out.y;
        float scale = side / (stretch < 0.25f ? 0.25f : stretch);
        struct point normal =
            point_at((in.x + out.x) * scale, (in.y + out.y) * scale);
        quad_vertex(mesh, first + 2 * k, point_at(at.x - normal.x * inset,
                    at.y - normal.y * inset), color_fade(color, peak));
        quad_vertex(mesh, first + 2 * k + 1, point_at(at.x + normal.x * 0.5f,
                    at.y + normal.y * 0.5f), color_fade(color, 0));
        at = next;
        in = out;
    }
}

void shape_polygon(struct mesh *mesh, struct view view,
                   const struct point *points, int count, struct color color)
{
    int kept = keep_distinct(mesh, -1, view, points, count);

    if (kept < 3)
        return;
    int indices = 3 * (kept - 2) + 6 * kept;
    int first = mesh_reserve(mesh, 2 * kept, indices);
    if (first < 0)
        return;
    keep_distinct(mesh, first, view, points, count);
    feather(mesh, first, kept, color);
    int *index = quad_room(mesh, indices);
    for (int k = 2; k < kept; k++) {
        *index++ = first;
        *index++ = first + 2 * (k - 1);
        *index++ = first + 2 * k;
    }
    for (int k = 0, last = kept - 1; k < kept; last = k++)
        index = quad_put(index, first + 2 * last, first + 2 * k,
                         first + 2 * k + 1, first + 2 * last + 1);
}

/* How far a rim of half a pixel reaches up or down from an edge that goes from
 * a to b: further on a slope, but not without end. */
static float reach(struct point a, struct point b)
{
    float dx = fabsf(b.x - a.x), dy = fabsf(b.y - a.y);
    float most = 4;

    if (dx * most < dy)
        return 0.5f * most;
    return dx > 0 ? 0.5f * sqrtf(1 + dy * dy / (dx * dx)) : 0.5f;
}

/* The neighbours of point k, or itself at the ends. */
static float reach_at(struct view view, const struct point *points, int count,
                      int k)
{
    struct point before = view_point(view, points[k > 0 ? k - 1 : k]);
    struct point after = view_point(view, points[k + 1 < count ? k + 1 : k]);

    return reach(before, after);
}

/* One cross-section of a band: its edges, and how far their rims reach. */
struct section {
    struct point upper, lower;
    float above, below;
};

/* False where a point is nowhere. */
static bool find_section(struct view view, const struct point *upper,
                         const struct point *lower, int count, int k,
                         struct section *section)
{
    struct point high = view_point(view, upper[k]);
    struct point low = view_point(view, lower[k]);
    bool upright = low.y >= high.y;

    if (!view_known(high) || !view_known(low))
        return false;
    *section = (struct section){upright ? high : low, upright ? low : high,
                                reach_at(view, upper, count, k),
                                reach_at(view, lower, count, k)};
    return true;
}

/* The rows of whole pixels that all sections of a run fill: many narrow columns
 * are painted faster with one box in their middle. */
struct heart {
    bool there;
    float top, low;
};

enum { RUN = 16, COLUMN_MAX = 4, HEART_MIN = 8 };

static struct heart find_heart(const struct section *run, int count)
{
    struct heart heart = {.top = run->upper.y, .low = run->lower.y};

    for (int k = 0; k < count; k++) {
        heart.top = fmaxf(heart.top, run[k].upper.y + run[k].above);
        heart.low = fminf(heart.low, run[k].lower.y - run[k].below);
    }
    heart.top = ceilf(heart.top);
    heart.low = floorf(heart.low);
    heart.there = count > 2 && heart.low - heart.top >= HEART_MIN &&
                  run[count - 1].upper.x - run[0].upper.x <=
                      (float)(COLUMN_MAX * (count - 1));
    return heart;
}

/* Rim, core, (heart, heart,) core, rim from top to bottom. */
static void put_section(struct mesh *mesh, int first,
                        const struct section *section,
                        const struct heart *heart, struct color color)
{
    float height = section->lower.y - section->upper.y;
    float most = 0.5f * height;
    float above = section->above, below = section->below;
    float x = section->upper.x, end = section->lower.x;
    struct color full = color_fade(color, quad_thin(height));
    struct color none = color_fade(color, 0);

    quad_vertex(mesh, first++, point_at(x, section->upper.y - above), none);
    quad_vertex(mesh, first++, point_at(x, section->upper.y +
                (above < most ? above : most)), full);
    if (heart->there) {
        quad_vertex(mesh, first++, point_at(x, heart->top), full);
        quad_vertex(mesh, first++, point_at(x, heart->low), full);
    }
    quad_vertex(mesh, first++, point_at(end, section->lower.y -
                (below < most ? below : most)), full);
    quad_vertex(mesh, first, point_at(end, section->lower.y + below), none);
}

/* A run of sections, from the first to the last one. */
static void put_run(struct mesh *mesh, const struct section *run, int count,
                    struct color color)
{
    struct heart heart = find_heart(run, count);
    int height = heart.there ? 6 : 4, rows = heart.there ? 4 : 3;
    int indices = 6 * rows * (count - 1) + (heart.there ? 6 : 0);
    int first = mesh_reserve(mesh, height * count, indices);

    if (first < 0)
        return;
    for (int k = 0; k < count; k++)
        put_section(mesh, first + height * k, &run[k], &heart, color);
    int *index = quad_room(mesh, indices);
    for (int k = 1; k < count; k++) {
        int right = first + height * k, left = right - height;
        for (int row = 0; row + 1 < height; row++)
            if (!heart.there || row != 2)
                index = quad_put(index, left + row, right + row,
                                 right + row + 1, left + row + 1);
    }
    int last = first + height * (count - 1);
    if (heart.there)
        quad_put(index, first + 2, last + 2, last + 3, first + 3);
}

void shape_band(struct mesh *mesh, struct view view,
                const struct point *upper, const struct point *lower,
                int count, struct color color)
{
    struct section run[RUN];
    int length = 0;

    for (int k = 0; k < count; k++) {
        bool known = find_section(view, upper, lower, count, k, &run[length]);
        length += known;
        if (length > 1 && (!known || length == RUN || k + 1 == count))
            put_run(mesh, run, length, color);
        if (!known)
            length = 0;
        /* The next run begins where this one ended. */
        if (length == RUN) {
            run[0] = run[RUN - 1];
            length = 1;
        }
    }
}

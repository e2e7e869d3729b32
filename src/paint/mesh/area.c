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

/* One cross-section of a band: rim, core, core, rim from top to bottom. */
static void put_section(struct mesh *mesh, int first, struct point upper,
                        struct point lower, float above, float below,
                        struct color color)
{
    float height = lower.y - upper.y;
    float most = 0.5f * height;
    struct color full = color_fade(color, quad_thin(height));
    struct color none = color_fade(color, 0);

    quad_vertex(mesh, first, point_at(upper.x, upper.y - above), none);
    quad_vertex(mesh, first + 1, point_at(upper.x, upper.y +
                (above < most ? above : most)), full);
    quad_vertex(mesh, first + 2, point_at(lower.x, lower.y -
                (below < most ? below : most)), full);
    quad_vertex(mesh, first + 3, point_at(lower.x, lower.y + below), none);
}

/* The neighbours of point k, or itself at the ends. */
static float reach_at(struct view view, const struct point *points, int count,
                      int k)
{
    struct point before = view_point(view, points[k > 0 ? k - 1 : k]);
    struct point after = view_point(view, points[k + 1 < count ? k + 1 : k]);

    return reach(before, after);
}

void shape_band(struct mesh *mesh, struct view view,
                const struct point *upper, const struct point *lower,
                int count, struct color color)
{
    int last = -1;

    for (int k = 0; k < count; k++) {
        struct point high = view_point(view, upper[k]);
        struct point low = view_point(view, lower[k]);
        if (!view_known(high) || !view_known(low)) {
            last = -1;
            continue;
        }
        if (low.y < high.y) {
            struct point swap = low;
            low = high;
            high = swap;
        }
        int indices = last < 0 ? 0 : 18;
        int first = mesh_reserve(mesh, 4, indices);
        if (first < 0)
            return;
        put_section(mesh, first, high, low, reach_at(view, upper, count, k),
                    reach_at(view, lower, count, k), color);
        int *index = quad_room(mesh, indices);
        for (int row = 0; row < 3 && last >= 0; row++)
            index = quad_put(index, last + row, first + row, first + row + 1,
                             last + row + 1);
        last = first;
    }
}

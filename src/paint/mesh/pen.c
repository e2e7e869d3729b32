/* A cross-section can only be placed when both the direction into its point and
 * the one out of it are known. So the pen always lags one point behind: moving
 * to a point places the section of the one before.
 */
#include "paint/mesh/pen.h"

#include <math.h>

#include "paint/mesh/quad.h"

enum { FAN_MAX = 9 };

static const float same_place = 1e-3f;

static struct point along(struct point from, struct point direction, float by)
{
    return point_at(from.x + direction.x * by, from.y + direction.y * by);
}

static struct point turned(struct point direction)
{
    return point_at(-direction.y, direction.x);
}

/* Half widths of the opaque middle and of the whole, and the colour there. */
struct profile {
    float core, rim;
    struct color color;
};

static struct profile profile_of(const struct nib *nib)
{
    if (!(nib->width >= 1))
        return (struct profile){0, 1,
                                color_fade(nib->color, nib->width > 0
                                                           ? nib->width
                                                           : 0)};
    return (struct profile){0.5f * nib->width - 0.5f, 0.5f * nib->width + 0.5f,
                            nib->color};
}

/* Places a section across two normals, one for each side, and joins it to the
 * one before. */
static void put_sides(struct pen *pen, struct point at, struct point minus,
                      struct point plus, struct profile profile, bool join)
{
    struct mesh *mesh = pen->mesh;
    struct color none = color_fade(profile.color, 0);
    int indices = join && pen->section >= 0 ? 18 : 0;
    int first = mesh_reserve(mesh, 4, indices);

    if (first < 0) {
        pen->section = -1;
        return;
    }
    quad_vertex(mesh, first, along(at, minus, -profile.rim), none);
    quad_vertex(mesh, first + 1, along(at, minus, -profile.core),
                profile.color);
    quad_vertex(mesh, first + 2, along(at, plus, profile.core),
                profile.color);
    quad_vertex(mesh, first + 3, along(at, plus, profile.rim), none);
    int *index = quad_room(mesh, indices);
    for (int row = 0; row < 3 && indices > 0; row++)
        index = quad_put(index, pen->section + row, first + row,
                         first + row + 1, pen->section + row + 1);
    pen->section = first;
}

static void put_section(struct pen *pen, struct point at, struct point normal,
                        struct profile profile, bool join)
{
    put_sides(pen, at, normal, normal, profile, join);
}

/* Both sections of an end: nothing half a pixel outside, all inside. `inside`
 * leads into the line, `normal` is that of the way the pen goes. */
static void put_end(struct pen *pen, const struct nib *nib,
                    struct point inside, struct point normal, float length,
                    bool begins)
{
    struct profile full = profile_of(nib), none = full;
    float step = length < 1 ? 0.5f * length : 0.5f;
    struct point inner = along(nib->at, inside, step);
    struct point outer = along(nib->at, inside, -0.5f);

    full.color = color_fade(full.color, quad_thin(length));
    none.color = color_fade(none.color, 0);
    put_section(pen, begins ? outer : inner, normal, begins ? none : full,
                !begins);
    put_section(pen, begins ? inner : outer, normal, begins ? full : none,
                true);
}

/* Fills `fan` with normals from `from` to `to`, halving the angle `depth`
 * times; `middle` is where to go when they are opposite. */
static int spread_fan(struct point *fan, struct point from, struct point to,
                      struct point middle, int depth)
{
    int count = 1 << depth;

    fan[0] = from;
    fan[count] = to;
    for (int step = count; step > 1; step /= 2) {
        for (int k = 0; k < count; k += step) {
            float x = fan[k].x + fan[k + step].x;
            float y = fan[k].y + fan[k + step].y;
            float length = sqrtf(x * x + y * y);
            fan[k + step / 2] = length > 0.01f
                                    ? point_at(x / length, y / length)
                                    : middle;
        }
    }
    return count + 1;
}

/* The outer side of a sharp bend: a fan around `centre`, its rim around the
 * point itself. */
static void put_fan(struct pen *pen, const struct nib *nib,
                    struct point centre, struct point from, struct point to)
{
    struct mesh *mesh = pen->mesh;
    struct profile profile = profile_of(nib);
    struct color none = color_fade(profile.color, 0);
    struct point fan[FAN_MAX];
    int depth = profile.rim < 4 ? 1 : profile.rim < 16 ? 2 : 3;
    int count = spread_fan(fan, from, to, pen->in, depth);
    int indices = (count - 1) * 9;
    int first = mesh_reserve(mesh, 2 * count + 1, indices);

    if (first < 0)
        return;
    quad_vertex(mesh, first, centre, profile.color);
    int *index = quad_room(mesh, indices);
    for (int k = 0; k < count; k++) {
        int at = first + 1 + 2 * k;
        quad_vertex(mesh, at, along(nib->at, fan[k], profile.core),
                    profile.color);
        quad_vertex(mesh, at + 1, along(nib->at, fan[k], profile.rim), none);
        if (k == 0)
            continue;
        *index++ = first;
        *index++ = at - 2;
        *index++ = at;
        index = quad_put(index, at - 2, at - 1, at + 1, at);
    }
}

/* A bend that is too sharp for a mitre. Both pieces meet in one point on the
 * inner side if they are long enough to reach it, so that nothing is painted
 * twice; else each ends squarely. */
static void put_sharp(struct pen *pen, const struct nib *nib, struct point out,
                      float length, bool join)
{
    struct profile profile = profile_of(nib);
    struct point before = turned(pen->in), after = turned(out);
    float cross = pen->in.x * out.y - pen->in.y * out.x;
    float stretch = 1 + pen->in.x * out.x + pen->in.y * out.y;
    float most = pen->length < length ? pen->length : length;
    bool meets = profile.rim * fabsf(cross) < stretch * most;
    struct point inner = point_at((before.x + after.x) / stretch,
                                  (before.y + after.y) / stretch);
    bool right = cross > 0; /* turns towards the plus side */
    struct point first = meets ? inner : before, second = meets ? inner : after;
    float side = right ? -1 : 1;
    struct point centre =
        meets ? along(nib->at, inner, -side * profile.core) : nib->at;

    if (join) {
        put_sides(pen, nib->at, right ? before : first,
                  right ? first : before, profile, true);
        put_fan(pen, nib, centre, along(point_at(0, 0), before, side),
                along(point_at(0, 0), after, side));
    }
    put_sides(pen, nib->at, right ? after : second, right ? second : after,
              profile, false);
}

/* The bend at nib from pen->in to `out`, in which it goes on for `length`. */
static void put_bend(struct pen *pen, const struct nib *nib, struct point out,
                     float length, bool join)
{
    struct point before = turned(pen->in), after = turned(out);
    float dot = before.x * after.x + before.y * after.y;

    if (dot < 0.5f) {
        put_sharp(pen, nib, out, length, join);
        return;
    }
    float scale = 1 / (1 + dot);
    put_section(pen, nib->at, point_at((before.x + after.x) * scale,
                (before.y + after.y) * scale), profile_of(nib), join);
}

/* Length and direction from a to b; false when they are at one place. */
static bool way(struct point a, struct point b, float *length,
                struct point *direction)
{
    float dx = b.x - a.x, dy = b.y - a.y;

    *length = sqrtf(dx * dx + dy * dy);
    if (!(*length > same_place))
        return false;
    *direction = point_at(dx / *length, dy / *length);
    return true;
}

void pen_down(struct pen *pen, struct mesh *mesh, struct nib nib,
              const struct nib *before)
{
    *pen = (struct pen){.mesh = mesh, .last = nib, .section = -1};
    if (before != NULL)
        pen->joined = way(before->at, nib.at, &pen->length, &pen->in);
}

void pen_to(struct pen *pen, struct nib nib)
{
    struct point out;
    float length;

    if (!way(pen->last.at, nib.at, &length, &out))
        return;
    if (pen->moved || pen->joined)
        put_bend(pen, &pen->last, out, length, pen->moved);
    else
        put_end(pen, &pen->last, out, turned(out), length, true);
    pen->in = out;
    pen->moved = true;
    pen->length = length;
    pen->last = nib;
}

void pen_up(struct pen *pen, const struct nib *next)
{
    struct point out;
    float length;

    if (!pen->moved)
        return;
    if (next != NULL && way(pen->last.at, next->at, &length, &out))
        put_bend(pen, &pen->last, out, length, true);
    else
        put_end(pen, &pen->last, point_at(-pen->in.x, -pen->in.y),
                turned(pen->in), pen->length, false);
    pen->moved = false;
}

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

/* Places a section across `normal` and joins it to the one before. */
static void put_section(struct pen *pen, struct point at, struct point normal,
                        struct profile profile, bool join)
{
    struct mesh *mesh = pen->mesh;
    struct color none = color_fade(profile.color, 0);
    int indices = join && pen->section >= 0 ? 18 : 0;
    int first = mesh_reserve(mesh, 4, indices);

    if (first < 0) {
        pen->section = -1;
        return;
    }
    quad_vertex(mesh, first, along(at, normal, -profile.rim), none);
    quad_vertex(mesh, first + 1, along(at, normal, -profile.core),
                profile.color);
    quad_vertex(mesh, first + 2, along(at, normal, profile.core),
                profile.color);
    quad_vertex(mesh, first + 3, along(at, normal, profile.rim), none);
    int *index = quad_room(mesh, indices);
    for (int row = 0; row < 3 && indices > 0; row++)
        index = quad_put(index, pen->section + row, first + row,
                         first + row + 1, pen->section + row + 1);
    pen->section = first;
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

/* The outer side of a sharp bend. */
static void put_fan(struct pen *pen, const struct nib *nib, struct point out)
{
    struct mesh *mesh = pen->mesh;
    struct profile profile = profile_of(nib);
    struct color none = color_fade(profile.color, 0);
    struct point fan[FAN_MAX];
    float cross = pen->in.x * out.y - pen->in.y * out.x;
    float side = cross > 0 ? -1 : 1;
    struct point from = along(point_at(0, 0), turned(pen->in), side);
    struct point to = along(point_at(0, 0), turned(out), side);
    int depth = profile.rim < 4 ? 1 : profile.rim < 16 ? 2 : 3;
    int count = spread_fan(fan, from, to, pen->in, depth);
    int indices = (count - 1) * 9;
    int first = mesh_reserve(mesh, 2 * count + 1, indices);

    if (first < 0)
        return;
    quad_vertex(mesh, first, nib->at, profile.color);
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

/* The bend at nib from pen->in to `out`. */
static void put_bend(struct pen *pen, const struct nib *nib, struct point out,
                     bool join)
{
    struct point before = turned(pen->in), after = turned(out);
    float dot = before.x * after.x + before.y * after.y;
    struct profile profile = profile_of(nib);

    if (dot >= 0.5f) {
        float scale = 1 / (1 + dot);
        put_section(pen, nib->at, point_at((before.x + after.x) * scale,
                    (before.y + after.y) * scale), profile, join);
        return;
    }
    if (join)
        put_section(pen, nib->at, before, profile, true);
    put_fan(pen, nib, out);
    put_section(pen, nib->at, after, profile, false);
}

void pen_down(struct pen *pen, struct mesh *mesh, struct nib nib,
              const struct point *arriving)
{
    *pen = (struct pen){.mesh = mesh, .last = nib, .section = -1, .down = true};
    if (arriving != NULL) {
        pen->joined = true;
        pen->in = *arriving;
    }
}

void pen_to(struct pen *pen, struct nib nib)
{
    float dx = nib.at.x - pen->last.at.x, dy = nib.at.y - pen->last.at.y;
    float length = sqrtf(dx * dx + dy * dy);

    if (!(length > same_place))
        return;
    struct point out = point_at(dx / length, dy / length);
    if (pen->moved)
        put_bend(pen, &pen->last, out, true);
    else if (pen->joined)
        put_bend(pen, &pen->last, out, false);
    else
        put_end(pen, &pen->last, out, turned(out), length, true);
    pen->in = out;
    pen->moved = true;
    pen->length = length;
    pen->last = nib;
}

void pen_up(struct pen *pen, const struct point *leaving)
{
    if (!pen->down || !pen->moved)
        return;
    if (leaving != NULL)
        put_bend(pen, &pen->last, *leaving, true);
    else
        put_end(pen, &pen->last, point_at(-pen->in.x, -pen->in.y),
                turned(pen->in), pen->length, false);
    pen->down = false;
}

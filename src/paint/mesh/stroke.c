/* Walks along the points with a pen. Dashes are the same walk, with the pen put
 * down and lifted between the points; both ends of a dash are interpolated.
 */
#include "paint/mesh/stroke.h"

#include <math.h>

#include "paint/mesh/pen.h"

/* A line that asks for more dashes is drawn solid. */
enum { DASHES_MAX = 20000 };

static struct nib nib_at(const struct stroke *stroke, int k)
{
    k %= stroke->count;
    return (struct nib){
        .at = view_point(stroke->view, stroke->points[k]),
        .width = stroke->widths == NULL
                     ? stroke->width
                     : view_cut(stroke->widths[k] * stroke->view.scale),
        .color = stroke->colors == NULL ? stroke->color : stroke->colors[k],
    };
}

static struct nib nib_between(struct nib a, struct nib b, float share)
{
    return (struct nib){
        .at = point_at(a.at.x + (b.at.x - a.at.x) * share,
                       a.at.y + (b.at.y - a.at.y) * share),
        .width = a.width + (b.width - a.width) * share,
        .color = color_mix(a.color, b.color, share),
    };
}

static float distance(struct nib a, struct nib b)
{
    float dx = b.at.x - a.at.x, dy = b.at.y - a.at.y;

    return sqrtf(dx * dx + dy * dy);
}

/* The nib nearest to point k, going by `step` up to `end`, that is not at the
 * place of `from`; false when there is none. */
static bool find_other(const struct stroke *stroke, struct nib from, int k,
                       int step, int end, struct nib *other)
{
    for (; k != end; k += step) {
        *other = nib_at(stroke, k);
        if (distance(from, *other) > 1e-3f)
            return true;
    }
    return false;
}

static int first_known(const struct stroke *stroke)
{
    int k = 0;

    while (k < stroke->count && !view_known(nib_at(stroke, k).at))
        k++;
    return k;
}

static void put_solid(struct mesh *mesh, const struct stroke *stroke)
{
    struct pen pen;
    struct nib before, next;
    int begin = first_known(stroke);
    struct nib start = nib_at(stroke, begin);
    bool closed = stroke->closed &&
                  find_other(stroke, start, stroke->count - 1, -1, begin,
                             &before) &&
                  find_other(stroke, start, begin + 1, 1, stroke->count, &next);
    pen_down(&pen, mesh, start, closed ? &before : NULL);
    for (int k = begin + 1; k < stroke->count; k++)
        pen_to(&pen, nib_at(stroke, k));
    if (closed)
        pen_to(&pen, start);
    pen_up(&pen, closed ? &next : NULL);
}

/* Where in its dash pattern a walk is. */
struct pattern {
    float on, off;
    float left;    /* to go until the pen is lifted or put down */
    bool draws;
};

static struct pattern pattern_of(const struct stroke *stroke)
{
    struct pattern pattern = {.on = stroke->on, .off = stroke->off};
    float period = pattern.on + pattern.off;
    float at = fmodf(stroke->start, period);

    if (!(at >= 0))
        at = at < 0 ? at + period : 0;
    pattern.draws = at < pattern.on;
    pattern.left = pattern.draws ? pattern.on - at : period - at;
    return pattern;
}

/* One straight piece, with the pen up or down at its beginning. */
static void put_dashes(struct mesh *mesh, struct pen *pen,
                       struct pattern *pattern, struct nib from, struct nib to)
{
    float length = distance(from, to), done = 0;

    if (!(length > 0))
        return;
    while (length - done > pattern->left) {
        done += pattern->left;
        struct nib here = nib_between(from, to, done / length);
        if (pattern->draws) {
            pen_to(pen, here);
            pen_up(pen, NULL);
        } else {
            pen_down(pen, mesh, here, NULL);
        }
        pattern->draws = !pattern->draws;
        pattern->left = pattern->draws ? pattern->on : pattern->off;
    }
    pattern->left -= length - done;
    if (pattern->draws)
        pen_to(pen, to);
}

/* Of a stroke with a point that is known. */
static float total_length(const struct stroke *stroke)
{
    struct nib last = nib_at(stroke, first_known(stroke));
    float sum = 0;

    for (int k = 0; k < stroke->count + (stroke->closed ? 1 : 0); k++) {
        struct nib next = nib_at(stroke, k);
        if (!view_known(next.at))
            continue;
        sum += distance(last, next);
        last = next;
    }
    return sum;
}

static void put_dashed(struct mesh *mesh, const struct stroke *stroke)
{
    struct pattern pattern = pattern_of(stroke);
    struct pen pen = {0};
    struct nib last = nib_at(stroke, first_known(stroke));

    if (pattern.draws)
        pen_down(&pen, mesh, last, NULL);
    for (int k = 0; k < stroke->count + (stroke->closed ? 1 : 0); k++) {
        struct nib next = nib_at(stroke, k);
        if (!view_known(next.at))
            continue;
        put_dashes(mesh, &pen, &pattern, last, next);
        last = next;
    }
    if (pattern.draws)
        pen_up(&pen, NULL);
}

void stroke_put(struct mesh *mesh, const struct stroke *stroke)
{
    float period = stroke->on + stroke->off;

    if (stroke->count < 2 || first_known(stroke) == stroke->count)
        return;
    if (stroke->on > 0 && stroke->off > 0 &&
        total_length(stroke) < period * DASHES_MAX)
        put_dashed(mesh, stroke);
    else
        put_solid(mesh, stroke);
}

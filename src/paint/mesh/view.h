/* From units to pixels. What comes out is within VIEW_FAR of the frame, so that
 * nobody further down meets an absurd number; what is not a number stays so. */
#ifndef GATEREEL_PAINT_MESH_VIEW_H
#define GATEREEL_PAINT_MESH_VIEW_H

#include <math.h>
#include <stdbool.h>

#include "draw/geometry.h"

enum { VIEW_FAR = 30000 };

/* pixel = unit * scale + origin */
struct view {
    float scale;
    struct point origin;
};

static inline float view_cut(float pixels)
{
    return pixels < -VIEW_FAR ? -VIEW_FAR
           : pixels > VIEW_FAR ? VIEW_FAR
                               : pixels;
}

static inline struct point view_point(struct view view, struct point point)
{
    return point_at(view_cut(point.x * view.scale + view.origin.x),
                    view_cut(point.y * view.scale + view.origin.y));
}

static inline struct box view_box(struct view view, struct box box)
{
    struct point from = view_point(view, point_at(box.x, box.y));
    struct point to =
        view_point(view, point_at(box_right(box), box_bottom(box)));

    return box_at(from.x, from.y, to.x - from.x, to.y - from.y);
}

static inline bool view_known(struct point point)
{
    return !isnan(point.x) && !isnan(point.y);
}

#endif

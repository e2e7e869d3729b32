/* One function for each kind of command. Light and shadow are left out: on
 * paper they are a grey haze. What has colours that change along it is cut into
 * parts of one colour each.
 */
#include "print/shape.h"

#include <math.h>
#include <string.h>

#include "print/grid.h"

static const double quarter = 1.5707963267948966;

static double linear(uint8_t part)
{
    double value = part / 255.0;

    return value <= 0.04045 ? value / 12.92 : pow((value + 0.055) / 1.055, 2.4);
}

/* The grey as light as the colour. */
static double grey_of(struct color color)
{
    double light = 0.2126 * linear(color.r) + 0.7152 * linear(color.g) +
                   0.0722 * linear(color.b);

    return light <= 0.0031308 ? 12.92 * light
                              : 1.055 * pow(light, 1 / 2.4) - 0.055;
}

void shape_parts(const struct shape *shape, struct color color, double part[3])
{
    double grey = shape->grey ? grey_of(color) : 0;

    part[0] = shape->grey ? grey : color.r / 255.0;
    part[1] = shape->grey ? grey : color.g / 255.0;
    part[2] = shape->grey ? grey : color.b / 255.0;
}

void shape_color(const struct shape *shape, struct color color)
{
    double part[3];

    shape_parts(shape, color, part);
    cairo_set_source_rgba(shape->cairo, part[0], part[1], part[2],
                          color.a / 255.0);
}

static bool same(struct color a, struct color b)
{
    return memcmp(&a, &b, sizeof a) == 0;
}

static void add_stop(const struct shape *shape, cairo_pattern_t *pattern,
                     double at, struct color color)
{
    double part[3];

    shape_parts(shape, color, part);
    cairo_pattern_add_color_stop_rgba(pattern, at, part[0], part[1], part[2],
                                      color.a / 255.0);
}

/* Fills the path, from the colour at the top of the box to that at its foot. */
static void fill_shaded(const struct shape *shape, struct box box)
{
    const struct draw_command *command = shape->command;
    cairo_pattern_t *pattern;

    if (same(command->color, command->color_end)) {
        shape_color(shape, command->color);
        cairo_fill(shape->cairo);
        return;
    }
    pattern = cairo_pattern_create_linear(0, (double)box.y, 0,
                                          (double)box_bottom(box));
    add_stop(shape, pattern, 0, command->color);
    add_stop(shape, pattern, 1, command->color_end);
    cairo_set_source(shape->cairo, pattern);
    cairo_fill(shape->cairo);
    cairo_pattern_destroy(pattern);
}

static void add_rectangle(cairo_t *cairo, struct box box)
{
    cairo_rectangle(cairo, (double)box.x, (double)box.y, (double)box.w,
                    (double)box.h);
}

static void add_rounded(cairo_t *cairo, struct box box, float radius)
{
    double r = (double)fminf(radius, fminf(box.w, box.h) / 2);
    double left = (double)box.x, top = (double)box.y;
    double right = (double)box_right(box), bottom = (double)box_bottom(box);

    if (r <= 0) {
        add_rectangle(cairo, box);
        return;
    }
    cairo_new_sub_path(cairo);
    cairo_arc(cairo, right - r, top + r, r, -quarter, 0);
    cairo_arc(cairo, right - r, bottom - r, r, 0, quarter);
    cairo_arc(cairo, left + r, bottom - r, r, quarter, 2 * quarter);
    cairo_arc(cairo, left + r, top + r, r, 2 * quarter, 3 * quarter);
    cairo_close_path(cairo);
}

static void draw_rounded(const struct shape *shape, struct box box)
{
    const struct draw_command *command = shape->command;
    float radius = command->radius * shape->view.scale;

    if (command->kind == DRAW_TILE)
        add_rectangle(shape->cairo, box);
    else
        add_rounded(shape->cairo, box, radius);
    if (command->kind != DRAW_FRAME) {
        fill_shaded(shape, box);
        return;
    }
    shape_color(shape, command->color);
    cairo_set_line_width(shape->cairo,
                         (double)(command->width * shape->view.scale));
    cairo_stroke(shape->cairo);
}

static struct point point_of(const struct shape *shape, int k)
{
    return view_point(shape->view,
                      shape->list->points[shape->command->first + k]);
}

/* Points first .. last - 1, forwards or backwards, those that are numbers. */
static void add_points(const struct shape *shape, int first, int last)
{
    int step = first < last ? 1 : -1;

    for (int k = first; k != last; k += step) {
        struct point at = point_of(shape, k);
        if (view_known(at))
            cairo_line_to(shape->cairo, (double)at.x, (double)at.y);
    }
}

static void draw_stroke(const struct shape *shape)
{
    const struct draw_command *command = shape->command;
    double scale = (double)shape->view.scale;
    const double dash[2] = {(double)command->dash[0] * scale,
                            (double)command->dash[1] * scale};

    cairo_new_path(shape->cairo);
    add_points(shape, 0, command->count);
    if (command->flag)
        cairo_close_path(shape->cairo);
    shape_color(shape, command->color);
    cairo_set_line_width(shape->cairo, (double)command->width * scale);
    if (dash[0] > 0)
        cairo_set_dash(shape->cairo, dash, 2,
                       (double)command->dash_start * scale);
    cairo_stroke(shape->cairo);
    cairo_set_dash(shape->cairo, NULL, 0, 0);
}

static void fill_points(const struct shape *shape)
{
    int count = shape->command->count;

    cairo_new_path(shape->cairo);
    add_points(shape, 0, count);
    if (shape->command->kind == DRAW_BAND)
        add_points(shape, 2 * count - 1, count - 1);
    cairo_close_path(shape->cairo);
    shape_color(shape, shape->command->color);
    cairo_fill(shape->cairo);
}

/* Points first .. last of a ribbon, in one colour. */
static void fill_ribbon(const struct shape *shape, int first, int last,
                        struct color color)
{
    const float *widths = shape->list->widths + shape->command->widths;
    float scale = shape->view.scale / 2;

    cairo_new_path(shape->cairo);
    for (int k = 0; k < 2 * (last - first + 1); k++) {
        int at = k <= last - first ? first + k : 2 * last - first + 1 - k;
        float side = k <= last - first ? scale : -scale;
        struct point here = point_of(shape, at);
        struct point from = point_of(shape, at > 0 ? at - 1 : at);
        struct point to = point_of(shape, at < shape->command->count - 1
                                              ? at + 1 : at);
        float x = to.x - from.x, y = to.y - from.y;
        float length = sqrtf(x * x + y * y);
        if (!view_known(here) || !(length > 0))
            continue;
        cairo_line_to(shape->cairo,
                      (double)(here.x - y / length * widths[at] * side),
                      (double)(here.y + x / length * widths[at] * side));
    }
    cairo_close_path(shape->cairo);
    shape_color(shape, color);
    cairo_fill(shape->cairo);
}

static void draw_ribbons(const struct shape *shape)
{
    const struct color *colors = shape->list->colors + shape->command->colors;
    int count = shape->command->count, first = 0;

    for (int k = 1; k < count; k++) {
        bool ends = k + 1 == count || !same(colors[k + 1], colors[first]);
        if (!same(colors[k], colors[first])) {
            fill_ribbon(shape, k - 1, k,
                        color_mix(colors[k - 1], colors[k], 0.5f));
            first = k;
        } else if (ends) {
            fill_ribbon(shape, first, k, colors[first]);
            first = k;
        }
    }
}

static void clip_to(const struct shape *shape, struct box box)
{
    cairo_reset_clip(shape->cairo);
    add_rectangle(shape->cairo, box);
    cairo_clip(shape->cairo);
}

void shape_draw(const struct shape *shape)
{
    const struct draw_command *command = shape->command;
    struct box box = view_box(shape->view, command->box);

    switch ((enum draw_kind)command->kind) {
    case DRAW_CLIP: clip_to(shape, box); break;
    case DRAW_BOX:
    case DRAW_FRAME:
    case DRAW_TILE: draw_rounded(shape, box); break;
    case DRAW_LINE: draw_stroke(shape); break;
    case DRAW_RIBBON: draw_ribbons(shape); break;
    case DRAW_BAND:
    case DRAW_POLYGON: fill_points(shape); break;
    case DRAW_GRID: grid_print(shape, box); break;
    default: break;
    }
}

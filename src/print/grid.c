/* Cells are an image that is not smoothed, or, where there are gaps between
 * them, rectangles. A scale with two dark ends has hues for them; in grey its
 * lower half is hatched in white instead: the darker, the plainer to be seen.
 */
#include "print/grid.h"

#include <math.h>
#include <string.h>

enum { MIDDLE = 127, TOP = 254, /* of a palette that has two ends */
       HATCHED = 120 /* entries below; what is near 0 is left as it is */ };

/* Between cells, in units: less is seen here and there only. */
static const float cell_gap = 0.8f;

/* Between lines of a hatch, and their width, in units. */
static const float hatch_apart = 5, hatch_width = 1.4f;

/* How much lighter than its ends the middle of such a palette is. */
static const double lighter = 0.1;

static struct color cell_color(const struct shape *shape, int index)
{
    const struct draw_command *command = shape->command;
    const struct draw_list *list = shape->list;

    return list->colors[command->palette +
                        list->bytes[command->first + index]];
}

/* Cell by cell, apart. */
static void draw_cells(const struct shape *shape, struct box box)
{
    int columns = shape->command->columns, rows = shape->command->count;
    float w = box.w / (float)columns, h = box.h / (float)rows;
    float gap = cell_gap * shape->view.scale;

    for (int k = 0; k < columns * rows; k++) {
        cairo_rectangle(shape->cairo,
                        (double)(box.x + (float)(k % columns) * w),
                        (double)(box.y + (float)(k / columns) * h),
                        (double)(w - fminf(gap, w / 2)),
                        (double)(h - fminf(gap, h / 2)));
        shape_color(shape, cell_color(shape, k));
        cairo_fill(shape->cairo);
    }
}

static uint32_t pixel_of(const struct shape *shape, struct color color)
{
    double part[3], alpha = color.a / 255.0;
    uint32_t pixel = color.a;

    shape_parts(shape, color, part);
    for (int k = 0; k < 3; k++)
        pixel = pixel << 8 | (uint32_t)lround(part[k] * alpha * 255);
    return pixel;
}

/* A picture whose pixels are the cells. */
static void draw_image(const struct shape *shape, struct box box)
{
    int columns = shape->command->columns, rows = shape->command->count;
    cairo_surface_t *image =
        cairo_image_surface_create(CAIRO_FORMAT_ARGB32, columns, rows);
    unsigned char *data = cairo_image_surface_get_data(image);

    for (int y = 0; data != NULL && y < rows; y++)
        for (int x = 0; x < columns; x++) {
            uint32_t pixel =
                pixel_of(shape, cell_color(shape, y * columns + x));
            memcpy(data + y * cairo_image_surface_get_stride(image) + 4 * x,
                   &pixel, sizeof pixel);
        }
    cairo_surface_mark_dirty(image);
    cairo_save(shape->cairo);
    cairo_translate(shape->cairo, (double)box.x, (double)box.y);
    cairo_scale(shape->cairo, (double)box.w / columns, (double)box.h / rows);
    cairo_set_source_surface(shape->cairo, image, 0, 0);
    cairo_pattern_set_filter(cairo_get_source(shape->cairo),
                             CAIRO_FILTER_NEAREST);
    cairo_paint(shape->cairo);
    cairo_restore(shape->cairo);
    cairo_surface_destroy(image);
}

static double entry_grey(const struct shape *shape, int entry)
{
    double part[3];

    shape_parts(shape,
                shape->list->colors[shape->command->palette + entry], part);
    return part[0];
}

static bool has_two_ends(const struct shape *shape)
{
    double middle = entry_grey(shape, MIDDLE) - lighter;

    return entry_grey(shape, 0) < middle && entry_grey(shape, TOP) < middle;
}

/* Cells of the lower half as a path, those side by side as one. */
static void add_lower(const struct shape *shape, struct box box)
{
    int columns = shape->command->columns, rows = shape->command->count;
    const uint8_t *cell = shape->list->bytes + shape->command->first;
    double w = (double)box.w / columns, h = (double)box.h / rows;

    for (int y = 0; y < rows; y++, cell += columns)
        for (int x = 0, last; x < columns; x = last + 1) {
            for (last = x; last < columns && cell[last] < HATCHED; last++)
                continue;
            if (last > x)
                cairo_rectangle(shape->cairo, (double)box.x + x * w,
                                (double)box.y + y * h, (last - x) * w, h);
        }
}

static void hatch(const struct shape *shape, struct box box)
{
    const struct color white = {255, 255, 255, 255};
    float apart = hatch_apart * shape->view.scale;

    cairo_save(shape->cairo);
    cairo_new_path(shape->cairo);
    add_lower(shape, box);
    cairo_clip(shape->cairo);
    for (float x = box.x - box.h; x < box_right(box); x += apart) {
        cairo_move_to(shape->cairo, (double)x, (double)box_bottom(box));
        cairo_line_to(shape->cairo, (double)(x + box.h), (double)box.y);
    }
    shape_color(shape, white);
    cairo_set_line_width(shape->cairo,
                         (double)(hatch_width * shape->view.scale));
    cairo_stroke(shape->cairo);
    cairo_restore(shape->cairo);
}

void grid_print(const struct shape *shape, struct box box)
{
    if (shape->command->flag)
        draw_cells(shape, box);
    else
        draw_image(shape, box);
    if (shape->grey && has_two_ends(shape))
        hatch(shape, box);
}

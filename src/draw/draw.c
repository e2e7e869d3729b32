/* Appending to a draw list. Each kind of command is one function: it makes
 * sure there is room, copies what does not fit into the command to its side
 * buffer, and fades the colours.
 */
#include "draw/append.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/array.h"

enum { LINE_BYTES = 64 }; /* of a cache line: where every buffer begins */

const char *const draw_kind_names[DRAW_KINDS] = {
    "clip", "box", "frame", "glow", "tile", "line", "ribbon", "band",
    "polygon", "grid", "text", "group", "note",
};

/* Cuts the next `count` x `size` bytes off the front of *free_part. */
static void *cut(char **free_part, size_t count, size_t size)
{
    void *part = *free_part;
    *free_part += (count * size + LINE_BYTES - 1) / LINE_BYTES *
                  LINE_BYTES;
    return part;
}

bool draw_init(struct draw_list *list, struct error *error)
{
    size_t bytes = COMMANDS * sizeof(struct draw_command) +
                   POINTS * sizeof(struct point) + WIDTHS * sizeof(float) +
                   COLORS * sizeof(struct color) + BYTES + LETTERS +
                   NUMBERS * sizeof(struct draw_number) +
                   SPOTS * sizeof(struct draw_spot) + 16 * LINE_BYTES;

    memset(list, 0, sizeof *list);
    list->memory = array_new(bytes, 1, "the picture", error);
    if (list->memory == NULL)
        return false;
    char *part = list->memory;
    list->command = cut(&part, COMMANDS, sizeof *list->command);
    list->points = cut(&part, POINTS, sizeof *list->points);
    list->widths = cut(&part, WIDTHS, sizeof *list->widths);
    list->colors = cut(&part, COLORS, sizeof *list->colors);
    list->numbers = cut(&part, NUMBERS, sizeof *list->numbers);
    list->spots = cut(&part, SPOTS, sizeof *list->spots);
    list->bytes = cut(&part, BYTES, 1);
    list->text = cut(&part, LETTERS, 1);
    return true;
}

void draw_finish(struct draw_list *list)
{
    free(list->memory);
    memset(list, 0, sizeof *list);
}

void draw_begin(struct draw_list *list, int width, int height, float scale,
                struct measure measure)
{
    list->width = width;
    list->height = height;
    list->scale = scale;
    list->origin = point_at(0, 0);
    list->measure = measure;
    list->alpha = 1;
    list->commands = list->point_count = list->width_count = 0;
    list->color_count = list->byte_count = list->text_count = 0;
    list->number_count = list->spot_count = 0;
    list->full = false;
    list->clip = draw_frame_box(list);
}

struct box draw_frame_box(const struct draw_list *list)
{
    return box_at(0, 0, list->width / list->scale, list->height / list->scale);
}

int append_take(struct draw_list *list, int *used, int capacity, int count)
{
    if (count < 0 || count > capacity - *used) {
        list->full = true;
        return -1;
    }
    *used += count;
    return *used - count;
}

struct draw_command *append_command(struct draw_list *list,
                                    enum draw_kind kind)
{
    /* The last command is kept free as the spare one. */
    int index = append_take(list, &list->commands, COMMANDS - 1, 1);
    struct draw_command *command =
        &list->command[index < 0 ? COMMANDS - 1 : index];

    memset(command, 0, sizeof *command);
    command->kind = (uint8_t)kind;
    command->number = -1;
    return command;
}

struct color append_fade(const struct draw_list *list, struct color color)
{
    return list->alpha < 1 ? color_fade(color, list->alpha) : color;
}

bool append_hidden(const struct draw_list *list, struct box box, float rim)
{
    struct box clip = list->clip;
    return !(box.x - rim < box_right(clip) && box_right(box) + rim > clip.x &&
             box.y - rim < box_bottom(clip) && box_bottom(box) + rim > clip.y);
}

void draw_box(struct draw_list *list, struct box box, float radius,
              struct color color)
{
    draw_box_shaded(list, box, radius, color, color);
}

void draw_box_shaded(struct draw_list *list, struct box box, float radius,
                     struct color top, struct color bottom)
{
    if (append_hidden(list, box, 1) || box.w <= 0 || box.h <= 0 ||
        (top.a == 0 && bottom.a == 0))
        return;
    struct draw_command *command = append_command(list, DRAW_BOX);
    command->box = box;
    command->radius = radius;
    command->color = append_fade(list, top);
    command->color_end = append_fade(list, bottom);
}

void draw_outline(struct draw_list *list, struct box box, float radius,
                  float width, struct color color)
{
    if (append_hidden(list, box, width) || color.a == 0)
        return;
    struct draw_command *command = append_command(list, DRAW_FRAME);
    command->box = box;
    command->radius = radius;
    command->width = width;
    command->color = append_fade(list, color);
}

void draw_glow(struct draw_list *list, struct box box, float radius,
               float spread, struct color color, bool hollow)
{
    if (append_hidden(list, box, spread) || color.a == 0)
        return;
    struct draw_command *command = append_command(list, DRAW_GLOW);
    command->box = box;
    command->radius = radius;
    command->width = spread;
    command->flag = hollow;
    command->color = append_fade(list, color);
}

void draw_tile(struct draw_list *list, struct box box, struct color color)
{
    draw_tile_shaded(list, box, color, color);
}

void draw_tile_shaded(struct draw_list *list, struct box box, struct color top,
                      struct color bottom)
{
    if (append_hidden(list, box, 1) || (top.a == 0 && bottom.a == 0))
        return;
    struct draw_command *command = append_command(list, DRAW_TILE);
    command->box = box;
    command->color = append_fade(list, top);
    command->color_end = append_fade(list, bottom);
}

void draw_disc(struct draw_list *list, struct point centre, float radius,
               struct color color)
{
    draw_box(list, box_at(centre.x - radius, centre.y - radius, 2 * radius,
                          2 * radius), radius, color);
}

void draw_ring(struct draw_list *list, struct point centre, float radius,
               float width, struct color color)
{
    draw_outline(list, box_at(centre.x - radius, centre.y - radius, 2 * radius,
                              2 * radius), radius, width, color);
}

/* Copies points; the index of the first, or -1 when full. */
static int keep_points(struct draw_list *list, const struct point *points,
                       int count)
{
    int first = append_take(list, &list->point_count, POINTS, count);

    if (first >= 0)
        memcpy(list->points + first, points, (size_t)count * sizeof *points);
    return first;
}

void draw_polygon(struct draw_list *list, const struct point *points, int count,
                  struct color color)
{
    if (count < 3 || color.a == 0)
        return;
    int first = keep_points(list, points, count);
    if (first < 0)
        return;
    struct draw_command *command = append_command(list, DRAW_POLYGON);
    command->first = first;
    command->count = count;
    command->color = append_fade(list, color);
}

void draw_line(struct draw_list *list, const struct point *points, int count,
               const struct draw_stroke *stroke)
{
    if (count < 2 || stroke->color.a == 0 || !(stroke->width > 0))
        return;
    int first = keep_points(list, points, count);
    if (first < 0)
        return;
    struct draw_command *command = append_command(list, DRAW_LINE);
    command->first = first;
    command->count = count;
    command->width = stroke->width;
    command->color = append_fade(list, stroke->color);
    command->dash[0] = stroke->on;
    command->dash[1] = stroke->off;
    command->dash_start = stroke->start;
    command->flag = stroke->closed;
}

void draw_segment(struct draw_list *list, struct point from, struct point to,
                  float width, struct color color)
{
    struct point points[2] = {from, to};
    struct draw_stroke stroke = {.width = width, .color = color};

    draw_line(list, points, 2, &stroke);
}

void draw_ribbon(struct draw_list *list, const struct point *points,
                 const float *widths, const struct color *colors, int count)
{
    if (count < 2)
        return;
    int first = keep_points(list, points, count);
    int width = append_take(list, &list->width_count, WIDTHS, count);
    int color = append_take(list, &list->color_count, COLORS, count);
    if (first < 0 || width < 0 || color < 0)
        return;
    memcpy(list->widths + width, widths, (size_t)count * sizeof *widths);
    for (int k = 0; k < count; k++)
        list->colors[color + k] = append_fade(list, colors[k]);
    struct draw_command *command = append_command(list, DRAW_RIBBON);
    command->first = first;
    command->count = count;
    command->widths = width;
    command->colors = color;
}

void draw_band(struct draw_list *list, const struct point *upper,
               const struct point *lower, int count, struct color color)
{
    if (count < 2 || color.a == 0)
        return;
    int first = keep_points(list, upper, count);
    if (first < 0 || keep_points(list, lower, count) < 0)
        return;
    struct draw_command *command = append_command(list, DRAW_BAND);
    command->first = first;
    command->count = count;
    command->color = append_fade(list, color);
}

int draw_palette(struct draw_list *list, const struct color palette[256])
{
    int first = append_take(list, &list->color_count, COLORS, 256);

    for (int k = 0; first >= 0 && k < 256; k++)
        list->colors[first + k] = append_fade(list, palette[k]);
    return first;
}

uint8_t *draw_grid(struct draw_list *list, struct box box, int columns,
                   int rows, int palette, bool gaps)
{
    if (columns < 1 || rows < 1 || palette < 0 || columns > BYTES / rows) {
        list->full = list->full || (columns > 0 && rows > 0);
        return NULL;
    }
    int first = append_take(list, &list->byte_count, BYTES, columns * rows);
    if (first < 0)
        return NULL;
    struct draw_command *command = append_command(list, DRAW_GRID);
    command->box = box;
    command->columns = columns;
    command->count = rows;
    command->first = first;
    command->palette = palette;
    command->flag = gaps;
    return list->bytes + first;
}

struct box draw_clip(struct draw_list *list, struct box box)
{
    struct box before = list->clip;
    float x = fmaxf(box.x, before.x), y = fmaxf(box.y, before.y);
    float right = fminf(box_right(box), box_right(before));
    float bottom = fminf(box_bottom(box), box_bottom(before));

    list->clip = box_at(x, y, fmaxf(right - x, 0), fmaxf(bottom - y, 0));
    append_command(list, DRAW_CLIP)->box = list->clip;
    return before;
}

void draw_unclip(struct draw_list *list, struct box before)
{
    list->clip = before;
    append_command(list, DRAW_CLIP)->box = before;
}

void draw_spot(struct draw_list *list, struct box box, struct draw_id id,
               int action, int value)
{
    if (append_hidden(list, box, 0))
        return;
    int spot = append_take(list, &list->spot_count, SPOTS, 1);
    if (spot >= 0)
        list->spots[spot] = (struct draw_spot){box, id, action, value};
}

const struct draw_spot *draw_spot_at(const struct draw_list *list, float x,
                                     float y)
{
    struct point at = draw_from_pixels(list, x, y);

    for (int k = list->spot_count; k-- > 0;) {
        if (box_contains(list->spots[k].box, at))
            return &list->spots[k];
    }
    return NULL;
}

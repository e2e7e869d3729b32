/* Two ways of printing a draw list. The first is for machines: nothing is left
 * out. The second is for people who cannot see the picture: texts in reading
 * order, each group under its name.
 */
#include "draw/dump.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/number.h"

static void print_box(struct output *output, struct box box)
{
    output_print(output, " %.2f,%.2f %.2fx%.2f", (double)box.x, (double)box.y,
                 (double)box.w, (double)box.h);
}

static void print_color(struct output *output, struct color color)
{
    output_print(output, " #%02x%02x%02x%02x", color.r, color.g, color.b,
                 color.a);
}

static void print_id(struct output *output, struct draw_id id)
{
    output_print(output, " %d.%d.%d.%d.%d", id.kind, id.layer, id.signal,
                 (int)id.step, (int)id.unit);
}

static void print_points(const struct draw_list *list,
                         const struct draw_command *command, int count,
                         struct output *output)
{
    for (int k = 0; k < count; k++) {
        struct point at = list->points[command->first + k];
        output_print(output, " %.2f,%.2f", (double)at.x, (double)at.y);
        if (command->kind == DRAW_RIBBON) {
            output_print(output, "/%.2f",
                         (double)list->widths[command->widths + k]);
            print_color(output, list->colors[command->colors + k]);
        }
    }
}

/* FNV-1a of the cells of a grid with the colours they have. */
static uint32_t grid_hash(const struct draw_list *list,
                          const struct draw_command *command)
{
    uint32_t hash = 2166136261u;

    for (int k = 0; k < command->columns * command->count; k++) {
        struct color color = list->colors[command->palette +
                                          list->bytes[command->first + k]];
        const uint8_t part[4] = {color.r, color.g, color.b, color.a};
        for (int j = 0; j < 4; j++)
            hash = (hash ^ part[j]) * 16777619u;
    }
    return hash;
}

/* The letters of a text or a note, and the number that they show. */
static void print_letters(const struct draw_list *list,
                          const struct draw_command *command,
                          struct output *output)
{
    output_print(output, " \"%.*s\"", (int)command->count,
                 list->text + command->first);
    if (command->number >= 0) {
        const struct draw_number *number = &list->numbers[command->number];
        char value[NUMBER_TEXT_MAX];
        number_format(value, number->value, 6);
        output_print(output, " =");
        print_id(output, number->id);
        output_print(output, " %s", value);
    }
}

static void print_text(const struct draw_list *list,
                       const struct draw_command *command,
                       struct output *output)
{
    static const char *const faces[FACES] = {"ui", "bold", "italic", "mono",
                                             "math", "math-italic"};
    static const char *const aligns[] = {"left", "centre", "right"};

    output_print(output, " %.2f,%.2f %s %.2f %s", (double)command->box.x,
                 (double)command->box.y, faces[command->face],
                 (double)command->width, aligns[command->align]);
    print_color(output, command->color);
    print_letters(list, command, output);
}

static void print_shape(const struct draw_list *list,
                        const struct draw_command *command,
                        struct output *output)
{
    if (command->count > 0) {
        print_points(list, command, command->kind == DRAW_BAND ?
                     2 * command->count : command->count, output);
    } else {
        print_box(output, command->box);
        output_print(output, " r%.2f", (double)command->radius);
    }
    if (command->kind == DRAW_RIBBON)
        return;
    output_print(output, " w%.2f", (double)command->width);
    print_color(output, command->color);
    if (memcmp(&command->color_end, &(struct color){0},
               sizeof command->color_end) != 0)
        print_color(output, command->color_end);
    if (command->dash[0] > 0)
        output_print(output, " dash %.2f,%.2f,%.2f", (double)command->dash[0],
                     (double)command->dash[1], (double)command->dash_start);
    if (command->flag)
        output_print(output, " flag");
}

static void print_command(const struct draw_list *list,
                          const struct draw_command *command,
                          struct output *output)
{
    output_print(output, "%s", draw_kind_names[command->kind]);
    switch (command->kind) {
    case DRAW_TEXT: print_text(list, command, output); break;
    case DRAW_NOTE: print_letters(list, command, output); break;
    case DRAW_CLIP: print_box(output, command->box); break;
    case DRAW_GROUP:
        print_box(output, command->box);
        output_print(output, " \"%.*s\"", (int)command->count,
                     list->text + command->first);
        break;
    case DRAW_GRID:
        print_box(output, command->box);
        output_print(output, " %dx%d%s %08x", (int)command->columns,
                     (int)command->count, command->flag ? " gaps" : "",
                     grid_hash(list, command));
        break;
    default: print_shape(list, command, output);
    }
    output_print(output, "\n");
}

void dump_commands(const struct draw_list *list, struct output *output)
{
    output_print(output, "frame %dx%d scale %.3f\n", list->width, list->height,
                 (double)list->scale);
    for (int k = 0; k < list->commands; k++)
        print_command(list, &list->command[k], output);
    for (int k = 0; k < list->spot_count; k++) {
        const struct draw_spot *spot = &list->spots[k];
        output_print(output, "spot");
        print_box(output, spot->box);
        print_id(output, spot->id);
        output_print(output, " %d %d\n", spot->action, spot->value);
    }
}

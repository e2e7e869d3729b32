/* A picture within the picture: what was appended since a mark is made smaller
 * and moved. It is then a picture of something and no longer the thing itself:
 * its numbers, spots and names are taken away, and letters that nobody could
 * read, too small or cut off, with the boxes that they stand in.
 */
#include "draw/append.h"

struct draw_mark draw_here(const struct draw_list *list)
{
    return (struct draw_mark){list->commands, list->point_count,
                              list->width_count, list->number_count,
                              list->spot_count};
}

static struct point move(struct point at, float factor, struct point to)
{
    return point_at(to.x + at.x * factor, to.y + at.y * factor);
}

/* The fields of a kind that the header of the list names. */
static void shrink_command(struct draw_command *command, float factor,
                           struct point to)
{
    struct point at = move(point_at(command->box.x, command->box.y), factor,
                           to);

    command->box = box_at(at.x, at.y, command->box.w * factor,
                          command->box.h * factor);
    command->radius *= factor;
    command->width *= factor;
    command->dash[0] *= factor;
    command->dash[1] *= factor;
    command->dash_start *= factor;
    command->number = -1;
}

/* Letters reach so far above and below their baseline, in sizes. */
static const float rise = 0.74f, fall = 0.24f;

/* The box of a word is at most so many sizes high, and so much wider than
 * high: a square with a letter bears the letter's hue. */
static const float label_high = 2.7f, label_wide = 1.35f;

static bool is_whole(const struct draw_command *text, struct box clip)
{
    float left = text->box.x - (text->align == ALIGN_CENTRE ? text->box.w / 2
                                : text->align == ALIGN_RIGHT ? text->box.w
                                                             : 0);

    return left >= clip.x && left + text->box.w <= box_right(clip) &&
           text->box.y - rise * text->width >= clip.y &&
           text->box.y + fall * text->width <= box_bottom(clip);
}

/* Is it gone in a small picture? */
static bool is_left_out(const struct draw_command *command, float least,
                        struct box clip)
{
    return command->kind == DRAW_GROUP || command->kind == DRAW_NOTE ||
           (command->kind == DRAW_TEXT &&
            (command->width < least || !is_whole(command, clip)));
}

/* A button, bubble or chip without its word says nothing: its boxes come right
 * before it. Returns how many of the `kept` commands stay. */
static int drop_label(const struct draw_list *list, int from, int kept,
                      const struct draw_command *text)
{
    struct point middle = point_at(text->box.x,
                                   text->box.y - rise * text->width / 2);

    while (kept > from) {
        const struct draw_command *last = &list->command[kept - 1];
        struct box box = last->box;
        bool boxed = last->kind == DRAW_BOX || last->kind == DRAW_FRAME;
        if (!boxed || !box_contains(box, middle) ||
            box.h > label_high * text->width || box.w < label_wide * box.h)
            break;
        kept--;
    }
    return kept;
}

void draw_shrink(struct draw_list *list, const struct draw_mark *mark,
                 float factor, struct point to, float least)
{
    struct point corner = move(point_at(list->clip.x, list->clip.y), factor,
                               to);
    struct box clip = box_at(corner.x, corner.y, list->clip.w * factor,
                             list->clip.h * factor);
    int kept = mark->commands;

    for (int k = mark->commands; k < list->commands; k++) {
        shrink_command(&list->command[k], factor, to);
        if (list->command[k].kind == DRAW_CLIP)
            clip = list->command[k].box;
        if (!is_left_out(&list->command[k], least, clip))
            list->command[kept++] = list->command[k];
        else if (list->command[k].kind == DRAW_TEXT)
            kept = drop_label(list, mark->commands, kept, &list->command[k]);
    }
    list->commands = kept;
    for (int k = mark->points; k < list->point_count; k++)
        list->points[k] = move(list->points[k], factor, to);
    for (int k = mark->widths; k < list->width_count; k++)
        list->widths[k] *= factor;
    list->number_count = mark->numbers;
    list->spot_count = mark->spots;
}

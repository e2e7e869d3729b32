/* Appending what is read: texts, the numbers they show, names and notes. */
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "draw/append.h"

enum { LINE_LETTERS = 512 }; /* of one formatted text */

static float pixel_width(const struct draw_list *list, enum face face,
                         float size, const char *text, size_t length)
{
    int pixels = (int)(size * list->scale + 0.5f);
    return list->measure.width(list->measure.context, face, pixels, text,
                               length) / list->scale;
}

float draw_width(const struct draw_list *list, enum face face, float size,
                 const char *text)
{
    return pixel_width(list, face, size, text, strlen(text));
}

/* A text that shows the number `number`, or none (-1). */
static float write_text(struct draw_list *list, struct point at,
                        struct draw_style style, int number, const char *text)
{
    size_t length = strlen(text);
    float width = pixel_width(list, style.face, style.size, text, length);
    float left = at.x - (style.align == ALIGN_LEFT ? 0 :
                         style.align == ALIGN_CENTRE ? width / 2 : width);

    if (length == 0 ||
        append_hidden(list, box_at(left, at.y - style.size, width,
                                   style.size * 1.5f), style.size))
        return width;
    int first = append_take(list, &list->text_count, LETTERS, (int)length);
    if (first < 0)
        return width;
    memcpy(list->text + first, text, length);
    struct draw_command *command = append_command(list, DRAW_TEXT);
    command->box = box_at(at.x, at.y, width, 0);
    command->face = (uint8_t)style.face;
    command->align = (uint8_t)style.align;
    command->width = style.size;
    command->color = append_fade(list, style.color);
    command->first = first;
    command->count = (int32_t)length;
    command->number = number;
    return width;
}

float draw_text(struct draw_list *list, struct point at,
                struct draw_style style, const char *text)
{
    return write_text(list, at, style, -1, text);
}

float draw_print(struct draw_list *list, struct point at,
                 struct draw_style style, const char *format, ...)
{
    char text[LINE_LETTERS];
    va_list arguments;

    va_start(arguments, format);
    vsnprintf(text, sizeof text, format, arguments);
    va_end(arguments);
    return write_text(list, at, style, -1, text);
}

float draw_value(struct draw_list *list, struct point at,
                 struct draw_style style, struct draw_id id, double value,
                 const char *text)
{
    int number = append_take(list, &list->number_count, NUMBERS, 1);

    if (number >= 0)
        list->numbers[number] = (struct draw_number){id, value};
    return write_text(list, at, style, number, text);
}

void draw_group(struct draw_list *list, struct box box, const char *name)
{
    size_t length = strlen(name);
    int first = append_take(list, &list->text_count, LETTERS, (int)length);

    if (first < 0)
        return;
    memcpy(list->text + first, name, length);
    struct draw_command *command = append_command(list, DRAW_GROUP);
    command->box = box;
    command->first = first;
    command->count = (int32_t)length;
}

static void note(struct draw_list *list, bool on, int number, const char *text)
{
    size_t length = strlen(text);
    int first = append_take(list, &list->text_count, LETTERS, (int)length);

    if (first < 0)
        return;
    memcpy(list->text + first, text, length);
    struct draw_command *command = append_command(list, DRAW_NOTE);
    command->flag = on;
    command->first = first;
    command->count = (int32_t)length;
    command->number = number;
}

void draw_note(struct draw_list *list, const char *format, ...)
{
    char text[LINE_LETTERS];
    va_list arguments;

    va_start(arguments, format);
    vsnprintf(text, sizeof text, format, arguments);
    va_end(arguments);
    note(list, false, -1, text);
}

void draw_note_on(struct draw_list *list, const char *format, ...)
{
    char text[LINE_LETTERS];
    va_list arguments;

    va_start(arguments, format);
    vsnprintf(text, sizeof text, format, arguments);
    va_end(arguments);
    note(list, true, -1, text);
}

void draw_note_value(struct draw_list *list, struct draw_id id, double value,
                     const char *text)
{
    int number = append_take(list, &list->number_count, NUMBERS, 1);

    if (number >= 0)
        list->numbers[number] = (struct draw_number){id, value};
    note(list, true, number, text);
}

/* Appending what is read: texts, the numbers they show, names and notes. */
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "base/text.h"
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

/* A line that is too long ends with a whole character. */
static void print_line(char text[LINE_LETTERS], const char *format,
                       va_list arguments)
{
    int length = vsnprintf(text, LINE_LETTERS, format, arguments);
    size_t end = LINE_LETTERS - 1;

    if (length < LINE_LETTERS || utf8_valid(text, end))
        return;
    do
        end--;
    while (end > 0 && ((unsigned char)text[end] & 0xC0) == 0x80);
    text[end] = '\0';
}

/* Copies a text to where the command's `first` and `count` say, which it makes;
 * NULL when the list is full. */
static struct draw_command *append_text(struct draw_list *list,
                                        enum draw_kind kind, const char *text)
{
    size_t length = strlen(text);
    int first = append_take(list, &list->text_count, LETTERS, (int)length);

    if (first < 0)
        return NULL;
    memcpy(list->text + first, text, length);
    struct draw_command *command = append_command(list, kind);
    command->first = first;
    command->count = (int32_t)length;
    return command;
}

/* The index of a number, or -1 when the list is full. */
static int keep_number(struct draw_list *list, struct draw_id id, double value)
{
    int number = append_take(list, &list->number_count, NUMBERS, 1);

    if (number >= 0)
        list->numbers[number] = (struct draw_number){id, value};
    return number;
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
    struct draw_command *command = append_text(list, DRAW_TEXT, text);
    if (command == NULL)
        return width;
    command->box = box_at(at.x, at.y, width, 0);
    command->face = (uint8_t)style.face;
    command->align = (uint8_t)style.align;
    command->width = style.size;
    command->color = append_fade(list, style.color);
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
    print_line(text, format, arguments);
    va_end(arguments);
    return write_text(list, at, style, -1, text);
}

float draw_value(struct draw_list *list, struct point at,
                 struct draw_style style, struct draw_id id, double value,
                 const char *text)
{
    return write_text(list, at, style, keep_number(list, id, value), text);
}

void draw_group(struct draw_list *list, struct box box, const char *name)
{
    struct draw_command *command = append_text(list, DRAW_GROUP, name);

    if (command != NULL)
        command->box = box;
}

static void note(struct draw_list *list, bool on, int number, const char *text)
{
    struct draw_command *command = append_text(list, DRAW_NOTE, text);

    if (command == NULL)
        return;
    command->flag = on;
    command->number = number;
}

void draw_note(struct draw_list *list, const char *format, ...)
{
    char text[LINE_LETTERS];
    va_list arguments;

    va_start(arguments, format);
    print_line(text, format, arguments);
    va_end(arguments);
    note(list, false, -1, text);
}

void draw_note_on(struct draw_list *list, const char *format, ...)
{
    char text[LINE_LETTERS];
    va_list arguments;

    va_start(arguments, format);
    print_line(text, format, arguments);
    va_end(arguments);
    note(list, true, -1, text);
}

void draw_note_value(struct draw_list *list, struct draw_id id, double value,
                     const char *text)
{
    note(list, true, keep_number(list, id, value), text);
}

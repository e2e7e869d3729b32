/* Nodes come out of the caller's array, which bounds the work; depth is bounded
 * by itself. The first fault ends the reading, since what follows it would be
 * guessed.
 */
#include "lesson/page/maths/reader.h"

#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include "base/text.h"

static struct place place_of(const struct maths_reader *reader, const char *at)
{
    struct place place = reader->place;

    for (const char *c = reader->start; c < at; c++) {
        if (*c == '\n')
            place = (struct place){place.line + 1, 1};
        else
            place.column += ((unsigned char)*c & 0xC0) != 0x80;
    }
    return place;
}

__attribute__((format(printf, 3, 4)))
int maths_fail(struct maths_reader *reader, const char *at, const char *format,
               ...)
{
    char text[PROBLEM_TEXT_MAX];
    va_list arguments;

    va_start(arguments, format);
    vsnprintf(text, sizeof text, format, arguments);
    va_end(arguments);
    problems_add(reader->problems, place_of(reader, at), "%s", text);
    return MATHS_NOTHING;
}

int maths_add(struct maths_reader *reader, enum formula_kind kind,
                    const char *text, size_t length)
{
    if (reader->nodes == FORMULA_NODES_MAX)
        return maths_fail(reader, reader->at, "this formula is too long");
    if (length >= FORMULA_TEXT_MAX)
        return maths_fail(reader, reader->at - length, "a word of a formula "
                          "has at most %d bytes", FORMULA_TEXT_MAX - 1);
    struct formula_node *node = &reader->node[reader->nodes];
    *node = (struct formula_node){
        .kind = kind, .child = MATHS_NOTHING, .next = MATHS_NOTHING};
    memcpy(node->text, text, length);
    return reader->nodes++;
}

int maths_add_empty(struct maths_reader *reader)
{
    return maths_add(reader, FORMULA_ROW, "", 0);
}

void maths_append(struct maths_reader *reader, int parent, int child)
{
    int *last = &reader->node[parent].child;

    while (*last >= 0)
        last = &reader->node[*last].next;
    *last = child;
}

bool maths_is_letter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

bool maths_is_digit(char c)
{
    return c >= '0' && c <= '9';
}

void maths_skip_blanks(struct maths_reader *reader)
{
    while (maths_at_any(reader, " \t\r\n"))
        reader->at++;
}

bool maths_at(const struct maths_reader *reader, char c)
{
    return reader->at < reader->end && *reader->at == c;
}

bool maths_at_any(const struct maths_reader *reader, const char *set)
{
    return reader->at < reader->end && *reader->at != '\0' &&
           strchr(set, *reader->at) != NULL;
}

size_t maths_name_length(const struct maths_reader *reader)
{
    const char *name = reader->at + 1;
    size_t length = 0;

    while (name + length < reader->end && maths_is_letter(name[length]))
        length++;
    if (length == 0 && name < reader->end) {
        uint32_t code;
        length = (size_t)utf8_decode(name, (size_t)(reader->end - name), &code);
    }
    return length;
}

const struct maths_word *maths_next_word(const struct maths_reader *reader)
{
    return maths_at(reader, '\\')
               ? maths_word_find(reader->at + 1, maths_name_length(reader))
               : NULL;
}

bool maths_is_stop(const struct maths_reader *reader, enum maths_stop stop)
{
    const struct maths_word *word = maths_next_word(reader);

    switch (stop) {
    case MATHS_STOP_BRACE:
        return maths_at(reader, '}');
    case MATHS_STOP_RIGHT:
        return word != NULL && word->class == WORD_RIGHT;
    case MATHS_STOP_NORM:
        return word != NULL && strcmp(word->name, "|") == 0;
    case MATHS_STOP_NORM_END:
        return word != NULL && word->class == WORD_NORM_END;
    default:
        return reader->at == reader->end;
    }
}

int maths_read_inside(struct maths_reader *reader, enum maths_stop stop,
                       const char *opened, const char *name)
{
    if (reader->depth == FORMULA_DEPTH_MAX)
        return maths_fail(reader, opened, "this formula is nested too deeply");
    reader->depth++;
    int row = maths_read_row(reader, stop);
    reader->depth--;
    if (row < 0)
        return MATHS_NOTHING;
    if (!maths_is_stop(reader, stop))
        return maths_fail(reader, opened, "'%s' is never closed", name);
    return row;
}

int maths_read_group(struct maths_reader *reader)
{
    const char *opened = reader->at++;
    int row = maths_read_inside(reader, MATHS_STOP_BRACE, opened, "{");

    reader->at += row >= 0;
    return row;
}

int maths_read_argument(struct maths_reader *reader, const char *asked,
                         const char *name)
{
    int child;

    maths_skip_blanks(reader);
    if (reader->at == reader->end || maths_at_any(reader, "}_^'&"))
        return maths_fail(reader, asked, "'%s' needs something behind it, in "
                          "braces", name);
    if (*reader->at == '{')
        return maths_read_group(reader);
    if (maths_is_digit(*reader->at)) {
        reader->at++;
        return maths_add(reader, FORMULA_UPRIGHT, reader->at - 1, 1);
    }
    if (reader->depth == FORMULA_DEPTH_MAX)
        return maths_fail(reader, asked, "this formula is nested too deeply");
    reader->depth++;
    child = maths_read_atom(reader);
    reader->depth--;
    return child;
}

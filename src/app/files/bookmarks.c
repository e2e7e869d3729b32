/* The order of the lines is that in which lessons were left, so the first is
 * the latest; the line that says so is for readers, and for files whose lines
 * somebody sorted.
 */
#include "app/files/bookmarks.h"

#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include "base/number.h"
#include "base/text.h"

static const char latest[] = "latest";

/* Can it stand in front of the colon, and be read back? */
static bool is_name(const char *text, size_t length)
{
    if (length == 0 || length >= BOOKMARK_NAME_MAX || text[0] == ' ' ||
        text[0] == '#' || text[length - 1] == ' ' ||
        (length == strlen(latest) && memcmp(text, latest, length) == 0))
        return false;
    for (size_t k = 0; k < length; k++)
        if ((unsigned char)text[k] < ' ' || text[k] == 127)
            return false;
    return utf8_valid(text, length);
}

static int find(const struct bookmarks *bookmarks, const char *name,
                size_t length)
{
    for (int k = 0; k < bookmarks->count; k++)
        if (strlen(bookmarks->mark[k].name) == length &&
            memcmp(bookmarks->mark[k].name, name, length) == 0)
            return k;
    return -1;
}

const struct bookmark *bookmarks_find(const struct bookmarks *bookmarks,
                                      const char *name)
{
    int found = find(bookmarks, name, strlen(name));
    return found < 0 ? NULL : &bookmarks->mark[found];
}

static void to_front(struct bookmarks *bookmarks, int k)
{
    struct bookmark mark = bookmarks->mark[k];

    memmove(bookmarks->mark + 1, bookmarks->mark,
            (size_t)k * sizeof mark);
    bookmarks->mark[0] = mark;
}

void bookmarks_set(struct bookmarks *bookmarks, const char *name, int step)
{
    int k = find(bookmarks, name, strlen(name));

    if (!is_name(name, strlen(name)) || step < 1 || step > BOOKMARK_STEP_MAX)
        return;
    if (k < 0) {
        if (bookmarks->count < BOOKMARKS_MAX)
            bookmarks->count++;
        k = bookmarks->count - 1;
        bookmarks->mark[k] = (struct bookmark){0};
        snprintf(bookmarks->mark[k].name, BOOKMARK_NAME_MAX, "%s", name);
    }
    struct bookmark *mark = &bookmarks->mark[k];
    mark->last = step;
    if (step > mark->furthest)
        mark->furthest = step;
    to_front(bookmarks, k);
}

size_t bookmarks_print(const struct bookmarks *bookmarks,
                       char out[BOOKMARKS_TEXT_MAX])
{
    size_t end = 0;

    out[0] = '\0';
    if (bookmarks->count > 0)
        end = (size_t)snprintf(out, BOOKMARKS_TEXT_MAX, "%s: %s\n", latest,
                               bookmarks->mark[0].name);
    for (int k = 0; k < bookmarks->count; k++)
        end += (size_t)snprintf(out + end, BOOKMARKS_TEXT_MAX - end,
                                "%s: %d %d\n", bookmarks->mark[k].name,
                                bookmarks->mark[k].last,
                                bookmarks->mark[k].furthest);
    return end;
}

/* A part of a line, not NUL-terminated. */
struct part {
    const char *text;
    size_t length;
};

static struct part trim(struct part part)
{
    while (part.length > 0 && part.text[0] == ' ')
        part = (struct part){part.text + 1, part.length - 1};
    while (part.length > 0 && (part.text[part.length - 1] == ' ' ||
                               part.text[part.length - 1] == '\r'))
        part.length--;
    return part;
}

/* "3 5" */
static bool read_steps(struct part part, struct bookmark *mark)
{
    const char *blank = part.length > 0 ? memchr(part.text, ' ', part.length)
                                        : NULL;
    size_t first = blank != NULL ? (size_t)(blank - part.text) : 0;
    int64_t last, furthest;

    if (blank == NULL)
        return false;
    struct part rest = trim((struct part){blank, part.length - first});
    if (!number_parse_integer(part.text, first, 1, BOOKMARK_STEP_MAX, &last) ||
        !number_parse_integer(rest.text, rest.length, 1, BOOKMARK_STEP_MAX,
                              &furthest))
        return false;
    mark->last = (int)last;
    mark->furthest = (int)(furthest > last ? furthest : last);
    return true;
}

/* Names may hold colons, steps do not: the last one parts them. */
static struct part before_colon(struct part line)
{
    size_t at = line.length;

    while (at > 0 && line.text[at - 1] != ':')
        at--;
    return (struct part){line.text, at};
}

static bool read_mark(struct bookmarks *bookmarks, struct part line)
{
    struct part head = before_colon(line);
    struct bookmark *mark = &bookmarks->mark[bookmarks->count];

    if (head.length == 0)
        return false;
    struct part name = trim((struct part){head.text, head.length - 1});
    struct part steps = trim((struct part){line.text + head.length,
                                           line.length - head.length});
    if (bookmarks->count == BOOKMARKS_MAX ||
        !is_name(name.text, name.length) || !read_steps(steps, mark) ||
        find(bookmarks, name.text, name.length) >= 0)
        return false;
    snprintf(mark->name, BOOKMARK_NAME_MAX, "%.*s", (int)name.length,
             name.text);
    bookmarks->count++;
    return true;
}

int bookmarks_parse(struct bookmarks *bookmarks, const char *text,
                    size_t length)
{
    const char *end = text + length;
    struct part newest = {text, 0};
    size_t label = strlen(latest);
    int damaged = 0;

    bookmarks->count = 0;
    while (text < end) {
        const char *stop = memchr(text, '\n', (size_t)(end - text));
        size_t size = (size_t)((stop != NULL ? stop : end) - text);
        struct part line = trim((struct part){text, size});
        if (line.length > label && memcmp(line.text, latest, label) == 0 &&
            line.text[label] == ':')
            newest = trim((struct part){line.text + label + 1,
                                        line.length - label - 1});
        else if (line.length > 0 && line.text[0] != '#')
            damaged += !read_mark(bookmarks, line);
        text += size + (stop != NULL);
    }
    int found = find(bookmarks, newest.text, newest.length);
    if (found > 0)
        to_front(bookmarks, found);
    return damaged;
}

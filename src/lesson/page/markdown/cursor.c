/* Lines end as in Markdown: with a line feed, a carriage return, or both.
 */
#include "lesson/page/markdown/cursor.h"

#include <stdint.h>

bool page_cursor_holds(const struct page_cursor *cursor, const char *at)
{
    return at != NULL && (uintptr_t)at >= (uintptr_t)cursor->start &&
           (uintptr_t)at <= (uintptr_t)cursor->end;
}

static bool ends_line(const char *at, const char *end)
{
    return *at == '\n' || (*at == '\r' && (at + 1 == end || at[1] != '\n'));
}

static bool ends_character(const char *at, const char *end)
{
    return at + 1 == end || ((unsigned char)at[1] & 0xC0) != 0x80;
}

/* To the start of the line. */
static void go_back(struct page_cursor *cursor)
{
    while (cursor->at > cursor->start &&
           !ends_line(cursor->at - 1, cursor->end))
        cursor->at--;
    cursor->place.column = 1;
}

struct place page_cursor_find(struct page_cursor *cursor, const char *at)
{
    if (!page_cursor_holds(cursor, at))
        return cursor->place;
    while (at < cursor->at) {
        go_back(cursor);
        if (at < cursor->at) {
            cursor->at--;
            cursor->place.line--;
        }
    }
    for (; cursor->at < at; cursor->at++) {
        if (ends_line(cursor->at, cursor->end))
            cursor->place = (struct place){cursor->place.line + 1, 1};
        else if (ends_character(cursor->at, cursor->end))
            cursor->place.column++;
    }
    return cursor->place;
}

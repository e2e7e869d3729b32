/* A pointer into a text and its place. Going on is cheap, going back starts at
 * the beginning of a line.
 */
#ifndef GATEREEL_LESSON_PAGE_MARKDOWN_CURSOR_H
#define GATEREEL_LESSON_PAGE_MARKDOWN_CURSOR_H

#include <stdbool.h>

#include "lesson/problems.h"

struct page_cursor {
    const char *start, *end;   /* of the whole text */
    const char *at;
    struct place place;        /* of `at` */
};

/* Does `at` point into the text, or to its end? */
bool page_cursor_holds(const struct page_cursor *cursor, const char *at);

/* Moves to `at` if it points into the text; returns where the cursor is. */
struct place page_cursor_find(struct page_cursor *cursor, const char *at);

#endif

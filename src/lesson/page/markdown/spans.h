/* The inline part of a page on its way into spans: texts of one manner joined,
 * formulas read, every place known.
 */
#ifndef GATEREEL_LESSON_PAGE_MARKDOWN_SPANS_H
#define GATEREEL_LESSON_PAGE_MARKDOWN_SPANS_H

#include <md4c.h>

#include "lesson/page/markdown/cursor.h"
#include "lesson/page/page.h"

struct spans {
    struct lesson_page *page;
    struct problems *problems;
    struct page_cursor cursor;
    const char *seen;          /* behind what was read last, in the text */
    int first;                 /* span of the present block or cell */
    bool html;                 /* of this block it is told already */
    bool full;                 /* there was no memory */

    /* What the next text is like. */
    int bold, emphasis;        /* how deep */
    bool code, maths, display;
    const char *link;          /* of the store, or NULL */

    /* The text that is not yet a span. */
    char *text;
    size_t length, room;
    struct place place;        /* of its first character */
};

/* Place of `at`, if it points into the text, otherwise where reading is. */
struct place spans_place(struct spans *spans, const char *at);

/* The first place from `seen` on where a character of `marks` stands, not too
 * far away; `seen`, if there is none. */
const char *spans_find(const struct spans *spans, const char *marks);

/* Adds a problem at `at`. */
void spans_refuse(struct spans *spans, const char *at, const char *what);

/* The callbacks of md4c. False: there was no memory. */
bool spans_enter(struct spans *spans, MD_SPANTYPE type, void *detail);
bool spans_leave(struct spans *spans, MD_SPANTYPE type);
bool spans_text(struct spans *spans, MD_TEXTTYPE type, const char *text,
                size_t size);

/* Makes what is pending a span. False: there was no memory. */
bool spans_flush(struct spans *spans);

/* A text as it is: a span of its own. False: there was no memory. */
bool spans_raw(struct spans *spans, const char *text, size_t size,
               struct place place);

/* The last span of the block ends a line (an empty one, if there is none). */
bool spans_break(struct spans *spans);

void spans_finish(struct spans *spans);

#endif

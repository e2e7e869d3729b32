/* Markdown as blocks and headings, before anybody asks what a heading means:
 * what pages and glossaries have in common.
 */
#ifndef GATEREEL_LESSON_PAGE_MARKDOWN_COLLECT_H
#define GATEREEL_LESSON_PAGE_MARKDOWN_COLLECT_H

#include "lesson/page/page.h"

struct page_heading {
    int level;                 /* 1 or 2 */
    const char *title;         /* of the page's store, without markup */
    struct place place;
    int block;                 /* the first one below it, if there is one */
};

struct page_headings {
    struct page_heading *heading; /* owned */
    int count;
    size_t room;
};

/* Fills page->block, span and formula, which were empty, and `headings`, in the
 * order of the text. All that is wrong is added to `problems`; false if
 * anything was. The caller finishes both in any case. *whole: the text was read
 * to its end. */
bool page_collect(struct lesson_page *page, struct page_headings *headings,
                  const char *text, size_t length, struct problems *problems,
                  bool *whole);

#endif

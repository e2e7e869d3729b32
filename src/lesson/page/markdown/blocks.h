/* The blocks of a page on their way into a list: paragraphs, entries of lists,
 * quotes, rows of tables. Functions that return a bool: false, there was no
 * memory.
 */
#ifndef GATEREEL_LESSON_PAGE_MARKDOWN_BLOCKS_H
#define GATEREEL_LESSON_PAGE_MARKDOWN_BLOCKS_H

#include "lesson/page/markdown/spans.h"

enum { LISTS_MAX = 3, COLUMNS_MAX = 8 };

struct blocks {
    struct spans spans;
    bool open;                 /* `block` is being read, from spans.first on */
    struct page_block block;
    int quotes, lists;         /* how deep */
    bool noted;                /* the quote is a note for the teacher */
    bool begun;                /* the quote has a paragraph */
    int number[LISTS_MAX];     /* of the next entry; 0: dots */
    bool head;                 /* rows are those of a table's head */
};

void blocks_open(struct blocks *blocks, enum block_kind kind);
bool blocks_close(struct blocks *blocks);
bool blocks_add(struct blocks *blocks, struct page_block block);

/* Is what begins inside of a list or quote? */
static inline bool blocks_inside(const struct blocks *blocks)
{
    return blocks->quotes > 0 || blocks->lists > 0;
}

/* What begins here. A list's `number` is that of its first entry, 0: dots. */
void blocks_enter_paragraph(struct blocks *blocks);
void blocks_enter_quote(struct blocks *blocks);
bool blocks_enter_list(struct blocks *blocks, int number);
void blocks_enter_item(struct blocks *blocks);
bool blocks_enter_table(struct blocks *blocks, unsigned columns); /* or: they
                                                             are too many */
void blocks_enter_row(struct blocks *blocks);
void blocks_enter_cell(struct blocks *blocks);
bool blocks_leave_row(struct blocks *blocks);

/* Start of the line behind that of `at`, or the end. */
const char *blocks_next_line(const struct blocks *blocks, const char *at);

/* Adds a problem at the next line that is not empty. */
void blocks_refuse(struct blocks *blocks, const char *what);

#endif

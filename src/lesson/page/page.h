/* The Markdown of a lesson as blocks of spans, and where its steps begin.
 *
 * Of CommonMark is read what a lesson needs: headings of two levels,
 * paragraphs, lists, tables, quotes, fenced blocks; in them bold, emphasis,
 * code, links, and maths between $ and $, $$ and $$. Pictures, raw HTML and
 * deeper headings are problems, each with its place.
 *
 *     # Title
 *     What stands before the first step: what the lesson needs.
 *     ## A step
 *     Prose.
 *     ```gatereel
 *     view: cell
 *     ```
 *     > teacher: a note that only the teacher sees.
 *     > **Misconception.** A quote of another kind is set apart.
 *
 * A link goes to a term of the glossary ("../glossary.md#forget-gate", from
 * any folder), to another step ("../08-belt/lesson.md#4", or "8.4"; of the same
 * lesson "#4"), or, as a source, to https: it is then only shown, never opened.
 *
 * An entry of a list is one paragraph; lists, quotes and tables do not stand in
 * one another (but lists in lists). A mark without a partner ("$", "**"), which
 * Markdown takes for text, is a problem too.
 */
#ifndef GATEREEL_LESSON_PAGE_PAGE_H
#define GATEREEL_LESSON_PAGE_PAGE_H

#include <stdbool.h>
#include <stddef.h>

#include "lesson/page/formula.h"
#include "lesson/problems.h"

enum span_marks {
    SPAN_BOLD = 1, SPAN_EMPHASIS = 2, SPAN_CODE = 4, SPAN_MATHS = 8,
    SPAN_LINK = 16, SPAN_BREAK = 32, /* a line ends here, whatever is left */
};

/* A piece of text that is set in one manner. */
struct page_span {
    int marks;
    const char *text;          /* UTF-8 with NUL, of the page; of maths its
                                  source */
    int formula;               /* SPAN_MATHS: index in page.formula */
    const char *link;          /* SPAN_LINK: "#forget-gate" of the glossary,
                                  "8.4" a step, "8" a lesson, ".4" a
                                  step of this one, "https://..": a source */
    struct place place;
};

enum block_kind {
    BLOCK_PARAGRAPH, BLOCK_ITEM, /* of a list */
    BLOCK_QUOTE,               /* set apart */
    BLOCK_NOTE,                /* for the teacher */
    BLOCK_FORMULA,             /* $$..$$ that stands alone: one span */
    BLOCK_ROW,                 /* of a table; its cells end with SPAN_BREAK */
    BLOCK_SETTINGS,            /* text of a ```gatereel block: one span */
    BLOCK_KINDS
};

struct page_block {
    enum block_kind kind;
    int depth;                 /* of a list, from 0 */
    int number;                /* of a numbered item, from 1; 0: a dot */
    bool heading;              /* a table's first row */
    int span, spans;           /* first.. + count in page.span */
    struct place place;        /* of settings: their first line */
};

/* A step: what stands under a ## heading. Index 0 of page.step is what stands
 * before the first one; its title is the lesson's. */
struct page_step {
    const char *title;
    struct place place;        /* of the heading */
    int block, blocks;         /* settings included */
    int settings;              /* block of them; -1: there are none */
};

enum { PAGE_STEPS_MAX = 24, PAGE_BYTES_MAX = 200000, PAGE_LINES_MAX = 10000 };

/* {0} is an empty page. */
struct lesson_page {
    struct page_step step[PAGE_STEPS_MAX + 1];
    int steps;                 /* without index 0 */
    struct page_block *block;       /* all owned, with all that they point to */
    struct page_span *span;
    struct formula *formula;
    int blocks, spans, formulas;
    size_t block_room, span_room, formula_room; /* allocated */
    struct text_store *store;  /* of strings */
};

/* Reads text[0..length). All that is wrong is added to `problems` (set up by
 * the caller); the result is false if anything was. The page then is empty, or,
 * where its steps are known and something in them is wrong, has what is right,
 * so that their settings can be checked as well. Without memory there is a
 * problem too. The caller finishes the page in any case. */
bool page_read(struct lesson_page *page, const char *text, size_t length,
               struct problems *problems);
void page_finish(struct lesson_page *page);

#endif

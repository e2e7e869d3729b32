/* md4c reads Markdown and tells what begins and ends; here that becomes a flat
 * list of blocks. What a lesson does not use is told, with its place.
 *
 * Where a fence is closed is seen in the text itself: to Markdown, a block that
 * is never closed ends with the file. md4c tells how many lines it has.
 */
#include "lesson/page/markdown/collect.h"

#include <stdlib.h>
#include <string.h>

#include "base/array.h"
#include "lesson/document.h"
#include "lesson/page/markdown/blocks.h"
#include "lesson/text_store.h"

enum { TITLE_MAX = 200, PADDING = 16 };

struct collector {
    struct blocks blocks;
    struct page_headings *headings;
    bool code;                 /* a block of code is being read */
    const char *fence;         /* of settings: behind its ```, otherwise NULL */
    size_t code_lines;
    bool unclosed;
    bool stopped;              /* md4c has not come to the end */
};

static void enter_heading(struct collector *collector, unsigned level)
{
    struct spans *spans = &collector->blocks.spans;

    blocks_open(&collector->blocks, BLOCK_PARAGRAPH);
    spans->cursor.place = spans_place(spans, spans_find(spans, "#"));
    if (blocks_inside(&collector->blocks))
        spans_refuse(spans, NULL, "a heading does not stand in a list or "
                                  "quote");
    else if (level > 2)
        spans_refuse(spans, NULL, "headings have one '#' (the title) or two (a "
                                  "step)");
}

/* The words of a heading, joined; its spans are given up. */
static const char *join_title(struct collector *collector)
{
    struct spans *spans = &collector->blocks.spans;
    struct lesson_page *page = spans->page;
    char title[TITLE_MAX] = "";
    size_t length = 0;

    for (int k = spans->first; k < page->spans; k++) {
        const struct page_span *span = &page->span[k];
        size_t more = strlen(span->text);
        if (span->marks & (SPAN_MATHS | SPAN_LINK | SPAN_BREAK))
            problems_add(spans->problems, span->place,
                         "a heading is words without links and maths");
        if (length + more >= sizeof title) {
            problems_add(spans->problems, span->place, "this heading is longer "
                         "than %d bytes", TITLE_MAX - 1);
            break;
        }
        memcpy(title + length, span->text, more + 1);
        length += more;
    }
    page->spans = spans->first;
    const char *copy = text_store_add(&page->store, title, length);
    spans->full = spans->full || copy == NULL;
    return copy;
}

static bool leave_heading(struct collector *collector, unsigned level)
{
    struct spans *spans = &collector->blocks.spans;
    struct page_headings *headings = collector->headings;
    void *heading = headings->heading;

    collector->blocks.open = false;
    if (!spans_flush(spans))
        return false;
    struct place place = spans->page->spans > spans->first
                             ? spans->page->span[spans->first].place
                             : spans->cursor.place;
    place.column = 1;
    const char *title = join_title(collector);
    if (title == NULL || level > 2)
        return title != NULL;
    if (!array_reserve(&heading, &headings->room, (size_t)headings->count + 1,
                       sizeof(struct page_heading), "a page", NULL)) {
        spans->full = true;
        return false;
    }
    headings->heading = heading;
    if (title[0] == '\0')
        problems_add(spans->problems, place, "this heading has no words");
    headings->heading[headings->count++] = (struct page_heading){
        (int)level, title, place, spans->page->blocks};
    return true;
}

static void enter_code(struct collector *collector,
                       const MD_BLOCK_CODE_DETAIL *detail)
{
    struct blocks *blocks = &collector->blocks;
    static const char name[] = "gatereel";

    collector->code = true;
    collector->code_lines = 0;
    collector->fence = NULL;
    if (detail->lang.size != sizeof name - 1 ||
        memcmp(detail->lang.text, name, sizeof name - 1) != 0) {
        blocks_refuse(blocks, "code is not read; settings of a step stand in "
                              "a block that begins with ```gatereel");
        return;
    }
    collector->fence = detail->lang.text;
    if (blocks_inside(blocks))
        spans_refuse(&blocks->spans, collector->fence, "settings stand at the "
                     "left margin, not in a list or quote");
}

static bool is_fence(const struct spans *spans, const char *at)
{
    int blanks = 0, marks = 0;

    while (at < spans->cursor.end && *at == ' ' && blanks < 4) {
        at++;
        blanks++;
    }
    while (at + marks < spans->cursor.end && marks < 3 &&
           (at[marks] == '`' || at[marks] == '~'))
        marks++;
    return marks == 3;
}

/* Its text is that of the file, so that its places are, too. */
static bool leave_code(struct collector *collector)
{
    struct blocks *blocks = &collector->blocks;
    struct spans *spans = &blocks->spans;
    struct lesson_page *page = spans->page;
    struct page_block block = {.kind = BLOCK_SETTINGS, .span = page->spans,
                               .spans = 1};

    collector->code = false;
    if (collector->fence == NULL || blocks_inside(blocks)) {
        for (size_t k = 0; k <= collector->code_lines; k++)
            spans->seen = blocks_next_line(blocks, spans->seen);
        return true;
    }
    struct place place = spans_place(spans, collector->fence);
    const char *start = blocks_next_line(blocks, collector->fence);
    const char *end = start;
    for (size_t k = 0; k < collector->code_lines; k++)
        end = blocks_next_line(blocks, end);
    if (!is_fence(spans, end)) {
        collector->unclosed = true;
        problems_add(spans->problems, (struct place){place.line, 1},
                     "this ```gatereel block is not closed");
        return true;
    }
    block.place = (struct place){place.line + 1, 1};
    spans->seen = blocks_next_line(blocks, end);
    spans->first = page->spans;
    return spans_raw(spans, start, (size_t)(end - start), block.place) &&
           blocks_add(blocks, block);
}

/* May reading go on? Otherwise md4c stops. */
static int go_on(struct collector *collector, bool good)
{
    const struct spans *spans = &collector->blocks.spans;

    collector->stopped = collector->stopped || !good || spans->full ||
                         collector->unclosed || spans->problems->more;
    return collector->stopped ? 1 : 0;
}

static int enter_block(MD_BLOCKTYPE type, void *detail, void *context)
{
    struct collector *collector = context;
    struct blocks *blocks = &collector->blocks;
    const MD_BLOCK_OL_DETAIL *list = detail;
    bool good = true;

    switch (type) {
    case MD_BLOCK_H:
        enter_heading(collector, ((MD_BLOCK_H_DETAIL *)detail)->level);
        break;
    case MD_BLOCK_QUOTE:
        blocks_enter_quote(blocks);
        break;
    case MD_BLOCK_UL:
        good = blocks_enter_list(blocks, 0);
        break;
    case MD_BLOCK_OL:
        good = blocks_enter_list(blocks,
                                 list->start > 0 ? (int)list->start : 1);
        break;
    case MD_BLOCK_LI:
        blocks_enter_item(blocks);
        break;
    case MD_BLOCK_P:
        blocks_enter_paragraph(blocks);
        break;
    case MD_BLOCK_CODE:
        enter_code(collector, detail);
        break;
    case MD_BLOCK_TABLE:
        good = blocks_enter_table(
            blocks, ((MD_BLOCK_TABLE_DETAIL *)detail)->col_count);
        break;
    case MD_BLOCK_THEAD:
    case MD_BLOCK_TBODY:
        blocks->head = type == MD_BLOCK_THEAD;
        break;
    case MD_BLOCK_TR:
        blocks_enter_row(blocks);
        break;
    case MD_BLOCK_TH:
    case MD_BLOCK_TD:
        blocks_enter_cell(blocks);
        break;
    case MD_BLOCK_HR:
        blocks_refuse(blocks, "a line across is not read: a step begins with "
                              "'##'");
        break;
    case MD_BLOCK_HTML:
        blocks->spans.html = false;
        break;
    default:
        break;
    }
    return go_on(collector, good);
}

static int leave_block(MD_BLOCKTYPE type, void *detail, void *context)
{
    struct collector *collector = context;
    struct blocks *blocks = &collector->blocks;
    bool good = true;

    switch (type) {
    case MD_BLOCK_H:
        good = leave_heading(collector, ((MD_BLOCK_H_DETAIL *)detail)->level);
        break;
    case MD_BLOCK_QUOTE:
        blocks->quotes--;
        break;
    case MD_BLOCK_UL:
    case MD_BLOCK_OL:
        blocks->lists--;
        break;
    case MD_BLOCK_LI:
    case MD_BLOCK_P:
        good = blocks_close(blocks);
        break;
    case MD_BLOCK_CODE:
        good = leave_code(collector);
        break;
    case MD_BLOCK_TR:
        good = blocks_leave_row(blocks);
        break;
    case MD_BLOCK_TH:
    case MD_BLOCK_TD:
        good = spans_break(&blocks->spans);
        break;
    default:
        break;
    }
    return go_on(collector, good);
}

static int enter_span(MD_SPANTYPE type, void *detail, void *context)
{
    struct collector *collector = context;

    return go_on(collector,
                 spans_enter(&collector->blocks.spans, type, detail));
}

static int leave_span(MD_SPANTYPE type, void *detail, void *context)
{
    struct collector *collector = context;

    (void)detail;
    return go_on(collector, spans_leave(&collector->blocks.spans, type));
}

static int add_text(MD_TEXTTYPE type, const MD_CHAR *text, MD_SIZE size,
                    void *context)
{
    struct collector *collector = context;
    struct blocks *blocks = &collector->blocks;

    if (collector->code) {
        collector->code_lines += size == 1 && text[0] == '\n';
        return 0;
    }
    if (!blocks->open && type != MD_TEXT_HTML) {
        blocks_refuse(blocks, "an entry of a list is one paragraph");
        blocks_open(blocks, BLOCK_ITEM);
    }
    if (page_cursor_holds(&blocks->spans.cursor, text) &&
        size > (size_t)(blocks->spans.cursor.end - text)) {
        spans_refuse(&blocks->spans, text, "this cannot be read");
        return go_on(collector, false);
    }
    return go_on(collector, spans_text(&blocks->spans, type, text, size));
}

/* A file of a few hundred bytes of one character each can keep everybody busy:
 * the limits are far beyond any lesson. */
static bool check_size(const char *text, size_t length,
                       struct problems *problems)
{
    size_t lines = 1;

    if (length > PAGE_BYTES_MAX)
        return problems_add(problems, (struct place){0, 0},
                            "longer than %d bytes", PAGE_BYTES_MAX);
    for (size_t k = 0; k < length; k++)
        lines += text[k] == '\n' || text[k] == '\r';
    return lines <= PAGE_LINES_MAX ||
           problems_add(problems, (struct place){PAGE_LINES_MAX + 1, 1},
                        "longer than %d lines", PAGE_LINES_MAX);
}

/* Reads a text that may be looked at behind its end: md4c 0.4.8 does, where a
 * link is not closed. */
static bool parse(struct collector *collector, const char *text, size_t length)
{
    static const MD_PARSER parser = {
        .flags = MD_FLAG_TABLES | MD_FLAG_LATEXMATHSPANS |
                 MD_FLAG_NOINDENTEDCODEBLOCKS,
        .enter_block = enter_block, .leave_block = leave_block,
        .enter_span = enter_span, .leave_span = leave_span, .text = add_text,
    };
    struct spans *spans = &collector->blocks.spans;
    struct problems *problems = spans->problems;

    spans->cursor = (struct page_cursor){text, text + length, text, {1, 1}};
    spans->seen = text;
    int result = md_parse(text, (MD_SIZE)length, &parser, collector);
    if (spans->full || result < 0)
        return problems_add(problems, (struct place){0, 0},
                            "not enough memory to read it");
    return result == 0 && !collector->stopped;
}

bool page_collect(struct lesson_page *page, struct page_headings *headings,
                  const char *text, size_t length, struct problems *problems,
                  bool *whole)
{
    struct collector collector = {.headings = headings};
    struct spans *spans = &collector.blocks.spans;
    int before = problems->count;

    *whole = false;
    if (length >= 3 && memcmp(text, "\xEF\xBB\xBF", 3) == 0) {
        text += 3; /* a byte order mark */
        length -= 3;
    }
    if (problems->more || !check_size(text, length, problems) ||
        !document_check(text, length, problems))
        return false;
    char *copy = array_new(length + PADDING, 1, "a page", NULL);
    if (copy == NULL)
        return problems_add(problems, (struct place){0, 0},
                            "not enough memory to read it");
    memcpy(copy, text, length);
    copy[length] = '\n';
    spans->page = page;
    spans->problems = problems;
    *whole = parse(&collector, copy, length);
    spans_finish(spans);
    free(copy);
    return *whole && problems->count == before && !problems->more;
}

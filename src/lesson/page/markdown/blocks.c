/* What Markdown nests becomes flat: an entry knows the depth of its list, a row
 * that it is a row. What would need more than that (lists in quotes, two
 * paragraphs in an entry) a column of prose does not show well; it is told.
 */
#include "lesson/page/markdown/blocks.h"

#include <string.h>

#include "base/array.h"

bool blocks_add(struct blocks *blocks, struct page_block block)
{
    struct lesson_page *page = blocks->spans.page;
    void *array = page->block;

    if (!array_reserve(&array, &page->block_room, (size_t)page->blocks + 1,
                       sizeof block, "a page", NULL)) {
        blocks->spans.full = true;
        return false;
    }
    page->block = array;
    page->block[page->blocks++] = block;
    return true;
}

void blocks_open(struct blocks *blocks, enum block_kind kind)
{
    blocks->open = true;
    blocks->block = (struct page_block){.kind = kind};
    blocks->spans.first = blocks->spans.page->spans;
    blocks->spans.html = false;
}

/* Adds a block of the spans first..end, if there are any. */
static bool add_run(struct blocks *blocks, struct page_block block,
                    int first, int end)
{
    const struct page_span *span = blocks->spans.page->span;

    if (first == end)
        return true;
    block.span = first;
    block.spans = end - first;
    int words = first;
    while (words < end - 1 && span[words].text[0] == '\0')
        words++;
    block.place = span[words].place;
    return blocks_add(blocks, block);
}

static void trim_start(struct page_span *span)
{
    while (span->text[0] == ' ') {
        span->text++;
        span->place.column++;
    }
}

/* A formula on lines of its own is a block of its own. */
static bool split_block(struct blocks *blocks)
{
    struct lesson_page *page = blocks->spans.page;
    struct page_block block = blocks->block;
    struct page_block formula = {.kind = BLOCK_FORMULA};
    int first = blocks->spans.first;

    for (int k = first; k < page->spans; k++) {
        struct page_span *span = &page->span[k];
        if (span->formula < 0 || !page->formula[span->formula].display)
            continue;
        if (block.kind != BLOCK_PARAGRAPH)
            problems_add(blocks->spans.problems, span->place, "$$ stands in "
                         "a paragraph of its own, not in a list, quote or "
                         "table: write $");
        if (!add_run(blocks, block, first, k) ||
            !add_run(blocks, formula, k, k + 1))
            return false;
        first = k + 1;
        if (first < page->spans)
            trim_start(&page->span[first]);
    }
    return add_run(blocks, block, first, page->spans);
}

/* Behind the word for a note, or NULL. */
static const char *find_note(const char *text)
{
    static const char *const words[] = {"teacher:", "Teacher:", "교사:",
                                        "교사："};

    for (size_t k = 0; k < sizeof words / sizeof *words; k++)
        if (strncmp(text, words[k], strlen(words[k])) == 0)
            return text + strlen(words[k]);
    return NULL;
}

/* The first paragraph of a quote says what the quote is. */
static void begin_quote(struct blocks *blocks)
{
    struct lesson_page *page = blocks->spans.page;
    int *first = &blocks->spans.first;

    blocks->begun = true;
    if (page->spans == *first)
        return;
    struct page_span *span = &page->span[*first];
    const char *rest = find_note(span->text);
    if (rest == NULL)
        return;
    blocks->noted = true;
    blocks->block.kind = BLOCK_NOTE;
    for (const char *at = span->text; at < rest; at++)
        span->place.column += ((unsigned char)*at & 0xC0) != 0x80;
    span->text = rest;
    trim_start(span);
    if (span->text[0] != '\0')
        return;
    if (++*first == page->spans)
        problems_add(blocks->spans.problems, span->place,
                     "this note says nothing");
    else
        trim_start(&page->span[*first]);
}

/* A table that is none to Markdown would stand there with its strokes. */
static void check_table(struct blocks *blocks)
{
    const struct lesson_page *page = blocks->spans.page;
    int first = blocks->spans.first;

    if (blocks->block.kind == BLOCK_PARAGRAPH && first < page->spans &&
        page->span[first].marks == 0 && page->span[first].text[0] == '|')
        problems_add(blocks->spans.problems, page->span[first].place,
                     "the second line of a table is |---|---|, with as many "
                     "columns as the first");
}

bool blocks_close(struct blocks *blocks)
{
    if (!blocks->open)
        return true;
    blocks->open = false;
    if (!spans_flush(&blocks->spans))
        return false;
    if (blocks->quotes > 0 && !blocks->begun)
        begin_quote(blocks);
    check_table(blocks);
    return split_block(blocks);
}

const char *blocks_next_line(const struct blocks *blocks, const char *at)
{
    const char *end = blocks->spans.cursor.end;

    while (at < end && *at != '\n' && *at != '\r')
        at++;
    if (at < end && *at++ == '\r' && at < end && *at == '\n')
        at++;
    return at;
}

/* The next line that is not empty: where something without words stands. */
static const char *find_line(const struct blocks *blocks)
{
    const struct spans *spans = &blocks->spans;
    const char *at = spans->seen;

    if (at > spans->cursor.start && at[-1] != '\n')
        at = blocks_next_line(blocks, at);
    for (const char *c = at; c < spans->cursor.end; c++) {
        if (*c == '\n' || *c == '\r')
            at = c + 1;
        else if (*c != ' ' && *c != '\t' && *c != '>')
            return at;
    }
    return at;
}

void blocks_refuse(struct blocks *blocks, const char *what)
{
    struct spans *spans = &blocks->spans;
    const char *at = find_line(blocks);

    spans_refuse(spans, at, what);
    spans->seen = blocks_next_line(blocks, at);
}

void blocks_enter_quote(struct blocks *blocks)
{
    blocks->begun = blocks->noted = false;
    if (blocks->quotes++ > 0 || blocks->lists > 0)
        blocks_refuse(blocks, "a quote does not stand in another one or in a "
                               "list");
}

bool blocks_enter_list(struct blocks *blocks, int number)
{
    if (!blocks_close(blocks))
        return false;
    if (blocks->quotes > 0)
        blocks_refuse(blocks, "a list does not stand in a quote");
    if (blocks->lists >= LISTS_MAX)
        blocks_refuse(blocks, "lists are too deep in one another here");
    else
        blocks->number[blocks->lists] = number;
    blocks->lists++;
    return true;
}

void blocks_enter_item(struct blocks *blocks)
{
    int list = (blocks->lists < LISTS_MAX ? blocks->lists : LISTS_MAX) - 1;

    blocks_open(blocks, BLOCK_ITEM);
    blocks->block.depth = list;
    blocks->block.number = blocks->number[list];
    blocks->number[list] += blocks->number[list] > 0;
}

void blocks_enter_paragraph(struct blocks *blocks)
{
    if (blocks->open) /* an entry that is a paragraph */
        return;
    if (blocks->lists > 0)
        blocks_refuse(blocks, "an entry of a list is one paragraph");
    blocks_open(blocks, blocks->quotes == 0 ? BLOCK_PARAGRAPH
                        : blocks->noted     ? BLOCK_NOTE
                                            : BLOCK_QUOTE);
}

void blocks_enter_row(struct blocks *blocks)
{
    blocks_open(blocks, BLOCK_ROW);
    blocks->block.heading = blocks->head;
    blocks->block.span = blocks->spans.first;
}

/* What ends a line looks back as far as the cell; the row has all of them. */
void blocks_enter_cell(struct blocks *blocks)
{
    blocks->spans.first = blocks->spans.page->spans;
}

bool blocks_leave_row(struct blocks *blocks)
{
    blocks->spans.first = blocks->block.span;
    return blocks_close(blocks);
}

/* A table of few columns: md4c fills every row up to as many cells. */
bool blocks_enter_table(struct blocks *blocks, unsigned columns)
{
    if (blocks_inside(blocks))
        blocks_refuse(blocks, "a table does not stand in a list or quote");
    if (columns <= COLUMNS_MAX)
        return true;
    blocks_refuse(blocks, "this table has more than 8 columns");
    return false;
}


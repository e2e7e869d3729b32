/* md4c tells texts piece by piece: a line, an escaped character, an entity.
 * They are gathered for as long as they are set in the same manner. Pieces
 * nearly always point into the text of the page, which gives their place;
 * entities and ends of lines may not, and take the place where reading is.
 *
 * Markdown knows no errors: a "**" or "$" without a partner is a text like any
 * other. To an author it is a mistake, so it is told.
 */
#include "lesson/page/markdown/spans.h"

#include <stdlib.h>
#include <string.h>

#include "base/array.h"
#include "base/text.h"
#include "lesson/page/markdown/link.h"
#include "lesson/text_store.h"

enum { FIND_BYTES_MAX = 1000 };

static bool is_inside(const struct spans *spans, const char *at)
{
    return page_cursor_holds(&spans->cursor, at);
}

struct place spans_place(struct spans *spans, const char *at)
{
    return page_cursor_find(&spans->cursor, at);
}

void spans_refuse(struct spans *spans, const char *at, const char *what)
{
    problems_add(spans->problems, spans_place(spans, at), "%s", what);
}

static bool reserve(struct spans *spans, void *array, size_t *room,
                    size_t need, size_t size)
{
    void **pointer = array;

    spans->full = spans->full ||
                  !array_reserve(pointer, room, need, size, "a page", NULL);
    return !spans->full;
}

static bool put(struct spans *spans, const char *text, size_t size)
{
    if (!reserve(spans, &spans->text, &spans->room, spans->length + size, 1))
        return false;
    memcpy(spans->text + spans->length, text, size);
    spans->length += size;
    return true;
}

/* Adds the formula of the pending text; its problems are told, and it is then
 * left out. */
static bool add_formula(struct spans *spans, struct page_span *span)
{
    struct lesson_page *page = spans->page;
    struct formula_node node[FORMULA_NODES_MAX];
    int nodes = formula_read(node, spans->text, spans->length, spans->place,
                             spans->problems);

    if (nodes == 0)
        return true;
    if (!reserve(spans, &page->formula, &page->formula_room,
                 (size_t)page->formulas + 1, sizeof *page->formula))
        return false;
    struct formula *formula = &page->formula[page->formulas];
    formula->node = array_new((size_t)nodes, sizeof *node, "a formula", NULL);
    if (formula->node == NULL) {
        spans->full = true;
        return false;
    }
    memcpy(formula->node, node, (size_t)nodes * sizeof *node);
    formula->nodes = nodes;
    formula->display = spans->display;
    span->formula = page->formulas++;
    return true;
}

static bool add_span(struct spans *spans, struct page_span span)
{
    struct lesson_page *page = spans->page;

    if (!reserve(spans, &page->span, &page->span_room, (size_t)page->spans + 1,
                 sizeof *page->span))
        return false;
    span.text = text_store_add(&page->store, spans->text, spans->length);
    spans->length = 0;
    spans->full = span.text == NULL;
    page->span[page->spans] = span;
    page->spans += span.text != NULL;
    return !spans->full;
}

bool spans_flush(struct spans *spans)
{
    struct page_span span = {
        .marks = (spans->bold > 0 ? SPAN_BOLD : 0) |
                 (spans->emphasis > 0 ? SPAN_EMPHASIS : 0) |
                 (spans->code ? SPAN_CODE : 0) |
                 (spans->maths ? SPAN_MATHS : 0) |
                 (spans->link != NULL ? SPAN_LINK : 0),
        .formula = -1, .link = spans->link, .place = spans->place,
    };

    if (spans->length == 0)
        return !spans->full;
    return (!spans->maths || add_formula(spans, &span)) &&
           add_span(spans, span);
}

bool spans_raw(struct spans *spans, const char *text, size_t size,
               struct place place)
{
    struct page_span span = {.formula = -1, .place = place};

    return spans_flush(spans) && put(spans, text, size) &&
           add_span(spans, span);
}

bool spans_break(struct spans *spans)
{
    struct lesson_page *page = spans->page;
    struct page_span empty = {
        .formula = -1, .place = spans->cursor.place};

    if (!spans_flush(spans))
        return false;
    if (page->spans == spans->first && !add_span(spans, empty))
        return false;
    page->span[page->spans - 1].marks |= SPAN_BREAK;
    return true;
}

const char *spans_find(const struct spans *spans, const char *marks)
{
    const char *at = spans->seen;

    for (int k = 0; k < FIND_BYTES_MAX && at < spans->cursor.end; k++, at++)
        if (strchr(marks, *at) != NULL && *at != '\0')
            return at;
    return spans->seen;
}

static const struct {
    const char *name, *text;
} entities[] = {
    {"&amp;", "&"},   {"&lt;", "<"},        {"&gt;", ">"},
    {"&quot;", "\""}, {"&nbsp;", "\xC2\xA0"},
};

/* The text of an entity, or NULL. */
static const char *find_entity(const char *text, size_t size)
{
    for (size_t k = 0; k < sizeof entities / sizeof *entities; k++)
        if (strlen(entities[k].name) == size &&
            memcmp(entities[k].name, text, size) == 0)
            return entities[k].text;
    return NULL;
}

/* The address of a link, in the form of page.h; otherwise a problem. */
static const char *read_link(struct spans *spans, const MD_ATTRIBUTE *href)
{
    char address[LINK_TEXT_MAX], link[LINK_TEXT_MAX], shown[80];
    const char *at = spans_find(spans, "[<");

    if (href->size < sizeof address) {
        memcpy(address, href->text != NULL ? href->text : "", href->size);
        address[href->size] = '\0';
        if (link_read(address, link)) {
            const char *copy = text_store_add(&spans->page->store, link,
                                              strlen(link));
            spans->full = spans->full || copy == NULL;
            return copy;
        }
    }
    problems_add(spans->problems, spans_place(spans, at), "this link leads to "
                 "'%s'; a lesson links to terms (../glossary.md#term), to "
                 "steps (../08-belt/lesson.md#4) and to https:// sources",
                 text_printable(href->text != NULL ? href->text : "",
                                href->size, shown, sizeof shown));
    return NULL;
}

bool spans_enter(struct spans *spans, MD_SPANTYPE type, void *detail)
{
    if (type == MD_SPAN_LATEXMATH_DISPLAY)
        while (spans->length > 0 && spans->text[spans->length - 1] == ' ')
            spans->length--;
    if (!spans_flush(spans))
        return false;
    switch (type) {
    case MD_SPAN_EM:
        spans->emphasis++;
        break;
    case MD_SPAN_STRONG:
        spans->bold++;
        break;
    case MD_SPAN_CODE:
        spans->code = true;
        break;
    case MD_SPAN_LATEXMATH:
    case MD_SPAN_LATEXMATH_DISPLAY:
        spans->maths = true;
        spans->display = type == MD_SPAN_LATEXMATH_DISPLAY;
        break;
    case MD_SPAN_A:
        spans->link = read_link(spans, &((MD_SPAN_A_DETAIL *)detail)->href);
        break;
    case MD_SPAN_IMG:
        spans_refuse(spans, spans_find(spans, "!"), "pictures are not read: a "
                     "step shows the program's own (view, show)");
        break;
    default:
        break;
    }
    return !spans->full;
}

bool spans_leave(struct spans *spans, MD_SPANTYPE type)
{
    while (spans->maths && spans->length > 0 &&
           strchr(" \n", spans->text[spans->length - 1]) != NULL)
        spans->length--;
    if (!spans_flush(spans))
        return false;
    spans->emphasis -= type == MD_SPAN_EM;
    spans->bold -= type == MD_SPAN_STRONG;
    if (type == MD_SPAN_CODE)
        spans->code = false;
    if (type == MD_SPAN_LATEXMATH || type == MD_SPAN_LATEXMATH_DISPLAY)
        spans->maths = false;
    if (type == MD_SPAN_A)
        spans->link = NULL;
    return true;
}

static bool is_escaped(const struct spans *spans, const char *at)
{
    return at > spans->cursor.start && at[-1] == '\\';
}

/* Marks that Markdown left as they are, since they have no partner. */
static void check_marks(struct spans *spans, const char *text, size_t size)
{
    for (const char *at = text; at < text + size; at++) {
        bool more = at + 1 < text + size;
        if (strchr("$`*]", *at) == NULL || is_escaped(spans, at))
            continue;
        if (*at == ']' && more && at[1] == '(')
            spans_refuse(spans, at, "this link is not closed, or its address "
                         "has blanks");
        else if (*at == '$')
            spans_refuse(spans, at, "this '$' has no partner; a dollar is "
                         "written \\$, and a line of a formula does not begin "
                         "with '+ ' or '- '");
        else if (*at == '`')
            spans_refuse(spans, at, "this '`' has no partner");
        else if (*at == '*' && more && at[1] == '*')
            spans_refuse(spans, at, "this '**' has no partner; inside it, no "
                         "blank touches it, and where a letter follows, no "
                         "bracket or quotation mark either");
        else
            continue;
        return;
    }
}

/* Is the last span a formula on lines of its own? */
static bool is_behind_formula(const struct spans *spans)
{
    const struct lesson_page *page = spans->page;

    if (page->spans <= spans->first)
        return false;
    int formula = page->span[page->spans - 1].formula;
    return formula >= 0 && page->formula[formula].display;
}

/* The end of a line of the source. A formula keeps its lines, and each starts
 * in its column, so that its problems have their place. */
static bool put_line_end(struct spans *spans)
{
    const char *at = spans->seen;

    if (spans->length == 0 && (spans->maths || is_behind_formula(spans)))
        return true;
    if (!spans->maths)
        return put(spans, " ", 1);
    while (at < spans->cursor.end && *at != '\n' && *at != '\r')
        at++;
    at += at < spans->cursor.end;
    if (at < spans->cursor.end && at[-1] == '\r' && *at == '\n')
        at++;
    spans->seen = at;
    return put(spans, "\n", 1);
}

/* Blanks for what stands before a later line of a formula. */
static bool put_margin(struct spans *spans, const char *text)
{
    if (!spans->maths || spans->length == 0 ||
        spans->text[spans->length - 1] != '\n')
        return true;
    for (const char *at = spans->seen; at < text; at++)
        if (!put(spans, " ", 1))
            return false;
    return true;
}

static bool put_text(struct spans *spans, const char *text, size_t size)
{
    if (is_inside(spans, text)) {
        if (spans->length == 0)
            spans->place = spans_place(spans, text);
        if (!put_margin(spans, text))
            return false;
        spans->seen = text + size;
    } else if (spans->length == 0) {
        spans->place = spans_place(spans, spans->seen);
    }
    return put(spans, text, size);
}

bool spans_text(struct spans *spans, MD_TEXTTYPE type, const char *text,
                size_t size)
{
    const char *meant;

    switch (type) {
    case MD_TEXT_BR:
        return spans_break(spans);
    case MD_TEXT_SOFTBR:
        return put_line_end(spans);
    case MD_TEXT_ENTITY:
        meant = find_entity(text, size);
        if (meant == NULL)
            spans_refuse(spans, text, "this name of a character is not known: "
                                      "write the character itself");
        else if (spans->length == 0)
            spans->place = spans_place(spans, text);
        if (is_inside(spans, text))
            spans->seen = text + size;
        return meant == NULL || put(spans, meant, strlen(meant));
    case MD_TEXT_HTML:
        if (!spans->html)
            spans_refuse(spans, text, "HTML is not read; '<' is written \\<");
        spans->html = true;
        if (is_inside(spans, text))
            spans->seen = text + size;
        return true;
    case MD_TEXT_NORMAL:
        if (is_inside(spans, text))
            check_marks(spans, text, size);
        return put_text(spans, text, size);
    default:
        if (!is_inside(spans, text)) /* a line ends in code or maths */
            return put_line_end(spans);
        return put_text(spans, text, size);
    }
}

void spans_finish(struct spans *spans)
{
    free(spans->text);
    spans->text = NULL;
}

/* A glossary is a page whose headings end in a name, "{#forget-gate}", as code
 * hosts and other readers of Markdown know it.
 */
#include "lesson/page/glossary.h"

#include <stdlib.h>
#include <string.h>

#include "base/array.h"
#include "lesson/page/markdown/collect.h"
#include "lesson/text_store.h"

static bool is_name(const char *text, size_t length)
{
    for (size_t k = 0; k < length; k++) {
        char c = text[k];
        if (!(c >= 'a' && c <= 'z') && !(c >= '0' && c <= '9') &&
            (c != '-' || k == 0))
            return false;
    }
    return length > 0 && length < GLOSSARY_NAME_MAX;
}

/* "forget gate {#forget-gate}" into the title and the name of a term. */
static bool read_heading(struct glossary *glossary, struct glossary_term *term,
                         const char *heading, struct problems *problems)
{
    const char *mark = strstr(heading, "{#");
    size_t length = mark == NULL ? 0 : strlen(mark);

    if (length < 3 || mark[length - 1] != '}' ||
        !is_name(mark + 2, length - 3))
        return problems_add(problems, term->place, "a term has a name behind "
                            "it: '## forget gate {#forget-gate}', of small "
                            "letters, digits and '-'");
    memcpy(term->name, mark + 2, length - 3);
    length = (size_t)(mark - heading);
    while (length > 0 && heading[length - 1] == ' ')
        length--;
    if (length == 0)
        return problems_add(problems, term->place, "this term has no words");
    term->title = text_store_add(&glossary->page.store, heading, length);
    return term->title != NULL ||
           problems_add(problems, (struct place){0, 0},
                        "not enough memory to read it");
}

static void check_blocks(const struct lesson_page *page,
                         const struct glossary_term *term,
                         struct problems *problems)
{
    for (int b = term->block; b < term->block + term->blocks; b++)
        if (page->block[b].kind != BLOCK_PARAGRAPH) {
            problems_add(problems, page->block[b].place, "a term is explained "
                         "in plain paragraphs");
            return;
        }
    if (term->blocks < 2)
        problems_add(problems, term->place, "a term has a line with its symbol "
                     "and where it is taught and, below an empty line, a "
                     "sentence");
}

static void add_term(struct glossary *glossary,
                     const struct page_headings *headings, int k,
                     struct problems *problems)
{
    const struct page_heading *heading = &headings->heading[k];
    struct lesson_page *page = &glossary->page;
    int end = k + 1 < headings->count ? heading[1].block : page->blocks;
    struct glossary_term term = {.block = heading->block,
                                 .blocks = end - heading->block,
                                 .place = heading->place};

    if (heading->level == 1) {
        problems_add(problems, heading->place, "a second title: every term has "
                     "'##'");
        return;
    }
    check_blocks(page, &term, problems);
    if (!read_heading(glossary, &term, heading->title, problems))
        return;
    int other = glossary_find(glossary, term.name);
    if (other >= 0)
        problems_add(problems, term.place, "'%s' is already in line %zu",
                     term.name, glossary->term[other].place.line);
    else
        glossary->term[glossary->terms++] = term;
}

static void add_terms(struct glossary *glossary,
                      const struct page_headings *headings,
                      struct problems *problems)
{
    int terms = headings->count - 1;

    if (headings->count == 0 || headings->heading[0].level != 1) {
        problems_add(problems, (struct place){1, 1}, "there is no title: a "
                     "glossary begins with '# Glossary'");
        return;
    }
    if (terms == 0 || terms > GLOSSARY_TERMS_MAX) {
        problems_add(problems, (struct place){1, 1}, "a glossary has 1 to %d "
                     "terms, not %d", GLOSSARY_TERMS_MAX, terms);
        return;
    }
    glossary->term = array_new((size_t)terms, sizeof *glossary->term,
                               "a glossary", NULL);
    if (glossary->term == NULL) {
        problems_add(problems, (struct place){0, 0},
                     "not enough memory to read it");
        return;
    }
    for (int k = 1; k < headings->count && !problems->more; k++)
        add_term(glossary, headings, k, problems);
}

bool glossary_read(struct glossary *glossary, const char *text, size_t length,
                   struct problems *problems)
{
    struct page_headings headings = {NULL, 0, 0};
    int before = problems->count;
    bool whole;

    *glossary = (struct glossary){0};
    page_collect(&glossary->page, &headings, text, length, problems, &whole);
    if (whole)
        add_terms(glossary, &headings, problems);
    free(headings.heading);
    bool good = whole && problems->count == before && !problems->more;
    if (!good)
        glossary_finish(glossary);
    return good;
}

void glossary_finish(struct glossary *glossary)
{
    page_finish(&glossary->page);
    free(glossary->term);
    *glossary = (struct glossary){0};
}

int glossary_find(const struct glossary *glossary, const char *name)
{
    for (int k = 0; k < glossary->terms; k++)
        if (strcmp(glossary->term[k].name, name) == 0)
            return k;
    return -1;
}

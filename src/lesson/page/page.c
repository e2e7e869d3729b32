/* Blocks and headings become steps. A step needs words; one block of settings
 * is its own, and where several are, the author meant something else.
 */
#include "lesson/page/page.h"

#include <stdlib.h>
#include <string.h>

#include "lesson/page/markdown/collect.h"
#include "lesson/text_store.h"

static const struct place beginning = {1, 1};

/* False: there is no telling which the steps are. */
static bool add_steps(struct lesson_page *page,
                      const struct page_headings *headings,
                      struct problems *problems)
{
    for (int k = 0; k < headings->count; k++) {
        const struct page_heading *heading = &headings->heading[k];
        int end = k + 1 < headings->count ? heading[1].block : page->blocks;
        if (k > 0 && heading->level == 1)
            return problems_add(problems, heading->place, "a second title: a "
                                "lesson has one '#', every step has '##'");
        if (page->steps == PAGE_STEPS_MAX && k > 0)
            return problems_add(problems, heading->place, "a lesson has at "
                                "most %d steps", PAGE_STEPS_MAX);
        page->steps += k > 0;
        page->step[page->steps] = (struct page_step){
            heading->title, heading->place, heading->block,
            end - heading->block, -1};
    }
    return page->steps > 0 ||
           problems_add(problems, headings->heading[0].place, "there is no "
                        "step: a step begins with '## Its title'");
}

static bool check_headings(const struct lesson_page *page,
                           const struct page_headings *headings,
                           struct problems *problems)
{
    const struct page_heading *first = headings->heading;

    if (headings->count == 0)
        return problems_add(problems, beginning, "there is no title: a lesson "
                            "begins with '# Title'");
    if (first->level != 1)
        return problems_add(problems, first->place, "a step before the title: "
                            "a lesson begins with '# Title'");
    if (first->block > 0)
        return problems_add(problems, page->block[0].place, "this stands "
                            "before the title: a lesson begins with '# Title'");
    return true;
}

/* Finds the settings of a step, and whether it has any words. */
static void check_step(struct lesson_page *page, int k,
                       struct problems *problems)
{
    struct page_step *step = &page->step[k];
    int words = 0;

    for (int b = step->block; b < step->block + step->blocks; b++) {
        const struct page_block *block = &page->block[b];
        struct place fence = {block->place.line - 1, 1};
        if (block->kind != BLOCK_SETTINGS)
            words++;
        else if (k == 0)
            problems_add(problems, fence, "settings belong to a step: they "
                         "stand below its '##'");
        else if (step->settings >= 0)
            problems_add(problems, fence, "a second ```gatereel block: a step "
                         "has one");
        else
            step->settings = b;
    }
    if (words == 0 && k > 0)
        problems_add(problems, step->place, "this step has no words");
}

/* Are the steps known? */
static bool make_steps(struct lesson_page *page,
                       const struct page_headings *headings,
                       struct problems *problems)
{
    if (!check_headings(page, headings, problems) ||
        !add_steps(page, headings, problems))
        return false;
    for (int k = 0; k <= page->steps; k++)
        check_step(page, k, problems);
    return true;
}

bool page_read(struct lesson_page *page, const char *text, size_t length,
               struct problems *problems)
{
    struct page_headings headings = {NULL, 0, 0};
    int before = problems->count;
    bool whole;

    *page = (struct lesson_page){0};
    bool good = page_collect(page, &headings, text, length, problems, &whole);
    bool known = whole && make_steps(page, &headings, problems);
    free(headings.heading);
    if (!known)
        page_finish(page);
    return good && known && problems->count == before && !problems->more;
}

void page_finish(struct lesson_page *page)
{
    for (int k = 0; k < page->formulas; k++)
        free(page->formula[k].node);
    free(page->formula);
    free(page->span);
    free(page->block);
    text_store_destroy(page->store);
    *page = (struct lesson_page){0};
}

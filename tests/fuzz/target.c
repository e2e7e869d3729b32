/* Reads one input and looks at all that came of it: a pointer that leads
 * nowhere is then seen by the sanitizers, a broken promise by a check.
 */
#include "fuzz/target.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "lesson/page/glossary.h"
#include "lesson/page/plan.h"
#include "scene/course/lesson.h"

/* An assert that no build leaves out. */
#define KEEPS(promise) \
    ((promise) ? (void)0 : give_up(#promise, __LINE__))

static void give_up(const char *promise, int line)
{
    fprintf(stderr, "target.c:%d: not kept: %s\n", line, promise);
    abort();
}

static void look_at_text(const char *text)
{
    KEEPS(utf8_valid(text, strlen(text)));
}

static void look_at_problems(const struct problems *problems, bool good)
{
    KEEPS(good == (problems->count == 0));
    for (int k = 0; k < problems->count; k++)
        look_at_text(problems->line[k]);
}

/* Every node hangs at one place, and the depth has an end. */
static int count_nodes(const struct formula_node *node, int index, int depth)
{
    int count = 1;

    KEEPS(depth < 4 * FORMULA_DEPTH_MAX);
    KEEPS(node[index].kind >= 0 && node[index].kind < FORMULA_KINDS);
    look_at_text(node[index].text);
    for (int k = node[index].child; k >= 0; k = node[k].next) {
        KEEPS(k > 0 && k < FORMULA_NODES_MAX);
        count += count_nodes(node, k, depth + 1);
        KEEPS(count <= FORMULA_NODES_MAX);
    }
    return count;
}

static void look_at_formula(const struct formula_node *node, int nodes)
{
    KEEPS(nodes >= 1 && nodes <= FORMULA_NODES_MAX);
    KEEPS(node[0].kind == FORMULA_ROW && node[0].next < 0);
    KEEPS(count_nodes(node, 0, 0) == nodes);
}

static void look_at_page(const struct lesson_page *page)
{
    for (int b = 0; b < page->blocks; b++) {
        const struct page_block *block = &page->block[b];
        KEEPS(block->spans > 0 && block->span >= 0);
        KEEPS(block->span + block->spans <= page->spans);
        KEEPS(block->place.line > 0 && block->place.column > 0);
    }
    for (int s = 0; s < page->spans; s++) {
        const struct page_span *span = &page->span[s];
        look_at_text(span->text);
        if (span->marks & SPAN_LINK)
            look_at_text(span->link);
        KEEPS((span->formula >= 0) == ((span->marks & SPAN_MATHS) != 0));
        KEEPS(span->formula < page->formulas);
    }
    for (int f = 0; f < page->formulas; f++)
        look_at_formula(page->formula[f].node, page->formula[f].nodes);
}

static void look_at_steps(const struct lesson_page *page, bool good)
{
    KEEPS(page->steps >= 1 && page->steps <= PAGE_STEPS_MAX);
    for (int k = 0; k <= page->steps; k++) {
        const struct page_step *step = &page->step[k];
        KEEPS(!good || step->title[0] != '\0');
        look_at_text(step->title);
        KEEPS(step->block >= 0 && step->block + step->blocks <= page->blocks);
        KEEPS(step->settings < step->block + step->blocks);
    }
}

static void read_page(const char *text, size_t length)
{
    struct lesson_page page;
    struct problems problems;

    problems_init(&problems, "page");
    bool good = page_read(&page, text, length, &problems);
    look_at_problems(&problems, good);
    if (good)
        look_at_page(&page);
    if (page.steps > 0)
        look_at_steps(&page, good);
    page_finish(&page);
}

static void read_formula(const char *text, size_t length)
{
    struct formula_node node[FORMULA_NODES_MAX];
    struct problems problems;

    problems_init(&problems, "formula");
    int nodes = formula_read(node, text, length, (struct place){1, 1},
                             &problems);
    if (nodes > 0 && utf8_valid(text, length))
        look_at_formula(node, nodes);
    KEEPS((nodes > 0) == (problems.count == 0));
}

static void read_settings(const struct schema *schema, const char *text,
                          size_t length)
{
    struct step_block *block = malloc(sizeof *block);
    struct problems problems;

    KEEPS(block != NULL);
    step_defaults(block);
    problems_init(&problems, "settings");
    problems.above = 41;
    bool good = step_read(schema, text, length, block, &problems);
    look_at_problems(&problems, good);
    KEEPS(block->step.panels <= STEP_PANELS_MAX);
    KEEPS(block->words.choices <= STEP_CHOICES_MAX);
    free(block);
}

static void read_glossary(const char *text, size_t length)
{
    struct glossary glossary;
    struct problems problems;

    problems_init(&problems, "glossary");
    bool good = glossary_read(&glossary, text, length, &problems);
    look_at_problems(&problems, good);
    look_at_page(&glossary.page);
    for (int k = 0; k < glossary.terms; k++)
        KEEPS(glossary_find(&glossary, glossary.term[k].name) == k);
    glossary_finish(&glossary);
}

static void read_plan(const char *text, size_t length)
{
    struct class_plan *plan = malloc(sizeof *plan);
    struct problems problems;

    KEEPS(plan != NULL);
    problems_init(&problems, "plan");
    bool good = plan_read(plan, text, length, &problems);
    look_at_problems(&problems, good);
    for (int k = 0; good && k < plan->stops; k++)
        look_at_text(plan->stop[k].name);
    free(plan);
}

static void read_lesson(const char *text, size_t length)
{
    static const char between[] = "\n%%\n";
    struct lesson_source source = {.folder = "07-lesson", .text = {text},
                                   .length = {length}};
    struct problems problems[LANGUAGES];

    for (size_t k = 0; k + sizeof between <= length; k++) {
        if (memcmp(text + k, between, sizeof between - 1) != 0)
            continue;
        source.length[0] = k + 1;
        source.text[1] = text + k + sizeof between - 1;
        source.length[1] = length - k - (sizeof between - 1);
        break;
    }
    problems_init(&problems[0], "lesson.md");
    problems_init(&problems[1], "lesson.ko.md");
    struct lesson *lesson = lesson_create(&source, problems);
    KEEPS((lesson != NULL) ==
          (problems[0].count == 0 && problems[1].count == 0));
    for (int k = 0; lesson != NULL && k < lesson->steps; k++)
        look_at_text(lesson_step_title(lesson, LANGUAGES - 1, k));
    lesson_destroy(lesson);
}

void fuzz_one(const char *text, size_t length)
{
    static const char kinds[] = "pfswgcl";

    if (length == 0)
        return;
    char kind = *text++;
    length--;
    if (strchr(kinds, kind) == NULL || kind == '\0')
        kind = kinds[(unsigned char)kind % (sizeof kinds - 1)];
    switch (kind) {
    case 'p':
        read_page(text, length);
        break;
    case 'f':
        read_formula(text, length);
        break;
    case 's':
        read_settings(&step_schema, text, length);
        break;
    case 'w':
        read_settings(&step_words_schema, text, length);
        break;
    case 'g':
        read_glossary(text, length);
        break;
    case 'c':
        read_plan(text, length);
        break;
    default:
        read_lesson(text, length);
        break;
    }
}

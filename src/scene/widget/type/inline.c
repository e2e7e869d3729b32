/* Short texts: a page of one paragraph is made of them on the stack.
 */
#include <stdio.h>
#include <string.h>

#include "scene/course/step.h"
#include "scene/widget/paper.h"
#include "scene/widget/type/flow.h"

enum { SPANS = 40, FORMULAS = 12, NODES = 600,
       LETTERS = 2 * STEP_TEXT_MAX + SPANS };

struct text {
    struct lesson_page page;
    struct page_span span[SPANS];
    struct formula formula[FORMULAS];
    struct formula_node node[NODES];
    char letters[LETTERS];
    int nodes;
    size_t used;
};

static void add_span(struct text *text, int marks, const char *from,
                     size_t length)
{
    struct lesson_page *page = &text->page;

    if (length == 0 || page->spans == SPANS ||
        text->used + length + 1 > LETTERS)
        return;
    char *copy = text->letters + text->used;
    memcpy(copy, from, length);
    copy[length] = '\0';
    text->used += length + 1;
    text->span[page->spans++] = (struct page_span){
        .marks = marks, .text = copy, .formula = page->formulas};
}

/* False where it is no formula: then it is text. */
static bool add_formula(struct text *text, int marks, const char *from,
                        size_t length)
{
    struct formula_node node[FORMULA_NODES_MAX];
    struct problems problems;

    if (text->page.formulas == FORMULAS)
        return false;
    problems_init(&problems, "");
    int nodes = formula_read(node, from, length, (struct place){1, 1},
                             &problems);
    if (nodes == 0 || text->nodes + nodes > NODES)
        return false;
    memcpy(text->node + text->nodes, node, (size_t)nodes * sizeof *node);
    text->formula[text->page.formulas] = (struct formula){
        .node = text->node + text->nodes, .nodes = nodes};
    add_span(text, marks | SPAN_MATHS, from, length);
    text->page.formulas++;
    text->nodes += nodes;
    return true;
}

static void read_text(struct text *text, const char *from)
{
    int marks = 0;

    *text = (struct text){.page = {.span = text->span,
                                   .formula = text->formula}};
    while (*from != '\0') {
        const char *end = *from == '$' ? strchr(from + 1, '$') : NULL;
        if (end != NULL &&
            add_formula(text, marks, from + 1, (size_t)(end - from - 1))) {
            from = end + 1;
        } else if (strncmp(from, "**", 2) == 0) {
            marks ^= SPAN_BOLD;
            from += 2;
        } else {
            size_t length = 1 + strcspn(from + 1, "$*");
            add_span(text, marks, from, length);
            from += length;
        }
    }
}

static float run(const struct scene *scene, struct point at, float width,
                 const struct paper_style *style, const char *from, bool draws)
{
    struct text text;

    read_text(&text, from);
    const struct flow flow = {.scene = scene, .page = &text.page,
                              .style = *style, .strong = scene->theme->ink,
                              .draws = draws};
    return flow_set(&flow, 0, text.page.spans, at, width);
}

float paper_text_draw(const struct scene *scene, struct point at, float width,
                      const struct paper_style *style, const char *text)
{
    return run(scene, at, width, style, text, true);
}

float paper_text_height(const struct scene *scene, float width,
                        const struct paper_style *style, const char *text)
{
    return run(scene, point_at(0, 0), width, style, text, false);
}

/* Blocks below each other. What belongs together (formulas that follow each
 * other, paragraphs of a quote, rows of a table) is set as one.
 */
#include "scene/widget/paper.h"

#include <math.h>
#include <stdio.h>

#include "scene/widget/formula.h"
#include "scene/widget/panel.h"
#include "scene/widget/type/flow.h"
#include "scene/widget/type/table.h"

enum { INDENT = 24, NUMBERED = 34, QUOTE_PAD = 14, QUOTE_BAR = 4, WELL_PAD = 14,
       DISPLAY_PIECES = 12 };

/* The sizes of a formula that stands alone, as shares of the text's. */
static const float display_size = 1.36f, display_least = 1.1f;

struct sheet {
    const struct paper *paper;
    struct flow flow;
    float width;
};

static float set_paragraph(const struct sheet *sheet,
                           const struct page_block *block, struct point at)
{
    return flow_set(&sheet->flow, block->span, block->spans, at,
                    sheet->width);
}

static float set_item(const struct sheet *sheet,
                      const struct page_block *block, struct point at)
{
    const struct flow *flow = &sheet->flow;
    const struct paper_style *style = &flow->style;
    struct draw_list *list = flow->scene->list;
    float left = at.x + (float)block->depth * INDENT;
    float indent = block->number > 0 ? NUMBERED : INDENT;
    float base = at.y + 0.5f * style->line + 0.35f * style->size;

    if (flow->draws && flow_seen(flow, at.y, style->line)) {
        if (block->number > 0)
            draw_print(list, point_at(left + indent - 7, base),
                       style_of(FACE_UI, style->size, style->color,
                                ALIGN_RIGHT), "%d.", block->number);
        else
            draw_disc(list, point_at(left + indent / 2,
                                     base - 0.33f * style->size),
                      0.15f * style->size, style->color);
    }
    return flow_set(flow, block->span, block->spans,
                    point_at(left + indent, at.y),
                    sheet->width - (left + indent - at.x));
}

/* Paragraphs apart, behind a bar. */
static float set_quotes(const struct sheet *sheet, int first, int count,
                        struct point at)
{
    const struct theme *theme = sheet->flow.scene->theme;
    struct draw_list *list = sheet->flow.scene->list;
    struct sheet inside = *sheet;
    const struct page_block *block = sheet->paper->page->block;
    float y = at.y + QUOTE_PAD - 4, foot;

    inside.width -= 2 * QUOTE_PAD + QUOTE_BAR;
    inside.flow.strong = theme->warn;
    inside.flow.draws = false;
    for (int k = first; k < first + count; k++)
        y = set_paragraph(&inside, &block[k], point_at(0, y));
    foot = y + QUOTE_PAD - 4;
    if (!sheet->flow.draws)
        return foot;
    draw_box(list, box_at(at.x, at.y, sheet->width, foot - at.y), 8,
             color_fade(theme->warn, theme->dark ? 0.16f : 0.09f));
    draw_box(list, box_at(at.x, at.y, QUOTE_BAR, foot - at.y), 2, theme->warn);
    inside.flow.draws = true;
    y = at.y + QUOTE_PAD - 4;
    for (int k = first; k < first + count; k++)
        y = set_paragraph(&inside, &block[k],
                          point_at(at.x + QUOTE_PAD + QUOTE_BAR, y));
    return foot;
}

/* The lines of one formula: pieces first[k] .. first[k + 1] - 1 each. */
struct display {
    struct formula_style style;
    int lines, first[DISPLAY_PIECES + 1];
};

static struct formula_style line_style(const struct display *display, int k)
{
    struct formula_style style = display->style;

    style.from = display->first[k];
    style.count = k + 1 < display->lines
        ? display->first[k + 1] - display->first[k] : 0;
    return style;
}

/* In full size where there is room, else smaller, else on several lines. */
static struct display lay_formula(const struct sheet *sheet,
                                  const struct formula *formula, float width)
{
    const struct scene *scene = sheet->flow.scene;
    const struct paper_style *style = &sheet->flow.style;
    struct display display = {
        .style = {.size = display_size * style->size, .color = style->color,
                  .plain = style->plain},
        .lines = 1};
    float all = formula_measure(scene, formula, &display.style).width;
    int first[DISPLAY_PIECES];

    if (all <= width)
        return display;
    display.style.size = fmaxf(display.style.size * width / all,
                               display_least * style->size);
    if (formula_measure(scene, formula, &display.style).width <= width)
        return display;
    int pieces = formula_pieces(formula, first, DISPLAY_PIECES);
    for (int k = 1; k < pieces; k++) {
        struct formula_style part = display.style;
        part.from = display.first[display.lines - 1];
        part.count = k + 1 < pieces ? first[k + 1] - part.from : 0;
        float room = width - (display.lines > 1 ? INDENT : 0);
        if (formula_apart(formula, first[k]) ||
            formula_measure(scene, formula, &part).width > room)
            display.first[display.lines++] = first[k];
    }
    all = 0;
    for (int k = 0; k < display.lines; k++) {
        const struct formula_style line = line_style(&display, k);
        all = fmaxf(all, formula_measure(scene, formula, &line).width +
                             (k > 0 ? INDENT : 0));
    }
    if (all > width)
        display.style.size = fmaxf(display.style.size * width / all,
                                   FORMULA_LEAST);
    return display;
}

static float set_formula(const struct sheet *sheet,
                         const struct page_block *block, struct point at,
                         float width)
{
    const struct scene *scene = sheet->flow.scene;
    const struct page_span *span = &sheet->paper->page->span[block->span];

    if (block->spans == 0 || !(span->marks & SPAN_MATHS))
        return at.y;
    const struct formula *formula =
        &sheet->paper->page->formula[span->formula];
    const struct display display = lay_formula(sheet, formula, width);
    for (int k = 0; k < display.lines; k++) {
        const struct formula_style style = line_style(&display, k);
        struct formula_size size = formula_measure(scene, formula, &style);
        float height = size.above + size.below;
        if (sheet->flow.draws && flow_seen(&sheet->flow, at.y, height))
            formula_draw(scene, formula, &style,
                         point_at(at.x + (k > 0 ? INDENT : 0),
                                  at.y + size.above));
        at.y += height + 0.5f * style.size;
    }
    return at.y;
}

/* In a well, as on the stage. */
static float set_formulas(const struct sheet *sheet, int first, int count,
                          struct point at)
{
    const struct theme *theme = sheet->flow.scene->theme;
    const struct page_block *block = sheet->paper->page->block;
    struct sheet inside = *sheet;
    float width = sheet->width - 2 * WELL_PAD, y = at.y + WELL_PAD;

    inside.flow.draws = false;
    for (int k = first; k < first + count; k++)
        y = set_formula(&inside, &block[k], point_at(0, y), width);
    float foot = y + WELL_PAD - 10;
    if (!sheet->flow.draws)
        return foot;
    struct box well = box_at(at.x, at.y, sheet->width, foot - at.y);
    if (!sheet->flow.style.plain) {
        draw_box(sheet->flow.scene->list, well, 11, theme->well);
        draw_outline(sheet->flow.scene->list, box_inset(well, 0.5f), 10.5f, 1,
                     theme->edge);
    }
    y = at.y + WELL_PAD;
    for (int k = first; k < first + count; k++)
        y = set_formula(sheet, &block[k], point_at(at.x + WELL_PAD, y),
                        width);
    return foot;
}

/* How many blocks of this kind follow each other. */
static int run_of(const struct paper *paper, int first)
{
    const struct page_block *block = paper->page->block;
    int count = 1;

    while (first + count < paper->first + paper->count &&
           block[first + count].kind == block[first].kind)
        count++;
    return count;
}

/* Sets the block k, and those that are set with it, *count. */
static float set_block(const struct sheet *sheet, int k, struct point at,
                       int *count)
{
    const struct page_block *block = &sheet->paper->page->block[k];

    switch (block->kind) {
    case BLOCK_ITEM:
        return set_item(sheet, block, at);
    case BLOCK_QUOTE:
        *count = run_of(sheet->paper, k);
        return set_quotes(sheet, k, *count, at);
    case BLOCK_FORMULA:
        *count = run_of(sheet->paper, k);
        return set_formulas(sheet, k, *count, at);
    case BLOCK_ROW:
        *count = run_of(sheet->paper, k);
        return table_set(&sheet->flow, k, *count, at, sheet->width);
    default:
        return set_paragraph(sheet, block, at);
    }
}

static bool is_set(const struct paper *paper, enum block_kind kind)
{
    return kind != BLOCK_SETTINGS && (kind != BLOCK_NOTE || paper->notes);
}

static float run(const struct scene *scene, const struct paper *paper,
                 struct point at, float width, bool draws)
{
    const struct sheet sheet = {
        .paper = paper, .width = width,
        .flow = {.scene = scene, .page = paper->page, .style = paper->style,
                 .strong = scene->theme->ink, .draws = draws}};
    float gap = 0, y = at.y;
    int count = 1;

    for (int k = paper->first; k < paper->first + paper->count; k += count) {
        enum block_kind kind = paper->page->block[k].kind;
        count = 1;
        if (!is_set(paper, kind))
            continue;
        if (kind != BLOCK_ITEM)
            gap = fmaxf(gap, gap > 0 ? 0.5f * paper->style.line : 0);
        y = set_block(&sheet, k, point_at(at.x, y + gap), &count);
        gap = (kind == BLOCK_ITEM ? 0.16f : 0.5f) * paper->style.line;
    }
    return y;
}

float paper_draw(const struct scene *scene, const struct paper *paper,
                 struct point at, float width)
{
    return run(scene, paper, at, width, true);
}

float paper_height(const struct scene *scene, const struct paper *paper,
                   float width)
{
    return run(scene, paper, point_at(0, 0), width, false);
}

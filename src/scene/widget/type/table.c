/* Columns are as wide as what is in them; where that is too much, wide ones
 * give way and their cells wrap. A row is drawn whole or not at all.
 */
#include "scene/widget/type/table.h"

#include <math.h>

enum { COLUMNS_MAX = 8, GAP = 18, RIM = 5 };

struct table {
    const struct flow *flow;
    int columns;
    float width[COLUMNS_MAX];
};

/* The cells of a row: spans first[k] .. first[k + 1] - 1. */
static int find_cells(const struct flow *flow, const struct page_block *row,
                      int first[COLUMNS_MAX + 1])
{
    int cells = 0;

    first[0] = row->span;
    for (int k = row->span; k < row->span + row->spans; k++)
        if (flow->page->span[k].marks & SPAN_BREAK && cells < COLUMNS_MAX)
            first[++cells] = k + 1;
    if (cells < COLUMNS_MAX && first[cells] < row->span + row->spans)
        first[++cells] = row->span + row->spans;
    return cells;
}

/* Takes from the widest columns until the sum is `room`. */
static void narrow(struct table *table, float room)
{
    float level = 0, sum = 0;

    for (int k = 0; k < table->columns; k++)
        sum += table->width[k];
    if (sum <= room)
        return;
    for (level = room; level > 20; level -= 2) {
        sum = 0;
        for (int k = 0; k < table->columns; k++)
            sum += fminf(table->width[k], level);
        if (sum <= room)
            break;
    }
    for (int k = 0; k < table->columns; k++)
        table->width[k] = fminf(table->width[k], level);
}

static float set_row(const struct table *table, const struct page_block *row,
                     struct point at, bool draws)
{
    struct flow flow = *table->flow;
    int first[COLUMNS_MAX + 1];
    int cells = find_cells(&flow, row, first);
    float y = at.y + flow.style.line, x = at.x;

    flow.draws = draws;
    flow.bold = row->heading;
    for (int k = 0; k < cells && k < table->columns; k++) {
        y = fmaxf(y, flow_set(&flow, first[k], first[k + 1] - first[k],
                              point_at(x, at.y + RIM), table->width[k]));
        x += table->width[k] + GAP;
    }
    return y + RIM;
}

static struct table measure(const struct flow *flow, int first, int count,
                            float width)
{
    struct table table = {.flow = flow};
    struct flow heading = *flow;

    heading.bold = true;
    for (int k = first; k < first + count; k++) {
        int cell[COLUMNS_MAX + 1];
        int cells = find_cells(flow, &flow->page->block[k], cell);
        for (int c = 0; c < cells; c++)
            table.width[c] = fmaxf(
                table.width[c],
                1 + flow_width(flow->page->block[k].heading ? &heading : flow,
                               cell[c], cell[c + 1] - cell[c]));
        table.columns = cells > table.columns ? cells : table.columns;
    }
    narrow(&table, width - (float)(table.columns - 1) * GAP);
    return table;
}

float table_set(const struct flow *flow, int first, int count, struct point at,
                float width)
{
    const struct table table = measure(flow, first, count, width);
    struct draw_list *list = flow->scene->list;
    float all = -GAP;

    for (int k = 0; k < table.columns; k++)
        all += table.width[k] + GAP;
    for (int k = first; k < first + count; k++) {
        const struct page_block *row = &flow->page->block[k];
        float foot = set_row(&table, row, at, false);
        if (flow->draws && flow_seen(flow, at.y, foot - at.y)) {
            set_row(&table, row, at, true);
            draw_tile(list, box_at(at.x, foot, all,
                                   (row->heading ? 2 : 1) / list->scale),
                      flow->scene->theme->edge_strong);
        }
        at.y = foot;
    }
    return at.y + RIM;
}

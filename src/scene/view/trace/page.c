/* The largest terms come first where there are many. Digits are chosen for
 * what is on the page, so that a reader can add it up.
 */
#include "scene/view/trace/page.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

static struct page_row row_of(struct trace_term term)
{
    return (struct page_row){
        .open = term.id, .value = term.value, .term = term,
        .number = term.own ? term.id : subject(SUBJECT_OTHER, 0, 0, 0, 0)};
}

/* Factor k of the only term. */
static struct page_row factor_row(const struct trace_number *number, int k)
{
    const struct trace_factor *factor = &number->term[0].factor[k];

    return (struct page_row){
        .open = factor->id, .value = factor->value,
        .number = factor->id.kind != SUBJECT_NONE
            ? factor->id : subject(SUBJECT_OTHER, 0, 0, 0, 0),
        .term = {.factors = 1, .factor = {*factor}}};
}

/* The rows of the page, of terms in this order; NULL: as they are. */
static void fill(const struct film *film, const int *order, double total,
                 struct page *page)
{
    const struct trace_number *number = &page->number;

    page->others = page->product ? 0 : page->all - page->rows;
    page->others_sum = page->others > 0 ? total : 0;
    for (int k = 0; k < page->rows; k++) {
        int at = page->first + k;
        page->row[k] = page->product
            ? factor_row(number, at)
            : row_of(trace_term(film, number, order ? order[at] : at));
        if (page->others > 0)
            page->others_sum -= page->row[k].value;
    }
}

/* All that is added up on the page. */
static int gather(const struct page *page, double term[PAGE_ROWS_MAX + 1])
{
    int count = 0;

    for (int k = 0; k < page->rows; k++)
        term[count++] = page->row[k].value;
    if (page->others > 0)
        term[count++] = page->others_sum;
    return count;
}

static void choose_product(struct page *page)
{
    const struct trace_term *term = &page->number.term[0];

    if (!page->phi)
        page->digits = page->result =
            digits_of_product(term, page->number.value);
    digits_product(term, page->sum, page->digits, page->factor, &page->rest);
}

/* The digits of the sum, then those of what makes it. */
static void choose_digits(struct page *page)
{
    const struct trace_number *number = &page->number;
    double term[PAGE_ROWS_MAX + 1];
    int count = gather(page, term);

    if (page->phi) {
        struct trace_number plain = *number;
        plain.value = page->value;
        if (plain.function == PHI_LOG_NORM) {
            plain.function = PHI_ROOT;
            plain.by = 1;
        }
        page->digits = digits_argument(&plain, page->sum, &page->result,
                                       &page->phi_rest);
    }
    if (page->product) {
        choose_product(page);
        return;
    }
    if (page->phi)
        page->rest = digits_missing(page->digits, term, count, page->sum);
    else
        page->digits = page->result =
            digits_sum(term, count, page->sum, &page->rest);
    for (int k = 0; k < page->rows; k++) {
        double unused;
        digits_product(&page->row[k].term, page->row[k].value, page->digits,
                       page->row[k].factor, &unused);
    }
}

bool page_has_sum(const struct page *page)
{
    return page->rows > 1 || page->others > 0 || page->rest != 0;
}

int page_lines(const struct page *page)
{
    return (page->others > 0) + (page->rest != 0) + page_has_sum(page) +
           (page->phi_rest != 0) + page->phi;
}

/* Rows around the chosen one. Other rows have other digits, which may need a
 * line for rounding. */
static void make_rows(const struct film *film, int chosen, int room,
                      struct page *page)
{
    int order[TRACE_RANKED_MAX];
    bool ranked = !page->product && trace_rank(film, &page->number, order);
    double total = trace_sum(film, &page->number);

    if (page->phi)
        page->sum = total;
    for (int rows = room; rows > 0; rows--) {
        page->first = chosen / rows * rows;
        page->rows = rows < page->all - page->first ? rows
                                                    : page->all - page->first;
        page->rest = page->phi_rest = 0;
        fill(film, ranked ? order : NULL, total, page);
        choose_digits(page);
        if (page->rows + page_lines(page) <= room)
            break;
    }
}

void page_make(const struct film *film, struct draw_id id, int chosen,
               int room, struct page *page)
{
    memset(page, 0, sizeof *page);
    page->number = trace_of(film, id);
    const struct trace_number *number = &page->number;
    page->value = id.kind == SUBJECT_GRADIENT_NORM ? pow(10, number->value)
                                                   : number->value;
    page->sum = page->value;
    page->digits = page->result = digits_for(page->value, page->value);
    if (number->kind != TRACE_MADE)
        return;
    page->all = trace_rows(number);
    page->product = number->count == 1 && number->wide == WIDE_NONE &&
                    number->term[0].factors > 1;
    page->phi = number->function != PHI_SUM &&
                number->function != PHI_IDENTITY &&
                !(number->function == PHI_MEAN && number->by == 1);
    room = room > PAGE_ROWS_MAX ? PAGE_ROWS_MAX : room < 1 ? 1 : room;
    chosen = chosen < 0 ? 0 : chosen >= page->all ? page->all - 1 : chosen;
    make_rows(film, chosen, room, page);
}

/* Appends where there is room. */
static void append(char *out, const char *text)
{
    size_t length = strlen(out);

    if (length + strlen(text) < PAGE_SYMBOL_MAX)
        memcpy(out + length, text, strlen(text) + 1);
}

void page_symbol(const struct film *film, const struct trace_term *term,
                 char out[PAGE_SYMBOL_MAX])
{
    int named = 0;

    out[0] = '\0';
    for (int k = 0; k < term->factors; k++) {
        const struct trace_factor *factor = &term->factor[k];
        if (factor->id.kind == SUBJECT_NONE && factor->value == -1 &&
            term->factors > 1)
            append(out, "−");
    }
    for (int k = 0; k < term->factors; k++) {
        const struct trace_factor *factor = &term->factor[k];
        char symbol[TRACE_SYMBOL_MAX], all[TRACE_SYMBOL_MAX + 8];
        if (factor->id.kind == SUBJECT_NONE)
            continue;
        trace_symbol(film, factor->id, symbol);
        snprintf(all, sizeof all, factor->form == FORM_OVER ? "1 / %s" :
                 factor->form == FORM_SIZE ? "|%s|" : "%s", symbol);
        append(out, named++ > 0 ? " · " : "");
        append(out, all);
    }
}

/* Columns are as wide as what stands in them; bars get what is left, and are
 * the first to go where there is none.
 */
#include "scene/view/trace/table.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#include "scene/widget/panel.h"

enum { ROW_LEAST = 26, ROW_MOST = 34, TEXT = 15, BAR_LEAST = 56,
       BAR_MOST = 300, GAP = 14 };

struct columns {
    float left, factors, factors_end, bars, bars_end, right;
    double low, high;   /* of the bars */
    float row;
};

int table_room(float height)
{
    return (int)(height / ROW_LEAST);
}

/* The symbol of a row, or that it is a constant. */
static void symbol_of(const struct scene *scene, const struct page_row *row,
                      char out[PAGE_SYMBOL_MAX])
{
    page_symbol(scene->film, &row->term, out);
    if (out[0] == '\0' || strcmp(out, "−") == 0)
        snprintf(out, PAGE_SYMBOL_MAX, "%s", say(scene->ui, "constant",
                                                 "상수"));
}

/* The row with the digits it is printed with. */
static const struct digits *row_digits(const struct page *page, int k)
{
    return page->product ? &page->factor[page->first + k] : &page->digits;
}

static bool has_factors(const struct page *page)
{
    for (int k = 0; k < page->rows && !page->product; k++)
        if (page->row[k].term.factors > 1)
            return true;
    return false;
}

/* What stands before factor k: nothing, "×", "÷". */
static const char *sign_of(const struct trace_factor *factor, int k)
{
    return factor->form == FORM_OVER ? "÷ " : k > 0 ? "× " : "";
}

static float factor_width(const struct scene *scene,
                          const struct page_row *row, int k)
{
    char text[FIGURE_MAX], all[FIGURE_MAX + 8];

    snprintf(all, sizeof all, "%s%s", sign_of(&row->term.factor[k], k),
             digits_print(text, row->factor[k], row->term.factor[k].value,
                          true));
    return draw_width(scene->list, FACE_UI, TEXT, all) + 6;
}

static float factors_width(const struct scene *scene, const struct page *page)
{
    float most = 0;

    for (int k = 0; k < page->rows; k++) {
        float width = 0;
        for (int f = 0; f < page->row[k].term.factors; f++)
            width += factor_width(scene, &page->row[k], f);
        most = fmaxf(most, width);
    }
    return most;
}

static float symbols_width(const struct scene *scene, const struct page *page)
{
    float most = 0;

    for (int k = 0; k < page->rows; k++) {
        char symbol[PAGE_SYMBOL_MAX];
        symbol_of(scene, &page->row[k], symbol);
        most = fmaxf(most, draw_width(scene->list, FACE_MATH_ITALIC, TEXT,
                                      symbol));
    }
    return most;
}

static float values_width(const struct scene *scene, const struct page *page)
{
    char text[FIGURE_MAX];
    float most = draw_width(scene->list, FACE_BOLD, TEXT,
                            digits_print(text, page->digits, page->sum, true));

    for (int k = 0; k < page->rows; k++) {
        digits_print(text, *row_digits(page, k), page->row[k].value, true);
        most = fmaxf(most, draw_width(scene->list, FACE_BOLD, TEXT, text));
    }
    return most;
}

static void find_range(const struct page *page, struct columns *x)
{
    x->low = fmin(page->others_sum, 0);
    x->high = fmax(page->others_sum, 0);
    for (int k = 0; k < page->rows; k++)
        if (isfinite(page->row[k].value)) {
            x->low = fmin(x->low, page->row[k].value);
            x->high = fmax(x->high, page->row[k].value);
        }
    if (!(x->high - x->low > 0) || !isfinite(x->high - x->low))
        x->low = -1, x->high = 1;
}

static struct columns columns_of(const struct scene *scene, struct box box,
                                 const struct page *page)
{
    float symbols = symbols_width(scene, page) + GAP;
    float factors = has_factors(page) ? factors_width(scene, page) + GAP : 0;
    float values = values_width(scene, page);
    float left = box.w - values - 10;
    struct columns x = {.left = box.x + 10, .right = box_right(box) - 10,
                        .row = ROW_LEAST};

    left -= 10;
    if (symbols > left)
        symbols = left;
    if (symbols + factors > left)
        factors = 0;
    if (symbols > left)
        symbols = left;
    float bars = fminf(left - symbols - factors - GAP, BAR_MOST);
    x.factors = x.left + symbols;
    x.factors_end = x.factors + factors;
    x.bars_end = x.right - values - GAP;
    x.bars = bars >= BAR_LEAST ? x.bars_end - bars : x.bars_end;
    find_range(page, &x);
    return x;
}

static void draw_bar(const struct scene *scene, const struct columns *x,
                     const struct page *page, float y, double value,
                     struct color color)
{
    float width = x->bars_end - x->bars;
    float scale = width / (float)(x->high - x->low);
    float zero = x->bars - (float)x->low * scale;
    float end = zero + (float)value * scale;

    if (width < BAR_LEAST || (page->all == 1 && page->phi))
        return;
    draw_tile(scene->list, box_at(zero, y - x->row / 2, 1, x->row),
              color_fade(scene->theme->ink_soft, 0.6f));
    if (!isfinite(value) || !isfinite(end))
        return;
    struct box bar = box_at(fminf(zero, end), y - 7,
                            fmaxf(fabsf(end - zero), 1.5f), 14);
    draw_box(scene->list, bar, 2, value < 0 ? color_fade(color, 0.3f) : color);
    if (value < 0 && bar.w > 3)
        draw_outline(scene->list, box_inset(bar, 0.7f), 1.6f, 1.4f, color);
}

/* The hue of what a row is about. */
static struct color hue_of(const struct scene *scene, struct draw_id id)
{
    const struct theme *theme = scene->theme;

    switch (id.kind) {
    case SUBJECT_SIGNAL: case SUBJECT_COMPLEMENT: case SUBJECT_SLOPE:
        return notation_color(theme, notation_of(
            film_cell(scene->film, id.layer), id.signal));
    case SUBJECT_GRADIENT: case SUBJECT_TERM: return theme->gradient;
    case SUBJECT_INPUT: case SUBJECT_RAW_INPUT: return theme->x;
    case SUBJECT_KEPT: return theme->f;
    case SUBJECT_WRITTEN: return theme->i;
    default: return theme->h;
    }
}

static struct color row_hue(const struct scene *scene,
                            const struct page_row *row)
{
    enum trace_part part = trace_part_of(row->open);

    if (part == PART_INPUTS)
        return scene->theme->x;
    if (part != PART_NONE && part < PART_BACK)
        return scene->theme->h;
    if (row->open.kind == SUBJECT_PRODUCT)
        return hue_of(scene, row->term.factor[1].id);
    return hue_of(scene, row->open);
}

static void draw_factors(const struct scene *scene, const struct columns *x,
                         const struct page_row *row, float y)
{
    struct draw_style style = style_of(FACE_UI, TEXT, scene->theme->ink_soft,
                                       ALIGN_LEFT);
    float at = x->factors;

    if (x->factors_end - x->factors < 1 || row->term.factors < 2)
        return;
    for (int f = 0; f < row->term.factors; f++) {
        const struct trace_factor *factor = &row->term.factor[f];
        float width = factor_width(scene, row, f);
        char text[FIGURE_MAX], all[FIGURE_MAX + 8];
        bool opens = trace_opens(scene->film, factor->id);
        snprintf(all, sizeof all, "%s%s", sign_of(factor, f),
                 digits_print(text, row->factor[f], factor->value, true));
        draw_value(scene->list, point_at(at, y + 5), style,
                   opens ? factor->id : subject(SUBJECT_OTHER, 0, 0, 0, 0),
                   factor->value, all);
        if (opens)
            draw_spot(scene->list, box_at(at, y - x->row / 2, width, x->row),
                      factor->id, ACTION_TRACE, 0);
        at += width;
    }
}

static void draw_row(const struct scene *scene, const struct columns *x,
                     const struct page *page, int k, float y)
{
    const struct page_row *row = &page->row[k];
    const struct theme *theme = scene->theme;
    struct draw_list *list = scene->list;
    bool chosen = page->first + k == scene->ui->trace_top && page->all > 1;
    struct box box = box_at(x->left - 10, y - x->row / 2,
                            x->right - x->left + 20, x->row);
    char symbol[PAGE_SYMBOL_MAX], text[FIGURE_MAX];
    bool opens = trace_opens(scene->film, row->open);

    if (chosen)
        draw_box(list, box_inset(box, 1), 6, theme->chip);
    if (opens)
        draw_spot(list, box, row->open, ACTION_TRACE, 0);
    symbol_of(scene, row, symbol);
    panel_text(scene, point_at(x->left, y + 5),
               style_of(FACE_MATH_ITALIC, TEXT, theme->ink, ALIGN_LEFT),
               x->factors - x->left - GAP / 2, symbol);
    draw_factors(scene, x, row, y);
    draw_bar(scene, x, page, y, row->value, row_hue(scene, row));
    draw_value(list, point_at(x->right, y + 5),
               style_of(FACE_BOLD, TEXT, opens ? theme->accent : theme->ink,
                        ALIGN_RIGHT), row->number, row->value,
               digits_print(text, *row_digits(page, k), row->value, true));
}

/* A line without a bar: "Rounding", "42 smaller terms". */
static void draw_line_of(const struct scene *scene, const struct columns *x,
                         float y, const char *label, struct digits digits,
                         double value)
{
    char text[FIGURE_MAX];

    panel_text(scene, point_at(x->left, y + 5),
               style_of(FACE_UI, TEXT, scene->theme->ink_soft, ALIGN_LEFT),
               x->bars - x->left - 6, label);
    draw_value(scene->list, point_at(x->right, y + 5),
               style_of(FACE_UI, TEXT, scene->theme->ink_soft, ALIGN_RIGHT),
               subject(SUBJECT_OTHER, 0, 0, 0, 0), value,
               digits_print(text, digits, value, true));
}

static void draw_others(const struct scene *scene, const struct columns *x,
                        const struct page *page, float y)
{
    char label[64];
    int next = page->first + page->rows < page->all ? page->rows
                                                    : -page->all;

    snprintf(label, sizeof label, say(scene->ui, "%d other terms",
                                      "나머지 항 %d개"), page->others);
    draw_spot(scene->list,
              box_at(x->left - 10, y - x->row / 2, x->right - x->left + 20,
                     x->row),
              subject(SUBJECT_CONTROL, 0, ACTION_TRACE_SCROLL, 0, next),
              ACTION_TRACE_SCROLL, next);
    draw_line_of(scene, x, y, label, page->digits, page->others_sum);
    draw_bar(scene, x, page, y, page->others_sum,
             scene->theme->ink_faint);
}

char *table_phi(const struct trace_number *number, const char *sum,
                char out[PAGE_SYMBOL_MAX])
{
    static const char *const format[] = {
        [PHI_SUM] = "%s", [PHI_IDENTITY] = "%s", [PHI_SIGMA] = "σ(%s)",
        [PHI_TANH] = "tanh(%s)", [PHI_RELU] = "relu(%s)",
        [PHI_EXP] = "exp(%s)", [PHI_MINUS_LOG] = "−ln(%s)",
        [PHI_LOG_NORM] = "√(%s)"};
    enum trace_function function = number->function;

    if (function == PHI_MEAN && number->by == 1)
        snprintf(out, PAGE_SYMBOL_MAX, "%s", sum);
    else if (function == PHI_MEAN)
        snprintf(out, PAGE_SYMBOL_MAX, "(%s) / %.0f", sum, number->by);
    else if (function == PHI_ROOT)
        snprintf(out, PAGE_SYMBOL_MAX, "√((%s) / %.0f)", sum, number->by);
    else
        snprintf(out, PAGE_SYMBOL_MAX, format[function], sum);
    return out;
}

/* The sum, or the number itself where there is no phi. */
static void draw_total(const struct scene *scene, const struct columns *x,
                       const struct page *page, float y)
{
    const struct theme *theme = scene->theme;
    char text[FIGURE_MAX], symbol[TRACE_SYMBOL_MAX];
    struct draw_id id = page->number.id;

    draw_tile(scene->list, box_at(x->left, y - x->row / 2,
                                  x->right - x->left, 1), theme->edge_strong);
    trace_symbol(scene->film, id, symbol);
    if (page->phi)
        id = subject(SUBJECT_OTHER, 0, 0, 0, 0);
    panel_text(scene, point_at(x->left, y + 5),
               style_of(page->phi ? FACE_UI : FACE_MATH_ITALIC, TEXT,
                        theme->ink, ALIGN_LEFT), x->bars - x->left - 6,
               page->phi ? say(scene->ui, "sum", "합") : symbol);
    draw_value(scene->list, point_at(x->right, y + 5),
               style_of(FACE_BOLD, TEXT, theme->ink, ALIGN_RIGHT), id,
               page->sum, digits_print(text, page->digits, page->sum, true));
}

static void draw_phi(const struct scene *scene, const struct columns *x,
                     const struct page *page, float y)
{
    char sum[FIGURE_MAX], all[PAGE_SYMBOL_MAX], text[FIGURE_MAX];
    const struct trace_number *number = &page->number;

    digits_print(sum, page->digits, page->sum, false);
    panel_text(scene, point_at(x->left, y + 5),
               style_of(FACE_MATH_ITALIC, TEXT, scene->theme->ink, ALIGN_LEFT),
               x->bars_end - x->left - 6, table_phi(number, sum, all));
    draw_value(scene->list, point_at(x->right, y + 5),
               style_of(FACE_BOLD, TEXT, scene->theme->ink, ALIGN_RIGHT),
               number->id, number->value,
               digits_print(text, page->result, page->value, true));
}

float table_draw(const struct scene *scene, struct box box,
                 const struct page *page)
{
    struct columns x = columns_of(scene, box, page);
    const char *rounding = say(scene->ui, "rounding", "반올림 차이");
    int lines = page->rows + page_lines(page);

    x.row = fminf(box.h / (float)(lines > 0 ? lines : 1), ROW_MOST);
    float y = box.y + x.row / 2;
    for (int k = 0; k < page->rows; k++, y += x.row)
        draw_row(scene, &x, page, k, y);
    if (page->others > 0) {
        draw_others(scene, &x, page, y);
        y += x.row;
    }
    if (page->rest != 0) {
        draw_line_of(scene, &x, y, rounding, page->digits, page->rest);
        y += x.row;
    }
    if (page_has_sum(page)) {
        draw_total(scene, &x, page, y);
        y += x.row;
    }
    if (page->phi_rest != 0) {
        draw_line_of(scene, &x, y, rounding, page->result, page->phi_rest);
        y += x.row;
    }
    if (page->phi) {
        draw_phi(scene, &x, page, y);
        y += x.row;
    }
    return y - x.row / 2;
}

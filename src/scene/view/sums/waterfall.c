/* Columns: label, weight x value, running sum, product. Positive products are
 * filled, negative ones outlined.
 */
#include "scene/view/sums/waterfall.h"

#include <math.h>
#include <stdio.h>

#include "scene/look/figure.h"
#include "scene/widget/panel.h"

static const float row_least = 20, row_most = 26, heading = 26, footing = 34;

int waterfall_rows(float height)
{
    return (int)((height - heading - footing) / row_least);
}

struct columns {
    float label, weight, value, bars, bars_end, product;
    float row; /* height of one */
};

/* The digits with which a row's factors make its product. */
static void factor_digits(const struct terms *terms, const struct term *term,
                          struct digits digits[TRACE_FACTORS_MAX])
{
    double rest, product = isnan(term->before_reset) ? term->product
                                                     : term->before_reset;
    struct trace_term factors = {
        .factors = 2, .factor = {{.id = term->weight_id, .value = term->weight},
                                 {.id = term->value_id, .value = term->value}}};

    digits_product(&factors, product, terms->digits, digits, &rest);
}

static void write_factors(const struct terms *terms, const struct term *term,
                          char weight[FIGURE_MAX + 4], char value[FIGURE_MAX])
{
    struct digits digits[TRACE_FACTORS_MAX];
    char text[FIGURE_MAX];

    factor_digits(terms, term, digits);
    snprintf(weight, FIGURE_MAX + 4, "%s ×",
             digits_print(text, digits[0], term->weight, true));
    digits_print(value, digits[1], term->value, true);
}

/* Columns are as wide as what stands in them; bars get what is left. */
static struct columns columns_of(const struct scene *scene, struct box box,
                                 const struct terms *terms, bool values)
{
    const struct draw_list *list = scene->list;
    char weight[FIGURE_MAX + 4], value[FIGURE_MAX], product[FIGURE_MAX];
    int rows = terms->count + (terms->rounding != 0);
    float label = 52, left = 0, right = 0, sum = 56;
    struct columns x;

    for (int k = 0; k < terms->count; k++) {
        const struct term *term = &terms->term[k];
        digits_print(product, terms->digits, term->product, true);
        label = fmaxf(label, draw_width(list, FACE_MATH_ITALIC, TEXT_USUAL,
                                        term->label));
        sum = fmaxf(sum, draw_width(list, FACE_BOLD, TEXT_SMALL, product));
        if (isnan(term->weight))
            continue;
        write_factors(terms, term, weight, value);
        left = fmaxf(left, draw_width(list, FACE_UI, TEXT_SMALL, weight));
        right = fmaxf(right, draw_width(list, FACE_UI, TEXT_SMALL, value));
    }
    x.row = fminf((box.h - heading - footing) / (float)rows, row_most);
    x.label = box.x;
    x.weight = box.x + label + 12 + left;
    x.value = fmaxf(x.weight + 8 + right, box.x + 132);
    x.bars = values ? x.value + 14 : box.x + label + 14;
    x.product = box_right(box);
    x.bars_end = x.product - sum - 14;
    return x;
}

static struct color term_color(const struct scene *scene,
                               const struct terms *terms,
                               const struct term *term)
{
    const struct theme *theme = scene->theme;
    enum cell cell = film_cell(scene->film, scene->ui->layer);

    switch (term->kind) {
    case TERM_INPUT: return scene->ui->layer > 0 ? theme->h : theme->x;
    case TERM_HIDDEN: return theme->h;
    case TERM_BIAS:
        return notation_color(theme, notation_of(cell, terms->gate_signal));
    default: return theme->ink_faint;
    }
}

/* Least and largest running sum. */
static void find_range(const struct terms *terms, double *low, double *high)
{
    double sum = 0;

    *low = *high = 0;
    for (int k = 0; k < terms->count; k++) {
        const struct term *term = &terms->term[k];
        double ghost = isnan(term->before_reset) ? 0 : term->before_reset;
        *low = fmin(*low, fmin(sum + term->product, sum + ghost));
        *high = fmax(*high, fmax(sum + term->product, sum + ghost));
        sum += term->product;
    }
    if (*high - *low < 1e-6)
        *high = *low + 1;
}

struct scale {
    float x0, x1;
    double low, high;
};

static float place(const struct scale *scale, double value)
{
    return scale->x0 + (scale->x1 - scale->x0) *
                           (float)((value - scale->low) /
                                   (scale->high - scale->low));
}

static void draw_bar(const struct scene *scene, const struct scale *scale,
                     float middle, double from, double by, struct color color,
                     bool ghost)
{
    float a = place(scale, from), b = place(scale, from + by);
    struct box box = box_at(fminf(a, b), middle - 6, fmaxf(fabsf(b - a), 1.5f),
                            12);

    if (ghost) {
        draw_outline(scene->list, box_inset(box, 0.5f), 2, 1,
                     color_fade(color, 0.6f));
        return;
    }
    draw_box(scene->list, box, 2, by < 0 ? color_fade(color, 0.3f) : color);
    if (by < 0 && box.w > 3)
        draw_outline(scene->list, box_inset(box, 0.7f), 1.6f, 1.4f, color);
}

static void draw_factors(const struct scene *scene, const struct terms *terms,
                         const struct columns *x, float y,
                         const struct term *term)
{
    struct draw_list *list = scene->list;
    struct draw_style style = style_of(FACE_UI, TEXT_SMALL,
                                       scene->theme->ink_soft, ALIGN_RIGHT);
    char weight[FIGURE_MAX + 4], value[FIGURE_MAX];

    if (isnan(term->weight))
        return;
    write_factors(terms, term, weight, value);
    draw_value(list, point_at(x->weight, y), style, term->weight_id,
               term->weight, weight);
    draw_value(list, point_at(x->value, y), style, term->value_id, term->value,
               value);
}

static const char *rest_name(const struct scene *scene,
                             const struct terms *terms, char out[64])
{
    snprintf(out, 64, say(scene->ui, "%d smaller", "나머지 %d개"),
             terms->summed_up);
    return out;
}

static void draw_row(const struct scene *scene, const struct terms *terms,
                     const struct term *term, const struct columns *x,
                     const struct scale *scale, float y, double sum,
                     bool values)
{
    struct draw_list *list = scene->list;
    struct color color = term_color(scene, terms, term);
    char text[FIGURE_MAX], name[64];
    bool symbol = term->kind != TERM_REST;
    float middle = y + x->row / 2, base = middle + 5;

    draw_text(list, point_at(x->label, base),
              style_of(symbol ? FACE_MATH_ITALIC : FACE_UI,
                       symbol ? TEXT_USUAL : TEXT_SMALL, color, ALIGN_LEFT),
              symbol ? term->label : rest_name(scene, terms, name));
    if (values)
        draw_factors(scene, terms, x, base, term);
    if (!isnan(term->before_reset))
        draw_bar(scene, scale, middle, sum, term->before_reset, color, true);
    draw_bar(scene, scale, middle, sum, term->product, color, false);
    float end = place(scale, sum + term->product);
    draw_tile(list, box_at(end, middle, 1, x->row),
              color_fade(scene->theme->ink_faint, 0.7f));
    draw_value(list, point_at(x->product, base),
               style_of(FACE_BOLD, TEXT_SMALL, scene->theme->ink, ALIGN_RIGHT),
               term->product_id, term->product,
               digits_print(text, terms->digits, term->product, true));
    draw_spot(list, box_at(x->label, y, x->product - x->label, x->row),
              symbol ? term->weight_id : (struct draw_id){0}, ACTION_NONE, 0);
}

static void draw_headings(const struct scene *scene, const struct columns *x,
                          float y, bool values)
{
    const struct ui *ui = scene->ui;
    struct draw_style style = style_of(FACE_UI, TEXT_SMALL,
                                       scene->theme->ink_faint, ALIGN_RIGHT);

    if (values)
        draw_text(scene->list, point_at(x->value, y), style,
                  say(ui, "weight × value", "가중치 × 값"));
    draw_text(scene->list, point_at(x->product, y), style,
              say(ui, "product", "곱"));
    style.align = ALIGN_CENTRE;
    if (x->bars_end - x->bars > 150)
        draw_text(scene->list, point_at((x->bars + x->bars_end) / 2, y), style,
                  say(ui, "running sum", "누적 합"));
}

/* What the printed products lack. */
static void draw_rounding(const struct scene *scene, const struct terms *terms,
                          const struct columns *x, float y)
{
    char text[FIGURE_MAX];

    draw_text(scene->list, point_at(x->label, y + x->row / 2 + 5),
              style_of(FACE_UI, TEXT_SMALL, scene->theme->ink_soft,
                       ALIGN_LEFT),
              say(scene->ui, "rounding", "반올림"));
    draw_value(scene->list, point_at(x->product, y + x->row / 2 + 5),
               style_of(FACE_UI, TEXT_SMALL, scene->theme->ink_soft,
                        ALIGN_RIGHT), subject(SUBJECT_OTHER, 0, 0, 0, 0),
               terms->rounding,
               digits_print(text, terms->digits, terms->rounding, true));
}

static void draw_sum(const struct scene *scene, const struct terms *terms,
                     const struct columns *x, float y)
{
    const struct ui *ui = scene->ui;
    const struct notation *notation =
        notation_of(film_cell(scene->film, ui->layer), terms->sum_signal);
    char text[FIGURE_MAX];
    struct draw_id id = subject(SUBJECT_SIGNAL, ui->layer, terms->sum_signal,
                                scene->now.step, ui->unit);

    draw_tile(scene->list, box_at(x->label, y, x->product - x->label, 1),
              scene->theme->edge_strong);
    draw_text(scene->list, point_at(x->label, y + 23),
              style_of(FACE_MATH_ITALIC, 18,
                       notation_ink(scene->theme, notation), ALIGN_LEFT),
              notation->symbol);
    draw_value(scene->list, point_at(x->product, y + 23),
               style_of(FACE_BOLD, 17, scene->theme->ink, ALIGN_RIGHT), id,
               terms->sum, digits_print(text, terms->digits, terms->sum, true));
}

void waterfall_draw(const struct scene *scene, struct box box,
                    const struct terms *terms)
{
    bool values = box.w > 400;
    struct columns x = columns_of(scene, box, terms, values);
    struct scale scale = {.x0 = x.bars, .x1 = x.bars_end};
    double sum = 0;
    int rows = terms->count + (terms->rounding != 0);
    float y = box.y + heading;

    find_range(terms, &scale.low, &scale.high);
    draw_headings(scene, &x, box.y + 14, values);
    draw_box(scene->list, box_at(x.bars - 6, y, x.bars_end - x.bars + 12,
                                 (float)rows * x.row), 6,
             scene->theme->well);
    draw_tile(scene->list, box_at(place(&scale, 0), y, 1,
                                  (float)rows * x.row),
              color_fade(scene->theme->ink_soft, 0.6f));
    for (int k = 0; k < terms->count; k++) {
        const struct term *term = &terms->term[k];
        if (k > 0 && term->kind != terms->term[k - 1].kind)
            draw_tile(scene->list, box_at(x.label, y, x.product - x.label, 1),
                      color_fade(scene->theme->edge_strong, 0.8f));
        draw_row(scene, terms, term, &x, &scale, y, sum, values);
        sum += term->product;
        y += x.row;
    }
    if (terms->rounding != 0) {
        draw_rounding(scene, terms, &x, y);
        y += x.row;
    }
    draw_sum(scene, terms, &x, y + 2);
}

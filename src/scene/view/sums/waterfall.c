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

static struct columns columns_of(struct box box, bool values, int rows)
{
    struct columns x;

    x.row = fminf((box.h - heading - footing) / (float)rows, row_most);
    x.label = box.x;
    x.weight = box.x + 126;
    x.value = box.x + 196;
    x.bars = values ? box.x + 210 : box.x + 88;
    x.product = box_right(box);
    x.bars_end = x.product - 66;
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

static void draw_factors(const struct scene *scene, const struct columns *x,
                         float y, const struct term *term)
{
    struct draw_list *list = scene->list;
    struct draw_style style = style_of(FACE_UI, TEXT_SMALL,
                                       scene->theme->ink_soft, ALIGN_RIGHT);
    char text[FIGURE_MAX], factor[FIGURE_MAX + 4];

    if (isnan(term->weight))
        return;
    snprintf(factor, sizeof factor, "%s ×", figure_signed(text, term->weight,
                                                          2));
    draw_value(list, point_at(x->weight, y), style, term->weight_id,
               term->weight, factor);
    draw_value(list, point_at(x->value, y), style, term->value_id, term->value,
               figure_signed(text, term->value, 2));
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
        draw_factors(scene, x, base, term);
    if (!isnan(term->before_reset))
        draw_bar(scene, scale, middle, sum, term->before_reset, color, true);
    draw_bar(scene, scale, middle, sum, term->product, color, false);
    float end = place(scale, sum + term->product);
    draw_tile(list, box_at(end, middle, 1, x->row),
              color_fade(scene->theme->ink_faint, 0.7f));
    draw_text(list, point_at(x->product, base),
              style_of(FACE_BOLD, TEXT_SMALL, scene->theme->ink, ALIGN_RIGHT),
              figure_signed(text, term->product, 3));
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
               terms->sum, figure_signed(text, terms->sum, 3));
}

void waterfall_draw(const struct scene *scene, struct box box,
                    const struct terms *terms)
{
    bool values = box.w > 400;
    struct columns x = columns_of(box, values, terms->count);
    struct scale scale = {.x0 = x.bars, .x1 = x.bars_end};
    double sum = 0;
    float y = box.y + heading;

    find_range(terms, &scale.low, &scale.high);
    draw_headings(scene, &x, box.y + 14, values);
    draw_box(scene->list, box_at(x.bars - 6, y, x.bars_end - x.bars + 12,
                                 (float)terms->count * x.row), 6,
             scene->theme->well);
    draw_tile(scene->list, box_at(place(&scale, 0), y, 1,
                                  (float)terms->count * x.row),
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
    draw_sum(scene, terms, &x, y + 2);
}

/* Each term is a column as wide as the wider of its symbol and its value; the
 * whole is made smaller until it fits.
 */
#include "scene/widget/equation.h"

#include <math.h>
#include <string.h>

#include "scene/look/figure.h"
#include "scene/widget/panel.h"

static const float smallest = 15;

void equation_symbol(struct equation *equation, const struct scene *scene,
                     const char *symbol, struct color color, struct draw_id id)
{
    if (equation->count == EQUATION_TERMS_MAX)
        return;
    struct equation_term *term = &equation->term[equation->count++];
    *term = (struct equation_term){.symbol = symbol, .color = color, .id = id};
    term->value = subject_value(scene->film, id);
    term->decimals = 3;
    if (id.kind == SUBJECT_SIGNAL) {
        enum cell cell = film_cell(scene->film, id.layer);
        term->sign = cell_table[cell].signal[id.signal].low < 0;
    } else {
        term->sign = id.kind != SUBJECT_COMPLEMENT;
    }
}

void equation_operator(struct equation *equation, const struct scene *scene,
                       const char *symbol, const char *below)
{
    if (equation->count == EQUATION_TERMS_MAX)
        return;
    equation->term[equation->count++] = (struct equation_term){
        .symbol = symbol, .below = below, .color = scene->theme->ink_soft};
}

static bool is_operator(const struct equation_term *term)
{
    return term->id.kind == SUBJECT_NONE;
}

static const char *value_text(const struct equation_term *term,
                              char text[FIGURE_MAX])
{
    if (is_operator(term))
        return term->below != NULL ? term->below : "";
    return term->sign ? figure_signed(text, term->value, term->decimals)
                      : figure_plain(text, term->value, term->decimals);
}

static float value_size(float size)
{
    return fmaxf(size * 0.68f, 14);
}

static float column_width(const struct scene *scene,
                          const struct equation_term *term, float size,
                          bool values)
{
    char text[FIGURE_MAX];
    float symbol = draw_width(scene->list, is_operator(term) ? FACE_MATH
                                                             : FACE_MATH_ITALIC,
                              size, term->symbol);
    float value = values ? draw_width(scene->list, FACE_BOLD, value_size(size),
                                      value_text(term, text)) : 0;

    return fmaxf(symbol, value);
}

static float total_width(const struct scene *scene,
                         const struct equation *equation, float size,
                         bool values)
{
    float width = size * 0.35f * (float)(equation->count - 1);

    for (int k = 0; k < equation->count; k++)
        width += column_width(scene, &equation->term[k], size, values);
    return width;
}

static void draw_term(const struct scene *scene,
                      const struct equation_term *term, float middle, float y,
                      float size, bool values)
{
    struct draw_list *list = scene->list;
    char text[FIGURE_MAX];
    bool plain = is_operator(term);
    struct point below = point_at(middle, y + 20 + size * 0.62f);
    struct draw_style style = style_of(plain ? FACE_UI : FACE_BOLD,
                                       value_size(size), term->color,
                                       ALIGN_CENTRE);

    draw_text(list, point_at(middle, y),
              style_of(plain ? FACE_MATH : FACE_MATH_ITALIC, size, term->color,
                       ALIGN_CENTRE), term->symbol);
    if (!values)
        return;
    value_text(term, text);
    if (plain)
        draw_text(list, below, style, value_text(term, text));
    else
        draw_value(list, below, style, term->id, term->value, text);
}

float equation_draw(const struct scene *scene, const struct equation *equation,
                    struct point centre, float room, float size, bool values)
{
    while (size > smallest &&
           total_width(scene, equation, size, values) > room)
        size -= 1;
    float width = total_width(scene, equation, size, values);
    float x = centre.x - width / 2, gap = size * 0.35f;
    for (int k = 0; k < equation->count; k++) {
        const struct equation_term *term = &equation->term[k];
        float column = column_width(scene, term, size, values);
        draw_term(scene, term, x + column / 2, centre.y, size, values);
        if (!is_operator(term))
            draw_spot(scene->list,
                      box_at(x - gap / 2, centre.y - size, column + gap,
                             values ? size * 2.4f : size * 1.4f),
                      term->id, ACTION_NONE, 0);
        x += column + gap;
    }
    return width;
}

/* A calculation by hand: what is given, then a line for every value with its
 * rule and room for the number; for the teacher with the numbers put in and the
 * value of the run.
 */
#include <math.h>

#include "cli/handout/part/part.h"
#include "scene/look/figure.h"
#include "scene/widget/panel.h"

enum { GIVEN_LINE = 32, GIVEN_GAP = 28, ROW = 46, SOLVED_ROW = 62, FIELD = 130,
       SYMBOL = 80 };

static void write_number(char text[FIGURE_MAX], double value)
{
    int decimals = fabs(value * 2 - round(value * 2)) > 1e-9 ? 3 :
                   fabs(value - round(value)) > 1e-9 ? 1 : 0;

    figure_plain(text, value, decimals);
}

/* "w_f = 0.5"; its width. */
static float draw_given(const struct pen *pen, const struct calculate *of,
                        int k, struct point at, bool draws)
{
    struct draw_list *list = &pen->sheet->list;
    const struct calculate_given *given = &of->given[k];
    struct draw_style style = style_of(FACE_MATH_ITALIC, 19,
                                       pen->sheet->theme.ink, ALIGN_LEFT);
    float width = draw_width(list, style.face, style.size, given->symbol) + 6;
    char text[FIGURE_MAX + 8] = "= ";

    write_number(text + 2, given->value);
    if (draws)
        draw_text(list, at, style, given->symbol);
    style.face = FACE_UI;
    style.size = SHEET_SIZE;
    if (draws)
        draw_value(list, point_at(at.x + width, at.y), style,
                   subject(SUBJECT_GIVEN, 0, 0, 0, k), given->value, text);
    return width + draw_width(list, style.face, style.size, text);
}

static void set_givens(struct pen *pen, const struct calculate *of)
{
    float x = pen->x;

    for (int k = 0; k < of->givens; k++) {
        float width = draw_given(pen, of, k, point_at(0, 0), false);
        if (x > pen->x && x + width > pen->x + pen->width) {
            x = pen->x;
            pen->y += GIVEN_LINE;
        }
        draw_given(pen, of, k, point_at(x, pen->y + 24), pen->draws);
        x += width + GIVEN_GAP;
    }
    pen->y += GIVEN_LINE;
}

/* As large as there is room for. */
static void draw_rule(const struct pen *pen, struct point at, float room,
                      float size, const char *rule)
{
    struct draw_list *list = &pen->sheet->list;
    float width = draw_width(list, FACE_MATH, size, rule);

    draw_text(list, at,
              style_of(FACE_MATH, fmaxf(fminf(size, size * room / width),
                                        TEXT_SMALL),
                       pen->sheet->theme.ink, ALIGN_LEFT), rule);
}

static void draw_row(const struct pen *pen, const struct part *part, int k)
{
    const struct calculate_line *line = &part->calculate->value[k];
    struct draw_list *list = &pen->sheet->list;
    float right = pen->x + pen->width, y = pen->y + 30, x = pen->x + SYMBOL;
    struct draw_style style = style_of(FACE_MATH_ITALIC, 20,
                                       pen->sheet->theme.ink, ALIGN_LEFT);
    char text[FIGURE_MAX];

    float width = draw_text(list, point_at(pen->x, y), style, line->symbol);
    x = fmaxf(x, pen->x + width + 10);
    style.face = FACE_MATH;
    x += draw_text(list, point_at(x, y), style, "=") + 10;
    float room = right - FIELD - 40 - x;
    draw_rule(pen, point_at(x, y), room, SHEET_SIZE, line->rule);
    draw_text(list, point_at(right - FIELD - 24, y), style, "=");
    pen_rule(pen, right - FIELD, right, y + 5);
    if (!part->answers)
        return;
    if (line->filled[0] != '\0')
        draw_rule(pen, point_at(x, y + 25), room + 24, SHEET_SMALL,
                  line->filled);
    style = style_of(FACE_BOLD, SHEET_SIZE, pen->sheet->theme.ink,
                     ALIGN_RIGHT);
    draw_value(list, point_at(right - 10, y), style,
               subject(SUBJECT_GIVEN, 0, 1, 0, k), line->value,
               figure_plain(text, line->value, 3));
}

void calculation_set(struct pen *pen, const struct part *part)
{
    set_givens(pen, part->calculate);
    for (int k = 0; k < part->calculate->lines; k++) {
        if (pen->draws)
            draw_row(pen, part, k);
        pen->y += part->answers ? SOLVED_ROW : ROW;
    }
}

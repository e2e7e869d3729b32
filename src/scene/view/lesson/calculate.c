/* A worksheet: what is given at the top, below it a row for every line with its
 * rule, a field and whether it is right; the first wrong one says why. The rule
 * takes the room that the field leaves. In a large panel all of it is larger:
 * it is read from the last row.
 */
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "scene/look/figure.h"
#include "scene/view/chrome/chrome.h"
#include "scene/view/view.h"
#include "scene/widget/prose.h"

enum {
    GIVEN_LINE = 34, GIVEN_GAP = 26, GIVEN_SIZE = 19, GIVEN_LINES = 5,
    ROW_MOST = 56, ROW_LEAST = 33, FIELD = 118, STATE = 34, SYMBOL = 62,
    WHY_LINE = 25, WHY_MAX = 256, WHY_ROOM = 110, FOOT = 34, MOST = 780,
};

static const float largest = 1.5f;

/* Where the pen is. */
struct sheet {
    const struct scene *scene;
    const struct calculate *calculate;
    struct box box;            /* what is left of the panel */
    float scale;               /* of all that is said here */
};

static struct color hue_of(const struct theme *theme, char letter)
{
    switch (letter) {
    case 'f': return theme->f;
    case 'i': return theme->i;
    case 'g': return theme->g;
    case 'o': return theme->o;
    case 'c': return theme->c_text;
    case 'h': return theme->h;
    case 'r': return theme->r;
    case 'z': return theme->z;
    case 'n': return theme->n;
    case 'x': return theme->x;
    default: return theme->ink;
    }
}

/* The letter whose hue a given symbol has: of "w_{f}" the f, of "h_{1}" the
 * h. */
static char letter_of(const char *symbol)
{
    const char *below = strstr(symbol, "_{");

    if (below != NULL && strchr("figorzn", below[2]) != NULL &&
        below[3] == '}' && strchr("wub", symbol[0]) != NULL)
        return below[2];
    return symbol[0];
}

static void write_number(char text[FIGURE_MAX], double value)
{
    int decimals = fabs(value * 2 - round(value * 2)) > 1e-9 ? 3 :
                   fabs(value - round(value)) > 1e-9 ? 1 : 0;

    figure_plain(text, value, decimals);
}

/* "w_f = 0.5" at `at`, or only how wide it is. */
static float draw_given(const struct sheet *sheet, int k, struct point at,
                        bool draws)
{
    const struct theme *theme = sheet->scene->theme;
    const struct calculate_given *given = &sheet->calculate->given[k];
    struct draw_list *list = sheet->scene->list;
    const struct draw_style symbol = style_of(
        FACE_MATH_ITALIC, GIVEN_SIZE * sheet->scale,
        hue_of(theme, letter_of(given->symbol)), ALIGN_LEFT);
    const struct draw_style number = style_of(
        FACE_BOLD, (GIVEN_SIZE - 2) * sheet->scale, theme->ink, ALIGN_LEFT);
    float width = draw_width(list, symbol.face, symbol.size, given->symbol) +
                  6;
    char text[FIGURE_MAX + 8] = "= ";

    write_number(text + 2, given->value);
    if (draws) {
        draw_text(list, at, symbol, given->symbol);
        draw_value(list, point_at(at.x + width, at.y), number,
                   subject(SUBJECT_GIVEN, 0, 0, 0, k), given->value, text);
    }
    return width + draw_width(list, number.face, number.size, text);
}

/* Weights of another gate begin a line of their own. */
static bool begins_line(const struct calculate *calculate, int k)
{
    char now = letter_of(calculate->given[k].symbol);

    return k > 0 && calculate->given[k].symbol[0] == 'w' &&
           strchr("figorzn", now) != NULL;
}

/* How high they are in such a box; draws them, too. `apart`: every gate has
 * its line. */
static float set_givens(const struct sheet *sheet, struct box box, bool apart,
                        bool draws)
{
    float x = box.x, y = box.y, line = GIVEN_LINE * sheet->scale;

    for (int k = 0; k < sheet->calculate->givens; k++) {
        float width = draw_given(sheet, k, point_at(0, 0), false);
        if ((apart && begins_line(sheet->calculate, k)) ||
            (x > box.x && x + width > box_right(box))) {
            x = box.x;
            y += line;
        }
        if (draws)
            draw_given(sheet, k, point_at(x, y + (GIVEN_SIZE + 2) *
                                                 sheet->scale), true);
        x += width + GIVEN_GAP * sheet->scale;
    }
    return y + line - box.y;
}

/* Gates apart where all lines have room below; false: there is no room for
 * any. */
static bool draw_givens(struct sheet *sheet)
{
    const struct theme *theme = sheet->scene->theme;
    struct box inside = box_inset(sheet->box, 16);
    float lines = ROW_LEAST * (float)sheet->calculate->lines + FOOT + 34;
    bool apart = set_givens(sheet, inside, true, false) + lines <=
                 sheet->box.h;
    struct box well = sheet->box;

    well.h = set_givens(sheet, inside, apart, false) + 20;
    if (well.h + 14 + ROW_LEAST > sheet->box.h)
        return false;
    draw_box(sheet->scene->list, well, 11, theme->well);
    draw_outline(sheet->scene->list, box_inset(well, 0.5f), 10.5f, 1,
                 theme->edge);
    inside.y = well.y + 8;
    set_givens(sheet, inside, apart, true);
    sheet->box.y += well.h + 14;
    sheet->box.h -= well.h + 14;
    return true;
}

/* A check or a cross. */
static void draw_state(const struct sheet *sheet, struct point centre,
                       enum line_state state)
{
    const struct scene *scene = sheet->scene;
    const struct theme *theme = scene->theme;
    const float s = sheet->scale;
    const struct draw_stroke good = {.width = 3 * s, .color = theme->good};
    const struct point check[] = {
        {centre.x - 8 * s, centre.y}, {centre.x - 2 * s, centre.y + 7 * s},
        {centre.x + 9 * s, centre.y - 8 * s}};

    if (state == LINE_RIGHT) {
        draw_line(scene->list, check, 3, &good);
    } else if (state == LINE_WRONG) {
        for (float side = -6 * s; side <= 6 * s; side += 12 * s)
            draw_segment(scene->list,
                         point_at(centre.x - side, centre.y - 6 * s),
                         point_at(centre.x + side, centre.y + 6 * s), 3 * s,
                         theme->warn);
    }
}

/* What was typed, or the value of the run where it was right. */
static void draw_field(const struct sheet *sheet, int k, struct box box)
{
    const struct scene *scene = sheet->scene;
    const struct theme *theme = scene->theme;
    const struct calculate_line *line = &sheet->calculate->value[k];
    bool here = k == sheet->calculate->line &&
                scene->course->answer.active;
    struct draw_style style = style_of(FACE_BOLD, 18 * sheet->scale,
                                       theme->ink, ALIGN_LEFT);
    struct point at = point_at(box.x + 12, box.y + box.h / 2 +
                                           6 * sheet->scale);
    char text[FIGURE_MAX];

    draw_box(scene->list, box, 8, theme->card);
    draw_outline(scene->list, box_inset(box, 0.5f), 7.5f,
                 here ? 2 * theme->line : 1,
                 here ? theme->accent : theme->edge_strong);
    if (line_closed(line->state)) {
        if (line->state == LINE_RIGHT)
            style.color = theme->good;
        draw_value(scene->list, at, style,
                   subject(SUBJECT_GIVEN, 0, 1, 0, k), line->value,
                   figure_plain(text, line->value, 3));
        return;
    }
    float width = draw_text(scene->list, at, style, line->field);
    if (here)
        draw_segment(scene->list, point_at(at.x + width + 2, box.y + 8),
                     point_at(at.x + width + 2, box_bottom(box) - 8), 2,
                     theme->accent);
}

static void draw_row(const struct sheet *sheet, int k, struct box row)
{
    const struct scene *scene = sheet->scene;
    const struct theme *theme = scene->theme;
    const struct calculate_line *line = &sheet->calculate->value[k];
    const float s = sheet->scale;
    struct box field = box_at(box_right(row) - (STATE + FIELD) * s, row.y + 3,
                              FIELD * s, row.h - 8);
    struct point at = point_at(row.x, row.y + row.h / 2 + 4 * s);
    struct draw_style style = style_of(FACE_MATH_ITALIC, 21 * s,
                                       hue_of(theme, line->letter),
                                       ALIGN_LEFT);

    if (k == sheet->calculate->line)
        draw_box(scene->list, box_at(row.x - 12, row.y, row.w + 24, row.h - 2),
                 8, color_fade(theme->accent, 0.09f));
    float width = draw_text(scene->list, at, style, line->symbol);
    at.x += fmaxf(width + 10, SYMBOL * s);
    style = style_of(FACE_MATH, 18 * s, theme->ink, ALIGN_LEFT);
    at.x += draw_text(scene->list, at, style, "=") + 8 * s;
    style.size *= fminf(1, (field.x - 10 - at.x) /
                           fmaxf(1, draw_width(scene->list, style.face,
                                               style.size, line->rule)));
    if (style.size >= 12)
        draw_text(scene->list, at, style, line->rule);
    draw_field(sheet, k, field);
    draw_state(sheet, point_at(box_right(row) - (STATE / 2 - 4) * s,
                               row.y + row.h / 2 - 1), line->state);
    draw_spot(scene->list, row, (struct draw_id){0}, ACTION_LINE, k);
}

static bool was_shown(const struct calculate *calculate)
{
    for (int k = 0; k < calculate->lines; k++)
        if (calculate->value[k].state == LINE_SHOWN)
            return true;
    return false;
}

/* The reason of the first wrong line, or what is next; its height where
 * `draws` is false. */
static float draw_word(const struct sheet *sheet, struct point at, bool draws)
{
    const struct scene *scene = sheet->scene;
    const struct theme *theme = scene->theme;
    const struct calculate *calculate = sheet->calculate;
    float width = sheet->box.w - 28;
    struct prose_style style = {17 * sheet->scale, WHY_LINE * sheet->scale,
                                theme->ink};
    char text[WHY_MAX], why[WHY_MAX - 40];
    struct color color = theme->warn;

    if (calculate->wrong >= 0) {
        snprintf(text, sizeof text, "{b:%s} %s",
                 calculate->value[calculate->wrong].symbol,
                 calculate_why(calculate, scene->ui, calculate->wrong, why,
                               sizeof why));
    } else if (calculate_done(calculate)) {
        color = theme->good;
        snprintf(text, sizeof text, "%s", say(scene->ui,
            "All lines are right: what the cell computes, you can too.",
            "모두 맞았습니다. 셀이 하는 계산을 직접 해냈습니다."));
    } else if (was_shown(calculate)) {
        color = theme->accent;
        snprintf(text, sizeof text, "%s", say(scene->ui,
            "These are the numbers of the run.",
            "실행 결과의 값을 채워 넣었습니다."));
    } else {
        return 0;
    }
    float height = prose_height(scene, width, &style, text) + style.line + 14;
    if (!draws)
        return height;
    struct box box = box_at(at.x, at.y, sheet->box.w, height);
    draw_box(scene->list, box, 8, color_fade(color, 0.13f));
    draw_box(scene->list, box_at(box.x, box.y, 4, box.h), 2, color);
    prose_draw(scene, point_at(box.x + 16, box.y + style.line - 1), width,
               &style, text);
    return height;
}

static void draw_keys(const struct sheet *sheet)
{
    const struct scene *scene = sheet->scene;
    const struct theme *theme = scene->theme;
    float x = sheet->box.x, y = box_bottom(sheet->box) - 4;
    const struct draw_style style = style_of(FACE_UI, TEXT_SMALL,
                                             theme->ink_faint, ALIGN_LEFT);

    if (scene->ui->class_mode)
        return;
    x += panel_key(scene, point_at(x, y), "Enter") + 8;
    x += draw_text(scene->list, point_at(x, y), style,
                   scene->course->answer.active
                       ? say(scene->ui, "checks the line", "이 줄 확인")
                       : say(scene->ui, "begin to type", "입력 시작")) + 18;
    x += panel_key(scene, point_at(x, y), "↑") + 4;
    x += panel_key(scene, point_at(x, y), "↓") + 8;
    panel_text(scene, point_at(x, y), style, box_right(sheet->box) - x,
               say(scene->ui, "another line", "다른 줄"));
}

/* As many lines as there is room for, the present one among them, and the word
 * below them where there is room for it, too. */
static void draw_lines(struct sheet *sheet)
{
    const struct calculate *calculate = sheet->calculate;
    float foot = sheet->scene->ui->class_mode ? 0 : FOOT;
    float word = draw_word(sheet, point_at(0, 0), false);
    float room = sheet->box.h - foot;

    word = room - word - 10 < ROW_LEAST ? 0 : word;
    room -= word > 0 ? word + 10 : 0;
    int shown = (int)(room / ROW_LEAST), lines = calculate->lines;
    shown = shown > lines ? lines : shown;
    if (shown < 1)
        return;
    int first = calculate->line - shown / 2;
    first = first > lines - shown ? lines - shown : first < 0 ? 0 : first;
    float height = fminf(room / (float)shown, ROW_MOST * sheet->scale);
    for (int k = 0; k < shown; k++)
        draw_row(sheet, first + k, box_at(sheet->box.x + 12,
                                          sheet->box.y + (float)k * height,
                                          sheet->box.w - 24, height));
    if (word > 0)
        draw_word(sheet, point_at(sheet->box.x, sheet->box.y + 10 +
                                  height * (float)shown), true);
    draw_keys(sheet);
}

/* How much larger all of it may be, a reason below the lines with it. */
static float scale_of(const struct sheet *sheet)
{
    float high = GIVEN_LINE * GIVEN_LINES + 20 +
                 ROW_MOST * (float)sheet->calculate->lines + WHY_ROOM + FOOT;

    return fminf(fmaxf(fminf(sheet->box.h / high, sheet->box.w / MOST), 1),
                 largest);
}

void view_calculate(const struct scene *scene, struct box box)
{
    static const char *const en[CALCULATES] = {
        "one neuron", "three steps of an RNN", "the chain rule",
        "powers of U", "one LSTM unit", "one GRU unit"};
    static const char *const ko[CALCULATES] = {
        "뉴런 하나", "RNN 세 시점", "연쇄 법칙", "U의 거듭제곱",
        "LSTM 유닛 하나", "GRU 유닛 하나"};
    struct sheet sheet = {.scene = scene, .box = box_inset(box,
                                                          PANEL_PADDING)};

    panel_draw(scene, box, say(scene->ui, "By hand", "손으로 계산하기"));
    if (scene->course == NULL || scene->course->answer.calculate.lines == 0)
        return;
    sheet.calculate = &scene->course->answer.calculate;
    panel_title(scene, point_at(sheet.box.x, box.y + PANEL_HEADING),
                say(scene->ui, "By hand", "손으로 계산하기"),
                say(scene->ui, en[sheet.calculate->kind],
                    ko[sheet.calculate->kind]), sheet.box.w);
    sheet.box.y = box.y + PANEL_HEADING + 20;
    sheet.box.h = box_bottom(box) - PANEL_PADDING - sheet.box.y;
    sheet.scale = scale_of(&sheet);
    if (sheet.box.w > MOST * sheet.scale)
        sheet.box = box_at(sheet.box.x +
                               (sheet.box.w - MOST * sheet.scale) / 2,
                           sheet.box.y, MOST * sheet.scale, sheet.box.h);
    if (draw_givens(&sheet))
        draw_lines(&sheet);
}

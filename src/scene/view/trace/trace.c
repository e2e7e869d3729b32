/* How a number came about. The numbers that were opened one out of another
 * stand above; below, the last of them: its equation, its terms as bars, what
 * they add up to, and whether its gradient is right.
 */
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "scene/keys.h"
#include "scene/lab/lab_words.h"
#include "scene/view/trace/table.h"
#include "scene/view/trace/verdict.h"
#include "scene/view/trace/words.h"
#include "scene/view/view.h"
#include "scene/widget/panel.h"
#include "scene/widget/prose.h"

enum { HEAD = 60, CRUMBS = 32, NUMBER = 34, EQUATION = 34, BOTTOM = 18,
       LEAST_TABLE = 104, WAY_ROW = 32,
       WAY_LEAST = 420, /* left below the way here, to have it as a list */
       EQUATION_MAX = 2 * PAGE_SYMBOL_MAX };

static const struct prose_style usual = {.size = 16, .line = 24};

/* Has it a number, be it NaN? */
static bool is_known(const struct film *film,
                     const struct trace_number *number)
{
    return subject_exists(film, number->id) || !isnan(number->value);
}

/* Title, and at its right the way back and out. */
static void draw_head(const struct scene *scene, struct box box)
{
    const struct ui *ui = scene->ui;
    const char *back = say(ui, "back", "뒤로"), *close = say(ui, "close",
                                                             "닫기");
    float y = box.y + PANEL_HEADING - 7;
    float x = box_right(box) - PANEL_PADDING;

    if (ui->traces > 0) {
        x -= draw_width(scene->list, FACE_BOLD, 15, close) + 28;
        if (x > box.x + 120)
            panel_button(scene, point_at(x, y), close, false, ACTION_TRACE,
                         -2);
        x -= draw_width(scene->list, FACE_BOLD, 15, back) + 28 + 8;
        if (ui->traces > 1 && x > box.x + 160)
            panel_button(scene, point_at(x, y), back, false, ACTION_TRACE, -1);
        else
            x += draw_width(scene->list, FACE_BOLD, 15, back) + 28 + 8;
    }
    panel_title(scene, point_at(box.x + PANEL_PADDING, box.y + PANEL_HEADING),
                say(ui, "How this number came about", "계산 과정"), NULL,
                fmaxf(x - box.x - PANEL_PADDING - 10, 60));
}

static float crumb_width(const struct scene *scene, int k)
{
    char symbol[TRACE_SYMBOL_MAX];

    trace_symbol(scene->film, scene->ui->trace[k], symbol);
    return draw_width(scene->list, FACE_MATH_ITALIC, 15, symbol) + 26;
}

/* The way here, the last ones where there is no room for all. */
static void draw_crumbs(const struct scene *scene, struct box box)
{
    const struct ui *ui = scene->ui;
    int last = ui->traces - 1, first = last;
    float width = 0, x = box.x;

    while (first > 0 && width + crumb_width(scene, first - 1) <= box.w - 24)
        width += crumb_width(scene, --first);
    if (first > 0)
        x += draw_text(scene->list, point_at(x, box.y + 20),
                       style_of(FACE_UI, 15, scene->theme->ink_faint,
                                ALIGN_LEFT), "… ");
    for (int k = first; k < last; k++) {
        char symbol[TRACE_SYMBOL_MAX];
        float room = crumb_width(scene, k);
        trace_symbol(scene->film, ui->trace[k], symbol);
        draw_text(scene->list, point_at(x, box.y + 20),
                  style_of(FACE_MATH_ITALIC, 15, scene->theme->accent,
                           ALIGN_LEFT), symbol);
        draw_text(scene->list, point_at(x + room - 16, box.y + 20),
                  style_of(FACE_UI, 15, scene->theme->ink_faint, ALIGN_LEFT),
                  "›");
        draw_spot(scene->list, box_at(x, box.y, room - 18, CRUMBS - 2),
                  ui->trace[k], ACTION_TRACE, 0);
        x += room;
    }
}

/* What it is, in words, and its value. */
static void draw_number(const struct scene *scene, struct box box,
                        const struct page *page)
{
    const struct theme *theme = scene->theme;
    struct draw_id id = page->number.id;
    char name[256], text[FIGURE_MAX];
    bool has_value = is_known(scene->film, &page->number);

    subject_name(scene->film, scene->ui, id, name, sizeof name);
    if (id.kind == SUBJECT_WEIGHT && subject_exists(scene->film, id)) {
        char symbol[TRACE_SYMBOL_MAX];
        snprintf(name, sizeof name, "%s, %s",
                 trace_symbol(scene->film, id, symbol),
                 scene->film->network.params.tensor[id.signal].name);
    }
    if (name[0] == '\0' && id.kind == SUBJECT_LOSS)
        snprintf(name, sizeof name, "%s", say(scene->ui, "loss", "손실"));
    digits_print(text, page->result, page->value, true);
    if (id.kind == SUBJECT_GRADIENT_NORM && page->value == 0)
        figure_power(text, page->number.value);
    float width = has_value
        ? draw_width(scene->list, FACE_BOLD, 20, text) + 12 : 0;
    panel_text(scene, point_at(box.x, box.y + 22),
               style_of(FACE_UI, 16, theme->ink, ALIGN_LEFT), box.w - width,
               name);
    if (has_value)
        draw_value(scene->list, point_at(box_right(box), box.y + 23),
                   style_of(FACE_BOLD, 20, theme->ink, ALIGN_RIGHT), id,
                   page->number.value, text);
}

/* "f_{20} · c_{19} + i_{20} · g_{20}", or of many terms how many; "" where it
 * is too long. */
static void write_sum(const struct scene *scene,
                      const struct trace_number *number,
                      char out[PAGE_SYMBOL_MAX])
{
    size_t length = 0;

    out[0] = '\0';
    if (number->count > 4) {
        snprintf(out, PAGE_SYMBOL_MAX, say(scene->ui, "sum of %d terms",
                                           "항 %d개의 합"), number->count);
        return;
    }
    for (int k = 0; k < number->count; k++) {
        struct trace_term term = trace_term(scene->film, number, k);
        char symbol[PAGE_SYMBOL_MAX], digits[FIGURE_MAX];
        page_symbol(scene->film, &term, symbol);
        if (symbol[0] == '\0')
            snprintf(symbol, sizeof symbol, "%s",
                     figure_plain(digits, term.value,
                                  term.value == floor(term.value) ? 0 : 4));
        bool minus = strncmp(symbol, "−", strlen("−")) == 0;
        length += (size_t)snprintf(out + length, PAGE_SYMBOL_MAX - length,
                                   "%s%s", k == 0 ? "" : minus ? " " : " + ",
                                   symbol);
        if (length >= PAGE_SYMBOL_MAX - 48) {
            out[0] = '\0';
            return;
        }
    }
}

/* "c_{20} = f_{20} · c_{19} + i_{20} · g_{20}"; of what is given its symbol
 * alone. */
static void write_equation(const struct scene *scene,
                           const struct trace_number *number,
                           char out[EQUATION_MAX])
{
    char sum[PAGE_SYMBOL_MAX], all[PAGE_SYMBOL_MAX];
    char symbol[TRACE_SYMBOL_MAX];

    trace_symbol(scene->film, number->id, symbol);
    write_sum(scene, number, sum);
    if (number->kind != TRACE_MADE || sum[0] == '\0')
        snprintf(out, EQUATION_MAX, "%s", symbol);
    else
        snprintf(out, EQUATION_MAX, "%s = %s", symbol,
                 table_phi(number, sum, all));
}

/* The same, at most `size` high, in what room there is. */
static void draw_equation(const struct scene *scene, struct point at,
                          float size, float room, struct color color,
                          const struct trace_number *number)
{
    char line[EQUATION_MAX];

    write_equation(scene, number, line);
    while (size > 14 && draw_width(scene->list, FACE_MATH_ITALIC, size,
                                   line) > room)
        size -= 1;
    panel_text(scene, at, style_of(FACE_MATH_ITALIC, size, color, ALIGN_LEFT),
               room, line);
}

/* The way here as a list, each number with its equation. */
static void draw_way(const struct scene *scene, struct box box)
{
    const struct ui *ui = scene->ui;
    const struct theme *theme = scene->theme;

    for (int k = 0; k < ui->traces - 1; k++) {
        struct trace_number number = trace_of(scene->film, ui->trace[k]);
        struct digits digits = digits_for(number.value, number.value);
        struct box row = box_at(box.x, box.y + (float)(k * WAY_ROW), box.w,
                                WAY_ROW - 4);
        char text[FIGURE_MAX];
        float width = 0;
        draw_box(scene->list, row, 6, theme->well);
        draw_spot(scene->list, row, number.id, ACTION_TRACE, 0);
        if (number.id.kind != SUBJECT_GRADIENT_NORM &&
            is_known(scene->film, &number)) {
            digits_print(text, digits, number.value, true);
            width = draw_width(scene->list, FACE_BOLD, 15, text) + 12;
            draw_value(scene->list, point_at(box_right(row) - 10, row.y + 19),
                       style_of(FACE_BOLD, 15, theme->ink, ALIGN_RIGHT),
                       number.id, number.value, text);
        }
        draw_equation(scene, point_at(row.x + 10, row.y + 19), 15,
                      row.w - 20 - width, theme->accent, &number);
    }
}

/* Returns the y below; where there is no room nothing is written. */
static float draw_words(const struct scene *scene, struct box box,
                        const char *words)
{
    struct prose_style style = usual;

    style.color = scene->theme->ink;
    if (prose_height(scene, box.w, &style, words) + 26 > box.h)
        return box.y;
    return prose_draw(scene, point_at(box.x, box.y + 20), box.w, &style,
                      words) + 12;
}

/* Cuts `height` off the top of *box where enough is left for `least` more. */
static bool cut_top(struct box *box, float height, float least,
                    struct box *cut)
{
    if (box->h < height + least)
        return false;
    *cut = box_at(box->x, box->y, box->w, height);
    box->y += height;
    box->h -= height;
    return true;
}

/* Keys for what the mouse does, where there is room left. */
static void draw_keys(const struct scene *scene, struct box box, bool rows)
{
    const struct ui *ui = scene->ui;
    const struct {
        const struct keys_binding *key;
        const char *text;
    } hints[] = {
        {keys_for(ACTION_TRACE, 0), say(ui, "open the marked line",
                                        "표시된 줄 열기")},
        {keys_for(ACTION_LEAVE, 0), say(ui, "back", "뒤로")},
    };
    float x = box.x;

    for (size_t k = 0; k < sizeof hints / sizeof *hints; k++) {
        char key[32];
        if (hints[k].key == NULL || (k == 0 && !rows))
            continue;
        keys_text(hints[k].key, key, sizeof key);
        float width = panel_key_width(scene, key) + 8 +
                      draw_width(scene->list, FACE_UI, TEXT_SMALL,
                                 hints[k].text) + 20;
        if (x + width > box_right(box))
            return;
        panel_key(scene, point_at(x, box.y + 18), key);
        draw_text(scene->list,
                  point_at(x + panel_key_width(scene, key) + 8, box.y + 18),
                  style_of(FACE_UI, TEXT_SMALL, scene->theme->ink_soft,
                           ALIGN_LEFT), hints[k].text);
        x += width;
    }
}

/* The terms, or why there are none. Returns the y below. */
static float draw_body(const struct scene *scene, struct box box,
                       const struct page *page, bool equation)
{
    const char *words = words_of(scene, &page->number);
    char text[1280] = "";

    if (words != NULL && page->number.kind == TRACE_NOTHING &&
        !lab_sentence(scene->lab, scene->ui, page->number.id, text,
                      sizeof text - 512))
        subject_sentence(scene->film, scene->ui, page->number.id, text,
                         sizeof text - 512);
    if (words != NULL) {
        size_t length = strlen(text);
        snprintf(text + length, sizeof text - length, "%s%s",
                 length > 0 ? "\n" : "", words);
        return draw_words(scene, box, text);
    }
    if (equation) {
        draw_equation(scene, point_at(box.x, box.y + 20), 17, box.w,
                      scene->theme->ink_soft, &page->number);
        box.y += EQUATION;
        box.h -= EQUATION;
    }
    return box.h >= LEAST_TABLE ? table_draw(scene, box, page) : box.y;
}

static void draw_opened(const struct scene *scene, struct box box)
{
    const struct ui *ui = scene->ui;
    struct draw_id id = ui->trace[ui->traces - 1];
    float bottom = box_bottom(box);
    struct box part;
    struct page page;
    bool verdict = verdict_exists(scene, id) && box.w > 260 &&
                   box.h > VERDICT_HEIGHT + 190;

    if (verdict)
        box.h -= VERDICT_HEIGHT + 10;
    if (ui->traces > 1 &&
        cut_top(&box, (float)((ui->traces - 1) * WAY_ROW + 8), WAY_LEAST,
                &part))
        draw_way(scene, part);
    else if (ui->traces > 1 && cut_top(&box, CRUMBS, 160, &part))
        draw_crumbs(scene, part);
    bool number = trace_of(scene->film, id).kind != TRACE_NOTHING &&
                  cut_top(&box, NUMBER, 20, &part);
    bool equation = box.h >= EQUATION + LEAST_TABLE;
    page_make(scene->film, id, ui->trace_top,
              table_room(box.h - (equation ? EQUATION : 0)), &page);
    if (number)
        draw_number(scene, part, &page);
    float y = draw_body(scene, box, &page, equation) + 14;
    if (verdict) {
        bool chosen = ui->trace_top >= page.all &&
                      trace_choices(scene->film, &page.number) > page.all;
        verdict_draw(scene, box_at(box.x, y, box.w, VERDICT_HEIGHT), id,
                     chosen);
        y += VERDICT_HEIGHT;
    }
    if (y + 40 < bottom && !ui->class_mode)
        draw_keys(scene, box_at(box.x, bottom - 22, box.w, 22),
                  trace_choices(scene->film, &page.number) > 0);
}

/* Nothing is opened: how to. */
static void draw_hint(const struct scene *scene, struct box box)
{
    char text[256], key[32] = "";
    const struct keys_binding *binding = keys_for(ACTION_TRACE, 0);

    if (binding != NULL)
        keys_text(binding, key, sizeof key);
    snprintf(text, sizeof text,
             say(scene->ui, "Click a number anywhere, or point at one and "
                            "press %s: it opens to what it is made of.",
                 "아무 숫자나 누르거나, 숫자를 가리키고 %s 키를 누르면 계산 "
                 "과정이 펼쳐집니다."), key);
    draw_words(scene, box, text);
}

void view_trace(const struct scene *scene, struct box box)
{
    struct box inside = box_at(box.x + PANEL_PADDING, box.y + HEAD,
                               box.w - 2 * PANEL_PADDING,
                               box.h - HEAD - BOTTOM);

    panel_draw(scene, box, say(scene->ui, "How a number came about",
                               "숫자의 계산 과정"));
    draw_head(scene, box);
    if (scene->ui->traces > 0)
        draw_opened(scene, inside);
    else
        draw_hint(scene, inside);
}

/* Two numbers below each other, and a mark: a check where they are as close as
 * rounding lets them be, a cross where they are not.
 */
#include "scene/view/trace/verdict.h"

#include <math.h>
#include <stdio.h>

#include "scene/study/trace/digits.h"
#include "scene/widget/panel.h"

bool verdict_exists(const struct scene *scene, struct draw_id id)
{
    return trace_gradient(scene->film, id).kind != SUBJECT_NONE;
}

static void draw_mark(const struct scene *scene, struct point at, bool good)
{
    struct draw_stroke stroke = {.width = 3 * scene->theme->line,
                                 .color = good ? scene->theme->good
                                               : scene->theme->warn};
    struct point tick[3] = {{at.x - 7, at.y}, {at.x - 2, at.y + 6},
                            {at.x + 8, at.y - 8}};
    struct point cross[4] = {{at.x - 6, at.y - 6}, {at.x + 6, at.y + 6},
                             {at.x - 6, at.y + 6}, {at.x + 6, at.y - 6}};

    if (good) {
        draw_line(scene->list, tick, 3, &stroke);
    } else {
        draw_line(scene->list, cross, 2, &stroke);
        draw_line(scene->list, cross + 2, 2, &stroke);
    }
}

/* What the two being apart so far means, with the numbers. */
static void write_verdict(const struct scene *scene, const struct check *check,
                          char *out, size_t size)
{
    const struct ui *ui = scene->ui;
    char error[FIGURE_MAX], expected[FIGURE_MAX];

    figure_size(error, check->error);
    figure_size(expected, check->expected);
    switch (check->verdict) {
    case CHECK_AGREES:
        snprintf(out, size, say(ui, "They agree: %s apart, rounding explains "
                                    "%s.",
                                "일치합니다. 차이 %s, 반올림 오차 범위 %s."),
                 error, expected);
        break;
    case CHECK_DIFFERS:
        snprintf(out, size, say(ui, "They differ: %s apart, rounding explains "
                                    "%s.",
                                "다릅니다. 차이 %s, 반올림 오차 범위 %s."),
                 error, expected);
        break;
    case CHECK_TOO_SMALL:
        snprintf(out, size, say(ui, "Too small for a difference to show: "
                                    "within %s of each other.",
                                "너무 작아 차분으로는 확인되지 않습니다. 차이 "
                                "%s 이내."), expected);
        break;
    case CHECK_BENDS:
        snprintf(out, size, "%s",
                 say(ui, "L turns too sharply here to compare slopes.",
                     "L이 이 부근에서 급격히 꺾여 기울기를 비교할 수 "
                     "없습니다."));
        break;
    case CHECK_NO_NUMBER:
        snprintf(out, size, "%s", say(ui, "Not a number: nothing to compare.",
                                      "수가 아니어서 비교할 수 없습니다."));
        break;
    case CHECK_FAILED:
        snprintf(out, size, "%s", say(ui, "Not enough memory to check it.",
                                      "메모리가 부족해 확인하지 못했습니다."));
        break;
    default:
        snprintf(out, size, "%s", say(ui, "checking …", "확인하는 중 …"));
    }
}

/* "by backpropagation  −0.0123456" */
static void draw_one(const struct scene *scene, struct box row,
                     const char *label, struct draw_id id, double value,
                     struct digits digits)
{
    char text[FIGURE_MAX];
    float width = draw_width(scene->list, FACE_BOLD, 15,
                             digits_print(text, digits, value, true));

    panel_text(scene, point_at(row.x, row.y + 18),
               style_of(FACE_UI, 15, scene->theme->ink_soft, ALIGN_LEFT),
               row.w - width - 12, label);
    draw_value(scene->list, point_at(box_right(row), row.y + 18),
               style_of(FACE_BOLD, 15, scene->theme->ink, ALIGN_RIGHT), id,
               value, text);
}

void verdict_draw(const struct scene *scene, struct box box, struct draw_id id,
                  bool chosen)
{
    const struct ui *ui = scene->ui;
    const struct check *check = scene->studies != NULL
        ? &scene->studies->check : NULL;
    struct draw_id gradient = trace_gradient(scene->film, id);
    double value = subject_value(scene->film, gradient);
    struct digits digits = digits_for(value, value);
    char symbol[TRACE_SYMBOL_MAX], label[TRACE_SYMBOL_MAX + 64], text[256];
    bool known = check != NULL && check_is_of(check, scene->film, id) &&
                 check->verdict != CHECK_WORKING;

    digits.decimals += 2;
    trace_symbol(scene->film, gradient, symbol);
    draw_tile(scene->list, box_at(box.x, box.y, box.w, 1),
              scene->theme->edge_strong);
    snprintf(label, sizeof label, say(ui, "%s by backpropagation",
                                      "%s, 역전파"), symbol);
    struct box first = box_at(box.x, box.y + 6, box.w, 26);
    if (chosen)
        draw_box(scene->list, box_at(first.x - 8, first.y, first.w + 16,
                                     first.h), 6, scene->theme->chip);
    draw_spot(scene->list, first, gradient, ACTION_TRACE, 0);
    draw_one(scene, first, label, gradient, value, digits);
    bool number = known && check->verdict != CHECK_FAILED;
    if (number)
        draw_one(scene, box_at(box.x, box.y + 32, box.w, 24),
                 say(ui, "by a finite difference of L", "L의 유한 차분"),
                 subject(SUBJECT_OTHER, 0, 0, 0, 0), check->numeric, digits);
    static const struct check none = {.verdict = CHECK_WORKING};
    write_verdict(scene, known ? check : &none, text, sizeof text);
    bool mark = known && (check->verdict == CHECK_AGREES ||
                          check->verdict == CHECK_DIFFERS);
    if (mark)
        draw_mark(scene, point_at(box.x + 9, box.y + 72),
                  check->verdict == CHECK_AGREES);
    panel_text(scene, point_at(box.x + (mark ? 28 : 0), box.y + 77),
               style_of(FACE_UI, 15,
                        mark && check->verdict == CHECK_DIFFERS
                            ? scene->theme->warn : scene->theme->ink,
                        ALIGN_LEFT), box.w - (mark ? 28 : 0), text);
}

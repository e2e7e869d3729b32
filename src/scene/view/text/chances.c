/* A bar and a number for every token; what was right is green and has a tick,
 * so that it is told without its colour. What the network chose instead has a
 * cross where the data says what was right, else an arrow.
 */
#include "scene/view/text/chances.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#include "scene/film/token.h"
#include "scene/look/figure.h"
#include "scene/widget/panel.h"

enum { CHIP = 26, CHIP_LEAST = 34, PERCENT = 94, TICK = 18, ANSWER_MAX = 256 };

/* As many digits as show that it is more than nothing. */
static void write_percent(double p, char text[FIGURE_MAX + 4])
{
    char digits[FIGURE_MAX];
    int decimals = p >= 0.0995 || p == 0 ? 1 : 2;

    if (isnan(p))
        snprintf(text, FIGURE_MAX + 4, "NaN");
    else if (p < 0.00005 && p > 0)
        snprintf(text, FIGURE_MAX + 4, "%s %%", figure_size(digits, 100 * p));
    else
        snprintf(text, FIGURE_MAX + 4, "%s %%",
                 figure_plain(digits, 100 * p, decimals));
}

/* What is known of a token after a step. */
enum mark { MARK_NONE, MARK_RIGHT, MARK_WRONG, MARK_CHOSEN };

static enum mark mark_of(const struct film *film, int step, int class)
{
    int wanted = token_wanted(film, step + 1);
    int choice = token_choice(film, step + 1);

    if (choice < 0 || wanted >= 0)
        return class == (wanted >= 0 ? wanted : token_came(film, step))
            ? MARK_RIGHT : class == choice ? MARK_WRONG : MARK_NONE;
    return class == choice ? MARK_CHOSEN : MARK_NONE;
}

static struct color mark_color(const struct theme *theme, enum mark mark)
{
    return mark == MARK_RIGHT ? theme->good
         : mark == MARK_WRONG ? theme->warn : theme->accent;
}

static void draw_mark(const struct scene *scene, struct point at,
                      enum mark mark)
{
    const struct point lines[][3] = {
        [MARK_RIGHT] = {{at.x, at.y}, {at.x + 4, at.y + 5},
                        {at.x + 12, at.y - 6}},
        [MARK_WRONG] = {{at.x + 1, at.y - 5}, {at.x + 6, at.y},
                        {at.x + 11, at.y + 5}},
        [MARK_CHOSEN] = {{at.x + 3, at.y - 5}, {at.x + 8, at.y},
                         {at.x + 3, at.y + 5}}};
    struct draw_stroke stroke = {.width = 2.2f * scene->theme->line,
                                 .color = mark_color(scene->theme, mark)};

    draw_line(scene->list, lines[mark], 3, &stroke);
    if (mark == MARK_WRONG)
        draw_segment(scene->list, point_at(at.x + 1, at.y + 5),
                     point_at(at.x + 11, at.y - 5), stroke.width,
                     stroke.color);
}

/* Room for the widest of the names, at most a third. */
static float chip_width(const struct scene *scene, const int *best, int count,
                        float most)
{
    char name[FILM_LABEL_MAX];
    float width = CHIP_LEAST;

    for (int k = 0; k < count; k++)
        width = fmaxf(width, 18 + draw_width(scene->list, FACE_MONO,
                                             TEXT_USUAL,
                                             film_choice(scene->film, best[k],
                                                         name)));
    return fminf(width, most);
}

static void draw_row(const struct scene *scene, struct box row, float chip,
                     struct draw_id id, enum mark mark)
{
    const struct theme *theme = scene->theme;
    struct draw_list *list = scene->list;
    double p = subject_value(scene->film, id);
    float y = row.y + row.h / 2;
    struct box plate = box_at(row.x, y - CHIP / 2, chip, CHIP);
    struct box bar = box_at(row.x + chip + TICK + 8, y - 5,
                            row.w - chip - TICK - 8 - PERCENT, 10);
    char name[FILM_LABEL_MAX], text[FIGURE_MAX + 4];

    draw_box(list, plate, 6, theme->chip);
    if (mark != MARK_NONE) {
        draw_outline(list, box_inset(plate, 0.8f), 5.2f, 1.6f,
                     mark_color(theme, mark));
        draw_mark(scene, point_at(box_right(plate) + 7, y), mark);
    }
    film_choice(scene->film, id.unit, name);
    float room = fminf(draw_width(list, FACE_MONO, TEXT_USUAL, name),
                       chip - 10);
    panel_text(scene, point_at(plate.x + (chip - room) / 2, y + 5.5f),
               style_of(FACE_MONO, TEXT_USUAL, theme->ink, ALIGN_LEFT),
               room + 0.5f, name);
    if (bar.w >= 20) {
        draw_box(list, bar, 5, theme->track);
        bar.w *= (float)fmin(p, 1);
        if (bar.w > 0.5f)
            draw_box(list, bar, fminf(5, bar.w / 2),
                     mark_color(theme, mark));
    }
    write_percent(p, text);
    draw_value(list, point_at(box_right(row), y + 5.5f),
               style_of(mark != MARK_NONE ? FACE_BOLD : FACE_UI, TEXT_USUAL,
                        theme->ink,
                        ALIGN_RIGHT), id, p, text);
    draw_spot(list, row, id, ACTION_NONE, 0);
}

/* Puts a class that is marked in the place of the last one that is not. */
static void put_marked(const struct film *film, int step, int class, int *best,
                       int count)
{
    int last = count - 1;

    if (class < 0 || class >= film->values.spec.outputs)
        return;
    for (int k = 0; k < count; k++)
        if (best[k] == class)
            return;
    while (last > 0 && mark_of(film, step, best[last]) != MARK_NONE)
        last--;
    if (last >= 0)
        best[last] = class;
}

void chances_draw(const struct scene *scene, struct box box, int rows,
                  int step)
{
    int best[CHANCES], count = token_best(scene->film, step, rows, best);

    put_marked(scene->film, step, token_came(scene->film, step), best, count);
    put_marked(scene->film, step, token_wanted(scene->film, step + 1), best,
               count);
    float chip = chip_width(scene, best, count, box.w / 3);
    float height = box.h / (float)rows;
    if (chip + TICK + PERCENT > box.w)
        return;
    for (int k = 0; k < count; k++)
        draw_row(scene, box_at(box.x, box.y + height * (float)k, box.w,
                               height), chip,
                 subject(SUBJECT_PROBABILITY, 0, 0, step, best[k]),
                 mark_of(scene->film, step, best[k]));
}

void chances_surprise(const struct scene *scene, struct box box, int step)
{
    const struct theme *theme = scene->theme;
    struct draw_list *list = scene->list;
    struct draw_id id = subject(SUBJECT_SURPRISE, 0, 0, step, 0);
    double bits = step > 0 ? studies_value(scene->studies, id) : NAN;
    const char *name = say(scene->ui, "surprise", "정보량");
    float base = box.y + box.h - 9, right = box_right(box);
    char value[FIGURE_MAX], text[FIGURE_MAX + 8];

    draw_segment(list, point_at(box.x, box.y + 4), point_at(right, box.y + 4),
                 1, theme->edge);
    if (!isnan(bits)) {
        snprintf(text, sizeof text, say(scene->ui, "%s bits", "%s비트"),
                 figure_size(value, bits));
        right -= draw_value(list, point_at(right, base),
                            style_of(FACE_BOLD, TEXT_USUAL, theme->ink,
                                     ALIGN_RIGHT), id, bits, text) + 14;
    }
    panel_title(scene, point_at(box.x, base), name,
                isnan(bits) ? say(scene->ui, "nothing came yet",
                                  "아직 온 것이 없음") : "−log_{2} p",
                right - box.x);
}

/* The largest number of bits in the chart, at least 1, and how many bars. */
static double chart_top(const struct scene *scene, int from, int to)
{
    double top = 1;

    for (int t = from; t <= to; t++) {
        double bits = surprise_bits(scene->film, t);
        if (isfinite(bits))
            top = fmax(top, bits);
    }
    return top;
}

static void draw_bars(const struct scene *scene, struct box plot, int from,
                      int to, double top)
{
    const struct theme *theme = scene->theme;
    float pitch = plot.w / CHANCES_CHART;

    for (int t = from; t <= to; t++) {
        double bits = surprise_bits(scene->film, t);
        float height = plot.h * (float)fmin(bits / top, 1);
        float x = box_right(plot) - pitch * (float)(to - t + 1);
        if (isnan(bits))
            continue;
        draw_tile(scene->list, box_at(x + pitch * 0.12f,
                                      box_bottom(plot) - fmaxf(height, 1),
                                      pitch * 0.76f, fmaxf(height, 1)),
                  t == to ? theme->accent : theme->ink_faint);
        draw_spot(scene->list, box_at(x, plot.y, pitch, plot.h),
                  subject(SUBJECT_SURPRISE, 0, 0, t, 0), ACTION_SCRUB_STEPS,
                  t);
    }
}

void chances_chart(const struct scene *scene, struct box box, int step)
{
    const struct theme *theme = scene->theme;
    struct draw_list *list = scene->list;
    int from = step > CHANCES_CHART ? step - CHANCES_CHART + 1 : 1;
    struct box plot = box_at(box.x, box.y + 2, box.w, box.h - 28);
    double top = chart_top(scene, from, step);
    struct draw_id id = subject(SUBJECT_SURPRISE, 0, 0, 0, 0);
    double mean = studies_value(scene->studies, id);
    struct draw_style style = style_of(FACE_UI, TEXT_SMALL, theme->ink_soft,
                                       ALIGN_LEFT);
    float left = box.x, base = box_bottom(box) - 8;
    char value[FIGURE_MAX], text[96];

    draw_bars(scene, plot, from, step, top);
    draw_segment(list, point_at(plot.x, box_bottom(plot)),
                 point_at(box_right(plot), box_bottom(plot)), 1, theme->edge);
    if (mean >= 0) {
        float y = box_bottom(plot) - plot.h * (float)fmin(mean / top, 1);
        struct draw_stroke dash = {.width = 1.2f * theme->line, .on = 4,
                                   .off = 4, .color = theme->ink_soft};
        draw_line(list, (struct point[]){{plot.x, y}, {box_right(plot), y}},
                  2, &dash);
        snprintf(text, sizeof text,
                 say(scene->ui, "mean of all: %s bits", "전체 평균 %s비트"),
                 figure_size(value, mean));
        left += draw_width(list, style.face, style.size, text);
        if (left <= box_right(box))
            draw_value(list, point_at(box.x, base), style, id, mean, text);
    }
    snprintf(text, sizeof text, say(scene->ui, "last %d", "최근 %d개"),
             step - from + 1);
    style.align = ALIGN_RIGHT;
    if (step > 0 && left + 16 + draw_width(list, style.face, style.size,
                                           text) <= box_right(box))
        draw_text(list, point_at(box_right(box), base), style, text);
}

int chances_answers(const struct scene *scene)
{
    const struct studies *studies = scene->studies;

    return studies != NULL && studies->beam.ready ? studies->beam.answers : 0;
}

/* The classes one after the other; without the end. */
static void write_answer(const struct scene *scene,
                         const struct beam_answer *answer,
                         char out[ANSWER_MAX])
{
    bool words = token_words(scene->film);
    int count = answer->length - answer->ended;
    size_t length = 0;

    out[0] = '\0';
    for (int k = 0; k < count; k++) {
        char name[FILM_LABEL_MAX];
        film_choice(scene->film, answer->class[k], name);
        if (length + strlen(name) + 2 > ANSWER_MAX)
            break;
        length += (size_t)snprintf(out + length, ANSWER_MAX - length, "%s%s",
                                   words && k > 0 ? " " : "", name);
    }
    if (count == 0)
        snprintf(out, ANSWER_MAX, "%s", say(scene->ui, "(nothing)",
                                            "(빈 답)"));
}

void chances_beam(const struct scene *scene, struct box box)
{
    const struct theme *theme = scene->theme;
    struct draw_list *list = scene->list;
    const struct beam *beam = &scene->studies->beam;
    float height = (box.h - 34) / (float)beam->answers;

    draw_segment(list, point_at(box.x, box.y + 4),
                 point_at(box_right(box), box.y + 4), 1, theme->edge);
    panel_title(scene, point_at(box.x, box.y + 26),
                say(scene->ui, "best answers", "가장 좋은 답"),
                say(scene->ui, "beam search, width 3", "빔 탐색, 너비 3"),
                box.w);
    for (int k = 0; k < beam->answers; k++) {
        struct draw_id id = subject(SUBJECT_BEAM, 0, 0, 0, k);
        double log_p = studies_value(scene->studies, id);
        float y = box.y + 34 + height * ((float)k + 0.5f) + 5.5f;
        char answer[ANSWER_MAX], value[FIGURE_MAX], text[FIGURE_MAX + 12];
        snprintf(text, sizeof text, "ln p = %s",
                 figure_plain(value, log_p, 2));
        float width = draw_value(list, point_at(box_right(box), y),
                                 style_of(FACE_UI, TEXT_USUAL, theme->ink_soft,
                                          ALIGN_RIGHT), id, log_p, text);
        write_answer(scene, &beam->answer[k], answer);
        panel_text(scene, point_at(box.x, y),
                   style_of(k == 0 ? FACE_BOLD : FACE_UI, TEXT_USUAL,
                            theme->ink, ALIGN_LEFT), box.w - width - 16,
                   answer);
        draw_spot(list, box_at(box.x, y - 5.5f - height / 2, box.w, height),
                  id, ACTION_NONE, 0);
    }
}

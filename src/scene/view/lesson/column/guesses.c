/* Guesses that are numbers, places or curves, one line each; after the reveal
 * beside each how far off it is.
 */
#include <math.h>
#include <stdio.h>

#include "scene/lab/lab.h"
#include "scene/look/figure.h"
#include "scene/look/notation.h"
#include "scene/view/chrome/chrome.h"
#include "scene/view/lesson/column/column.h"
#include "scene/view/lesson/column/guess.h"

enum { LINE = 30, FIELD_HIGH = 40, FIELD_WIDE = 150 };

/* What is to be done. */
static void set_instruction(struct column *column, int kind)
{
    const struct ui *ui = column->scene->ui;
    struct paper_style style = column_style(column->scene, 15);
    const char *text =
        kind == QUESTION_NUMBER
            ? say(ui, "Type a number and press Enter.",
                  "숫자를 입력하고 Enter를 누르세요.")
        : kind == QUESTION_DRAW
            ? say(ui, "Draw the curve into the plot, then press Enter.",
                  "그래프에 곡선을 그리고 Enter를 누르세요.")
        : kind == QUESTION_POINT
            ? say(ui, "Click the place, or go there and press Enter.",
                  "그 자리를 클릭하거나, 그 자리로 가서 Enter를 누르세요.")
            : say(ui, "Fill in the lines beside this column.",
                  "옆의 빈칸을 차례로 채우세요.");

    style.color = column->scene->theme->ink_soft;
    column_text(column, &style, 0, text);
    column->y += 4;
}

/* Where a number is typed. */
static void set_field(struct column *column)
{
    const struct scene *scene = column->scene;
    const struct theme *theme = scene->theme;
    const struct course_answer *answer = &column->course->answer;
    const struct step_words *words = course_words(column->course, scene->ui);
    struct box box = box_at(column->x, column->y + 2,
                            fminf(FIELD_WIDE, column->width), FIELD_HIGH - 6);

    if (column_seen(column, column->y, FIELD_HIGH)) {
        float base = box.y + box.h / 2 + 6, x = box.x + 12;
        draw_box(scene->list, box, 8, theme->well);
        draw_outline(scene->list, box_inset(box, 0.75f), 7.25f,
                     answer->active ? 2 : 1,
                     answer->active ? theme->accent : theme->edge_strong);
        x += panel_text(scene, point_at(x, base),
                        style_of(FACE_UI, 18, theme->ink, ALIGN_LEFT),
                        box.w - 24, answer->field);
        if (answer->active)
            draw_tile(scene->list, box_at(x + 1, base - 16, 2, 21),
                      theme->accent);
        chrome_spot(scene, box, ACTION_QUESTION, 0);
        panel_text(scene, point_at(box_right(box) + 10, base),
                   style_of(FACE_UI, TEXT_USUAL, theme->ink_soft, ALIGN_LEFT),
                   column->width - box.w - 10, words->unit);
    }
    column->y += FIELD_HIGH;
}

char *guess_place(const struct scene *scene, int over, int at, char *out,
                  size_t size)
{
    const struct ui *ui = scene->ui;
    int signals[4];

    out[0] = '\0';
    if (over == OVER_STEP) {
        snprintf(out, size, "t = %d", at);
    } else if (over == OVER_LAG) {
        snprintf(out, size, say(ui, "lag %d", "시차 %d"), at);
    } else if (over == OVER_UNIT) {
        snprintf(out, size, say(ui, "unit %d", "유닛 %d"), at);
    } else if (over == OVER_LANE) {
        if (scene->lab != NULL && at >= 1 && at <= scene->lab->lanes)
            lab_lane_label(scene->lab, ui, at - 1, out, size);
    } else if (scene->film != NULL) {
        enum cell cell = film_cell(scene->film, ui->layer);
        if (at >= 0 && at < notation_gates(cell, signals)) {
            const struct notation *gate = notation_said(ui, cell, signals[at]);
            snprintf(out, size, "%s %s", gate->letter,
                     say(ui, gate->en, gate->ko));
        }
    }
    return out;
}

/* A place is named, or is a number that can be checked. */
static void draw_place(const struct scene *scene, struct point at,
                       struct draw_style style, int over, int place,
                       struct draw_id id)
{
    char text[96];

    guess_place(scene, over, place, text, sizeof text);
    if (over == OVER_LANE || over == OVER_GATE)
        draw_text(scene->list, at, style, text);
    else
        draw_value(scene->list, at, style, id, place, text);
}

static void draw_guess(const struct column *column, int g, struct point at)
{
    const struct scene *scene = column->scene;
    const struct step_question *question =
        &course_step(column->course)->step.question;
    const struct course_guess *guess = &column->course->answer.guessed[g];
    struct draw_style style = style_of(FACE_BOLD, TEXT_USUAL,
                                       scene->theme->ink, ALIGN_LEFT);
    char text[FIGURE_MAX];

    if (question->kind == QUESTION_NUMBER)
        draw_value(scene->list, at, style,
                   subject(SUBJECT_GUESS, g, 0, 0, -1), guess->number,
                   guess_number(question, guess->number, text));
    else if (question->kind == QUESTION_POINT)
        draw_place(scene, at, style, question->over, guess->at,
                   subject(SUBJECT_GUESS, g, 2, 0, -1));
    else
        draw_print(scene->list, at, style,
                   say(scene->ui, "curve %d", "곡선 %d"), g + 1);
}

/* How far off, and whether that is near enough. */
static void draw_error(const struct column *column, int g, float base)
{
    const struct scene *scene = column->scene;
    const struct theme *theme = scene->theme;
    const struct course_answer *answer = &column->course->answer;
    const struct step_question *question =
        &course_step(column->course)->step.question;
    const struct course_guess *guess = &answer->guessed[g];
    bool right = guess_right(question, guess, &answer->truth);
    double error = guess_error(question, guess, &answer->truth);
    float end = column->x + column->width;
    struct draw_style style = style_of(FACE_UI, 15, right ? theme->good
                                                          : theme->warn,
                                       ALIGN_RIGHT);
    char figure[FIGURE_MAX], text[96];

    if (isnan(error)) {
        draw_text(scene->list, point_at(end, base), style,
                  right ? say(scene->ui, "right", "맞음")
                        : say(scene->ui, "not this", "틀림"));
        return;
    }
    if (question->kind == QUESTION_POINT)
        figure_plain(figure, error, 0);
    else
        guess_number(question, error, figure);
    if (question->log)
        snprintf(text, sizeof text,
                 say(scene->ui, "off by %s decades", "자릿수로 %s 차이"),
                 figure);
    else
        snprintf(text, sizeof text, say(scene->ui, "off by %s", "차이 %s"),
                 figure);
    draw_value(scene->list, point_at(end, base), style,
               subject(SUBJECT_GUESS, g, 3, 0, -1), error, text);
}

static void set_guess(struct column *column, int g)
{
    const struct course_answer *answer = &column->course->answer;

    if (!answer->guessed[g].made)
        return;
    if (column_seen(column, column->y, LINE)) {
        struct point at = point_at(column->x + 40, column->y + 20);
        guess_sample(column->scene, g,
                     point_at(column->x, column->y + 14), 32);
        draw_guess(column, g, at);
        if (answer->revealed && answer->truth.known)
            draw_error(column, g, at.y);
    }
    column->y += LINE;
}

/* Where it is, of a place. */
static void set_place(struct column *column)
{
    const struct scene *scene = column->scene;
    const struct course_answer *answer = &column->course->answer;
    const struct step_question *question =
        &course_step(column->course)->step.question;
    float base = column->y + 24;

    if (column_seen(column, column->y, LINE + 4)) {
        float x = column->x;
        x += draw_text(scene->list, point_at(x, base),
                       style_of(FACE_UI, TEXT_USUAL, scene->theme->ink,
                                ALIGN_LEFT),
                       say(scene->ui, "The run says", "실행 결과")) + 8;
        draw_place(scene, point_at(x, base),
                   style_of(FACE_BOLD, 18, scene->theme->good, ALIGN_LEFT),
                   question->over, answer->truth.at,
                   subject(SUBJECT_TRUTH, 0, 2, 0, -1));
    }
    column->y += LINE + 4;
}

void guesses_set(struct column *column)
{
    const struct course_answer *answer = &column->course->answer;
    int kind = course_step(column->course)->step.question.kind;

    if (!answer->revealed)
        set_instruction(column, kind);
    if (kind == QUESTION_CALCULATE)
        return;
    if (kind == QUESTION_NUMBER && !answer->revealed)
        set_field(column);
    for (int g = 0; g < answer->guesses; g++)
        set_guess(column, g);
    if (kind == QUESTION_POINT && answer->revealed && answer->truth.known)
        set_place(column);
}

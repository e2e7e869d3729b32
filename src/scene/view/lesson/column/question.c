/* The question: what is asked, the answers so far, hints, and after the reveal
 * what is true and why. Numbers of the truth exist only after it.
 */
#include <math.h>
#include <stdio.h>

#include "scene/keys.h"
#include "scene/look/figure.h"
#include "scene/view/lesson/column/column.h"
#include "scene/view/lesson/column/guess.h"

enum { BUTTONS_MAX = 5 };

static bool any_guess(const struct course_answer *answer)
{
    for (int k = 0; k < answer->guesses; k++)
        if (answer->guessed[k].made)
            return true;
    return false;
}

static void set_hints(struct column *column)
{
    const struct course_answer *answer = &column->course->answer;
    const struct step_words *words = course_words(column->course,
                                                  column->scene->ui);
    struct paper_style style = column_style(column->scene, 15);

    style.color = column->scene->theme->ink_soft;
    for (int k = 0; k < answer->hints && k < words->hints; k++) {
        column->y += 6;
        if (column_seen(column, column->y, style.line))
            draw_disc(column->scene->list,
                      point_at(column->x + 6, column->y + style.line / 2), 4,
                      column->scene->theme->accent);
        column_text(column, &style, 20, words->hint[k].text);
    }
}

/* Are there weights that are drawn from a seed? Not those of files, or by
 * hand, whatever else the lab has beside them. */
static bool is_drawn(const struct scene *scene, const struct step_stage *stage)
{
    for (int k = 0; k < stage->networks; k++)
        if (stage->network[k].model[0] == '\0' &&
            stage->network[k].W[0] == '\0')
            return true;
    if (stage->networks > 0)
        return false;
    for (int k = 0; scene->lab != NULL && k < scene->lab->lanes; k++)
        if (lab_lane_setup(scene->lab, k)->file < 0)
            return true;
    return scene->training != NULL;
}

/* Hint, reveal, another guess; afterwards another seed. */
static void set_buttons(struct column *column)
{
    const struct ui *ui = column->scene->ui;
    const struct course_answer *answer = &column->course->answer;
    const struct step_question *question =
        &course_step(column->course)->step.question;
    const struct step_words *words = course_words(column->course, ui);
    bool calculates = question->kind == QUESTION_CALCULATE;
    struct column_button button[BUTTONS_MAX];
    int count = 0;

    column->y += 8;
    if (!answer->revealed && !calculates)
        button[count++] = (struct column_button){
            say(ui, "Reveal", "정답 확인"), any_guess(answer), ACTION_REVEAL,
            0};
    if (!answer->revealed && answer->hints < words->hints)
        button[count++] = (struct column_button){
            answer->hints == 0 ? say(ui, "Hint", "힌트")
                               : say(ui, "Another hint", "힌트 더"),
            false, ACTION_HINT, 0};
    if (!answer->revealed && !calculates && answer->guesses < GUESSES_MAX &&
        answer->guessed[answer->guess].made)
        button[count++] = (struct column_button){
            say(ui, "Add a guess", "예측 추가"), false, ACTION_NEXT_GUESS, 0};
    if (answer->revealed || calculates)
        button[count++] = (struct column_button){
            calculates ? say(ui, "New numbers", "다른 숫자로")
            : is_drawn(column->scene,
                       &course_step(column->course)->step.stage)
                ? say(ui, "Try another seed", "다른 시드로 다시")
                : say(ui, "Try again", "다시 해 보기"),
            false, ACTION_RETRY, 0};
    column_buttons(column, button, count);
}

/* What the run says, beside the words. Of what is picked from several every
 * choice has its number instead. */
static void set_number(struct column *column)
{
    const struct scene *scene = column->scene;
    const struct course_answer *answer = &column->course->answer;
    const struct step_question *question =
        &course_step(column->course)->step.question;
    const struct step_words *words = course_words(column->course, scene->ui);
    char text[FIGURE_MAX];
    const char *label = say(scene->ui, "The run says", "실행 결과");

    column->y += 8;
    if (column_seen(column, column->y, 30)) {
        float x = column->x, base = column->y + 21;
        x += draw_text(scene->list, point_at(x, base),
                       style_of(FACE_UI, TEXT_USUAL, scene->theme->ink,
                                ALIGN_LEFT), label) + 8;
        x += draw_value(scene->list, point_at(x, base),
                        style_of(FACE_BOLD, 20, scene->theme->good,
                                 ALIGN_LEFT),
                        subject(SUBJECT_TRUTH, 0, 0, 0, -1),
                        answer->truth.number,
                        guess_number(question, answer->truth.number, text)) + 6;
        panel_text(scene, point_at(x, base),
                   style_of(FACE_UI, TEXT_USUAL, scene->theme->ink_soft,
                            ALIGN_LEFT), column->x + column->width - x,
                   words->unit);
    }
    column->y += 32;
}

static void set_reveal(struct column *column)
{
    const struct scene *scene = column->scene;
    const struct course_answer *answer = &column->course->answer;
    const struct step_question *question =
        &course_step(column->course)->step.question;
    const struct step_words *words = course_words(column->course, scene->ui);
    struct paper_style style = column_style(scene, 16);

    if (!answer->truth.known) {
        style.color = scene->theme->warn;
        column->y += 6;
        column_text(column, &style, 0, answer->truth.problem.text);
        return;
    }
    if (question->kind == QUESTION_NUMBER ||
        (question->kind == QUESTION_CHOOSE && question->pick == PICK_NONE &&
         !isnan(answer->truth.number)))
        set_number(column);
    if (words->then[0] != '\0') {
        column->y += 8;
        column_text(column, &style, 0, words->then);
    }
}

/* A frame around all of it while keys go to it. */
static void draw_active(const struct column *column, float top)
{
    const struct theme *theme = column->scene->theme;
    const struct box box = box_at(column->x - 10, top + 8, column->width + 20,
                                  column->y - top - 4);

    draw_outline(column->scene->list, box, 10, 2, theme->accent);
}

void question_set(struct column *column)
{
    const struct scene *scene = column->scene;
    const struct ui *ui = scene->ui;
    const struct course_answer *answer = &column->course->answer;
    const struct step_words *words = course_words(column->course, ui);
    enum question_kind kind =
        (enum question_kind)course_step(column->course)->step.question.kind;
    const struct paper_style style = column_style(scene, 17);
    float top = column->y;
    const char *cap = keys_cap(answer->active ? KEY_ESCAPE : KEY_ENTER);

    if (kind == QUESTION_NONE)
        return;
    column_title(column, kind == QUESTION_CALCULATE
                               ? say(ui, "By hand", "직접 계산해 보기")
                               : say(ui, "Predict first", "먼저 예측해 보기"));
    if (!ui->class_mode && !answer->revealed &&
        column_seen(column, column->y - 28, 26))
        panel_key(scene,
                  point_at(column->x + column->width -
                               panel_key_width(scene, cap),
                           column->y - 10), cap);
    column_text(column, &style, 0, words->ask);
    column->y += 6;
    if (kind == QUESTION_CHOOSE)
        choices_set(column);
    else
        guesses_set(column);
    set_hints(column);
    if (answer->revealed)
        set_reveal(column);
    set_buttons(column);
    if (column->draws && answer->active && !answer->revealed)
        draw_active(column, top);
}

/* Flags where somebody pointed at, each guess by its marker, the truth in its
 * hue after the reveal: below the card of a step, and through a plot over lags.
 */
#include "scene/view/lesson/column/guess.h"
#include "scene/widget/panel.h"

enum { TRUTH = -1, CARD_LEAST = 30 };

static void draw_pole(const struct scene *scene, struct point top,
                      struct point foot, int guess)
{
    const struct theme *theme = scene->theme;

    draw_segment(scene->list, top, foot, 2 * theme->line,
                 guess == TRUTH ? theme->good : theme->ink);
    if (guess == TRUTH)
        draw_disc(scene->list, foot, 7, theme->good);
    else
        guess_marker(scene, guess, foot, 6);
}

static bool is_card(const struct draw_spot *spot, int step)
{
    return spot->id.kind == SUBJECT_CONTROL && spot->action == ACTION_ENTER &&
           spot->value == step && spot->box.w >= CARD_LEAST;
}

/* Its id's step is the last lag of the axis, which begins at 0. */
static bool is_lag_plot(const struct draw_spot *spot)
{
    return spot->id.kind == SUBJECT_OTHER && spot->action == ACTION_READ &&
           spot->id.step > 0 &&
           (spot->id.signal == PANEL_REACH || spot->id.signal == PANEL_DECAY ||
            spot->id.signal == PANEL_PATHS);
}

/* Below the corner of a card nothing else is. */
static void draw_flag(const struct scene *scene, int first, int over, int at,
                      int guess)
{
    const struct draw_list *list = scene->list;

    for (int k = first; k < list->spot_count; k++) {
        const struct draw_spot *spot = &list->spots[k];
        struct box box = spot->box;
        if (over == OVER_STEP && is_card(spot, at)) {
            float x = box.x + 10 + 15 * (float)(guess + 1);
            draw_pole(scene, point_at(x, box_bottom(box) - 6),
                      point_at(x, box_bottom(box) + 13), guess);
            return;
        }
        if (over == OVER_LAG && is_lag_plot(spot) && at >= 0 &&
            at <= spot->id.step) {
            float x = box.x + box.w * (float)at / (float)spot->id.step;
            draw_pole(scene, point_at(x, box.y),
                      point_at(x, box_bottom(box) - 8 -
                                      16 * (float)(guess + 1)), guess);
            return;
        }
    }
}

void guess_flags(const struct scene *scene, int first)
{
    const struct course *course = scene->course;

    if (course == NULL || course->lesson == NULL || !scene->ui->learning)
        return;
    const struct step_question *question = &course_step(course)->step.question;
    const struct course_answer *answer = &course->answer;
    if (question->kind != QUESTION_POINT || scene->ui->covered)
        return;
    for (int g = 0; g < answer->guesses; g++)
        if (answer->guessed[g].made)
            draw_flag(scene, first, question->over, answer->guessed[g].at, g);
    if (answer->revealed && answer->truth.known)
        draw_flag(scene, first, question->over, answer->truth.at, TRUTH);
}

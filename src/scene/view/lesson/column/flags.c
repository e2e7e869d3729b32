/* Flags where somebody pointed at, each guess by its marker, the truth in its
 * hue after the reveal: over the middle of a step's card, and through a plot
 * over steps or lags.
 */
#include "scene/view/lesson/column/guess.h"
#include "scene/widget/panel.h"

enum { TRUTH = -1, CARD_LEAST = 30 };

static void draw_mark(const struct scene *scene, struct point at, int guess)
{
    if (guess == TRUTH)
        draw_disc(scene->list, at, 7, scene->theme->good);
    else
        guess_marker(scene, guess, at, 6);
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

/* Plots over the steps of the film. */
static bool is_step_plot(const struct draw_spot *spot, int steps)
{
    return spot->id.kind == SUBJECT_OTHER &&
           spot->action == ACTION_SCRUB_STEPS && spot->id.step == steps &&
           (spot->id.signal == PANEL_SERIES ||
            spot->id.signal == PANEL_SCOPES || spot->id.signal == PANEL_HEAT);
}

/* Where somebody points at `at`: of so many there the number-th, from 0. */
struct flag {
    int at, guess, number, count;
};

/* Flags of one place stand side by side about its middle. */
static float aside(const struct flag *flag)
{
    return 15 * ((float)flag->number - 0.5f * (float)(flag->count - 1));
}

/* Over the middle of the step's card, on its upper edge: above it stand answers,
 * below it numbers. */
static void draw_on_card(const struct scene *scene, struct box box,
                         const struct flag *flag)
{
    float x = box.x + box.w / 2 + aside(flag);

    draw_mark(scene, point_at(x, box.y), flag->guess);
}

/* Through a plot, at a share of its width. */
static void draw_through(const struct scene *scene, struct box box,
                         double share, const struct flag *flag)
{
    const struct theme *theme = scene->theme;
    float x = box.x + box.w * (float)share;
    struct point foot = point_at(x, box_bottom(box) - 8 -
                                        16 * (float)(flag->guess + 1));

    draw_segment(scene->list, point_at(x, box.y), foot, 2 * theme->line,
                 flag->guess == TRUTH ? theme->good : theme->ink);
    draw_mark(scene, foot, flag->guess);
}

/* On the card, and on every plot that has such a place. */
static void draw_flag(const struct scene *scene, int first, int over,
                      const struct flag *flag)
{
    const struct draw_list *list = scene->list;
    int steps = scene->film != NULL ? scene->film->steps : 0;
    int at = flag->at, spots = list->spot_count;
    bool card = false;

    for (int k = first; k < spots; k++) {
        const struct draw_spot *spot = &list->spots[k];
        if (over == OVER_STEP && !card && is_card(spot, at)) {
            draw_on_card(scene, spot->box, flag);
            card = true;
        } else if (over == OVER_STEP && is_step_plot(spot, steps) && at >= 1 &&
                   at <= steps) {
            draw_through(scene, spot->box, (at - 0.5) / steps, flag);
        } else if (over == OVER_LAG && is_lag_plot(spot) && at >= 0 &&
                   at <= spot->id.step) {
            draw_through(scene, spot->box, (double)at / spot->id.step, flag);
        }
    }
}

/* Those of one place get their numbers. */
static void count_flags(struct flag *flag, int flags)
{
    for (int k = 0; k < flags; k++)
        for (int j = 0; j < flags; j++)
            if (flag[j].at == flag[k].at) {
                flag[k].number += j < k;
                flag[k].count++;
            }
}

void guess_flags(const struct scene *scene, int first)
{
    const struct course *course = scene->course;
    struct flag flag[GUESSES_MAX + 1];
    int flags = 0;

    if (course == NULL || course->lesson == NULL || !scene->ui->learning)
        return;
    const struct step_question *question = &course_step(course)->step.question;
    const struct course_answer *answer = &course->answer;
    if (question->kind != QUESTION_POINT || scene->ui->covered)
        return;
    if (answer->revealed && answer->truth.known)
        flag[flags++] = (struct flag){.at = answer->truth.at, .guess = TRUTH};
    for (int g = 0; g < answer->guesses; g++)
        if (answer->guessed[g].made)
            flag[flags++] = (struct flag){.at = answer->guessed[g].at,
                                          .guess = g};
    count_flags(flag, flags);
    for (int k = 0; k < flags; k++)
        draw_flag(scene, first, question->over, &flag[k]);
}

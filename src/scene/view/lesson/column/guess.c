/* Guesses are told apart by dashes and markers; the hue only helps. */
#include "scene/view/lesson/column/guess.h"

#include <math.h>

#include "scene/widget/plot.h"

/* Dash and gap of each guess. */
static const float dashes[GUESSES_MAX][2] = {{9, 5}, {3, 4}, {14, 4}, {6, 9}};
static const enum model_hue looks[GUESSES_MAX] = {
    MODEL_OWN, MODEL_SECOND, MODEL_THIRD, MODEL_FOURTH};

struct draw_stroke guess_stroke(const struct scene *scene, int guess)
{
    return (struct draw_stroke){
        .width = 2.4f * scene->theme->line,
        .color = scene->theme->model[looks[guess]],
        .on = dashes[guess][0], .off = dashes[guess][1]};
}

void guess_marker(const struct scene *scene, int guess, struct point at,
                  float radius)
{
    plot_marker(scene, looks[guess], at, radius,
                scene->theme->model[looks[guess]], false);
}

void guess_sample(const struct scene *scene, int guess, struct point left,
                  float width)
{
    const struct draw_stroke stroke = guess_stroke(scene, guess);
    const struct point line[2] = {left, {left.x + width, left.y}};

    draw_line(scene->list, line, 2, &stroke);
    guess_marker(scene, guess, point_at(left.x + width / 2, left.y), 5);
}

char *guess_number(const struct step_question *question, double value,
                   char out[FIGURE_MAX])
{
    const double least = 1e-4; /* what is below cannot be seen */
    bool counted = value == round(value) && fabs(value) < 1e6;

    if (counted)
        return figure_plain(out, value, 0);
    if (question->kind == QUESTION_NUMBER && !question->log &&
        question->within >= least)
        return figure_within(out, value, question->within);
    return figure_size(out, value);
}

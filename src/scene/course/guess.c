/* A guess beside what is true, and the numbers of both that are written on the
 * screen.
 */
#include <math.h>
#include <stdlib.h>

#include "scene/course/course.h"
#include "scene/subject.h"

/* A number is right up to a tenth of itself, a curve up to a tenth of the
 * height of its plot, where the author says nothing. */
static const double usual = 0.1;

double guess_height(const struct course_guess *guess, double share)
{
    double at = fmin(fmax(share, 0), 1) * (GUESS_POINTS - 1);
    int k = (int)at < GUESS_POINTS - 1 ? (int)at : GUESS_POINTS - 2;
    double rest = at - k;

    if (rest == 0)
        return guess->curve[k];
    if (rest == 1)
        return guess->curve[k + 1];
    return guess->curve[k] + (guess->curve[k + 1] - guess->curve[k]) * rest;
}

/* As it lies in the plot: within its ends, in decades where they count. */
static double plotted(const struct step_question *question, double value)
{
    if (question->low < question->high)
        value = fmin(fmax(value, question->low), question->high);
    return question->log ? log10(value) : value;
}

static double plot_height(const struct step_question *question)
{
    return fabs(plotted(question, question->high) -
                plotted(question, question->low));
}

/* Root mean square over the points that were drawn; *drawn of them. */
static double curve_error(const struct step_question *question,
                          const struct course_guess *guess,
                          const struct course_truth *truth, int *drawn)
{
    double sum = 0;

    *drawn = 0;
    for (int k = 0; k < truth->points; k++) {
        double share = truth->points > 1 ? (double)k / (truth->points - 1) : 0;
        double height = guess_height(guess, share);
        if (isnan(height) || isnan(truth->curve[k]))
            continue;
        double miss = plotted(question, height) -
                      plotted(question, truth->curve[k]);
        sum += miss == 0 || isnan(miss) ? 0 : miss * miss;
        ++*drawn;
    }
    return *drawn > 0 ? sqrt(sum / *drawn) : NAN;
}

double guess_error(const struct step_question *question,
                   const struct course_guess *guess,
                   const struct course_truth *truth)
{
    int drawn;

    if (!guess->made || !truth->known)
        return NAN;
    switch (question->kind) {
    case QUESTION_NUMBER:
        if (!question->log)
            return fabs(guess->number - truth->number);
        return guess->number == truth->number
            ? 0 : fabs(log10(guess->number) - log10(truth->number));
    case QUESTION_DRAW:
        return curve_error(question, guess, truth, &drawn);
    case QUESTION_POINT:
        return question->over == OVER_STEP || question->over == OVER_LAG
            ? abs(guess->at - truth->at) : NAN;
    default: return NAN;
    }
}

static bool number_is_right(const struct step_question *question, double guess,
                            double truth)
{
    if (question->within > 0)
        return fabs(guess - truth) <= question->within;
    if (question->within_factor <= 1)
        return fabs(guess - truth) <= usual * fabs(truth);
    return guess == truth ||
           (guess / truth <= question->within_factor &&
            truth / guess <= question->within_factor && guess / truth > 0);
}

/* Drawn over at least half of the axis, and near. */
static bool curve_is_right(const struct step_question *question,
                           const struct course_guess *guess,
                           const struct course_truth *truth)
{
    int drawn;
    double error = curve_error(question, guess, truth, &drawn);
    double most = question->within > 0 ? question->within
                                       : usual * plot_height(question);

    return 2 * drawn >= truth->points && error <= most;
}

bool guess_right(const struct step_question *question,
                 const struct course_guess *guess,
                 const struct course_truth *truth)
{
    if (!guess->made || !truth->known)
        return false;
    switch (question->kind) {
    case QUESTION_CHOOSE: return guess->choice == truth->choice;
    case QUESTION_NUMBER:
        return number_is_right(question, guess->number, truth->number);
    case QUESTION_DRAW: return curve_is_right(question, guess, truth);
    case QUESTION_POINT:
        return question->within > 0 && question->over <= OVER_LAG
            ? abs(guess->at - truth->at) <= question->within
            : guess->at == truth->at;
    default: return false;
    }
}

static double truth_value(const struct course_answer *answer,
                          struct draw_id id)
{
    const struct course_truth *truth = &answer->truth;

    if (!answer->revealed || !truth->known)
        return NAN;
    if (id.signal == 1)
        return id.step >= 0 && id.step < truth->points ? truth->curve[id.step]
                                                       : NAN;
    if (id.signal == 2)
        return truth->at;
    return id.unit >= 0 && id.unit < STEP_CHOICES_MAX ? truth->value[id.unit]
                                                      : truth->number;
}

static double guess_value(const struct course *course, struct draw_id id)
{
    const struct course_answer *answer = &course->answer;
    const struct course_guess *guess;

    if (id.signal == 4)
        return id.unit >= 0 && id.unit < STEP_CHOICES_MAX
            ? answer->hands[id.unit] : NAN;
    if (id.layer < 0 || id.layer >= answer->guesses ||
        id.layer >= GUESSES_MAX)
        return NAN;
    guess = &answer->guessed[id.layer];
    if (id.signal == 3)
        return answer->revealed
            ? guess_error(&course_step(course)->step.question, guess,
                          &answer->truth) : NAN;
    if (!guess->made)
        return NAN;
    if (id.signal == 1)
        return id.step >= 0 && id.step < GUESS_POINTS ? guess->curve[id.step]
                                                      : NAN;
    return id.signal == 2 ? guess->at : guess->number;
}

/* What a line asks for is there once it is right. */
static double given_value(const struct calculate *calculate, struct draw_id id)
{
    int count = id.signal == 1 ? calculate->lines : calculate->givens;

    if (id.unit < 0 || id.unit >= count)
        return NAN;
    if (id.signal != 1)
        return calculate->given[id.unit].value;
    return line_closed(calculate->value[id.unit].state)
        ? calculate->value[id.unit].value : NAN;
}

double course_value(const struct course *course, struct draw_id id)
{
    if (course == NULL || course->lesson == NULL)
        return NAN;
    switch (id.kind) {
    case SUBJECT_TRUTH: return truth_value(&course->answer, id);
    case SUBJECT_GUESS: return guess_value(course, id);
    case SUBJECT_GIVEN: return given_value(&course->answer.calculate, id);
    default: return NAN;
    }
}

/* Every step on its own stage: what it expects, what it asks.
 */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/number.h"
#include "cli/lesson/check/check.h"
#include "scene/course/step/controls.h"

/* The step that is looked at. */
struct desk {
    struct check *check;
    const struct lesson *lesson;
    const struct lab *lab;     /* NULL: a training */
    const struct training *training;
    struct claim_outside outside;
    struct measured *measured;
};

static void keep(struct measured *measured, double value)
{
    if (measured->count < MEASURED_MAX && !isnan(value))
        measured->value[measured->count++] = value;
}

/* What is asked of the value and does not hold, in words; "": all of it
 * holds. */
static void compare(const struct step_expect *expect, double value,
                    char *wrong, size_t size)
{
    double low, high;

    wrong[0] = '\0';
    if (!isnan(expect->above) && !(value > expect->above))
        snprintf(wrong, size, "not above %.6g", expect->above);
    else if (!isnan(expect->below) && !(value < expect->below))
        snprintf(wrong, size, "not below %.6g", expect->below);
    else if (!isnan(expect->equals) &&
             !(fabs(value - expect->equals) <= expect->within))
        snprintf(wrong, size, "not %.6g within %.3g", expect->equals,
                 expect->within);
    else if (expect->says[0] != '\0' &&
             step_says(expect->says, NULL, &low, &high) &&
             !(value >= low - 1e-9 * fabs(low) &&
               value <= high + 1e-9 * fabs(high)))
        snprintf(wrong, size, "which does not round to %s", expect->says);
}

static void check_expect(struct desk *desk, const struct step_expect *expect)
{
    struct error error = {0};
    char wrong[96], number[NUMBER_TEXT_MAX];
    double value = NAN;

    desk->check->claims++;
    if (!claim_take(&expect->claim, desk->lab, &desk->outside, &value,
                    &error)) {
        check_problem(desk->check, desk->lesson, LANGUAGE_EN, expect->place,
                      "%s", error.text);
        return;
    }
    keep(desk->measured, value);
    number_format(number, value, 6);
    if (isnan(value)) {
        check_problem(desk->check, desk->lesson, LANGUAGE_EN, expect->place,
                      "'%s' has no value there",
                      claim_names[expect->claim.kind]);
        return;
    }
    compare(expect, value, wrong, sizeof wrong);
    if (wrong[0] != '\0')
        check_problem(desk->check, desk->lesson, LANGUAGE_EN, expect->place,
                      "'%s' is %s, %s", claim_names[expect->claim.kind],
                      number, wrong);
}

/* A curve that leaves its plot cannot be drawn. */
static void check_curve(struct desk *desk, const struct step_question *question,
                        const struct course_truth *truth)
{
    for (int k = 0; k < truth->points; k++) {
        double value = truth->curve[k];
        if (isnan(value) ||
            (value >= question->low && value <= question->high))
            continue;
        check_problem(desk->check, desk->lesson, LANGUAGE_EN, question->place,
                      "the curve is %.6g at %d, outside of low %.6g to high "
                      "%.6g", value, truth_at(truth, k), question->low,
                      question->high);
        return;
    }
}

static void check_calculation(struct desk *desk,
                              const struct step_question *question)
{
    struct calculate calculate = {0};
    struct error error = {0};

    if (!calculate_begin(&calculate, (enum calculate_kind)question->of,
                         question->seed > 0 ? question->seed : 1, &error))
        check_problem(desk->check, desk->lesson, LANGUAGE_EN, question->place,
                      "%s", error.text);
}

static void check_question(struct desk *desk,
                           const struct step_settings *step)
{
    const struct step_question *question = &step->question;
    struct course_truth truth;

    if (question->kind == QUESTION_NONE)
        return;
    desk->check->claims++;
    if (question->kind == QUESTION_CALCULATE) {
        check_calculation(desk, question);
        return;
    }
    truth_find(&truth, step, desk->lab);
    if (!truth.known) {
        check_problem(desk->check, desk->lesson, LANGUAGE_EN, question->place,
                      "question: %s", truth.problem.text);
        return;
    }
    keep(desk->measured, truth.number);
    for (int k = 0; k < question->choices; k++)
        keep(desk->measured, truth.value[k]);
    if (question->kind == QUESTION_DRAW)
        check_curve(desk, question, &truth);
}

/* Is it the stage of the step before, which need not be made again? */
static bool goes_on(const struct lesson *lesson, int k)
{
    return k > 0 && memcmp(&lesson->step[k].step.stage,
                           &lesson->step[k - 1].step.stage,
                           sizeof lesson->step[k].step.stage) == 0;
}

static void check_controls(struct desk *desk, int k)
{
    const struct step_settings *step = &desk->lesson->step[k].step;
    const struct place place = desk->lesson->page[LANGUAGE_EN].step[k + 1]
                                   .place;

    for (int c = 0; c < step->controls; c++)
        if (!control_there(step, step->control[c], desk->lab, desk->training))
            check_problem(desk->check, desk->lesson, LANGUAGE_EN, place,
                          "the control '%s' turns nothing on this stage",
                          step_control_names[step->control[c]]);
}

static void check_step(struct desk *desk, const struct lesson_step *step)
{
    for (int e = 0; e < step->step.expects; e++)
        check_expect(desk, &step->step.expect[e]);
    check_question(desk, &step->step);
}

void check_stages(struct check *check, const struct lesson *lesson,
                  struct measured measured[])
{
    struct step_made made = {0};
    int failed = -1;           /* the step whose stage cannot be made */

    for (int k = 0; k < lesson->steps; k++) {
        struct error error = {0};
        int from = lesson->step[k].step.stage.from;
        struct check_scores scores = {lesson, k, check->with.kernels};
        measured[k].count = 0;
        check->steps++;
        if (from == failed)    /* told already */
            continue;
        if (!goes_on(lesson, k) || (made.lab == NULL &&
                                    made.training == NULL)) {
            stage_finish(&made);
            made = (struct step_made){0};
            if (!stage_make(lesson, k, 0, &check->with, &made, &error)) {
                printf("%s\n", error.text); /* it names its place */
                check->problems++;
                made = (struct step_made){0};
                failed = from;
                continue;
            }
        }
        struct desk desk = {check, lesson, made.lab, made.training,
                            {check_score, &scores}, &measured[k]};
        check_step(&desk, &lesson->step[k]);
        check_controls(&desk, k);
    }
    stage_finish(&made);
}

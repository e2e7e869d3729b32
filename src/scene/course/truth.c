/* The reveal: claims of a question taken on the stage as it is now. What an
 * author cannot have meant (two right choices, no place) is a problem, which
 * gatereel check finds before a class does.
 */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/array.h"
#include "scene/course/course.h"
#include "scene/look/notation.h"

bool question_axis(const struct step_question *question, const struct lab *lab,
                   int *first, int *last, struct error *error)
{
    int low, high;

    if (!claim_axis(&question->claim, lab, question->over == OVER_LAG, &low,
                    &high, error))
        return false;
    *first = question->first > 0 ? question->first : low;
    *last = question->last > 0 ? question->last : high;
    return (*first >= low && *first < *last && *last <= high) ||
           error_set(error, "the axis goes from %d to %d; there is %d to %d",
                     *first, *last, low, high);
}

static bool is_number(double value, struct error *error)
{
    return !isnan(value) ||
           error_set(error, "the run has no number there");
}

static bool take(const struct claim *claim, const struct lab *lab,
                 double *value, struct error *error)
{
    return claim_take(claim, lab, NULL, value, error) &&
           is_number(*value, error);
}

/* Is a choice judged by a range? */
static bool has_range(const struct step_choice *choice)
{
    return !isnan(choice->above) || !isnan(choice->below);
}

static bool is_within(const struct step_choice *choice, double value)
{
    return (isnan(choice->above) || value > choice->above) &&
           (isnan(choice->below) || value <= choice->below);
}

/* What each choice is judged by; NaN where no number decides. */
static bool judge(struct course_truth *truth,
                  const struct step_question *question, const struct lab *lab)
{
    bool asks = question->claim.kind != CLAIM_NONE;

    if (asks && !take(&question->claim, lab, &truth->number, &truth->problem))
        return false;
    for (int k = 0; k < question->choices; k++) {
        const struct step_choice *choice = &question->choice[k];
        bool own = choice->claim.kind != CLAIM_NONE;
        if (own && !take(&choice->claim, lab, &truth->value[k],
                         &truth->problem))
            return error_prefix(&truth->problem, "choice %d", k + 1);
        if (!own && has_range(choice))
            truth->value[k] = truth->number;
        if (isnan(truth->value[k]) &&
            (has_range(choice) || question->pick != PICK_NONE))
            return error_set(&truth->problem, "choice %d is judged by a number "
                             "but measures nothing", k + 1);
    }
    return true;
}

/* Places of the largest or smallest; *at is the first of them. */
static int pick_end(const double *value, int count, enum question_pick pick,
                    int *at)
{
    int found = 0;

    for (int k = 0; k < count; k++) {
        double more = found == 0 || isnan(value[k])
            ? 1 : pick == PICK_LARGEST ? value[k] - value[*at]
                                       : value[*at] - value[k];
        if (isnan(value[k]))
            continue;
        if (more > 0)
            *at = k;
        found = more > 0 ? 1 : found + (value[k] == value[*at]);
    }
    return found;
}

static bool find_choice(struct course_truth *truth,
                        const struct step_question *question,
                        const struct lab *lab)
{
    int right = 0;

    if (!judge(truth, question, lab))
        return false;
    if (question->pick != PICK_NONE)
        right = pick_end(truth->value, question->choices, question->pick,
                         &truth->choice);
    for (int k = 0; question->pick == PICK_NONE && k < question->choices;
         k++) {
        const struct step_choice *choice = &question->choice[k];
        if (!(has_range(choice) ? is_within(choice, truth->value[k])
                                : choice->right))
            continue;
        truth->choice = k;
        right++;
    }
    if (right == 1)
        return true;
    truth->choice = -1;
    if (isnan(truth->number))
        return error_set(&truth->problem, "%d choices are right, not one",
                         right);
    return error_set(&truth->problem, "%d choices are right, not one: the "
                     "value is %.6g", right, truth->number);
}

int truth_at(const struct course_truth *truth, int k)
{
    return truth->first +
           (int)lround((double)(truth->last - truth->first) * k /
                       (truth->points > 1 ? truth->points - 1 : 1));
}

static bool find_curve(struct course_truth *truth,
                       const struct step_question *question,
                       const struct lab *lab)
{
    struct error *error = &truth->problem;
    double *value;

    if (question->over != OVER_STEP && question->over != OVER_LAG)
        return error_set(error, "a curve is drawn over steps or lags");
    if (!question_axis(question, lab, &truth->first, &truth->last, error))
        return false;
    int count = truth->last - truth->first + 1;
    value = array_new((size_t)count, sizeof *value, "the curve", error);
    bool fine = value != NULL &&
                claim_curve(&question->claim, lab, question->over == OVER_LAG,
                            truth->first, truth->last, value, error);
    truth->points = count < GUESS_POINTS ? count : GUESS_POINTS;
    for (int k = 0; fine && k < truth->points; k++)
        truth->curve[k] = value[truth_at(truth, k) - truth->first];
    free(value);
    return fine;
}

/* Has every unit or gate a number of its own, from one run? */
static bool check_places(const struct step_question *question,
                         struct error *error)
{
    const struct claim *claim = &question->claim;
    bool units = question->over == OVER_UNIT;

    if (question->over != OVER_LANE &&
        !claim_differs(claim->kind, units ? CLAIM_ALONG_UNITS
                                          : CLAIM_ALONG_SIGNALS))
        return error_set(error, "'%s' is the same for every %s",
                         claim_names[claim->kind], units ? "unit" : "gate");
    return !units || claim->seeds <= 1 ||
           error_set(error, "places among units are of one run: without "
                     "'seeds'");
}

/* What a place is chosen among, and the number of the first. */
struct places {
    double *value;             /* [count] */
    int first, count;
};

/* One claim after the other, for lanes, units and gates. */
static bool walk_places(const struct step_question *question,
                        const struct lab *lab, struct places *places,
                        struct error *error)
{
    struct claim claim = question->claim;
    int signals[4] = {0};
    enum cell cell = film_cell(&lab->lane[claim.lane - 1].film,
                               claim.layer - 1);

    notation_gates(cell, signals);
    for (int k = 0; k < places->count; k++) {
        if (question->over == OVER_UNIT)
            claim.unit = places->first + k;
        else if (question->over == OVER_LANE)
            claim.lane = places->first + k;
        else
            snprintf(claim.signal, sizeof claim.signal, "%s",
                     cell_table[cell].signal[signals[k]].name);
        if (!claim_take(&claim, lab, NULL, &places->value[k], error))
            return false;
    }
    return true;
}

static bool reserve(struct places *places, struct error *error)
{
    places->value = array_new((size_t)places->count, sizeof *places->value,
                              "the places", error);
    return places->value != NULL;
}

static bool list_places(const struct step_question *question,
                        const struct lab *lab, struct places *places,
                        struct error *error)
{
    const struct claim *claim = &question->claim;
    int last = 0, signals[4];

    if (question->over == OVER_STEP || question->over == OVER_LAG) {
        if (!question_axis(question, lab, &places->first, &last, error))
            return false;
        places->count = last - places->first + 1;
        return reserve(places, error) &&
               claim_curve(claim, lab, question->over == OVER_LAG,
                           places->first, last, places->value, error);
    }
    if (lab == NULL || claim->lane > lab->lanes ||
        claim->layer > lab->lane[claim->lane - 1].film.values.spec.layers)
        return error_set(error, "there is no such lane or layer");
    if (!check_places(question, error))
        return false;
    const struct film *film = &lab->lane[claim->lane - 1].film;
    *places = (struct places){
        NULL, question->over == OVER_GATE ? 0 : 1,
        question->over == OVER_UNIT ? film_units(film, claim->layer - 1) :
        question->over == OVER_LANE ? lab->lanes :
        notation_gates(film_cell(film, claim->layer - 1), signals)};
    return reserve(places, error) &&
           walk_places(question, lab, places, error);
}

/* The index of the place; -1: there is none. */
static int pick_place(const struct step_question *question,
                      const struct places *places)
{
    const struct step_choice *bound = &question->choice[0];
    int at = -1;

    if (question->pick == PICK_LARGEST || question->pick == PICK_SMALLEST) {
        pick_end(places->value, places->count, question->pick, &at);
        return at;
    }
    for (int k = 0; k < places->count; k++)
        if (question->pick == PICK_FIRST_ABOVE
                ? places->value[k] > bound->above
                : places->value[k] < bound->below)
            return k;
    return -1;
}

static bool find_place(struct course_truth *truth,
                       const struct step_question *question,
                       const struct lab *lab)
{
    struct places places = {0};
    int at = -1;

    bool fine = list_places(question, lab, &places, &truth->problem);
    if (fine)
        at = pick_place(question, &places);
    if (at >= 0) {
        truth->at = places.first + at;
        truth->number = places.value[at];
    }
    free(places.value);
    return fine && (at >= 0 ||
                    error_set(&truth->problem, "there is no such place"));
}

void truth_find(struct course_truth *truth, const struct step_settings *step,
                const struct lab *lab)
{
    const struct step_question *question = &step->question;

    *truth = (struct course_truth){.choice = -1, .number = NAN};
    for (int k = 0; k < STEP_CHOICES_MAX; k++)
        truth->value[k] = NAN;
    switch (question->kind) {
    case QUESTION_CHOOSE:
        truth->known = find_choice(truth, question, lab);
        break;
    case QUESTION_NUMBER:
        truth->known = take(&question->claim, lab, &truth->number,
                            &truth->problem);
        break;
    case QUESTION_DRAW:
        truth->known = find_curve(truth, question, lab);
        break;
    case QUESTION_POINT:
        truth->known = find_place(truth, question, lab);
        break;
    default: break;
    }
}

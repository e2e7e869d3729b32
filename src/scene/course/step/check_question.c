/* What each kind of question needs, one function a kind.
 */
#include <math.h>

#include "scene/course/step/check.h"

static bool has_bounds(const struct step_choice *choice)
{
    return !isnan(choice->above) || !isnan(choice->below);
}

static bool check_measure(const struct step_question *question,
                          const char **key, struct error *error)
{
    *key = "kind";
    return question->claim.kind != CLAIM_NONE ||
           error_set(error, "'measure' is missing: what is asked for is "
                     "measured");
}

/* One of several: by a bound, by the largest, or as it is said. */
static bool check_choice(const struct step_block *block, int k,
                         struct error *error)
{
    const struct step_question *question = &block->step.question;
    const struct step_choice *choice = &block->choice[k].is;
    bool measured = choice->claim.kind != CLAIM_NONE;

    if (block->choice[k].says.text[0] == '\0')
        return error_set(error, "choice %d has no 'text'", k + 1);
    if (choice->above >= choice->below)
        return error_set(error, "choice %d: no number is above %g and at most "
                         "%g", k + 1, choice->above, choice->below);
    if (has_bounds(choice) && choice->right)
        return error_set(error, "choice %d is right by its bounds or by "
                         "'right', not by both", k + 1);
    if (has_bounds(choice) && !measured &&
        question->claim.kind == CLAIM_NONE)
        return error_set(error, "choice %d has bounds, but there is no "
                         "'measure'", k + 1);
    if (question->pick != PICK_NONE && (has_bounds(choice) || choice->right))
        return error_set(error, "choice %d: with 'pick' the measures decide",
                         k + 1);
    return question->pick == PICK_NONE || measured ||
           error_set(error, "choice %d has no 'measure' of its own to pick "
                     "by", k + 1);
}

static bool check_choose(const struct step_block *block, const char **key,
                         struct error *error)
{
    const struct step_question *question = &block->step.question;
    bool decided = question->pick != PICK_NONE;

    *key = "pick";
    if (question->pick > PICK_SMALLEST)
        return error_set(error, "choices are picked by 'largest' or "
                         "'smallest'");
    *key = block->choices > 0 ? "choices" : "kind";
    if (block->choices < 2)
        return error_set(error, "a question to choose needs two 'choices' at "
                         "least");
    for (int k = 0; k < block->choices; k++) {
        if (!check_choice(block, k, error))
            return false;
        decided = decided || block->choice[k].is.right ||
                  has_bounds(&block->choice[k].is);
    }
    return decided ||
           error_set(error, "no choice can be right: give 'above' and "
                     "'below', 'pick', or 'right: true'");
}

static bool check_number(const struct step_block *block, const char **key,
                         struct error *error)
{
    const struct step_question *question = &block->step.question;

    if (!check_measure(question, key, error))
        return false;
    *key = "within";
    return question->within == 0 || question->within_factor == 0 ||
           error_set(error, "a guess is right by 'within' or by "
                     "'within-factor', not by both");
}

static bool check_range(const struct step_question *question,
                        const char **key, struct error *error)
{
    *key = "last";
    return question->last == 0 || question->first <= question->last ||
           error_set(error, "'first' is behind 'last'");
}

static bool check_draw(const struct step_block *block, const char **key,
                       struct error *error)
{
    const struct step_question *question = &block->step.question;

    if (!check_measure(question, key, error) ||
        !check_range(question, key, error))
        return false;
    *key = "over";
    if (question->over != OVER_STEP && question->over != OVER_LAG)
        return error_set(error, "a curve is drawn over 'step' or 'lag'");
    *key = "high";
    if (question->low == 0 && question->high == 0)
        return error_set(error, "'low' and 'high' are missing: the ends of "
                         "the plot");
    if (!(question->low < question->high))
        return error_set(error, "'low' must be below 'high'");
    *key = "low";
    return !question->log || question->low > 0 ||
           error_set(error, "with 'log' both ends are above 0");
}

static bool check_point(const struct step_block *block, const char **key,
                        struct error *error)
{
    const struct step_question *question = &block->step.question;
    bool bound = question->pick == PICK_FIRST_ABOVE ||
                 question->pick == PICK_FIRST_BELOW;

    if (!check_measure(question, key, error) ||
        !check_range(question, key, error))
        return false;
    if (question->pick == PICK_NONE)
        return error_set(error, "'pick' is missing: largest, smallest, "
                         "first-above or first-below");
    *key = "pick";
    if (bound != (block->choices == 1))
        return error_set(error, bound ? "one choice has the bound: 'choices: "
                         "[{above: 0.5}]'" : "the place is picked: there are "
                         "no 'choices'");
    const struct step_choice *choice = &block->choice[0].is;
    return !bound ||
           !isnan(question->pick == PICK_FIRST_ABOVE ? choice->above
                                                     : choice->below) ||
           error_set(error, "its choice must have '%s'",
                     question->pick == PICK_FIRST_ABOVE ? "above" : "below");
}

static bool check_calculate(const struct step_block *block, const char **key,
                            struct error *error)
{
    *key = "kind";
    return block->step.question.of >= 0 ||
           error_set(error, "'of' is missing: what is calculated?");
}

bool step_check_question(const void *record, const void *root,
                         const char **key, struct error *error)
{
    const struct step_block *block = record;
    int kind = block->step.question.kind;

    (void)root;
    if (kind == QUESTION_NONE)
        return error_set(error, "'kind' is missing: choose, number, draw, "
                         "point or calculate");
    *key = "kind";
    if (block->words.ask[0] == '\0' && kind != QUESTION_CALCULATE)
        return error_set(error, "'ask' is missing: what is asked?");
    if (block->choices > 0 && kind != QUESTION_CHOOSE &&
        kind != QUESTION_POINT)
        return error_set(error, "'choices' are for 'choose'");
    switch (kind) {
    case QUESTION_CHOOSE: return check_choose(block, key, error);
    case QUESTION_NUMBER: return check_number(block, key, error);
    case QUESTION_DRAW: return check_draw(block, key, error);
    case QUESTION_POINT: return check_point(block, key, error);
    default: return check_calculate(block, key, error);
    }
}

/* What stands on the tapes: the number of a subject, as the pictures show it.
 */
#include <math.h>

#include "scene/course/claim/desk.h"
#include "scene/study/text/surprise.h"
#include "scene/subject.h"

static double of_subject(const struct claim_desk *desk, enum subject kind,
                         int step)
{
    return subject_value(desk->film, subject(kind, desk->layer,
                                             desk->signal < 0 ? 0
                                                              : desk->signal,
                                             step, desk->unit));
}

/* L2 over the units; a mean square has been divided by their number. */
static double norm(const struct claim_desk *desk, int step)
{
    return of_subject(desk, SUBJECT_NORM, step) *
           sqrt(film_units(desk->film, desk->layer));
}

static double surprise(const struct film *film, int step)
{
    struct surprise mean = {0};
    const struct studied of = {film, 1, 0};

    surprise_follow(&mean, &of);
    while (step == 0 && surprise_work(&mean))
        continue;
    return surprise_value(&mean, step);
}

static double weight(const struct claim_desk *desk)
{
    const struct claim *claim = desk->claim;
    const struct params *params = &desk->film->network.params;
    const struct param_tensor *tensor = &params->tensor[desk->signal];
    int columns = tensor->columns > 0 ? tensor->columns : 1;

    return subject_value(desk->film,
                         subject(SUBJECT_WEIGHT, 0, desk->signal, 0,
                                 (claim->row - 1) * columns +
                                     claim->column - 1));
}

double claim_of_film(const struct claim_desk *desk, struct claim_at at)
{
    const struct film *film = desk->film;

    switch (desk->claim->kind) {
    case CLAIM_SIGNAL: return of_subject(desk, SUBJECT_SIGNAL, at.step);
    case CLAIM_GRADIENT: return of_subject(desk, SUBJECT_GRADIENT, at.step);
    case CLAIM_NORM: return norm(desk, at.step);
    case CLAIM_GRADIENT_NORM:
        return pow(10, of_subject(desk, SUBJECT_GRADIENT_NORM, at.step));
    case CLAIM_INPUT: return of_subject(desk, SUBJECT_INPUT, at.step);
    case CLAIM_RAW_INPUT: return of_subject(desk, SUBJECT_RAW_INPUT, at.step);
    case CLAIM_OUTPUT: return of_subject(desk, SUBJECT_OUTPUT, at.step);
    case CLAIM_TARGET: return of_subject(desk, SUBJECT_TARGET, at.step);
    case CLAIM_ERROR:
        return fabs(of_subject(desk, SUBJECT_OUTPUT, at.step) -
                    of_subject(desk, SUBJECT_TARGET, at.step));
    case CLAIM_PROBABILITY:
        return subject_value(film, subject(SUBJECT_PROBABILITY, 0, 0, at.step,
                                           desk->choice));
    case CLAIM_SURPRISE: return surprise(film, at.step);
    case CLAIM_LOSS: return film->loss[at.step];
    case CLAIM_KEPT: return of_subject(desk, SUBJECT_KEPT, at.step);
    case CLAIM_WRITTEN: return of_subject(desk, SUBJECT_WRITTEN, at.step);
    case CLAIM_WEIGHT: return weight(desk);
    case CLAIM_SLOPE: return of_subject(desk, SUBJECT_SLOPE, at.step);
    default: return NAN;
    }
}

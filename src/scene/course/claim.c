/* A claim is measured on one lane, or on as many lanes of the same kind as
 * there are seeds, of which the median is taken; then on the lane that divides
 * it. A single number is a curve of one point.
 */
#include "scene/course/claim.h"

#include <math.h>
#include <stdlib.h>

#include "base/array.h"
#include "scene/course/claim/desk.h"

const char *const claim_names[CLAIMS] = {
    [CLAIM_NONE] = "none", [CLAIM_SIGNAL] = "signal",
    [CLAIM_GRADIENT] = "gradient", [CLAIM_NORM] = "norm",
    [CLAIM_GRADIENT_NORM] = "gradient-norm", [CLAIM_INPUT] = "input",
    [CLAIM_RAW_INPUT] = "raw-input", [CLAIM_OUTPUT] = "output",
    [CLAIM_TARGET] = "target", [CLAIM_ERROR] = "error",
    [CLAIM_PROBABILITY] = "probability", [CLAIM_SURPRISE] = "surprise",
    [CLAIM_LOSS] = "loss", [CLAIM_KEPT] = "kept",
    [CLAIM_WRITTEN] = "written", [CLAIM_WEIGHT] = "weight",
    [CLAIM_SLOPE] = "slope", [CLAIM_JACOBIAN] = "jacobian",
    [CLAIM_FROBENIUS] = "frobenius", [CLAIM_DX] = "dx", [CLAIM_DH] = "dh",
    [CLAIM_DC] = "dc", [CLAIM_CAROUSEL] = "carousel",
    [CLAIM_H_PATH] = "h-path", [CLAIM_DC_TOTAL] = "dc-total",
    [CLAIM_H_PATH_TOTAL] = "h-path-total", [CLAIM_HALF_LIFE] = "half-life",
    [CLAIM_FACTOR] = "factor", [CLAIM_POWER] = "power",
    [CLAIM_RADIUS] = "radius", [CLAIM_PARAMETERS] = "parameters",
    [CLAIM_WEIGHT_NORM] = "weight-norm", [CLAIM_SHARE] = "share",
    [CLAIM_CUT] = "cut", [CLAIM_CUT_ANGLE] = "cut-angle",
    [CLAIM_CONNECTION] = "connection", [CLAIM_RETENTION] = "retention",
    [CLAIM_SCORE] = "score",
};

const struct claim claim_defaults = CLAIM_DEFAULTS;

/* Weights times steps of all starts: about 0.3 s. */
static const double most_work = 1e9;

/* Where values are wanted: at the claim's own place, or along an axis. */
enum axis { AXIS_NONE, AXIS_STEP, AXIS_LAG };

struct wanted {
    const struct claim *claim;
    const struct lab *lab;
    const struct claim_outside *outside;
    enum axis axis;
    int first, count;
    bool ends;                 /* not the values: the ends of the axis */
};

/* The place of a claim, where lag 0 is the largest and step -1 the last. */
static struct claim_at own_place(const struct claim *claim,
                                 const struct claim_desk *desk)
{
    const struct claim_range range = claim_desk_range(desk);

    return (struct claim_at){
        claim->step < 0 ? desk->film->steps : claim->step,
        claim->lag == 0 ? range.high_lag : claim->lag};
}

static bool check_place(const struct claim_desk *desk, struct claim_at at,
                        struct error *error)
{
    const struct claim_range range = claim_desk_range(desk);
    int steps = desk->film->steps;
    const char *what = claim_names[desk->claim->kind];

    if (at.step < range.low_step || at.step > steps)
        return error_set(error, "'%s' has no step %d: steps are %d to %d",
                         what, at.step, range.low_step, steps);
    if (at.lag > 0 && range.high_lag == 0)
        return error_set(error, "'%s' has no lag", what);
    if (range.high_lag > 0 &&
        (at.lag < range.low_lag || at.lag > range.high_lag))
        return error_set(error, "'%s' has no lag %d: lags are %d to %d", what,
                         at.lag, range.low_lag, range.high_lag);
    return true;
}

/* Writes where the axis goes into value[0] and value[1]. */
static bool desk_axis(const struct wanted *wanted, struct claim_desk *desk,
                      double *value, struct error *error)
{
    if (!claim_desk_find(desk, error))
        return false;
    const struct claim_range range = claim_desk_range(desk);
    bool lags = wanted->axis == AXIS_LAG;
    if (lags && range.high_lag == 0)
        return error_set(error, "'%s' has no lag",
                         claim_names[desk->claim->kind]);
    if (!lags && !claim_differs(desk->claim->kind, CLAIM_ALONG_STEPS))
        return error_set(error, "'%s' is the same at every step",
                         claim_names[desk->claim->kind]);
    value[0] = lags ? range.low_lag : range.low_step > 0 ? range.low_step : 1;
    value[1] = lags ? range.high_lag : desk->film->steps;
    return true;
}

static bool desk_values(const struct wanted *wanted, struct claim_desk *desk,
                        double *value, struct error *error)
{
    if (wanted->ends)
        return desk_axis(wanted, desk, value, error);
    if (!claim_desk_find(desk, error))
        return false;
    for (int k = 0; k < wanted->count; k++) {
        struct claim_at at = own_place(desk->claim, desk);
        if (wanted->axis == AXIS_STEP)
            at.step = wanted->first + k;
        else if (wanted->axis == AXIS_LAG)
            at.lag = wanted->first + k;
        if (!check_place(desk, at, error) ||
            !claim_desk_value(desk, at, &value[k], error))
            return false;
    }
    return true;
}

/* Of one lane, which was made from `source` with these edits. */
static bool lane_values(const struct wanted *wanted, const struct lane *lane,
                        const struct claim_desk *from, double *value,
                        struct error *error)
{
    struct claim_desk desk = *from;

    desk.lane = lane;
    desk.film = &lane->film;
    bool fine = desk_values(wanted, &desk, value, error);
    claim_desk_finish(&desk);
    return fine;
}

static int compare(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;

    if (isnan(x) || isnan(y))
        return isnan(x) - isnan(y);
    return (x > y) - (x < y);
}

/* NaN stands last, as in the bands of the lanes. */
static double median(double *value, int count, int kind)
{
    qsort(value, (size_t)count, sizeof *value, compare);
    double low = value[(count - 1) / 2], high = value[count / 2];
    if (count % 2 == 1)
        return high;
    return claim_is_decay(kind) ? pow(10, (log10(low) + log10(high)) / 2)
                                : (low + high) / 2;
}

/* One seed after the other, without edits, as in the bands of the lanes. */
static bool sample_seeds(const struct wanted *wanted, struct claim_desk *desk,
                         double *sample, struct error *error)
{
    int seeds = wanted->claim->seeds, count = wanted->count;
    double *value = array_new((size_t)count, sizeof *value, "the starts",
                              error);
    bool fine = value != NULL;

    for (int s = 0; fine && s < seeds; s++) {
        struct lane lane = {0};
        desk->source.seed = desk->source.setup->seed + (uint64_t)s;
        fine = lane_make(&lane, &desk->source, NULL, 0, desk->number,
                         error) &&
               lane_values(wanted, &lane, desk, value, error);
        for (int k = 0; fine && k < count; k++)
            sample[k * seeds + s] = value[k];
        lane_finish(&lane);
    }
    free(value);
    return fine;
}

/* Each start is a run of its own. */
static bool check_seeds(const struct wanted *wanted,
                        const struct claim_desk *desk, struct error *error)
{
    const struct film *film = &wanted->lab->lane[desk->number].film;
    double weights = (double)params_count(&film->values.spec);
    double starts = wanted->claim->seeds;

    if (desk->source.lane->file >= 0)
        return error_set(error, "lane %d is not drawn from a seed: it has one "
                                "start", desk->number + 1);
    return weights * film->steps * starts <= most_work ||
           error_set(error, "%.0f starts of %.0f weights over %d steps take "
                            "too long: fewer 'seeds', 'units' or 'steps'",
                     starts, weights, film->steps);
}

static bool seed_values(const struct wanted *wanted, struct claim_desk *desk,
                        double *value, struct error *error)
{
    int seeds = wanted->claim->seeds;
    double *sample;

    if (!check_seeds(wanted, desk, error))
        return false;
    sample = array_new((size_t)wanted->count * (size_t)seeds, sizeof *sample,
                       "the starts", error);
    bool fine = sample != NULL && sample_seeds(wanted, desk, sample, error);
    for (int k = 0; fine && k < wanted->count; k++)
        value[k] = median(sample + k * seeds, seeds, wanted->claim->kind);
    free(sample);
    return fine;
}

/* Of lane `number` from 1. */
static bool values_of(const struct wanted *wanted, int number, double *value,
                      struct error *error)
{
    const struct lab *lab = wanted->lab;
    struct claim_desk desk = {.claim = wanted->claim, .number = number - 1,
                              .outside = wanted->outside};

    if (number < 1 || number > lab->lanes || !lab->lane[number - 1].made)
        return error_set(error, "there is no lane %d: there are %d", number,
                         lab->lanes);
    desk.source = lab_source(lab, &lab->made, &lab->made.lane[number - 1]);
    if (wanted->claim->seeds > 1)
        return seed_values(wanted, &desk, value, error);
    desk.edit = history_edits(&lab->history, &desk.edits);
    return lane_values(wanted, &lab->lane[number - 1], &desk, value, error);
}

static bool divide(const struct wanted *wanted, double *value,
                   struct error *error)
{
    double *by = array_new((size_t)wanted->count, sizeof *by, "the claim",
                           error);
    bool fine = by != NULL &&
                values_of(wanted, wanted->claim->over, by, error);

    for (int k = 0; fine && k < wanted->count; k++)
        value[k] /= by[k];
    free(by);
    return fine;
}

static bool take(const struct wanted *wanted, double *value,
                 struct error *error)
{
    const struct claim *claim = wanted->claim;

    for (int k = 0; k < wanted->count; k++)
        value[k] = NAN;
    if (claim->kind <= CLAIM_NONE || claim->kind >= CLAIMS)
        return error_set(error, "there is nothing to measure: 'measure' is "
                                "missing");
    if (wanted->lab == NULL)
        return error_set(error, "there is no network to measure");
    if (!values_of(wanted, claim->lane, value, error) ||
        (claim->over > 0 && !divide(wanted, value, error)))
        return false;
    for (int k = 0; claim->absolute && k < wanted->count; k++)
        value[k] = fabs(value[k]);
    return true;
}

bool claim_take(const struct claim *measure, const struct lab *lab,
                const struct claim_outside *outside, double *value,
                struct error *error)
{
    const struct wanted wanted = {.claim = measure, .lab = lab,
                                  .outside = outside, .count = 1};
    return take(&wanted, value, error);
}

bool claim_curve(const struct claim *measure, const struct lab *lab, bool lags,
                 int first, int last, double *value, struct error *error)
{
    const struct wanted wanted = {.claim = measure, .lab = lab,
                                  .axis = lags ? AXIS_LAG : AXIS_STEP,
                                  .first = first, .count = last - first + 1};

    return last < first ? error_set(error, "a curve from %d to %d has no "
                                           "points", first, last)
                        : take(&wanted, value, error);
}

bool claim_axis(const struct claim *measure, const struct lab *lab, bool lags,
                int *first, int *last, struct error *error)
{
    struct claim own = *measure;
    const struct wanted wanted = {.claim = &own, .lab = lab, .count = 2,
                                  .axis = lags ? AXIS_LAG : AXIS_STEP,
                                  .ends = true};
    double end[2];

    own.seeds = 1;
    own.over = 0;
    own.absolute = false;
    if (!take(&wanted, end, error))
        return false;
    *first = (int)end[0];
    *last = (int)end[1];
    return true;
}

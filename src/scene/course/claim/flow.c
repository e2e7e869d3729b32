/* What has to be measured: Jacobians, powers, parts of gradients. Each is
 * measured whole and once, so that a curve costs what a number costs.
 */
#include <math.h>
#include <stdlib.h>

#include "base/array.h"
#include "nn/flow/rate.h"
#include "nn/flow/units.h"
#include "scene/course/claim/desk.h"

_Static_assert(CLAIM_H_PATH_TOTAL - CLAIM_JACOBIAN ==
                   DECAY_H_PATH_TOTAL - DECAY_JACOBIAN &&
               CLAIM_DX - CLAIM_JACOBIAN == DECAY_INPUT - DECAY_JACOBIAN,
               "claims stand in the order of enum decay_measure");

static struct studied studied_of(const struct claim_desk *desk)
{
    return (struct studied){desk->film, 1, desk->layer};
}

/* Where the state is h alone, the block of h is the whole. */
static enum decay_measure quantity_of(const struct claim_desk *desk)
{
    int kind = desk->claim->kind;
    bool lstm = film_cell(desk->film, desk->layer) == CELL_LSTM;

    if (!claim_is_decay(kind) || (kind == CLAIM_DH && !lstm))
        return DECAY_JACOBIAN;
    return (enum decay_measure)(kind - CLAIM_JACOBIAN);
}

static bool measure_decay(struct claim_desk *desk, struct error *error)
{
    const struct film *film = desk->film;
    enum decay_measure quantity = quantity_of(desk);
    struct decay decay;
    const struct decay_request request = {
        .network = &film->network, .values = &film->values,
        .pins = &film->pins, .layer = desk->layer,
        .detach = desk->claim->detach, .measures = 1u << quantity};

    if (desk->by_lag != NULL)
        return true;
    double *by_lag = array_new((size_t)film->steps + 1, sizeof *by_lag,
                               "the curve by lag", error);
    if (by_lag == NULL || !decay_init(&decay, &request, error)) {
        free(by_lag);
        return false;
    }
    for (int lag = 0; lag <= film->steps; lag++)
        by_lag[lag] = decay.value[quantity][film->steps - lag];
    decay_finish(&decay);
    desk->by_lag = by_lag;
    return true;
}

static bool of_decay(struct claim_desk *desk, struct claim_at at,
                     double *value, struct error *error)
{
    const double *by_lag;
    int lag = desk->film->steps - at.step;

    if (!measure_decay(desk, error))
        return false;
    by_lag = desk->by_lag;
    *value = desk->claim->kind == CLAIM_HALF_LIFE
        ? rate_of(by_lag, at.lag).half_life
        : pow(10, desk->claim->kind == CLAIM_FACTOR
                      ? by_lag[lag + 1] - by_lag[lag] : by_lag[at.lag]);
    return true;
}

/* All parts of dL/dU of the loss of a step. */
static struct loss_row_order order_of(const struct claim_desk *desk)
{
    return (struct loss_row_order){
        studied_of(desk), LAG_WEIGHTS_U,
        loss_row_chosen(desk->film, desk->claim->step)};
}

static bool of_share(struct claim_desk *desk, struct claim_at at,
                     double *value, struct error *error)
{
    const struct loss_row_order order = order_of(desk);

    while (loss_row_work(&desk->row, &order, error))
        continue;
    *value = loss_row_share(&desk->row, at.lag);
    return !desk->row.failed;
}

static bool of_cut(struct claim_desk *desk, struct claim_at at, double *value,
                   struct error *error)
{
    const struct loss_row_order order = order_of(desk);

    while (bptt_cut_work(&desk->cut, &order, error))
        continue;
    *value = bptt_cut_value(&desk->cut, at.lag,
                       desk->claim->kind == CLAIM_CUT ? CUT_SHARE : CUT_ANGLE);
    return !desk->cut.failed;
}

static bool of_connection(struct claim_desk *desk, struct claim_at at,
                          double *value, struct error *error)
{
    const struct studied of = studied_of(desk);
    const struct connection_order order = connection_order(&of, desk->choice,
                                                           0);

    while (connection_work(&desk->connection, &order, error))
        continue;
    *value = pow(10, connection_value(&desk->connection, at.step));
    return !desk->connection.failed;
}

static bool of_retention(const struct claim_desk *desk, double *value,
                         struct error *error)
{
    const struct film *film = desk->film;
    int *scratch = array_new((size_t)film->steps, sizeof *scratch,
                             "the retention", error);

    if (scratch == NULL)
        return false;
    *value = unit_retention(&film->values, desk->layer, 0, desk->unit,
                            scratch).median;
    free(scratch);
    return true;
}

/* A lane knows it where its gradients are clipped; else one that is made the
 * same way, clipped, does. */
static bool of_norm(struct claim_desk *desk, double *value,
                    struct error *error)
{
    struct setup setup = *desk->source.setup;
    struct lane_source source = desk->source;
    struct lane twin = {0};

    if (!desk->measured && isnan(desk->lane->norm)) {
        setup.clip = true;
        setup.clip_norm = 1;
        source.setup = &setup;
        if (!lane_make(&twin, &source, desk->edit, desk->edits, desk->number,
                       error))
            return false;
        desk->norm = twin.norm;
        lane_finish(&twin);
    } else if (!desk->measured) {
        desk->norm = desk->lane->norm;
    }
    desk->measured = true;
    *value = pow(10, desk->norm) * (desk->claim->clipped ? desk->lane->clip
                                                         : 1);
    return true;
}

static bool of_score(const struct claim_desk *desk, double *value,
                     struct error *error)
{
    *value = NAN;
    if (desk->outside == NULL || desk->outside->score == NULL)
        return error_set(error, "test data is not at hand here: 'score' is "
                                "measured by gatereel check");
    return desk->outside->score(desk->outside->context, desk->number,
                                desk->claim->figure, value, error);
}

bool claim_of_flow(struct claim_desk *desk, struct claim_at at, double *value,
                   struct error *error)
{
    const struct lane *lane = desk->lane;

    switch (desk->claim->kind) {
    case CLAIM_POWER:
        *value = at.lag < lane->powers ? pow(10, lane->power[at.lag]) : NAN;
        return true;
    case CLAIM_RADIUS: *value = lane->radius; return true;
    case CLAIM_PARAMETERS: *value = (double)lane->parameters; return true;
    case CLAIM_WEIGHT_NORM: return of_norm(desk, value, error);
    case CLAIM_SHARE: return of_share(desk, at, value, error);
    case CLAIM_CUT:
    case CLAIM_CUT_ANGLE: return of_cut(desk, at, value, error);
    case CLAIM_CONNECTION: return of_connection(desk, at, value, error);
    case CLAIM_RETENTION: return of_retention(desk, value, error);
    case CLAIM_SCORE: return of_score(desk, value, error);
    default: return of_decay(desk, at, value, error);
    }
}

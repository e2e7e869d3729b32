/* A walk back through the run is under way for one network at a time: first
 * the film's own, then one seed of the band after the other.
 */
#include "scene/lab/lane_curves.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/array.h"
#include "nn/net/run.h"
#include "scene/lab/lane.h"

/* Multiplications: of a unit of work, and of an own curve measured at once. */
static const double unit_work = 3e7, at_once = 1.5e8;

static void drop_walk(struct lane_curves *curves)
{
    decay_walk_destroy(curves->walk);
    curves->walk = NULL;
    tape_finish(&curves->tape);
    network_finish(&curves->network);
}

void lane_curves_finish(struct lane_curves *curves)
{
    drop_walk(curves);
    free(curves->memory);
    *curves = (struct lane_curves){0};
}

int lane_curves_layer(const struct lane_curves *curves, const struct spec *spec)
{
    int last = spec->layers - 1;
    return curves->measure.layer < last ? curves->measure.layer : last;
}

/* Multiplications of one lag, about. */
static double lag_work(const struct lane_curves *curves,
                       const struct spec *spec)
{
    double size = state_size(spec, lane_curves_layer(curves, spec));
    return size * size * size;
}

static bool is_measured(const struct lane_curves *curves,
                        const struct spec *spec)
{
    int l = lane_curves_layer(curves, spec);

    return spec->layer[l].cell != CELL_DENSE &&
           state_size(spec, l) <= LANE_STATE_MAX;
}

static bool reserve(struct lane_curves *curves, int lags, struct error *error)
{
    size_t row = (size_t)lags + 1;
    double *place;

    if (curves->memory != NULL && curves->lags == lags)
        return true;
    free(curves->memory);
    curves->memory = array_new(row * (LANE_CURVES + LANE_SEEDS),
                               sizeof(double), "the decay curves", error);
    place = curves->memory;
    if (place == NULL)
        return false;
    curves->lags = lags;
    for (int k = 0; k < LANE_CURVES; k++, place += row)
        curves->value[k] = place;
    curves->sample = place;
    return true;
}

/* Where the state is h alone, the block of h is the whole. */
static enum decay_measure find_quantity(const struct lane_curves *curves,
                                        const struct spec *spec)
{
    enum decay_measure quantity = curves->measure.quantity;
    bool lstm = spec->layer[lane_curves_layer(curves, spec)].cell == CELL_LSTM;

    return quantity == DECAY_HIDDEN && !lstm ? DECAY_JACOBIAN : quantity;
}

static bool begin_own(struct lane_curves *curves, const struct film *film,
                      struct error *error)
{
    const struct decay_request request = {
        .network = &film->network, .values = &film->values,
        .pins = &film->pins,
        .layer = lane_curves_layer(curves, &film->values.spec),
        .measures = 1u << find_quantity(curves, &film->values.spec),
        .detach = curves->measure.detach};

    curves->walk = decay_walk_create(&request, error);
    return curves->walk != NULL;
}

/* What the walk has measured so far, at a lag. */
static double walked(const struct lane_curves *curves, const struct spec *spec,
                     int lag)
{
    const struct decay *decay = decay_walk_curves(curves->walk);

    return decay->value[find_quantity(curves, spec)][curves->lags - lag];
}

static bool walk_own(struct lane_curves *curves, const struct film *film,
                     int lags, struct error *error)
{
    if (curves->walk == NULL && !begin_own(curves, film, error))
        return false;
    bool more = decay_walk_on(curves->walk, lags);
    for (int k = 0; k <= curves->lags; k++)
        curves->value[CURVE_OWN][k] = walked(curves, &film->values.spec, k);
    if (more)
        return true;
    curves->own_done = true;
    drop_walk(curves);
    return true;
}

bool lane_curves_begin(struct lane_curves *curves, const struct film *film,
                       const struct lane_measure *measure, struct error *error)
{
    const struct spec *spec = &film->values.spec;

    drop_walk(curves);
    if (!reserve(curves, film->steps, error))
        return false;
    curves->measure = *measure;
    curves->none = curves->own_done = !is_measured(curves, spec);
    curves->seeds = 0;
    for (int c = 0; c < LANE_CURVES; c++)
        for (int k = 0; k <= curves->lags; k++)
            curves->value[c][k] = NAN;
    if (curves->none || lag_work(curves, spec) * curves->lags > at_once)
        return true;
    return walk_own(curves, film, curves->lags + 1, error);
}

bool lane_curves_own_wanted(const struct lane_curves *curves)
{
    return curves->memory != NULL && !curves->own_done;
}

bool lane_curves_band_wanted(const struct lane_curves *curves,
                             const struct lane_setup *lane)
{
    return curves->own_done && !curves->none && lane->file < 0 &&
           curves->seeds < LANE_SEEDS;
}

static int lags_of_unit(const struct lane_curves *curves,
                        const struct spec *spec)
{
    return 1 + (int)fmin(unit_work / lag_work(curves, spec), 1e6);
}

bool lane_curves_work_own(struct lane_curves *curves, const struct film *film,
                          struct error *error)
{
    return walk_own(curves, film, lags_of_unit(curves, &film->values.spec),
                    error);
}

/* The next seed's network, run. */
static bool begin_seed(struct lane_curves *curves,
                       const struct lane_source *source, struct error *error)
{
    struct lane_source mine = *source;
    struct params params = {0};
    struct lane_input input = {0};

    mine.seed = source->setup->seed + (uint64_t)curves->seeds;
    if (!lane_params(&mine, &params, error))
        return false;
    bool fine = network_init(&curves->network, &params.spec, source->kernels,
                             error) &&
                tape_init(&curves->tape, &params.spec, curves->lags, 1,
                          TAPE_VALUES, error) &&
                lane_read(&mine, &params.spec, &input, error);
    if (fine) {
        const struct run_input read = {.x = input.x, .ids = input.ids};
        params_copy(&curves->network.params, &params);
        network_pack(&curves->network);
        run_forward(&curves->network, &read, NULL, &curves->tape);
    }
    free(input.own);
    params_finish(&params);
    if (!fine)
        return false;
    const struct decay_request request = {
        .network = &curves->network, .values = &curves->tape,
        .layer = lane_curves_layer(curves, &curves->tape.spec),
        .measures = 1u << find_quantity(curves, &curves->tape.spec),
        .detach = curves->measure.detach};
    curves->walk = decay_walk_create(&request, error);
    return curves->walk != NULL;
}

/* Into its place among `count` sorted ones. */
static void insert(double *sorted, int count, double value)
{
    int at = count;

    for (; at > 0 && (sorted[at - 1] > value || isnan(sorted[at - 1])); at--)
        sorted[at] = sorted[at - 1];
    sorted[at] = value;
}

/* One more seed's curve; median and range of all. */
static void keep_seed(struct lane_curves *curves)
{
    int count = ++curves->seeds;

    for (int k = 0; k <= curves->lags; k++) {
        double *sorted = curves->sample + (size_t)k * LANE_SEEDS;
        insert(sorted, count - 1, walked(curves, &curves->tape.spec, k));
        curves->value[CURVE_LOW][k] = sorted[0];
        curves->value[CURVE_HIGH][k] = sorted[count - 1];
        curves->value[CURVE_MEDIAN][k] = count % 2 == 1
            ? sorted[count / 2]
            : (sorted[count / 2 - 1] + sorted[count / 2]) / 2;
    }
}

bool lane_curves_work_band(struct lane_curves *curves,
                           const struct lane_source *source,
                           struct error *error)
{
    if (curves->walk == NULL && !begin_seed(curves, source, error)) {
        drop_walk(curves);
        return false;
    }
    if (decay_walk_on(curves->walk, lags_of_unit(curves, &curves->tape.spec)))
        return true;
    keep_seed(curves);
    drop_walk(curves);
    return true;
}

double lane_curves_at(const struct lane_curves *curves, enum lane_curve curve,
                      int lag)
{
    bool there = curves->memory != NULL && lag >= 0 && lag <= curves->lags;
    return there ? curves->value[curve][lag] : NAN;
}

double lane_curves_factor(const struct lane_curves *curves, int step)
{
    int lag = curves->lags - step;
    return lane_curves_at(curves, CURVE_OWN, lag + 1) -
           lane_curves_at(curves, CURVE_OWN, lag);
}

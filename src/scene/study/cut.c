/* The loss is walked back twice. The first walk sums the parts of all steps;
 * the second adds one step at a time and holds the sum so far against the
 * whole. So every place of the cut is there at once, and dragging it computes
 * nothing.
 */
#include "scene/study/cut.h"

#include <math.h>
#include <stdlib.h>

#include "base/array.h"

/* Multiplications of a unit of work. */
static const double unit_work = 3e6;

static const double degrees = 180 / 3.14159265358979323846;

static void end_walk(struct bptt_cut *cut)
{
    lag_walk_destroy(cut->walk);
    cut->walk = NULL;
}

void bptt_cut_finish(struct bptt_cut *cut)
{
    end_walk(cut);
    params_finish(&cut->whole);
    params_finish(&cut->kept);
    free(cut->share);
    free(cut->size);
    free(cut->seed);
    *cut = (struct bptt_cut){0};
}

static bool is_of(const struct bptt_cut *cut,
                  const struct loss_row_order *order)
{
    return studied_is(&cut->order.of, &order->of) &&
           cut->order.measure == order->measure &&
           cut->order.step == order->step;
}

void bptt_cut_follow(struct bptt_cut *cut,
                     const struct loss_row_order *order)
{
    if (is_of(cut, order))
        return;
    bptt_cut_finish(cut);
    cut->order = *order;
}

bool bptt_cut_wants(const struct bptt_cut *cut,
                    const struct loss_row_order *order)
{
    if (order->of.film == NULL)
        return false;
    return !is_of(cut, order) || (!cut->failed && cut->state != CUT_DONE);
}

static bool reserve(struct bptt_cut *cut, struct error *error)
{
    const struct film *film = cut->order.of.film;
    const struct spec *spec = &film->values.spec;
    int units = film_units(film, spec->layers - 1), steps = cut->order.step;
    const char *what = "the truncated gradients";

    cut->share = array_new(2 * (size_t)steps, sizeof *cut->share, what, error);
    cut->size = array_new((size_t)film->steps, sizeof *cut->size, what, error);
    cut->seed = array_new((size_t)units + real_pitch(spec->outputs),
                          sizeof *cut->seed, what, error);
    if (cut->share == NULL || cut->size == NULL || cut->seed == NULL ||
        !params_init(&cut->whole, spec, error) ||
        !params_init(&cut->kept, spec, error))
        return false;
    cut->angle = cut->share + steps;
    for (int k = 0; k < 2 * steps; k++)
        cut->share[k] = NAN;
    loss_row_seed(film, steps, cut->seed + units, cut->seed);
    return true;
}

static bool begin(struct bptt_cut *cut, struct error *error)
{
    const struct film *film = cut->order.of.film;

    if (cut->seed == NULL && !reserve(cut, error))
        return false;
    const struct lag_request request = {
        .network = &film->network, .values = &film->values,
        .pins = &film->pins, .measure = cut->order.measure,
        .layer = cut->order.of.layer, .first = cut->order.step,
        .last = cut->order.step, .seed = cut->seed,
        .sum = cut->state == CUT_WHOLE ? &cut->whole : &cut->kept};
    cut->walk = lag_walk_create(&request, cut->size, error);
    return cut->walk != NULL;
}

/* The numbers that are compared, and how many; NULL: a layer without U. */
static const real *weights_of(const struct bptt_cut *cut,
                              const struct params *params, size_t *count)
{
    int l = cut->order.of.layer;
    const struct layer_spec *layer = &params->spec.layer[l];
    const struct layer_params *weights = &params->layer[l];
    size_t rows = (size_t)layer_cell(layer)->gates * (size_t)layer->units;

    *count = rows;
    switch (cut->order.measure) {
    case LAG_WEIGHTS_W:
        *count = rows * (size_t)spec_layer_inputs(&params->spec, l);
        return weights->w;
    case LAG_WEIGHTS_U:
        *count = rows * (size_t)layer->units;
        return weights->u;
    default: return weights->b_ih;
    }
}

/* The next step's part is in the sum: how that compares with the whole. */
static void compare(struct bptt_cut *cut)
{
    double dot = 0, kept = 0, whole = 0;
    size_t count;
    const real *a = weights_of(cut, &cut->kept, &count);
    const real *b = weights_of(cut, &cut->whole, &count);
    int at = cut->measured++;

    for (size_t k = 0; a != NULL && k < count; k++) {
        dot += (double)a[k] * (double)b[k];
        kept += (double)a[k] * (double)a[k];
        whole += (double)b[k] * (double)b[k];
    }
    if (!(whole > 0 && isfinite(whole)))
        return;
    cut->share[at] = sqrt(kept) / sqrt(whole);
    if (kept > 0)
        cut->angle[at] = acos(fmax(-1, fmin(1, dot / sqrt(kept) /
                                               sqrt(whole)))) * degrees;
}

static bool work(struct bptt_cut *cut, struct error *error)
{
    int steps = 1 + (int)fmin(unit_work /
                              loss_row_step_work(cut->order.of.film), 1e6);

    if (cut->walk == NULL && !begin(cut, error)) {
        free(cut->share);
        cut->share = NULL;
        return false;
    }
    if (cut->state == CUT_WHOLE) {
        if (lag_walk_on(cut->walk, steps))
            return true;
        end_walk(cut);
        cut->state = CUT_KEPT;
        return true;
    }
    for (; steps > 0 && cut->measured < cut->order.step; steps--) {
        lag_walk_on(cut->walk, 1);
        compare(cut);
    }
    if (cut->measured == cut->order.step) {
        end_walk(cut);
        cut->state = CUT_DONE;
    }
    return true;
}

bool bptt_cut_work(struct bptt_cut *cut, const struct loss_row_order *order,
                   struct error *error)
{
    if (!bptt_cut_wants(cut, order))
        return false;
    bptt_cut_follow(cut, order);
    cut->failed = !work(cut, error);
    return !cut->failed;
}

double bptt_cut_value(const struct bptt_cut *cut, int k, enum cut_value value)
{
    if (cut->share == NULL || k < 1)
        return NAN;
    k = k < cut->order.step ? k : cut->order.step;
    return value == CUT_ANGLE ? cut->angle[k - 1] : cut->share[k - 1];
}

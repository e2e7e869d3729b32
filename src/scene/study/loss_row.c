/* One loss is walked back alone, and the outer products that make up its
 * gradient are added on the way. An ordinary backward pass of the same loss
 * then says whether nothing is missing.
 */
#include "scene/study/loss_row.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/array.h"
#include "nn/learn/loss.h"
#include "nn/net/bptt.h"

/* Multiplications of a unit of work, and of the largest backward pass that is
 * made between two pictures. */
static const double unit_work = 3e6, most_work = 4e8;

/* What a step of a layer costs beside its matrices, in multiplications. */
static const double beside = 400;

static void end_walk(struct loss_row *row)
{
    lag_walk_destroy(row->walk);
    row->walk = NULL;
}

void loss_row_finish(struct loss_row *row)
{
    end_walk(row);
    params_finish(&row->sum);
    free(row->log10);
    free(row->seed);
    *row = (struct loss_row){0};
}

static bool is_of(const struct loss_row *row,
                  const struct loss_row_order *order)
{
    return studied_is(&row->order.of, &order->of) &&
           row->order.measure == order->measure &&
           row->order.step == order->step;
}

void loss_row_follow(struct loss_row *row, const struct loss_row_order *order)
{
    if (is_of(row, order))
        return;
    loss_row_finish(row);
    row->order = *order;
    row->error = NAN;
}

bool loss_row_wants(const struct loss_row *row,
                    const struct loss_row_order *order)
{
    if (order->of.film == NULL)
        return false;
    return !is_of(row, order) || (!row->failed && row->state != LOSS_ROW_DONE);
}

int loss_row_chosen(const struct film *film, int step)
{
    if (step >= 1 && step <= film->steps)
        return step;
    for (step = film->steps; film->has_loss && step > 1; step--)
        if (film->target_labels == NULL || film->target_labels[step - 1] >= 0)
            break;
    return step;
}

/* dL_j/dy_j, padding and all. */
static void answer(const struct film *film, int j, real *dy)
{
    int outputs = film->values.spec.outputs;
    size_t at = (size_t)(j - 1);
    const struct loss_target target = {
        .steps = 1, .size = 1, .outputs = outputs, .every = true,
        .values = film->target_values != NULL
            ? film->target_values + at * (size_t)outputs : NULL,
        .labels = film->target_labels != NULL ? film->target_labels + at
                                              : NULL};

    loss_evaluate(&target, tape_head(&film->values, HEAD_Y, j, 0),
                  film->values.head.stride, dy, film->values.head.stride);
}

void loss_row_seed(const struct film *film, int j, real *dy, real *out)
{
    const struct spec *spec = &film->values.spec;
    int units = film_units(film, spec->layers - 1);

    for (int u = 0; u < units; u++)
        out[u] = film->has_loss ? 0 : 1;
    if (!film->has_loss)
        return;
    answer(film, j, dy);
    for (int k = 0; k < spec->outputs; k++)
        for (int u = 0; u < units; u++)
            out[u] += dy[k] * film->network.params.head_w[k * units + u];
}

double loss_row_step_work(const struct film *film)
{
    const struct spec *spec = &film->values.spec;
    double work = 0;

    for (int l = 0; l < spec->layers; l++) {
        double units = spec->layer[l].units;
        work += beside + layer_cell(&spec->layer[l])->gates * units *
                (units + spec_layer_inputs(spec, l));
    }
    return work;
}

static bool begin(struct loss_row *row, struct error *error)
{
    const struct film *film = row->order.of.film;
    const struct spec *spec = &film->values.spec;
    int units = film_units(film, spec->layers - 1);
    const char *what = "the parts of a gradient";

    row->log10 = array_new((size_t)film->steps, sizeof *row->log10, what,
                           error);
    row->seed = array_new((size_t)units + real_pitch(spec->outputs),
                          sizeof *row->seed, what, error);
    if (row->log10 == NULL || row->seed == NULL ||
        !params_init(&row->sum, spec, error))
        return false;
    loss_row_seed(film, row->order.step, row->seed + units, row->seed);
    for (int t = row->order.step; t < film->steps; t++)
        row->log10[t] = -INFINITY;
    const struct lag_request request = {
        .network = &film->network, .values = &film->values,
        .pins = &film->pins, .measure = row->order.measure,
        .layer = row->order.of.layer, .first = row->order.step,
        .last = row->order.step, .seed = row->seed, .sum = &row->sum};
    row->walk = lag_walk_create(&request, row->log10, error);
    return row->walk != NULL;
}

/* The weights that the row is about. */
static const struct param_tensor *tensor_of(const struct loss_row *row,
                                            const struct params *params)
{
    const struct layer_params *layer = &params->layer[row->order.of.layer];
    const real *values = row->order.measure == LAG_WEIGHTS_W ? layer->w :
                         row->order.measure == LAG_WEIGHTS_U ? layer->u :
                         layer->b_ih;

    for (int k = 0; k < params->tensors; k++)
        if (params->tensor[k].values == values)
            return &params->tensor[k];
    return NULL;
}

static double compare(const struct loss_row *row, const struct params *whole)
{
    const struct param_tensor *a = tensor_of(row, &row->sum);
    const struct param_tensor *b = tensor_of(row, whole);
    double most = 0, error = 0;

    if (a == NULL || b == NULL)
        return NAN;
    int count = a->rows * (a->columns > 0 ? a->columns : 1);
    for (int k = 0; k < count; k++) {
        double miss = fabs((double)a->values[k] - (double)b->values[k]);
        most = fmax(most, fabs((double)b->values[k]));
        error = isnan(miss) ? NAN : fmax(error, miss);
        if (isnan(miss))
            return NAN;
    }
    return most > 0 ? error / most : error;
}

/* A backward pass of this loss alone. */
static bool check(struct loss_row *row, struct error *error)
{
    const struct film *film = row->order.of.film;
    struct params whole = {0};
    struct tape gradients = {0};
    size_t at = (size_t)(row->order.step - 1);
    int units = film_units(film, film->values.spec.layers - 1);

    bool fine = params_init(&whole, &film->values.spec, error) &&
                tape_init(&gradients, &film->values.spec, film->steps, 1,
                          TAPE_LEAN, error);
    if (fine) {
        memcpy(gradients.seed + at * gradients.seed_pitch, row->seed,
               (size_t)units * sizeof(real));
        bptt_run(&(struct bptt){.network = &film->network,
                                .values = &film->values, .pins = &film->pins,
                                .weights = &whole}, &gradients);
        row->error = compare(row, &whole);
    }
    tape_finish(&gradients);
    params_finish(&whole);
    return fine;
}

/* Of the last `steps` steps, as shares of the largest: sizes may be outside of
 * a double's range. */
static double add_last(const struct loss_row *row, int steps)
{
    double sum = 0;

    for (int t = row->order.step; t >= 1 && steps > 0; t--, steps--)
        sum += pow(10, row->log10[t - 1] - row->most);
    return sum;
}

static void summarise(struct loss_row *row)
{
    double sum = 0;

    row->most = -INFINITY;
    for (int t = 1; t <= row->order.step; t++) {
        if (!(row->log10[t - 1] < INFINITY))
            return; /* infinite or no number: no shares either */
        row->most = fmax(row->most, row->log10[t - 1]);
    }
    if (isinf(row->most))
        return;
    row->sum_of_sizes = add_last(row, row->order.step);
    for (int t = row->order.step; sum < row->sum_of_sizes / 2; t--) {
        sum += pow(10, row->log10[t - 1] - row->most);
        row->half++;
    }
}

static bool work(struct loss_row *row, struct error *error)
{
    double each = loss_row_step_work(row->order.of.film);

    if (row->state == LOSS_ROW_CHECK) {
        row->state = LOSS_ROW_DONE;
        return check(row, error);
    }
    if (row->walk == NULL && !begin(row, error)) {
        free(row->log10);
        row->log10 = NULL;
        return false;
    }
    if (lag_walk_on(row->walk, 1 + (int)fmin(unit_work / each, 1e6)))
        return true;
    end_walk(row);
    summarise(row);
    row->state = each * row->order.of.film->steps > most_work ? LOSS_ROW_DONE
                                                              : LOSS_ROW_CHECK;
    return true;
}

bool loss_row_work(struct loss_row *row, const struct loss_row_order *order,
                   struct error *error)
{
    if (!loss_row_wants(row, order))
        return false;
    loss_row_follow(row, order);
    row->failed = !work(row, error);
    return !row->failed;
}

double loss_row_value(const struct loss_row *row, int t)
{
    if (row->log10 == NULL || t < 1 || t > row->order.of.film->steps)
        return NAN;
    return row->log10[t - 1];
}

double loss_row_share(const struct loss_row *row, int steps)
{
    return row->half > 0 ? add_last(row, steps) / row->sum_of_sizes : NAN;
}

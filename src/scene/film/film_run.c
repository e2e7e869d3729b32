/* Both passes of a film. The loss is the network's own where it has targets;
 * else it is the sum of the last hidden state, so that there is something to
 * send back.
 *
 * Where a network reads its own answers, what is written over in x, ids and
 * labels is only what such a run never reads: the next one, with other pins,
 * starts from what was given again.
 */
#include <math.h>
#include <string.h>

#include "nn/learn/loss.h"
#include "nn/net/bptt.h"
#include "scene/film/film.h"

/* The random sequence of choices, apart from those of weights and inputs. */
enum { STREAM_CHOICES = 2 };

/* The loss of one step by itself, NAN where nothing is asked. */
static double step_loss(const struct film *film, int t)
{
    int outputs = film->values.spec.outputs;
    const struct loss_target target = {
        .steps = 1, .size = 1, .outputs = outputs, .every = true,
        .values = film->target_values
            ? film->target_values + (size_t)(t - 1) * (size_t)outputs : NULL,
        .labels = film->target_labels ? film->target_labels + t - 1 : NULL};
    struct loss_result result = loss_evaluate(
        &target, tape_head(&film->values, HEAD_Y, t, 0),
        film->values.head.stride, NULL, 0);
    return result.asked > 0 ? result.loss : NAN;
}

/* Puts dL/dy, or dL/dh_T = 1, where the backward pass begins. */
static void begin_loss(struct film *film)
{
    struct tape *gradients = &film->gradients;
    const struct spec *spec = &film->values.spec;

    memset(gradients->seed, 0, (size_t)film->steps * gradients->seed_pitch *
                                   sizeof(real));
    memset(gradients->seed_exponent, 0, (size_t)film->steps * sizeof(int));
    for (int t = 1; t <= film->steps; t++)
        film->loss[t] = film->has_loss ? step_loss(film, t) : NAN;
    if (film->has_loss) {
        const struct loss_target target = {
            .steps = film->steps, .size = 1, .outputs = spec->outputs,
            .every = film->loss_everywhere, .values = film->target_values,
            .labels = film->target_labels};
        film->loss[0] = loss_evaluate(
            &target, tape_head(&film->values, HEAD_Y, 1, 0),
            film->values.head.stride, tape_head(gradients, HEAD_Y, 1, 0),
            gradients->head.stride).loss;
        return;
    }
    int last = spec->layers - 1;
    const real *h = film_signal(film, last,
                                layer_cell(&spec->layer[last])->h, film->steps);
    real *seed = gradients->seed +
                 (size_t)(film->steps - 1) * gradients->seed_pitch;
    film->loss[0] = 0;
    for (int u = 0; u < film_units(film, last); u++) {
        seed[u] = 1;
        film->loss[0] += (double)h[u];
    }
}

/* The largest size at a step that is not beyond; *within: none is. */
static double find_peak(const struct film *film, int l, int signal, int t,
                        bool *within)
{
    const real *value = film_signal(film, l, signal, t);
    double peak = 0;

    *within = true;
    for (int u = 0; u < film_units(film, l); u++)
        if (!film_beyond((double)value[u]))
            peak = fmax(peak, fabs((double)value[u]));
        else
            *within = false;
    return peak;
}

static void find_peaks(struct film *film)
{
    const struct spec *spec = &film->values.spec;

    film->left = 0;
    for (int l = 0; l < spec->layers; l++) {
        const struct cell_info *cell = layer_cell(&spec->layer[l]);
        for (int s = 0; s < cell->signals; s++) {
            bool state = s == cell->h || s == cell->c, within;
            double peak = 0;
            for (int t = 1; t <= film->steps; t++) {
                peak = fmax(peak, find_peak(film, l, s, t, &within));
                if (!within && state && (film->left == 0 || t < film->left))
                    film->left = t;
            }
            film->peak[l * SIGNALS_MAX + s] = peak;
        }
    }
}

/* The range of the sizes of dL/dh_t and dL/dc_t. */
static void find_gradient_range(struct film *film)
{
    const struct spec *spec = &film->values.spec;
    double lowest = INFINITY;

    film->gradient_peak = -INFINITY;
    for (int l = 0; l < spec->layers; l++) {
        const struct cell_info *cell = layer_cell(&spec->layer[l]);
        for (int t = 1; t <= film->steps; t++) {
            double h = film_gradient_size(film, l, cell->h, t);
            double c = cell->c < 0
                ? h : film_gradient_size(film, l, cell->c, t);
            film->gradient_peak = fmax(film->gradient_peak, fmax(h, c));
            lowest = fmin(lowest, fmin(h, c));
        }
    }
    film->gradient_decades = fmin(fmax(film->gradient_peak - lowest, 2), 8);
}

static void run_backward(struct film *film, struct params *weights)
{
    begin_loss(film);
    const struct bptt bptt = {
        .network = &film->network, .values = &film->values,
        .pins = &film->pins, .from_head = film->has_loss, .inputs = true,
        .weights = weights};
    bptt_run(&bptt, &film->gradients);
}

void film_weight_gradient(struct film *film, struct params *sum)
{
    run_backward(film, sum);
}

/* What the network read of its own at step t, in the place of what was given.
 * Rows of ids and their names always belong together. */
static void note_answer(struct film *film, int t)
{
    const size_t inputs = (size_t)film->values.spec.inputs;
    const real *x = tape_x(&film->values, t, 0);
    char name[FILM_LABEL_MAX] = "";
    int choice = -1;

    if (film->feed.kind == GENERATE_TOKEN)
        choice = film->values.ids[t - 1];
    for (int k = 0; film->feed.kind == GENERATE_ONE_HOT && choice < 0; k++)
        choice = x[film->feed.at + k] == 1 ? k : -1;
    if (choice >= 0 && film->label != NULL)
        memcpy(film->label[t - 1], film_choice(film, choice, name),
               sizeof name);
    if (film->ids != NULL)
        film->ids[t - 1] = choice;
    else
        memcpy(film->x + (size_t)(t - 1) * inputs, x, inputs * sizeof *x);
}

static void run_forward_free(struct film *film)
{
    const struct run_input input = {.x = film->x, .ids = film->ids};
    struct random random;
    const struct generate generate = {
        .network = &film->network, .pins = &film->pins, .feed = film->feed,
        .from = &film->free_from, .given = film->given,
        .temperature = film->temperature, .random = &random};

    random_seed(&random, film->draw, STREAM_CHOICES);
    generate_run(&generate, &input, &film->values);
    for (int t = film->free_from; t <= film->steps; t++)
        if (!film->given[t - 1])
            note_answer(film, t);
}

void film_run(struct film *film, const struct pins *pins)
{
    const struct run_input input = {.x = film->x, .ids = film->ids};

    film->pins = pins != NULL ? *pins : (struct pins){0};
    if (film->free_from > 0)
        run_forward_free(film);
    else
        run_forward(&film->network, &input, pins, &film->values);
    run_backward(film, NULL);
    find_peaks(film);
    find_gradient_range(film);
    traces_make(&film->traces, &film->values);
}

double film_gradient_size(const struct film *film, int l, int signal, int t)
{
    const real *row = tape_signal(&film->gradients, l, signal, t, 0);
    double sum = 0;

    for (int u = 0; u < film_units(film, l); u++)
        sum += (double)row[u] * (double)row[u];
    if (!(sum > 0))
        return sum == 0 ? -INFINITY : NAN;
    return 0.5 * log10(sum) -
           tape_exponent(&film->gradients, l, t, 0) * log10(2);
}

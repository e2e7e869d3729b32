/* Making a film: memory first, then both passes. The loss is the network's
 * own where it has targets; else it is the sum of the last hidden state, so
 * that there is something to send back.
 */
#include "scene/film/film.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/array.h"
#include "base/memory.h"
#include "nn/learn/loss.h"
#include "nn/net/bptt.h"
#include "nn/net/run.h"

/* The copies lie one behind the other, each at a multiple of ALIGNMENT. */
enum { COPIES = 9, ALIGNMENT = 16 };

/* Sizes of the copies that a film keeps beside the tapes. */
struct sizes {
    size_t x, ids, values, labels, losses, scales, names, peaks;
};

static struct sizes measure(const struct film_source *source)
{
    const struct spec *spec = &source->params->spec;
    size_t steps = (size_t)source->steps;

    return (struct sizes){
        .x = source->x ? steps * (size_t)spec->inputs : 0,
        .ids = source->ids ? steps : 0,
        .values = source->values ? steps * (size_t)spec->outputs : 0,
        .labels = source->labels ? steps : 0,
        .losses = steps + 1,
        .scales = source->mean ? (size_t)spec->inputs : 0,
        .names = source->label ? steps : 0,
        .peaks = (size_t)spec->layers * SIGNALS_MAX,
    };
}

/* Cuts `count` entries of `size` off *part; NULL for none. */
static void *cut(char **part, size_t count, size_t size)
{
    void *start = *part;

    *part += (count * size + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
    return count > 0 ? start : NULL;
}

static bool allocate(struct film *film, const struct film_source *source,
                     struct error *error)
{
    struct sizes n = measure(source);
    size_t bytes = (n.x + n.values) * sizeof(real) +
                   (n.ids + n.labels) * sizeof(int) +
                   (n.losses + 2 * n.scales + n.peaks) * sizeof(double) +
                   n.names * FILM_LABEL_MAX + COPIES * ALIGNMENT;

    film->memory = array_new(bytes, 1, "the run's data", error);
    if (film->memory == NULL)
        return false;
    char *part = film->memory;
    film->loss = cut(&part, n.losses, sizeof(double));
    film->peak = cut(&part, n.peaks, sizeof(double));
    film->mean = cut(&part, n.scales, sizeof(double));
    film->deviation = cut(&part, n.scales, sizeof(double));
    film->x = cut(&part, n.x, sizeof(real));
    film->ids = cut(&part, n.ids, sizeof(int));
    film->target_values = cut(&part, n.values, sizeof(real));
    film->target_labels = cut(&part, n.labels, sizeof(int));
    film->label = cut(&part, n.names, FILM_LABEL_MAX);
    return true;
}

/* memcpy that allows nothing from nowhere. */
static void copy(void *to, const void *from, size_t bytes)
{
    if (bytes > 0)
        memcpy(to, from, bytes);
}

static void copy_source(struct film *film, const struct film_source *source)
{
    struct sizes n = measure(source);

    copy(film->x, source->x, n.x * sizeof(real));
    copy(film->ids, source->ids, n.ids * sizeof(int));
    copy(film->target_values, source->values, n.values * sizeof(real));
    copy(film->target_labels, source->labels, n.labels * sizeof(int));
    copy(film->mean, source->mean, n.scales * sizeof(double));
    copy(film->deviation, source->deviation, n.scales * sizeof(double));
    copy(film->label, source->label, n.names * FILM_LABEL_MAX);
    film->steps = source->steps;
    film->has_loss = source->values != NULL || source->labels != NULL;
    film->loss_everywhere = source->loss_everywhere;
    film->title = source->title;
    film->unit = source->unit;
    film->model = source->model;
    film->trained = source->trained;
    film->seed = source->seed;
    film->epochs = source->epochs;
    film->first_unit = source->first_unit;
}

struct film_source film_source_of(const struct film *film)
{
    return (struct film_source){
        .params = &film->network.params, .kernels = film->network.kernels,
        .steps = film->steps, .x = film->x, .ids = film->ids,
        .values = film->target_values, .labels = film->target_labels,
        .mean = film->mean, .deviation = film->deviation,
        .label = (const char (*)[FILM_LABEL_MAX])film->label,
        .title = film->title, .unit = film->unit, .model = film->model,
        .trained = film->trained, .seed = film->seed, .epochs = film->epochs,
        .loss_everywhere = film->loss_everywhere,
        .first_unit = film->first_unit};
}

size_t film_bytes(const struct spec *spec, int steps)
{
    size_t bytes;

    if (!size_add(tape_bytes(spec, steps, 1, TAPE_VALUES),
                  tape_bytes(spec, steps, 1, TAPE_GRADIENTS), &bytes) ||
        !size_add(bytes, traces_bytes(spec, steps), &bytes))
        return SIZE_MAX;
    return bytes;
}

bool film_init(struct film *film, const struct film_source *source,
               struct error *error)
{
    const struct spec *spec = &source->params->spec;
    char what[80];

    memset(film, 0, sizeof *film);
    snprintf(what, sizeof what, "a run of %d steps with its gradients",
             source->steps);
    if (!memory_check(film_bytes(spec, source->steps), what, error) ||
        !network_init(&film->network, spec, source->kernels, error) ||
        !tape_init(&film->values, spec, source->steps, 1, TAPE_VALUES,
                   error) ||
        !tape_init(&film->gradients, spec, source->steps, 1, TAPE_GRADIENTS,
                   error) ||
        !traces_init(&film->traces, spec, source->steps, error) ||
        !allocate(film, source, error)) {
        film_finish(film);
        return false;
    }
    params_copy(&film->network.params, source->params);
    network_pack(&film->network);
    copy_source(film, source);
    film_run(film, NULL);
    return true;
}

static bool same_layers(const struct spec *a, const struct spec *b)
{
    for (int l = 0; l < a->layers; l++)
        if (a->layer[l].cell != b->layer[l].cell ||
            a->layer[l].activation != b->layer[l].activation ||
            a->layer[l].units != b->layer[l].units)
            return false;
    return true;
}

static bool same_spec(const struct spec *a, const struct spec *b)
{
    return a->inputs == b->inputs && a->vocabulary == b->vocabulary &&
           a->embedded == b->embedded && a->head == b->head &&
           a->outputs == b->outputs && a->layers == b->layers &&
           same_layers(a, b);
}

bool film_again(struct film *film, const struct film_source *source)
{
    if (film->memory == NULL || film->steps != source->steps ||
        film->network.kernels != source->kernels ||
        !same_spec(&film->values.spec, &source->params->spec) ||
        (film->x != NULL) != (source->x != NULL) ||
        (film->ids != NULL) != (source->ids != NULL) ||
        (film->target_values != NULL) != (source->values != NULL) ||
        (film->target_labels != NULL) != (source->labels != NULL) ||
        (film->mean != NULL) != (source->mean != NULL) ||
        (film->label != NULL) != (source->label != NULL))
        return false;
    params_copy(&film->network.params, source->params);
    network_pack(&film->network);
    copy_source(film, source);
    film_run(film, NULL);
    return true;
}

void film_finish(struct film *film)
{
    free(film->memory);
    traces_finish(&film->traces);
    tape_finish(&film->gradients);
    tape_finish(&film->values);
    network_finish(&film->network);
    memset(film, 0, sizeof *film);
}

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

void film_run(struct film *film, const struct pins *pins)
{
    const struct run_input input = {.x = film->x, .ids = film->ids};

    film->pins = pins != NULL ? *pins : (struct pins){0};
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

struct timeline film_timeline(const struct film *film, int l)
{
    return (struct timeline){film->steps, phase_count(film_cell(film, l))};
}

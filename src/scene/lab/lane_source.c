/* What a lane is made from: its weights, drawn or of the cast, and what it
 * reads.
 */
#include <math.h>
#include <stdlib.h>

#include "base/array.h"
#include "base/random.h"
#include "nn/flow/power.h"
#include "scene/lab/lane.h"

/* The random sequence of inputs, as in gatereel gradients. */
enum { STREAM_INPUTS = 1 };

static const double pi = 3.14159265358979323846;

/* What networks drawn from a seed look like. */
static struct spec fresh_spec(const struct lane_source *source)
{
    const struct setup *setup = source->setup;
    struct spec spec = {.inputs = setup->inputs};

    if (source->cast->networks > 0 && setup->input == LAB_FILE) {
        spec = source->cast->network[0].params.spec;
        spec.inputs = source->cast->width;
    }
    spec.layers = 1;
    spec.head = HEAD_NONE;
    spec.outputs = 0;
    spec.layer[0] = (struct layer_spec){
        source->lane->cell, source->lane->activation,
        setup_lane_units(setup, source->lane, spec.inputs)};
    return spec;
}

size_t lane_bytes(const struct lane_source *source)
{
    const struct lane_setup *lane = source->lane;
    const struct spec spec = lane->file >= 0
        ? source->cast->network[lane->file].params.spec : fresh_spec(source);

    return film_bytes(&spec, source->setup->steps);
}

bool lane_spectrum(const real *u, int units, double *radius,
                   struct error *error)
{
    double *work = array_new(spectral_work(units), sizeof *work,
                             "the spectral radius", error);

    if (work == NULL)
        return false;
    *radius = spectral_radius(u, units, work);
    free(work);
    return true;
}

/* Every gate's block of U, multiplied or brought to a spectral radius. */
static bool turn_gain(const struct lane_setup *lane, struct params *params,
                      int l, struct error *error)
{
    const struct layer_spec *layer = &params->spec.layer[l];
    int units = layer->units;
    size_t block = (size_t)units * (size_t)units;

    if ((lane->gain == 1 && !lane->radius) || layer->cell == CELL_DENSE)
        return true;
    for (int g = 0; g < layer_cell(layer)->gates; g++) {
        real *u = params->layer[l].u + (size_t)g * block;
        double factor = lane->gain, radius = 1;
        if (lane->radius && !lane_spectrum(u, units, &radius, error))
            return false;
        if (radius > 0)
            factor /= radius;
        for (size_t k = 0; k < block; k++)
            u[k] = (real)(u[k] * factor);
    }
    return true;
}

static bool draw_params(const struct lane_source *source,
                        struct params *params, struct error *error)
{
    const struct lane_setup *lane = source->lane;
    const struct spec spec = fresh_spec(source);
    int steps = source->setup->steps;
    const struct init_options options = {
        .scheme = lane->scheme, .gain = 1, .set_forget_bias = lane->biased,
        .forget_bias = lane->forget_bias, .steps = steps < 3 ? 3 : steps,
        .seed = source->seed};

    return params_init(params, &spec, error) &&
           init_params(params, &options, error);
}

static bool copy_params(const struct lane_source *source,
                        struct params *params, struct error *error)
{
    const struct params *from = &source->cast->network[source->lane->file]
                                     .params;

    if (!params_init(params, &from->spec, error))
        return false;
    params_copy(params, from);
    return true;
}

bool lane_params(const struct lane_source *source, struct params *params,
                 struct error *error)
{
    *params = (struct params){0};
    bool fine = source->lane->file >= 0 ? copy_params(source, params, error)
                                        : draw_params(source, params, error);
    for (int l = 0; fine && l < params->spec.layers; l++)
        fine = turn_gain(source->lane, params, l, error);
    if (!fine)
        params_finish(params);
    return fine;
}

static void make_ids(const struct lane_source *source, int vocabulary,
                     int *ids)
{
    struct random random;

    random_seed(&random, source->seed, STREAM_INPUTS);
    for (int t = 0; t < source->setup->steps; t++)
        ids[t] = source->setup->input == LAB_NOISE
            ? (int)random_below(&random, (uint32_t)vocabulary)
            : source->setup->input == LAB_IMPULSE && t == 0;
}

static void make_x(const struct lane_source *source, int inputs, real *x)
{
    const struct setup *setup = source->setup;
    struct random random;

    random_seed(&random, source->seed, STREAM_INPUTS);
    for (int t = 0; t < setup->steps; t++)
        for (int k = 0; k < inputs; k++, x++)
            switch (setup->input) {
            case LAB_NOISE: *x = (real)random_normal(&random); break;
            case LAB_IMPULSE: *x = t == 0; break;
            case LAB_WAVE:
                *x = (real)sin(2 * pi * (t + 1) / (12 * (k + 1)));
                break;
            default: *x = 0;
            }
}

/* Every step with the last `context` numbers of `x`, of which `before` stand
 * before the first step; earlier ones are as the first of all. */
static bool make_windows(const struct lane_source *source, const real *x,
                         int before, int context, struct lane_input *input,
                         struct error *error)
{
    size_t steps = (size_t)source->setup->steps;
    real *to = array_new(steps, (size_t)context * sizeof *to, "the input",
                         error);

    if (to == NULL)
        return false;
    input->x = to;
    for (int t = 0; t < source->setup->steps; t++)
        for (int k = t - context + 1; k <= t; k++)
            *to++ = x[k < -before ? -before : k];
    free(input->own);
    input->own = (void *)input->x;
    return true;
}

static bool make_input(const struct lane_source *source, int vocabulary,
                       int inputs, struct lane_input *input,
                       struct error *error)
{
    size_t steps = (size_t)source->setup->steps;

    input->own = vocabulary > 0
        ? array_new(steps, sizeof(int), "the input", error)
        : array_new(steps, (size_t)inputs * sizeof(real), "the input", error);
    if (input->own == NULL)
        return false;
    if (vocabulary > 0)
        make_ids(source, vocabulary, input->own);
    else
        make_x(source, inputs, input->own);
    input->ids = vocabulary > 0 ? input->own : NULL;
    input->x = vocabulary > 0 ? NULL : input->own;
    return true;
}

bool lane_read(const struct lane_source *source, const struct spec *spec,
               struct lane_input *input, struct error *error)
{
    const struct setup *setup = source->setup;
    int file = source->lane->file, before = 0;
    int context = file >= 0 ? source->cast->network[file].context : 1;

    *input = (struct lane_input){0};
    if (setup->input == LAB_FILE) {
        const struct film_source from = cast_source(source->cast, 0,
                                                    setup->first,
                                                    setup->steps);
        input->x = from.x;
        input->ids = from.ids;
        before = setup->first - 1;
    } else if (!make_input(source, spec->vocabulary, spec->inputs / context,
                           input, error)) {
        return false;
    }
    if (context == 1 ||
        make_windows(source, input->x, before, context, input, error))
        return true;
    free(input->own);
    *input = (struct lane_input){0};
    return false;
}

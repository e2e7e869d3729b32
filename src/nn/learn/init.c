/* One rule for each kind of tensor.
 *
 * A start scheme is a choice of rule for W, U and the biases. The rules draw
 * in double and in the same order for both precisions, so that the float and
 * the double build of one seed hold the same network. */
#include "nn/learn/init.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/array.h"
#include "base/number.h"
#include "base/random.h"
#include "base/text.h"

const char *const init_names[INIT_SCHEMES] = {
    "uniform", "xavier", "orthogonal", "identity", "gain", "chrono",
};

/* Random sequences: one for each kind of tensor of each layer, away from the
 * small numbers that data and tasks use. */
enum { STREAM_FIRST = 1000 };
enum kind { KIND_W, KIND_U, KIND_B_IH, KIND_B_HH, KIND_CHRONO, KINDS };
enum { LAYER_EMBEDDING = LAYERS_MAX, LAYER_HEAD };

/* The gate blocks of the LSTM's i, and of what keeps: f, and the GRU's z. */
enum { BLOCK_INPUT = 0, BLOCK_KEEP = 1 };

/* Le, Jaitly & Hinton 2015, section 4. */
static const double IDENTITY_DEVIATION = 0.001;

static struct random stream(const struct init_options *options, int layer,
                            enum kind kind)
{
    struct random random;
    random_seed(&random, options->seed, STREAM_FIRST + layer * KINDS + kind);
    return random;
}

static void fill_uniform(struct random random, real *to, size_t n, double bound)
{
    for (size_t k = 0; k < n; k++)
        to[k] = (real)random_range(&random, -bound, bound);
}

static void fill_normal(struct random random, real *to, size_t n,
                        double deviation)
{
    for (size_t k = 0; k < n; k++)
        to[k] = (real)(deviation * random_normal(&random));
}

static void fill_identity(real *to, int blocks, int n)
{
    for (int row = 0; row < blocks * n; row++)
        for (int k = 0; k < n; k++)
            to[(size_t)row * n + k] = k == row % n;
}

static double dot(const double *a, const double *b, int n)
{
    double sum = 0;
    for (int k = 0; k < n; k++)
        sum += a[k] * b[k];
    return sum;
}

/* Makes `row` orthogonal to the `count` rows of q and of length 1. One round
 * leaves rounding errors that the second removes (Giraud et al. 2005). */
static void orthonormalise(const double *q, int count, double *row, int n)
{
    for (int round = 0; round < 2; round++)
        for (int j = 0; j < count; j++) {
            double along = dot(q + (size_t)j * n, row, n);
            for (int k = 0; k < n; k++)
                row[k] -= along * q[(size_t)j * n + k];
        }
    double length = sqrt(dot(row, row, n));
    for (int k = 0; k < n; k++)
        row[k] /= length;
}

/* The Q of a QR decomposition of a Gaussian matrix with R's diagonal positive
 * is uniform over all orthogonal matrices (Mezzadri 2007). */
static bool fill_orthogonal(struct random random, real *to, int blocks, int n,
                            struct error *error)
{
    double *q = array_new((size_t)n * n, sizeof *q, "an orthogonal start",
                          error);
    if (!q)
        return false;
    for (int g = 0; g < blocks; g++, to += (size_t)n * n) {
        for (int row = 0; row < n; row++) {
            double *at = q + (size_t)row * n;
            for (int k = 0; k < n; k++)
                at[k] = random_normal(&random);
            orthonormalise(q, row, at, n);
        }
        for (size_t k = 0; k < (size_t)n * n; k++)
            to[k] = (real)q[k];
    }
    free(q);
    return true;
}

/* The bound of Glorot's uniform for one block of `units` rows. */
static double glorot(int columns, int units)
{
    return sqrt(6.0 / (columns + units));
}

static void start_w(const struct init_options *options, int l, real *w,
                    const struct layer_spec *layer, int columns)
{
    size_t n = (size_t)layer_cell(layer)->gates * layer->units * columns;
    struct random random = stream(options, l, KIND_W);
    bool dense = layer->cell == CELL_DENSE;
    switch (options->scheme) {
    case INIT_XAVIER:
        fill_uniform(random, w, n, glorot(columns, layer->units));
        break;
    case INIT_IDENTITY:
        if (!dense) {
            fill_normal(random, w, n, IDENTITY_DEVIATION);
            break;
        }
        /* fall through */
    default:
        fill_uniform(random, w, n, 1 / sqrt(dense ? columns : layer->units));
        break;
    }
}

static bool start_u(const struct init_options *options, int l, real *u,
                    const struct layer_spec *layer, struct error *error)
{
    int gates = layer_cell(layer)->gates, h = layer->units;
    size_t n = (size_t)gates * h * h;
    struct random random = stream(options, l, KIND_U);
    switch (options->scheme) {
    case INIT_XAVIER:
        fill_uniform(random, u, n, glorot(h, h));
        return true;
    case INIT_ORTHOGONAL:
        return fill_orthogonal(random, u, gates, h, error);
    case INIT_IDENTITY:
        fill_identity(u, gates, h);
        return true;
    case INIT_GAIN:
        fill_normal(random, u, n, options->gain / sqrt(h));
        return true;
    default:
        fill_uniform(random, u, n, 1 / sqrt(h));
        return true;
    }
}

/* The biases of one gate: `value` is their sum. */
static void set_gate_bias(const struct layer_params *weights, int unit,
                          double value)
{
    weights->b_ih[unit] = (real)value;
    weights->b_hh[unit] = 0;
}

/* log u steps is how long a unit remembers: between 1 and Tmax. */
static void start_chrono(const struct init_options *options, int l,
                         const struct layer_params *weights,
                         const struct layer_spec *layer)
{
    struct random random = stream(options, l, KIND_CHRONO);
    int h = layer->units;
    for (int j = 0; j < h; j++) {
        double keep = log(random_range(&random, 1, options->steps - 1.0));
        set_gate_bias(weights, BLOCK_KEEP * h + j, keep);
        if (layer->cell == CELL_LSTM)
            set_gate_bias(weights, BLOCK_INPUT * h + j, -keep);
    }
}

static void start_biases(const struct init_options *options, int l,
                         const struct layer_params *weights,
                         const struct layer_spec *layer, int columns)
{
    size_t n = (size_t)layer_cell(layer)->gates * layer->units;
    double bound = 1 / sqrt(weights->b_hh ? layer->units : columns);
    bool zero = options->scheme == INIT_XAVIER ||
                (options->scheme == INIT_IDENTITY && weights->b_hh);
    bound = zero ? 0 : bound;
    fill_uniform(stream(options, l, KIND_B_IH), weights->b_ih, n, bound);
    if (!weights->b_hh)
        return;
    fill_uniform(stream(options, l, KIND_B_HH), weights->b_hh, n, bound);
    if (layer->cell == CELL_RNN)
        return;
    if (options->scheme == INIT_CHRONO)
        start_chrono(options, l, weights, layer);
    for (int j = 0; options->set_forget_bias && j < layer->units; j++)
        set_gate_bias(weights, BLOCK_KEEP * layer->units + j,
                      options->forget_bias);
}

static bool start_layer(struct params *params, int l,
                        const struct init_options *options, struct error *error)
{
    const struct layer_spec *layer = &params->spec.layer[l];
    const struct layer_params *weights = &params->layer[l];
    int columns = spec_layer_inputs(&params->spec, l);
    start_w(options, l, weights->w, layer, columns);
    start_biases(options, l, weights, layer, columns);
    return !weights->u || start_u(options, l, weights->u, layer, error);
}

/* Heads and embeddings start the same in every scheme. */
static void start_ends(struct params *params,
                       const struct init_options *options)
{
    const struct spec *spec = &params->spec;
    if (params->embedding)
        fill_normal(stream(options, LAYER_EMBEDDING, KIND_W), params->embedding,
                    (size_t)spec->vocabulary * spec->inputs, 1);
    if (!params->head_w)
        return;
    int units = spec->layer[spec->layers - 1].units;
    fill_uniform(stream(options, LAYER_HEAD, KIND_W), params->head_w,
                 (size_t)spec->outputs * units, 1 / sqrt(units));
    fill_uniform(stream(options, LAYER_HEAD, KIND_B_IH), params->head_b,
                 spec->outputs, 1 / sqrt(units));
}

static bool check(const struct init_options *options, struct error *error)
{
    if (options->scheme == INIT_GAIN &&
        (!isfinite(options->gain) || options->gain < 0))
        return error_set(error, "the gain of a start must be a number from 0 "
                         "up");
    if (options->scheme == INIT_CHRONO && options->steps < 3)
        return error_set(error, "the chrono start needs sequences of at least "
                         "3 steps, not %d", options->steps);
    if (options->set_forget_bias && !isfinite(options->forget_bias))
        return error_set(error, "the forget bias must be a finite number");
    return true;
}

bool init_params(struct params *params, const struct init_options *options,
                 struct error *error)
{
    if (!check(options, error))
        return false;
    for (int l = 0; l < params->spec.layers; l++)
        if (!start_layer(params, l, options, error))
            return false;
    start_ends(params, options);
    return true;
}

static bool refuse(const char *name, struct error *error)
{
    char list[160];
    const char *near = text_nearest(name, init_names, INIT_SCHEMES);
    if (near)
        return error_set(error, "unknown start '%s'; did you mean '%s'?", name,
                         near);
    text_join(init_names, INIT_SCHEMES, ", ", list, sizeof list);
    return error_set(error, "unknown start '%s'; there are %s", name, list);
}

bool init_parse(const char *text, struct init_options *options,
                struct error *error)
{
    char name[32];
    size_t length = strcspn(text, "=");
    text_printable(text, length, name, sizeof name);
    int found = text_find(name, init_names, INIT_SCHEMES);
    if (found < 0)
        return refuse(name, error);
    const char *value = text[length] == '=' ? text + length + 1 : NULL;
    if (found != INIT_GAIN && value)
        return error_set(error, "the start '%s' takes no number", name);
    if (found == INIT_GAIN &&
        (!value || !number_parse(value, strlen(value), &options->gain) ||
         !isfinite(options->gain) || options->gain < 0))
        return error_set(error, "the gain of a start is a number from 0 up, "
                         "as in gain=2.5");
    options->scheme = (enum init_scheme)found;
    return true;
}

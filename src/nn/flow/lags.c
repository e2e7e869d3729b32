/* Losses of many steps, walked back together.
 *
 * Row m of the adjoints belongs to the loss at step s = last - m, so that a
 * step further back only appends a row. Within a step the layers go from the top
 * to the bottom: what reaches a layer's input is handed to the rows below. */
#include "nn/flow/lags.h"

#include <limits.h>
#include <math.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/array.h"
#include "base/memory.h"
#include "nn/net/adjoint.h"

static const double LOG10_2 = 0.30102999566398119521;

struct walk {
    const struct lag_request *request;
    int top;                           /* the step of row 0 */
    int columns;                       /* of what is measured */
    int layers, capacity;              /* rows there is room for */
    struct adjoints rows[LAYERS_MAX];
    real *out[LAYERS_MAX];             /* [M][lean] gradients of a step */
    size_t lean[LAYERS_MAX];
    int *before[LAYERS_MAX];           /* exponents of `out` */
    real *input;                       /* [M] gradient of a layer's input */
    size_t input_pitch;
    void *memory;
};

static int first_loss(const struct lag_request *request)
{
    return request->first > 0 ? request->first : 1;
}

static int last_loss(const struct lag_request *request)
{
    return request->last > 0 ? request->last : request->values->steps;
}

static int until(const struct lag_request *request)
{
    return request->until > 0 ? request->until : 1;
}

static size_t lean_stride(const struct tape *values, int l)
{
    return layer_cell(&values->spec.layer[l])->lean * values->layer[l].pitch;
}

static size_t widest_input(const struct tape *values)
{
    size_t widest = values->x_pitch;
    for (int l = 0; l < values->spec.layers; l++)
        if (values->layer[l].pitch > widest)
            widest = values->layer[l].pitch;
    return widest;
}

static bool begin(struct walk *walk, const struct lag_request *request,
                  int capacity, struct error *error)
{
    const struct tape *values = request->values;
    int length = values->lengths[request->entry];
    *walk = (struct walk){.request = request, .layers = values->spec.layers,
                          .top = last_loss(request),
                          .columns = last_loss(request) - until(request) + 1,
                          .capacity = capacity,
                          .input_pitch = widest_input(values)};
    if (walk->top > length)
        walk->top = length;
    size_t each = walk->input_pitch;
    for (int l = 0; l < walk->layers; l++)
        each += 3 * values->layer[l].pitch + lean_stride(values, l) +
                2 * REAL_PER_LINE;
    size_t rows = real_pitch(capacity), bytes;
    if (!size_multiply(rows, each * sizeof(real), &bytes))
        bytes = SIZE_MAX;
    if (!memory_check(bytes, "the gradient matrix", error))
        return false;
    walk->memory = array_new_aligned(rows * each, sizeof(real),
                                     "the gradient matrix", error);
    if (!walk->memory)
        return false;
    real *at = walk->memory;
    memset(at, 0, rows * each * sizeof(real));
    for (int l = 0; l < walk->layers; l++) {
        size_t pitch = values->layer[l].pitch;
        walk->lean[l] = lean_stride(values, l);
        walk->rows[l] = (struct adjoints){0, pitch, at, at + rows * pitch,
            at + 2 * rows * pitch, (int *)(at + 3 * rows * pitch)};
        at += 3 * rows * pitch + rows;
        walk->before[l] = (int *)at;
        walk->out[l] = at + rows;
        at += rows + rows * walk->lean[l];
    }
    walk->input = at;
    return true;
}

/* One more row in every layer: the loss at step s, seeded in the top one. */
static void append(struct walk *walk, int s)
{
    const struct lag_request *request = walk->request;
    int m = walk->rows[0].rows, top = walk->layers - 1;
    for (int l = 0; l < walk->layers; l++) {
        struct adjoints *rows = &walk->rows[l];
        memset(rows->dh + m * rows->pitch, 0, rows->pitch * sizeof(real));
        memset(rows->dc + m * rows->pitch, 0, rows->pitch * sizeof(real));
        rows->exponent[m] = 0;
        rows->rows = m + 1;
    }
    memcpy(walk->rows[top].dh + m * walk->rows[top].pitch,
           request->seed + (s - first_loss(request)) * request->seed_stride,
           walk->request->values->spec.layer[top].units * sizeof(real));
}

static void normalise(struct walk *walk, int l)
{
    const struct layer_spec *layer = &walk->request->values->spec.layer[l];
    struct adjoints *rows = &walk->rows[l];
    for (int m = 0; m < rows->rows; m++) {
        adjoint_normalise(walk->request->network->kernels, rows, m,
                          layer->units, layer->cell == CELL_LSTM);
        walk->before[l][m] = rows->exponent[m];
    }
}

/* Gradient of what layer l reads, of all rows, in walk->input. */
static void to_input(struct walk *walk, int l)
{
    const struct lag_request *request = walk->request;
    request->network->kernels->product(&(struct product){
        .rows = walk->rows[l].rows, .a = walk->out[l],
        .a_stride = walk->lean[l], .a_segment = walk->rows[l].pitch,
        .pack = &request->network->layer[l].w_back,
        .out = walk->input, .out_stride = walk->input_pitch});
}

/* What the layer above found for its input enters h of layer l. */
static void from_above(struct walk *walk, int l)
{
    int units = walk->request->values->spec.layer[l].units;
    to_input(walk, l + 1);
    for (int m = 0; m < walk->rows[l].rows; m++)
        adjoint_inject(walk->request->network->kernels, &walk->rows[l], m,
                       units, walk->input + m * walk->input_pitch,
                       walk->before[l + 1][m]);
}

/* Where the norm of row m at step t goes. */
static double *place(const struct walk *walk, int m, int t, double *out)
{
    const struct lag_request *request = walk->request;
    size_t row = walk->top - m - first_loss(request);
    return &out[row * walk->columns + t - until(request)];
}

static double squares(const struct walk *walk, const real *row, int n)
{
    return walk->request->network->kernels->squares(row, n);
}

/* Sum of squares of `count` neighbouring signals of row m of out. */
static double out_squares(const struct walk *walk, int l, int m, int first,
                          int count)
{
    const real *row = walk->out[l] + m * walk->lean[l];
    double sum = 0;
    for (int s = first; s < first + count; s++)
        sum += squares(walk, row + s * walk->rows[l].pitch,
                       walk->request->values->spec.layer[l].units);
    return sum;
}

/* Squares of what the layer reads, of h' and of r h' at step t: they do not
 * depend on the loss. */
struct read {
    double x, h, rh;
};

static struct read find_read(const struct walk *walk, int t)
{
    const struct lag_request *request = walk->request;
    const struct tape *values = request->values;
    int l = request->layer, b = request->entry;
    const struct layer_spec *layer = &values->spec.layer[l];
    const real *x = tape_source(values, l, t, b, NULL);
    struct read read = {
        squares(walk, x, spec_layer_inputs(&values->spec, l)),
        squares(walk, pins_read_h(request->pins, values, l, t, b),
                layer->units), 0};
    if (layer->cell == CELL_GRU_BEFORE)
        read.rh = squares(walk, tape_signal(values, l, GRUB_RH, t, b),
                          layer->units);
    return read;
}

/* Square of the wanted norm of row m at step t, times 2^(2 before[m]). A
 * weight's part is an outer product, whose norm is the product of norms. */
static double measure(const struct walk *walk, int m, const struct read *read)
{
    const struct lag_request *request = walk->request;
    const struct spec *spec = &request->values->spec;
    int l = request->layer;
    const struct cell_info *cell = layer_cell(&spec->layer[l]);
    switch (request->measure) {
    case LAG_INPUT:
        return squares(walk, walk->input + m * walk->input_pitch, spec->inputs);
    case LAG_WEIGHTS_W:
        return out_squares(walk, l, m, 0, cell->gates) * read->x;
    case LAG_WEIGHTS_U:
        if (cell->u_first < 0)
            return 0;
        if (spec->layer[l].cell == CELL_GRU_BEFORE)
            return out_squares(walk, l, m, GRUB_AR, 2) * read->h +
                   out_squares(walk, l, m, GRUB_AN, 1) * read->rh;
        return out_squares(walk, l, m, cell->u_first, cell->gates) * read->h;
    default:
        return out_squares(walk, l, m, 0, cell->gates);
    }
}

static void note_hidden(const struct walk *walk, int t, double *out)
{
    const struct adjoints *rows = &walk->rows[walk->request->layer];
    int units = walk->request->values->spec.layer[walk->request->layer].units;
    for (int m = 0; m < rows->rows; m++)
        *place(walk, m, t, out) =
            0.5 * log10(squares(walk, rows->dh + m * rows->pitch, units)) -
            rows->exponent[m] * LOG10_2;
}

static void note(const struct walk *walk, int t, double *out)
{
    int l = walk->request->measure == LAG_INPUT ? 0 : walk->request->layer;
    struct read read = find_read(walk, t);
    for (int m = 0; m < walk->rows[0].rows; m++)
        *place(walk, m, t, out) =
            0.5 * log10(measure(walk, m, &read)) -
            walk->before[l][m] * LOG10_2;
}

/* All layers from step t to t - 1; `out` gets the norms where wanted. */
static void step(struct walk *walk, int t, double *out)
{
    const struct lag_request *request = walk->request;
    bool hidden = request->measure == LAG_HIDDEN;
    for (int l = walk->layers - 1; l >= 0; l--) {
        if (l < walk->layers - 1)
            from_above(walk, l);
        normalise(walk, l);
        if (out && hidden && l == request->layer)
            note_hidden(walk, t, out);
        struct hold hold;
        bool held = pins_at(request->pins, request->values, l, t, &hold);
        adjoint_step(&(struct adjoint_step){
            .network = request->network, .values = request->values,
            .layer = l, .t = t, .entry = request->entry,
            .hold = held ? &hold : NULL, .out = walk->out[l],
            .out_stride = walk->lean[l]}, &walk->rows[l]);
    }
    if (out && request->measure == LAG_INPUT)
        to_input(walk, 0);
    if (out && !hidden)
        note(walk, t, out);
}

/* d[g][u] a[k] added to the blocks of one matrix. */
static void add_outer(const struct walk *walk, int l, int first, int gates,
                      const int *order, const real *a, int columns,
                      real *weights)
{
    int h = walk->request->values->spec.layer[l].units;
    const real *out = walk->out[l];
    for (int g = 0; g < gates; g++)
        for (int u = 0; u < h; u++) {
            double d = ldexp(out[(first + g) * walk->rows[l].pitch + u],
                             -walk->before[l][0]);
            real *row = weights + ((size_t)order[g] * h + u) * columns;
            for (int k = 0; k < columns; k++)
                row[k] += (real)(d * a[k]);
        }
}

static void add_layer(const struct walk *walk, int l, int t,
                      struct params *part)
{
    const struct tape *values = walk->request->values;
    int b = walk->request->entry;
    const struct layer_spec *layer = &values->spec.layer[l];
    const struct cell_info *cell = layer_cell(layer);
    const struct layer_params *weights = &part->layer[l];
    const real *x = tape_source(values, l, t, b, NULL);
    const real *h = pins_read_h(walk->request->pins, values, l, t, b), one = 1;
    bool before = layer->cell == CELL_GRU_BEFORE;
    add_outer(walk, l, 0, cell->gates, cell->w_block, x,
              spec_layer_inputs(&values->spec, l), weights->w);
    add_outer(walk, l, 0, cell->gates, cell->w_block, &one, 1, weights->b_ih);
    if (!weights->u)
        return;
    add_outer(walk, l, cell->u_first, cell->gates, cell->u_block, &one, 1,
              weights->b_hh);
    add_outer(walk, l, cell->u_first, before ? 2 : cell->gates, cell->u_block,
              h, layer->units, weights->u);
    if (before)
        add_outer(walk, l, GRUB_AN, 1, &cell->u_block[2],
                  tape_signal(values, l, GRUB_RH, t, b), layer->units,
                  weights->u);
}

struct lag_walk {
    struct lag_request request;
    struct walk walk;
    int next;            /* the step to be measured */
    double *out;
};

/* -INFINITY where nothing will be measured, NaN where it will. */
static void clear(const struct walk *walk, double *out)
{
    int first = first_loss(walk->request), from = until(walk->request);
    for (int s = first; s <= last_loss(walk->request); s++)
        for (int t = from; t < from + walk->columns; t++)
            *out++ = t <= s && s <= walk->top ? NAN : -INFINITY;
}

struct lag_walk *lag_walk_create(const struct lag_request *request, double *out,
                                 struct error *error)
{
    struct lag_walk *walk = array_new(1, sizeof *walk, "the gradient matrix",
                                      error);
    int rows = last_loss(request) - first_loss(request) + 1;
    if (!walk)
        return NULL;
    walk->request = *request;
    walk->out = out;
    if (!begin(&walk->walk, &walk->request, rows, error)) {
        free(walk);
        return NULL;
    }
    walk->next = walk->walk.top;
    clear(&walk->walk, out);
    return walk;
}

void lag_walk_destroy(struct lag_walk *walk)
{
    if (!walk)
        return;
    free(walk->walk.memory);
    free(walk);
}

bool lag_walk_on(struct lag_walk *walk, int steps)
{
    const struct lag_request *request = &walk->request;
    for (; steps > 0 && walk->next >= until(request); steps--, walk->next--) {
        if (walk->next >= first_loss(request))
            append(&walk->walk, walk->next);
        step(&walk->walk, walk->next, walk->out);
        for (int l = 0; request->sum && l < walk->walk.layers; l++)
            add_layer(&walk->walk, l, walk->next, request->sum);
    }
    return walk->next >= until(request);
}

bool lag_matrix(const struct lag_request *request, double *out,
                struct error *error)
{
    struct lag_walk *walk = lag_walk_create(request, out, error);
    if (!walk)
        return false;
    lag_walk_on(walk, INT_MAX);
    lag_walk_destroy(walk);
    return true;
}

bool lag_weight_part(const struct lag_request *request, int s, int t,
                     struct params *part, struct error *error)
{
    struct walk walk;
    if (!begin(&walk, request, 1, error))
        return false;
    append(&walk, s);
    for (int k = s; k >= t; k--)
        step(&walk, k, NULL);
    for (int l = 0; l < walk.layers; l++)
        add_layer(&walk, l, t, part);
    free(walk.memory);
    return true;
}

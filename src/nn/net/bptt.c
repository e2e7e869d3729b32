/* Backward, layer by layer from the top.
 *
 * Within a layer the adjoints go back step by step and leave the gradients of
 * the pre-activations of every step on the tape. Every stretch of steps then
 * adds its share to the gradients of W, U and b, many rows at once. What
 * remains is one product over all steps, the gradient of the layer's input,
 * which seeds the layer below.
 *
 * In pieces all layers take the last steps back before any takes earlier ones;
 * all at once is one piece. */
#include "nn/net/bptt.h"

#include <assert.h>
#include <math.h>
#include <stdint.h>
#include <string.h>

#include "nn/net/adjoint.h"

/* Rows with a larger exponent (their numbers are below 2^-80, since rows are
 * kept below 2^20) add nothing to the weights. */
enum { EXPONENT_MAX = 100 };

/* Rows after which the weights get their sums, while the gradients of those
 * rows are still in the cache. */
enum { STRETCH = 192 };

/* One layer on its way back. The arrays lie in the tape's scratch memory. */
struct layer_pass {
    const struct bptt *bptt;
    struct tape *gradients;
    int l, units;
    bool has_c;
    struct adjoints adjoints;
    real *saved;   /* [2][B][pitch] dh, dc of ended rows during a step */
    real *scale;   /* [T * B] 2^-exponent of step t at (t - 1) * B */
    bool scaled;   /* any of them not 1 */
    real *scratch; /* for kernels->outer */
};

static struct layer_pass begin(const struct bptt *bptt, struct tape *gradients,
                               int l)
{
    size_t rows = (size_t)gradients->steps * gradients->batch;
    size_t pitch = gradients->layer[l].pitch, batch = gradients->batch;
    struct layer_pass pass = {
        .bptt = bptt, .gradients = gradients, .l = l,
        .units = gradients->layer[l].units,
        .has_c = gradients->spec.layer[l].cell == CELL_LSTM,
        .adjoints = {.rows = gradients->batch, .pitch = pitch}};
    real *at = gradients->work;
    pass.adjoints.dh = at;
    pass.adjoints.dc = at += batch * pitch;
    pass.adjoints.next = at += batch * pitch;
    pass.saved = at += batch * pitch;
    pass.scale = at += 2 * batch * pitch;
    pass.adjoints.exponent = (int *)(at += rows);
    uintptr_t after = (uintptr_t)(at + batch) + CACHE_LINE - 1;
    pass.scratch = (real *)(after / CACHE_LINE * CACHE_LINE);

    return pass;
}

/* Between pieces the adjoints of a layer rest where those of its start states
 * will stand: gradients->start and the exponents of row 0. */
static void take_up(struct layer_pass *pass)
{
    const struct tape *gradients = pass->gradients;
    struct adjoints *adjoints = &pass->adjoints;
    size_t size = adjoints->rows * adjoints->pitch;
    memcpy(adjoints->dh, gradients->start[pass->l], 2 * size * sizeof(real));
    memcpy(adjoints->exponent, gradients->layer[pass->l].exponent,
           adjoints->rows * sizeof(int));
}

static void lay_down(const struct layer_pass *pass)
{
    const struct tape *gradients = pass->gradients;
    const struct adjoints *adjoints = &pass->adjoints;
    size_t size = adjoints->rows * adjoints->pitch;
    real *to = gradients->start[pass->l];
    memcpy(to, adjoints->dh, size * sizeof(real));
    memcpy(to + size, adjoints->dc, size * sizeof(real));
    memcpy(gradients->layer[pass->l].exponent, adjoints->exponent,
           adjoints->rows * sizeof(int));
}

/* Adds what reaches h_t from outside, and notes the scale of each row. */
static void gather(struct layer_pass *pass, int t)
{
    const struct kernels *kernels = pass->bptt->network->kernels;
    struct tape *gradients = pass->gradients;
    for (int b = 0; b < pass->adjoints.rows; b++) {
        size_t row = tape_index(gradients, t - 1, b);
        adjoint_inject(kernels, &pass->adjoints, b, pass->units,
                       gradients->seed + row * gradients->seed_pitch,
                       gradients->seed_exponent[row]);
        adjoint_normalise(kernels, &pass->adjoints, b, pass->units,
                          pass->has_c);
        int exponent = pass->adjoints.exponent[b];
        gradients->layer[pass->l].exponent[tape_index(gradients, t, b)] =
            exponent;
        pass->scale[row] = exponent > EXPONENT_MAX
            ? 0 : (real)ldexp(1, -exponent);
        pass->scaled = pass->scaled || exponent != 0;
    }
}

/* Rows of sequences that have ended: a step leaves their adjoints alone. */
static void copy_ended(struct layer_pass *pass, int t, bool save)
{
    size_t pitch = pass->adjoints.pitch, size = pass->adjoints.rows * pitch;
    for (int b = 0; b < pass->adjoints.rows; b++) {
        if (t <= pass->bptt->values->lengths[b])
            continue;
        real *live[2] = {pass->adjoints.dh, pass->adjoints.dc};
        for (int s = 0; s < 2; s++) {
            real *kept = pass->saved + s * size + b * pitch;
            real *row = live[s] + b * pitch;
            memcpy(save ? kept : row, save ? row : kept, pitch * sizeof(real));
        }
    }
}

/* Writes dL/dh and dL/dc of batch entry b to row t, all else there being 0. */
static void record_states(const struct layer_pass *pass, int t, int b)
{
    struct tape *gradients = pass->gradients;
    const struct cell_info *cell = layer_cell(&gradients->spec.layer[pass->l]);
    size_t pitch = pass->adjoints.pitch, bytes = pass->units * sizeof(real);
    memset(tape_row(gradients, pass->l, t, b), 0,
           gradients->layer[pass->l].stride * sizeof(real));
    if (gradients->kind == TAPE_LEAN)
        return;
    memcpy(tape_signal(gradients, pass->l, cell->h, t, b),
           pass->adjoints.dh + b * pitch, bytes);
    if (pass->has_c)
        memcpy(tape_signal(gradients, pass->l, cell->c, t, b),
               pass->adjoints.dc + b * pitch, bytes);
}

/* Returns the states as the step read them where wires are held, else NULL. */
static const real *back_step(struct layer_pass *pass, int t, bool ragged)
{
    const struct bptt *bptt = pass->bptt;
    struct tape *gradients = pass->gradients;
    gather(pass, t);
    if (ragged)
        copy_ended(pass, t, true);
    struct hold hold;
    bool held = pins_at(bptt->pins, gradients, pass->l, t, &hold);
    adjoint_step(&(struct adjoint_step){
        .network = bptt->network, .values = bptt->values, .layer = pass->l,
        .t = t, .entry = -1, .detach = bptt->detach,
        .full = gradients->kind == TAPE_GRADIENTS, .hold = held ? &hold : NULL,
        .out = tape_row(gradients, pass->l, t, 0),
        .out_stride = gradients->layer[pass->l].stride}, &pass->adjoints);
    if (ragged)
        copy_ended(pass, t, false);
    for (int b = 0; ragged && b < pass->adjoints.rows; b++)
        if (t > bptt->values->lengths[b])
            record_states(pass, t, b);
    return held ? hold.read : NULL;
}

/* The gradients of the start states: row 0. */
static void finish_start(struct layer_pass *pass)
{
    for (int b = 0; b < pass->adjoints.rows; b++) {
        adjoint_normalise(pass->bptt->network->kernels, &pass->adjoints, b,
                          pass->units, pass->has_c);
        record_states(pass, 0, b);
    }
}

/* Both biases. Only the GRU's enter apart; else one sum serves both. */
static void sum_biases(const struct layer_pass *pass, int first,
                       struct outer outer)
{
    const struct kernels *kernels = pass->bptt->network->kernels;
    const struct layer_spec *layer = &pass->gradients->spec.layer[pass->l];
    const struct cell_info *cell = layer_cell(layer);
    const struct layer_params *weights = &pass->bptt->weights->layer[pass->l];
    bool apart = layer->cell == CELL_GRU;
    int h = layer->units;
    for (int g = 0; g < cell->gates; g++) {
        outer.block[g] = weights->b_ih + cell->w_block[g] * h;
        if (weights->b_hh && !apart)
            outer.twin[g] = weights->b_hh + cell->w_block[g] * h;
    }
    kernels->sums(&outer);
    if (!apart)
        return;
    outer.d = tape_signal(pass->gradients, pass->l, cell->u_first, first, 0);
    for (int g = 0; g < cell->gates; g++)
        outer.block[g] = weights->b_hh + cell->u_block[g] * h;
    kernels->sums(&outer);
}

/* The sums over all steps for the blocks of U that read h', which stands in
 * `rows`. gru-before: the candidate's block reads r h' instead. */
static void sum_recurrent(const struct layer_pass *pass, int first,
                          const real *rows, struct outer outer)
{
    const struct kernels *kernels = pass->bptt->network->kernels;
    struct pool *pool = pass->bptt->network->pool;
    const struct tape *values = pass->bptt->values;
    const struct layer_spec *layer = &values->spec.layer[pass->l];
    const struct cell_info *cell = layer_cell(layer);
    const struct layer_params *weights = &pass->bptt->weights->layer[pass->l];
    size_t h = layer->units;
    bool before = layer->cell == CELL_GRU_BEFORE;

    outer.d = tape_signal(pass->gradients, pass->l, cell->u_first, first, 0);
    outer.gates = before ? 2 : cell->gates;
    outer.a = rows + cell->h * values->layer[pass->l].pitch;
    outer.a_stride = values->layer[pass->l].stride;
    outer.columns = layer->units;
    for (int g = 0; g < cell->gates; g++)
        outer.block[g] = weights->u + cell->u_block[g] * h * h;
    share_outer(kernels, pool, &outer);
    if (!before)
        return;
    outer.gates = 1;
    outer.d = tape_signal(pass->gradients, pass->l, GRUB_AN, first, 0);
    outer.a = tape_signal(values, pass->l, GRUB_RH, first, 0);
    outer.block[0] = outer.block[2];
    share_outer(kernels, pool, &outer);
}

/* The gradients of all weights of the layer get what steps first..last add.
 * `read`: what the one step first = last read; NULL: what was recorded. */
static void sum_weights(const struct layer_pass *pass, int first, int last,
                        const real *read)
{
    const struct kernels *kernels = pass->bptt->network->kernels;
    struct pool *pool = pass->bptt->network->pool;
    const struct tape *values = pass->bptt->values;
    const struct track *track = &pass->gradients->layer[pass->l];
    const struct cell_info *cell = layer_cell(&values->spec.layer[pass->l]);
    const struct layer_params *weights = &pass->bptt->weights->layer[pass->l];
    size_t h = pass->units, x = spec_layer_inputs(&values->spec, pass->l);
    size_t row = tape_index(values, first - 1, 0);
    struct outer outer = {
        .rows = (last - first + 1) * values->batch,
        .d = tape_row(pass->gradients, pass->l, first, 0),
        .d_stride = track->stride, .gate_stride = track->pitch,
        .scale = pass->scaled ? pass->scale + row : NULL, .gates = cell->gates,
        .units = pass->units, .columns = (int)x, .scratch = pass->scratch};
    sum_biases(pass, first, outer);
    outer.a = tape_source(values, pass->l, first, 0, &outer.a_stride);
    for (int g = 0; g < cell->gates; g++)
        outer.block[g] = weights->w + cell->w_block[g] * h * x;
    share_outer(kernels, pool, &outer);
    if (weights->u)
        sum_recurrent(pass, first, read ? read :
                      tape_row(values, pass->l, first - 1, 0), outer);
}

/* dL/d(input of the layer) of steps first..last, to the rows of `out`. In
 * order, so that the way back in pieces has the bits of that at once. */
static void through_w(const struct layer_pass *pass, int first, int last,
                      real *out, size_t stride)
{
    const struct tape *gradients = pass->gradients;
    const struct track *track = &gradients->layer[pass->l];
    const struct network *network = pass->bptt->network;
    share_product(network->kernels, network->pool, &(struct product){
        .rows = (last - first + 1) * gradients->batch,
        .a = tape_row(gradients, pass->l, first, 0), .a_stride = track->stride,
        .a_segment = track->pitch,
        .pack = &network->layer[pass->l].w_back,
        .out = out + tape_index(gradients, first - 1, 0) * stride,
        .out_stride = stride, .in_order = true});
}

/* Each token's row of the embedding gets what reached its x. */
static void sum_embedding(const struct bptt *bptt, const struct tape *gradients)
{
    const struct tape *values = bptt->values;
    size_t rows = (size_t)values->steps * values->batch;
    int width = values->spec.inputs;
    const int *exponent = gradients->layer[0].exponent + values->batch;
    for (size_t r = 0; r < rows; r++) {
        real *to = bptt->weights->embedding + (size_t)values->ids[r] * width;
        const real *from = gradients->x + r * gradients->x_pitch;
        if (exponent[r] > EXPONENT_MAX)
            continue;
        real scale = (real)ldexp(1, -exponent[r]);
        for (int k = 0; k < width; k++)
            to[k] += from[k] * scale;
    }
}

/* The steps of a piece, and what they add to the weights. */
static void back_piece(struct layer_pass *pass, int first, int last,
                       bool ragged)
{
    int stretch = bptt_stretch(pass->gradients);
    for (int t = last; t >= first; t--) {
        const real *read = back_step(pass, t, ragged);
        bool ends = t == first || (t - 1) % stretch == 0;
        if (!pass->bptt->weights || (!read && !ends))
            continue;
        if (read && t < last)
            sum_weights(pass, t + 1, last, NULL);
        sum_weights(pass, t, read ? t : last, read);
        last = t - 1;
    }
}

static void back_layer(const struct bptt *bptt, struct tape *gradients, int l,
                       int first, int last, bool ragged)
{
    struct layer_pass pass = begin(bptt, gradients, l);
    take_up(&pass);
    back_piece(&pass, first, last, ragged);
    if (first == 1)
        finish_start(&pass);
    lay_down(&pass);
    bool embedding = bptt->weights && bptt->weights->embedding;
    if (l > 0) {
        size_t row = tape_index(gradients, first - 1, 0);
        size_t rows = (size_t)(last - first + 1) * gradients->batch;
        through_w(&pass, first, last, gradients->seed, gradients->seed_pitch);
        memcpy(gradients->seed_exponent + row,
               gradients->layer[l].exponent + gradients->batch + row,
               rows * sizeof(int));
    } else if (bptt->inputs || embedding) {
        through_w(&pass, first, last, gradients->x, gradients->x_pitch);
    }
    if (l == 0 && first == 1 && embedding)
        sum_embedding(bptt, gradients);
}

/* From dL/dy to the seeds of the top layer, and the head's own gradients. */
static void back_head(const struct bptt *bptt, struct tape *gradients)
{
    const struct kernels *kernels = bptt->network->kernels;
    const struct tape *values = bptt->values;
    int top = values->spec.layers - 1, rows = values->steps * values->batch;
    const real *dy = tape_head(gradients, HEAD_Y, 1, 0);
    size_t stride = gradients->head.stride;
    memset(gradients->seed_exponent, 0, rows * sizeof(int));
    struct pool *pool = bptt->network->pool;
    share_product(kernels, pool, &(struct product){
        .rows = rows, .a = dy, .a_stride = stride,
        .pack = &bptt->network->head_back, .out = gradients->seed,
        .out_stride = gradients->seed_pitch});
    if (!bptt->weights)
        return;
    struct layer_pass pass = begin(bptt, gradients, top);
    const struct cell_info *cell = layer_cell(&values->spec.layer[top]);
    struct outer outer = {
        .rows = rows, .d = dy, .d_stride = stride, .gates = 1,
        .units = values->spec.outputs,
        .a = tape_signal(values, top, cell->h, 1, 0),
        .a_stride = values->layer[top].stride,
        .columns = values->layer[top].units,
        .block = {bptt->weights->head_w}, .scratch = pass.scratch};
    share_outer(kernels, pool, &outer);
    outer.block[0] = bptt->weights->head_b;
    kernels->sums(&outer);
}

int bptt_stretch(const struct tape *tape)
{
    return STRETCH / tape->batch > 0 ? STRETCH / tape->batch : 1;
}

void bptt_begin(const struct bptt *bptt, struct tape *gradients)
{
    const struct tape *values = bptt->values;
    assert(gradients->kind != TAPE_VALUES);
    assert(gradients->steps == values->steps &&
           gradients->batch == values->batch);
    size_t batch = gradients->batch;
    if (bptt->from_head)
        back_head(bptt, gradients);
    for (int l = 0; l < values->spec.layers; l++) {
        memcpy(gradients->start[l], gradients->end[l],
               2 * batch * gradients->layer[l].pitch * sizeof(real));
        memset(gradients->layer[l].exponent, 0, batch * sizeof(int));
    }
}

void bptt_steps(const struct bptt *bptt, struct tape *gradients, int first,
                int last)
{
    bool ragged = tape_ragged(bptt->values);
    for (int l = gradients->spec.layers - 1; l >= 0; l--)
        back_layer(bptt, gradients, l, first, last, ragged);
}

void bptt_run(const struct bptt *bptt, struct tape *gradients)
{
    bptt_begin(bptt, gradients);
    bptt_steps(bptt, gradients, 1, gradients->steps);
}

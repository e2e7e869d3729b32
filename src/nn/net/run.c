/* Forward, layer by layer.
 *
 * The input part W x + b of a stretch of steps is one product; then the steps
 * of that stretch follow one another while it is still in the cache. */
#include "nn/net/run.h"

#include <assert.h>
#include <math.h>
#include <string.h>

/* Rows whose input part is computed at once. */
enum { STRETCH = 48, STRETCH_WIDE = 192, WIDE = 256 };

/* The input part W x + b of steps first..last. */
static void project(const struct network *network, const struct tape *tape,
                    int l, int first, int last)
{
    size_t stride;
    const real *source = tape_source(tape, l, first, 0, &stride);
    real *out = tape_row(tape, l, first, 0);
    /* in order, so that a run in pieces has the bits of a run at once */
    share_product(network->kernels, network->pool, &(struct product){
        .rows = (last - first + 1) * tape->batch,
        .a = source, .a_stride = stride,
        .pack = &network->layer[l].w, .init = network->layer[l].bias,
        .init_stride = 0, .out = out, .out_stride = tape->layer[l].stride,
        .gate_stride = tape->layer[l].pitch, .in_order = true});
}

/* All of a step of layer l that does not change from step to step. */
static struct step any_step(const struct network *network,
                            const struct tape *tape, int l)
{
    const struct layer_packs *packs = &network->layer[l];
    return (struct step){
        .rows = tape->batch, .units = tape->spec.layer[l].units,
        .pitch = tape->layer[l].pitch, .stride = tape->layer[l].stride,
        .u = &packs->u, .u_n = &packs->u_n, .bias_m = packs->bias_m,
        .activation = tape->spec.layer[l].activation};
}

static step_function *step_of(const struct kernels *kernels, enum cell cell)
{
    switch (cell) {
    case CELL_DENSE: return kernels->dense_step;
    case CELL_RNN: return kernels->rnn_step;
    case CELL_LSTM: return kernels->lstm_step;
    case CELL_GRU: return kernels->gru_step;
    default: return kernels->gru_before_step;
    }
}

/* Rows of sequences that have ended: the states of the step before, else 0. */
static void keep_ended(struct tape *tape, int l, int t)
{
    const struct cell_info *cell = layer_cell(&tape->spec.layer[l]);
    const struct track *track = &tape->layer[l];
    for (int b = 0; b < tape->batch; b++) {
        if (t <= tape->lengths[b])
            continue;
        memset(tape_row(tape, l, t, b), 0, track->stride * sizeof(real));
        const int states[2] = {cell->h, cell->c};
        for (int s = 0; s < 2; s++)
            if (states[s] >= 0)
                memcpy(tape_signal(tape, l, states[s], t, b),
                       tape_signal(tape, l, states[s], t - 1, b),
                       track->units * sizeof(real));
    }
}

static void run_layer(const struct network *network, const struct pins *pins,
                      struct tape *tape, int l, struct run_piece piece)
{
    int wide = tape->spec.layer[l].units >= WIDE ? STRETCH_WIDE : STRETCH;
    int stretch = wide / tape->batch > 0 ? wide / tape->batch : 1;
    step_function *run = step_of(network->kernels, tape->spec.layer[l].cell);
    struct step step = any_step(network, tape, l);
    struct hold hold;
    bool ragged = tape_ragged(tape);
    for (int first = piece.first; first <= piece.last; first += stretch) {
        int last = first + stretch - 1;
        if (last > piece.last)
            last = piece.last;
        project(network, tape, l, first, last);
        for (int t = first; t <= last; t++) {
            step.now = tape_row(tape, l, t, 0);
            step.hold = pins && pins_at(pins, tape, l, t, &hold) ? &hold : NULL;
            step.before = pins_before(step.hold, tape, l, t, -1);
            share_step(network->kernels, network->pool, run, &step);
            if (ragged)
                keep_ended(tape, l, t);
        }
    }
}

/* p = softmax(y), safe for any size of y; NaN stays NaN. */
static void softmax(const real *y, real *p, int n)
{
    real most = y[0];
    for (int k = 1; k < n; k++)
        if (!(y[k] <= most))
            most = y[k];
    double sum = 0;
    for (int k = 0; k < n; k++) {
        double e = exp((double)y[k] - most);
        p[k] = (real)e;
        sum += e;
    }
    for (int k = 0; k < n; k++)
        p[k] = (real)(p[k] / sum);
}

static void run_head(const struct network *network, struct tape *tape,
                     struct run_piece piece)
{
    int top = tape->spec.layers - 1;
    const struct cell_info *cell = layer_cell(&tape->spec.layer[top]);
    share_product(network->kernels, network->pool, &(struct product){
        .rows = (piece.last - piece.first + 1) * tape->batch,
        .a = tape_signal(tape, top, cell->h, piece.first, 0),
        .a_stride = tape->layer[top].stride, .pack = &network->head,
        .init = network->head_bias, .out = tape_head(tape, HEAD_Y, piece.first, 0),
        .out_stride = tape->head.stride, .in_order = true});
    if (tape->spec.head != HEAD_SOFTMAX)
        return;
    for (int t = piece.first; t <= piece.last; t++)
        for (int b = 0; b < tape->batch; b++)
            softmax(tape_head(tape, HEAD_Y, t, b),
                    tape_head(tape, HEAD_P, t, b), tape->spec.outputs);
}

/* One row of x from token `id`: a row of the embedding, or one-hot. */
static void read_id(const struct params *params, int id, real *x)
{
    int width = params->spec.inputs;
    assert(id >= 0 && id < params->spec.vocabulary);
    if (params->embedding) {
        memcpy(x, params->embedding + (size_t)id * width, width * sizeof *x);
        return;
    }
    memset(x, 0, width * sizeof *x);
    x[id] = 1;
}

void run_token(const struct network *network, struct tape *tape, int t, int b,
               int id)
{
    tape->ids[tape_index(tape, t - 1, b)] = id;
    read_id(&network->params, id, tape_x(tape, t, b));
}

void run_lengths(const struct run_input *input, struct tape *tape)
{
    for (int b = 0; b < tape->batch; b++) {
        int length = input->lengths ? input->lengths[b] : tape->steps;
        assert(length >= 1 && length <= tape->steps);
        tape->lengths[b] = length;
    }
}

void run_read(const struct network *network, const struct run_input *input,
              struct tape *tape, int t, int b)
{
    int width = tape->spec.inputs;
    size_t row = tape_index(tape, t - 1, b);
    bool exists = t <= tape->lengths[b];
    real *x = tape_x(tape, t, b);
    if (tape->ids)
        run_token(network, tape, t, b, exists ? input->ids[row] : 0);
    else if (exists)
        memcpy(x, input->x + row * width, width * sizeof *x);
    else
        memset(x, 0, width * sizeof *x);
}

void run_recorded(const struct network *network, const struct pins *pins,
                  struct tape *tape, struct run_piece piece)
{
    assert(tape->kind == TAPE_VALUES);
    for (int l = 0; l < tape->spec.layers; l++)
        run_layer(network, pins, tape, l, piece);
    if (tape->spec.head != HEAD_NONE)
        run_head(network, tape, piece);
}

void run_steps(const struct network *network, const struct run_input *input,
               const struct pins *pins, struct tape *tape,
               struct run_piece piece)
{
    assert(piece.first >= 1 && piece.last <= tape->steps);
    run_lengths(input, tape);
    for (int t = piece.first; t <= piece.last; t++)
        for (int b = 0; b < tape->batch; b++)
            run_read(network, input, tape, t, b);
    run_recorded(network, pins, tape, piece);
}

void run_forward(const struct network *network, const struct run_input *input,
                 const struct pins *pins, struct tape *tape)
{
    run_steps(network, input, pins, tape, (struct run_piece){1, tape->steps});
}

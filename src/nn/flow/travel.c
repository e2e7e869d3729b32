/* Each step back is one product of all rows with U; the rows are brought near
 * 1 whenever they become small or large. */
#include "nn/flow/travel.h"

#include <limits.h>
#include <math.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/array.h"
#include "base/memory.h"

int state_size(const struct spec *spec, int l)
{
    int h = spec->layer[l].units;
    return spec->layer[l].cell == CELL_LSTM ? 2 * h : h;
}

int travel_last(const struct decay_request *request)
{
    return request->last > 0 ? request->last
                             : request->values->lengths[request->entry];
}

/* Identity at step T: row k is the unit vector k of s_T. */
static void seed(struct travel *travel)
{
    for (int k = 0; k < travel->size; k++) {
        real *row = k < travel->units
            ? travel->rows.dh + k * travel->pitch
            : travel->rows.dc + k * travel->pitch;
        row[k % travel->units] = 1;
    }
}

static struct travel describe(const struct decay_request *request)
{
    const struct spec *spec = &request->values->spec;
    int l = request->layer;
    size_t pitch = request->values->layer[l].pitch;
    struct travel travel = {
        .request = request, .units = spec->layer[l].units,
        .size = state_size(spec, l), .lstm = spec->layer[l].cell == CELL_LSTM,
        .reads = !request->measures || request->measures & 1u << DECAY_INPUT,
        .pitch = pitch, .lean = layer_cell(&spec->layer[l])->lean * pitch};
    int inputs = travel.reads ? spec_layer_inputs(spec, l) : 0;
    travel.input_pitch = real_pitch(inputs);
    travel.states = (struct travel_matrix){travel.size, travel.size, NULL, 0};
    travel.inputs = (struct travel_matrix){travel.size, inputs, NULL, 0};
    return travel;
}

/* Hands out the memory: `reals` and `doubles` of it. */
static void place(struct travel *travel, real *reals, double *doubles)
{
    size_t s = travel->size, h = travel->units, block = s * travel->pitch;
    travel->rows = (struct adjoints){(int)s, travel->pitch, reals,
        reals + block, reals + 2 * block, NULL};
    travel->out = reals + 3 * block;
    travel->input = travel->out + s * travel->lean;
    travel->rows.exponent = (int *)(travel->input + s * travel->input_pitch);
    travel->rest = doubles;
    travel->carousel = doubles + h;
    travel->way = doubles + 2 * h;
    travel->states.at = doubles + 3 * h;
    travel->inputs.at = travel->states.at + s * s;
}

bool travel_begin(struct travel *travel, const struct decay_request *request,
                  struct error *error)
{
    *travel = describe(request);
    size_t s = travel->size, h = travel->units;
    size_t each = 3 * travel->pitch + travel->lean + travel->input_pitch + 1;
    size_t doubles = 3 * h + s * s + s * (size_t)travel->inputs.columns, bytes;
    if (!size_multiply(s, each * sizeof(real), &bytes) ||
        !size_add(bytes, doubles * sizeof(double), &bytes))
        bytes = SIZE_MAX;
    if (!memory_check(bytes, "the Jacobian", error))
        return false;
    travel->memory[0] = array_new_aligned(s * each, sizeof(real),
                                          "the Jacobian's rows", error);
    travel->memory[1] = array_new(doubles, sizeof(double),
                                  "the Jacobian", error);
    if (!travel->memory[0] || !travel->memory[1]) {
        travel_finish(travel);
        return false;
    }
    memset(travel->memory[0], 0, s * each * sizeof(real));
    place(travel, travel->memory[0], travel->memory[1]);
    seed(travel);
    return true;
}

void travel_finish(struct travel *travel)
{
    free(travel->memory[0]);
    free(travel->memory[1]);
    *travel = (struct travel){0};
}

/* What interventions make of a derivative through signal s of unit u. */
static double factor(const struct travel *travel, const struct hold *hold,
                     int signal, int u)
{
    return hold ? hold->scale[pin_row(signal) * travel->pitch + u] : 1;
}

/* dh_t/dc_t = o (1 - tanh^2 c) */
static void find_way(struct travel *travel, int t, const struct hold *hold)
{
    const real *row = tape_row(travel->request->values, travel->request->layer,
                               t, travel->request->entry);
    size_t pitch = travel->pitch;
    for (int u = 0; u < travel->units; u++) {
        double slope = hold ? tanh(row[LSTM_C * pitch + u])
                            : row[LSTM_TC * pitch + u];
        double o = row[LSTM_O * pitch + u];
        travel->way[u] = t == 0 ? 0 : factor(travel, hold, LSTM_H, u) *
            factor(travel, hold, LSTM_TC, u) * o * (1 - slope * slope);
    }
}

void travel_way(struct travel *travel, int t)
{
    const struct decay_request *request = travel->request;
    struct hold hold;
    bool held = pins_at(request->pins, request->values, request->layer, t,
                        &hold);
    find_way(travel, t, held ? &hold : NULL);
}

/* The diagonal of the h-path and the carousel move on their own, so that their
 * difference from the whole is never left to rounding:
 *   rest' = (rest + dc_T/dh_t[u][u] dh_t/dc_t[u]) f,  C' = C f. */
static void move_diagonal(struct travel *travel, int t, const struct hold *hold)
{
    const real *f = tape_signal(travel->request->values, travel->request->layer,
                                LSTM_F, t, travel->request->entry);
    find_way(travel, t, hold);
    for (int u = 0; u < travel->units; u++) {
        const real *dh =
            travel->rows.dh + (travel->units + u) * travel->pitch;
        double keep = factor(travel, hold, LSTM_C, u) * f[u] *
                      factor(travel, hold, PIN_READ_C, u);
        travel->rest[u] = (travel->rest[u] + dh[u] * travel->way[u]) * keep;
        travel->carousel[u] += log10(fabs(keep));
    }
}

/* Normalises every row; the rest keeps the scale of its row. */
static void normalise(struct travel *travel)
{
    const struct kernels *kernels = travel->request->network->kernels;
    for (int k = 0; k < travel->size; k++) {
        int before = travel->rows.exponent[k];
        adjoint_normalise(kernels, &travel->rows, k, travel->units,
                          travel->lstm);
        int u = k - travel->units;
        if (travel->lstm && u >= 0)
            travel->rest[u] = ldexp(travel->rest[u],
                                    travel->rows.exponent[k] - before);
    }
}

static bool is_zero(const real *row, int n)
{
    for (int k = 0; k < n; k++)
        if (row[k] != 0)
            return false;
    return true;
}

/* The exponent of the largest of all rows, which are `n` numbers wide; `more`,
 * where it is not NULL, holds n more for each. A row of zeros has no size and
 * does not count. */
static int common_exponent(const struct travel *travel, const real *rows,
                           const real *more, size_t pitch, int n)
{
    int least = INT_MAX;
    for (int k = 0; k < travel->size; k++)
        if (travel->rows.exponent[k] < least &&
            (!is_zero(rows + k * pitch, n) ||
             (more && !is_zero(more + k * pitch, n))))
            least = travel->rows.exponent[k];
    return least == INT_MAX ? 0 : least;
}

/* Columns from `column` on, `n` of them, with the matrix's exponent. */
static void fill(const struct travel *travel, struct travel_matrix *matrix,
                 int column, const real *rows, size_t pitch, int n)
{
    for (int k = 0; k < travel->size; k++) {
        double scale = ldexp(1, matrix->exponent - travel->rows.exponent[k]);
        double *to = matrix->at + (size_t)k * matrix->columns + column;
        for (int j = 0; j < n; j++)
            to[j] = rows[k * pitch + j] * scale;
    }
}

void travel_states(struct travel *travel)
{
    const struct adjoints *rows = &travel->rows;
    int h = travel->units;
    travel->states.exponent = common_exponent(
        travel, rows->dh, travel->lstm ? rows->dc : NULL, rows->pitch, h);
    fill(travel, &travel->states, 0, rows->dh, rows->pitch, h);
    if (travel->lstm)
        fill(travel, &travel->states, h, rows->dc, rows->pitch, h);
}

/* ds_T/dx_t from the gradients of the pre-activations of step t. */
static void find_inputs(struct travel *travel)
{
    const struct network *network = travel->request->network;
    struct travel_matrix *inputs = &travel->inputs;
    share_product(network->kernels, network->pool, &(struct product){
        .rows = travel->size, .a = travel->out, .a_stride = travel->lean,
        .a_segment = travel->pitch,
        .pack = &network->layer[travel->request->layer].w_back,
        .out = travel->input, .out_stride = travel->input_pitch});
    inputs->exponent = common_exponent(travel, travel->input, NULL,
                                       travel->input_pitch, inputs->columns);
    fill(travel, inputs, 0, travel->input, travel->input_pitch,
         inputs->columns);
}

void travel_move(struct travel *travel, int t)
{
    const struct decay_request *request = travel->request;
    struct hold hold;
    bool held = pins_at(request->pins, request->values, request->layer, t,
                        &hold);
    if (travel->lstm)
        move_diagonal(travel, t, held ? &hold : NULL);
    adjoint_step(&(struct adjoint_step){
        .network = request->network, .values = request->values,
        .layer = request->layer, .t = t, .entry = request->entry,
        .detach = request->detach, .hold = held ? &hold : NULL,
        .out = travel->out, .out_stride = travel->lean}, &travel->rows);
    if (travel->reads)
        find_inputs(travel);
    normalise(travel);
}

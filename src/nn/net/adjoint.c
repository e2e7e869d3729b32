/* One step of one layer, backward, for many rows at once.
 *
 * Element by element first, in the kernels; then one product with U turns the
 * gradients of all gates into dL/dh_{t-1}. */
#include "nn/net/adjoint.h"

#include <math.h>
#include <string.h>

#include "nn/net/pin.h"

/* Rows are kept between these sizes; a power of two changes no digit. */
static const real SMALL = (real)0x1p-20, BIG = (real)0x1p20;

/* Beyond this distance the smaller of two sizes adds nothing. */
enum { EXPONENT_APART = 100 };

size_t adjoint_work(const struct spec *spec, int rows, int batch)
{
    size_t widest = 0, scratch = 0;
    for (int l = 0; l <= spec->layers; l++) {
        bool head = l == spec->layers;
        if (head && spec->head == HEAD_NONE)
            break;
        int units = head ? spec->outputs : spec->layer[l].units;
        int gates = head ? 1 : layer_cell(&spec->layer[l])->gates;
        size_t need = outer_scratch(gates, units);
        if (real_pitch(units) > (int)widest)
            widest = real_pitch(units);
        if (need > scratch)
            scratch = need;
    }
    /* dh, dc, next, two rows saved; a scale per row; exponents; `outer` */
    return 5 * (size_t)batch * widest + rows + batch + REAL_PER_LINE + scratch;
}

/* row *= 2^shift, exactly 0 where that is out of reach. */
static void shift_row(const struct kernels *kernels, real *row, size_t n,
                      int shift)
{
    if (shift < -EXPONENT_APART)
        memset(row, 0, n * sizeof(real));
    else if (shift != 0)
        kernels->scale(row, (int)n, (real)ldexp(1, shift));
}

static bool all_zero(const real *row, int n)
{
    bool any = false;
    for (int k = 0; k < n; k++)
        any |= row[k] != 0;
    return !any;
}

void adjoint_inject(const struct kernels *kernels, struct adjoints *adjoints,
                    int m, int units, const real *from, int exponent)
{
    if (all_zero(from, units))
        return;
    size_t pitch = adjoints->pitch;
    real *dh = adjoints->dh + m * pitch;
    real *dc = adjoints->dc ? adjoints->dc + m * pitch : NULL;
    /* nothing has no size: the first number that enters sets the scale */
    if (exponent != adjoints->exponent[m] && all_zero(dh, units) &&
        (!dc || all_zero(dc, units)))
        adjoints->exponent[m] = exponent;
    int common = exponent < adjoints->exponent[m] ? exponent
                                                  : adjoints->exponent[m];
    if (common != adjoints->exponent[m]) {
        shift_row(kernels, dh, pitch, common - adjoints->exponent[m]);
        if (dc)
            shift_row(kernels, dc, pitch, common - adjoints->exponent[m]);
    }
    adjoints->exponent[m] = common;
    if (exponent - common > EXPONENT_APART)
        return;
    real factor = (real)ldexp(1, common - exponent);
    for (int k = 0; k < units; k++)
        dh[k] += from[k] * factor;
}

void adjoint_normalise(const struct kernels *kernels, struct adjoints *adjoints,
                       int m, int units, bool has_c)
{
    real *dh = adjoints->dh + m * adjoints->pitch;
    real *dc = has_c ? adjoints->dc + m * adjoints->pitch : NULL;
    real size = kernels->largest(dh, units);
    if (has_c) {
        real other = kernels->largest(dc, units);
        size = other > size ? other : size;
    }
    if (size == 0 || (size > SMALL && size < BIG) || !isfinite(size))
        return;
    int shift;
    frexp(size, &shift);
    kernels->scale(dh, units, (real)ldexp(1, -shift));
    if (has_c)
        kernels->scale(dc, units, (real)ldexp(1, -shift));
    adjoints->exponent[m] -= shift;
}

/* out's gradients at t times U, into `next`. */
static void through_u(const struct adjoint_step *step,
                      struct adjoints *adjoints, bool accumulate)
{
    const struct layer_packs *packs = &step->network->layer[step->layer];
    const struct spec *spec = &step->values->spec;
    const struct cell_info *cell = layer_cell(&spec->layer[step->layer]);
    size_t pitch = adjoints->pitch;
    const struct network *network = step->network;
    share_product(network->kernels, network->pool, &(struct product){
        .rows = adjoints->rows, .a = step->out + cell->u_first * pitch,
        .a_stride = step->out_stride, .a_segment = pitch,
        .pack = &packs->u_back, .init = accumulate ? adjoints->next : NULL,
        .init_stride = pitch, .out = adjoints->next, .out_stride = pitch});
}

/* gru-before: the candidate's gradient goes through U_n to r h' first. */
static void through_reset(const struct adjoint_step *step,
                          const struct adjoint *adjoint)
{
    const struct kernels *kernels = step->network->kernels;
    size_t pitch = adjoint->pitch;
    kernels->product(&(struct product){
        .rows = adjoint->rows, .a = step->out + GRUB_AN * pitch,
        .a_stride = step->out_stride,
        .pack = &step->network->layer[step->layer].u_n_back,
        .out = step->out + GRUB_RH * pitch, .out_stride = step->out_stride});
    kernels->gru_before_reset(adjoint);
}

/* From the states that step t reads to those that step t - 1 gave. */
static void through_wires(const struct hold *hold, struct adjoints *adjoints,
                          const struct layer_spec *layer)
{
    size_t pitch = adjoints->pitch;
    for (int m = 0; m < adjoints->rows; m++) {
        pins_scale(hold, PIN_READ_H, pitch, layer->units,
                   adjoints->dh + m * pitch);
        if (layer->cell == CELL_LSTM)
            pins_scale(hold, PIN_READ_C, pitch, layer->units,
                       adjoints->dc + m * pitch);
    }
}

void adjoint_step(const struct adjoint_step *step, struct adjoints *adjoints)
{
    const struct kernels *kernels = step->network->kernels;
    const struct tape *values = step->values;
    const struct layer_spec *layer = &values->spec.layer[step->layer];
    bool shared = step->entry >= 0;
    int b = shared ? step->entry : 0;
    struct adjoint adjoint = {
        .rows = adjoints->rows, .units = layer->units, .pitch = adjoints->pitch,
        .now = tape_row(values, step->layer, step->t, b),
        .before = pins_before(step->hold, values, step->layer, step->t,
                              step->entry),
        .stride = shared ? 0 : values->layer[step->layer].stride,
        .dh = adjoints->dh, .dc = adjoints->dc, .carry = adjoints->next,
        .out = step->out, .out_stride = step->out_stride, .full = step->full,
        .activation = layer->activation, .hold = step->hold};
    bool carries = layer->cell == CELL_GRU || layer->cell == CELL_GRU_BEFORE;
    switch (layer->cell) {
    case CELL_LSTM:
        kernels->lstm_adjoint(&adjoint);
        break;
    case CELL_GRU:
        kernels->gru_adjoint(&adjoint);
        break;
    case CELL_GRU_BEFORE:
        kernels->gru_before_adjoint(&adjoint);
        /* dh has been used up; detached, r h' gives its share to it */
        if (step->detach)
            adjoint.carry = adjoints->dh;
        through_reset(step, &adjoint);
        break;
    default:
        kernels->rnn_adjoint(&adjoint);
        break;
    }
    if (layer->cell != CELL_DENSE && !step->detach)
        through_u(step, adjoints, carries);
    else if (!carries)
        memset(adjoints->next, 0,
               adjoints->rows * adjoints->pitch * sizeof(real));
    real *dh = adjoints->dh;
    adjoints->dh = adjoints->next;
    adjoints->next = dh;
    if (step->hold && step->hold->read)
        through_wires(step->hold, adjoints, layer);
}

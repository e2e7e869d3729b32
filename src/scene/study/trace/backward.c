/* What the backward pass made: the chain rule, from the gradients of what a
 * number feeds. As in nn/kernel/backward.c, gradients are those before an
 * intervention acts.
 */
#include <math.h>

#include "scene/study/trace/build.h"

static struct draw_id signal_of(struct draw_id id, int signal)
{
    return subject(SUBJECT_SIGNAL, id.layer, signal, id.step, id.unit);
}

/* The state of the step before, as the step of `id` reads it. */
static struct draw_id read_of(const struct film *film, struct draw_id id,
                              int signal)
{
    return trace_read(film, id.layer, signal, id.step, id.unit);
}

static struct draw_id gradient_of(struct draw_id id, int signal, int ahead)
{
    return subject(SUBJECT_GRADIENT, id.layer, signal, id.step + ahead,
                   id.unit);
}

static struct draw_id slope_of(struct draw_id id, int signal)
{
    return subject(SUBJECT_SLOPE, id.layer, signal, id.step, id.unit);
}

/* The term that is added next, as a number. */
static struct draw_id nth_of(const struct trace_number *trace)
{
    struct draw_id id = trace->id;
    int signal = id.kind == SUBJECT_TERM ? trace_sub_of(id) : id.signal;

    return trace_part((enum trace_part)(PART_TERM + trace->count), signal,
                      id.layer, id.step, id.unit);
}

/* One term, the product of two numbers, or minus that. */
static void multiply(const struct film *film, struct trace_number *trace,
                     double sign, struct draw_id a, struct draw_id b)
{
    struct trace_factor factor[3] = {build_of(film, a), build_of(film, b),
                                     build_constant(-1)};

    build_product(trace, nth_of(trace), sign < 0 ? 3 : 2, factor);
}

/* What reaches h from the answers or from the layer above. */
static void add_above(const struct film *film, struct trace_number *trace)
{
    struct draw_id id = trace->id;

    if (id.step == 0)
        return;
    if (id.layer < film->values.spec.layers - 1) {
        const struct cell_info *above =
            &cell_table[film_cell(film, id.layer + 1)];
        for (int s = 0; s < above->gates; s++)
            build_add(trace, film, trace_part(PART_UP, s, id.layer, id.step,
                                              id.unit));
    } else if (film->has_loss) {
        build_add(trace, film, trace_part(PART_ANSWERS, 0, id.layer, id.step,
                                          id.unit));
    } else if (id.step == film->steps) {
        build_part(trace, (struct draw_id){0}, 1,
                   (struct trace_factor[]){build_constant(1)});
    }
}

/* How much of a gradient the wire lets back over which the next step reads a
 * state: 1, its factor, or 0 where it is held or there is no next step. */
static double wire_back(const struct film *film, struct draw_id id, int signal)
{
    const struct pin *wire = build_wire(film, id.layer, signal, id.step + 1,
                                        id.unit);

    if (id.step == film->steps)
        return 0;
    return wire == NULL ? 1 : wire->multiply ? (double)wire->value : 0;
}

/* A term that comes back over a wire: `a`, or `a` times `b`. */
static void add_back(const struct film *film, struct trace_number *trace,
                     double wire, struct draw_id a, struct draw_id b)
{
    struct trace_factor factor[3] = {build_of(film, a)};
    int count = 1;

    if (b.kind != SUBJECT_NONE)
        factor[count++] = build_of(film, b);
    if (wire != 1)
        factor[count++] = build_constant(wire);
    if (count == 1)
        build_add(trace, film, a);
    else
        build_product(trace, nth_of(trace), count, factor);
}

/* What comes back to h through U from the weighted sums of the next step. */
static void add_sums(const struct film *film, struct trace_number *trace,
                     double wire)
{
    struct draw_id id = trace->id;
    enum cell cell = film_cell(film, id.layer);
    const struct cell_info *info = &cell_table[cell];
    int gates = cell == CELL_GRU_BEFORE ? 2 : info->gates;

    for (int k = 0; k < gates && info->u_first >= 0; k++)
        add_back(film, trace, wire,
                 trace_part(PART_BACK, info->u_first + k, id.layer,
                            id.step + 1, id.unit), (struct draw_id){0});
}

static void build_state(const struct film *film, struct trace_number *trace)
{
    struct draw_id id = trace->id, next = id;
    enum cell cell = film_cell(film, id.layer);
    double wire = wire_back(film, id, cell_table[cell].h);

    next.step++;
    add_above(film, trace);
    if (wire != 0 && cell == CELL_GRU)
        add_back(film, trace, wire, gradient_of(id, GRU_H, 1),
                 signal_of(next, GRU_Z));
    if (wire != 0 && cell == CELL_GRU_BEFORE) {
        add_back(film, trace, wire, gradient_of(id, GRUB_H, 1),
                 signal_of(next, GRUB_Z));
        add_back(film, trace, wire, gradient_of(id, GRUB_RH, 1),
                 signal_of(next, GRUB_R));
    }
    if (wire != 0)
        add_sums(film, trace, wire);
    if (trace->count == 0)
        build_given(trace, GIVEN_END);
}

/* dL/dc = dL/dtanh_c (1 - tanh^2 c) + f_{t+1} dL/dc_{t+1} */
static void build_memory(const struct film *film, struct trace_number *trace)
{
    struct draw_id id = trace->id, next = id;
    double wire = wire_back(film, id, LSTM_C);

    next.step++;
    if (id.step > 0)
        multiply(film, trace, 1, gradient_of(id, LSTM_TC, 0),
                 slope_of(id, LSTM_TC));
    if (wire != 0)
        add_back(film, trace, wire, gradient_of(id, LSTM_C, 1),
                 signal_of(next, LSTM_F));
    if (trace->count == 0)
        build_given(trace, GIVEN_END);
}

/* dL/da = dL/dphi * phi'(a) */
static void pass_slope(const struct film *film, struct trace_number *trace,
                       int signal)
{
    multiply(film, trace, 1, gradient_of(trace->id, signal, 0),
             slope_of(trace->id, signal));
}

static void build_lstm(const struct film *film, struct trace_number *trace,
                       int s)
{
    struct draw_id id = trace->id, h = gradient_of(id, LSTM_H, 0);
    struct draw_id c = gradient_of(id, LSTM_C, 0);

    switch (s) {
    case LSTM_H: build_state(film, trace); break;
    case LSTM_C: build_memory(film, trace); break;
    case LSTM_O:
        multiply(film, trace, 1, h, signal_of(id, LSTM_TC));
        break;
    case LSTM_TC: multiply(film, trace, 1, h, signal_of(id, LSTM_O)); break;
    case LSTM_F: multiply(film, trace, 1, c, read_of(film, id, LSTM_C)); break;
    case LSTM_I: multiply(film, trace, 1, c, signal_of(id, LSTM_G)); break;
    case LSTM_G: multiply(film, trace, 1, c, signal_of(id, LSTM_I)); break;
    default: pass_slope(film, trace, s + LSTM_I - LSTM_AI);
    }
}

/* dL/dz = dL/dh (h' - n), dL/dn = dL/dh (1 - z) */
static void build_gate_z(const struct film *film, struct trace_number *trace,
                         int n, int h)
{
    struct draw_id id = trace->id, dh = gradient_of(id, h, 0);

    multiply(film, trace, 1, dh, read_of(film, id, h));
    multiply(film, trace, -1, dh, signal_of(id, n));
}

static void build_new(const struct film *film, struct trace_number *trace,
                      int z, int h)
{
    struct draw_id id = trace->id;

    multiply(film, trace, 1, gradient_of(id, h, 0),
             subject(SUBJECT_COMPLEMENT, id.layer, z, id.step, id.unit));
}

static void build_gru(const struct film *film, struct trace_number *trace,
                      int s)
{
    struct draw_id id = trace->id, an = gradient_of(id, GRU_AN, 0);

    switch (s) {
    case GRU_H: build_state(film, trace); break;
    case GRU_Z: build_gate_z(film, trace, GRU_N, GRU_H); break;
    case GRU_N: build_new(film, trace, GRU_Z, GRU_H); break;
    case GRU_AN: pass_slope(film, trace, GRU_N); break;
    case GRU_R: multiply(film, trace, 1, an, signal_of(id, GRU_M)); break;
    case GRU_M: multiply(film, trace, 1, an, signal_of(id, GRU_R)); break;
    case GRU_XN: build_add(trace, film, an); break;
    default: pass_slope(film, trace, s == GRU_AR ? GRU_R : GRU_Z);
    }
}

static void build_gru_before(const struct film *film,
                             struct trace_number *trace, int s)
{
    struct draw_id id = trace->id;

    switch (s) {
    case GRUB_H: build_state(film, trace); break;
    case GRUB_Z: build_gate_z(film, trace, GRUB_N, GRUB_H); break;
    case GRUB_N: build_new(film, trace, GRUB_Z, GRUB_H); break;
    case GRUB_RH:
        build_add(trace, film, trace_part(PART_BACK, GRUB_AN, id.layer,
                                          id.step, id.unit));
        break;
    case GRUB_R:
        multiply(film, trace, 1, gradient_of(id, GRUB_RH, 0),
                 read_of(film, id, GRUB_H));
        break;
    default:
        pass_slope(film, trace, s == GRUB_AR ? GRUB_R :
                   s == GRUB_AZ ? GRUB_Z : GRUB_N);
    }
}

static void build_chain(const struct film *film, struct trace_number *trace,
                        int s)
{
    switch (film_cell(film, trace->id.layer)) {
    case CELL_LSTM: build_lstm(film, trace, s); break;
    case CELL_GRU: build_gru(film, trace, s); break;
    case CELL_GRU_BEFORE: build_gru_before(film, trace, s); break;
    default:
        if (s == RNN_H)
            build_state(film, trace);
        else
            pass_slope(film, trace, RNN_H);
    }
}

void build_free_gradient(const struct film *film, struct trace_number *trace)
{
    build_chain(film, trace, trace_sub_of(trace->id));
}

void build_gradient(const struct film *film, struct trace_number *trace)
{
    struct draw_id id = trace->id;
    const struct cell_info *cell = &cell_table[film_cell(film, id.layer)];
    const struct pin *pin = id.step > 0 ? build_pin(film, id) : NULL;

    if (id.unit < 0 ||
        (id.step == 0 && id.signal != cell->h && id.signal != cell->c))
        return;
    if (pin == NULL) {
        build_chain(film, trace, id.signal);
    } else if (!pin->multiply || pin->value == 0) {
        build_given(trace, GIVEN_CUT);
    } else {
        struct draw_id free = trace_part(PART_FREE_GRADIENT, id.signal,
                                         id.layer, id.step, id.unit);
        build_part(trace, free, 2, (struct trace_factor[]){
            build_constant((double)pin->value), build_of(film, free)});
    }
}

/* The sum over k of a column of a matrix times numbers like `each`. */
static void build_column(const struct film *film, struct trace_number *trace,
                         const real *matrix, int first, struct draw_id each,
                         int count)
{
    trace->kind = TRACE_MADE;
    trace->wide = WIDE_COLUMN;
    trace->tensor = build_tensor(film, matrix);
    trace->at = trace->id.unit;
    trace->first = first;
    trace->each = each;
    trace->count = count;
}

/* Term k of a gradient is a number too. */
static void build_nth(const struct film *film, struct trace_number *trace)
{
    struct draw_id id = trace->id;
    int k = (int)trace_part_of(id) - PART_TERM, s = trace_sub_of(id);
    struct trace_number whole = {.id = subject(SUBJECT_GRADIENT, id.layer, s,
                                        id.step, id.unit)};

    build_chain(film, &whole, s);
    if (whole.kind != TRACE_MADE || k >= whole.count)
        return;
    trace->kind = TRACE_MADE;
    trace->count = 1;
    trace->term[0] = whole.term[k];
}

/* A weight times the gradient that it carries back, or one step's share of
 * the weight's own gradient. */
static void build_share(const struct film *film, struct trace_number *trace)
{
    struct draw_id id = trace->id;
    int tensor = trace_sub_of(id);
    struct weight_place place = build_place(film, tensor, id.unit);

    if (trace_part_of(id) == PART_CARRIED) {
        build_product(trace, id, 2, (struct trace_factor[]){
            build_of(film, subject(SUBJECT_WEIGHT, id.layer, tensor, id.step,
                                   id.unit)),
            build_of(film, build_fed(film, &place, id.step))});
        return;
    }
    struct trace_number all = {.id = id, .wide = WIDE_STEPS, .tensor = tensor,
                        .at = id.unit};
    trace->kind = TRACE_MADE;
    trace->count = 1;
    trace->term[0] = trace_term(film, &all, id.step - 1);
}

void build_backward_part(const struct film *film, struct trace_number *trace)
{
    struct draw_id id = trace->id;
    const struct params *params = &film->network.params;
    int s = trace_sub_of(id), l = id.layer;

    switch (trace_part_of(id)) {
    case PART_BACK:
        build_column(film, trace, params->layer[l].u,
                     build_u_row(film, l, s),
                     subject(SUBJECT_GRADIENT, l, s, id.step, 0),
                     film_units(film, l));
        break;
    case PART_UP:
        build_column(film, trace, params->layer[l + 1].w,
                     build_w_row(film, l + 1, s),
                     subject(SUBJECT_GRADIENT, l + 1, s, id.step, 0),
                     film_units(film, l + 1));
        break;
    case PART_ANSWERS:
        build_column(film, trace, params->head_w, 0,
                     trace_part(PART_DY, 0, 0, id.step, 0),
                     film->values.spec.outputs);
        break;
    case PART_DX:
        for (s = 0; s < cell_table[film_cell(film, 0)].gates; s++)
            build_add(trace, film, trace_part(PART_UP, s, -1, id.step,
                                              id.unit));
        break;
    case PART_DW:
        trace->kind = TRACE_MADE;
        trace->wide = WIDE_STEPS;
        trace->tensor = s;
        trace->at = id.unit;
        trace->count = film->steps;
        break;
    case PART_LESSON:
    case PART_CARRIED: build_share(film, trace); break;
    default: build_nth(film, trace);
    }
}

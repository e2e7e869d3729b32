/* What the forward pass made: the equations of nn/net/spec.h, read backwards.
 */
#include <math.h>

#include "scene/study/trace/build.h"

/* A signal of the same layer, step and unit as `id`. */
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

static struct draw_id same(struct draw_id id, enum subject kind, int signal)
{
    return subject(kind, id.layer, signal, id.step, id.unit);
}

static void multiply(const struct film *film, struct trace_number *trace,
                     struct draw_id a, struct draw_id b)
{
    build_product(trace, trace->id, 2, (struct trace_factor[]){
        build_of(film, a), build_of(film, b)});
}

static struct draw_id bias(const struct film *film, struct draw_id id,
                           const real *values, int row)
{
    return subject(SUBJECT_WEIGHT, id.layer, build_tensor(film, values),
                   id.step, row + id.unit);
}

/* a = W x + U h' + b, as far as the signal has them. */
static void build_weights(const struct film *film, struct trace_number *trace,
                          int s)
{
    struct draw_id id = trace->id;
    const struct layer_params *weights =
        &film->network.params.layer[id.layer];
    int w = build_w_row(film, id.layer, s), u = build_u_row(film, id.layer, s);

    if (w >= 0)
        build_add(trace, film, trace_part(PART_INPUTS, s, id.layer, id.step,
                                          id.unit));
    if (u >= 0)
        build_add(trace, film, trace_part(PART_STATES, s, id.layer, id.step,
                                          id.unit));
    if (w >= 0 && u >= 0)
        build_add(trace, film, trace_part(PART_BIAS, s, id.layer, id.step,
                                          id.unit));
    else if (w >= 0)
        build_add(trace, film, bias(film, id, weights->b_ih, w));
    else
        build_add(trace, film, bias(film, id, weights->b_hh, u));
}

static void squash(const struct film *film, struct trace_number *trace,
                   int signal, int sum)
{
    build_function(trace, build_phi(film, trace->id.layer, signal), 1);
    build_add(trace, film, signal_of(trace->id, sum));
}

static void build_lstm(const struct film *film, struct trace_number *trace,
                       int s)
{
    struct draw_id id = trace->id;

    switch (s) {
    case LSTM_I: squash(film, trace, s, LSTM_AI); break;
    case LSTM_F: squash(film, trace, s, LSTM_AF); break;
    case LSTM_G: squash(film, trace, s, LSTM_AG); break;
    case LSTM_O: squash(film, trace, s, LSTM_AO); break;
    case LSTM_TC: squash(film, trace, s, LSTM_C); break;
    case LSTM_C:
        build_product(trace, same(id, SUBJECT_KEPT, LSTM_C), 2,
                      (struct trace_factor[]){
                          build_of(film, signal_of(id, LSTM_F)),
                          build_of(film, read_of(film, id, LSTM_C))});
        build_product(trace, same(id, SUBJECT_WRITTEN, LSTM_C), 2,
                      (struct trace_factor[]){
                          build_of(film, signal_of(id, LSTM_I)),
                          build_of(film, signal_of(id, LSTM_G))});
        break;
    case LSTM_H:
        multiply(film, trace, signal_of(id, LSTM_O),
                 signal_of(id, LSTM_TC));
        break;
    default: build_weights(film, trace, s);
    }
}

/* h = (1 - z) n + z h' */
static void build_mix(const struct film *film, struct trace_number *trace,
                      int z, int n, int h)
{
    struct draw_id id = trace->id;

    build_product(trace, same(id, SUBJECT_WRITTEN, h), 2,
                  (struct trace_factor[]){
                      build_of(film, same(id, SUBJECT_COMPLEMENT, z)),
                      build_of(film, signal_of(id, n))});
    build_product(trace, same(id, SUBJECT_KEPT, h), 2,
                  (struct trace_factor[]){
                      build_of(film, signal_of(id, z)),
                      build_of(film, read_of(film, id, h))});
}

static void build_gru(const struct film *film, struct trace_number *trace,
                      int s)
{
    struct draw_id id = trace->id;

    switch (s) {
    case GRU_R: squash(film, trace, s, GRU_AR); break;
    case GRU_Z: squash(film, trace, s, GRU_AZ); break;
    case GRU_N: squash(film, trace, s, GRU_AN); break;
    case GRU_AN:
        build_add(trace, film, signal_of(id, GRU_XN));
        build_product(trace, trace_part(PART_RESET, GRU_AN, id.layer, id.step,
                                        id.unit), 2,
                      (struct trace_factor[]){
                          build_of(film, signal_of(id, GRU_R)),
                          build_of(film, signal_of(id, GRU_M))});
        break;
    case GRU_H: build_mix(film, trace, GRU_Z, GRU_N, GRU_H); break;
    default: build_weights(film, trace, s);
    }
}

static void build_gru_before(const struct film *film,
                             struct trace_number *trace, int s)
{
    struct draw_id id = trace->id;

    switch (s) {
    case GRUB_R: squash(film, trace, s, GRUB_AR); break;
    case GRUB_Z: squash(film, trace, s, GRUB_AZ); break;
    case GRUB_N: squash(film, trace, s, GRUB_AN); break;
    case GRUB_RH:
        multiply(film, trace, signal_of(id, GRUB_R),
                 read_of(film, id, GRUB_H));
        break;
    case GRUB_H: build_mix(film, trace, GRUB_Z, GRUB_N, GRUB_H); break;
    default: build_weights(film, trace, s);
    }
}

/* A signal as its equation gives it, whatever holds it. */
static void build_equation(const struct film *film, struct trace_number *trace,
                           int s)
{
    switch (film_cell(film, trace->id.layer)) {
    case CELL_LSTM: build_lstm(film, trace, s); break;
    case CELL_GRU: build_gru(film, trace, s); break;
    case CELL_GRU_BEFORE: build_gru_before(film, trace, s); break;
    default:
        if (s == RNN_H)
            squash(film, trace, s, RNN_A);
        else
            build_weights(film, trace, s);
    }
}

void build_free(const struct film *film, struct trace_number *trace)
{
    build_equation(film, trace, trace_sub_of(trace->id));
}

void build_signal(const struct film *film, struct trace_number *trace)
{
    struct draw_id id = trace->id;
    const struct cell_info *cell = &cell_table[film_cell(film, id.layer)];

    if (id.step == 0) {
        if (id.signal == cell->h || id.signal == cell->c)
            build_given(trace, GIVEN_START);
        return;
    }
    const struct pin *pin = build_pin(film, id);
    if (pin == NULL) {
        build_equation(film, trace, id.signal);
    } else if (!pin->multiply || pin->value == 0) {
        build_given(trace, GIVEN_HELD);
    } else {
        struct draw_id free = trace_part(PART_FREE, id.signal, id.layer,
                                         id.step, id.unit);
        build_part(trace, free, 2, (struct trace_factor[]){
            build_constant((double)pin->value), build_of(film, free)});
    }
}

static void build_kept(const struct film *film, struct trace_number *trace)
{
    struct draw_id id = trace->id;
    enum cell cell = film_cell(film, id.layer);
    int gate = cell == CELL_LSTM ? LSTM_F : cell == CELL_GRU ? GRU_Z : GRUB_Z;
    int state = cell == CELL_LSTM ? LSTM_C : cell_table[cell].h;

    multiply(film, trace, signal_of(id, gate), read_of(film, id, state));
}

static void build_written(const struct film *film, struct trace_number *trace)
{
    struct draw_id id = trace->id;

    switch (film_cell(film, id.layer)) {
    case CELL_LSTM:
        multiply(film, trace, signal_of(id, LSTM_I),
                 signal_of(id, LSTM_G));
        break;
    case CELL_GRU:
        multiply(film, trace, same(id, SUBJECT_COMPLEMENT, GRU_Z),
                 signal_of(id, GRU_N));
        break;
    default:
        multiply(film, trace, same(id, SUBJECT_COMPLEMENT, GRUB_Z),
                 signal_of(id, GRUB_N));
    }
}

/* 1 - phi^2 or phi (1 - phi), from the value of phi. */
static void build_slope(const struct film *film, struct trace_number *trace)
{
    struct draw_id id = trace->id;
    struct draw_id value = signal_of(id, id.signal);
    enum trace_function phi = build_phi(film, id.layer, id.signal);
    const struct pin *pin = build_pin(film, id);

    if (id.unit < 0 || (phi != PHI_SIGMA && phi != PHI_TANH) ||
        (pin != NULL && pin->multiply)) {
        build_given(trace, GIVEN_SLOPE);
    } else if (phi == PHI_SIGMA) {
        multiply(film, trace, value, same(id, SUBJECT_COMPLEMENT, id.signal));
    } else {
        build_part(trace, (struct draw_id){0}, 1,
                   (struct trace_factor[]){build_constant(1)});
        build_part(trace, value, 3, (struct trace_factor[]){
            build_constant(-1), build_of(film, value),
            build_of(film, value)});
    }
}

static void build_complement(const struct film *film,
                             struct trace_number *trace)
{
    struct draw_id value = trace->id;

    value.kind = SUBJECT_SIGNAL;
    build_part(trace, (struct draw_id){0}, 1,
               (struct trace_factor[]){build_constant(1)});
    build_part(trace, value, 2, (struct trace_factor[]){
        build_constant(-1), build_of(film, value)});
}

/* The sum over k of row `row` of a matrix times numbers like `each`. */
static void build_row(const struct film *film, struct trace_number *trace,
                      const real *matrix, int row, struct draw_id each)
{
    trace->kind = TRACE_MADE;
    trace->wide = WIDE_ROW;
    trace->tensor = build_tensor(film, matrix);
    trace->at = row;
    trace->each = each;
    trace->count = film->network.params.tensor[trace->tensor].columns;
}

/* Of a one-hot vector only one component counts. */
static void build_inputs(const struct film *film, struct trace_number *trace,
                         int s)
{
    struct draw_id id = trace->id;
    const struct spec *spec = &film->values.spec;
    int row = build_w_row(film, id.layer, s) + id.unit;

    build_row(film, trace, film->network.params.layer[id.layer].w, row,
              build_source(film, id.layer - 1, id.step, 0));
    if (id.layer > 0 || spec->vocabulary == 0 || spec->embedded)
        return;
    struct trace_term only = trace_term(film, trace,
                                        film->ids[id.step - 1]);
    trace->wide = WIDE_NONE;
    trace->count = 1;
    trace->term[0] = only;
}

static void build_states(const struct film *film, struct trace_number *trace,
                         int s)
{
    struct draw_id id = trace->id;
    enum cell cell = film_cell(film, id.layer);
    bool reset = cell == CELL_GRU_BEFORE && s == GRUB_AN;

    build_row(film, trace, film->network.params.layer[id.layer].u,
              build_u_row(film, id.layer, s) + id.unit,
              subject(SUBJECT_SIGNAL, id.layer,
                      reset ? GRUB_RH : cell_table[cell].h,
                      reset ? id.step : id.step - 1, 0));
}

static void build_bias(const struct film *film, struct trace_number *trace,
                       int s)
{
    struct draw_id id = trace->id;
    const struct layer_params *weights =
        &film->network.params.layer[id.layer];

    build_add(trace, film, bias(film, id, weights->b_ih,
                                build_w_row(film, id.layer, s)));
    build_add(trace, film, bias(film, id, weights->b_hh,
                                build_u_row(film, id.layer, s)));
}

/* Over a wire that is held or scales. */
static void build_wired(const struct film *film, struct trace_number *trace)
{
    struct draw_id id = trace->id;
    int s = trace_sub_of(id);
    const struct pin *wire = build_wire(film, id.layer, s, id.step, id.unit);
    struct draw_id state = subject(SUBJECT_SIGNAL, id.layer, s, id.step - 1,
                                   id.unit);

    if (!wire->multiply || wire->value == 0)
        build_given(trace, GIVEN_HELD);
    else
        build_part(trace, state, 2, (struct trace_factor[]){
            build_constant((double)wire->value), build_of(film, state)});
}

void build_forward_part(const struct film *film, struct trace_number *trace)
{
    struct draw_id id = trace->id;

    switch (id.kind) {
    case SUBJECT_KEPT: build_kept(film, trace); return;
    case SUBJECT_WRITTEN: build_written(film, trace); return;
    case SUBJECT_COMPLEMENT: build_complement(film, trace); return;
    case SUBJECT_SLOPE: build_slope(film, trace); return;
    default: break;
    }
    switch (trace_part_of(id)) {
    case PART_INPUTS: build_inputs(film, trace, trace_sub_of(id)); break;
    case PART_STATES: build_states(film, trace, trace_sub_of(id)); break;
    case PART_BIAS: build_bias(film, trace, trace_sub_of(id)); break;
    case PART_READ: build_wired(film, trace); break;
    default:
        multiply(film, trace, signal_of(id, GRU_R), signal_of(id, GRU_M));
    }
}

void build_weighed(const struct film *film, struct trace_number *trace)
{
    struct draw_id id = trace->id;
    struct weight_place place = build_place(film, id.signal, id.unit);
    struct draw_id weight = subject(SUBJECT_WEIGHT, id.layer, id.signal,
                                    id.step, id.unit);
    struct draw_id read = build_read(film, &place, id.step);

    if (read.kind == SUBJECT_NONE)
        build_add(trace, film, weight);
    else
        multiply(film, trace, weight, read);
}

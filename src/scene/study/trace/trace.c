/* Every number is one of a few dozen kinds, and each kind knows what it is
 * made of (trace/). What is recorded is read from the tape; what is not, such
 * as the hidden part of a weighted sum, is the sum of its own terms.
 */
#include "scene/study/trace/trace.h"

#include <math.h>

#include "scene/study/trace/build.h"

double trace_phi(enum trace_function function, double by, double sum)
{
    switch (function) {
    case PHI_SIGMA:
        return sum >= 0 ? 1 / (1 + exp(-sum)) : exp(sum) / (1 + exp(sum));
    case PHI_TANH: return tanh(sum);
    case PHI_RELU: return sum <= 0 ? 0 : sum;
    case PHI_EXP: return exp(sum);
    case PHI_MINUS_LOG: return -log(sum);
    case PHI_MEAN: return sum / by;
    case PHI_ROOT: return sqrt(sum / by);
    case PHI_LOG_NORM: return 0.5 * log10(sum);
    default: return sum;
    }
}

/* The numbers of the data and of the loss, in the data's units. */
static void build_scaled(const struct film *film, struct trace_number *trace)
{
    struct draw_id id = trace->id;
    const struct spec *spec = &film->values.spec;
    bool input = id.kind == SUBJECT_RAW_INPUT;
    bool scaled = film->mean != NULL &&
                  (input || spec->outputs == spec->inputs);
    struct draw_id plain = input
        ? subject(SUBJECT_INPUT, 0, 0, id.step, id.unit)
        : trace_part(id.kind == SUBJECT_OUTPUT ? PART_Y : PART_WANTED, 0, 0,
                     id.step, id.unit);

    if (!scaled) {
        build_add(trace, film, plain);
        return;
    }
    build_part(trace, plain, 2, (struct trace_factor[]){
        build_of(film, plain), build_constant(film->deviation[id.unit])});
    build_part(trace, (struct draw_id){0}, 1, (struct trace_factor[]){
        build_constant(film->mean[id.unit])});
}

static void build_input(const struct film *film, struct trace_number *trace)
{
    const struct params *params = &film->network.params;
    struct draw_id id = trace->id;

    if (params->embedding == NULL) {
        build_given(trace, GIVEN_INPUT);
        return;
    }
    int index = film->ids[id.step - 1] * film->values.spec.inputs + id.unit;
    build_add(trace, film,
              subject(SUBJECT_WEIGHT, 0,
                      build_tensor(film, params->embedding), id.step, index));
}

/* Of all units of a signal. */
static void build_units(const struct film *film, struct trace_number *trace)
{
    struct draw_id each = trace->id;
    int units = film_units(film, each.layer);

    each.kind = each.kind == SUBJECT_GRADIENT_NORM ? SUBJECT_GRADIENT
                                                   : SUBJECT_SIGNAL;
    each.unit = 0;
    trace->count = units;
    trace->each = each;
    trace->wide = trace->id.kind == SUBJECT_SIGNAL ? WIDE_SIZES : WIDE_SQUARES;
    build_function(trace, trace->id.kind == SUBJECT_SIGNAL ? PHI_MEAN :
                   trace->id.kind == SUBJECT_NORM ? PHI_ROOT : PHI_LOG_NORM,
                   units);
}

static void build_own_part(const struct film *film, struct trace_number *trace)
{
    switch (trace_part_of(trace->id)) {
    case PART_NONE:
    case TRACE_PARTS: break;
    case PART_INPUTS:
    case PART_STATES:
    case PART_BIAS:
    case PART_READ:
    case PART_RESET: build_forward_part(film, trace); break;
    case PART_FREE: build_free(film, trace); break;
    case PART_FREE_GRADIENT: build_free_gradient(film, trace); break;
    case PART_Y:
    case PART_HEAD:
    case PART_WANTED:
    case PART_MISS:
    case PART_EXP:
    case PART_EXP_SUM:
    case PART_DY: build_answer(film, trace); break;
    default: build_backward_part(film, trace);
    }
}

/* Fills all but the value. The id is one of the film. */
static void build(const struct film *film, struct trace_number *trace)
{
    switch (trace->id.kind) {
    case SUBJECT_SIGNAL:
        if (trace->id.unit < 0)
            build_units(film, trace);
        else
            build_signal(film, trace);
        break;
    case SUBJECT_KEPT:
    case SUBJECT_WRITTEN:
    case SUBJECT_COMPLEMENT:
    case SUBJECT_SLOPE: build_forward_part(film, trace); break;
    case SUBJECT_GRADIENT: build_gradient(film, trace); break;
    case SUBJECT_NORM:
    case SUBJECT_GRADIENT_NORM: build_units(film, trace); break;
    case SUBJECT_INPUT: build_input(film, trace); break;
    case SUBJECT_RAW_INPUT:
    case SUBJECT_OUTPUT: build_scaled(film, trace); break;
    case SUBJECT_TARGET: build_scaled(film, trace); break;
    case SUBJECT_PROBABILITY:
    case SUBJECT_LOSS: build_answer(film, trace); break;
    case SUBJECT_WEIGHT: build_given(trace, GIVEN_WEIGHT); break;
    case SUBJECT_PRODUCT: build_weighed(film, trace); break;
    case SUBJECT_TERM: build_own_part(film, trace); break;
    default: break;
    }
}

static bool is_between(int value, int low, int high)
{
    return value >= low && value < high;
}

static bool is_weight(const struct film *film, int tensor, int index)
{
    return subject_exists(film, subject(SUBJECT_WEIGHT, 0, tensor, 0, index));
}

/* Is it a part of a number of this film? */
static bool is_part(const struct film *film, struct draw_id id)
{
    const struct spec *spec = &film->values.spec;
    enum trace_part part = trace_part_of(id);
    int sub = id.signal >= 0 ? trace_sub_of(id) : -1;
    bool step = is_between(id.step, 1, film->steps + 1);

    switch (part) {
    case PART_NONE: return false;
    case PART_Y: case PART_HEAD: case PART_EXP: case PART_EXP_SUM:
        return step && is_between(id.unit, 0, spec->outputs);
    case PART_WANTED: case PART_MISS:
        return step && is_between(id.unit, 0, spec->outputs) &&
               film->target_values != NULL;
    case PART_DY:
        return step && film->has_loss && is_between(id.unit, 0, spec->outputs);
    case PART_DX: return step && is_between(id.unit, 0, spec->inputs);
    case PART_DW: return is_weight(film, sub, id.unit);
    case PART_LESSON: case PART_CARRIED:
        return step && is_weight(film, sub, id.unit);
    case PART_UP:
        return step && is_between(id.layer, -1, spec->layers - 1) &&
               is_between(id.unit, 0, spec_layer_inputs(spec, id.layer + 1)) &&
               build_w_row(film, id.layer + 1, sub) >= 0;
    default: break;
    }
    if (!is_between(id.layer, 0, spec->layers) ||
        !is_between(id.unit, 0, film_units(film, id.layer)) ||
        !is_between(id.step, part >= PART_TERM ? 0 : 1, film->steps + 1) ||
        !is_between(sub, 0, layer_cell(&spec->layer[id.layer])->signals))
        return false;
    switch (part) {
    case PART_INPUTS: return build_w_row(film, id.layer, sub) >= 0;
    case PART_STATES:
    case PART_BACK: return build_u_row(film, id.layer, sub) >= 0;
    case PART_BIAS: return build_w_row(film, id.layer, sub) >= 0 &&
                           build_u_row(film, id.layer, sub) >= 0;
    case PART_RESET: return film_cell(film, id.layer) == CELL_GRU;
    case PART_READ:
        return build_wire(film, id.layer, sub, id.step, id.unit) != NULL;
    case PART_ANSWERS:
        return film->has_loss && id.layer == spec->layers - 1;
    case PART_FREE:
    case PART_FREE_GRADIENT: return true;
    default: break;
    }
    const struct cell_info *cell = layer_cell(&spec->layer[id.layer]);
    return part >= PART_TERM && part <= PART_TERM_LAST &&
           (id.step > 0 || sub == cell->h || sub == cell->c);
}

/* Has it a number of its own that subject_value does not read itself? */
static bool is_of_film(const struct film *film, struct draw_id id)
{
    if (id.kind == SUBJECT_TERM)
        return is_part(film, id);
    if (id.kind == SUBJECT_PRODUCT)
        return is_between(id.step, 1, film->steps + 1) &&
               is_weight(film, id.signal, id.unit) &&
               build_place(film, id.signal, id.unit).kind != WEIGHT_EMBEDDING;
    return true;
}

/* A state as it comes over a wire that is held. */
static double read_wire(const struct film *film, struct draw_id id)
{
    int s = trace_sub_of(id);
    const struct pin *wire = build_wire(film, id.layer, s, id.step, id.unit);

    return !wire->multiply ? (double)wire->value
        : (double)wire->value *
              (double)film_signal(film, id.layer, s, id.step - 1)[id.unit];
}

/* What stands on a tape though the subject is a part. */
static bool read_part(const struct film *film, struct draw_id id,
                      double *value)
{
    size_t row = (size_t)id.step - 1;

    switch (trace_part_of(id)) {
    case PART_Y:
        *value = (double)tape_head(&film->values, HEAD_Y, id.step, 0)[id.unit];
        return true;
    case PART_WANTED:
        *value = (double)film->target_values[
            row * (size_t)film->values.spec.outputs + (size_t)id.unit];
        return true;
    case PART_DY:
        *value = (double)tape_head(&film->gradients, HEAD_Y, id.step,
                                   0)[id.unit];
        return true;
    case PART_READ: *value = read_wire(film, id); return true;
    case PART_DX:
        *value = ldexp((double)tape_x(&film->gradients, id.step, 0)[id.unit],
                       -tape_exponent(&film->gradients, 0, id.step, 0));
        return true;
    default: return false;
    }
}

double trace_value(const struct film *film, struct draw_id id)
{
    struct trace_number trace = {.id = id};
    double value;

    if (!is_of_film(film, id))
        return NAN;
    if (read_part(film, id, &value))
        return value;
    build(film, &trace);
    if (trace.kind != TRACE_MADE)
        return NAN;
    return trace_phi(trace.function, trace.by, trace_sum(film, &trace));
}

struct trace_number trace_of(const struct film *film, struct draw_id id)
{
    struct trace_number trace = {.id = id, .value = subject_value(film, id)};
    bool has_value = is_of_film(film, id) && !isnan(trace.value);
    bool recorded = id.kind == SUBJECT_SIGNAL || id.kind == SUBJECT_GRADIENT ||
                    id.kind == SUBJECT_GRADIENT_NORM ||
                    id.kind == SUBJECT_NORM;

    /* What is NaN on the tape came about all the same. */
    if (has_value || (recorded && subject_exists(film, id)))
        build(film, &trace);
    return trace;
}

double trace_sum(const struct film *film, const struct trace_number *trace)
{
    double sum = 0;

    for (int k = 0; k < trace->count; k++)
        sum += trace_term(film, trace, k).value;
    return sum;
}

int trace_rows(const struct trace_number *number)
{
    bool product = number->count == 1 && number->wide == WIDE_NONE;

    return product ? number->term[0].factors : number->count;
}

int trace_choices(const struct film *film, const struct trace_number *number)
{
    struct draw_id gradient = trace_gradient(film, number->id);
    bool other = gradient.kind != SUBJECT_NONE &&
                 (gradient.kind != number->id.kind ||
                  gradient.signal != number->id.signal);

    return trace_rows(number) + other;
}

struct draw_id trace_row(const struct film *film,
                         const struct trace_number *number, int row)
{
    int order[TRACE_RANKED_MAX];

    if (row < 0 || row >= trace_choices(film, number))
        return (struct draw_id){0};
    if (row >= trace_rows(number))
        return trace_gradient(film, number->id);
    if (number->count == 1 && number->wide == WIDE_NONE)
        return number->term[0].factor[row].id;
    if (trace_rank(film, number, order))
        row = order[row];
    return trace_term(film, number, row).id;
}

bool trace_opens(const struct film *film, struct draw_id id)
{
    switch (id.kind) {
    case SUBJECT_NONE: case SUBJECT_CONTROL: case SUBJECT_WORD:
    case SUBJECT_OTHER: case SUBJECT_WIRE: return false;
    case SUBJECT_TERM: case SUBJECT_PRODUCT: return is_of_film(film, id);
    default: break;
    }
    return id.kind > SUBJECT_NONE && id.kind < SUBJECTS &&
           (subject_exists(film, id) || id.kind == SUBJECT_DECAY ||
            id.kind >= SUBJECT_DIFFERENCE);
}

/* The state that gets what is kept and written. */
static struct draw_id state_gradient(const struct film *film,
                                     struct draw_id id)
{
    const struct cell_info *cell = &cell_table[film_cell(film, id.layer)];

    return subject(SUBJECT_GRADIENT, id.layer,
                   cell->c >= 0 ? cell->c : cell->h, id.step, id.unit);
}

static struct draw_id part_gradient(const struct film *film,
                                    struct draw_id id)
{
    struct draw_id none = {0};
    enum trace_part part = trace_part_of(id);
    int sub = trace_sub_of(id);

    switch (part) {
    case PART_INPUTS: case PART_STATES: case PART_BIAS:
        return subject(SUBJECT_GRADIENT, id.layer, sub, id.step, id.unit);
    case PART_RESET:
        return subject(SUBJECT_GRADIENT, id.layer, GRU_AN, id.step, id.unit);
    case PART_Y: case PART_HEAD:
        return film->has_loss ? trace_part(PART_DY, 0, 0, id.step, id.unit)
                              : none;
    case PART_DX: case PART_DW: case PART_DY: return id;
    default: return none;
    }
}

struct draw_id trace_gradient(const struct film *film, struct draw_id id)
{
    struct draw_id none = {0};
    bool part = id.kind == SUBJECT_TERM || id.kind == SUBJECT_PRODUCT;

    if (part ? !is_of_film(film, id) : !subject_exists(film, id))
        return none;
    switch (id.kind) {
    case SUBJECT_SIGNAL:
        if (id.unit < 0)
            return none;
        id.kind = SUBJECT_GRADIENT;
        return trace_of(film, id).kind == TRACE_NOTHING ? none : id;
    case SUBJECT_GRADIENT: return id;
    case SUBJECT_KEPT:
    case SUBJECT_WRITTEN: return state_gradient(film, id);
    case SUBJECT_INPUT:
    case SUBJECT_RAW_INPUT:
        return trace_part(PART_DX, 0, 0, id.step, id.unit);
    case SUBJECT_OUTPUT:
        return film->has_loss ? trace_part(PART_DY, 0, 0, id.step, id.unit)
                              : none;
    case SUBJECT_WEIGHT: return trace_part(PART_DW, id.signal, 0, 0, id.unit);
    case SUBJECT_PRODUCT: {
        struct weight_place place = build_place(film, id.signal, id.unit);
        return build_fed(film, &place, id.step);
    }
    case SUBJECT_TERM: return part_gradient(film, id);
    default: return none;
    }
}

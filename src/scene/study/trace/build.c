/* Terms and factors, and the weights that they lead to.
 */
#include "scene/study/trace/build.h"

#include <assert.h>
#include <math.h>
#include <string.h>

struct trace_factor build_of(const struct film *film, struct draw_id id)
{
    return (struct trace_factor){id, subject_value(film, id), FORM_PLAIN};
}

struct trace_factor build_over(const struct film *film, struct draw_id id)
{
    return (struct trace_factor){id, subject_value(film, id), FORM_OVER};
}

struct trace_factor build_constant(double value)
{
    return (struct trace_factor){.value = value};
}

struct trace_term build_term(struct draw_id id, bool own, int count,
                             const struct trace_factor *factor)
{
    struct trace_term term = {.id = id, .own = own, .value = 1,
                              .factors = count};

    assert(count >= 1 && count <= TRACE_FACTORS_MAX);
    memcpy(term.factor, factor, (size_t)count * sizeof *factor);
    for (int k = 0; k < count; k++) {
        double value = factor[k].value;
        term.value *= factor[k].form == FORM_OVER ? 1 / value :
                      factor[k].form == FORM_SIZE ? fabs(value) : value;
    }
    return term;
}

static void append(struct trace_number *trace, struct trace_term term)
{
    assert(trace->count < TRACE_TERMS_MAX && trace->wide == WIDE_NONE);
    trace->kind = TRACE_MADE;
    trace->term[trace->count++] = term;
}

void build_add(struct trace_number *trace, const struct film *film,
               struct draw_id id)
{
    struct trace_factor factor = build_of(film, id);

    append(trace, build_term(id, true, 1, &factor));
}

void build_product(struct trace_number *trace, struct draw_id id, int count,
                   const struct trace_factor *factor)
{
    bool itself = id.kind == trace->id.kind && id.signal == trace->id.signal;

    /* A number that is a product has that product for its only term. */
    if (itself)
        id = (struct draw_id){0};
    append(trace, build_term(id, !itself, count, factor));
}

void build_part(struct trace_number *trace, struct draw_id id, int count,
                const struct trace_factor *factor)
{
    append(trace, build_term(id, false, count, factor));
}

void build_given(struct trace_number *trace, enum trace_given given)
{
    trace->kind = TRACE_GIVEN;
    trace->given = given;
}

void build_function(struct trace_number *trace, enum trace_function function,
                    double by)
{
    trace->kind = TRACE_MADE;
    trace->function = function;
    trace->by = by;
}

const struct pin *build_pin(const struct film *film, struct draw_id id)
{
    for (int k = film->pins.count; k-- > 0;) {
        const struct pin *pin = &film->pins.pin[k];
        if (pin->layer == id.layer && pin->signal == id.signal &&
            pin->first_unit <= id.unit && id.unit <= pin->last_unit &&
            pin->first_step <= id.step && id.step <= pin->last_step)
            return pin;
    }
    return NULL;
}

const struct pin *build_wire(const struct film *film, int layer, int signal,
                             int step, int unit)
{
    const struct cell_info *cell = layer_cell(film_layer(film, layer));

    return build_pin(film, subject(SUBJECT_SIGNAL, layer,
                                   signal == cell->c ? PIN_READ_C : PIN_READ_H,
                                   step, unit));
}

struct draw_id trace_read(const struct film *film, int layer, int signal,
                          int step, int unit)
{
    if (film->pins.count == 0 ||
        build_wire(film, layer, signal, step, unit) == NULL)
        return subject(SUBJECT_SIGNAL, layer, signal, step - 1, unit);
    return trace_part(PART_READ, signal, layer, step, unit);
}

enum trace_function build_phi(const struct film *film, int layer, int signal)
{
    const struct layer_spec *spec = film_layer(film, layer);

    if (spec->cell != CELL_RNN && spec->cell != CELL_DENSE)
        return layer_cell(spec)->signal[signal].low == 0 ? PHI_SIGMA
                                                         : PHI_TANH;
    return spec->activation == ACT_TANH ? PHI_TANH :
           spec->activation == ACT_RELU ? PHI_RELU : PHI_IDENTITY;
}

int build_tensor(const struct film *film, const real *values)
{
    const struct params *params = &film->network.params;

    for (int k = 0; k < params->tensors; k++)
        if (params->tensor[k].values == values)
            return k;
    return 0;
}

int build_w_row(const struct film *film, int layer, int s)
{
    const struct cell_info *cell = layer_cell(film_layer(film, layer));

    return s >= 0 && s < cell->gates
        ? cell->w_block[s] * film_units(film, layer) : -1;
}

int build_u_row(const struct film *film, int layer, int s)
{
    const struct cell_info *cell = layer_cell(film_layer(film, layer));
    int gate = s - cell->u_first;

    return cell->u_first >= 0 && gate >= 0 && gate < cell->gates
        ? cell->u_block[gate] * film_units(film, layer) : -1;
}

bool build_is_sum(const struct film *film, int layer, int signal)
{
    return build_w_row(film, layer, signal) >= 0 ||
           build_u_row(film, layer, signal) >= 0;
}

/* Which of a layer's tensors has these values; false: none. */
static bool find_kind(const struct layer_params *layer, const real *values,
                      enum weight_kind *kind)
{
    const real *of[] = {layer->w, layer->u, layer->b_ih, layer->b_hh};

    for (int k = 0; k < 4; k++)
        if (of[k] == values) {
            *kind = (enum weight_kind)(WEIGHT_W + k);
            return true;
        }
    return false;
}

/* The pre-activation whose block begins with a row. */
static int find_signal(const struct film *film, int layer, int block,
                       bool states)
{
    const struct cell_info *cell = layer_cell(film_layer(film, layer));
    const int *blocks = states ? cell->u_block : cell->w_block;

    for (int k = 0; k < cell->gates; k++)
        if (blocks[k] == block)
            return states ? cell->u_first + k : k;
    return 0;
}

struct weight_place build_place(const struct film *film, int tensor,
                                int index)
{
    const struct params *params = &film->network.params;
    const struct param_tensor *t = &params->tensor[tensor];
    int columns = t->columns > 0 ? t->columns : 1;
    struct weight_place place = {.layer = -1, .row = index / columns,
                                 .column = index % columns};

    for (int l = 0; l < params->spec.layers; l++)
        if (find_kind(&params->layer[l], t->values, &place.kind)) {
            int units = params->spec.layer[l].units;
            bool states = place.kind == WEIGHT_U || place.kind == WEIGHT_B_HH;
            place.layer = l;
            place.signal = find_signal(film, l, place.row / units, states);
            place.unit = place.row % units;
            return place;
        }
    place.kind = t->values == params->head_w ? WEIGHT_HEAD :
                 t->values == params->head_b ? WEIGHT_HEAD_BIAS
                                             : WEIGHT_EMBEDDING;
    return place;
}

struct draw_id build_source(const struct film *film, int layer, int step,
                            int unit)
{
    return layer < 0 ? subject(SUBJECT_INPUT, 0, 0, step, unit)
                     : subject(SUBJECT_SIGNAL, layer,
                               cell_table[film_cell(film, layer)].h, step,
                               unit);
}

struct draw_id build_read(const struct film *film,
                          const struct weight_place *place, int step)
{
    switch (place->kind) {
    case WEIGHT_W:
        return build_source(film, place->layer - 1, step, place->column);
    case WEIGHT_U:
        if (film_cell(film, place->layer) == CELL_GRU_BEFORE &&
            place->signal == GRUB_AN)
            return subject(SUBJECT_SIGNAL, place->layer, GRUB_RH, step,
                           place->column);
        return trace_read(film, place->layer,
                          cell_table[film_cell(film, place->layer)].h, step,
                          place->column);
    case WEIGHT_HEAD:
        return build_source(film, film->values.spec.layers - 1, step,
                            place->column);
    default: return (struct draw_id){0};
    }
}

struct draw_id build_fed(const struct film *film,
                         const struct weight_place *place, int step)
{
    (void)film;
    switch (place->kind) {
    case WEIGHT_HEAD:
    case WEIGHT_HEAD_BIAS:
        return trace_part(PART_DY, 0, 0, step, place->row);
    case WEIGHT_EMBEDDING:
        return trace_part(PART_DX, 0, 0, step, place->column);
    default:
        return subject(SUBJECT_GRADIENT, place->layer, place->signal, step,
                       place->unit);
    }
}

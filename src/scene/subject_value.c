/* The one place that says which number of the film a subject is: pictures are
 * checked against it.
 */
#include "scene/subject.h"

#include <math.h>

#include "scene/film/decays.h"
#include "scene/study/trace/trace.h"

/* Of the sizes: of signed values the mean says little, they cancel. */
static double signal_mean(const struct film *film, struct draw_id id)
{
    const real *value = film_signal(film, id.layer, id.signal, id.step);
    int units = film_units(film, id.layer);
    double sum = 0;

    for (int u = 0; u < units; u++)
        sum += fabs((double)value[u]);
    return sum / units;
}

static double signal_value(const struct film *film, struct draw_id id)
{
    return id.unit < 0 ? signal_mean(film, id)
                       : (double)film_signal(film, id.layer, id.signal,
                                             id.step)[id.unit];
}

static double signal_norm(const struct film *film, struct draw_id id)
{
    const real *value = film_signal(film, id.layer, id.signal, id.step);
    int units = film_units(film, id.layer);
    double sum = 0;

    for (int u = 0; u < units; u++)
        sum += (double)value[u] * (double)value[u];
    return sqrt(sum / units);
}

/* What is left of the old state, as it is read, after the gate that keeps. */
static double kept(const struct film *film, struct draw_id id)
{
    enum cell cell = film_cell(film, id.layer);
    int gate = cell == CELL_LSTM ? LSTM_F : cell == CELL_GRU ? GRU_Z : GRUB_Z;
    int state = cell == CELL_LSTM ? LSTM_C : cell_table[cell].h;

    if (cell != CELL_LSTM && cell != CELL_GRU && cell != CELL_GRU_BEFORE)
        return NAN;
    return (double)film_signal(film, id.layer, gate, id.step)[id.unit] *
           subject_value(film, trace_read(film, id.layer, state, id.step,
                                          id.unit));
}

static double written(const struct film *film, struct draw_id id)
{
    int t = id.step, u = id.unit, l = id.layer;

    switch (film_cell(film, l)) {
    case CELL_LSTM:
        return (double)film_signal(film, l, LSTM_I, t)[u] *
               (double)film_signal(film, l, LSTM_G, t)[u];
    case CELL_GRU:
        return (1 - (double)film_signal(film, l, GRU_Z, t)[u]) *
               (double)film_signal(film, l, GRU_N, t)[u];
    case CELL_GRU_BEFORE:
        return (1 - (double)film_signal(film, l, GRUB_Z, t)[u]) *
               (double)film_signal(film, l, GRUB_N, t)[u];
    default: return NAN;
    }
}

/* A signal as phi gave it: before an intervention scaled it. */
static double free_value(const struct film *film, struct draw_id id)
{
    struct trace_number trace;

    if (film->pins.count == 0 || id.unit < 0 || id.step < 1)
        return signal_value(film, id);
    id.kind = SUBJECT_SIGNAL;
    trace = trace_of(film, id);
    return trace.kind == TRACE_MADE && trace.count == 1 &&
           trace_part_of(trace.term[0].id) == PART_FREE
        ? subject_value(film, trace.term[0].id) : trace.value;
}

/* dphi/da of a squashed signal, from its value. */
static double slope(const struct film *film, struct draw_id id)
{
    const struct layer_spec *layer = film_layer(film, id.layer);
    double value = free_value(film, id);
    const struct signal_info *info = &layer_cell(layer)->signal[id.signal];
    bool plain = layer->cell == CELL_RNN || layer->cell == CELL_DENSE;

    if (plain && layer->activation != ACT_TANH)
        return layer->activation == ACT_IDENTITY || value > 0 ? 1 : 0;
    return info->low == 0 ? value * (1 - value) : 1 - value * value;
}

static bool in_run(const struct film *film, struct draw_id id)
{
    const struct spec *spec = &film->values.spec;

    return id.layer >= 0 && id.layer < spec->layers && id.step >= 0 &&
           id.step <= film->steps && id.unit < film_units(film, id.layer) &&
           id.signal >= 0 &&
           id.signal < layer_cell(&spec->layer[id.layer])->signals;
}

/* Ids may come from a picture of another film. */
bool subject_exists(const struct film *film, struct draw_id id)
{
    const struct spec *spec = &film->values.spec;
    const struct params *params = &film->network.params;
    bool step = id.step >= 1 && id.step <= film->steps;

    switch (id.kind) {
    case SUBJECT_INPUT:
    case SUBJECT_RAW_INPUT:
        return step && id.unit >= 0 && id.unit < spec->inputs;
    case SUBJECT_OUTPUT:
    case SUBJECT_TARGET:
        return step && id.unit >= 0 && id.unit < spec->outputs;
    case SUBJECT_PROBABILITY:
        return step && id.unit >= 0 && id.unit < spec->outputs &&
               spec->head == HEAD_SOFTMAX;
    case SUBJECT_LOSS: return step || id.step == 0;
    case SUBJECT_WEIGHT: {
        if (id.signal < 0 || id.signal >= params->tensors || id.unit < 0)
            return false;
        const struct param_tensor *tensor = &params->tensor[id.signal];
        int columns = tensor->columns > 0 ? tensor->columns : 1;
        return id.unit / columns < tensor->rows;
    }
    case SUBJECT_GRADIENT: return in_run(film, id) && id.unit >= 0;
    case SUBJECT_KEPT:
    case SUBJECT_WRITTEN: return in_run(film, id) && id.unit >= 0 && step;
    case SUBJECT_SIGNAL:
    case SUBJECT_NORM:
    case SUBJECT_GRADIENT_NORM:
    case SUBJECT_SLOPE:
    case SUBJECT_COMPLEMENT: return in_run(film, id);
    default: return false;
    }
}

double subject_against(const struct film *film, const struct film *ghost,
                       struct draw_id id)
{
    struct draw_id signal = id;

    signal.kind = SUBJECT_SIGNAL;
    if (ghost == NULL || !subject_exists(film, signal) ||
        !subject_exists(ghost, signal))
        return NAN;
    if (id.kind == SUBJECT_UNTOUCHED)
        return subject_value(ghost, signal);
    return id.kind == SUBJECT_DIFFERENCE
        ? subject_value(film, signal) - subject_value(ghost, signal) : NAN;
}

static double weight(const struct film *film, struct draw_id id)
{
    const struct param_tensor *tensor =
        &film->network.params.tensor[id.signal];
    return (double)tensor->values[id.unit];
}

static double of_run(const struct film *film, struct draw_id id)
{
    switch (id.kind) {
    case SUBJECT_SIGNAL: return signal_value(film, id);
    case SUBJECT_GRADIENT:
        return film_gradient(film, id.layer, id.signal, id.step, id.unit);
    case SUBJECT_NORM: return signal_norm(film, id);
    case SUBJECT_GRADIENT_NORM:
        return film_gradient_size(film, id.layer, id.signal, id.step);
    case SUBJECT_KEPT: return kept(film, id);
    case SUBJECT_WRITTEN: return written(film, id);
    case SUBJECT_SLOPE: return slope(film, id);
    case SUBJECT_COMPLEMENT: return 1 - signal_value(film, id);
    default: return NAN;
    }
}

double subject_value(const struct film *film, struct draw_id id)
{
    if (id.kind == SUBJECT_TERM || id.kind == SUBJECT_PRODUCT)
        return trace_value(film, id);
    if (!subject_exists(film, id))
        return NAN;
    switch (id.kind) {
    case SUBJECT_INPUT:
        return (double)tape_x(&film->values, id.step, 0)[id.unit];
    case SUBJECT_RAW_INPUT: return film_input(film, id.step, id.unit);
    case SUBJECT_OUTPUT: return film_output(film, id.step, id.unit);
    case SUBJECT_TARGET: return film_target(film, id.step, id.unit);
    case SUBJECT_PROBABILITY:
        return (double)tape_head(&film->values, HEAD_P, id.step, 0)[id.unit];
    case SUBJECT_LOSS: return film->loss[id.step];
    case SUBJECT_WEIGHT: return weight(film, id);
    default: return of_run(film, id);
    }
}

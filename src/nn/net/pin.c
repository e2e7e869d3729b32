/* Interventions as two rows of numbers per step: a factor and a value for
 * every unit of every signal, so that the kernels need not know about ranges.
 * Wires have rows behind those of the signals; what they make of the states is
 * written to scratch rows, so that the kernels need not know of them at all. */
#include "nn/net/pin.h"

#include <math.h>
#include <string.h>

#include "base/number.h"
#include "base/text.h"

static const char *const read_names[PIN_READS] = {"h'", "c'"};

static bool has_signal(const struct cell_info *cell, int signal)
{
    if (signal == PIN_READ_H)
        return cell->u_first >= 0;
    if (signal == PIN_READ_C)
        return cell->c >= 0;
    return signal >= 0 && signal < cell->signals;
}

bool pin_check(const struct pin *pin, const struct spec *spec, int steps,
               struct error *error)
{
    if (pin->layer < 0 || pin->layer >= spec->layers)
        return error_set(error, "there is no layer %d; the network has layers "
                         "0 to %d", pin->layer, spec->layers - 1);
    const struct layer_spec *layer = &spec->layer[pin->layer];
    if (!has_signal(layer_cell(layer), pin->signal))
        return error_set(error, "layer %d has no signal %d", pin->layer,
                         pin->signal);
    if (pin->first_unit < 0 || pin->last_unit < pin->first_unit ||
        pin->last_unit >= layer->units)
        return error_set(error, "units %d..%d are not within 1..%d",
                         pin->first_unit + 1, pin->last_unit + 1, layer->units);
    if (pin->first_step < 1 || pin->last_step < pin->first_step ||
        pin->last_step > steps)
        return error_set(error, "steps %d..%d are not within 1..%d",
                         pin->first_step, pin->last_step, steps);
    if (!isfinite(pin->value))
        return error_set(error, "a signal is held at a finite value");
    return true;
}

/* Reads "3" or "3..5" at *text up to one of `ends`, and moves past it. */
static bool parse_range(const char **text, const char *ends, int *first,
                        int *last)
{
    size_t length = strcspn(*text, ends);
    const char *dots = strstr(*text, "..");
    size_t left = dots && dots < *text + length ? (size_t)(dots - *text) : length;
    int64_t low, high;
    if (!number_parse_integer(*text, left, 0, INT32_MAX, &low))
        return false;
    high = low;
    if (left < length &&
        !number_parse_integer(*text + left + 2, length - left - 2, 0,
                              INT32_MAX, &high))
        return false;
    *first = (int)low;
    *last = (int)high;
    *text += length;
    return true;
}

/* A signal or a wire by name. */
static bool find_signal(enum cell cell, const char *name, int *signal)
{
    *signal = signal_find(cell, name);
    for (int k = 0; k < PIN_READS; k++)
        if (strcmp(name, read_names[k]) == 0) {
            *signal = PIN_READ_H - k;
            return has_signal(&cell_table[cell], *signal);
        }
    return *signal >= 0;
}

/* "layer0.f" at the start of text; moves past it. */
static bool parse_signal(const char **text, const struct spec *spec,
                         struct pin *pin, struct error *error)
{
    int64_t layer;
    const char *dot = strchr(*text, '.');
    if (strncmp(*text, "layer", 5) != 0 || !dot ||
        !number_parse_integer(*text + 5, dot - *text - 5, 0, LAYERS_MAX, &layer))
        return error_set(error, "a pin starts with 'layerN.SIGNAL'");
    if (layer >= spec->layers)
        return error_set(error, "there is no layer %d; the network has layers "
                         "0 to %d", (int)layer, spec->layers - 1);
    char name[16];
    size_t length = strcspn(dot + 1, "[@=*");
    text_printable(dot + 1, length, name, sizeof name);
    pin->layer = (int)layer;
    if (!find_signal(spec->layer[layer].cell, name, &pin->signal))
        return error_set(error, "layer %d (%s) has no signal '%s'", (int)layer,
                         layer_cell(&spec->layer[layer])->name, name);
    *text = dot + 1 + length;
    return true;
}

bool pin_parse(const char *text, const struct spec *spec, int steps,
               struct pin *pin, struct error *error)
{
    const char *at = text;
    char shown[80];
    text_printable(text, strlen(text), shown, sizeof shown);
    *pin = (struct pin){.first_step = 1, .last_step = steps};
    if (!parse_signal(&at, spec, pin, error))
        return error_prefix(error, "pin '%s'", shown);
    pin->last_unit = spec->layer[pin->layer].units - 1;
    if (*at == '[') {
        at++;
        if (!parse_range(&at, "]", &pin->first_unit, &pin->last_unit) || !*at)
            return error_set(error, "pin '%s': units are written [3] or [3..5]",
                             shown);
        pin->first_unit--;
        pin->last_unit--;
        at++;
    }
    if (*at == '@') {
        at++;
        if (!parse_range(&at, "=*", &pin->first_step, &pin->last_step))
            return error_set(error, "pin '%s': steps are written @10 or "
                             "@10..20", shown);
    }
    pin->multiply = *at == '*';
    at += pin->multiply;
    double value = 0;
    if (*at != '=' || !number_parse(at + 1, strlen(at + 1), &value))
        return error_set(error, "pin '%s': the end is '=VALUE' or '*=FACTOR'",
                         shown);
    pin->value = (real)value;
    if (!pin_check(pin, spec, steps, error))
        return error_prefix(error, "pin '%s'", shown);
    return true;
}

static bool active(const struct pin *pin, int l, int t)
{
    return pin->layer == l && pin->first_step <= t && t <= pin->last_step;
}

static void set(const struct pin *pin, size_t pitch, real *scale, real *shift)
{
    for (int u = pin->first_unit; u <= pin->last_unit; u++) {
        size_t at = pin_row(pin->signal) * pitch + u;
        scale[at] = pin->multiply ? pin->value : 0;
        shift[at] = pin->multiply ? 0 : pin->value;
    }
}

bool pins_at(const struct pins *pins, const struct tape *tape, int l, int t,
             struct hold *hold)
{
    const struct track *track = &tape->layer[l];
    size_t size = PIN_ROWS * track->pitch;
    real *scale = tape->hold, *shift = tape->hold + size;
    bool any = false, wires = false;
    for (int p = 0; pins && p < pins->count; p++) {
        if (!active(&pins->pin[p], l, t))
            continue;
        for (size_t k = 0; !any && k < size; k++) {
            scale[k] = 1;
            shift[k] = 0;
        }
        any = true;
        wires = wires || pins->pin[p].signal < 0;
        set(&pins->pin[p], track->pitch, scale, shift);
    }
    *hold = (struct hold){scale, shift, wires ? tape->read : NULL};
    return any;
}

/* A state as the step reads it. */
static void read_state(const struct hold *hold, int signal, size_t pitch,
                       const real *from, real *to)
{
    const real *scale = hold->scale + pin_row(signal) * pitch;
    const real *shift = hold->shift + pin_row(signal) * pitch;
    for (size_t u = 0; u < pitch; u++)
        to[u] = scale[u] == 0 ? shift[u] : from[u] * scale[u];
}

const real *pins_before(const struct hold *hold, const struct tape *values,
                        int l, int t, int b)
{
    int first = b < 0 ? 0 : b, last = b < 0 ? values->batch - 1 : b;
    if (!hold || !hold->read)
        return tape_row(values, l, t - 1, first);
    const struct cell_info *cell = layer_cell(&values->spec.layer[l]);
    const struct track *track = &values->layer[l];
    for (b = first; b <= last; b++) {
        const real *from = tape_row(values, l, t - 1, b);
        real *to = hold->read + b * track->stride;
        size_t h = cell->h * track->pitch;
        read_state(hold, PIN_READ_H, track->pitch, from + h, to + h);
        if (cell->c < 0)
            continue;
        size_t c = cell->c * track->pitch;
        read_state(hold, PIN_READ_C, track->pitch, from + c, to + c);
    }
    return hold->read + first * track->stride;
}

const real *pins_read_h(const struct pins *pins, const struct tape *values,
                        int l, int t, int b)
{
    struct hold hold;
    bool held = pins_at(pins, values, l, t, &hold);
    const real *row = pins_before(held ? &hold : NULL, values, l, t, b);
    return row + layer_cell(&values->spec.layer[l])->h * values->layer[l].pitch;
}

void pins_scale(const struct hold *hold, int signal, size_t pitch, int units,
                real *row)
{
    const real *scale = hold->scale + pin_row(signal) * pitch;
    for (int u = 0; u < units; u++)
        row[u] = scale[u] == 0 ? 0 : row[u] * scale[u];
}

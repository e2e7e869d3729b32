/* Pins are rectangles of units and steps. A later one is cut out of those
 * before it, so that what is left does not overlap and can be read off by
 * whoever draws it.
 */
#include "scene/lab/edits.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/array.h"

static int largest(int a, int b)
{
    return a > b ? a : b;
}

static int smallest(int a, int b)
{
    return a < b ? a : b;
}

static bool check_range(int first, int last, int count)
{
    return first >= 0 && first <= last && last < count;
}

static int columns_of(const struct param_tensor *tensor)
{
    return tensor->columns > 0 ? tensor->columns : 1;
}

static bool check_weight(const struct edit *edit, const struct params *params,
                         struct error *error)
{
    if (edit->tensor < 0 || edit->tensor >= params->tensors)
        return error_set(error, "there is no such tensor of weights");
    const struct param_tensor *tensor = &params->tensor[edit->tensor];
    return (check_range(edit->first_row, edit->last_row, tensor->rows) &&
            check_range(edit->first_column, edit->last_column,
                        columns_of(tensor))) ||
           error_set(error, "%s has %d rows and %d columns", tensor->name,
                     tensor->rows, columns_of(tensor));
}

static bool check_input(const struct edit *edit, const struct spec *spec,
                        int steps, struct error *error)
{
    if (edit->step < 1 || edit->step > steps)
        return error_set(error, "there is no step %d, only %d", edit->step,
                         steps);
    if (spec->vocabulary > 0)
        return (edit->value >= 0 && edit->value < (real)spec->vocabulary &&
                edit->value == floor(edit->value)) ||
               error_set(error, "%g is no token; they are 0 to %d",
                         (double)edit->value, spec->vocabulary - 1);
    return (edit->index >= 0 && edit->index < spec->inputs) ||
           error_set(error, "there is no input %d, only %d", edit->index + 1,
                     spec->inputs);
}

bool edit_check(const struct edit *edit, const struct params *params, int steps,
                struct error *error)
{
    if (edit->kind == EDIT_PIN || edit->kind == EDIT_FREE)
        return pin_check(&edit->pin, &params->spec, steps, error);
    if (!isfinite(edit->value))
        return error_set(error, "a value must be a finite number");
    return edit->kind == EDIT_WEIGHT
        ? check_weight(edit, params, error)
        : check_input(edit, &params->spec, steps, error);
}

bool edits_fit(const struct edits *edits, const struct edit *edit,
               struct edit *out)
{
    const struct params *params = edits->params;
    struct pin *pin = &out->pin;

    *out = *edit;
    if (edit->lane != edits->lane ||
        edit->cell != params->spec.layer[0].cell)
        return false;
    if (edit->kind == EDIT_PIN || edit->kind == EDIT_FREE) {
        if (pin->layer >= params->spec.layers)
            return false;
        pin->last_unit = smallest(pin->last_unit,
                                  params->spec.layer[pin->layer].units - 1);
        pin->last_step = smallest(pin->last_step, edits->steps);
    } else if (edit->kind == EDIT_WEIGHT && edit->tensor < params->tensors) {
        const struct param_tensor *tensor = &params->tensor[edit->tensor];
        out->last_row = smallest(out->last_row, tensor->rows - 1);
        out->last_column = smallest(out->last_column, columns_of(tensor) - 1);
    }
    return edit_check(out, params, edits->steps, NULL);
}

bool edits_touch(const struct edit *edit, size_t count, int lane)
{
    for (size_t k = 0; k < count; k++)
        if (edit[k].lane == lane)
            return true;
    return false;
}

bool edits_act(const struct edits *edits)
{
    struct edit edit;

    for (size_t k = 0; k < edits->count; k++)
        if (edits_fit(edits, &edits->edit[k], &edit))
            return true;
    return false;
}

static bool overlap(const struct pin *a, const struct pin *b)
{
    return a->layer == b->layer && a->signal == b->signal &&
           a->first_unit <= b->last_unit && b->first_unit <= a->last_unit &&
           a->first_step <= b->last_step && b->first_step <= a->last_step;
}

/* Adds what `hole` leaves of a pin: above, below, before and after it. There
 * is room. */
static void add_rest(struct pin_list *list, const struct pin *pin,
                     const struct pin *hole)
{
    struct pin middle = *pin, part;

    middle.first_unit = largest(pin->first_unit, hole->first_unit);
    middle.last_unit = smallest(pin->last_unit, hole->last_unit);
    if (pin->first_unit < middle.first_unit) {
        part = *pin;
        part.last_unit = middle.first_unit - 1;
        list->pin[list->count++] = part;
    }
    if (pin->last_unit > middle.last_unit) {
        part = *pin;
        part.first_unit = middle.last_unit + 1;
        list->pin[list->count++] = part;
    }
    if (pin->first_step < hole->first_step) {
        part = middle;
        part.last_step = hole->first_step - 1;
        list->pin[list->count++] = part;
    }
    if (pin->last_step > hole->last_step) {
        part = middle;
        part.first_step = hole->last_step + 1;
        list->pin[list->count++] = part;
    }
}

/* Cuts `hole` out of every pin of the list. */
static bool cut_out(struct pin_list *list, const struct pin *hole,
                    struct error *error)
{
    size_t count = list->count;

    for (size_t k = 0; k < count;) {
        const struct pin pin = list->pin[k];
        if (!overlap(&pin, hole)) {
            k++;
            continue;
        }
        if (!array_reserve((void **)&list->pin, &list->capacity,
                           list->count + 4, sizeof *list->pin, "pins", error))
            return false;
        /* What was not looked at yet takes its place, the rest goes behind. */
        list->pin[k] = list->pin[--count];
        list->pin[count] = list->pin[--list->count];
        add_rest(list, &pin, hole);
    }
    return true;
}

bool edits_pins(const struct edits *edits, struct pin_list *list,
                struct error *error)
{
    struct edit edit;

    list->count = 0;
    for (size_t k = 0; k < edits->count; k++) {
        bool holds = edits->edit[k].kind == EDIT_PIN;
        if ((!holds && edits->edit[k].kind != EDIT_FREE) ||
            !edits_fit(edits, &edits->edit[k], &edit))
            continue;
        if (!cut_out(list, &edit.pin, error) ||
            !array_reserve((void **)&list->pin, &list->capacity,
                           list->count + 1, sizeof *list->pin, "pins", error))
            return false;
        if (holds)
            list->pin[list->count++] = edit.pin;
    }
    return true;
}

static void change_inputs(const struct edits *edits, struct film *film)
{
    size_t inputs = (size_t)edits->params->spec.inputs;
    struct edit edit;

    for (size_t k = 0; k < edits->count; k++) {
        if (edits->edit[k].kind != EDIT_INPUT ||
            !edits_fit(edits, &edits->edit[k], &edit))
            continue;
        size_t row = (size_t)edit.step - 1;
        film->given[row] = true;
        if (film->ids != NULL)
            film->ids[row] = (int)edit.value;
        else
            film->x[row * inputs + (size_t)edit.index] = edit.value;
    }
}

/* A token that was changed is written as it looks where the data has it. */
static void name_tokens(const struct film *untouched, struct film *film)
{
    for (int t = 0; t < film->steps; t++)
        if (film->ids[t] == untouched->ids[t])
            memcpy(film->label[t], untouched->label[t], FILM_LABEL_MAX);
        else
            film_choice(untouched, film->ids[t], film->label[t]);
}

static void change(const struct edit *edit, const struct param_tensor *tensor)
{
    size_t columns = (size_t)columns_of(tensor);

    for (int row = edit->first_row; row <= edit->last_row; row++)
        for (int c = edit->first_column; c <= edit->last_column; c++) {
            real *weight = &tensor->values[(size_t)row * columns + (size_t)c];
            *weight = edit->multiply ? *weight * edit->value : edit->value;
        }
}

static void change_weights(const struct edits *edits, struct params *params)
{
    struct edit edit;

    for (size_t k = 0; k < edits->count; k++)
        if (edits->edit[k].kind == EDIT_WEIGHT &&
            edits_fit(edits, &edits->edit[k], &edit))
            change(&edit, &params->tensor[edit.tensor]);
}

void edits_film(const struct edits *edits, const struct film *untouched,
                struct film *film)
{
    size_t steps = (size_t)film->steps;
    size_t inputs = (size_t)film->values.spec.inputs;

    params_copy(&film->network.params, &untouched->network.params);
    if (film->x != NULL)
        memcpy(film->x, untouched->x, steps * inputs * sizeof(real));
    if (film->ids != NULL)
        memcpy(film->ids, untouched->ids, steps * sizeof(int));
    memset(film->given, 0, steps * sizeof(bool));
    change_weights(edits, &film->network.params);
    change_inputs(edits, film);
    if (film->ids != NULL && film->label != NULL)
        name_tokens(untouched, film);
}

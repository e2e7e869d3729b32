/* A row for every kind says what it needs: a signal, a unit of what, which
 * steps and lags there are. From it come the checks and their messages.
 */
#include "scene/course/claim/desk.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "nn/flow/units.h"
#include "scene/look/notation.h"

enum needs {
    SIGNAL_NEEDED = 1,
    OF_UNITS = 2, OF_INPUTS = 4, OF_OUTPUTS = 8, OF_ANSWERS = 16, /* `unit` */
    HEAD_NEEDED = 32, SOFTMAX_NEEDED = 64,
    FROM_START = 128,    /* step 0 is the start, or all */
    LAGS_TO_T = 256, LAGS_BELOW_T = 512, LAGS_OF_LOSS = 1024,
    CARRIES = 2048,      /* the layer is recurrent, of a state not too large */
    LSTM_NEEDED = 4096,
    GATES_NEEDED = 8192,
    FROM_ONE = 16384,    /* lags from 1 */
    EACH_STEP = 32768,   /* the value is of one step */
};

/* State numbers cubed times steps of all starts: what measuring how much is
 * left of a state may cost, about 0.3 s. */
static const double most_left = 2e10;

static const int needs[CLAIMS] = {
    [CLAIM_SIGNAL] = SIGNAL_NEEDED | OF_UNITS | FROM_START | EACH_STEP,
    [CLAIM_GRADIENT] = SIGNAL_NEEDED | OF_UNITS | FROM_START | EACH_STEP,
    [CLAIM_NORM] = SIGNAL_NEEDED | FROM_START | EACH_STEP,
    [CLAIM_GRADIENT_NORM] = SIGNAL_NEEDED | FROM_START | EACH_STEP,
    [CLAIM_INPUT] = OF_INPUTS | EACH_STEP,
    [CLAIM_RAW_INPUT] = OF_INPUTS | EACH_STEP,
    [CLAIM_OUTPUT] = OF_OUTPUTS | HEAD_NEEDED | EACH_STEP,
    [CLAIM_TARGET] = OF_OUTPUTS | HEAD_NEEDED | EACH_STEP,
    [CLAIM_ERROR] = OF_OUTPUTS | HEAD_NEEDED | EACH_STEP,
    [CLAIM_PROBABILITY] = OF_OUTPUTS | SOFTMAX_NEEDED | EACH_STEP,
    [CLAIM_SURPRISE] = SOFTMAX_NEEDED | FROM_START | EACH_STEP,
    [CLAIM_LOSS] = FROM_START | EACH_STEP,
    [CLAIM_KEPT] = OF_UNITS | GATES_NEEDED | EACH_STEP,
    [CLAIM_WRITTEN] = OF_UNITS | GATES_NEEDED | EACH_STEP,
    [CLAIM_SLOPE] = SIGNAL_NEEDED | OF_UNITS | EACH_STEP,
    [CLAIM_JACOBIAN] = CARRIES | LAGS_TO_T,
    [CLAIM_FROBENIUS] = CARRIES | LAGS_TO_T,
    [CLAIM_DX] = CARRIES | LAGS_BELOW_T,
    [CLAIM_DH] = CARRIES | LAGS_TO_T,
    [CLAIM_DC] = CARRIES | LAGS_TO_T | LSTM_NEEDED,
    [CLAIM_CAROUSEL] = CARRIES | LAGS_TO_T | LSTM_NEEDED,
    [CLAIM_H_PATH] = CARRIES | LAGS_TO_T | LSTM_NEEDED,
    [CLAIM_DC_TOTAL] = CARRIES | LAGS_TO_T | LSTM_NEEDED,
    [CLAIM_H_PATH_TOTAL] = CARRIES | LAGS_TO_T | LSTM_NEEDED,
    [CLAIM_HALF_LIFE] = CARRIES | LAGS_TO_T | FROM_ONE,
    [CLAIM_FACTOR] = CARRIES | EACH_STEP,
    [CLAIM_POWER] = LAGS_BELOW_T,
    [CLAIM_SHARE] = CARRIES | LAGS_OF_LOSS | FROM_ONE | FROM_START,
    [CLAIM_CUT] = CARRIES | LAGS_OF_LOSS | FROM_ONE | FROM_START,
    [CLAIM_CUT_ANGLE] = CARRIES | LAGS_OF_LOSS | FROM_ONE | FROM_START,
    [CLAIM_CONNECTION] = OF_ANSWERS | EACH_STEP,
    [CLAIM_RETENTION] = OF_UNITS | GATES_NEEDED,
};

static const struct layer_spec *layer_of(const struct claim_desk *desk)
{
    return film_layer(desk->film, desk->layer);
}

/* The signals that people know, as a list; any may be named. */
static bool refuse_signal(const struct claim_desk *desk, struct error *error)
{
    const struct cell_info *cell = layer_cell(layer_of(desk));
    const char *name[6];
    char list[64];

    for (int k = 0; k < cell->shown_count; k++)
        name[k] = cell->signal[cell->shown[k]].name;
    text_join(name, (size_t)cell->shown_count, ", ", list, sizeof list);
    if (desk->claim->signal[0] == '\0')
        return error_set(error, "'%s' needs a signal: %s",
                         claim_names[desk->claim->kind], list);
    return error_set(error, "the %s has no signal '%s'; it has %s",
                     notation_cell(layer_of(desk)), desk->claim->signal, list);
}

static bool find_signal(struct claim_desk *desk, struct error *error)
{
    int need = needs[desk->claim->kind];
    const struct cell_info *cell = layer_cell(layer_of(desk));

    if ((need & SIGNAL_NEEDED) == 0)
        return true;
    desk->signal = signal_find(layer_of(desk)->cell, desk->claim->signal);
    if (desk->signal < 0)
        return refuse_signal(desk, error);
    if (desk->claim->step == 0 && desk->signal != cell->h &&
        desk->signal != cell->c)
        return error_set(error, "'%s' has no value at the start: step 0 is "
                                "for states", desk->claim->signal);
    return true;
}

static bool find_tensor(struct claim_desk *desk, struct error *error)
{
    const struct claim *claim = desk->claim;
    const struct params *params = &desk->film->network.params;
    const char *name[PARAM_TENSORS_MAX];

    for (int k = 0; k < params->tensors; k++)
        name[k] = params->tensor[k].name;
    desk->signal = text_find(claim->tensor, name, (size_t)params->tensors);
    if (desk->signal < 0) {
        char list[256];
        return error_set(error, "there is no tensor '%s'; there are %s",
                         claim->tensor,
                         text_join(name, (size_t)params->tensors, ", ", list,
                                   sizeof list));
    }
    const struct param_tensor *tensor = &params->tensor[desk->signal];
    int columns = tensor->columns > 0 ? tensor->columns : 1;
    return (claim->row <= tensor->rows && claim->column <= columns) ||
           error_set(error, "%s has %d rows and %d columns, no place %d, %d",
                     tensor->name, tensor->rows, columns, claim->row,
                     claim->column);
}

/* The choice that is called `token`. */
static bool find_token(struct claim_desk *desk, struct error *error)
{
    int outputs = desk->film->values.spec.outputs;
    char name[FILM_LABEL_MAX];

    for (int k = 0; k < outputs; k++)
        if (strcmp(film_choice(desk->film, k, name), desk->claim->token) ==
            0) {
            desk->choice = k;
            return true;
        }
    return error_set(error, "'%s' is no answer of this network: its first is "
                            "'%s'", desk->claim->token,
                     film_choice(desk->film, 0, name));
}

static bool find_unit(struct claim_desk *desk, struct error *error)
{
    int need = needs[desk->claim->kind], unit = desk->claim->unit;
    const struct spec *spec = &desk->film->values.spec;
    int most = need & OF_UNITS ? layer_of(desk)->units :
               need & OF_INPUTS ? spec->inputs :
               need & OF_OUTPUTS ? spec->outputs :
               need & OF_ANSWERS ? connection_outputs(desk->film) : unit;

    desk->unit = desk->choice = unit - 1;
    if (desk->claim->token[0] != '\0')
        return desk->claim->kind == CLAIM_PROBABILITY
            ? find_token(desk, error)
            : error_set(error, "'token' is for 'probability' alone");
    return unit <= most ||
           error_set(error, "there is no %s %d: there are %d",
                     need & OF_UNITS ? "unit" : need & OF_INPUTS ? "input"
                                                                 : "output",
                     unit, most);
}

static bool check_head(const struct claim_desk *desk, struct error *error)
{
    const struct spec *spec = &desk->film->values.spec;
    int need = needs[desk->claim->kind];
    const char *what = claim_names[desk->claim->kind];

    if (need & SOFTMAX_NEEDED && spec->head != HEAD_SOFTMAX)
        return error_set(error, "'%s' needs a network that chooses (softmax); "
                                "this one does not", what);
    if (need & HEAD_NEEDED && spec->head == HEAD_NONE)
        return error_set(error, "'%s' needs a network that answers; this one "
                                "has states alone", what);
    return true;
}

/* Is it measured before somebody who waits for it gives up? */
static bool check_state(const struct claim_desk *desk, struct error *error)
{
    const char *what = claim_names[desk->claim->kind];
    int state = state_size(&desk->film->values.spec, desk->layer);
    double numbers = state, steps = desk->film->steps;

    if (state > LANE_STATE_MAX)
        return error_set(error, "'%s' is measured of states of up to %d "
                                "numbers; this has %d", what, LANE_STATE_MAX,
                         state);
    return numbers * numbers * numbers * steps * desk->claim->seeds <=
               most_left ||
           error_set(error, "'%s' of %d numbers over %d steps takes too long: "
                            "fewer 'units', 'steps' or 'seeds'", what, state,
                     desk->film->steps);
}

static bool check_cell(const struct claim_desk *desk, struct error *error)
{
    const struct layer_spec *layer = layer_of(desk);
    int need = needs[desk->claim->kind];
    const char *what = claim_names[desk->claim->kind];

    if (need & LSTM_NEEDED && layer->cell != CELL_LSTM)
        return error_set(error, "'%s' is of an LSTM; this is a %s", what,
                         notation_cell(layer));
    if (need & GATES_NEEDED && unit_keeper(layer->cell) < 0)
        return error_set(error, "'%s' needs a gate that keeps; the %s has none",
                         what, notation_cell(layer));
    if (need & CARRIES && layer->cell == CELL_DENSE)
        return error_set(error, "a dense layer carries nothing from step to "
                                "step: it has no '%s'", what);
    return (need & CARRIES) == 0 || check_state(desk, error);
}

/* What only some lanes have. */
static bool check_lane(const struct claim_desk *desk, struct error *error)
{
    if (desk->claim->kind == CLAIM_POWER && desk->lane->powers == 0)
        return error_set(error, "'power' is of a linear RNN of one layer");
    if (desk->claim->kind == CLAIM_RADIUS && isnan(desk->lane->radius))
        return error_set(error, "'radius' is of an RNN of up to %d units",
                         SETUP_RADIUS_MAX);
    return true;
}

bool claim_desk_find(struct claim_desk *desk, struct error *error)
{
    const struct spec *spec = &desk->film->values.spec;

    desk->layer = desk->claim->layer - 1;
    desk->signal = -1;
    if (desk->layer >= spec->layers)
        return error_set(error, "there is no layer %d: there are %d",
                         desk->claim->layer, spec->layers);
    if (desk->claim->kind == CLAIM_WEIGHT)
        return find_tensor(desk, error);
    return check_head(desk, error) && check_cell(desk, error) &&
           check_lane(desk, error) && find_signal(desk, error) &&
           find_unit(desk, error);
}

void claim_desk_finish(struct claim_desk *desk)
{
    free(desk->by_lag);
    connection_finish(&desk->connection);
    loss_row_finish(&desk->row);
    bptt_cut_finish(&desk->cut);
}

bool claim_differs(int kind, enum claim_along along)
{
    switch (along) {
    case CLAIM_ALONG_STEPS: return (needs[kind] & EACH_STEP) != 0;
    case CLAIM_ALONG_UNITS: return (needs[kind] & OF_UNITS) != 0;
    default: return (needs[kind] & SIGNAL_NEEDED) != 0;
    }
}

struct claim_range claim_desk_range(const struct claim_desk *desk)
{
    int need = needs[desk->claim->kind], steps = desk->film->steps;
    struct claim_range range = {need & FROM_START ? 0 : 1,
                                need & FROM_ONE ? 1 : 0, 0};

    if (need & LAGS_TO_T)
        range.high_lag = steps;
    else if (need & LAGS_BELOW_T)
        range.high_lag = steps - 1;
    else if (need & LAGS_OF_LOSS)
        range.high_lag = loss_row_chosen(desk->film, desk->claim->step);
    return range;
}

bool claim_desk_value(struct claim_desk *desk, struct claim_at at,
                      double *value, struct error *error)
{
    int kind = desk->claim->kind;

    if (kind >= CLAIM_SIGNAL && kind <= CLAIM_SLOPE) {
        *value = claim_of_film(desk, at);
        return true;
    }
    return claim_of_flow(desk, at, value, error);
}

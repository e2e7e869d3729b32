/* Bounds, defaults, and the sizes that follow from a setup.
 */
#include "scene/lab/setup.h"

#include <math.h>
#include <string.h>

const char *const lab_input_names[LAB_INPUTS] = {
    "file", "noise", "impulse", "zero", "wave",
};

const double setup_gain_max = 10, setup_bias_max = 12;
const double setup_temperature_max = 5;
const double setup_clips[SETUP_CLIPS] = {0, 0.1, 1, 5};

const struct layer_spec lane_kinds[LANE_KINDS] = {
    {CELL_RNN, ACT_TANH, 0},      {CELL_RNN, ACT_RELU, 0},
    {CELL_RNN, ACT_IDENTITY, 0},  {CELL_GRU, ACT_TANH, 0},
    {CELL_GRU_BEFORE, ACT_TANH, 0}, {CELL_LSTM, ACT_TANH, 0},
};

struct lane_setup lane_defaults(enum cell cell, enum activation activation)
{
    return (struct lane_setup){
        .file = -1, .cell = cell, .activation = activation,
        .scheme = INIT_UNIFORM, .gain = 1, .biased = cell == CELL_LSTM,
        .forget_bias = cell == CELL_LSTM ? 1 : 0};
}

struct setup setup_defaults(void)
{
    struct setup setup = {
        .lanes = 2, .units = 16, .input = LAB_NOISE, .inputs = 4, .first = 1,
        .steps = 50, .seed = 1, .clip_norm = 1};

    setup.lane[0] = lane_defaults(CELL_RNN, ACT_TANH);
    setup.lane[1] = lane_defaults(CELL_LSTM, ACT_TANH);
    return setup;
}

bool lane_setup_equal(const struct lane_setup *a, const struct lane_setup *b)
{
    return a->file == b->file && a->cell == b->cell &&
           a->activation == b->activation && a->scheme == b->scheme &&
           a->gain == b->gain && a->radius == b->radius &&
           a->biased == b->biased && a->forget_bias == b->forget_bias;
}

static bool lanes_equal(const struct lane_setup *a, const struct lane_setup *b,
                        int count)
{
    for (int k = 0; k < count; k++)
        if (!lane_setup_equal(&a[k], &b[k]))
            return false;
    return true;
}

bool setup_equal(const struct setup *a, const struct setup *b)
{
    return a->lanes == b->lanes && a->references == b->references &&
           a->units == b->units && a->same_parameters == b->same_parameters &&
           a->input == b->input && a->inputs == b->inputs &&
           a->first == b->first && a->steps == b->steps &&
           a->seed == b->seed && a->free_from == b->free_from &&
           a->temperature == b->temperature && a->draw == b->draw &&
           a->clip == b->clip && a->clip_norm == b->clip_norm &&
           lanes_equal(a->lane, b->lane, a->lanes) &&
           lanes_equal(a->reference, b->reference, a->references);
}

static bool check_range(const char *what, int value, int low, int high,
                        struct error *error)
{
    return (value >= low && value <= high) ||
           error_set(error, "%s is %d; it may be %d to %d", what, value, low,
                     high);
}

static bool check_lane(const struct setup *setup,
                       const struct lane_setup *lane, struct error *error)
{
    if (lane->radius && setup->units > SETUP_RADIUS_MAX)
        return error_set(error, "the spectral radius can be set for up to %d "
                         "units, not for %d", SETUP_RADIUS_MAX, setup->units);
    if (lane->cell == CELL_DENSE && lane->file < 0)
        return error_set(error, "a lane is drawn as a recurrent layer, not as "
                         "a dense one");
    if (!(lane->gain >= 0 && lane->gain <= setup_gain_max))
        return error_set(error, "the recurrent gain is %g; it may be 0 to %g",
                         lane->gain, setup_gain_max);
    if (!(fabs(lane->forget_bias) <= setup_bias_max))
        return error_set(error, "the forget bias is %g; it may be -%g to %g",
                         lane->forget_bias, setup_bias_max, setup_bias_max);
    return true;
}

bool setup_check(const struct setup *setup, struct error *error)
{
    if (!check_range("the number of lanes", setup->lanes, 1, LANES_MAX,
                     error) ||
        !check_range("the number of kept curves", setup->references, 0,
                     REFERENCES_MAX, error) ||
        !check_range("the number of units", setup->units, 1, SETUP_UNITS_MAX,
                     error) ||
        !check_range("the number of inputs", setup->inputs, 1,
                     SETUP_INPUTS_MAX, error) ||
        !check_range("the first step", setup->first, 1, INT32_MAX, error) ||
        !check_range("the number of steps", setup->steps, 1, SETUP_STEPS_MAX,
                     error) ||
        !check_range("the step from which networks read their own answers",
                     setup->free_from, -1, INT32_MAX, error))
        return false;
    if (!(setup->temperature >= 0 &&
          setup->temperature <= setup_temperature_max))
        return error_set(error, "the temperature is %g; it may be 0 to %g",
                         setup->temperature, setup_temperature_max);
    if (!(setup->clip_norm > 0 && setup->clip_norm < INFINITY))
        return error_set(error, "the threshold of clipping is %g; it must be "
                         "above 0", setup->clip_norm);
    for (int k = 0; k < setup->lanes; k++)
        if (!check_lane(setup, &setup->lane[k], error))
            return false;
    for (int k = 0; k < setup->references; k++)
        if (!check_lane(setup, &setup->reference[k], error))
            return false;
    return true;
}

size_t setup_parameters(enum cell cell, int inputs, int units)
{
    const struct spec spec = {.inputs = inputs, .layers = 1,
                              .layer = {{cell, ACT_TANH, units}}};
    return params_count(&spec);
}

/* H of a cell whose number of weights comes nearest to `wanted`. */
static int find_units(enum cell cell, int inputs, size_t wanted)
{
    int low = 1, high = SETUP_UNITS_MAX;

    while (low < high) {
        int middle = (low + high) / 2;
        if (setup_parameters(cell, inputs, middle) < wanted)
            low = middle + 1;
        else
            high = middle;
    }
    if (low == 1)
        return low;
    size_t above = setup_parameters(cell, inputs, low);
    size_t below = setup_parameters(cell, inputs, low - 1);
    return above - wanted < wanted - below ? low : low - 1;
}

int setup_lane_units(const struct setup *setup, const struct lane_setup *lane,
                     int inputs)
{
    const struct lane_setup *first = &setup->lane[0];

    if (!setup->same_parameters || first->file >= 0 ||
        lane->cell == first->cell)
        return setup->units;
    return find_units(lane->cell, inputs,
                      setup_parameters(first->cell, inputs, setup->units));
}

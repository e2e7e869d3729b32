/* Sources count from 1 in a file, 0 is a seed: the range of `network` is the
 * file's.
 */
#include "scene/lab/setup_schema.h"

#include <stddef.h>

#include "scene/lab/cast.h"

#define AT(member) .at = offsetof(struct setup, member)

const char *const setup_cell_names[CELL_KINDS] = {
    "dense", "rnn", "lstm", "gru", "gru-before",
};

static const struct schema_key lane_keys[] = {
    {"network", SCHEMA_INT, LANE_AT(0, file), .low = 0, .high = CAST_MAX},
    LANE_KEYS(0),
    {"biased", SCHEMA_BOOL, LANE_AT(0, biased)},
    {"forget-bias", SCHEMA_DOUBLE, LANE_AT(0, forget_bias), .low = -12,
     .high = 12},
    {0},
};
const struct lane_setup setup_plain_lane = {
    .cell = CELL_LSTM, .activation = ACT_TANH, .scheme = INIT_UNIFORM,
    .gain = 1};
static const struct schema lane_schema = {
    .what = "a lane", .keys = lane_keys, .size = sizeof(struct lane_setup),
    .defaults = &setup_plain_lane};

static const struct schema_key setup_keys[] = {
    {"lanes", SCHEMA_LIST, AT(lane),
     .count_at = offsetof(struct setup, lanes), .low = 1, .high = LANES_MAX,
     .schema = &lane_schema},
    {"references", SCHEMA_LIST, AT(reference),
     .count_at = offsetof(struct setup, references), .low = 0,
     .high = REFERENCES_MAX, .schema = &lane_schema},
    {"units", SCHEMA_INT, AT(units), .low = 1, .high = SETUP_UNITS_MAX},
    {"same-parameters", SCHEMA_BOOL, AT(same_parameters)},
    {"input", SCHEMA_WORD, AT(input), .words = lab_input_names,
     .size = LAB_INPUTS},
    {"inputs", SCHEMA_INT, AT(inputs), .low = 1, .high = SETUP_INPUTS_MAX},
    {"first", SCHEMA_INT, AT(first), .low = 1, .high = INT32_MAX},
    {"steps", SCHEMA_INT, AT(steps), .low = 1, .high = SETUP_STEPS_MAX},
    {"seed", SCHEMA_UINT64, AT(seed)},
    {"free-from", SCHEMA_INT, AT(free_from), .low = -1, .high = INT32_MAX},
    {"temperature", SCHEMA_DOUBLE, AT(temperature), .low = 0, .high = 5},
    {"draw", SCHEMA_UINT64, AT(draw)},
    {"clip", SCHEMA_BOOL, AT(clip)},
    {"clip-norm", SCHEMA_DOUBLE, AT(clip_norm), .low = 1e-9, .high = 1e9},
    {0},
};

/* The bounds that depend on each other. */
static bool check_setup(const void *record, const void *root, const char **key,
                        struct error *error)
{
    const struct setup *setup = record;

    (void)root;
    (void)key;
    return setup_check(setup, error);
}

const struct schema setup_schema = {
    .what = "the lab", .keys = setup_keys, .size = sizeof(struct setup),
    .check = check_setup};

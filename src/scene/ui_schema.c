/* Rows in the order in which a file has them. Lane, layer, unit and gate count
 * from 1 in a file.
 */
#include "scene/ui_schema.h"

#include <stddef.h>
#include <stdint.h>

enum { SIDE_MAX = 16384 }; /* of a window, in pixels */

#define AT(member) .at = offsetof(struct ui, member)

const char *const screen_names[SCREENS] = {
    "start", "stage", "cell", "compare", "train", "text",
};
static const char *const heats[HEAT_KINDS] = {
    "value", "gradient", "difference",
};
/* enum lag_measure; the first two are no weights. */
static const char *const weights[] = {"input", "hidden", "W", "U", "b"};
static const char *const tools[TOOLS] = {"look", "one", "zero", "free", "cut"};
const char *const dial_names[DIALS] = {DIAL_NAMES};
static const char *const quantities[DECAY_MEASURES] = {
    [DECAY_JACOBIAN] = "joint",
    [DECAY_FROBENIUS] = "frobenius",
    [DECAY_HIDDEN] = "dh",
    [DECAY_CELL] = "dc",
    [DECAY_CAROUSEL] = "carousel",
    [DECAY_H_PATH] = "h-path",
    [DECAY_CELL_TOTAL] = "dc-total",
    [DECAY_H_PATH_TOTAL] = "h-path-total",
    [DECAY_INPUT] = "input",
};

#define WORD(key, member, list, count) \
    {key, SCHEMA_WORD, AT(member), .words = list, .size = count}
#define FLAG(key, member) {key, SCHEMA_BOOL, AT(member)}
#define PIXELS(key, member) \
    {key, SCHEMA_FLOAT, AT(member), .low = 0, .high = SIDE_MAX}
#define COUNT(key, member, least) \
    {key, SCHEMA_INT, AT(member), .low = least, .high = INT32_MAX}

static const struct schema_key view_keys[] = {
    WORD("screen", screen, screen_names, SCREENS),
    WORD("left", left, panel_names, PANELS),
    WORD("right", right, panel_names, PANELS),
    WORD("alone", alone, panel_names, PANELS),
    FLAG("story", story),
    COUNT("lane", lane, 1),
    COUNT("layer", layer, 1),
    COUNT("unit", unit, 1),
    FLAG("mean", mean),
    {"cards", SCHEMA_FLOAT, AT(cards), .low = 3, .high = 200},
    COUNT("signal", heat_signal, 0),
    WORD("heat", heat, heats, HEAT_KINDS),
    FLAG("overlaid", overlaid),
    COUNT("gate", gate, 0),
    FLAG("all-lanes", all_lanes),
    FLAG("z-writes", z_writes),
    WORD("quantity", quantity, quantities, DECAY_MEASURES),
    FLAG("detach", detach),
    FLAG("total", total),
    COUNT("lag", lag, 0),
    FLAG("linear-width", linear_width),
    FLAG("lane-gates", lane_gates),
    WORD("dial", dial, dial_names, DIALS),
    FLAG("all-dials", all_dials),
    FLAG("one-lane", one_lane),
    WORD("tool", tool, tools, TOOLS),
    COUNT("input", input, 0),
    FLAG("connect", connect),
    COUNT("output", output, 0),
    COUNT("output-step", output_step, 0),
    COUNT("loss-step", loss_step, 0),
    WORD("path", path, quantities, DECAY_MEASURES),
    WORD("weights", weights, weights, 5),
    FLAG("strands", strands),
    WORD("column", column, unit_column_names, UNIT_COLUMNS),
    FLAG("descending", descending),
    COUNT("table-signal", table_signal, 0),
    COUNT("first-term", trace_top, 0),
    {"speed", SCHEMA_INT, AT(speed), .low = 0, .high = SPEEDS - 1},
    FLAG("magnified", magnified),
    PIXELS("magnify-x", magnify_at.x),
    PIXELS("magnify-y", magnify_at.y),
    PIXELS("kept-x", pinned_at.x),
    PIXELS("kept-y", pinned_at.y),
    COUNT("cut", cut, 0),
    {0},
};

static bool check_view(const void *record, const void *root, const char **key,
                       struct error *error)
{
    const struct ui *view = record;

    (void)root;
    *key = "weights";
    return view->weights >= LAG_WEIGHTS_W ||
           error_set(error, "'weights' must be one of W, U, b, not '%s'",
                     weights[view->weights]);
}

const struct schema ui_schema = {
    .what = "the view", .keys = view_keys, .size = sizeof(struct ui),
    .check = check_view};

/* The table of keys of a scene file.
 */
#include <stddef.h>

#include "app/files/scene_file.h"
#include "scene/lab/setup_schema.h"
#include "scene/subject.h"
#include "scene/ui_schema.h"

#define AT(record, member) .at = offsetof(struct record, member)

/* What a number on the screen is of. */
static const char *const kinds[SUBJECTS] = {
    [SUBJECT_NONE] = "none",
    [SUBJECT_SIGNAL] = "signal",
    [SUBJECT_GRADIENT] = "gradient",
    [SUBJECT_NORM] = "norm",
    [SUBJECT_GRADIENT_NORM] = "gradient-norm",
    [SUBJECT_INPUT] = "input",
    [SUBJECT_RAW_INPUT] = "raw-input",
    [SUBJECT_OUTPUT] = "output",
    [SUBJECT_TARGET] = "target",
    [SUBJECT_PROBABILITY] = "probability",
    [SUBJECT_LOSS] = "loss",
    [SUBJECT_DECAY] = "decay",
    [SUBJECT_KEPT] = "kept",
    [SUBJECT_WRITTEN] = "written",
    [SUBJECT_WEIGHT] = "weight",
    [SUBJECT_PRODUCT] = "product",
    [SUBJECT_SLOPE] = "slope",
    [SUBJECT_CONTROL] = "control",
    [SUBJECT_WORD] = "word",
    [SUBJECT_OTHER] = "other",
    [SUBJECT_COMPLEMENT] = "complement",
    [SUBJECT_DIFFERENCE] = "difference",
    [SUBJECT_UNTOUCHED] = "untouched",
    [SUBJECT_WIRE] = "wire",
    [SUBJECT_LANE_DECAY] = "lane-decay",
    [SUBJECT_LANE_FACTOR] = "lane-factor",
    [SUBJECT_LANE_HALF] = "lane-half-life",
    [SUBJECT_LANE_SLOPE] = "lane-slope",
    [SUBJECT_LANE_LYAPUNOV] = "lane-lyapunov",
    [SUBJECT_LANE_NORM] = "lane-norm",
    [SUBJECT_LANE_RADIUS] = "lane-radius",
    [SUBJECT_LANE_PARAMETERS] = "lane-parameters",
    [SUBJECT_DIAL] = "dial",
    [SUBJECT_LANE_POWER] = "lane-power",
    [SUBJECT_PATH] = "path",
    [SUBJECT_PATH_RATE] = "path-rate",
    [SUBJECT_LESSON_PART] = "lesson-part",
    [SUBJECT_LESSON_SHARE] = "lesson-share",
    [SUBJECT_LESSON_ERROR] = "lesson-error",
    [SUBJECT_CONNECTION] = "connection",
    [SUBJECT_UNIT_STAT] = "unit-stat",
    [SUBJECT_UNIT_GRADIENT] = "unit-gradient",
    [SUBJECT_TERM] = "term",
    [SUBJECT_TRAIN] = "train",
    [SUBJECT_TRAIN_SCORE] = "train-score",
    [SUBJECT_TRAIN_SETTING] = "train-setting",
    [SUBJECT_SWEEP] = "sweep",
    [SUBJECT_SURPRISE] = "surprise",
    [SUBJECT_REACTION] = "reaction",
    [SUBJECT_BEAM] = "beam",
    [SUBJECT_TRUTH] = "truth",
    [SUBJECT_GUESS] = "guess",
    [SUBJECT_GIVEN] = "given",
    [SUBJECT_CUT] = "cut",
    [SUBJECT_SOURCE] = "source",
};

static const struct schema_key network_keys[] = {
    {"file", SCHEMA_TEXT, AT(scene_network, file), .required = true,
     .size = SCENE_PATH_MAX, .place_at = offsetof(struct scene_network, place)},
    {"prefix", SCHEMA_TEXT, AT(scene_network, prefix),
     .size = SCENE_NAMES_MAX},
    {"head", SCHEMA_TEXT, AT(scene_network, head), .size = SCENE_NAMES_MAX},
    {"embedding", SCHEMA_TEXT, AT(scene_network, embedding),
     .size = SCENE_NAMES_MAX},
    {"activation", SCHEMA_TEXT, AT(scene_network, activation), .size = 16},
    {"gru", SCHEMA_TEXT, AT(scene_network, gru), .size = 16},
    {"head-kind", SCHEMA_TEXT, AT(scene_network, head_kind), .size = 16},
    {0},
};
static const struct scene_network no_network;
static const struct schema network_schema = {
    .what = "a network", .keys = network_keys,
    .size = sizeof(struct scene_network), .defaults = &no_network};

static const struct schema_key series_keys[] = {
    {"file", SCHEMA_TEXT, AT(scene_series, file), .size = SCENE_PATH_MAX},
    {"columns", SCHEMA_TEXT, AT(scene_series, columns),
     .size = SCENE_NAMES_MAX},
    {"target", SCHEMA_TEXT, AT(scene_series, target),
     .size = SCENE_NAMES_MAX},
    {"tokens", SCHEMA_TEXT, AT(scene_series, tokens), .size = SCENE_PATH_MAX},
    {"text", SCHEMA_TEXT, AT(scene_series, text), .size = SCENE_PATH_MAX},
    {"first", SCHEMA_INT, AT(scene_series, first), .low = 0,
     .high = INT32_MAX},
    {"last", SCHEMA_INT, AT(scene_series, last), .low = 0, .high = INT32_MAX},
    {"task-sequence", SCHEMA_INT, AT(scene_series, sequence), .low = 0,
     .high = INT32_MAX},
    {0},
};
static const struct scene_series no_series;
static const struct schema series_schema = {
    .what = "the series", .keys = series_keys,
    .size = sizeof(struct scene_series), .defaults = &no_series};

static const struct schema_key edit_keys[] = {
    {"lane", SCHEMA_INT, AT(scene_edit, lane), .low = 1,
     .high = LANES_MAX + REFERENCES_MAX,
     .place_at = offsetof(struct scene_edit, lane_place)},
    {"edit", SCHEMA_TEXT, AT(scene_edit, text), .required = true,
     .size = EDIT_TEXT_MAX, .place_at = offsetof(struct scene_edit, place)},
    {0},
};
static const struct scene_edit first_lane = {.lane = 1};
static const struct schema edit_schema = {
    .what = "an edit", .keys = edit_keys, .size = sizeof(struct scene_edit),
    .defaults = &first_lane};

static const struct schema_key place_keys[] = {
    {"pass", SCHEMA_WORD, AT(scene_place, pass), .words = pass_names,
     .size = PASSES},
    {"step", SCHEMA_INT, AT(scene_place, step), .low = 0, .high = INT32_MAX},
    {"phase", SCHEMA_INT, AT(scene_place, phase), .low = 1, .high = 99},
    {"ticks", SCHEMA_INT, AT(scene_place, ticks), .low = 1, .high = TICKS},
    {0},
};
static const struct schema place_schema = {
    .what = "the playhead", .keys = place_keys,
    .size = sizeof(struct scene_place)};

static const struct schema_key number_keys[] = {
    {"kind", SCHEMA_WORD, AT(scene_number, kind), .required = true,
     .words = kinds, .size = SUBJECTS},
    {"layer", SCHEMA_INT, AT(scene_number, layer), .low = -1,
     .high = INT16_MAX},
    {"signal", SCHEMA_INT, AT(scene_number, signal), .low = -1,
     .high = INT16_MAX},
    {"step", SCHEMA_INT, AT(scene_number, step), .low = -1,
     .high = INT32_MAX},
    {"unit", SCHEMA_INT, AT(scene_number, unit), .low = -1,
     .high = INT32_MAX},
    {0},
};
static const struct scene_number no_number;
static const struct schema number_schema = {
    .what = "a number", .keys = number_keys,
    .size = sizeof(struct scene_number), .defaults = &no_number};

#define SOURCE(member) offsetof(struct scene_file, sources.member)

static const struct schema_key scene_keys[] = {
    {"title", SCHEMA_CAPTION, AT(scene_file, title), .size = UI_LABEL_MAX},
    {"look", SCHEMA_CAPTION, AT(scene_file, look), .size = UI_SENTENCE_MAX},
    {"opening", SCHEMA_BOOL, .at = SOURCE(opening)},
    {"networks", SCHEMA_LIST, .at = SOURCE(network),
     .count_at = SOURCE(networks), .low = 0, .high = CAST_MAX,
     .schema = &network_schema},
    {"series", SCHEMA_GROUP, .at = SOURCE(series), .schema = &series_schema},
    {"lab", SCHEMA_GROUP, AT(scene_file, setup), .schema = &setup_schema,
     .place_at = offsetof(struct scene_file, setup_place)},
    {"begun", SCHEMA_GROUP, AT(scene_file, begun), .schema = &setup_schema},
    {"edits", SCHEMA_LIST, AT(scene_file, edit),
     .count_at = offsetof(struct scene_file, edits), .low = 0,
     .high = SCENE_EDITS_MAX, .schema = &edit_schema},
    {"at", SCHEMA_GROUP, AT(scene_file, at), .schema = &place_schema},
    {"view", SCHEMA_GROUP, AT(scene_file, view),
     .schema = &ui_schema},
    {"kept", SCHEMA_GROUP, AT(scene_file, kept), .schema = &number_schema},
    {"arithmetic", SCHEMA_LIST, AT(scene_file, number),
     .count_at = offsetof(struct scene_file, numbers), .low = 0,
     .high = UI_TRACE_MAX, .schema = &number_schema},
    {0},
};

/* Every network is there, and has something to read. */
static bool check_scene(const void *record, const void *root, const char **key,
                        struct error *error)
{
    const struct scene_file *file = record;
    const struct scene_sources *sources = &file->sources;
    const struct scene_series *series = &sources->series;
    int networks = sources->networks + sources->opening;
    int given = (series->file[0] != '\0') + (series->tokens[0] != '\0') +
                (series->text[0] != '\0') + (series->sequence > 0);

    (void)root;
    *key = "networks";
    if (networks > CAST_MAX)
        return error_set(error, "with that of the opening scene there are %d "
                         "networks, and a lab has up to %d", networks,
                         CAST_MAX);
    if (sources->networks > 0 && !sources->opening && given == 0)
        return error_set(error, "there is a network but no series that it "
                         "reads: 'series' with 'file', 'tokens', 'text' or "
                         "'task-sequence'");
    if (given > 1) {
        *key = "series";
        return error_set(error, "a series has one of 'file', 'tokens', 'text' "
                         "and 'task-sequence'");
    }
    *key = "lab";
    return networks > 0 || file->setup.input != LAB_FILE ||
           error_set(error, "'input' is 'file', but there is no series");
}

const struct schema scene_schema = {
    .what = "the scene", .keys = scene_keys,
    .size = sizeof(struct scene_file), .check = check_scene};

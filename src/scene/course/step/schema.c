/* The keys of a block, each with the member that it sets. Groups whose members
 * stand in different parts of the block have the whole block as their record.
 */
#include <math.h>
#include <string.h>

#include "scene/course/calculate/calculate.h"
#include "scene/course/step/check.h"
#include "scene/lab/setup_schema.h"
#include "scene/ui_schema.h"

#define AT(record, member) .at = offsetof(struct record, member)
#define PLACE(record, member) .place_at = offsetof(struct record, member)

const char *const step_reads_names[STEP_READS] = {
    "noise", "impulse", "zero", "wave", "values", "file", "text", "task",
};
const char *const step_lit_names[LITS] = {
    "f", "i", "g", "o", "c", "h", "x", "r", "z", "n", "a", "W", "U", "b", "L",
};
const char *const step_control_names[STEP_CONTROLS] = {
    DIAL_NAMES, "input", "unit", "lag", "cut", "tool", "temperature", "free",
    "example", "wording",
};
static const char *const kinds[QUESTIONS] = {
    "none", "choose", "number", "draw", "point", "calculate",
};
static const char *const picks[QUESTION_PICKS] = {
    "none", "largest", "smallest", "first-above", "first-below",
};
static const char *const overs[QUESTION_OVERS] = {
    "step", "lag", "unit", "lane", "gate",
};

static const struct schema_key network_keys[] = {
    {"model", SCHEMA_TEXT, AT(step_network, model), .size = STEP_PATH_MAX,
     PLACE(step_network, place)},
    {"name", SCHEMA_CAPTION, AT(step_network, name), .size = FILM_NAME_MAX},
    LANE_KEYS(offsetof(struct step_network, lane)),
    {"forget-bias", SCHEMA_DOUBLE, AT(step_network, lane.forget_bias),
     .low = -12, .high = 12},
    {"W", SCHEMA_TEXT, AT(step_network, W), .size = STEP_NUMBERS_MAX,
     PLACE(step_network, place)},
    {"U", SCHEMA_TEXT, AT(step_network, U), .size = STEP_NUMBERS_MAX},
    {"b", SCHEMA_TEXT, AT(step_network, b), .size = STEP_NUMBERS_MAX},
    {0},
};
static const struct step_network plain_network = {
    .lane = {.file = -1, .cell = CELL_LSTM, .activation = ACT_TANH,
             .scheme = INIT_UNIFORM, .gain = 1, .forget_bias = NAN}};
static const struct schema network_schema = {
    .what = "a network", .keys = network_keys,
    .size = sizeof(struct step_network), .defaults = &plain_network,
    .check = step_check_network};

static const struct schema_key input_keys[] = {
    {"kind", SCHEMA_WORD, AT(step_input, kind), .words = step_reads_names,
     .size = STEP_READS},
    {"inputs", SCHEMA_INT, AT(step_input, inputs), .low = 1,
     .high = SETUP_INPUTS_MAX},
    {"steps", SCHEMA_INT, AT(step_input, steps), .low = 1,
     .high = SETUP_STEPS_MAX},
    {"first", SCHEMA_INT, AT(step_input, first), .low = 1,
     .high = INT32_MAX},
    {"seed", SCHEMA_UINT64, AT(step_input, seed)},
    {"values", SCHEMA_TEXT, AT(step_input, values), .size = STEP_NUMBERS_MAX},
    {"file", SCHEMA_TEXT, AT(step_input, file), .size = STEP_PATH_MAX},
    {"columns", SCHEMA_TEXT, AT(step_input, columns), .size = STEP_PATH_MAX},
    {"target", SCHEMA_TEXT, AT(step_input, target), .size = STEP_PATH_MAX},
    {"sequence", SCHEMA_INT, AT(step_input, sequence), .low = 1,
     .high = INT32_MAX},
    {"free-from", SCHEMA_INT, AT(step_input, free_from), .low = -1,
     .high = INT32_MAX},
    {"temperature", SCHEMA_DOUBLE, AT(step_input, temperature), .low = 0,
     .high = 5},
    {"draw", SCHEMA_UINT64, AT(step_input, draw)},
    {0},
};
static const struct schema input_schema = {
    .what = "the input", .keys = input_keys, .size = sizeof(struct step_input),
    .check = step_check_input};

static const struct schema_key change_keys[] = {
    {"lane", SCHEMA_INT, AT(step_change, lane), .low = 1, .high = LANES_MAX},
    {"edit", SCHEMA_TEXT, AT(step_change, text), .required = true,
     .size = STEP_CHANGE_MAX, PLACE(step_change, place)},
    {0},
};
static const struct step_change first_lane = {.lane = 1};
static const struct schema change_schema = {
    .what = "a change", .keys = change_keys,
    .size = sizeof(struct step_change), .defaults = &first_lane};

static const struct schema_key play_keys[] = {
    {"pass", SCHEMA_WORD, AT(step_play, pass), .words = pass_names,
     .size = PASSES},
    {"step", SCHEMA_INT, AT(step_play, step), .low = -1,
     .high = SETUP_STEPS_MAX},
    {"phase", SCHEMA_INT, AT(step_play, phase), .low = 1, .high = 9},
    {"to", SCHEMA_INT, AT(step_play, to), .low = 1, .high = SETUP_STEPS_MAX},
    {"run", SCHEMA_BOOL, AT(step_play, run)},
    {0},
};
static const struct schema play_schema = {
    .what = "what is played", .keys = play_keys,
    .size = sizeof(struct step_play)};

static const struct schema_key expect_keys[] = {
    CLAIM_KEYS(offsetof(struct step_expect, claim),
               offsetof(struct step_expect, place)),
    CLAIM_OVER("over", offsetof(struct step_expect, claim)),
    {"above", SCHEMA_DOUBLE, AT(step_expect, above)},
    {"below", SCHEMA_DOUBLE, AT(step_expect, below)},
    {"equals", SCHEMA_DOUBLE, AT(step_expect, equals)},
    {"within", SCHEMA_DOUBLE, AT(step_expect, within), .low = 0,
     .high = INFINITY},
    {"says", SCHEMA_TEXT, AT(step_expect, says), .size = STEP_WORD_MAX},
    {0},
};
static const struct step_expect no_expect = {
    .claim = CLAIM_DEFAULTS, .above = NAN, .below = NAN, .equals = NAN,
    .within = NAN};
static const struct schema expect_schema = {
    .what = "an expected number", .keys = expect_keys,
    .size = sizeof(struct step_expect), .defaults = &no_expect,
    .check = step_check_expect};

static const struct schema_key choice_keys[] = {
    {"text", SCHEMA_TEXT, AT(step_block_choice, says.text),
     .size = STEP_TEXT_MAX},
    {"why", SCHEMA_TEXT, AT(step_block_choice, says.why),
     .size = STEP_TEXT_MAX},
    {"above", SCHEMA_DOUBLE, AT(step_block_choice, is.above)},
    {"below", SCHEMA_DOUBLE, AT(step_block_choice, is.below)},
    {"right", SCHEMA_BOOL, AT(step_block_choice, is.right)},
    CLAIM_KEYS(offsetof(struct step_block_choice, is.claim), 0),
    CLAIM_OVER("over", offsetof(struct step_block_choice, is.claim)),
    {0},
};
static const struct step_block_choice no_choice = {
    .is = {.claim = CLAIM_DEFAULTS, .above = NAN, .below = NAN}};
static const struct schema choice_schema = {
    .what = "a choice", .keys = choice_keys,
    .size = sizeof(struct step_block_choice), .defaults = &no_choice};

/* The words of a question. */
#define ASKED \
    {"ask", SCHEMA_TEXT, AT(step_block, words.ask), .size = STEP_TEXT_MAX}, \
    {"in", SCHEMA_TEXT, AT(step_block, words.unit), .size = STEP_WORD_MAX}, \
    {"hints", SCHEMA_TEXTS, AT(step_block, words.hint), \
     .count_at = offsetof(struct step_block, words.hints), \
     .size = STEP_TEXT_MAX, .low = 0, .high = STEP_HINTS_MAX}, \
    {"then", SCHEMA_TEXT, AT(step_block, words.then), .size = STEP_TEXT_MAX}
#define CHOICES(table) \
    {"choices", SCHEMA_LIST, AT(step_block, choice), \
     .count_at = offsetof(struct step_block, choices), .low = 0, \
     .high = STEP_CHOICES_MAX, .schema = &(table)}
#define ASKS(member) AT(step_block, step.question.member)

static const struct schema_key question_keys[] = {
    {"kind", SCHEMA_WORD, ASKS(kind), .words = kinds, .size = QUESTIONS},
    ASKED,
    CLAIM_KEYS(offsetof(struct step_block, step.question.claim), 0),
    CLAIM_OVER("over-lane", offsetof(struct step_block, step.question.claim)),
    CHOICES(choice_schema),
    {"pick", SCHEMA_WORD, ASKS(pick), .words = picks, .size = QUESTION_PICKS},
    {"within", SCHEMA_DOUBLE, ASKS(within), .low = 0, .high = INFINITY},
    {"within-factor", SCHEMA_DOUBLE, ASKS(within_factor), .low = 1,
     .high = INFINITY},
    {"over", SCHEMA_WORD, ASKS(over), .words = overs, .size = QUESTION_OVERS},
    {"first", SCHEMA_INT, ASKS(first), .low = 0, .high = SETUP_STEPS_MAX},
    {"last", SCHEMA_INT, ASKS(last), .low = 0, .high = SETUP_STEPS_MAX},
    {"low", SCHEMA_DOUBLE, ASKS(low)},
    {"high", SCHEMA_DOUBLE, ASKS(high)},
    {"log", SCHEMA_BOOL, ASKS(log)},
    {"of", SCHEMA_WORD, ASKS(of), .words = calculate_names,
     .size = CALCULATES},
    {"seed", SCHEMA_UINT64, ASKS(seed)},
    {"hides", SCHEMA_BOOL, ASKS(hides)},
    {0},
};
static const struct schema question_schema = {
    .what = "a question", .keys = question_keys,
    .size = sizeof(struct step_block), .check = step_check_question};

#define SETS(member) AT(step_block, step.member)
#define STAGE_PLACE PLACE(step_block, step.stage.place)
#define COUNTED(member) .count_at = offsetof(struct step_block, step.member)

static const struct schema_key step_keys[] = {
    {"view", SCHEMA_WORD, SETS(view), .words = screen_names, .size = SCREENS},
    {"show", SCHEMA_WORDS, SETS(show), COUNTED(panels), .low = 1,
     .high = STEP_PANELS_MAX, .words = panel_names, .size = PANELS},
    {"preset", SCHEMA_TEXT, SETS(stage.preset), .size = STEP_WORD_MAX,
     STAGE_PLACE},
    {"scene", SCHEMA_TEXT, SETS(stage.scene), .size = STEP_PATH_MAX,
     STAGE_PLACE},
    {"task", SCHEMA_TEXT, SETS(stage.task), .size = STEP_WORD_MAX,
     STAGE_PLACE},
    {"network", SCHEMA_LIST, SETS(stage.network), COUNTED(stage.networks),
     .low = 1, .high = STEP_NETWORKS_MAX, .schema = &network_schema,
     STAGE_PLACE},
    {"units", SCHEMA_INT, SETS(stage.units), .low = 1,
     .high = SETUP_UNITS_MAX},
    {"same-parameters", SCHEMA_BOOL, SETS(stage.same_parameters)},
    {"input", SCHEMA_GROUP, SETS(stage.input), .schema = &input_schema,
     PLACE(step_block, step.stage.input.place)},
    {"clip", SCHEMA_DOUBLE, SETS(stage.clip), .low = 0, .high = 1e9},
    {"change", SCHEMA_LIST, SETS(stage.change), COUNTED(stage.changes),
     .low = 0, .high = STEP_CHANGES_MAX, .schema = &change_schema},
    {"look", SCHEMA_GROUP, SETS(look), .schema = &ui_schema},
    {"play", SCHEMA_GROUP, SETS(play), .schema = &play_schema},
    {"highlight", SCHEMA_WORDS, SETS(lit), COUNTED(lits), .low = 0,
     .high = STEP_LIT_MAX, .words = step_lit_names, .size = LITS},
    {"controls", SCHEMA_WORDS, SETS(control), COUNTED(controls), .low = 0,
     .high = STEP_CONTROLS_MAX, .words = step_control_names,
     .size = STEP_CONTROLS},
    {"question", SCHEMA_GROUP, .at = 0, .schema = &question_schema,
     PLACE(step_block, step.question.place)},
    {"expect", SCHEMA_LIST, SETS(expect), COUNTED(expects), .low = 0,
     .high = STEP_EXPECTS_MAX, .schema = &expect_schema},
    {"minutes", SCHEMA_DOUBLE, SETS(minutes), .low = 0.1, .high = 60},
    {"core", SCHEMA_BOOL, SETS(core)},
    {"picture", SCHEMA_WORD, SETS(picture), .words = panel_names,
     .size = PANELS},
    {0},
};
const struct schema step_schema = {
    .what = "a step", .keys = step_keys, .size = sizeof(struct step_block),
    .check = step_check};

static const char elsewhere[] = "is a setting: it stands in lesson.md alone";

static const struct schema_key choice_words_keys[] = {
    {"text", SCHEMA_TEXT, AT(step_block_choice, says.text),
     .size = STEP_TEXT_MAX},
    {"why", SCHEMA_TEXT, AT(step_block_choice, says.why),
     .size = STEP_TEXT_MAX},
    {0},
};
static const struct schema choice_words_schema = {
    .what = "a choice", .keys = choice_words_keys,
    .size = sizeof(struct step_block_choice), .defaults = &no_choice,
    .others = &choice_schema, .others_are = elsewhere};

static const struct schema_key question_words_keys[] = {
    ASKED,
    CHOICES(choice_words_schema),
    {0},
};
static const struct schema question_words_schema = {
    .what = "a question", .keys = question_words_keys,
    .size = sizeof(struct step_block), .others = &question_schema,
    .others_are = elsewhere};

static const struct schema_key words_keys[] = {
    {"question", SCHEMA_GROUP, .at = 0, .required = true,
     .schema = &question_words_schema,
     PLACE(step_block, step.question.place)},
    {0},
};
const struct schema step_words_schema = {
    .what = "a step in another language", .keys = words_keys,
    .size = sizeof(struct step_block), .others = &step_schema,
    .others_are = elsewhere};

void step_defaults(struct step_block *block)
{
    static const struct claim claim = CLAIM_DEFAULTS;
    struct step_settings *step = &block->step;

    memset(block, 0, sizeof *block);
    step->stage.units = 16;
    step->stage.input = (struct step_input){.kind = -1, .seed = 1,
                                            .sequence = 1};
    step->look = ui_defaults();
    step->look.lane = step->look.layer = step->look.unit = 1;
    step->look.gate++;
    step->play.step = -2;
    step->question.claim = claim;
    step->question.of = -1;
    for (int k = 0; k < STEP_CHOICES_MAX; k++)
        block->choice[k] = no_choice;
}

bool step_same_stage(const struct step_block *one,
                     const struct step_block *other)
{
    const size_t stage = offsetof(struct step_block, step.stage);

    for (const struct schema_key *key = step_keys; key->name != NULL; key++)
        if (key->schema != &question_schema &&
            key->at - stage < sizeof(struct step_stage) &&
            !schema_same_key(key, one, other))
            return false;
    return true;
}

/* Entries of the block become settings and words. */
static void part_choices(struct step_block *block)
{
    block->step.question.choices = block->words.choices = block->choices;
    for (int k = 0; k < block->choices; k++) {
        block->step.question.choice[k] = block->choice[k].is;
        block->words.choice[k] = block->choice[k].says;
    }
}

bool step_read(const struct schema *schema, const char *text, size_t length,
               struct step_block *block, struct problems *problems)
{
    if (!schema_read_part(schema, text, length, block, problems))
        return false;
    part_choices(block);
    return true;
}

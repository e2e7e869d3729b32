/* Each check tells the first thing that does not go together; the table has
 * seen to kinds, ranges and words.
 */
#include "scene/course/step/check.h"

#include <math.h>
#include <string.h>

#include "base/text.h"
#include "data/task.h"
#include "lesson/schema.h"
#include "scene/course/step/hand.h"
#include "scene/course/step/matrix.h"

static bool shows(const struct step_settings *step, enum panel panel)
{
    for (int k = 0; k < step->panels; k++)
        if (step->show[k] == (int)panel)
            return true;
    return false;
}

/* The first key of `names` (NULL ends them) that differs from *plain. */
static const char *find_set(const struct schema *schema, const void *record,
                            const void *plain, const char *const names[])
{
    for (const struct schema_key *key = schema->keys; key->name != NULL; key++)
        for (const char *const *name = names; *name != NULL; name++)
            if (strcmp(key->name, *name) == 0 &&
                !schema_same_key(key, record, plain))
                return key->name;
    return NULL;
}

static bool check_task(const char *name, struct error *error)
{
    const char *names[TASK_COUNT];
    char shown[STEP_WORD_MAX];
    int kind = task_find(name);

    if (kind >= 0 && kind != TASK_SERIES)
        return true;
    for (int k = 0; k < TASK_COUNT; k++)
        names[k] = task_table[k].name;
    const char *near = text_nearest(name, names, TASK_COUNT);
    text_printable(name, strlen(name), shown, sizeof shown);
    if (kind == TASK_SERIES)
        return error_set(error, "the task 'series' is for a table that the "
                         "user gives; a lesson has one of the others");
    return error_set(error, "there is no task '%s'%s%s%s", shown,
                     near ? "; did you mean '" : "", near ? near : "",
                     near ? "'?" : "; 'gatereel tasks' lists them");
}

/* What a preset, a scene and a training bring themselves. */
static bool check_brought(const struct step_block *block, const char **key,
                          struct error *error)
{
    static const char *const brought[] = {"units", "same-parameters", "input",
                                          "clip", NULL};
    static const char *const none[] = {"change", NULL};
    const struct step_stage *stage = &block->step.stage;
    struct step_block plain;

    if (stage->networks > 0 || !step_names_stage(stage))
        return true;
    step_defaults(&plain);
    *key = find_set(&step_schema, block, &plain, brought);
    if (*key == NULL && stage->task[0] != '\0')
        *key = find_set(&step_schema, block, &plain, none);
    return *key == NULL ||
           error_set(error, "'%s' goes with 'network': a preset, a scene and a "
                     "task bring their own", *key);
}

static bool check_panels(const struct step_settings *step, const char **key,
                         struct error *error)
{
    static const enum panel never[] = {PANEL_NONE, PANEL_TRACE, PANEL_LESSON};

    *key = "view";
    for (int k = 0; k < 3; k++)
        if (shows(step, never[k])) {
            *key = "show";
            return error_set(error, "'%s' cannot be shown by a step",
                             panel_names[never[k]]);
        }
    *key = "show";
    if (step->question.kind == QUESTION_DRAW && !shows(step, PANEL_PREDICT)) {
        *key = "question";
        return error_set(error, "a curve is drawn on the panel 'predict': add "
                         "it to 'show'");
    }
    if (step->question.kind == QUESTION_CALCULATE &&
        !shows(step, PANEL_CALCULATE)) {
        *key = "question";
        return error_set(error, "calculation by hand is done on the panel "
                         "'calculate': add it to 'show'");
    }
    return true;
}

static bool check_picture(const struct step_settings *step, const char **key,
                          struct error *error)
{
    *key = "picture";
    if (step->picture == PANEL_NONE)
        return true;
    if (!step_has_picture((enum panel)step->picture))
        return error_set(error, "'%s' makes no picture of its own: the strip "
                         "does, the cell, curves or the heat map",
                         panel_names[step->picture]);
    return !step->question.hides ||
           error_set(error, "the picture on the card would give the answer "
                     "away, which the question 'hides'");
}

/* Numbers that weights by hand read; 0: there are none. */
static bool check_hands(const struct step_stage *stage, int *inputs,
                        const char **key, struct error *error)
{
    *inputs = 0;
    for (int k = 0; k < stage->networks; k++) {
        const char *which;
        struct params params;
        if (!hand_is(&stage->network[k]))
            continue;
        if (!hand_params(&params, &stage->network[k], &which, NULL))
            continue; /* that network's own check says why */
        int reads = params.spec.inputs, units = params.spec.layer[0].units;
        params_finish(&params);
        *key = "network";
        if (*inputs > 0 && reads != *inputs)
            return error_set(error, "network %d reads %d inputs, those before "
                             "it %d", k + 1, reads, *inputs);
        *inputs = reads;
        *key = "units";
        if (stage->units != 16 && stage->networks == 1 &&
            stage->units != units)
            return error_set(error, "the weights are of %d unit%s", units,
                             units == 1 ? "" : "s");
    }
    return true;
}

static bool check_inputs(const struct step_stage *stage, const char **key,
                         struct error *error)
{
    const struct step_input *input = &stage->input;
    struct matrix values;
    int inputs;

    if (!check_hands(stage, &inputs, key, error))
        return false;
    *key = "input";
    int given = input->inputs;
    if (input->values[0] != '\0' && matrix_parse(&values, input->values, NULL))
        given = values.columns;
    return inputs == 0 || given == 0 || inputs == given ||
           error_set(error, "the weights read %d input%s, and the input has %d",
                     inputs, inputs == 1 ? "" : "s", given);
}

/* Networks of files bring what they read; others read what is made. */
static bool check_sources(const struct step_stage *stage, const char **key,
                          struct error *error)
{
    int kind = stage->input.kind, models = 0, hands = 0;
    bool outside = kind == READS_FILE || kind == READS_TEXT ||
                   kind == READS_TASK;

    for (int k = 0; k < stage->networks; k++) {
        models += stage->network[k].model[0] != '\0';
        hands += hand_is(&stage->network[k]);
    }
    *key = "network";
    if (models > 0 && hands > 0)
        return error_set(error, "a network with weights by hand does not stand "
                         "beside one of a file");
    *key = "input";
    if (stage->networks > 0 && models == 0 && outside)
        return error_set(error, "'%s' is read by networks of files: one "
                         "'network' must have a 'model'",
                         step_reads_names[kind]);
    return true;
}

/* A step is there at once: weights times steps of all that is drawn. */
static bool check_work(const struct step_stage *stage, const char **key,
                       struct error *error)
{
    const double most = 1e9; /* about 0.3 s, forward and backward */
    const struct step_input *input = &stage->input;
    int inputs = input->inputs > 0 ? input->inputs : 4;
    double weights = 0, steps = input->steps > 0 ? input->steps : 50;

    for (int k = 0; k < stage->networks; k++)
        if (stage->network[k].model[0] == '\0' &&
            !hand_is(&stage->network[k]))
            weights += (double)setup_parameters(stage->network[k].lane.cell,
                                                inputs, stage->units);
    *key = "network";
    return weights * steps <= most ||
           error_set(error, "%.0f weights over %.0f steps take too long for a "
                     "lesson: fewer 'units' or 'steps'", weights, steps);
}

bool step_check(const void *record, const void *root, const char **key,
                struct error *error)
{
    const struct step_block *block = record;
    const struct step_settings *step = &block->step;
    const struct step_stage *stage = &step->stage;
    int named = (stage->preset[0] != '\0') + (stage->scene[0] != '\0') +
                (stage->task[0] != '\0') + (stage->networks > 0);

    (void)root;
    if (named > 1)
        return error_set(error, "a step has one of 'preset', 'scene', 'task' "
                         "and 'network'");
    *key = "task";
    if (stage->task[0] != '\0' && !check_task(stage->task, error))
        return false;
    return check_brought(block, key, error) &&
           check_panels(step, key, error) &&
           check_picture(step, key, error) &&
           check_sources(stage, key, error) &&
           check_inputs(stage, key, error) && check_work(stage, key, error);
}

bool step_check_network(const void *record, const void *root,
                        const char **key, struct error *error)
{
    const struct step_network *network = record;
    bool model = network->model[0] != '\0', hand = hand_is(network);
    const struct lane_setup *lane = &network->lane;
    struct params params;

    (void)root;
    *key = "model";
    if (model && (hand || network->U[0] != '\0' || network->b[0] != '\0' ||
                  lane->cell != CELL_LSTM || lane->activation != ACT_TANH ||
                  lane->scheme != INIT_UNIFORM || !isnan(lane->forget_bias)))
        return error_set(error, "a model is as its file says: beside it stand "
                         "only 'gain' and 'radius'");
    *key = "name";
    if (network->name.en[0] != '\0' && !model && !hand)
        return error_set(error, "a network that is drawn is called by its "
                         "cell: 'name' is for a model and for weights by "
                         "hand");
    if (strlen(network->name.en) > FILM_NAMED_MAX ||
        strlen(network->name.ko) > FILM_NAMED_MAX)
        return error_set(error, "a name has up to %d bytes (a Korean letter "
                         "is three)", FILM_NAMED_MAX);
    *key = "activation";
    if (lane->activation != ACT_TANH && lane->cell != CELL_RNN &&
        lane->cell != CELL_DENSE)
        return error_set(error, "only 'rnn' and 'dense' have an activation to "
                         "be chosen");
    *key = NULL;
    if (!hand && (network->U[0] != '\0' || network->b[0] != '\0'))
        return error_set(error, "weights by hand begin with 'W'");
    if (!hand && !model && lane->cell == CELL_DENSE)
        return error_set(error, "a dense layer needs weights by hand: 'W', "
                         "'b'");
    if (hand && (lane->scheme != INIT_UNIFORM || !isnan(lane->forget_bias)))
        return error_set(error, "weights by hand are as they stand: 'scheme' "
                         "and 'forget-bias' are for those that are drawn");
    bool fine = !hand || hand_params(&params, network, key, error);
    if (fine && hand)
        params_finish(&params);
    return fine;
}

bool step_check_input(const void *record, const void *root, const char **key,
                      struct error *error)
{
    const struct step_input *input = record;
    bool values = input->values[0] != '\0', file = input->file[0] != '\0';
    bool wants_values = input->kind == READS_VALUES || input->kind < 0;
    bool wants_file = input->kind == READS_FILE || input->kind == READS_TEXT;
    struct matrix matrix;

    (void)root;
    *key = "kind";
    if (input->kind == READS_VALUES && !values)
        return error_set(error, "'values' are missing: \"1; 0; 0.5\", a row a "
                         "step");
    if (wants_file && !file)
        return error_set(error, "'file' is missing: which file of the folder "
                         "is read?");
    if ((values && !wants_values) || (file && !wants_file))
        return error_set(error, "'%s' goes with another 'kind'",
                         values && !wants_values ? "values" : "file");
    if (!values)
        return true;
    *key = "values";
    if (!matrix_parse(&matrix, input->values, error))
        return false;
    *key = "inputs";
    if (input->inputs > 0 && input->inputs != matrix.columns)
        return error_set(error, "the values have %d number%s in a row",
                         matrix.columns, matrix.columns == 1 ? "" : "s");
    *key = "steps";
    return input->steps <= matrix.rows ||
           error_set(error, "there are values for %d steps", matrix.rows);
}

bool step_check_expect(const void *record, const void *root, const char **key,
                       struct error *error)
{
    const struct step_expect *expect = record;
    bool says = expect->says[0] != '\0';

    (void)root;
    if (expect->claim.kind == CLAIM_NONE)
        return error_set(error, "'measure' is missing");
    if (isnan(expect->above) && isnan(expect->below) &&
        isnan(expect->equals) && !says)
        return error_set(error, "what is expected? 'above', 'below', 'equals' "
                         "with 'within', or 'says'");
    *key = "below";
    if (expect->above >= expect->below)
        return error_set(error, "no number is above %g and below %g",
                         expect->above, expect->below);
    *key = "equals";
    if (isnan(expect->equals) != isnan(expect->within))
        return error_set(error, "'equals' goes with 'within'");
    *key = "says";
    return !says || step_says(expect->says, NULL, NULL, NULL) ||
           error_set(error, "this is no number");
}

/* Everything but a training becomes a scene in memory, and that a lab: a step
 * is opened as a scene file is, and what is wrong is told with its place.
 */
#include "cli/lesson/stage.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/array.h"
#include "base/text.h"
#include "cli/lab/preset_files.h"
#include "cli/lesson/lessons.h"
#include "cli/lesson/stage/cast.h"
#include "cli/stage/scenes.h"
#include "cli/train/trainings.h"
#include "data/task.h"

enum { STEPS = 50, INPUTS = 4 }; /* where a step says nothing of them */

/* A step is there at once: see lab_cost. */
static const double most_cost = 1e9;

static struct scene_file *new_file(struct error *error)
{
    struct scene_file *file = array_new(1, sizeof *file, "the stage", error);

    if (file != NULL)
        scene_file_defaults(file);
    return file;
}

static struct lane_setup lane_of(const struct step_network *network)
{
    struct lane_setup lane = network->lane;

    lane.biased = !isnan(lane.forget_bias);
    if (!lane.biased)
        lane.forget_bias = 0;
    return lane;
}

static enum lab_input input_of(int kind)
{
    switch (kind) {
    case READS_NOISE: return LAB_NOISE;
    case READS_IMPULSE: return LAB_IMPULSE;
    case READS_ZERO: return LAB_ZERO;
    case READS_WAVE: return LAB_WAVE;
    default: return LAB_FILE;
    }
}

/* What is read of it: all that there is, or as the step says. */
static void set_range(struct setup *setup, const struct step_input *input,
                      const struct cast *cast)
{
    if (setup->input != LAB_FILE) {
        setup->steps = input->steps > 0 ? input->steps : STEPS;
        return;
    }
    if (input->first > 0) {
        setup->first = input->first;
        setup->steps = cast->sequence.steps - (input->first - 1);
    }
    if (input->steps > 0 || setup->steps < 1)
        setup->steps = input->steps > 0 ? input->steps : 1;
}

/* The setup of networks in a cast. */
static struct setup setup_of(const struct step_stage *stage,
                             const struct cast *cast, uint64_t seed)
{
    const struct step_input *input = &stage->input;
    struct setup setup = cast->networks > 0 ? lab_setup_of(cast)
                                            : setup_defaults();
    int files = 0;

    setup.lanes = stage->networks;
    for (int k = 0; k < stage->networks; k++) {
        setup.lane[k] = lane_of(&stage->network[k]);
        setup.lane[k].file = stage_is_file(&stage->network[k]) ? files++ : -1;
    }
    setup.input = input_of(input->kind);
    set_range(&setup, input, cast);
    setup.units = stage->units;
    setup.same_parameters = stage->same_parameters;
    setup.inputs = input->inputs > 0     ? input->inputs
                   : cast->networks > 0 ? setup.inputs : INPUTS;
    setup.seed = input->seed + seed;
    setup.free_from = input->free_from;
    setup.temperature = input->temperature;
    setup.draw = input->draw + seed;
    setup.clip = stage->clip > 0;
    setup.clip_norm = setup.clip ? stage->clip : 1;
    return setup;
}

/* Networks count from 1 in a scene file. */
static void fill_file(struct scene_file *file, const struct step_settings *step,
                      const struct cast *cast, uint64_t seed)
{
    const struct step_stage *stage = &step->stage;

    file->setup = setup_of(stage, cast, seed);
    for (int k = 0; k < file->setup.lanes; k++)
        file->setup.lane[k].file++;
    file->begun = file->setup;
    file->setup_place = stage->input.place.line > 0 ? stage->input.place
                                                    : stage->place;
    file->view = step->look;
    file->edits = stage->changes;
    for (int k = 0; k < stage->changes; k++) {
        const struct step_change *change = &stage->change[k];
        struct scene_edit *edit = &file->edit[k];
        *edit = (struct scene_edit){.lane = change->lane,
                                    .lane_place = change->place,
                                    .place = change->place};
        snprintf(edit->text, sizeof edit->text, "%s", change->text);
    }
}

static struct lab *open_networks(const struct stage_call *call,
                                 struct error *error)
{
    struct scene_file *file = new_file(error);
    struct cast cast = {0};
    const struct lab_start start = {.cast = &cast,
                                    .kernels = call->with->kernels,
                                    .pool = call->with->pool,
                                    .cost_max = call->with->cost_max};
    struct lab *lab = NULL;

    if (file != NULL && stage_cast(call, &cast, error)) {
        fill_file(file, call->step, &cast, call->seed);
        lab = scene_file_open(file, call->path, &start, error);
    }
    cast_finish(&cast);
    free(file);
    return lab;
}

/* What a scene of the lesson names is in the lesson's folder, too. */
static bool keep_inside(const struct stage_call *call,
                        char name[SCENE_PATH_MAX], struct error *error)
{
    char path[LESSONS_PATH_MAX];

    if (name[0] == '\0')
        return true;
    if (!lessons_inside(call->folder, name, path, error))
        return false;
    return snprintf(name, SCENE_PATH_MAX, "%s", path) < SCENE_PATH_MAX ||
           error_set(error, "the path of a file is longer than %d bytes",
                     SCENE_PATH_MAX - 1);
}

static bool check_sources(const struct stage_call *call,
                          struct scene_sources *sources, struct error *error)
{
    for (int k = 0; k < sources->networks; k++)
        if (!keep_inside(call, sources->network[k].file, error))
            return false;
    return keep_inside(call, sources->series.file, error) &&
           keep_inside(call, sources->series.tokens, error) &&
           keep_inside(call, sources->series.text, error);
}

/* Changes on top of what the scene has: tried on its lab first, so that what is
 * wrong is told at its place in the lesson. */
static bool add_changes(const struct stage_call *call, const struct lab *lab,
                        struct scene_file *file, struct error *error)
{
    const struct step_stage *stage = &call->step->stage;

    if (file->edits + stage->changes > SCENE_EDITS_MAX)
        return error_set(error, "the scene has too many changes already");
    for (int k = 0; k < stage->changes; k++) {
        const struct step_change *change = &stage->change[k];
        struct scene_edit *to = &file->edit[file->edits];
        struct edit edit;
        if (change->lane > lab->lanes)
            error_set(error, "there is no lane %d", change->lane);
        else if (edit_parse(change->text,
                            &lab->lane[change->lane - 1].film.network.params,
                            lab->lane[change->lane - 1].film.steps, &edit,
                            error)) {
            *to = (struct scene_edit){.lane = change->lane};
            snprintf(to->text, sizeof to->text, "%s", change->text);
            file->edits++;
            continue;
        }
        return scene_file_blame(call->path, change->place, error);
    }
    return true;
}

/* The lab of a file; made->file becomes it. */
static bool open_file(const struct stage_call *call, const char *path,
                      bool shipped, struct step_made *made,
                      struct error *error)
{
    struct scene_file *file = made->file = scenes_load(path, error);

    if (file == NULL ||
        (!shipped && !check_sources(call, &file->sources, error)))
        return false;
    file->setup.seed += call->seed;
    file->begun.seed += call->seed;
    made->lab = scenes_open(file, path, call->with, error);
    if (made->lab == NULL || call->step->stage.changes == 0)
        return made->lab != NULL;
    if (!add_changes(call, made->lab, file, error))
        return false;
    lab_destroy(made->lab);
    made->lab = scenes_open(file, path, call->with, error);
    return made->lab != NULL;
}

static bool open_preset(const struct stage_call *call, struct step_made *made,
                        struct error *error)
{
    struct preset_files presets;

    if (!preset_files_init(&presets, error))
        return false;
    int found = preset_files_find(&presets, call->step->stage.preset, error);
    bool fine = found >= 0 &&
                open_file(call, presets.path[found], true, made, error);
    preset_files_finish(&presets);
    return fine;
}

static bool open_scene(const struct stage_call *call, struct step_made *made,
                       struct error *error)
{
    char path[LESSONS_PATH_MAX];

    return lessons_file(call->folder, call->step->stage.scene, path, error) &&
           open_file(call, path, false, made, error);
}

static bool begin_task(const struct stage_call *call, struct step_made *made,
                       struct error *error)
{
    int kind = task_find(call->step->stage.task);

    if (kind < 0)
        return error_set(error, "there is no task '%s'",
                         call->step->stage.task);
    struct race_setup setup = race_defaults((enum task_kind)kind);
    for (int k = 0; k < setup.lanes; k++)
        setup.lane[k].seed += call->seed;
    made->training = trainings_begin(&setup, NULL, call->with->kernels, error);
    return made->training != NULL;
}

static bool make(const struct stage_call *call, struct step_made *made,
                 struct error *error)
{
    const struct step_stage *stage = &call->step->stage;

    if (stage->networks > 0) {
        made->lab = open_networks(call, error);
        return made->lab != NULL;
    }
    if (stage->preset[0] != '\0')
        return open_preset(call, made, error);
    if (stage->scene[0] != '\0')
        return open_scene(call, made, error);
    return begin_task(call, made, error);
}

/* Has a message its place already? Then it begins with the lesson's file. */
static bool is_placed(const struct stage_call *call,
                      const struct error *error)
{
    size_t length = strlen(call->path);

    return strncmp(error->text, call->path, length) == 0 &&
           error->text[length] == ':';
}

bool stage_make(const struct lesson *lesson, int k, uint64_t seed,
                const struct load_with *with, struct step_made *made,
                struct error *error)
{
    const struct stage_turn turn = {.seed = seed};

    return stage_make_other(lesson, k, &turn, with, made, error);
}

bool stage_make_other(const struct lesson *lesson, int k,
                      const struct stage_turn *turn,
                      const struct load_with *with, struct step_made *made,
                      struct error *error)
{
    char path[PROBLEM_NAME_MAX];
    struct error why = {0};
    const struct load_with limited = {with->kernels, with->pool, most_cost};
    const struct stage_call call = {
        .step = &lesson->step[k].step, .folder = lesson->folder,
        .path = lesson_path(lesson->folder, LANGUAGE_EN, path, sizeof path),
        .seed = turn->seed, .sequence = turn->sequence, .with = &limited};

    *made = (struct step_made){0};
    if (make(&call, made, &why))
        return true;
    stage_finish(made);
    if (!is_placed(&call, &why))
        scene_file_blame(path, call.step->stage.place, &why);
    return error_set(error, "%s", why.text);
}

void stage_finish(struct step_made *made)
{
    lab_destroy(made->lab);
    training_destroy(made->training);
    free(made->file);
    *made = (struct step_made){0};
}

/* A network of a file reads what it was trained for, or a file of the lesson; a
 * network by hand reads what is written, or what the lab makes.
 */
#include "cli/lesson/stage/cast.h"

#include <stdio.h>
#include <string.h>

#include "app/files/scene_file.h"
#include "base/text.h"
#include "cli/assets.h"
#include "cli/lesson/lessons.h"
#include "cli/stage/sequences.h"
#include "model/model.h"
#include "scene/course/step/hand.h"
#include "scene/course/step/matrix.h"

/* Of a sequence that stands in the block. */
static const struct caption written_title = {"values written in the lesson",
                                             "강의에 적힌 값"};

static bool is_model(const struct step_network *network)
{
    return network->model[0] != '\0';
}

bool stage_is_file(const struct step_network *network)
{
    return is_model(network) || hand_is(network);
}

/* A name without any of these is that of a shipped network. */
static bool is_shipped(const char *model)
{
    return strpbrk(model, "./\\:") == NULL;
}

static bool find_shipped(const char *name, char path[LESSONS_PATH_MAX],
                         struct error *error)
{
    char file[STEP_PATH_MAX + 32], shown[80];

    snprintf(file, sizeof file, "models/%s.safetensors", name);
    return assets_path(file, path, LESSONS_PATH_MAX, NULL) ||
           error_set(error, "no network '%s' comes with the program; one of "
                     "the lesson's folder is named with its ending, '%s"
                     ".safetensors'",
                     text_printable(name, strlen(name), shown, sizeof shown),
                     shown);
}

static bool find_model(const struct stage_call *call,
                       const struct step_network *network,
                       char path[LESSONS_PATH_MAX], struct error *error)
{
    return (is_shipped(network->model)
                ? find_shipped(network->model, path, error)
                : lessons_file(call->folder, network->model, path, error)) ||
           scene_file_blame(call->path, network->place, error);
}

/* In front of what is wrong with what is read. */
static bool blame_input(const struct stage_call *call, struct error *error)
{
    const struct step_stage *stage = &call->step->stage;

    return scene_file_blame(call->path, stage->input.place.line > 0
                                            ? stage->input.place
                                            : stage->place, error);
}

static const char *or_null(const char *text)
{
    return text[0] != '\0' ? text : NULL;
}

/* Networks that read a file of the lesson. */
static bool add_readers(const struct stage_call *call, struct cast *cast,
                        char (*model)[LESSONS_PATH_MAX], int models,
                        struct error *error)
{
    const struct step_input *input = &call->step->stage.input;
    bool text = input->kind == READS_TEXT;
    char file[LESSONS_PATH_MAX];

    if (!lessons_file(call->folder, input->file, file, error))
        return false;
    for (int k = 0; k < models; k++) {
        const struct load_source source = {
            .model = model[k],
            .series = {.input = text ? NULL : file,
                       .text = text ? file : NULL,
                       .columns = or_null(input->columns),
                       .target = or_null(input->target)}};
        if (!load_cast(cast, &source, error))
            return false;
    }
    return true;
}

/* Values as the network reads them: in its units, one number a step where it
 * reads the last few of them. */
static bool scale_values(struct matrix *values, const struct model *model,
                         struct error *error)
{
    const struct spec *spec = &model->params.spec;
    int width = model->context > 1 ? 1 : spec->inputs;

    if (values->rows == 0)
        return spec->vocabulary > 0 || width <= MATRIX_MAX ||
               error_set(error, "the network reads %d numbers a step, more "
                         "than %d: give it 'file' or 'task'", width,
                         MATRIX_MAX);
    if (spec->vocabulary > 0)
        return error_set(error, "the network reads tokens: give it 'text' or "
                         "'task'");
    if (values->columns != width)
        return error_set(error, "the network reads %d number%s a step, and "
                         "there are %d", width, width == 1 ? "" : "s",
                         values->columns);
    for (int k = 0; k < values->rows * width && model->mean != NULL; k++)
        values->value[k] = (real)((values->value[k] -
                                   model->mean[k % width]) /
                                  model->deviation[k % width]);
    return true;
}

/* A network of a file on what is made or written; where nothing is written one
 * step of zeros, which nobody reads. */
static bool add_loaded(const struct matrix *given, const char *path,
                       struct cast *cast, struct error *error)
{
    struct matrix values = *given;
    const int first = 0;
    struct model model = {0};
    bool fine = model_load(&model, path, NULL, error) &&
                scale_values(&values, &model, error);

    if (fine) {
        const char *slash = strrchr(path, '/');
        bool tokens = model.params.spec.vocabulary > 0;
        struct film_source source = {
            .params = &model.params, .steps = given->rows > 0 ? given->rows : 1,
            .x = tokens ? NULL : values.value, .ids = tokens ? &first : NULL,
            .mean = model.mean, .deviation = model.deviation,
            .title = written_title, .trained = true,
            .seed = model.seed > 0 ? (uint64_t)model.seed : 0,
            .epochs = model.epochs,
            .words = model.words.count > 0 ? &model.words : NULL,
            .feed = model.feed, .context = model.context};
        text_printable(slash + 1, strlen(slash + 1), source.model.en,
                       sizeof source.model.en);
        memcpy(source.model.ko, source.model.en, sizeof source.model.ko);
        fine = cast->networks > 0 ? cast_add(cast, &source, error)
                                  : cast_init(cast, &source, error);
    }
    model_finish(&model);
    return fine;
}

static bool add_all_loaded(const struct stage_call *call, struct cast *cast,
                           const char *const model[], int models,
                           struct error *error)
{
    const struct step_input *input = &call->step->stage.input;
    struct matrix values = {0};

    if (input->kind == READS_VALUES &&
        !matrix_parse(&values, input->values, error))
        return false;
    for (int k = 0; k < models; k++)
        if (!add_loaded(&values, model[k], cast, error))
            return false;
    return true;
}

static bool cast_models(const struct stage_call *call, struct cast *cast,
                        struct error *error)
{
    const struct step_stage *stage = &call->step->stage;
    const struct step_input *input = &stage->input;
    char path[STEP_NETWORKS_MAX][LESSONS_PATH_MAX];
    const char *model[STEP_NETWORKS_MAX];
    int models = 0;

    for (int k = 0; k < stage->networks; k++) {
        if (!is_model(&stage->network[k]))
            continue;
        if (!find_model(call, &stage->network[k], path[models], error))
            return false;
        model[models] = path[models];
        models++;
    }
    bool file = input->kind == READS_FILE || input->kind == READS_TEXT;
    bool fine =
        file ? add_readers(call, cast, path, models, error)
        : input->kind == READS_TASK
            ? sequences_cast(cast, model, models,
                             call->sequence > 0 ? call->sequence
                                                : input->sequence,
                             call->with->kernels, error)
            : add_all_loaded(call, cast, model, models, error);
    return fine || blame_input(call, error);
}

/* A layer that no lane shows: it says how wide the values are. */
static bool make_reader(struct params *params, int inputs,
                        struct error *error)
{
    const struct spec spec = {.inputs = inputs, .layers = 1,
                              .layer = {{CELL_DENSE, ACT_TANH, 1}}};

    return params_init(params, &spec, error);
}

/* Where nothing is written one step of zeros, which nobody reads. */
static bool add_made(const struct step_input *input,
                     const struct params *params, const struct matrix *values,
                     struct cast *cast, struct error *error)
{
    bool given = input->kind == READS_VALUES;
    struct film_source source = {
        .params = params, .steps = given ? values->rows : 1,
        .x = values->value, .seed = input->seed, .title = written_title,
        .by_hand = true,
        .model = {"weights by hand", "손으로 정한 가중치"}};

    return cast->networks > 0 ? cast_add(cast, &source, error)
                              : cast_init(cast, &source, error);
}

static bool cast_hands(const struct stage_call *call, struct cast *cast,
                       struct error *error)
{
    const struct step_stage *stage = &call->step->stage;
    const struct step_input *input = &stage->input;
    struct matrix values = {0};
    struct params params;
    const char *key;

    if (input->kind == READS_VALUES &&
        !matrix_parse(&values, input->values, error))
        return blame_input(call, error);
    for (int k = 0; k < stage->networks; k++) {
        const struct step_network *network = &stage->network[k];
        if (!hand_is(network))
            continue;
        bool fine = hand_params(&params, network, &key, error) &&
                    add_made(input, &params, &values, cast, error);
        params_finish(&params);
        if (!fine)
            return scene_file_blame(call->path, network->place, error);
    }
    if (cast->networks > 0 || input->kind != READS_VALUES)
        return true;
    if (!make_reader(&params, values.columns, error))
        return false;
    bool fine = add_made(input, &params, &values, cast, error);
    params_finish(&params);
    return fine;
}

/* "today" of "data/today.safetensors". */
static void name_by_file(const char *model, struct cast_network *network)
{
    const char *slash = strrchr(model, '/'), *name = slash ? slash + 1 : model;
    const char *dot = strrchr(name, '.');
    size_t length = dot != NULL ? (size_t)(dot - name) : strlen(name);

    text_printable(name, length, network->model.en, FILM_NAMED_MAX);
    memcpy(network->model.ko, network->model.en, sizeof network->model.ko);
    network->named = true;
}

/* What a lesson calls its networks; of several those of its own files are
 * called by these. */
static void name_networks(const struct step_stage *stage, struct cast *cast)
{
    int next = 0;

    for (int k = 0; k < stage->networks && next < cast->networks; k++) {
        const struct step_network *network = &stage->network[k];
        if (!stage_is_file(network))
            continue;
        struct cast_network *named = &cast->network[next++];
        if (network->name.en[0] != '\0') {
            named->model = network->name;
            named->named = true;
        } else if (is_model(network) && !is_shipped(network->model) &&
                   stage->networks > 1) {
            name_by_file(network->model, named);
        }
    }
}

bool stage_cast(const struct stage_call *call, struct cast *cast,
                struct error *error)
{
    const struct step_stage *stage = &call->step->stage;
    bool models = false;

    for (int k = 0; k < stage->networks; k++)
        models = models || is_model(&stage->network[k]);
    if (models ? cast_models(call, cast, error)
               : cast_hands(call, cast, error)) {
        name_networks(stage, cast);
        return true;
    }
    cast_finish(cast);
    return false;
}

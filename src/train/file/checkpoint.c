/* What the metadata says is in checkpoint_fields.c; here are the tensors, and
 * the checks that file, task and network belong together. The weights are
 * loaded as those of any other model.
 */
#include "train/file/checkpoint.h"

#include <stdlib.h>
#include <string.h>

#include "base/array.h"
#include "model/model.h"
#include "train/file/checkpoint_fields.h"
#include "train/file/mark.h"

static struct tensor_source tensor_of(const char *name, const real *values,
                                      int64_t rows, int64_t columns)
{
    return (struct tensor_source){
        .name = name, .type = sizeof(real) == sizeof(double) ? "F64" : "F32",
        .rank = columns ? 2 : 1, .shape = {rows, columns}, .values = values,
        .width = columns ? columns : rows, .stride = columns ? columns : rows,
    };
}

struct checkpoint checkpoint_of(const struct trainer *trainer,
                                const char *column)
{
    return (struct checkpoint){
        .options = trainer->options, .state = trainer->state,
        .column = task_is_series(trainer->task.kind) ? column : NULL,
        .mark = mark_task(&trainer->task),
        .set_forget_bias = trainer->options.init.set_forget_bias,
        .stateful = trainer->options.stateful,
    };
}

/* What the inputs of a series were scaled with: X times the same. */
static bool scale_inputs(const struct task *task, struct model *model,
                         struct error *error)
{
    size_t inputs = (size_t)task->inputs;

    if (!task_is_series(task->kind))
        return true;
    model->mean = array_new(2 * inputs, sizeof *model->mean,
                            "the scale of the inputs", error);
    if (!model->mean)
        return false;
    model->deviation = model->mean + inputs;
    for (size_t k = 0; k < inputs; k++) {
        model->mean[k] = task->mean;
        model->deviation[k] = task->deviation;
    }
    return true;
}

bool checkpoint_save(const struct trainer *trainer, const char *column,
                     const char *path, struct error *error)
{
    const struct optimizer *optimizer = &trainer->optimizer;
    const struct checkpoint now = checkpoint_of(trainer, column);
    int64_t count = (int64_t)optimizer->count;
    struct checkpoint_text text;
    const struct tensor_source tensor[] = {
        tensor_of("gatereel.optimizer.m", optimizer->m, count, 0),
        tensor_of("gatereel.optimizer.v", optimizer->v, count, 0),
        tensor_of("gatereel.history", trainer->history, trainer->state.epoch,
                  trainer->columns),
        tensor_of("gatereel.state", trainer->carried,
                  (int64_t)trainer->carries, 0),
    };
    struct model model = {          /* borrows all but the scale */
        .params = trainer->network.params, .words = trainer->task.words,
        .feed = trainer_feed(&trainer->task),
        .context = trainer->task.context, .stateful = trainer->task.stateful,
    };

    if (!scale_inputs(&trainer->task, &model, error))
        return false;
    checkpoint_fields_print(&now, "", &text);
    bool fine = model_save(&model, path, &(struct model_extra){
        .tensor = tensor, .tensors = trainer->carries > 0 ? 4 : 3,
        .entry = text.entry, .entries = text.entries}, error);
    free(model.mean);
    return fine;
}

bool checkpoint_open(struct checkpoint *checkpoint, const char *path,
                     struct error *error)
{
    char shown[PATH_SHOWN];

    *checkpoint = (struct checkpoint){.path = path};
    if (!safetensors_read(&checkpoint->file, path, error))
        return false;
    if (!checkpoint_fields_parse(checkpoint, "", error)) {
        error_prefix(error, "%s", safetensors_path(path, shown));
        checkpoint_finish(checkpoint);
        return false;
    }
    return true;
}

void checkpoint_finish(struct checkpoint *checkpoint)
{
    safetensors_finish(&checkpoint->file);
    *checkpoint = (struct checkpoint){0};
}

bool checkpoint_tensor(const struct safetensors *file, const char *name,
                       size_t rows, size_t columns, real *out,
                       struct error *error)
{
    const struct tensor *tensor = safetensors_find(file, name);

    if (!tensor || !tensor->readable || tensor->rank != (columns ? 2 : 1) ||
        (uint64_t)tensor->shape[0] != rows ||
        (columns && (uint64_t)tensor->shape[1] != columns))
        return error_set(error, "tensor '%s' is missing or has not the shape "
                         "it was saved with", name);
    tensor_read(tensor, out);
    return true;
}

/* What the task was made from, in a word. */
static const char *material_of(const struct task *task)
{
    return task_is_series(task->kind) ? "series"
           : task->pictures > 0       ? "table of pictures"
                                      : "text";
}

bool checkpoint_fits(const struct checkpoint *checkpoint,
                     const struct trainer *trainer, struct error *error)
{
    const struct trainer_state *state = &checkpoint->state;

    if (checkpoint->mark != mark_task(&trainer->task))
        return error_set(error, "it learned from another %s than this one",
                         material_of(&trainer->task));
    if (state->epoch > trainer->options.epochs ||
        state->unit >= trainer_units(trainer))
        return error_set(error, "it stands at batch %d of epoch %d, which does "
                         "not exist", state->unit + 1, state->epoch + 1);
    if (state->clips > state->unit)
        return error_set(error, "it says that %d of %d batches were clipped",
                         state->clips, state->unit);
    return true;
}

static bool is_same_spec(const struct spec *a, const struct spec *b)
{
    bool same = a->inputs == b->inputs && a->vocabulary == b->vocabulary &&
                a->layers == b->layers && a->head == b->head &&
                a->outputs == b->outputs;

    for (int l = 0; same && l < a->layers; l++)
        same = a->layer[l].cell == b->layer[l].cell &&
               a->layer[l].activation == b->layer[l].activation &&
               a->layer[l].units == b->layer[l].units;
    return same;
}

static bool take_weights(const struct checkpoint *checkpoint,
                         struct trainer *trainer, struct error *error)
{
    struct params *params = &trainer->network.params;
    struct model model;
    char shown[PATH_SHOWN];

    if (!model_load(&model, checkpoint->path, NULL, error))
        return false;
    bool same = is_same_spec(&model.params.spec, &params->spec);
    if (same)
        params_copy(params, &model.params);
    model_finish(&model);
    return same || error_set(error, "%s: the weights are not of the network "
                             "its metadata tells of",
                             safetensors_path(checkpoint->path, shown));
}

static bool take_all(const struct checkpoint *checkpoint,
                     struct trainer *trainer, struct error *error)
{
    const struct safetensors *file = &checkpoint->file;
    struct optimizer *optimizer = &trainer->optimizer;

    return checkpoint_fits(checkpoint, trainer, error) &&
           checkpoint_tensor(file, "gatereel.optimizer.m", optimizer->count, 0,
                             optimizer->m, error) &&
           checkpoint_tensor(file, "gatereel.optimizer.v", optimizer->count, 0,
                             optimizer->v, error) &&
           checkpoint_tensor(file, "gatereel.history",
                             (size_t)checkpoint->state.epoch,
                             (size_t)trainer->columns, trainer->history,
                             error) &&
           (trainer->carries == 0 ||
            checkpoint_tensor(file, "gatereel.state", trainer->carries, 0,
                              trainer->carried, error));
}

bool checkpoint_restore(const struct checkpoint *checkpoint,
                        struct trainer *trainer, struct error *error)
{
    char shown[PATH_SHOWN];

    if (!take_all(checkpoint, trainer, error))
        return error_prefix(error, "%s", safetensors_path(checkpoint->path,
                                                          shown));
    if (!take_weights(checkpoint, trainer, error))
        return false;
    trainer->state = checkpoint->state;
    trainer_settle(trainer);
    return true;
}

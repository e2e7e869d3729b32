/* What the metadata says is in checkpoint_fields.c; here are the tensors, and
 * the checks that file, task and network belong together. The weights are
 * loaded as those of any other model.
 */
#include "train/checkpoint.h"

#include <string.h>

#include "model/model.h"
#include "train/checkpoint_fields.h"

/* A fingerprint of the series as the network sees it (FNV-1a, without the top
 * bit, so that it is an ordinary whole number); 0 without a series. */
static uint64_t mark_series(const struct task *task)
{
    uint64_t mark = UINT64_C(0xcbf29ce484222325);

    if (!task_is_series(task->kind))
        return 0;
    for (int k = -2; k < task->series_length; k++) {
        double value = k == -2   ? task->mean
                       : k == -1 ? task->deviation
                                 : (double)task->series[k];
        uint64_t bits;

        memcpy(&bits, &value, sizeof bits);
        for (int byte = 0; byte < 8; byte++)
            mark = (mark ^ (bits >> 8 * byte & 0xff)) * UINT64_C(0x100000001b3);
    }
    return mark >> 1;
}

static struct tensor_source tensor_of(const char *name, const real *values,
                                      int64_t rows, int64_t columns)
{
    return (struct tensor_source){
        .name = name, .type = sizeof(real) == sizeof(double) ? "F64" : "F32",
        .rank = columns ? 2 : 1, .shape = {rows, columns}, .values = values,
        .width = columns ? columns : rows, .stride = columns ? columns : rows,
    };
}

bool checkpoint_save(const struct trainer *trainer, const char *column,
                     const char *path, struct error *error)
{
    const struct optimizer *optimizer = &trainer->optimizer;
    int64_t count = (int64_t)optimizer->count;
    bool series = task_is_series(trainer->task.kind);
    double mean = trainer->task.mean, deviation = trainer->task.deviation;
    struct checkpoint now = {
        .options = trainer->options, .column = series ? column : NULL,
        .state = trainer->state, .series_mark = mark_series(&trainer->task),
        .set_forget_bias = trainer->options.init.set_forget_bias,
    };
    struct checkpoint_text text;
    struct tensor_source tensor[] = {
        tensor_of("gatereel.optimizer.m", optimizer->m, count, 0),
        tensor_of("gatereel.optimizer.v", optimizer->v, count, 0),
        tensor_of("gatereel.history", trainer->history, trainer->state.epoch,
                  trainer->columns),
    };
    struct model model = {
        .params = trainer->network.params, /* borrowed, never finished */
        .mean = series ? &mean : NULL,
        .deviation = series ? &deviation : NULL,
    };

    checkpoint_fields_print(&now, &text);
    return model_save(&model, path,
                      &(struct model_extra){
                          .tensor = tensor,
                          .tensors = sizeof tensor / sizeof *tensor,
                          .entry = text.entry, .entries = text.entries},
                      error);
}

bool checkpoint_open(struct checkpoint *checkpoint, const char *path,
                     struct error *error)
{
    char shown[PATH_SHOWN];

    *checkpoint = (struct checkpoint){.path = path};
    if (!safetensors_read(&checkpoint->file, path, error))
        return false;
    if (!checkpoint_fields_parse(checkpoint, error)) {
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

/* Copies a tensor of rows x columns numbers (0: a vector) to `out`. */
static bool take_tensor(const struct checkpoint *checkpoint, const char *name,
                        size_t rows, size_t columns, real *out,
                        struct error *error)
{
    const struct tensor *tensor = safetensors_find(&checkpoint->file, name);

    if (!tensor || !tensor->readable || tensor->rank != (columns ? 2 : 1) ||
        (uint64_t)tensor->shape[0] != rows ||
        (columns && (uint64_t)tensor->shape[1] != columns))
        return error_set(error, "tensor '%s' is missing or has not the shape "
                         "it was saved with", name);
    tensor_read(tensor, out);
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

bool checkpoint_restore(const struct checkpoint *checkpoint,
                        struct trainer *trainer, struct error *error)
{
    const struct trainer_state *state = &checkpoint->state;
    struct optimizer *optimizer = &trainer->optimizer;
    char shown[PATH_SHOWN];
    const char *path = safetensors_path(checkpoint->path, shown);

    if (checkpoint->series_mark != mark_series(&trainer->task))
        return error_set(error, "%s learned from another series, so training "
                         "cannot go on with this one", path);
    if (state->epoch > trainer->options.epochs ||
        state->unit >= trainer_units(trainer))
        return error_set(error, "%s: it stands at batch %d of epoch %d, which "
                         "does not exist", path, state->unit + 1,
                         state->epoch + 1);
    if (!take_tensor(checkpoint, "gatereel.optimizer.m", optimizer->count, 0,
                     optimizer->m, error) ||
        !take_tensor(checkpoint, "gatereel.optimizer.v", optimizer->count, 0,
                     optimizer->v, error) ||
        !take_tensor(checkpoint, "gatereel.history", (size_t)state->epoch,
                     (size_t)trainer->columns, trainer->history, error))
        return error_prefix(error, "%s", path);
    if (!take_weights(checkpoint, trainer, error))
        return false;
    trainer->state = *state;
    trainer_settle(trainer);
    return true;
}

/* Loading: the file is read and checked, its tensors recognised, and only then
 * numbers are converted into the network's own place for them. Biases that a
 * file leaves out stay zero, which is what leaving them out means.
 */
#include "model/model.h"

#include <limits.h>
#include <stdlib.h>
#include <string.h>

#include "base/array.h"
#include "base/number.h"
#include "model/naming.h"

static void read_into(const struct tensor *tensor, real *values)
{
    if (tensor != NULL)
        tensor_read(tensor, values);
}

static void read_weights(struct params *params, const struct naming *naming)
{
    for (int l = 0; l < params->spec.layers; l++) {
        const struct layer_tensors *from = &naming->layer[l];
        const struct layer_params *to = &params->layer[l];
        read_into(from->w, to->w);
        read_into(from->u, to->u);
        read_into(from->b_ih, to->b_ih);
        read_into(from->b_hh, to->b_hh);
    }
    if (params->spec.embedded)
        read_into(naming->embedding, params->embedding);
    read_into(naming->head_w, params->head_w);
    read_into(naming->head_b, params->head_b);
}

static bool read_scale(struct model *model, const struct safetensors *file,
                       struct error *error)
{
    const struct spec *spec = &model->params.spec;
    if (spec->vocabulary > 0)
        return true;
    if (!settings_scale(file, "gatereel.input.mean", spec->inputs,
                        &model->mean, error) ||
        !settings_scale(file, "gatereel.input.std", spec->inputs,
                        &model->deviation, error))
        return false;
    if ((model->mean == NULL) != (model->deviation == NULL))
        return error_set(error, "metadata gatereel.input.mean and .std are "
                                "not both there");
    for (int i = 0; model->deviation != NULL && i < spec->inputs; i++)
        if (!(model->deviation[i] > 0))
            return error_set(error, "metadata gatereel.input.std has a number "
                                    "that is not above zero");
    return true;
}

static bool keep_name(char **name, const char *text, size_t length,
                      struct error *error)
{
    *name = array_new(length + 1, 1, "a name", error);
    if (*name == NULL)
        return false;
    memcpy(*name, text, length);
    return true;
}

static bool keep_names(struct model *model, const struct safetensors *file,
                       const struct prefix *prefix, struct error *error)
{
    const char *column = safetensors_metadata(file, "gatereel.train.column");
    const char *task = safetensors_metadata(file, "gatereel.task");
    return keep_name(&model->prefix, prefix->text, (size_t)prefix->length,
                     error) &&
           (column == NULL ||
            keep_name(&model->column, column, strlen(column), error)) &&
           (task == NULL || keep_name(&model->task, task, strlen(task), error));
}

/* Who gives vectors where the file has tokens, or asks for another head, does
 * not want to hear that the rest of what it says of them does not fit. */
static bool read_task(struct model *model, const struct safetensors *file,
                      const struct model_options *options, struct error *error)
{
    const struct spec *spec = &model->params.spec;
    bool other = options->vectors || options->head || options->head_kind;
    struct error *heard = other ? NULL : error;
    if (!settings_words(file, spec, &model->words, heard) && !other)
        return false;
    if (!settings_feed(file, spec, &model->feed, heard) && !other)
        return false;
    return settings_context(file, spec, &model->context, error) &&
           settings_stateful(file, &model->stateful, error);
}

/* A whole number of the metadata, or `otherwise`. */
static int64_t metadata_number(const struct safetensors *file, const char *key,
                               int64_t high, int64_t otherwise)
{
    const char *text = safetensors_metadata(file, key);
    int64_t value;

    return text != NULL && number_parse_integer(text, strlen(text), 0, high,
                                                &value) ? value : otherwise;
}

bool model_load(struct model *model, const char *path,
                const struct model_options *options, struct error *error)
{
    const struct model_options none = {0};
    struct safetensors file;
    struct naming naming;
    char shown[PATH_SHOWN];
    *model = (struct model){.seed = -1};
    if (options == NULL)
        options = &none;
    if (!safetensors_read(&file, path, error))
        return false;
    if (!naming_find(&naming, &file, options, error) ||
        !params_init(&model->params, &naming.spec, error) ||
        !read_scale(model, &file, error) ||
        !read_task(model, &file, options, error) ||
        !keep_names(model, &file, &naming.prefix, error)) {
        error_prefix(error, "%s", safetensors_path(path, shown));
        goto fail;
    }
    read_weights(&model->params, &naming);
    model->seed = metadata_number(&file, "gatereel.seed", INT64_MAX, -1);
    model->epochs = (int)metadata_number(&file, "gatereel.train.epoch",
                                         INT_MAX, 0);
    safetensors_finish(&file);
    return true;

fail:
    safetensors_finish(&file);
    model_finish(model);
    return false;
}

void model_finish(struct model *model)
{
    params_finish(&model->params);
    free(model->prefix);
    free(model->mean);
    free(model->deviation);
    free(model->column);
    free(model->task);
    vocabulary_finish(&model->words);
    *model = (struct model){0};
}

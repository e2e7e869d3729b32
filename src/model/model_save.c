/* Saving: the weights under the names that PyTorch would give them, and in the
 * metadata what names and shapes cannot say. A stack of one kind is written as
 * one nn.LSTM, GRU or RNN; any other as a list of modules, one per layer.
 */
#include <assert.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/array.h"
#include "base/number.h"
#include "model/model.h"

enum { NAME_ROOM = 40, KEYS_MAX = 14, CELLS_SIZE = 16 * LAYERS_MAX };

/* A file in the making. */
struct draft {
    struct tensor_source *source; /* [sources] */
    int sources;
    char *names;                  /* of the sources, name_size bytes each */
    size_t name_size;
    struct metadata *entry;       /* [entries] */
    int entries;
    char *mean, *deviation;       /* as text, or NULL */
    char *words;                  /* likewise */
    char feed[32], context[16];
    char cells[CELLS_SIZE];
};

static void finish(struct draft *draft)
{
    free(draft->source);
    free(draft->names);
    free(draft->entry);
    free(draft->mean);
    free(draft->deviation);
    free(draft->words);
}

/* columns = 0: a vector. NULL values (a part that is not there): nothing. */
static void add_tensor(struct draft *draft, const real *values, int rows,
                       int columns, const char *format, ...)
    __attribute__((format(printf, 5, 6)));

static void add_tensor(struct draft *draft, const real *values, int rows,
                       int columns, const char *format, ...)
{
    char *name = draft->names + (size_t)draft->sources * draft->name_size;
    va_list arguments;
    if (values == NULL)
        return;
    va_start(arguments, format);
    int length = vsnprintf(name, draft->name_size, format, arguments);
    va_end(arguments);
    assert(length > 0 && (size_t)length < draft->name_size);
    (void)length;
    int width = columns > 0 ? columns : rows;
    draft->source[draft->sources++] = (struct tensor_source){
        .name = name,
        .type = sizeof(real) == sizeof(double) ? "F64" : "F32",
        .rank = columns > 0 ? 2 : 1,
        .shape = {rows, columns},
        .values = values,
        .width = width,
        .stride = width,
    };
}

static void add_entry(struct draft *draft, const char *key, const char *value)
{
    draft->entry[draft->entries++] = (struct metadata){key, value};
}

/* Can the stack be one PyTorch module? */
static bool is_uniform(const struct spec *spec)
{
    const struct layer_spec *first = &spec->layer[0];
    for (int l = 0; l < spec->layers; l++)
        if (spec->layer[l].cell != first->cell ||
            spec->layer[l].activation != first->activation ||
            spec->layer[l].units != first->units)
            return false;
    return first->cell != CELL_DENSE;
}

/* Layer l, whose names are `prefix` ... _l`number`. */
static void add_layer(struct draft *draft, const struct params *params, int l,
                      const char *prefix, int number)
{
    const struct layer_params *layer = &params->layer[l];
    const struct layer_spec *spec = &params->spec.layer[l];
    int rows = layer_cell(spec)->gates * spec->units;
    int inputs = spec_layer_inputs(&params->spec, l);
    if (spec->cell == CELL_DENSE) {
        add_tensor(draft, layer->w, rows, inputs, "%sweight", prefix);
        add_tensor(draft, layer->b_ih, rows, 0, "%sbias", prefix);
        return;
    }
    add_tensor(draft, layer->w, rows, inputs, "%sweight_ih_l%d", prefix,
               number);
    add_tensor(draft, layer->u, rows, spec->units, "%sweight_hh_l%d", prefix,
               number);
    add_tensor(draft, layer->b_ih, rows, 0, "%sbias_ih_l%d", prefix, number);
    add_tensor(draft, layer->b_hh, rows, 0, "%sbias_hh_l%d", prefix, number);
}

static void add_weights(struct draft *draft, const struct params *params,
                        const char *prefix)
{
    const struct spec *spec = &params->spec;
    bool uniform = is_uniform(spec);
    for (int l = 0; l < spec->layers; l++) {
        char module[NAME_ROOM];
        snprintf(module, sizeof module, "layers.%d.", l);
        add_layer(draft, params, l, uniform ? prefix : module,
                  uniform ? l : 0);
    }
    add_tensor(draft, params->embedding, spec->vocabulary, spec->inputs,
               "embedding.weight");
    add_tensor(draft, params->head_w, spec->outputs,
               spec->layer[spec->layers - 1].units, "fc.weight");
    add_tensor(draft, params->head_b, spec->outputs, 0, "fc.bias");
}

static void add_cells(struct draft *draft, const struct spec *spec)
{
    const struct layer_spec *first = &spec->layer[0];
    if (!is_uniform(spec)) {
        size_t length = 0;
        for (int l = 0; l < spec->layers; l++)
            length += (size_t)snprintf(draft->cells + length,
                                       sizeof draft->cells - length, "%s%s",
                                       l ? " " : "", cell_name(&spec->layer[l]));
        add_entry(draft, "gatereel.cells", draft->cells);
        return;
    }
    add_entry(draft, "gatereel.cell", cell_name(first));
    if (first->cell == CELL_RNN)
        add_entry(draft, "gatereel.activation",
                  activation_names[first->activation]);
    if (first->cell == CELL_GRU || first->cell == CELL_GRU_BEFORE)
        add_entry(draft, "gatereel.variant",
                  variant_names[first->cell == CELL_GRU ? VARIANT_AFTER
                                                        : VARIANT_BEFORE]);
}

/* Numbers separated by spaces; *text is NULL for NULL. */
static bool format_numbers(const double *values, int count, char **text,
                           struct error *error)
{
    size_t length = 0;
    if (values == NULL)
        return true;
    *text = array_new((size_t)count, NUMBER_TEXT_MAX + 1,
                      "the scale of the inputs", error);
    if (*text == NULL)
        return false;
    for (int i = 0; i < count; i++) {
        if (i > 0)
            (*text)[length++] = ' ';
        length += (size_t)number_format(*text + length, values[i], 17);
    }
    return true;
}

/* What names and shapes do not say of its task. */
static bool add_task(struct draft *draft, const struct model *model,
                     struct error *error)
{
    if (model->words.count > 0) {
        draft->words = settings_words_text(&model->words, error);
        if (draft->words == NULL)
            return false;
        add_entry(draft, "gatereel.words", draft->words);
        add_entry(draft, "gatereel.words.kind",
                  model->words.words ? "words" : "letters");
    }
    if (model->feed.kind != GENERATE_NONE) {
        bool at = model->feed.kind == GENERATE_ONE_HOT;
        snprintf(draft->feed, sizeof draft->feed, at ? "%s %d" : "%s",
                 generate_names[model->feed.kind], model->feed.at);
        add_entry(draft, "gatereel.feed", draft->feed);
    }
    if (model->context > 0) {
        snprintf(draft->context, sizeof draft->context, "%d", model->context);
        add_entry(draft, "gatereel.context", draft->context);
    }
    if (model->stateful)
        add_entry(draft, "gatereel.stateful", "yes");
    return true;
}

static bool add_metadata(struct draft *draft, const struct model *model,
                         struct error *error)
{
    const struct spec *spec = &model->params.spec;
    if (!format_numbers(model->mean, spec->inputs, &draft->mean, error) ||
        !format_numbers(model->deviation, spec->inputs, &draft->deviation,
                        error))
        return false;
    add_entry(draft, "format", "pt");
    add_cells(draft, spec);
    if (spec->head != HEAD_NONE)
        add_entry(draft, "gatereel.head", head_names[spec->head]);
    if (spec->vocabulary > 0 && !spec->embedded)
        add_entry(draft, "gatereel.input", "one-hot");
    if (draft->mean != NULL)
        add_entry(draft, "gatereel.input.mean", draft->mean);
    if (draft->deviation != NULL)
        add_entry(draft, "gatereel.input.std", draft->deviation);
    return add_task(draft, model, error);
}

static bool init(struct draft *draft, size_t prefix_length,
                 const struct model_extra *extra, struct error *error)
{
    *draft = (struct draft){.name_size = prefix_length + NAME_ROOM};
    draft->source = array_new(PARAM_TENSORS_MAX + (size_t)extra->tensors,
                              sizeof *draft->source, "the list of weights",
                              error);
    draft->names = array_new(PARAM_TENSORS_MAX, draft->name_size,
                             "the names of weights", error);
    draft->entry = array_new(KEYS_MAX + (size_t)extra->entries,
                             sizeof *draft->entry, "the metadata", error);
    return draft->source != NULL && draft->names != NULL &&
           draft->entry != NULL;
}

bool model_save(const struct model *model, const char *path,
                const struct model_extra *extra, struct error *error)
{
    const struct model_extra none = {0};
    const char *prefix = model->prefix ? model->prefix : "rnn.";
    struct draft draft;
    if (extra == NULL)
        extra = &none;
    bool fine = init(&draft, strlen(prefix), extra, error) &&
                add_metadata(&draft, model, error);
    if (fine) {
        add_weights(&draft, &model->params, prefix);
        for (int i = 0; i < extra->tensors; i++)
            draft.source[draft.sources++] = extra->tensor[i];
        for (int i = 0; i < extra->entries; i++)
            draft.entry[draft.entries++] = extra->entry[i];
        fine = safetensors_write(path, draft.source, draft.sources,
                                 draft.entry, draft.entries, error);
    }
    finish(&draft);
    return fine;
}

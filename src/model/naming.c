/* Recognising a recurrent stack.
 *
 * Names only say where to look; what a tensor means follows from the shapes,
 * and every shape is checked against the ones before it, so that the first
 * tensor that does not fit is named. The hidden size is the columns of
 * weight_hh, the cell the quotient of its rows.
 */
#include "model/naming.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "base/text.h"
#include "model/ends.h"

/* Names in files are at most 4096 bytes, what is added to a prefix far less. */
enum { NAME_SIZE = 4096 + 64, SHOWN = 100, CELLS_SIZE = 256 };

static const char SUFFIX[] = "weight_ih_l0";
static const char CELL_SUFFIX[] = "weight_ih";

bool naming_ends_in(const char *name, const char *tail)
{
    size_t length = strlen(name), size = strlen(tail);
    return length >= size && strcmp(name + length - size, tail) == 0;
}

bool naming_next_stack(const struct safetensors *file, int *at,
                       struct prefix *prefix)
{
    while (*at < file->tensors) {
        const char *name = file->tensor[(*at)++].name;
        const char *tail = naming_ends_in(name, SUFFIX)        ? SUFFIX
                           : naming_ends_in(name, CELL_SUFFIX) ? CELL_SUFFIX
                                                               : NULL;
        if (tail == NULL)
            continue;
        prefix->text = name;
        prefix->length = (int)(strlen(name) - strlen(tail));
        return true;
    }
    return false;
}

/* The tensor PREFIX KIND TAIL, or NULL. */
static const struct tensor *find(const struct safetensors *file,
                                 const struct naming *naming, const char *kind,
                                 const char *tail)
{
    char name[NAME_SIZE];
    snprintf(name, sizeof name, "%.*s%s%s", naming->prefix.length,
             naming->prefix.text, kind, tail);
    return safetensors_find(file, name);
}

static const char *show_prefix(const struct naming *naming, char shown[SHOWN])
{
    return text_printable(naming->prefix.text, (size_t)naming->prefix.length,
                          shown, SHOWN);
}

static const char *show(const struct tensor *tensor, char shown[SHOWN])
{
    return text_printable(tensor->name, strlen(tensor->name), shown, SHOWN);
}

/* A matrix, or with columns = 0 a vector, that can be read. rows = -1: any. */
static bool expect(const struct tensor *tensor, int64_t rows, int64_t columns,
                   struct error *error)
{
    char shown[SHOWN], is[TENSOR_SHAPE_TEXT], rows_text[24] = "N";
    int rank = columns == 0 ? 1 : 2;
    if (!tensor->readable)
        return error_set(error,
                         "tensor '%s' is of type %s; weights must be F32, F64, "
                         "F16 or BF16",
                         show(tensor, shown), tensor->type);
    if (tensor->rank == rank && tensor->elements > 0 &&
        (rows < 0 || tensor->shape[0] == rows) &&
        (columns <= 0 || tensor->shape[1] == columns))
        return true;
    show(tensor, shown);
    tensor_shape(tensor, is);
    if (rows >= 0)
        snprintf(rows_text, sizeof rows_text, "%" PRId64, rows);
    if (columns == 0)
        return error_set(error, "tensor '%s' is %s, but must be %s", shown, is,
                         rows_text);
    if (columns < 0)
        return error_set(error, "tensor '%s' is %s, but must be a matrix of "
                         "%s rows", shown, is, rows_text);
    return error_set(error, "tensor '%s' is %s, but must be %s x %" PRId64,
                     shown, is, rows_text, columns);
}

/* What is known by name but not supported. */
static bool check_supported(const struct safetensors *file,
                            const struct naming *naming, struct error *error)
{
    char shown[SHOWN];
    show_prefix(naming, shown);
    if (find(file, naming, "weight_ih", "_l0_reverse") != NULL)
        return error_set(error,
                         "'%s' is bidirectional, which is not supported yet; "
                         "train it with bidirectional=False",
                         shown);
    if (find(file, naming, "weight_hr", "_l0") != NULL)
        return error_set(error,
                         "'%s' is an LSTM with projections (weight_hr_l0), "
                         "which are not supported yet; train it with "
                         "proj_size=0",
                         shown);
    return true;
}

static bool find_cell(const struct tensor *u, struct layer_spec *layer,
                      struct error *error)
{
    char shown[SHOWN], shape[TENSOR_SHAPE_TEXT];
    if (!expect(u, -1, -1, error))
        return false;
    int64_t rows = u->shape[0], units = u->shape[1];
    layer->units = (int)units;
    if (rows == 4 * units)
        layer->cell = CELL_LSTM;
    else if (rows == 3 * units)
        layer->cell = CELL_GRU;
    else if (rows == units)
        layer->cell = CELL_RNN;
    else
        return error_set(error,
                         "tensor '%s' is %s: its rows must be 4 (LSTM), 3 "
                         "(GRU) or 1 (RNN) times its columns",
                         show(u, shown), tensor_shape(u, shape));
    return true;
}

/* Checks all of layer l against its cell, its units and what it reads. */
static bool check_layer(struct naming *naming, int l, struct error *error)
{
    const struct layer_tensors *layer = &naming->layer[l];
    const struct layer_spec *spec = &naming->spec.layer[l];
    int64_t rows = (int64_t)layer_cell(spec)->gates * spec->units;
    int64_t inputs = l == 0 ? -1 : naming->spec.layer[l - 1].units;
    if (!expect(layer->w, rows, inputs, error) ||
        (layer->u && !expect(layer->u, rows, spec->units, error)) ||
        (layer->b_ih && !expect(layer->b_ih, rows, 0, error)) ||
        (layer->b_hh && !expect(layer->b_hh, rows, 0, error)))
        return false;
    if (l == 0)
        naming->spec.inputs = (int)layer->w->shape[1];
    return true;
}

/* Layer l of the stack whose names end in `tail` ("_l0", or "" for a cell). */
static bool find_layer(struct naming *naming, const struct safetensors *file,
                       int l, const char *tail, struct error *error)
{
    struct layer_tensors *layer = &naming->layer[l];
    char shown[SHOWN];
    layer->w = find(file, naming, "weight_ih", tail);
    layer->u = find(file, naming, "weight_hh", tail);
    layer->b_ih = find(file, naming, "bias_ih", tail);
    layer->b_hh = find(file, naming, "bias_hh", tail);
    show_prefix(naming, shown);
    if (layer->w == NULL || layer->u == NULL)
        return error_set(error, "there is no tensor '%s%s%s'", shown,
                         layer->w ? "weight_hh" : "weight_ih", tail);
    if ((layer->b_ih == NULL) != (layer->b_hh == NULL))
        return error_set(error, "there is no tensor '%s%s%s'", shown,
                         layer->b_ih ? "bias_hh" : "bias_ih", tail);
    return find_cell(layer->u, &naming->spec.layer[l], error);
}

/* How many layers the names of a stack speak of: the highest _lN and one. */
static int count_layers(const struct safetensors *file,
                        const struct naming *naming)
{
    int count = 0;
    size_t length = (size_t)naming->prefix.length;
    for (int i = 0; i < file->tensors; i++) {
        const char *name = file->tensor[i].name;
        int layer = 0, end = 0;
        if (strncmp(name, naming->prefix.text, length) == 0 &&
            sscanf(name + length, "weight_ih_l%6d%n", &layer, &end) == 1 &&
            name[length + (size_t)end] == '\0' && layer >= count)
            count = layer + 1;
    }
    return count;
}

static bool find_stack(struct naming *naming, const struct safetensors *file,
                       struct error *error)
{
    struct spec *spec = &naming->spec;
    if (!check_supported(file, naming, error))
        return false;
    int named = count_layers(file, naming);
    if (named > LAYERS_MAX)
        return error_set(error, "%d layers, at most %d are supported", named,
                         LAYERS_MAX);
    spec->layers = named > 0 ? named : 1;
    for (int l = 0; l < spec->layers; l++) {
        char tail[16] = "";
        if (named > 0)
            snprintf(tail, sizeof tail, "_l%d", l);
        if (!find_layer(naming, file, l, tail, error) ||
            !check_layer(naming, l, error))
            return false;
    }
    return true;
}

/* Layer l of an own file, in which it is a module of its own. */
static bool find_module(struct naming *naming, const struct safetensors *file,
                        int l, const struct layer_spec *said,
                        struct error *error)
{
    struct layer_tensors *layer = &naming->layer[l];
    struct layer_spec *spec = &naming->spec.layer[l];
    char prefix[32];
    snprintf(prefix, sizeof prefix, "layers.%d.", l);
    naming->prefix = (struct prefix){prefix, (int)strlen(prefix)};
    bool fine = true;
    if (said->cell == CELL_DENSE) {
        layer->w = find(file, naming, "weight", "");
        layer->b_ih = find(file, naming, "bias", "");
        fine = layer->w ? expect(layer->w, -1, -1, error)
                        : error_set(error, "there is no tensor '%sweight'",
                                    prefix);
        if (fine)
            spec->units = (int)layer->w->shape[0];
    } else {
        fine = find_layer(naming, file, l, "_l0", error);
        if (fine && layer_cell(spec)->gates != layer_cell(said)->gates)
            fine = error_set(error,
                             "metadata gatereel.cells says %s, but '%s' has "
                             "the shapes of %s",
                             cell_name(said), prefix, layer_cell(spec)->name);
    }
    spec->cell = said->cell;
    spec->activation = said->activation;
    naming->prefix = (struct prefix){"", 0};
    return fine && check_layer(naming, l, error);
}

static bool find_modules(struct naming *naming, const struct safetensors *file,
                         const char *cells, struct error *error)
{
    struct layer_spec said[LAYERS_MAX] = {{0}};
    int layers = 0;
    for (cells += strspn(cells, " "); *cells != '\0';
         cells += strspn(cells, " ")) {
        char word[CELLS_SIZE];
        size_t length = strcspn(cells, " ");
        if (layers == LAYERS_MAX || length >= sizeof word)
            return error_set(error, "metadata gatereel.cells has more than %d "
                             "words, or too long ones", LAYERS_MAX);
        text_printable(cells, length, word, sizeof word);
        if (!cell_parse(word, &said[layers++], error))
            return error_prefix(error, "metadata gatereel.cells");
        cells += length;
    }
    naming->spec.layers = layers;
    for (int l = 0; l < layers; l++)
        if (!find_module(naming, file, l, &said[l], error))
            return false;
    return layers > 0 || error_set(error, "metadata gatereel.cells is empty");
}

/* "encoder" and "encoder." both mean the prefix "encoder.". */
static bool is_asked(const struct prefix *prefix, const char *asked)
{
    size_t size = strlen(asked), length = (size_t)prefix->length;
    return strncmp(prefix->text, asked, size) == 0 &&
           (size == length ||
            (size + 1 == length && prefix->text[size] == '.'));
}

static bool choose_stack(struct naming *naming, const struct safetensors *file,
                         const char *asked, struct error *error)
{
    struct name_list list = {0};
    struct prefix prefix;
    int at = 0, count = 0;
    while (naming_next_stack(file, &at, &prefix)) {
        if (naming->stacks < STACKS_MAX)
            naming->stack[naming->stacks++] = prefix;
        name_list_add(&list, prefix.text, (size_t)prefix.length);
        if (asked != NULL && !is_asked(&prefix, asked))
            continue;
        naming->prefix = prefix;
        count++;
    }
    if (count == 1)
        return true;
    if (list.length == 0 && safetensors_metadata(file, "gatereel.race"))
        return error_set(error, "a training, saved in the window, is no single "
                         "network; 'gatereel open' goes on with it");
    if (list.length == 0)
        return error_set(error, "no recurrent weights: no name ends in "
                         "weight_ih_l0 or weight_ih");
    if (count > 1)
        return error_set(error, "several recurrent networks: %s; choose one "
                         "with --prefix", list.text);
    char shown[SHOWN];
    text_printable(asked, strlen(asked), shown, sizeof shown);
    return error_set(error, "no recurrent network '%s'; there is %s", shown,
                     list.text);
}

bool naming_find(struct naming *naming, const struct safetensors *file,
                 const struct model_options *options, struct error *error)
{
    const char *cells = safetensors_metadata(file, "gatereel.cells");
    *naming = (struct naming){.prefix = {"", 0}};
    bool fine = cells != NULL && options->prefix == NULL
                    ? find_modules(naming, file, cells, error)
                    : choose_stack(naming, file, options->prefix, error) &&
                          find_stack(naming, file, error);
    return fine && ends_find(naming, file, options, error) &&
           settings_apply(&naming->spec, file, options, error) &&
           spec_check(&naming->spec, error);
}

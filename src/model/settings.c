/* Metadata and options, in the order of their rank: each step may overrule
 * what the one before it said. A word that contradicts the shapes is an error
 * and never a guess.
 */
#include "model/settings.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/array.h"
#include "base/number.h"
#include "base/text.h"

enum { SHOWN = 60 };

const char *const variant_names[VARIANTS] = {"after", "before"};

/* Index of `word` in `words`, or -1 with a message that names `what`. */
static int choose(const char *word, const char *const words[], int count,
                  const char *what, struct error *error)
{
    int found = text_find(word, words, (size_t)count);
    char shown[SHOWN], list[120];
    if (found < 0)
        error_set(error, "%s '%s' is not one of %s", what,
                  text_printable(word, strlen(word), shown, sizeof shown),
                  text_join(words, (size_t)count, ", ", list, sizeof list));
    return found;
}

static bool set_activation(struct spec *spec, const char *word,
                           struct error *error)
{
    bool any = false;
    int found = choose(word, activation_names, ACT_KINDS, "the activation",
                       error);
    if (found < 0)
        return false;
    for (int l = 0; l < spec->layers; l++)
        if (spec->layer[l].cell == CELL_RNN) {
            spec->layer[l].activation = (enum activation)found;
            any = true;
        }
    if (!any)
        return error_set(error, "the activation can be chosen only for an RNN, "
                                "and there is none");
    return true;
}

static bool set_variant(struct spec *spec, const char *word,
                        struct error *error)
{
    bool any = false;
    int found = choose(word, variant_names, VARIANTS, "the GRU variant", error);
    if (found < 0)
        return false;
    for (int l = 0; l < spec->layers; l++)
        if (spec->layer[l].cell == CELL_GRU ||
            spec->layer[l].cell == CELL_GRU_BEFORE) {
            spec->layer[l].cell = found == VARIANT_BEFORE ? CELL_GRU_BEFORE
                                                          : CELL_GRU;
            any = true;
        }
    if (!any)
        return error_set(error, "the variant can be chosen only for a GRU, and "
                                "there is none");
    return true;
}

static bool set_head(struct spec *spec, const char *word, struct error *error)
{
    int found = choose(word, head_names + HEAD_LINEAR,
                       HEAD_KINDS - HEAD_LINEAR, "the kind of head", error);
    if (found < 0)
        return false;
    if (spec->head != HEAD_NONE)
        spec->head = (enum head)(HEAD_LINEAR + found);
    return true;
}

/* A file may tell of a head that the options leave out; an option may not. */
static bool choose_head(struct spec *spec, const char *word,
                        struct error *error)
{
    if (spec->head == HEAD_NONE)
        return error_set(error, "the kind of head can be chosen only for a "
                                "head, and none is used");
    return set_head(spec, word, error);
}

/* gatereel.cell speaks of all layers; each must have the shapes for it. */
static bool set_cell(struct spec *spec, const char *word, struct error *error)
{
    struct layer_spec said = {0};
    if (!cell_parse(word, &said, error))
        return error_prefix(error, "metadata gatereel.cell");
    for (int l = 0; l < spec->layers; l++) {
        if (layer_cell(&spec->layer[l])->gates != layer_cell(&said)->gates ||
            (spec->layer[l].cell == CELL_DENSE) != (said.cell == CELL_DENSE))
            return error_set(error,
                             "metadata gatereel.cell says %s, but layer %d has "
                             "the shapes of %s",
                             word, l, layer_cell(&spec->layer[l])->name);
        spec->layer[l].cell = said.cell;
        spec->layer[l].activation = said.activation;
    }
    return true;
}

static bool apply_metadata(struct spec *spec, const struct safetensors *file,
                           const char *key,
                           bool (*set)(struct spec *spec, const char *word,
                                       struct error *error),
                           struct error *error)
{
    const char *word = safetensors_metadata(file, key);
    if (word == NULL || set(spec, word, error))
        return true;
    return error_prefix(error, "metadata %s", key);
}

bool settings_apply(struct spec *spec, const struct safetensors *file,
                    const struct model_options *options, struct error *error)
{
    const char *cell = safetensors_metadata(file, "gatereel.cell");
    const char *input = safetensors_metadata(file, "gatereel.input");
    if (cell != NULL && !set_cell(spec, cell, error))
        return false;
    if (!apply_metadata(spec, file, "gatereel.variant", set_variant, error) ||
        !apply_metadata(spec, file, "gatereel.activation", set_activation,
                        error) ||
        !apply_metadata(spec, file, "gatereel.head", set_head, error))
        return false;
    if (input != NULL && strcmp(input, "one-hot") == 0 && !spec->embedded &&
        !options->vectors)
        spec->vocabulary = spec->inputs;
    return (!options->variant || set_variant(spec, options->variant, error)) &&
           (!options->activation ||
            set_activation(spec, options->activation, error)) &&
           (!options->head_kind ||
            choose_head(spec, options->head_kind, error));
}

bool settings_scale(const struct safetensors *file, const char *key, int inputs,
                    double **out, struct error *error)
{
    const char *text = safetensors_metadata(file, key);
    *out = NULL;
    if (text == NULL)
        return true;
    double *values = array_new((size_t)inputs, sizeof *values,
                               "the scale of the inputs", error);
    if (values == NULL)
        return false;
    int count = 0;
    bool fine = true;
    for (text += strspn(text, " "); *text != '\0' && fine;
         text += strspn(text, " ")) {
        size_t length = strcspn(text, " ");
        double value = 0;
        fine = number_parse(text, length, &value) && isfinite(value);
        if (count < inputs)
            values[count] = value;
        count++;
        text += length;
    }
    if (!fine || count != inputs) {
        free(values);
        return error_set(error, "metadata %s is not %d numbers for %d inputs",
                         key, inputs, inputs);
    }
    *out = values;
    return true;
}

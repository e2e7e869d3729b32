/* What a weight file holds, as text: all tensors, the metadata, and each
 * recurrent stack with the parts of a network around it. A stack that cannot
 * be used says why; only when none can be used is that an error.
 */
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/array.h"
#include "base/text.h"
#include "model/model.h"
#include "model/naming.h"

enum { NAME_SHOWN = 64, VALUE_SHOWN = 72, PREFIX_SIZE = 4096 + 1 };

/* Text that grows. Once memory ran out it stays as it was and `failed`. */
struct text {
    char *bytes;
    size_t length, capacity;
    bool failed;
    struct error *error;
};

static void append(struct text *text, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

static void append(struct text *text, const char *format, ...)
{
    char line[ERROR_TEXT_MAX + NAME_SHOWN];
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(line, sizeof line, format, arguments);
    va_end(arguments);
    size_t length = strlen(line);
    void *bytes = text->bytes;
    text->failed = text->failed ||
                   !array_reserve(&bytes, &text->capacity,
                                  text->length + length + 1, 1,
                                  "the description", text->error);
    if (text->failed)
        return;
    text->bytes = bytes;
    memcpy(text->bytes + text->length, line, length + 1);
    text->length += length;
}

static void list_tensors(struct text *text, const struct safetensors *file)
{
    int width = 4;
    char name[NAME_SHOWN], shape[TENSOR_SHAPE_TEXT];
    for (int i = 0; i < file->tensors; i++) {
        const char *full = file->tensor[i].name;
        text_printable(full, strlen(full), name, sizeof name);
        if ((int)strlen(name) > width)
            width = (int)strlen(name);
    }
    if (file->tensors > 0)
        append(text, "%-*s  %-11s  %s\n", width, "name", "type", "shape");
    else
        append(text, "no tensors\n");
    for (int i = 0; i < file->tensors; i++) {
        const struct tensor *tensor = &file->tensor[i];
        text_printable(tensor->name, strlen(tensor->name), name, sizeof name);
        append(text, "%-*s  %-11s  %s\n", width, name, tensor->type,
               tensor_shape(tensor, shape));
    }
}

static void list_metadata(struct text *text, const struct safetensors *file)
{
    if (file->entries > 0)
        append(text, "\nmetadata\n");
    for (int i = 0; i < file->entries; i++) {
        const struct metadata *entry = &file->entry[i];
        char key[NAME_SHOWN], value[VALUE_SHOWN];
        append(text, "  %s: %s\n",
               text_printable(entry->key, strlen(entry->key), key, sizeof key),
               text_printable(entry->value, strlen(entry->value), value,
                              sizeof value));
    }
}

/* "1 layer", "2 layers" */
static const char *plural(int count)
{
    return count == 1 ? "" : "s";
}

static void describe_layers(struct text *text, const struct naming *naming)
{
    const struct spec *spec = &naming->spec;
    char shown[NAME_SHOWN];
    text_printable(naming->prefix.text, (size_t)naming->prefix.length, shown,
                   sizeof shown);
    append(text, "'%s': %d input%s", shown, spec->inputs, plural(spec->inputs));
    for (int l = 0; l < spec->layers; l++) {
        const struct layer_spec *layer = &spec->layer[l];
        append(text, " -> %s of %d unit%s", cell_name(layer), layer->units,
               plural(layer->units));
        if (layer->cell != CELL_DENSE && naming->layer[l].b_ih == NULL)
            append(text, " without biases");
    }
    append(text, "\n");
}

static void describe_network(struct text *text, const struct naming *naming)
{
    const struct spec *spec = &naming->spec;
    char shown[NAME_SHOWN];
    const char *name;
    describe_layers(text, naming);
    if (spec->embedded) {
        name = naming->embedding->name;
        append(text, "  embedding: %s, %d tokens\n",
               text_printable(name, strlen(name), shown, sizeof shown),
               spec->vocabulary);
    }
    if (spec->head != HEAD_NONE) {
        name = naming->head_w->name;
        append(text, "  head: %s, %s, %d output%s\n",
               text_printable(name, strlen(name), shown, sizeof shown),
               head_names[spec->head], spec->outputs, plural(spec->outputs));
    }
}

/* What it was trained for, as far as the file says. */
static void describe_task(struct text *text, const struct safetensors *file,
                          const struct spec *spec)
{
    static const char *const feeds[GENERATE_KINDS] = {
        "", "token", "choice, one-hot", "value"};
    const char *task = safetensors_metadata(file, "gatereel.task");
    struct error error;
    struct vocabulary words = {0};
    struct feed feed = {0};
    int context = 0;
    bool stateful = false;
    char shown[NAME_SHOWN];
    if (task != NULL)
        append(text, "  task: %s\n", text_printable(task, strlen(task), shown,
                                                    sizeof shown));
    if (!settings_words(file, spec, &words, &error) ||
        !settings_feed(file, spec, &feed, &error) ||
        !settings_context(file, spec, &context, &error) ||
        !settings_stateful(file, &stateful, &error))
        append(text, "  %s\n", error.text);
    if (words.count > 0)
        append(text, "  words: %d %s%s\n", words.count,
               words.words ? "word" : "letter", plural(words.count));
    if (feed.kind != GENERATE_NONE)
        append(text, "  left to itself it reads its last %s\n",
               feeds[feed.kind]);
    if (context > 1)
        append(text, "  context: the last %d values\n", context);
    if (stateful)
        append(text, "  stateful: trained with states that went on\n");
    vocabulary_finish(&words);
}

/* One network of the file. When only the choice of its ends fails, it is shown
 * without them, and why. */
static bool describe_one(struct text *text, const struct safetensors *file,
                         const struct model_options *options,
                         struct error *error)
{
    struct naming naming;
    if (naming_find(&naming, file, options, error)) {
        describe_network(text, &naming);
        describe_task(text, file, &naming.spec);
        return true;
    }
    struct model_options bare = *options;
    bare.head = bare.embedding = "none";
    if (!naming_find(&naming, file, &bare, NULL))
        return false;
    describe_network(text, &naming);
    append(text, "  %s\n", error->text);
    return true;
}

static bool describe_networks(struct text *text, const struct safetensors *file,
                              const struct model_options *options,
                              struct error *error)
{
    struct prefix prefix;
    int at = 0, found = 0, fine = 0;
    append(text, "\n");
    if (options->prefix != NULL ||
        safetensors_metadata(file, "gatereel.cells") != NULL)
        return describe_one(text, file, options, error);
    while (naming_next_stack(file, &at, &prefix) && ++found <= STACKS_MAX) {
        struct model_options chosen = *options;
        char name[PREFIX_SIZE];
        snprintf(name, sizeof name, "%.*s", prefix.length, prefix.text);
        chosen.prefix = name;
        if (describe_one(text, file, &chosen, error))
            fine++;
        else
            append(text, "not usable: %s\n", error->text);
    }
    if (found > STACKS_MAX)
        append(text, "and more recurrent networks\n");
    if (found == 0)
        append(text, "no recurrent weights recognised\n");
    return found == 0 || fine > 0;
}

char *model_describe(const char *path, const struct model_options *options,
                     struct error *error)
{
    const struct model_options none = {0};
    struct safetensors file;
    struct error local;
    char shown[PATH_SHOWN];
    struct text text = {.error = error};
    if (!safetensors_read(&file, path, error))
        return NULL;
    list_tensors(&text, &file);
    list_metadata(&text, &file);
    if (!describe_networks(&text, &file, options ? options : &none, &local)) {
        error_set(error, "%s: %s", safetensors_path(path, shown), local.text);
        text.failed = true;
    }
    safetensors_finish(&file);
    if (text.failed) {
        free(text.bytes);
        return NULL;
    }
    return text.bytes;
}

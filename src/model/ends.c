/* Choosing by name is done in rounds. Each round looks at the layers of the
 * right width with fewer demands on the name: first the usual words exactly,
 * then a usual word anywhere in the name, for the head at last any name. The
 * first round that finds something decides. The last round must find exactly
 * one: matrices with odd names, as of attention, are no head.
 */
#include "model/ends.h"

#include <ctype.h>
#include <stdio.h>
#include <string.h>

#include "base/text.h"

enum { SHOWN = 100, WORD_MAX = 63 };

static const char WEIGHT[] = ".weight";

/* What is looked for; the words end with NULL. */
struct wanted {
    const char *what;               /* "head", for messages */
    const char *const *exact;
    const char *const *part;
    const char *const *last;        /* in the end any name without these words
                                       will do; NULL: none will */
    int64_t columns;
    const struct tensor *taken;     /* is something else already */
    bool final;                     /* no other layer may read its outputs */
};

void name_list_add(struct name_list *list, const char *name, size_t length)
{
    char shown[SHOWN];
    size_t room = sizeof list->text - list->length;
    text_printable(name, length, shown, sizeof shown);
    size_t need = strlen(shown) + sizeof ", ''";
    if (need + sizeof ", ..." <= room)
        list->length += (size_t)snprintf(list->text + list->length, room,
                                         "%s'%s'", list->length ? ", " : "",
                                         shown);
    else if (room > sizeof ", ..." &&
             (list->length < 3 ||
              strcmp(list->text + list->length - 3, "...") != 0))
        list->length += (size_t)snprintf(list->text + list->length, room,
                                         ", ...");
}

/* The module's own name in lower case: "out" of "a.b.Out.weight". */
static void own_name(const struct tensor *tensor, char word[WORD_MAX + 1])
{
    size_t length = strlen(tensor->name) - strlen(WEIGHT);
    size_t start = length;
    while (start > 0 && tensor->name[start - 1] != '.')
        start--;
    size_t size = length - start < WORD_MAX ? length - start : WORD_MAX;
    for (size_t i = 0; i < size; i++)
        word[i] = (char)tolower((unsigned char)tensor->name[start + i]);
    word[size] = '\0';
}

static bool has_word(const char *name, const char *const *words, bool exact)
{
    for (; *words != NULL; words++)
        if (exact ? strcmp(name, *words) == 0 : strstr(name, *words) != NULL)
            return true;
    return false;
}

/* Length of the part of a prefix that names the parent module: "encoder." of
 * "encoder.rnn.". */
static size_t parent_length(const struct prefix *prefix)
{
    size_t length = (size_t)prefix->length;
    if (length > 0)
        length--; /* the last dot */
    while (length > 0 && prefix->text[length - 1] != '.')
        length--;
    return length;
}

/* Does a tensor live in the module of another recurrent stack? Then it is that
 * one's end and not ours. */
static bool is_elsewhere(const struct tensor *tensor,
                         const struct naming *naming)
{
    const char *prefix = naming->prefix.text;
    size_t own = parent_length(&naming->prefix);
    if (own > 0 && strncmp(tensor->name, prefix, own) == 0)
        return false;
    for (int i = 0; i < naming->stacks; i++) {
        const char *other = naming->stack[i].text;
        size_t parent = parent_length(&naming->stack[i]);
        if (parent > 0 && strncmp(tensor->name, other, parent) == 0)
            return true;
    }
    return false;
}

static bool is_layer(const struct tensor *tensor, const struct naming *naming)
{
    for (int l = 0; l < naming->spec.layers; l++)
        if (tensor == naming->layer[l].w || tensor == naming->layer[l].u)
            return true;
    return false;
}

static bool fits(const struct tensor *tensor, const struct wanted *wanted)
{
    return tensor->rank == 2 && tensor->readable && tensor->elements > 0 &&
           tensor->shape[1] == wanted->columns &&
           naming_ends_in(tensor->name, WEIGHT);
}

/* Is there another matrix that reads what this one gives? Then it is the first
 * of several layers, as fc1 is before fc2. */
static bool is_read(const struct tensor *tensor, const struct naming *naming,
                    const struct safetensors *file,
                    const struct wanted *wanted)
{
    struct wanted next = *wanted;
    next.columns = tensor->shape[0];
    for (int i = 0; i < file->tensors; i++) {
        const struct tensor *other = &file->tensor[i];
        if (other != tensor && other != wanted->taken && fits(other, &next) &&
            !fits(other, wanted) && !is_layer(other, naming) &&
            !is_elsewhere(other, naming))
            return true;
    }
    return false;
}

/* One round: how many there are, the last of them, and their names. */
static int count_round(const struct naming *naming,
                       const struct safetensors *file,
                       const struct wanted *wanted, int round,
                       const struct tensor **found, struct name_list *list)
{
    int count = 0;
    for (int i = 0; i < file->tensors; i++) {
        const struct tensor *tensor = &file->tensor[i];
        char word[WORD_MAX + 1];
        if (!fits(tensor, wanted) || tensor == wanted->taken ||
            is_layer(tensor, naming) || is_elsewhere(tensor, naming) ||
            (wanted->final && is_read(tensor, naming, file, wanted)))
            continue;
        own_name(tensor, word);
        if (round == 0 && !has_word(word, wanted->exact, true))
            continue;
        if (round == 1 && !has_word(word, wanted->part, false))
            continue;
        if (round == 2 && has_word(word, wanted->last, false))
            continue;
        name_list_add(list, tensor->name, strlen(tensor->name));
        *found = tensor;
        count++;
    }
    return count;
}

/* The one the caller named: "fc" or "fc.weight". */
static bool find_named(const struct safetensors *file,
                       const struct wanted *wanted, const char *name,
                       const struct tensor **found, struct error *error)
{
    char shown[SHOWN], shape[TENSOR_SHAPE_TEXT];
    size_t length = strlen(name);
    text_printable(name, length, shown, sizeof shown);
    for (int i = 0; i < file->tensors; i++) {
        const struct tensor *tensor = &file->tensor[i];
        if (strncmp(tensor->name, name, length) != 0 ||
            (tensor->name[length] != '\0' &&
             strcmp(tensor->name + length, WEIGHT) != 0))
            continue;
        if (!fits(tensor, wanted))
            return error_set(error,
                             "'%s' (%s %s) cannot be the %s, which is a matrix "
                             "named ...%s of %lld columns",
                             shown, tensor->type, tensor_shape(tensor, shape),
                             wanted->what, WEIGHT, (long long)wanted->columns);
        *found = tensor;
        return true;
    }
    return error_set(error, "there is no '%s%s' for the %s", shown, WEIGHT,
                     wanted->what);
}

static bool pick(const struct naming *naming, const struct safetensors *file,
                 const struct wanted *wanted, const char *name,
                 const struct tensor **found, struct error *error)
{
    *found = NULL;
    if (name != NULL && strcmp(name, "none") == 0)
        return true;
    if (name != NULL)
        return find_named(file, wanted, name, found, error);
    for (int round = 0; round < 3; round++) {
        struct name_list list = {0};
        const struct tensor *last = NULL;
        if (round == 2 && wanted->last == NULL)
            return true;
        int count = count_round(naming, file, wanted, round, &last, &list);
        if (count > 1 && round < 2)
            return error_set(error,
                             "several layers could be the %s: %s; choose one "
                             "with --%s NAME, or 'none'",
                             wanted->what, list.text, wanted->what);
        if (count == 1)
            *found = last;
        if (count > 0)
            return true;
    }
    return true;
}

static bool find_bias(struct naming *naming, const struct safetensors *file,
                      struct error *error)
{
    const char *weight = naming->head_w->name;
    size_t length = strlen(weight) - strlen(WEIGHT);
    for (int i = 0; i < file->tensors; i++) {
        const struct tensor *tensor = &file->tensor[i];
        char shown[SHOWN], shape[TENSOR_SHAPE_TEXT];
        if (strncmp(tensor->name, weight, length) != 0 ||
            strcmp(tensor->name + length, ".bias") != 0)
            continue;
        if (!tensor->readable || tensor->rank != 1 ||
            tensor->shape[0] != naming->head_w->shape[0])
            return error_set(error,
                             "tensor '%s' is %s %s, but %lld numbers are "
                             "needed for the rows of its weight",
                             text_printable(tensor->name, strlen(tensor->name),
                                            shown, sizeof shown),
                             tensor->type, tensor_shape(tensor, shape),
                             (long long)naming->head_w->shape[0]);
        naming->head_b = tensor;
    }
    return true;
}

bool ends_find(struct naming *naming, const struct safetensors *file,
               const struct model_options *options, struct error *error)
{
    static const char *const embedding_words[] = {"embedding", "embeddings",
                                                  "embed", "emb", NULL};
    static const char *const embedding_parts[] = {"emb", "encoder", "wte",
                                                  "lookup", NULL};
    static const char *const head_words[] = {"fc", "head", "decoder", NULL};
    static const char *const head_parts[] = {
        "fc",   "head",  "decoder", "lin",     "out", "class",
        "proj", "dense", "logit",   "predict", NULL};
    struct spec *spec = &naming->spec;
    struct wanted embedding = {.what = "embedding", .exact = embedding_words,
                               .part = embedding_parts,
                               .columns = spec->inputs};
    if (!pick(naming, file, &embedding,
              options->vectors && !options->embedding ? "none"
                                                      : options->embedding,
              &naming->embedding, error))
        return false;
    struct wanted head = {.what = "head", .exact = head_words,
                          .part = head_parts, .last = embedding_parts,
                          .columns = spec->layer[spec->layers - 1].units,
                          .taken = naming->embedding, .final = true};
    if (!pick(naming, file, &head, options->head, &naming->head_w, error))
        return false;
    if (naming->embedding != NULL && !options->vectors) {
        spec->embedded = true;
        spec->vocabulary = (int)naming->embedding->shape[0];
    }
    if (naming->head_w == NULL)
        return true;
    spec->head = HEAD_LINEAR;
    spec->outputs = (int)naming->head_w->shape[0];
    return find_bias(naming, file, error);
}

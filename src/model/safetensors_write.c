/* Writing safetensors.
 *
 * The bytes are those the reference writer produces: a compact header padded
 * with spaces to a multiple of 8, metadata first, then the tensors with the
 * largest type first and names in order, so that every tensor is aligned to
 * its elements. Metadata, for which the reference has no order, goes by key,
 * and so the same input always gives the same file.
 */
#include <assert.h>
#include <inttypes.h>
#include <jansson.h>
#include <stdlib.h>
#include <string.h>

#include "base/array.h"
#include "base/file.h"
#include "base/text.h"
#include "model/element.h"
#include "model/safetensors.h"

enum { LENGTH_SIZE = 8, ALIGNMENT = 8, CHUNK = 512, ELEMENT_BYTES_MAX = 8 };

/* What there is to write, in the order in which it is written. */
struct plan {
    const struct tensor_source **source;
    int tensors;
    const struct metadata **entry;
    int entries;
};

static int compare_sources(const void *left, const void *right)
{
    const struct tensor_source *a = *(const struct tensor_source *const *)left;
    const struct tensor_source *b = *(const struct tensor_source *const *)right;
    const struct element_type *p = element_find(a->type);
    const struct element_type *q = element_find(b->type);
    if (p != q)
        return p > q ? -1 : 1;
    return strcmp(a->name, b->name);
}

static int compare_entries(const void *left, const void *right)
{
    const struct metadata *a = *(const struct metadata *const *)left;
    const struct metadata *b = *(const struct metadata *const *)right;
    return strcmp(a->key, b->key);
}

static bool init_plan(struct plan *plan, const struct tensor_source *sources,
                      const struct metadata *entries, struct error *error)
{
    plan->source = array_new((size_t)plan->tensors, sizeof *plan->source,
                             "the order of tensors", error);
    plan->entry = array_new((size_t)plan->entries, sizeof *plan->entry,
                            "the order of metadata", error);
    if (plan->source == NULL || plan->entry == NULL)
        return false;
    for (int i = 0; i < plan->tensors; i++) {
        assert(element_find(sources[i].type) != NULL);
        plan->source[i] = &sources[i];
    }
    for (int i = 0; i < plan->entries; i++)
        plan->entry[i] = &entries[i];
    qsort(plan->source, (size_t)plan->tensors, sizeof *plan->source,
          compare_sources);
    qsort(plan->entry, (size_t)plan->entries, sizeof *plan->entry,
          compare_entries);
    return true;
}

static void finish_plan(struct plan *plan)
{
    free(plan->source);
    free(plan->entry);
}

static uint64_t count_elements(const struct tensor_source *source)
{
    uint64_t elements = 1;
    assert(source->rank >= 0 && source->rank <= TENSOR_RANK_MAX);
    for (int i = 0; i < source->rank; i++)
        elements *= (uint64_t)source->shape[i];
    return elements;
}

static size_t element_bytes(const struct tensor_source *source)
{
    return (size_t)element_find(source->type)->bits / 8;
}

/* Adds a value under a name that must be new. Takes over `value`, whose NULL
 * means that there was no memory for it. */
static bool add(json_t *object, const char *name, json_t *value,
                struct error *error)
{
    char shown[120];
    text_printable(name, strlen(name), shown, sizeof shown);
    bool fine = true;
    if (value == NULL)
        fine = error_memory(error, "the header of a weight file",
                            strlen(name));
    else if (!utf8_valid(name, strlen(name)))
        fine = error_set(error, "the name '%s' is not valid UTF-8", shown);
    else if (json_object_get(object, name) != NULL)
        fine = error_set(error, "two entries have the name '%s'", shown);
    else if (json_object_set(object, name, value) != 0)
        fine = error_memory(error, "the header of a weight file",
                            strlen(name));
    json_decref(value);
    return fine;
}

static bool add_metadata(json_t *root, const struct plan *plan,
                         struct error *error)
{
    if (plan->entries == 0)
        return true;
    json_t *object = json_object();
    if (!add(root, "__metadata__", object, error))
        return false;
    for (int i = 0; i < plan->entries; i++) {
        const struct metadata *entry = plan->entry[i];
        if (!utf8_valid(entry->value, strlen(entry->value)))
            return error_set(error, "the metadata '%s' is not valid UTF-8",
                             entry->key);
        if (!add(object, entry->key, json_string(entry->value), error))
            return false;
    }
    return true;
}

static json_t *pack_shape(const struct tensor_source *source)
{
    json_t *shape = json_array();
    for (int i = 0; i < source->rank; i++)
        if (json_array_append_new(shape, json_integer(source->shape[i])) != 0) {
            json_decref(shape);
            return NULL;
        }
    return shape;
}

static bool add_tensors(json_t *root, const struct plan *plan,
                        struct error *error)
{
    uint64_t begin = 0;
    for (int i = 0; i < plan->tensors; i++) {
        const struct tensor_source *source = plan->source[i];
        uint64_t elements = count_elements(source);
        if (elements > INT32_MAX)
            return error_set(error,
                             "%s has %" PRIu64 " elements, at most %d fit in "
                             "one tensor",
                             source->name, elements, INT32_MAX);
        uint64_t end = begin + elements * element_bytes(source);
        json_t *entry = json_pack("{s:s, s:o, s:[I, I]}", "dtype",
                                  source->type, "shape", pack_shape(source),
                                  "data_offsets", (json_int_t)begin,
                                  (json_int_t)end);
        if (!add(root, source->name, entry, error))
            return false;
        begin = end;
    }
    return true;
}

/* The text of `root`, the caller's to free, or NULL. Into a buffer of ours:
 * json_dumps of jansson 2.14 can lose a name where its own has no memory. */
static char *dump(const json_t *root, struct error *error)
{
    size_t length = json_dumpb(root, NULL, 0, JSON_COMPACT);
    char *text = array_new(length + 1, 1, "the header of a weight file", error);
    if (text != NULL && length > 0 &&
        json_dumpb(root, text, length, JSON_COMPACT) == length)
        return text;
    if (text != NULL)
        error_memory(error, "the header of a weight file", length);
    free(text);
    return NULL;
}

static char *format_header(const struct plan *plan, struct error *error)
{
    char *text = NULL;
    json_t *root = json_object();
    if (root == NULL)
        error_memory(error, "the header of a weight file", 0);
    else if (add_metadata(root, plan, error) && add_tensors(root, plan, error))
        text = dump(root, error);
    json_decref(root);
    return text;
}

static void write_header(struct output *output, const char *text)
{
    size_t length = strlen(text);
    size_t padding = (ALIGNMENT - length % ALIGNMENT) % ALIGNMENT;
    uint64_t size = length + padding;
    unsigned char bytes[LENGTH_SIZE];
    for (int i = 0; i < LENGTH_SIZE; i++)
        bytes[i] = (unsigned char)(size >> 8 * i);
    output_write(output, bytes, sizeof bytes);
    output_write(output, text, length);
    output_write(output, "        ", padding);
}

/* Converts CHUNK elements at a time, stepping from row to row. */
static void write_values(struct output *output,
                         const struct tensor_source *source)
{
    const struct element_type *type = element_find(source->type);
    size_t size = element_bytes(source);
    uint64_t elements = count_elements(source);
    unsigned char bytes[CHUNK * ELEMENT_BYTES_MAX];
    size_t filled = 0;
    int64_t column = 0;
    const real *row = source->values;
    for (uint64_t i = 0; i < elements; i++) {
        if (column == source->width) {
            row += source->stride;
            column = 0;
        }
        type->store(bytes + filled, (double)row[column++]);
        filled += size;
        if (filled == sizeof bytes || i + 1 == elements) {
            output_write(output, bytes, filled);
            filled = 0;
        }
    }
}

bool safetensors_write(const char *path, const struct tensor_source *sources,
                       int tensors, const struct metadata *entries, int count,
                       struct error *error)
{
    struct plan plan = {.tensors = tensors, .entries = count};
    struct output output = {0};
    char shown[PATH_SHOWN];
    bool fine = false;
    char *header = NULL;
    if (!init_plan(&plan, sources, entries, error))
        goto fail;
    header = format_header(&plan, error);
    if (header == NULL) {
        error_prefix(error, "%s", safetensors_path(path, shown));
        goto fail;
    }
    if (!output_open(&output, path, error))
        goto fail;
    write_header(&output, header);
    for (int i = 0; i < tensors && !output_failed(&output); i++)
        write_values(&output, plan.source[i]);
    fine = output_commit(&output, error);

fail:
    free(header);
    finish_plan(&plan);
    return fine;
}

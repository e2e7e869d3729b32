/* Reading safetensors.
 *
 * The file is taken into memory whole; its header is parsed, every entry is
 * checked on its own (type, shape, range inside the data), then all of them
 * together: sorted by place they must cover the data from the first byte to
 * the last without hole or overlap. That last rule also keeps out files that
 * are something else at the same time.
 *
 * Names and metadata are kept where the header was: once it is parsed its
 * bytes are free, and a string never needs more room than its JSON form with
 * two quotes.
 */
#include "model/safetensors.h"

#include <assert.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/array.h"
#include "base/file.h"
#include "base/text.h"
#include "model/element.h"
#include "model/foreign.h"
#include "model/header.h"

enum {
    LENGTH_SIZE = 8,
    HEADER_MAX = 100000000,
    NAME_MAX_BYTES = 4096,
    TENSORS_MAX = 65536,
    NAME_SHOWN = 120
};

static const char METADATA[] = "__metadata__";

/* The parts of a file in memory. */
struct parts {
    unsigned char *header, *data;
    size_t header_size, data_size;
};

static bool split(struct parts *parts, unsigned char *bytes, size_t length,
                  struct error *error)
{
    if (length < LENGTH_SIZE)
        return error_set(error, "not a safetensors file: %zu bytes are too few",
                         length);
    uint64_t size = 0;
    for (int i = LENGTH_SIZE - 1; i >= 0; i--)
        size = size << 8 | bytes[i];
    if (size > HEADER_MAX)
        return error_set(error,
                         "not a safetensors file: a header of %" PRIu64
                         " bytes is over the limit of %d",
                         size, HEADER_MAX);
    if (size > length - LENGTH_SIZE)
        return error_set(error,
                         "not a safetensors file, or cut off: a header of "
                         "%" PRIu64 " bytes, but only %zu follow",
                         size, length - LENGTH_SIZE);
    *parts = (struct parts){
        .header = bytes + LENGTH_SIZE,
        .data = bytes + LENGTH_SIZE + size,
        .header_size = (size_t)size,
        .data_size = length - LENGTH_SIZE - (size_t)size,
    };
    return true;
}

static bool read_unsigned(const json_t *value, uint64_t *out)
{
    if (!json_is_integer(value) || json_integer_value(value) < 0)
        return false;
    *out = (uint64_t)json_integer_value(value);
    return true;
}

static bool read_shape(struct tensor *tensor, const json_t *shape,
                       struct error *error)
{
    if (!json_is_array(shape))
        return error_set(error, "shape is missing or not a list");
    size_t rank = json_array_size(shape);
    if (rank > TENSOR_RANK_MAX)
        return error_set(error, "%zu dimensions, at most %d are supported",
                         rank, TENSOR_RANK_MAX);
    tensor->rank = (int)rank;
    uint64_t elements = 1;
    bool fits = true;
    for (size_t i = 0; i < rank; i++) {
        uint64_t size;
        if (!read_unsigned(json_array_get(shape, i), &size))
            return error_set(error, "shape is not a list of whole numbers");
        tensor->shape[i] = (int64_t)size;
        fits = fits && !__builtin_mul_overflow(elements, size, &elements);
    }
    if (!fits || elements > INT32_MAX)
        return error_set(error, "more than %d elements", INT32_MAX);
    tensor->elements = (int64_t)elements;
    return true;
}

static bool read_place(struct tensor *tensor, const json_t *offsets,
                       const struct parts *parts, struct error *error)
{
    uint64_t begin, end;
    if (!json_is_array(offsets) || json_array_size(offsets) != 2 ||
        !read_unsigned(json_array_get(offsets, 0), &begin) ||
        !read_unsigned(json_array_get(offsets, 1), &end))
        return error_set(error, "data_offsets is not two whole numbers");
    if (end < begin || end > parts->data_size)
        return error_set(error,
                         "data_offsets %" PRIu64 " to %" PRIu64
                         " are not a range in %zu bytes of data",
                         begin, end, parts->data_size);
    tensor->data = parts->data + begin;
    tensor->bytes = (size_t)(end - begin);
    return true;
}

static bool read_tensor(struct tensor *tensor, const json_t *entry,
                        const struct parts *parts, struct error *error)
{
    if (!json_is_object(entry))
        return error_set(error, "the entry is not an object");
    const char *name = json_string_value(json_object_get(entry, "dtype"));
    const struct element_type *type = name ? element_find(name) : NULL;
    if (type == NULL)
        return error_set(error, "dtype is missing or not one of the format's");
    tensor->type = type->name;
    tensor->readable = type->load != NULL;
    if (!read_shape(tensor, json_object_get(entry, "shape"), error) ||
        !read_place(tensor, json_object_get(entry, "data_offsets"), parts,
                    error))
        return false;
    uint64_t bits = (uint64_t)tensor->elements * (uint64_t)type->bits;
    if (bits % 8 != 0)
        return error_set(error, "%" PRId64 " elements of %s end within a byte",
                         tensor->elements, type->name);
    if (bits / 8 != tensor->bytes)
        return error_set(error,
                         "shape needs %" PRIu64
                         " bytes but data_offsets give %zu",
                         bits / 8, tensor->bytes);
    return true;
}

/* Copies a string to *room and moves on behind it. */
static char *keep(char **room, const char *text)
{
    size_t size = strlen(text) + 1;
    char *kept = memcpy(*room, text, size);
    *room += size;
    return kept;
}

static bool read_metadata(struct safetensors *file, json_t *object,
                          char **room, struct error *error)
{
    if (object == NULL || json_is_null(object))
        return true;
    if (!json_is_object(object))
        return error_set(error, "%s is not an object", METADATA);
    file->entry = array_new(json_object_size(object), sizeof *file->entry,
                            "the metadata of a weight file", error);
    if (file->entry == NULL)
        return false;
    const char *key;
    json_t *value;
    json_object_foreach(object, key, value) {
        if (!json_is_string(value))
            return error_set(error, "%s has a value that is not a string",
                             METADATA);
        struct metadata *entry = &file->entry[file->entries++];
        entry->key = keep(room, key);
        entry->value = keep(room, json_string_value(value));
    }
    return true;
}

static bool read_tensors(struct safetensors *file, json_t *root,
                         const struct parts *parts, char **room,
                         struct error *error)
{
    size_t count = json_object_size(root);
    if (count > TENSORS_MAX)
        return error_set(error, "%zu tensors, at most %d are supported", count,
                         TENSORS_MAX);
    file->tensor = array_new(count, sizeof *file->tensor,
                             "the list of tensors", error);
    if (file->tensor == NULL)
        return false;
    const char *name;
    json_t *entry;
    json_object_foreach(root, name, entry) {
        struct tensor *tensor = &file->tensor[file->tensors];
        char shown[NAME_SHOWN];
        text_printable(name, strlen(name), shown, sizeof shown);
        if (strlen(name) > NAME_MAX_BYTES)
            return error_set(error, "the name '%s' is over %d bytes long",
                             shown, NAME_MAX_BYTES);
        if (!read_tensor(tensor, entry, parts, error))
            return error_prefix(error, "tensor '%s'", shown);
        tensor->name = keep(room, name);
        file->tensors++;
    }
    return true;
}

/* By place; empty tensors that share a place by name, so that the order does
 * not depend on the sort. */
static int compare(const void *left, const void *right)
{
    const struct tensor *a = left, *b = right;
    if (a->data != b->data)
        return a->data < b->data ? -1 : 1;
    if (a->bytes != b->bytes)
        return a->bytes < b->bytes ? -1 : 1;
    return strcmp(a->name, b->name);
}

static bool check_cover(const struct safetensors *file,
                        const struct parts *parts, struct error *error)
{
    const unsigned char *next = parts->data;
    for (int i = 0; i < file->tensors; i++) {
        const struct tensor *tensor = &file->tensor[i];
        if (tensor->data != next) {
            char shown[NAME_SHOWN];
            text_printable(tensor->name, strlen(tensor->name), shown,
                           sizeof shown);
            return error_set(error,
                             "tensor '%s' starts at byte %td of the data, but "
                             "the one before it ends at byte %td",
                             shown, tensor->data - parts->data,
                             next - parts->data);
        }
        next += tensor->bytes;
    }
    size_t covered = (size_t)(next - parts->data);
    if (covered != parts->data_size)
        return error_set(error,
                         "%zu bytes of data, but the tensors end at byte %zu",
                         parts->data_size, covered);
    return true;
}

static bool read_parts(struct safetensors *file, const struct parts *parts,
                       struct error *error)
{
    json_t *root = header_parse((const char *)parts->header,
                                parts->header_size, error);
    if (root == NULL)
        return false;
    char *room = (char *)parts->header;
    bool fine = read_metadata(file, json_object_get(root, METADATA), &room,
                              error);
    if (fine) {
        json_object_del(root, METADATA);
        fine = read_tensors(file, root, parts, &room, error);
    }
    json_decref(root);
    if (!fine)
        return false;
    qsort(file->tensor, (size_t)file->tensors, sizeof *file->tensor, compare);
    return check_cover(file, parts, error);
}

bool safetensors_read(struct safetensors *file, const char *path,
                      struct error *error)
{
    *file = (struct safetensors){0};
    char *bytes;
    size_t length;
    struct parts parts = {0};
    char shown[PATH_SHOWN];
    /* The network needs as much again; and a stream without an end must not
     * take all there is before it is refused. */
    if (!file_read(path, memory_available() / 2, &bytes, &length, error))
        return false;
    file->memory = bytes;
    if (!split(&parts, file->memory, length, error)) {
        if (!foreign_explain(safetensors_path(path, shown), bytes, length,
                             error))
            error_prefix(error, "%s", shown);
        goto fail;
    }
    if (!read_parts(file, &parts, error)) {
        error_prefix(error, "%s", safetensors_path(path, shown));
        goto fail;
    }
    return true;

fail:
    safetensors_finish(file);
    return false;
}

void safetensors_finish(struct safetensors *file)
{
    free(file->tensor);
    free(file->entry);
    free(file->memory);
    *file = (struct safetensors){0};
}

const char *safetensors_path(const char *path, char shown[PATH_SHOWN])
{
    if (strcmp(path, "-") == 0)
        path = "standard input";
    return text_printable(path, strlen(path), shown, PATH_SHOWN);
}

const struct tensor *safetensors_find(const struct safetensors *file,
                                      const char *name)
{
    for (int i = 0; i < file->tensors; i++)
        if (strcmp(file->tensor[i].name, name) == 0)
            return &file->tensor[i];
    return NULL;
}

const char *safetensors_metadata(const struct safetensors *file,
                                 const char *key)
{
    for (int i = 0; i < file->entries; i++)
        if (strcmp(file->entry[i].key, key) == 0)
            return file->entry[i].value;
    return NULL;
}

void tensor_read(const struct tensor *tensor, real *out)
{
    const struct element_type *type = element_find(tensor->type);
    size_t size = (size_t)type->bits / 8;
    assert(tensor->readable);
    for (int64_t i = 0; i < tensor->elements; i++)
        out[i] = (real)type->load(tensor->data + (size_t)i * size);
}

void tensor_read_double(const struct tensor *tensor, double *out)
{
    const struct element_type *type = element_find(tensor->type);
    size_t size = (size_t)type->bits / 8;
    assert(tensor->readable);
    for (int64_t i = 0; i < tensor->elements; i++)
        out[i] = type->load(tensor->data + (size_t)i * size);
}

char *tensor_shape(const struct tensor *tensor, char text[TENSOR_SHAPE_TEXT])
{
    int length = 0;
    strcpy(text, "scalar");
    for (int i = 0; i < tensor->rank; i++)
        length += snprintf(text + length, (size_t)(TENSOR_SHAPE_TEXT - length),
                           i == 0 ? "%" PRId64 : " x %" PRId64,
                           tensor->shape[i]);
    return text;
}

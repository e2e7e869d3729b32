/* safetensors files: read with every check, written atomically.
 *
 * Layout (huggingface/safetensors): u64 little-endian N, N bytes of UTF-8
 * JSON, then the data to the end of the file. Everything the reference reader
 * rejects is rejected, and on top of it: duplicate names (after unescaping),
 * NUL in names, entries that are arrays, names over 4096 bytes, rank over 8,
 * more than 65536 tensors, integers above INT64_MAX or written -0 anywhere in
 * the header, more than two million values in it, and tensors of more than
 * INT32_MAX elements.
 *
 * The header is checked completely before any data is touched. Data is never
 * assumed to be aligned. Values are converted on demand; NaN and infinity
 * pass unchanged.
 */
#ifndef GATEREEL_MODEL_SAFETENSORS_H
#define GATEREEL_MODEL_SAFETENSORS_H

#include <stdint.h>

#include "base/error.h"
#include "base/real.h"

enum { TENSOR_RANK_MAX = 8, TENSOR_SHAPE_TEXT = 192, PATH_SHOWN = 240 };

struct tensor {
    char *name;               /* valid UTF-8 without NUL, owned by the file */
    const char *type;         /* "F32", "BF16", ...: one of the 22 of the format */
    bool readable;            /* F64, F32, F16 or BF16: tensor_read works */
    int rank;                 /* 0 .. 8 */
    int64_t shape[TENSOR_RANK_MAX];
    int64_t elements;         /* product of shape, 1 for rank 0 */
    const unsigned char *data; /* into the file's bytes, not aligned */
    size_t bytes;
};

struct metadata {
    const char *key, *value; /* UTF-8; those read are owned by the file */
};

struct safetensors {
    int tensors;
    struct tensor *tensor;     /* in the order of their data */
    int entries;
    struct metadata *entry;    /* __metadata__, in file order */
    void *memory;              /* the file's bytes and names */
};

/* Reads and checks a file. The message starts with the path and names the
 * first fault with its place ("m.safetensors: tensor 'a': shape needs 24
 * bytes but data_offsets give 16"). */
bool safetensors_read(struct safetensors *file, const char *path,
                      struct error *error);
void safetensors_finish(struct safetensors *file);

/* `path` as messages about its contents show it. Returns shown. */
const char *safetensors_path(const char *path, char shown[PATH_SHOWN]);

/* NULL when absent. */
const struct tensor *safetensors_find(const struct safetensors *file,
                                      const char *name);
const char *safetensors_metadata(const struct safetensors *file,
                                 const char *key);

/* Converts all elements to `out` (row-major, the file's order). The tensor
 * must be readable. F64 is rounded to nearest in a float build. */
void tensor_read(const struct tensor *tensor, real *out);
/* The same to double, for comparisons. */
void tensor_read_double(const struct tensor *tensor, double *out);

/* "16 x 4", "16", or "scalar" for rank 0. Returns text. */
char *tensor_shape(const struct tensor *tensor, char text[TENSOR_SHAPE_TEXT]);

/* What to write. */
struct tensor_source {
    const char *name;
    const char *type;         /* "F32", "F64", "F16" or "BF16" */
    int rank;
    int64_t shape[TENSOR_RANK_MAX];
    /* Element i is at values[i / width * stride + i % width], so that a padded
     * recording is written without a copy: width = shape's last entry and
     * stride = the pitch; for a dense array both are the same. */
    const real *values;
    int64_t width, stride;
};

/* Writes tensors (sorted as the reference writer does: by size of type, then
 * name; the header padded with spaces to a multiple of 8) and metadata in key
 * order to `path` ("-" is standard output), atomically. The same input gives
 * the same bytes. */
bool safetensors_write(const char *path, const struct tensor_source *sources,
                       int tensors, const struct metadata *entries, int count,
                       struct error *error);

#endif

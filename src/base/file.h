/* Whole files in, whole files out.
 *
 * Reading loads a file with a limit. Writing is atomic: everything goes to a
 * temporary file beside the target, which replaces the target only after the
 * last byte is safely on the disk. A full disk, an error or a kill leaves the
 * old file, or none.
 */
#ifndef GATEREEL_BASE_FILE_H
#define GATEREEL_BASE_FILE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

#include "base/error.h"

/* Reads `path` ("-" is standard input) whole. *data is the caller's to free,
 * has one NUL after *length bytes, and starts on a 16-byte boundary. Fails
 * with a message naming the path when it cannot be read, is a directory, or
 * is longer than `limit` bytes. */
bool file_read(const char *path, size_t limit, char **data, size_t *length,
               struct error *error);

/* Do both paths name one regular file? False when either is "-" or is not
 * there. */
bool file_same(const char *one, const char *other);

/* A file being written. {0} is "nothing open". */
struct output {
    FILE *file;  /* buffered; NULL when nothing is open */
    char *path;  /* the target, owned; NULL for standard output */
    char *temporary; /* what is really written, owned; NULL for standard output */
    int failure; /* errno of the first write that failed, 0 while all is well */
};

/* Starts writing `path`; "-" is standard output, which is not atomic.
 * A target that exists and is not a regular file (/dev/full, a pipe) is
 * written directly, without a temporary. */
bool output_open(struct output *output, const char *path, struct error *error);

/* Append. A failure is remembered and reported by output_commit, so that
 * writers need not check every line; output_failed tells early. */
void output_write(struct output *output, const void *data, size_t length);
void output_print(struct output *output, const char *format, ...)
    __attribute__((format(printf, 2, 3)));
bool output_failed(const struct output *output);

/* Flushes, syncs and renames onto the target (which keeps the permissions it
 * had, or gets the usual ones of a new file). On failure the temporary is
 * removed and the message says which file and why. Closes in both cases. */
bool output_commit(struct output *output, struct error *error);

/* Gives up: removes the temporary, leaves the target. Harmless after commit. */
void output_abort(struct output *output);

#endif

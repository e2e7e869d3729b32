/* A file is replaced, never edited: all bytes go to a new file in the same
 * folder, are synced, and one rename puts them in place. Whatever happens
 * before the rename (a full disk, a kill, a pulled plug) leaves the target as
 * it was. Only targets that cannot be replaced, such as pipes and devices, are
 * written directly.
 */
#define _XOPEN_SOURCE 700 /* realpath */

#include "base/file.h"

#include <assert.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/array.h"
#include "base/text.h"

enum {
    SHOWN_MAX = 300,      /* bytes of a path in a message */
    FIRST_READ = 1 << 16, /* where the size is not known */
    TEMPORARY_ATTEMPTS = 1000,
};

/* `path` as messages show it, in `shown`. */
static const char *show(const char *path, char shown[SHOWN_MAX])
{
    return text_printable(path, strlen(path), shown, SHOWN_MAX);
}

/* Reads to the end of `file` into *data, keeping one byte for the NUL. */
static bool read_all(FILE *file, size_t expected, size_t limit, char **data,
                     size_t *length, struct error *error)
{
    void *bytes = NULL;
    size_t capacity = 0;
    size_t used = 0;
    size_t need = expected;

    for (;;) {
        /* One byte for the NUL and one to see that the end is the end. */
        if (!size_add(need, 2, &need) ||
            !array_reserve(&bytes, &capacity, need, 1, "a file", error))
            goto fail;
        used += fread((char *)bytes + used, 1, capacity - used - 1, file);
        if (ferror(file)) {
            error_system(error, "cannot be read");
            goto fail;
        }
        if (used > limit) {
            char text[24];
            error_set(error, "longer than %s", size_text(limit, text));
            goto fail;
        }
        if (feof(file))
            break;
        need = capacity;
    }
    ((char *)bytes)[used] = '\0';
    *data = bytes;
    *length = used;
    return true;
fail:
    free(bytes);
    return false;
}

/* The size of an open file, or a guess. False when it is a directory or is
 * known to be longer than `limit`. */
static bool measure(FILE *file, size_t limit, size_t *size, struct error *error)
{
    struct stat about;
    char text[24];

    *size = FIRST_READ;
    if (fstat(fileno(file), &about) != 0)
        return true;
    if (S_ISDIR(about.st_mode))
        return error_set(error, "is a directory");
    if (!S_ISREG(about.st_mode))
        return true;
    if (about.st_size < 0 || (uintmax_t)about.st_size > limit)
        return error_set(error, "longer than %s", size_text(limit, text));
    *size = (size_t)about.st_size;
    return true;
}

bool file_read(const char *path, size_t limit, char **data, size_t *length,
               struct error *error)
{
    bool standard = strcmp(path, "-") == 0;
    char shown[SHOWN_MAX];
    size_t size = 0;
    FILE *file = standard ? stdin : fopen(path, "rb");

    *data = NULL;
    *length = 0;
    if (file == NULL)
        return error_system(error, "cannot open '%s'", show(path, shown));
    bool fine = measure(file, limit, &size, error) &&
                read_all(file, size, limit, data, length, error);
    if (!standard)
        fclose(file);
    if (!fine)
        error_prefix(error, "%s",
                     standard ? "standard input" : show(path, shown));
    return fine;
}

bool file_same(const char *one, const char *other)
{
    struct stat a, b;

    return strcmp(one, "-") != 0 && strcmp(other, "-") != 0 &&
           stat(one, &a) == 0 && stat(other, &b) == 0 && S_ISREG(a.st_mode) &&
           a.st_dev == b.st_dev && a.st_ino == b.st_ino;
}

/* A copy of text[0..length) with `tail` behind it. */
static char *copy(const char *text, size_t length, const char *tail,
                  struct error *error)
{
    size_t tail_length = strlen(tail);
    char *path = array_new(length + tail_length + 1, 1, "a path", error);

    if (path == NULL)
        return NULL;
    memcpy(path, text, length);
    memcpy(path + length, tail, tail_length);
    return path;
}

/* Bytes of the folder part of `path`, the last slash included. */
static size_t folder_length(const char *path)
{
    const char *slash = strrchr(path, '/');

    return slash == NULL ? 0 : (size_t)(slash - path) + 1;
}

/* Creates a file of an unused name beside output->path. Not mkstemp: that
 * would hide the usual permissions of a new file behind 0600. */
static bool create_temporary(struct output *output, struct error *error)
{
    size_t folder = folder_length(output->path);
    char name[64];

    for (int attempt = 0; attempt < TEMPORARY_ATTEMPTS; attempt++) {
        snprintf(name, sizeof name, ".gatereel-%ld-%d.tmp", (long)getpid(),
                 attempt);
        output->temporary = copy(output->path, folder, name, error);
        if (output->temporary == NULL)
            return false;
        int descriptor = open(output->temporary,
                              O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
        if (descriptor >= 0) {
            output->file = fdopen(descriptor, "wb");
            if (output->file != NULL)
                return true;
            error_system(error, "cannot write");
            close(descriptor);
            return false;
        }
        int cause = errno;
        free(output->temporary);
        output->temporary = NULL;
        errno = cause;
        if (cause != EEXIST)
            break;
    }
    return error_system(error, "cannot create a file beside it");
}

/* The new file takes over what the target allows, and its owner where that is
 * permitted. The owner comes first: a change of owner clears set-id bits. */
static void take_permissions(FILE *file, const struct stat *target)
{
    int descriptor = fileno(file);

    if (fchown(descriptor, target->st_uid, target->st_gid) != 0) {
        /* Only root may give files away; being the owner is fine too. */
    }
    (void)fchmod(descriptor, target->st_mode & 07777);
}

/* Opens for a target that exists (`about`) or not (NULL). */
static bool open_target(struct output *output, const char *path,
                        const struct stat *about, struct error *error)
{
    char real_path[PATH_MAX];

    if (about != NULL && !S_ISREG(about->st_mode)) {
        output->path = copy(path, strlen(path), "", error);
        if (output->path == NULL)
            return false;
        output->file = fopen(path, "wb");
        return output->file != NULL || error_system(error, "cannot open");
    }
    if (about != NULL && access(path, W_OK) != 0)
        return error_system(error, "cannot be replaced");
    /* Behind a symbolic link the file it names is replaced, not the link. */
    if (about != NULL && realpath(path, real_path) != NULL)
        path = real_path;
    output->path = copy(path, strlen(path), "", error);
    if (output->path == NULL || !create_temporary(output, error))
        return false;
    if (about != NULL)
        take_permissions(output->file, about);
    return true;
}

bool output_open(struct output *output, const char *path, struct error *error)
{
    struct stat about;
    char shown[SHOWN_MAX];

    *output = (struct output){0};
    if (strcmp(path, "-") == 0) {
        output->file = stdout;
        return true;
    }
    if (path[0] == '\0')
        return error_set(error, "the name of the output file is empty");
    bool exists = stat(path, &about) == 0;
    if (open_target(output, path, exists ? &about : NULL, error))
        return true;
    output_abort(output);
    return error_prefix(error, "%s", show(path, shown));
}

static void remember(struct output *output)
{
    if (output->failure == 0)
        output->failure = errno != 0 ? errno : EIO;
}

void output_write(struct output *output, const void *data, size_t length)
{
    assert(output->file != NULL);
    if (output->failure != 0 || length == 0)
        return;
    errno = 0;
    if (fwrite(data, 1, length, output->file) != length)
        remember(output);
}

void output_print(struct output *output, const char *format, ...)
{
    va_list args;

    assert(output->file != NULL);
    if (output->failure != 0)
        return;
    va_start(args, format);
    errno = 0;
    if (vfprintf(output->file, format, args) < 0)
        remember(output);
    va_end(args);
}

bool output_failed(const struct output *output)
{
    return output->failure != 0;
}

/* Makes the rename itself last through a power cut. Not every file system can
 * sync a folder, and the file is whole either way, so failing is no failure. */
static void sync_folder(const char *path)
{
    char folder[PATH_MAX] = ".";
    size_t length = folder_length(path);

    if (length >= sizeof folder)
        return;
    if (length > 0) {
        memcpy(folder, path, length);
        folder[length] = '\0';
    }
    int descriptor = open(folder, O_RDONLY | O_CLOEXEC);
    if (descriptor < 0)
        return;
    (void)fsync(descriptor);
    close(descriptor);
}

/* Everything up to the rename; a failure is remembered. */
static void finish_file(struct output *output)
{
    errno = 0;
    if (fflush(output->file) != 0)
        remember(output);
    errno = 0;
    if (output->temporary != NULL && output->failure == 0 &&
        fsync(fileno(output->file)) != 0)
        remember(output);
    errno = 0;
    if (output->file != stdout && fclose(output->file) != 0)
        remember(output);
    output->file = NULL;
    errno = 0;
    if (output->temporary != NULL && output->failure == 0) {
        if (rename(output->temporary, output->path) != 0) {
            remember(output);
        } else {
            free(output->temporary);
            output->temporary = NULL;
            sync_folder(output->path);
        }
    }
}

bool output_commit(struct output *output, struct error *error)
{
    char shown[SHOWN_MAX];

    assert(output->file != NULL);
    finish_file(output);
    int failure = output->failure;
    if (failure != 0) {
        errno = failure;
        error_system(error, "cannot write %s%s%s", output->path ? "'" : "",
                     output->path ? show(output->path, shown)
                                  : "standard output",
                     output->path ? "'" : "");
    }
    output_abort(output);
    return failure == 0;
}

void output_abort(struct output *output)
{
    if (output->file != NULL && output->file != stdout)
        fclose(output->file);
    if (output->temporary != NULL)
        unlink(output->temporary);
    free(output->temporary);
    free(output->path);
    *output = (struct output){0};
}

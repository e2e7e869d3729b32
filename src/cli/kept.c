/* A missing folder is made only when there is something to write.
 */
#include "cli/kept.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "base/file.h"

enum { FILE_BYTES_MAX = 1 << 20 };

void kept_find(struct kept *kept, const char *variable, const char *home,
               const char *name)
{
    const char *folder = getenv(variable), *user = getenv("HOME");
    int length = 0;

    if (folder != NULL && folder[0] == '/')
        length = snprintf(kept->path, sizeof kept->path, "%s/gatereel/%s",
                          folder, name);
    else if (user != NULL && user[0] == '/')
        length = snprintf(kept->path, sizeof kept->path, "%s/%s/gatereel/%s",
                          user, home, name);
    if (length <= 0 || (size_t)length >= sizeof kept->path)
        kept->path[0] = '\0';
}

/* Never 0. */
static uint64_t hash_of(const char *text, size_t length)
{
    uint64_t hash = UINT64_C(1469598103934665603);

    for (size_t k = 0; k < length; k++)
        hash = (hash ^ (unsigned char)text[k]) * UINT64_C(1099511628211);
    return hash | 1;
}

bool kept_read(struct kept *kept, char **text, size_t *length,
               struct error *error)
{
    struct stat about;

    *text = NULL;
    *length = 0;
    if (kept->path[0] == '\0' || stat(kept->path, &about) != 0)
        return true;
    /* A pipe would be waited for, now and when it is written. */
    if (!S_ISREG(about.st_mode)) {
        error_set(error, "%s is not a file", kept->path);
        kept->path[0] = '\0';
        return false;
    }
    if (!file_read(kept->path, FILE_BYTES_MAX, text, length, error))
        return false;
    kept->text = hash_of(*text, *length);
    return true;
}

/* All folders above the file; the last one is the user's alone. */
static void make_folders(const char *file)
{
    char path[KEPT_PATH_MAX];

    snprintf(path, sizeof path, "%s", file);
    const char *last = strrchr(path, '/');
    for (char *slash = path + 1; (slash = strchr(slash, '/')) != NULL;
         slash++) {
        *slash = '\0';
        mkdir(path, slash == last ? 0700 : 0777);
        *slash = '/';
    }
}

static bool write_file(const struct kept *kept, const char *text,
                       size_t length, struct error *error)
{
    struct output output = {0};

    make_folders(kept->path);
    if (!output_open(&output, kept->path, error))
        return false;
    output_write(&output, text, length);
    return output_commit(&output, error);
}

bool kept_write(struct kept *kept, const char *text, size_t length,
                struct error *error)
{
    uint64_t hash = hash_of(text, length);

    if (kept->path[0] == '\0' || hash == kept->text)
        return true;
    if (write_file(kept, text, length, error)) {
        kept->text = hash;
        return true;
    }
    bool told = kept->failed;
    kept->failed = true;
    return told;
}

/* What is no folder and does not end like a file of ours is left out before
 * anybody asks the disk about it.
 */
#include "cli/open/folder.h"

#include <dirent.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/array.h"

static bool is_ours(const char *name)
{
    const char *dot = strrchr(name, '.');

    return dot != NULL && (strcasecmp(dot, ".safetensors") == 0 ||
                           strcasecmp(dot, ".csv") == 0 ||
                           strcmp(dot, ".scene") == 0);
}

static int compare(const void *a, const void *b)
{
    const struct ui_file *one = a, *other = b;

    if (one->folder != other->folder)
        return one->folder ? -1 : 1;
    int order = strcasecmp(one->name, other->name);
    return order != 0 ? order : strcmp(one->name, other->name);
}

/* Follows links; what cannot be asked about is left out. */
static bool add(struct folder *folder, int handle, const char *name,
                struct error *error)
{
    struct ui_file file = {0};
    struct stat about;

    if (name[0] == '.' || strlen(name) >= sizeof file.name ||
        fstatat(handle, name, &about, 0) != 0)
        return true;
    file.folder = S_ISDIR(about.st_mode);
    if (!file.folder && !(S_ISREG(about.st_mode) && is_ours(name)))
        return true;
    if (!array_reserve((void **)&folder->entry, &folder->capacity,
                       folder->count + 1, sizeof file, "the list of files",
                       error))
        return false;
    strcpy(file.name, name);
    folder->entry[folder->count++] = file;
    return true;
}

static bool read_entries(struct folder *folder, DIR *stream,
                         struct error *error)
{
    const struct dirent *entry;

    errno = 0;
    while ((entry = readdir(stream)) != NULL) {
        if (!add(folder, dirfd(stream), entry->d_name, error))
            return false;
        errno = 0;
    }
    return errno == 0 || error_system(error, "cannot read the folder '%s'",
                                      folder->path);
}

bool folder_whole_path(const char *path, char *out, size_t size)
{
    size_t used = 0, length;

    if (path[0] != '/') {
        if (getcwd(out, size) == NULL)
            return false;
        used = strlen(out);
        if (strcmp(path, ".") == 0)
            return true;
        if (out[used - 1] != '/' && used + 1 < size)
            out[used++] = '/';
    }
    length = strlen(path);
    if (used + length >= size)
        return false;
    memcpy(out + used, path, length + 1);
    return true;
}

bool folder_list(struct folder *folder, const char *path, struct error *error)
{
    *folder = (struct folder){0};
    if (!folder_whole_path(path, folder->path, sizeof folder->path))
        return error_set(error, "the folder's path is too long to be listed");
    DIR *stream = opendir(folder->path);
    if (stream == NULL)
        return error_system(error, "cannot read the folder '%s'",
                            folder->path);
    bool fine = read_entries(folder, stream, error);
    closedir(stream);
    if (fine && folder->count > 0)
        qsort(folder->entry, folder->count, sizeof *folder->entry, compare);
    return fine;
}

void folder_finish(struct folder *folder)
{
    free(folder->entry);
    *folder = (struct folder){0};
}

/* Names are compared byte by byte: the order is the same in every locale. */
#include "cli/report/files.h"

#include <dirent.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/stat.h>

#include "base/array.h"
#include "base/text.h"

enum { SHOWN = 200 };

static int compare(const void *a, const void *b)
{
    return strcmp(*(char *const *)a, *(char *const *)b);
}

/* folder/name, or name alone. */
static bool add(struct report_files *files, const char *folder,
                const char *name, struct error *error)
{
    size_t size = strlen(folder) + strlen(name) + 2;
    bool slash = folder[0] != '\0' && folder[strlen(folder) - 1] != '/';

    if (!array_reserve((void **)&files->path, &files->capacity,
                       files->count + 1, sizeof *files->path,
                       "the list of files", error))
        return false;
    char *path = array_new(size, 1, "the list of files", error);
    if (path == NULL)
        return false;
    snprintf(path, size, "%s%s%s", folder, slash ? "/" : "", name);
    files->path[files->count++] = path;
    return true;
}

static bool is_wanted(const char *name, const char *end)
{
    size_t length = strlen(name), tail = strlen(end);

    return name[0] != '.' && length > tail &&
           strcasecmp(name + length - tail, end) == 0;
}

static bool is_folder(const char *path)
{
    struct stat about;

    return stat(path, &about) == 0 && S_ISDIR(about.st_mode);
}

static bool read_folder(struct report_files *files, DIR *stream,
                        const char *path, const char *end,
                        struct error *error)
{
    const struct dirent *entry;
    char shown[SHOWN];

    errno = 0;
    while ((entry = readdir(stream)) != NULL) {
        if (is_wanted(entry->d_name, end) &&
            !add(files, path, entry->d_name, error))
            return false;
        errno = 0;
    }
    return errno == 0 ||
           error_system(error, "cannot read the folder '%s'",
                        text_printable(path, strlen(path), shown, SHOWN));
}

bool report_files_list(struct report_files *files, const char *path,
                       const char *end, struct error *error)
{
    char shown[SHOWN];

    if (!is_folder(path))
        return add(files, "", path, error);
    text_printable(path, strlen(path), shown, sizeof shown);
    DIR *stream = opendir(path);
    if (stream == NULL)
        return error_system(error, "cannot read the folder '%s'", shown);
    bool fine = read_folder(files, stream, path, end, error);
    closedir(stream);
    if (!fine)
        return false;
    if (files->count == 0)
        return error_set(error, "there is no %s in the folder '%s'", end,
                         shown);
    qsort(files->path, files->count, sizeof *files->path, compare);
    return true;
}

void report_files_finish(struct report_files *files)
{
    for (size_t k = 0; k < files->count; k++)
        free(files->path[k]);
    free(files->path);
    *files = (struct report_files){0};
}

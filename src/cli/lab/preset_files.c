/* File names are the list: "04-lstm-vanishes.scene" is the preset lstm-vanishes.
 */
#include "cli/lab/preset_files.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/array.h"
#include "base/text.h"
#include "cli/assets.h"
#include "cli/open/folder.h"
#include "cli/stage/scenes.h"

enum { NUMBER = 3, FILE_MAX = 64 }; /* "04-"; of a file's name */

/* Is it NN-NAME.scene? Then NAME is in `out`. */
static bool find_name(const char *file, char out[sizeof(
                          ((struct ui_preset *)NULL)->name)])
{
    size_t length = strlen(file), tail = strlen(".scene");

    if (length < NUMBER + 1 + tail || length >= FILE_MAX ||
        length - NUMBER - tail >= sizeof((struct ui_preset *)NULL)->name ||
        strspn(file, "0123456789") != NUMBER - 1 || file[NUMBER - 1] != '-' ||
        !scenes_is_name(file))
        return false;
    length -= NUMBER + tail;
    memcpy(out, file + NUMBER, length);
    out[length] = '\0';
    return true;
}

static bool add(struct preset_files *files, const char *folder, const char *file,
                struct error *error)
{
    struct ui_preset preset = {0};
    size_t wanted = files->count + 1;

    if (!find_name(file, preset.name))
        return true;
    if (!array_reserve((void **)&files->entry, &files->entries, wanted,
                       sizeof *files->entry, "the presets", error) ||
        !array_reserve((void **)&files->path, &files->paths, wanted,
                       sizeof *files->path, "the presets", error))
        return false;
    files->entry[files->count] = preset;
    snprintf(files->path[files->count++], PRESET_PATH_MAX, "%s/%s",
             folder, file);
    return true;
}

/* readdir gives no order; there are few. */
static void sort(struct preset_files *files)
{
    char path[PRESET_PATH_MAX];

    for (size_t k = 1; k < files->count; k++)
        for (size_t j = k; j > 0 && strcmp(files->path[j - 1],
                                           files->path[j]) > 0; j--) {
            struct ui_preset entry = files->entry[j];
            files->entry[j] = files->entry[j - 1];
            files->entry[j - 1] = entry;
            memcpy(path, files->path[j], sizeof path);
            memcpy(files->path[j], files->path[j - 1], sizeof path);
            memcpy(files->path[j - 1], path, sizeof path);
        }
}

bool preset_files_init(struct preset_files *files, struct error *error)
{
    char found[PRESET_PATH_MAX - FILE_MAX], folder[PRESET_PATH_MAX - FILE_MAX];
    bool fine = true;

    *files = (struct preset_files){0};
    if (!assets_path("presets", found, sizeof found, error))
        return false;
    if (!folder_whole_path(found, folder, sizeof folder))
        return error_set(error, "the path of '%s' is too long", found);
    DIR *stream = opendir(folder);
    if (stream == NULL)
        return error_system(error, "cannot read the folder '%s'", folder);
    const struct dirent *entry;
    while (fine && (entry = readdir(stream)) != NULL)
        fine = add(files, folder, entry->d_name, error);
    closedir(stream);
    if (!fine)
        preset_files_finish(files);
    sort(files);
    return fine;
}

void preset_files_finish(struct preset_files *files)
{
    free(files->entry);
    free(files->path);
    *files = (struct preset_files){0};
}

bool preset_files_read(struct preset_files *files, struct error *error)
{
    bool fine = true;

    for (size_t k = 0; k < files->count; k++) {
        struct ui_preset *entry = &files->entry[k];
        struct scene_file *file = scenes_load(files->path[k],
                                              fine ? error : NULL);
        if (file == NULL) {
            fine = false;
            continue;
        }
        memcpy(entry->title, file->title, sizeof entry->title);
        memcpy(entry->look, file->look, sizeof entry->look);
        free(file);
    }
    return fine;
}

int preset_files_find(const struct preset_files *files, const char *name,
                 struct error *error)
{
    const char *names[256];
    size_t count = 0;
    char shown[80];

    for (size_t k = 0; k < files->count; k++) {
        if (strcmp(files->entry[k].name, name) == 0)
            return (int)k;
        if (count < sizeof names / sizeof *names)
            names[count++] = files->entry[k].name;
    }
    const char *near = text_nearest(name, names, count);
    text_printable(name, strlen(name), shown, sizeof shown);
    if (near != NULL)
        error_set(error, "there is no preset '%s'; did you mean '%s'?", shown,
                  near);
    else
        error_set(error, "there is no preset '%s'; 'gatereel lab --list' names "
                  "them", shown);
    return -1;
}

const char *preset_files_name(const struct preset_files *files,
                              const char *path)
{
    for (size_t k = 0; k < files->count; k++)
        if (strcmp(files->path[k], path) == 0)
            return files->entry[k].name;
    return "";
}

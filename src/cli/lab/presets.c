/* File names are the list: "04-lstm-vanishes.scene" is the preset lstm-vanishes.
 */
#include "cli/lab/presets.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/array.h"
#include "base/text.h"
#include "cli/assets.h"
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

static bool add(struct presets *presets, const char *folder, const char *file,
                struct error *error)
{
    struct ui_preset preset = {0};
    size_t wanted = presets->count + 1;

    if (!find_name(file, preset.name))
        return true;
    if (!array_reserve((void **)&presets->entry, &presets->entries, wanted,
                       sizeof *presets->entry, "the presets", error) ||
        !array_reserve((void **)&presets->path, &presets->paths, wanted,
                       sizeof *presets->path, "the presets", error))
        return false;
    presets->entry[presets->count] = preset;
    snprintf(presets->path[presets->count++], PRESETS_PATH_MAX, "%s/%s",
             folder, file);
    return true;
}

/* readdir gives no order; there are few. */
static void sort(struct presets *presets)
{
    char path[PRESETS_PATH_MAX];

    for (size_t k = 1; k < presets->count; k++)
        for (size_t j = k; j > 0 && strcmp(presets->path[j - 1],
                                           presets->path[j]) > 0; j--) {
            struct ui_preset entry = presets->entry[j];
            presets->entry[j] = presets->entry[j - 1];
            presets->entry[j - 1] = entry;
            memcpy(path, presets->path[j], sizeof path);
            memcpy(presets->path[j], presets->path[j - 1], sizeof path);
            memcpy(presets->path[j - 1], path, sizeof path);
        }
}

bool presets_init(struct presets *presets, struct error *error)
{
    char folder[PRESETS_PATH_MAX - FILE_MAX];
    bool fine = true;

    *presets = (struct presets){0};
    if (!assets_path("presets", folder, sizeof folder, error))
        return false;
    DIR *stream = opendir(folder);
    if (stream == NULL)
        return error_system(error, "cannot read the folder '%s'", folder);
    const struct dirent *entry;
    while (fine && (entry = readdir(stream)) != NULL)
        fine = add(presets, folder, entry->d_name, error);
    closedir(stream);
    if (!fine)
        presets_finish(presets);
    sort(presets);
    return fine;
}

void presets_finish(struct presets *presets)
{
    free(presets->entry);
    free(presets->path);
    *presets = (struct presets){0};
}

bool presets_read(struct presets *presets, struct error *error)
{
    bool fine = true;

    for (size_t k = 0; k < presets->count; k++) {
        struct ui_preset *entry = &presets->entry[k];
        struct scene_file *file = scenes_load(presets->path[k],
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

int presets_find(const struct presets *presets, const char *name,
                 struct error *error)
{
    const char *names[256];
    size_t count = 0;
    char shown[80];

    for (size_t k = 0; k < presets->count; k++) {
        if (strcmp(presets->entry[k].name, name) == 0)
            return (int)k;
        if (count < sizeof names / sizeof *names)
            names[count++] = presets->entry[k].name;
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

/* Everything is gathered before a file is touched.
 */
#include "cli/lab/keep.h"

#include <stdlib.h>
#include <string.h>

#include "base/array.h"
#include "cli/open/folder.h"
#include "cli/open/shots.h"

static bool find_path(const struct films *films,
                      const struct preset_files *presets,
                      char path[FILMS_PATH_MAX], struct error *error)
{
    char name[SHOTS_NAME_MAX];

    if (films->scene[0] != '\0' &&
        preset_files_name(presets, films->scene)[0] == '\0') {
        memcpy(path, films->scene, FILMS_PATH_MAX);
        return true;
    }
    return shots_find_name(name, ".scene", error) &&
           (folder_whole_path(name, path, FILMS_PATH_MAX) ||
            error_set(error, "the path is longer than %d bytes; start in "
                      "another folder", FILMS_PATH_MAX - 1));
}

bool keep_scene(struct films *films, const struct preset_files *presets,
                const struct lab *lab, const struct ui *ui,
                struct error *error)
{
    char path[FILMS_PATH_MAX];

    if (films->unnamed.text[0] != '\0')
        return error_set(error, "%s", films->unnamed.text);
    struct scene_file *file = array_new(1, sizeof *file, "the scene", error);
    bool fine = file != NULL && find_path(films, presets, path, error) &&
                scene_file_take(file, lab, ui, error);
    if (fine) {
        file->sources = films->sources;
        fine = scenes_write(file, path, error);
    }
    if (fine)
        memcpy(films->scene, path, sizeof path);
    free(file);
    return fine;
}

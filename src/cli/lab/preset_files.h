/* The presets that come with the program: assets/presets/NN-NAME.scene, in
 * the order of their numbers. A preset is added by putting its file there.
 */
#ifndef GATEREEL_CLI_LAB_PRESET_FILES_H
#define GATEREEL_CLI_LAB_PRESET_FILES_H

#include "base/error.h"
#include "scene/ui.h"

enum { PRESET_PATH_MAX = 4096 };

/* {0} is a valid empty value. */
struct preset_files {
    size_t count, entries, paths;     /* used, and allocated */
    struct ui_preset *entry;          /* [count] owned; name alone at first */
    char (*path)[PRESET_PATH_MAX];   /* [count] owned */
};

/* Lists them by name. */
bool preset_files_init(struct preset_files *files, struct error *error);
void preset_files_finish(struct preset_files *files);

/* Reads all titles and sentences. One that is damaged fails, and the others
 * are there all the same. */
bool preset_files_read(struct preset_files *files, struct error *error);

/* Its place in the list, or -1 with a message that has the nearest name. */
int preset_files_find(const struct preset_files *files, const char *name,
                 struct error *error);

/* The name of the preset whose file this is; "": it is none. */
const char *preset_files_name(const struct preset_files *files,
                              const char *path);

#endif

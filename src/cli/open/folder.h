/* What a folder holds that can be opened: other folders, networks, series,
 * scenes. */
#ifndef GATEREEL_CLI_OPEN_FOLDER_H
#define GATEREEL_CLI_OPEN_FOLDER_H

#include "base/error.h"
#include "scene/ui.h"

enum { FOLDER_PATH_MAX = 1024 };

/* `path` from the root on, whatever the program's folder is, into out[size].
 * False when it does not fit. */
bool folder_whole_path(const char *path, char *out, size_t size);

/* {0} is a valid empty value. */
struct folder {
    char path[FOLDER_PATH_MAX];  /* from the root */
    struct ui_file *entry;       /* owned: folders first, each by name */
    size_t count, capacity;
};

/* Lists `path`. Hidden files are left out. */
bool folder_list(struct folder *folder, const char *path, struct error *error);
void folder_finish(struct folder *folder);

#endif

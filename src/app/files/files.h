/* The list of files: a folder's entries under the recent ones, narrowed by
 * what is typed. Whoever has files fills it: see app_show_files.
 */
#ifndef GATEREEL_APP_FILES_FILES_H
#define GATEREEL_APP_FILES_FILES_H

#include <stdbool.h>
#include <stddef.h>

#include "base/error.h"
#include "draw/input.h"
#include "scene/ui.h"

struct app;

/* {0} is an empty list. */
struct files {
    struct ui_file *all;       /* entries of the folder, owned */
    size_t count, capacity;
    struct ui_file *shown;     /* [UI_FILES_MAX] what ui.file_list shows */
    int recent[UI_FILES_MAX];  /* which recent one a shown entry is, or -1 */
};

bool files_init(struct files *files, struct error *error);
void files_finish(struct files *files);

/* Opens the list and asks for the folder's entries. */
void files_open(struct app *app);

/* Takes a copy of a folder's entries. False, with the list as it was, when
 * there is no memory. */
bool files_take(struct app *app, const char *folder,
                const struct ui_file *entries, size_t count,
                struct error *error);

/* Makes the shown list again: after another filter or recent file. */
void files_show(struct app *app);

/* Opens an entry of the shown list: asks for the file or the folder. */
void files_choose(struct app *app, int entry);

/* Moves the choice by entries. */
void files_move(struct app *app, int by);

/* A key while the list is open: moves, corrects the filter. */
void files_key(struct app *app, enum key key);

/* Composed text is typed; text being composed is only shown. */
void files_text(struct app *app, const char *text);
void files_compose(struct app *app, const char *text);

#endif

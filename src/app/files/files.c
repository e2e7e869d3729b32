/* The whole folder is kept, the shown list is made from it each time the
 * filter changes: way up, recent files, entries.
 */
#include "app/files/files.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "app/app.h"
#include "base/array.h"

enum { PAGE = 10, FOLDER_UP = -2, ENTRY = -1 };

bool files_init(struct files *files, struct error *error)
{
    *files = (struct files){0};
    files->shown = array_new(UI_FILES_MAX, sizeof *files->shown,
                             "the list of files", error);
    return files->shown != NULL;
}

void files_finish(struct files *files)
{
    free(files->all);
    free(files->shown);
    *files = (struct files){0};
}

static char lower(char c)
{
    return c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
}

/* Is the filter somewhere in the name? Case counts in no ASCII letter. */
static bool matches(const char *name, const char *filter)
{
    for (;; name++) {
        size_t k = 0;
        while (filter[k] != '\0' && lower(name[k]) == lower(filter[k]))
            k++;
        if (filter[k] == '\0')
            return true;
        if (*name == '\0')
            return false;
    }
}

/* A path as a line of the list: its end, if it is long. */
static void set_name(struct ui_file *file, const char *path)
{
    size_t length = strlen(path), room = sizeof file->name - 1;

    if (length <= room) {
        memcpy(file->name, path, length + 1);
        return;
    }
    const char *tail = path + length - (room - 3);
    while (((unsigned char)*tail & 0xC0) == 0x80)
        tail++; /* never inside a character */
    snprintf(file->name, sizeof file->name, "…%s", tail);
}

/* Appends to the shown list while there is room. */
static void show(struct app *app, const struct ui_file *file, int recent)
{
    struct files *files = &app->files;
    int *count = &app->ui.files;

    if (*count == UI_FILES_MAX)
        return;
    files->shown[*count] = *file;
    files->recent[*count] = recent;
    *count += 1;
}

void files_show(struct app *app)
{
    const char *filter = app->ui.filter;
    struct ui_file file = {.name = "..", .folder = true};

    app->ui.file_list = app->files.shown;
    app->ui.files = 0;
    for (int k = 0; k < app->settings.recents; k++) {
        struct ui_file recent = {.recent = true};
        set_name(&recent, app->settings.recent[k]);
        if (matches(app->settings.recent[k], filter))
            show(app, &recent, k);
    }
    if (filter[0] == '\0' && strcmp(app->ui.folder, "/") != 0 &&
        app->ui.folder[0] != '\0')
        show(app, &file, FOLDER_UP);
    for (size_t k = 0; k < app->files.count; k++)
        if (matches(app->files.all[k].name, filter))
            show(app, &app->files.all[k], ENTRY);
    files_move(app, 0);
}

void files_move(struct app *app, int by)
{
    struct ui *ui = &app->ui;
    int last = ui->files - 1;

    ui->file += by;
    if (ui->file > last)
        ui->file = last;
    if (ui->file < 0)
        ui->file = 0;
}

static void set_filter(struct app *app, const char *text)
{
    snprintf(app->ui.filter, sizeof app->ui.filter, "%s", text);
    app->ui.file = 0;
    files_show(app);
}

void files_open(struct app *app)
{
    app->ui.playing = false;
    app->ui.overlay = OVERLAY_FILES;
    app->ui.composing[0] = '\0';
    set_filter(app, "");
    app_ask(app, REQUEST_LIST_FOLDER, app->ui.folder);
}

bool files_take(struct app *app, const char *folder,
                const struct ui_file *entries, size_t count,
                struct error *error)
{
    struct files *files = &app->files;

    if (strlen(folder) >= sizeof app->ui.folder)
        return error_set(error, "the folder's path is too long to be listed");
    if (!array_reserve((void **)&files->all, &files->capacity, count,
                       sizeof *files->all, "the list of files", error))
        return false;
    if (count > 0)
        memcpy(files->all, entries, count * sizeof *entries);
    files->count = count;
    snprintf(app->ui.folder, sizeof app->ui.folder, "%s", folder);
    set_filter(app, "");
    return true;
}

/* The folder above: the path without its last part. */
static void go_up(struct app *app)
{
    char path[sizeof app->ui.folder];

    snprintf(path, sizeof path, "%s", app->ui.folder);
    char *slash = strrchr(path, '/');
    if (slash == NULL)
        return;
    slash[slash == path] = '\0';
    app_ask(app, REQUEST_LIST_FOLDER, path);
}

void files_choose(struct app *app, int entry)
{
    const char *folder = app->ui.folder;
    char path[APP_PATH_MAX];

    if (entry < 0 || entry >= app->ui.files)
        return;
    app->ui.file = entry;
    const struct ui_file *file = &app->files.shown[entry];
    int recent = app->files.recent[entry];
    if (recent == FOLDER_UP) {
        go_up(app);
        return;
    }
    snprintf(path, sizeof path, "%s%s%s", folder,
             folder[strlen(folder) - (folder[0] != '\0')] == '/' ? "" : "/",
             file->name);
    if (file->folder) {
        app_ask(app, REQUEST_LIST_FOLDER, path);
        return;
    }
    app->ui.overlay = OVERLAY_NONE;
    app_ask(app, REQUEST_OPEN,
            recent >= 0 ? app->settings.recent[recent] : path);
}

/* Takes the last character off, or goes up where there is none. */
static void rub_out(struct app *app)
{
    char text[UI_FILTER_MAX];
    size_t end = strlen(app->ui.filter);

    if (end == 0) {
        go_up(app);
        return;
    }
    do
        end--;
    while (end > 0 && ((unsigned char)app->ui.filter[end] & 0xC0) == 0x80);
    snprintf(text, sizeof text, "%.*s", (int)end, app->ui.filter);
    set_filter(app, text);
}

void files_key(struct app *app, enum key key)
{
    if (app->ui.composing[0] != '\0') {
        if (key == KEY_ESCAPE)
            app->ui.composing[0] = '\0';
        return; /* the input method's */
    }
    switch (key) {
    case KEY_UP: files_move(app, -1); break;
    case KEY_DOWN: files_move(app, 1); break;
    case KEY_PAGE_UP: files_move(app, -PAGE); break;
    case KEY_PAGE_DOWN: files_move(app, PAGE); break;
    case KEY_HOME: files_move(app, -UI_FILES_MAX); break;
    case KEY_END: files_move(app, UI_FILES_MAX); break;
    case KEY_ENTER: files_choose(app, app->ui.file); break;
    case KEY_BACKSPACE: rub_out(app); break;
    default: break; /* letters come as text */
    }
}

void files_text(struct app *app, const char *text)
{
    char filter[UI_FILTER_MAX];
    size_t length = strlen(app->ui.filter);

    app->ui.composing[0] = '\0';
    if (length + strlen(text) >= sizeof filter)
        return;
    snprintf(filter, sizeof filter, "%s%s", app->ui.filter, text);
    set_filter(app, filter);
}

void files_compose(struct app *app, const char *text)
{
    snprintf(app->ui.composing, sizeof app->ui.composing, "%s", text);
}

/* A scene begins as its file says; that beginning is kept, so that one key
 * brings it back however far one has gone from it.
 */
#include "app/files/presets.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "app/app.h"
#include "app/files/scene_file.h"
#include "app/follow.h"
#include "base/array.h"

enum { PAGE = 10 };

void presets_finish(struct presets *presets)
{
    free(presets->entry);
    *presets = (struct presets){0};
}

/* The entry that is shown, or -1. */
static int find_shown(const struct ui *ui)
{
    for (int k = 0; k < ui->presets; k++)
        if (strcmp(ui->preset_list[k].name, ui->preset) == 0)
            return k;
    return -1;
}

void presets_open(struct app *app)
{
    struct ui *ui = &app->ui;
    int shown = find_shown(ui);

    if (ui->overlay == OVERLAY_PRESETS) {
        ui->overlay = OVERLAY_NONE;
        return;
    }
    ui->playing = false;
    ui->overlay = OVERLAY_PRESETS;
    if (shown >= 0)
        ui->choice = shown;
}

bool presets_take(struct app *app, const struct ui_preset *entries,
                  size_t count, struct error *error)
{
    struct presets *presets = &app->presets;

    if (!array_reserve((void **)&presets->entry, &presets->capacity, count,
                       sizeof *entries, "the presets", error))
        return false;
    if (count > 0)
        memcpy(presets->entry, entries, count * sizeof *entries);
    app->ui.preset_list = presets->entry;
    app->ui.presets = (int)count;
    presets_move(app, 0);
    return true;
}

void presets_move(struct app *app, int by)
{
    struct ui *ui = &app->ui;
    int last = ui->presets - 1;

    ui->choice += by;
    if (ui->choice > last)
        ui->choice = last;
    if (ui->choice < 0)
        ui->choice = 0;
}

void presets_choose(struct app *app, int entry)
{
    struct ui *ui = &app->ui;

    if (entry == -1 && ui->presets > 0)
        entry = (find_shown(ui) + 1) % ui->presets;
    if (entry < 0 || entry >= ui->presets)
        return;
    ui->choice = entry;
    if (ui->overlay == OVERLAY_PRESETS)
        ui->overlay = OVERLAY_NONE;
    app_ask(app, REQUEST_OPEN_PRESET, ui->preset_list[entry].name);
}

bool presets_key(struct app *app, enum key key)
{
    switch (key) {
    case KEY_UP: presets_move(app, -1); break;
    case KEY_DOWN: presets_move(app, 1); break;
    case KEY_PAGE_UP: presets_move(app, -PAGE); break;
    case KEY_PAGE_DOWN: presets_move(app, PAGE); break;
    case KEY_HOME: presets_move(app, -app->ui.presets); break;
    case KEY_END: presets_move(app, app->ui.presets); break;
    case KEY_ENTER: presets_choose(app, app->ui.choice); break;
    default: return false;
    }
    return true;
}

void presets_show(struct app *app, const struct scene_file *file,
                  const char *name)
{
    struct ui *ui = &app->ui;

    scene_file_show(file, app->lab, ui);
    snprintf(ui->preset, sizeof ui->preset, "%s", name);
    app->film = lab_film(app->lab, ui->lane);
    app->zoom.time = ZOOM_TIME;
    app->play.timeline = play_timeline(app);
    app->presets.scene = true;
    app->presets.shown = *ui;
    app->presets.timeline = app->play.timeline;
    look_keep(app);
    follow(app);
    app->dirty = true;
}

bool presets_reset(struct app *app)
{
    const struct ui *shown = &app->presets.shown;
    struct ui *ui = &app->ui;

    if (!app->presets.scene)
        return false;
    scene_file_copy_view(ui, shown);
    memcpy(ui->look_title, shown->look_title, sizeof ui->look_title);
    memcpy(ui->look_at, shown->look_at, sizeof ui->look_at);
    memcpy(ui->trace, shown->trace, sizeof ui->trace);
    ui->traces = shown->traces;
    ui->pinned = shown->pinned;
    ui->brush = (struct brush){0};
    ui->playing = ui->light = ui->drawing = false;
    ui->strokes = 0;
    app->zoom.time = ZOOM_TIME;
    follow(app);
    play_resume(app, &app->presets.timeline, shown->at);
    return true;
}

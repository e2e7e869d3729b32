/* What the app asks of whoever has it, and what it is told.
 */
#include "app/app.h"

#include <stdio.h>
#include <string.h>

#include "base/text.h"

/* The place of what a new request makes needless: an earlier one of its kind;
 * of files, several of which may be dropped at once, only when there are too
 * many. */
static int find_needless(const struct app *app, enum request_kind kind)
{
    int allowed = kind == REQUEST_OPEN ? APP_OPENS_MAX : 1, count = 0;

    for (int k = app->requests - 1; k >= 0; k--) {
        count += app->request[k].kind == kind;
        if (count == allowed)
            return k;
    }
    return app->requests;
}

void app_ask(struct app *app, enum request_kind kind, const char *path)
{
    struct request *request = app->request;
    int k = find_needless(app, kind);

    if (k < app->requests) {
        app->requests--;
        memmove(request + k, request + k + 1,
                (size_t)(app->requests - k) * sizeof *request);
    }
    request[app->requests].kind = kind;
    snprintf(request[app->requests].path, APP_PATH_MAX, "%s", path);
    app->requests++;
}

bool app_take_request(struct app *app, struct request *request)
{
    if (app->requests == 0)
        return false;
    *request = app->request[0];
    app->requests--;
    memmove(app->request, app->request + 1,
            (size_t)app->requests * sizeof *app->request);
    return true;
}

void app_show_scene(struct app *app, const struct scene_file *file,
                    const char *name)
{
    presets_show(app, file, name);
}

bool app_show_presets(struct app *app, const struct ui_preset *entries,
                      size_t count, struct error *error)
{
    app->dirty = true;
    return presets_take(app, entries, count, error);
}

bool app_show_files(struct app *app, const char *folder,
                    const struct ui_file *entries, size_t count,
                    struct error *error)
{
    app->dirty = true;
    return files_take(app, folder, entries, count, error);
}

void app_remember(struct app *app, const char *path)
{
    if (path[0] != '\0')
        settings_remember(&app->settings, path);
    if (strlen(path) < SETTINGS_PATH_MAX)
        snprintf(app->settings.open, SETTINGS_PATH_MAX, "%s", path);
    files_show(app);
    app_ask(app, REQUEST_SAVE_SETTINGS, "");
}

void app_message(struct app *app, const char *text, bool is_error)
{
    text_printable(text, strlen(text), app->ui.message,
                   sizeof app->ui.message);
    app->ui.message_is_error = is_error;
    app->dirty = true;
}

void app_forget_note(struct app *app)
{
    if (!app->ui.message_is_error)
        app->ui.message[0] = '\0';
}

void app_progress(struct app *app, float share)
{
    app->ui.busy = share > 1 ? 1 : share;
    app->dirty = true;
}

void app_set_recording(struct app *app, bool recording)
{
    app->ui.recording = recording;
    app->dirty = true;
}

const struct settings *app_settings(struct app *app)
{
    struct settings *settings = &app->settings;

    settings->language = app->ui.language;
    settings->theme = app->ui.theme;
    settings->text_scale = app->ui.text_scale;
    settings->reduced_motion = app->ui.reduced_motion;
    if (app->film != NULL && !app->lent) {
        struct moment now = play_moment(app);
        settings->pass = now.pass;
        settings->step = app->ui.at > 0 ? now.step : 0;
    }
    return settings;
}

void app_use_settings(struct app *app, const struct settings *settings)
{
    app->settings = *settings;
    app->ui.language = settings->language;
    app->ui.theme = settings->theme;
    app->ui.text_scale = settings->text_scale;
    app->ui.reduced_motion = settings->reduced_motion;
    app->dirty = true;
    files_show(app);
}

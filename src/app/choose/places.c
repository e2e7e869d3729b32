/* A list is opened here and asks for itself what is chosen in it.
 */
#include "app/choose/places.h"

#include "app/actions.h"
#include "app/app.h"

void places_leave_start(struct app *app)
{
    const struct ui *shown = &app->presets.shown;

    app->ui.screen = app->presets.scene ? shown->screen : SCREEN_STAGE;
    app->ui.alone = app->presets.scene ? shown->alone : PANEL_NONE;
}

static void go_to_start(struct app *app)
{
    app->ui.playing = false;
    app->ui.alone = PANEL_NONE;
    app->ui.screen = SCREEN_START;
    app->ui.card = 0;
}

static void go_on(struct app *app)
{
    if (app->ui.screen == SCREEN_START) {
        places_leave_start(app);
        return;
    }
    app->ui.alone = PANEL_NONE;
    app->ui.screen = SCREEN_STAGE;
}

static void choose_file(struct app *app, int entry)
{
    if (app->ui.overlay == OVERLAY_FILES || app->ui.screen == SCREEN_START)
        files_choose(app, entry);
}

static void quit(struct app *app)
{
    app_ask(app, REQUEST_SAVE_SETTINGS, "");
    app_ask(app, REQUEST_QUIT, "");
}

void places_do(struct app *app, const struct order *order)
{
    switch (order->action) {
    case ACTION_START: go_to_start(app); break;
    case ACTION_CONTINUE: go_on(app); break;
    case ACTION_FILES: files_open(app); break;
    case ACTION_FILE: choose_file(app, order->value); break;
    case ACTION_PRESETS: presets_open(app); break;
    case ACTION_PRESET: presets_choose(app, order->value); break;
    case ACTION_FULL_SCREEN: app_ask(app, REQUEST_FULL_SCREEN, ""); break;
    case ACTION_OPENING: app_ask(app, REQUEST_OPEN, ""); break;
    case ACTION_SAVE_PICTURE: app_ask(app, REQUEST_SAVE_PICTURE, ""); break;
    case ACTION_SAVE_SCENE: app_ask(app, REQUEST_SAVE_SCENE, ""); break;
    case ACTION_RECORD:
        app_ask(app, app->ui.recording ? REQUEST_RECORD_STOP
                                       : REQUEST_RECORD_START, "");
        break;
    case ACTION_QUIT: quit(app); break;
    default: break;
    }
}

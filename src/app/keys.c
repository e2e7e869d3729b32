/* A key means what the table of the scene says, so the help cannot differ from
 * it. The one field there is, the filter of the list of files, goes first.
 */
#include "app/keys.h"

#include "app/actions.h"
#include "app/app.h"
#include "app/start/choose.h"
#include "app/train/tasks.h"
#include "base/text.h"
#include "scene/keys.h"

static void do_binding(struct app *app, const struct input_event *event)
{
    const struct keys_binding *binding =
        keys_find((enum key)event->value, event->modifiers);

    if (binding == NULL ||
        (event->repeat && !actions_repeat(binding->action)))
        return;
    const struct order order = {
        .action = binding->action, .value = binding->value,
        .id = app->ui.hover, .shift = event->modifiers & MOD_SHIFT};
    actions_do(app, &order);
}

void app_key(struct app *app, const struct input_event *event)
{
    if (event->value <= KEY_NONE || event->value >= KEYS)
        return;
    if (app->ui.overlay == OVERLAY_BLACK) {
        if (!event->repeat)
            app->ui.overlay = OVERLAY_NONE;
        return;
    }
    bool composing = app->ui.composing[0] != '\0';
    if (app_wants_text(app) && (event->value != KEY_ESCAPE || composing)) {
        files_key(app, (enum key)event->value);
        return;
    }
    if (app->ui.overlay == OVERLAY_PRESETS &&
        presets_key(app, (enum key)event->value))
        return;
    if (app->ui.overlay == OVERLAY_TASKS &&
        tasks_key(app, (enum key)event->value))
        return;
    if (event->value == KEY_ESCAPE && pointer_cancel(app))
        return;
    if (choose_key(app, event) || player_key(app, event))
        return;
    app_forget_note(app);
    do_binding(app, event);
}

void app_text(struct app *app, const struct input *input,
              const struct input_event *event)
{
    char text[UI_FILTER_MAX];

    if (!app_wants_text(app) || event->length >= sizeof text)
        return;
    input_text(input, event, text, sizeof text);
    if (!utf8_valid(text, event->length))
        return;
    if (event->kind == INPUT_TEXT)
        files_text(app, text);
    else
        files_compose(app, text);
}

/* Keys of what is open over the lesson, and of its question. Fields read keys,
 * not composed text: digits need no input method, and a Hangul one would keep
 * them from us.
 */
#include <stdio.h>
#include <string.h>

#include "app/app.h"
#include "app/course/answer.h"
#include "app/course/stops.h"

enum { PAGE = 10 };

/* Letters that the field of Ctrl+G takes. */
static char typed(enum key key)
{
    if (key >= KEY_0 && key <= KEY_9)
        return (char)('0' + (key - KEY_0));
    return key == KEY_PERIOD || key == KEY_COMMA ? '.' : '\0';
}

static void go_key(struct app *app, const struct input_event *event)
{
    char *go = app->course.go;
    size_t length = strlen(go), room = sizeof app->course.go;
    char letter = typed((enum key)event->value);

    app_forget_note(app);
    if (event->value == KEY_ENTER && !event->repeat) {
        if (stops_find(app, go))
            app->ui.overlay = OVERLAY_NONE;
    } else if (event->value == KEY_BACKSPACE && length > 0) {
        go[length - 1] = '\0';
    } else if (letter != '\0' && length + 1 < room) {
        go[length] = letter;
        go[length + 1] = '\0';
    }
}

void player_move_term(struct app *app, int by)
{
    struct course *course = &app->course;
    const struct glossary *glossary = course->glossary[app->ui.language];
    int last = glossary != NULL ? glossary->terms - 1 : -1;
    int term = course->term + by;

    course->term = term < 0 ? 0 : term;
    if (course->term > last)
        course->term = last;
}

static bool glossary_key(struct app *app, enum key key)
{
    int by = key == KEY_UP ? -1 : key == KEY_DOWN ? 1 :
             key == KEY_PAGE_UP ? -PAGE : key == KEY_PAGE_DOWN ? PAGE :
             key == KEY_HOME ? -GLOSSARY_TERMS_MAX :
             key == KEY_END ? GLOSSARY_TERMS_MAX : 0;

    if (key == KEY_ENTER) {
        app->ui.overlay = OVERLAY_NONE;
        return true;
    }
    if (by != 0)
        player_move_term(app, by);
    return by != 0;
}

bool player_key(struct app *app, const struct input_event *event)
{
    bool plain = (event->modifiers & (MOD_CTRL | MOD_ALT)) == 0;

    if (app->ui.overlay == OVERLAY_GO && plain &&
        event->value != KEY_ESCAPE) {
        go_key(app, event);
        return true;
    }
    if (app->ui.overlay == OVERLAY_GLOSSARY && plain)
        return glossary_key(app, (enum key)event->value);
    if (app->ui.overlay != OVERLAY_NONE || !player_learns(app) ||
        app->ui.screen == SCREEN_START || !course_asks(&app->course))
        return false;
    if (!app->course.answer.active) {
        if (!answer_begins(app, event))
            return false;
        answer_do(app, &(struct order){.action = ACTION_QUESTION});
    }
    app_forget_note(app);
    return answer_key(app, event);
}

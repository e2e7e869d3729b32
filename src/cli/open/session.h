/* Everything that an open window has, from its start to its end. */
#ifndef GATEREEL_CLI_OPEN_SESSION_H
#define GATEREEL_CLI_OPEN_SESSION_H

#include "app/app.h"
#include "base/pool.h"
#include "cli/lab/preset_files.h"
#include "cli/lesson/lessons.h"
#include "cli/lesson/presenter.h"
#include "cli/open/films.h"
#include "cli/open/options.h"
#include "cli/open/records.h"
#include "cli/open/saved.h"
#include "cli/open/shots.h"
#include "paint/paint.h"
#include "sdl/window.h"

/* {0} is a valid empty value. */
struct session {
    struct open_options options;
    struct load_with with;    /* what labs run with */
    struct pool *pool;        /* paints, and makes lanes */
    struct paint *paint;
    struct window *window;
    struct app app;
    struct films films;       /* which files are open */
    struct preset_files presets;
    struct lessons lessons;   /* that come with the program */
    struct class_plan plan;   /* of --plan; stops 0: none */
    struct presenter presenter; /* of --presenter */
    struct {
        uint64_t stamp;       /* of the open lesson's files, as they were read */
        uint64_t next;        /* when they are looked at again, window_clock */
    } watch;
    struct saved saved;       /* settings; not used with records */
    struct records records;   /* written or read */
    struct shots shots;       /* pictures and films that are saved */
    char left[SETTINGS_PATH_MAX]; /* what was open the last time */
    bool told_no_korean;
    bool quit;
};

/* Is what the user does written down or read from a file? Then nothing is
 * remembered, so that both begin alike. */
static inline bool session_is_scripted(const struct session *session)
{
    return session->options.record != NULL || session->options.replay != NULL;
}

/* A line on the screen in the user's language. */
static inline void session_say(struct session *session, const char *en,
                               const char *ko)
{
    app_message(&session->app, say(&session->app.ui, en, ko), false);
}

#endif

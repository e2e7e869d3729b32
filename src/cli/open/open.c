/* gatereel open: the window, and gatereel alone: the window with the start
 * screen.
 *
 * Files are read before the window opens, so that what is wrong with them is
 * said where the command was given.
 */
#include <stdlib.h>

#include "app/play.h"
#include "base/array.h"
#include "cli/cli.h"
#include "cli/machine.h"
#include "cli/open/loop.h"
#include "cli/open/requests.h"
#include "cli/open/session.h"
#include "cli/say.h"

static void finish(struct session *session)
{
    shots_finish(&session->shots);
    records_finish(&session->records);
    app_finish(&session->app);
    paint_destroy(session->paint);
    window_destroy(session->window);
    pool_destroy(session->pool);
}

/* What is remembered, then what the command line says. */
static void use_settings(struct session *session)
{
    struct open_options *options = &session->options;
    struct settings settings = settings_defaults();
    struct error error = {0};

    if (!session_is_scripted(session) &&
        !saved_read(&session->saved, &settings, &error))
        say_warning("%s", error.text);
    if (options->has_theme)
        settings.theme = options->theme;
    if (options->has_language)
        settings.language = options->language;
    if (options->has_scale)
        settings.text_scale = options->text_scale;
    if (options->reduced_motion)
        settings.reduced_motion = true;
    if (options->window.width == 0) {
        options->window.width = settings.width;
        options->window.height = settings.height;
    }
    app_use_settings(&session->app, &settings);
}

/* On the start screen the film that was open the last time goes on, if it is
 * still there. */
static bool choose_lab(struct session *session, struct lab **lab,
                       struct error *error)
{
    const struct open_options *options = &session->options;
    const char *last = session->app.settings.open;

    if (options->start && last[0] != '\0' &&
        films_choose(&session->films, last, &options->source,
                     &session->with, lab, NULL) == FILMS_LOADED)
        return true;
    return films_start(&session->films, &options->source, &session->with, lab,
                       error);
}

/* The opening scene begins to play; films from files wait. */
static void begin(struct session *session)
{
    struct app *app = &session->app;

    if (session->options.start)
        app->ui.screen = SCREEN_START;
    else if (session->options.source.model == NULL)
        play_toggle(app);
}

static bool open_window(struct session *session, struct error *error)
{
    session->options.window.pool = session->pool;
    session->window = window_create(&session->options.window, error);
    if (session->window == NULL)
        return error_set(error, "%s; 'gatereel render' draws pictures and "
                         "films without one", error->text);
    session->paint = paint_create(error);
    return session->paint != NULL;
}

static bool start(struct session *session, struct error *error)
{
    const struct open_options *options = &session->options;
    struct lab *lab;
    char path[2 * FILMS_PATH_MAX + 8];

    if (!app_init(&session->app, error))
        return false;
    use_settings(session);
    if (options->replay != NULL &&
        !records_open(&session->records, options->replay, error))
        return false;
    session->pool = pool_create(0, NULL);
    session->with.pool = session->pool;
    if (!choose_lab(session, &lab, error))
        return false;
    app_set_lab(&session->app, lab,
                films_path(&session->films, path, sizeof path));
    begin(session);
    return open_window(session, error) &&
           (options->record == NULL ||
            records_create(&session->records, options->record, error));
}

static bool run(struct session *session, struct error *error)
{
    if (!start(session, error))
        return false;
    bool fine = session->options.replay != NULL ? loop_replay(session, error)
                                                : loop_run(session, error);
    requests_end_film(session);
    requests_save_settings(session);
    return fine;
}

static int open_with(const struct open_options *options)
{
    struct error error = {0};
    struct session *session = array_new(1, sizeof *session, "the window",
                                        &error);
    bool fine = false;

    if (session != NULL) {
        session->options = *options;
        session->with.kernels = machine_kernels();
        if (session->with.kernels == NULL) {
            free(session);
            return EXIT_BAD;
        }
        fine = run(session, &error);
        finish(session);
        free(session);
    }
    if (!fine)
        say_error("%s", error.text);
    return fine ? EXIT_FINE : EXIT_BAD;
}

int command_open(int argc, char **argv)
{
    struct open_options options;
    int code;

    if (!open_options_parse(argc, argv, &options, &code))
        return code;
    return open_with(&options);
}

int command_start(void)
{
    return open_with(&(struct open_options){
        .start = true, .window = {.title = "Gatereel"}});
}

/* A record is gathered, applied, and answered with a frame if there is
 * something new to see. Where the record comes from, the window and the clock
 * or a file, makes no difference to anything after it.
 */
#include "cli/open/loop.h"

#include "cli/lesson/course.h"
#include "cli/open/requests.h"
#include "cli/open/session.h"
#include "cli/say.h"
#include "sdl/pace.h"

/* Without a font for it Korean would be boxes. */
static void check_language(struct session *session)
{
    struct ui *ui = &session->app.ui;

    if (ui->language != LANGUAGE_KO || paint_has_korean(session->paint))
        return;
    ui->language = LANGUAGE_EN;
    app_message(&session->app, "There is no Korean font: install one (Debian: "
                "fonts-noto-cjk) and start again", true);
    if (!session->told_no_korean)
        say_warning("there is no Korean font; install one (Debian: "
                    "fonts-noto-cjk)");
    session->told_no_korean = true;
}

/* A film has one size from its first frame to its last. */
static void check_film(struct session *session)
{
    const struct shots *shots = &session->shots;

    if (shots->filming && (shots->picture.width != session->app.width ||
                           shots->picture.height != session->app.height))
        requests_end_film(session);
}

/* *shown: the window has a new frame. */
static bool show(struct session *session, bool *shown, struct error *error)
{
    struct app *app = &session->app;
    bool fresh = app_wants_frame(app);

    *shown = false;
    if (fresh)
        app_build(app, paint_measure(session->paint));
    if (!presenter_show(session, fresh, error))
        return false;
    if (!fresh && !window_stale(session->window))
        return true;
    const struct mesh *mesh = paint_mesh(session->paint, &app->list);
    struct atlas *atlas = paint_atlas(session->paint);
    if (fresh)
        shots_change(&session->shots, mesh, atlas, session->pool);
    *shown = window_visible(session->window);
    return !*shown || window_show(session->window, mesh, atlas, error);
}

/* Everything between a record and the frame that answers it. */
static bool apply(struct session *session, const struct input *input,
                  struct error *error)
{
    struct error film_error = {0};

    if (!shots_pass(&session->shots, input->elapsed, &film_error)) {
        app_set_recording(&session->app, false);
        app_message(&session->app, film_error.text, true);
    }
    app_update(&session->app, input);
    check_film(session);
    course_watch(session);
    requests_carry_out(session);
    check_language(session);
    window_type(session->window, app_wants_text(&session->app));
    return session->records.file == NULL ||
           records_write(&session->records, input, error);
}

/* Does nothing move, and is nothing left to do? */
static bool is_idle(const struct session *session)
{
    const struct app *app = &session->app;

    return !app_animating(app) && !app_wants_work(app) &&
           !app_wants_frame(app) && !window_stale(session->window);
}

/* Milliseconds until something is due although nothing moves; -1: never. */
static int idle_left(const struct session *session)
{
    int watch = course_watch_left(session), clock = presenter_left(session);

    return watch < 0 ? clock : clock < 0 || watch < clock ? watch : clock;
}

/* Waits for something to do: for ever when nothing moves (or until a lesson's
 * files are looked at), else until the next frame is due. Events that come
 * before that belong to this record. */
static void gather(struct session *session, struct pace *pace,
                   struct input *input)
{
    const struct app *app = &session->app;
    int wait = is_idle(session) ? idle_left(session)
                                : pace_left(pace, window_clock());
    bool taken;

    input_clear(input);
    do {
        taken = window_gather(session->window, input, wait);
        wait = pace_left(pace, window_clock());
        if (input->events == 0 && is_idle(session))
            wait = idle_left(session);
    } while (taken && wait != 0);
    input->elapsed = pace_elapsed(pace, window_clock());
    input->work = app_wants_work(app) ? pace_work(pace) : 0;
}

bool loop_run(struct session *session, struct error *error)
{
    struct pace pace = {0};
    struct input input;
    bool shown;

    while (!session->quit) {
        gather(session, &pace, &input);
        uint64_t began = window_clock();
        if (!apply(session, &input, error))
            return false;
        uint64_t applied = window_clock();
        pace_worked(&pace, input.work, applied - began);
        if (!show(session, &shown, error))
            return false;
        if (shown)
            pace_drew(&pace, window_waits(session->window)
                                 ? 0 : window_clock() - applied);
        pace_done(&pace, began, shown && window_waits(session->window));
    }
    return true;
}

/* What happens in the window itself, but for its end, is left out. */
static void attend(struct session *session, const struct input *input)
{
    struct input own;
    bool taken;

    do {
        input_clear(&own);
        taken = window_gather(session->window, &own, 0);
        for (int k = 0; k < own.events; k++)
            session->quit |= own.event[k].kind == INPUT_CLOSE;
    } while (!taken);
    for (int k = 0; k < input->events; k++) {
        if (input->event[k].kind == INPUT_RESIZE)
            window_resize(session->window, (int)input->event[k].x,
                          (int)input->event[k].y);
    }
}

bool loop_replay(struct session *session, struct error *error)
{
    struct input input;
    bool shown;

    while (!session->quit && records_next(&session->records, &input)) {
        attend(session, &input);
        if (window_is_seen(session->window))
            window_sleep(input.elapsed);
        if (!apply(session, &input, error) || !show(session, &shown, error))
            return false;
    }
    return true;
}

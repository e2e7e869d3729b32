/* The presenter's frame is made anew whenever the class sees something new, and
 * once a second for the clock.
 */
#include "cli/lesson/presenter.h"

#include "cli/open/session.h"
#include "sdl/pace.h"

enum { SECOND = 1000000, WIDTH = 1280, HEIGHT = 760 };

bool presenter_open(struct session *session, struct error *error)
{
    struct presenter *presenter = &session->presenter;
    const struct window_wish wish = {
        .title = say(&session->app.ui, "Gatereel · presenter",
                     "Gatereel · 발표자 화면"),
        .width = WIDTH, .height = HEIGHT, .pool = session->pool};

    presenter->paint = paint_create(error);
    if (presenter->paint == NULL || !draw_init(&presenter->list, error))
        return false;
    presenter->window = window_create_beside(session->window, &wish, error);
    return presenter->window != NULL;
}

void presenter_finish(struct presenter *presenter)
{
    window_destroy(presenter->window);
    paint_destroy(presenter->paint);
    draw_finish(&presenter->list);
    *presenter = (struct presenter){0};
}

static uint64_t clock_of(const struct session *session)
{
    return session->app.course.elapsed / SECOND;
}

bool presenter_show(struct session *session, bool fresh, struct error *error)
{
    struct presenter *presenter = &session->presenter;
    const struct app *app = &session->app;
    const struct scene_source source = {.ui = &app->ui, .film = app->film,
                                        .course = &app->course,
                                        .cards = &app->cards};
    int width, height;

    if (presenter->window == NULL ||
        !window_pixels(presenter->window, &width, &height))
        return true;
    if (presenter->shown && !fresh && !window_stale(presenter->window) &&
        presenter->second == clock_of(session))
        return true;
    presenter->second = clock_of(session);
    presenter->shown = true;
    scene_build_presenter(&source, width, height,
                          paint_measure(presenter->paint), &presenter->list);
    return window_show(presenter->window,
                       paint_mesh(presenter->paint, &presenter->list),
                       paint_atlas(presenter->paint), error);
}

/* A record holds at most PACE_ELAPSED_MAX of time: one is due before. */
int presenter_left(const struct session *session)
{
    uint64_t left = SECOND - session->app.course.elapsed % SECOND;
    uint64_t most = PACE_ELAPSED_MAX * 3 / 4;

    return session->presenter.window == NULL ||
           session->app.course.lesson == NULL
        ? -1 : (int)((left < most ? left : most) / 1000) + 1;
}

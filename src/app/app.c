/* Time, work, events, and then what follows from them: pins make the film run
 * again, another signal makes other levels, another step begins.
 */
#include "app/app.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "app/keys.h"
#include "base/array.h"

/* Levels of runs with more values than this are made as a unit of work. */
enum { LEVELS_AT_ONCE = 1 << 19 };

bool app_init(struct app *app, struct error *error)
{
    memset(app, 0, sizeof *app);
    app->ui = ui_defaults();
    app->ui.screen = SCREEN_START;
    app->settings = settings_defaults();
    app->width = 1920;
    app->height = 1080;
    app->levels.signal = -1;
    app->zoom.time = ZOOM_TIME;
    app->dirty = true;
    app->strokes = array_new(UI_STROKE_MAX, sizeof *app->strokes, "the pen",
                             error);
    if (app->strokes == NULL || !files_init(&app->files, error) ||
        !draw_init(&app->list, error)) {
        app_finish(app);
        return false;
    }
    app->ui.stroke = app->strokes;
    files_show(app);
    return true;
}

void app_finish(struct app *app)
{
    draw_finish(&app->list);
    files_finish(&app->files);
    free(app->strokes);
    levels_finish(&app->levels);
    decays_finish(&app->decays);
    studies_finish(&app->studies);
    pinning_finish(&app->pinning);
    if (app->has_film)
        film_finish(&app->film);
    memset(app, 0, sizeof *app);
}

static struct app_levels wanted_levels(const struct app *app)
{
    enum cell cell = film_cell(&app->film, app->ui.layer);

    return (struct app_levels){
        app->ui.layer, cell_table[cell].shown[app->ui.heat_signal],
        app->ui.heat == HEAT_GRADIENT, app->run};
}

static bool levels_stale(const struct app *app)
{
    const struct app_levels wanted = wanted_levels(app);
    const struct app_levels *made = &app->levels_of;

    return wanted.layer != made->layer || wanted.signal != made->signal ||
           wanted.gradient != made->gradient || wanted.run != made->run;
}

/* Without the memory for them there are none, and no second try. */
static void make_levels(struct app *app, struct error *error)
{
    app->levels_of = wanted_levels(app);
    levels_make(&app->levels, &app->film, app->levels_of.layer,
                app->levels_of.signal, app->levels_of.gradient, error);
}

/* Old levels would show another signal's numbers: better none for a while. */
static void refresh_levels(struct app *app)
{
    size_t values = (size_t)app->film.steps *
                    (size_t)film_units(&app->film, app->ui.layer);

    if (!levels_stale(app))
        return;
    if (values <= LEVELS_AT_ONCE) {
        struct error error = {0};
        make_levels(app, &error);
        if (error.text[0] != '\0')
            app_message(app, error.text, true);
        return;
    }
    app->levels.signal = -1;
    app->levels.count = 0;
}

static bool decays_left(const struct app *app)
{
    return !app->decays_failed &&
           decays_done(&app->decays) < decays_units(&app->decays, &app->film);
}

static void work_decays(struct app *app, struct error *error)
{
    app->decays_failed = !decays_work(&app->decays, &app->film, error);
}

static bool studies_left(const struct app *app)
{
    return studies_wants(&app->studies, &app->film, &app->ui, app->run);
}

static void work_studies(struct app *app, struct error *error)
{
    studies_work(&app->studies, &app->film, &app->ui, app->run, error);
}

/* What is done in the background, in the order of its turns; one unit of it
 * at a time. A job that fails says so and has nothing left. */
static const struct job {
    bool (*left)(const struct app *app);
    void (*work)(struct app *app, struct error *error);
} jobs[] = {
    {levels_stale, make_levels},
    {studies_left, work_studies},
    {decays_left, work_decays},
};

static const struct job *next_job(const struct app *app)
{
    for (size_t k = 0; k < sizeof jobs / sizeof *jobs; k++)
        if (app->has_film && jobs[k].left(app))
            return &jobs[k];
    return NULL;
}

bool app_wants_work(const struct app *app)
{
    return next_job(app) != NULL;
}

static void work(struct app *app, uint32_t units)
{
    const struct job *job;

    for (; units > 0 && (job = next_job(app)) != NULL; units--) {
        struct error error = {0};
        app->dirty = true;
        job->work(app, &error);
        if (error.text[0] != '\0')
            app_message(app, error.text, true);
    }
}

/* What a film's pictures are made of follows what the user did. */
static void follow(struct app *app)
{
    const struct pins pins = pinning_pins(&app->pinning);

    if (app->pins_changed) {
        film_run(&app->film, &pins);
        app->run++;
        app->pins_changed = false;
    }
    /* An edit that failed for want of memory may have moved the list. */
    app->film.pins = pins;
    if (app->decays.layer != app->ui.layer) {
        decays_begin(&app->decays, &app->film, app->ui.layer);
        app->decays_failed = false;
    }
    refresh_levels(app);
    studies_follow(&app->studies, &app->film, &app->ui, app->run);
}

/* At another step the pen's strokes are gone, and R brings that step back. */
static void begin_step(struct app *app)
{
    struct moment now = play_moment(app);

    if (now.step == app->begun.step && now.pass == app->begun.pass)
        return;
    app->ui.strokes = 0;
    app->ui.drawing = false;
    look_keep(app);
}

/* The view of a film that was just opened. */
static void begin_film(struct app *app)
{
    struct ui *ui = &app->ui;

    ui->screen = SCREEN_STAGE;
    ui->overlay = OVERLAY_NONE;
    ui->alone = PANEL_NONE;
    ui->playing = false;
    ui->layer = 0;
    ui->unit = app->film.first_unit;
    ui->gate = -1;
    ui->pinned = ui->hover = (struct draw_id){0};
    ui->magnified = ui->drawing = false;
    ui->strokes = 0;
    look_fit(app);
    play_go(app, 0);
}

/* Where it was left, if it is the film that settings speak of. */
static void resume(struct app *app, const char *path)
{
    const struct settings *settings = &app->settings;
    const struct timeline timeline = play_timeline(app);

    if (strcmp(path, settings->open) != 0 || settings->step < 1 ||
        settings->step > app->film.steps)
        return;
    play_go(app, timeline_at(&timeline, settings->pass, settings->step,
                             timeline.phases - 1));
}

void app_set_film(struct app *app, struct film *film, const char *path)
{
    if (app->has_film) {
        app_settings(app); /* the same film again goes on where it is */
        film_finish(&app->film);
    }
    app->film = *film;
    *film = (struct film){0};
    app->has_film = true;
    app->run++;
    app->dirty = true;
    pinning_forget(&app->pinning);
    app->pins_changed = false;
    app->play = (struct play){0};
    app->pointer = (struct pointer){0};
    /* What was drawn is about another film. */
    app->list.commands = app->list.number_count = app->list.spot_count = 0;
    begin_film(app);
    resume(app, path);
    decays_begin(&app->decays, &app->film, 0);
    app->decays_failed = false;
    look_keep(app);
    if (path[0] != '\0')
        settings_remember(&app->settings, path);
    if (strlen(path) < SETTINGS_PATH_MAX)
        snprintf(app->settings.open, SETTINGS_PATH_MAX, "%s", path);
    files_show(app);
    follow(app);
    app_ask(app, REQUEST_SAVE_SETTINGS, "");
}

static void resize(struct app *app, const struct input_event *event)
{
    float width = event->x, height = event->y;

    app->width = width < 1 ? 1 : width > APP_SIZE_MAX ? APP_SIZE_MAX
                                                      : (int)width;
    app->height = height < 1 ? 1 : height > APP_SIZE_MAX ? APP_SIZE_MAX
                                                         : (int)height;
}

static void drop(struct app *app, const struct input *input,
                 const struct input_event *event)
{
    char path[APP_PATH_MAX];

    if (event->length == 0 || event->length >= sizeof path)
        return;
    app->ui.overlay = OVERLAY_NONE;
    app_ask(app, REQUEST_OPEN, input_text(input, event, path, sizeof path));
}

static void apply(struct app *app, const struct input *input,
                  const struct input_event *event)
{
    switch ((enum input_kind)event->kind) {
    case INPUT_KEY: app_key(app, event); break;
    case INPUT_MOVE: pointer_move(app, event); break;
    case INPUT_PRESS: pointer_press(app, event); break;
    case INPUT_RELEASE: pointer_release(app, event); break;
    case INPUT_WHEEL: pointer_wheel(app, event); break;
    case INPUT_LEAVE: pointer_leave(app); break;
    case INPUT_TEXT:
    case INPUT_COMPOSE: app_text(app, input, event); break;
    case INPUT_DROP: drop(app, input, event); break;
    case INPUT_RESIZE: resize(app, event); break;
    case INPUT_CLOSE:
        app_ask(app, REQUEST_SAVE_SETTINGS, "");
        app_ask(app, REQUEST_QUIT, "");
        break;
    case INPUT_KINDS: break;
    }
}

static void pass_time(struct app *app, uint32_t elapsed)
{
    int64_t before = app->ui.at;

    if (look_ease(app, elapsed))
        app->dirty = true;
    if (app->has_film && app->ui.playing && !pointer_scrubs(app))
        play_advance(app, elapsed);
    if (app->ui.at == before)
        return;
    app->dirty = true;
    begin_step(app);
    pointer_hover(app);
}

void app_update(struct app *app, const struct input *input)
{
    pass_time(app, input->elapsed);
    work(app, input->work);
    for (int k = 0; k < input->events; k++) {
        apply(app, input, &input->event[k]);
        if (app->has_film)
            begin_step(app);
        app->dirty = true;
    }
    if (app->has_film)
        follow(app);
}

bool app_wants_frame(const struct app *app)
{
    return app->dirty;
}

void app_build(struct app *app, struct measure measure)
{
    const struct scene_source source = {
        .ui = &app->ui,
        .film = app->has_film ? &app->film : NULL,
        .decays = &app->decays,
        .levels = &app->levels,
        .studies = &app->studies};

    scene_build(&source, app->width, app->height, measure, &app->list);
    app->dirty = false;
}

bool app_animating(const struct app *app)
{
    return app->ui.playing || look_easing(app);
}

bool app_wants_text(const struct app *app)
{
    return app->ui.overlay == OVERLAY_FILES;
}

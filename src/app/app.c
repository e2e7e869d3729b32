/* Time, work, events, and then what follows from them (follow.h).
 */
#include "app/app.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "app/follow.h"
#include "app/keys.h"
#include "app/train/follow_training.h"
#include "base/array.h"
#include "scene/view/series/lane.h"

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
    app->course.term = app->cards.latest = -1;
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
    presets_finish(&app->presets);
    free(app->strokes);
    levels_finish(&app->levels);
    decays_finish(&app->decays);
    studies_finish(&app->studies);
    lab_destroy(app->lab);
    training_destroy(app->training);
    lesson_destroy(app->course.lesson);
    cards_finish(&app->cards);
    memset(app, 0, sizeof *app);
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

/* Follows what was done. A run that became shorter may move the playhead: no
 * step begins with that, and R still goes back to how it was before. */
static void follow_in_step(struct app *app)
{
    if (app->film == NULL) {
        follow(app);
        return;
    }
    struct moment before = play_moment(app);
    follow(app);
    if (app->film == NULL)
        return;
    struct moment now = play_moment(app);
    if (now.step == before.step && now.pass == before.pass)
        return;
    app->begun.pass = now.pass;
    app->begun.step = now.step;
}

/* The view of a film that was just opened. */
static void begin_film(struct app *app)
{
    struct ui *ui = &app->ui;

    ui->screen = SCREEN_STAGE;
    ui->overlay = OVERLAY_NONE;
    ui->alone = PANEL_NONE;
    ui->playing = false;
    ui->lane = ui->layer = 0;
    ui->unit = app->film->first_unit;
    ui->gate = -1;
    ui->pinned = ui->hover = (struct draw_id){0};
    ui->tool = TOOL_LOOK;
    ui->brush = (struct brush){0};
    ui->input = 0;
    ui->magnified = ui->drawing = false;
    ui->strokes = 0;
    ui->traces = 0;
    memset(ui->look_title, 0, sizeof ui->look_title);
    memset(ui->look_at, 0, sizeof ui->look_at);
    ui->preset[0] = '\0';
    app->presets.scene = false;
    ui->right = lane_panel(app->film, ui->right);
    look_fit(&app->ui, app->film);
    play_go(app, 0);
}

/* Where it was left, if it is the film that settings speak of. */
static void resume(struct app *app, const char *path)
{
    const struct settings *settings = &app->settings;
    const struct timeline timeline = play_timeline(app);

    if (strcmp(path, settings->open) != 0 || settings->step < 1 ||
        settings->step > app->film->steps)
        return;
    play_go(app, timeline_at(&timeline, settings->pass, settings->step,
                             timeline.phases - 1));
}

void app_set_lab(struct app *app, struct lab *lab, const char *path)
{
    if (app->film != NULL)
        app_settings(app); /* the same film again goes on where it is */
    lab_destroy(app->lab);
    app->lab = lab;
    player_leave(app);
    app->lent = path == NULL;
    app->trained.lab = NULL; /* a training waits behind it */
    app->compared = lab->lanes > 1;
    app->from_lanes = false;
    app->film = lab_film(lab, 0);
    app->dirty = true;
    app->play = (struct play){0};
    app->pointer = (struct pointer){0};
    app->levels_of = (struct app_levels){.lane = -1};
    app->decays_of = (struct app_decays){.lane = -1};
    studies_finish(&app->studies);
    /* What was drawn is about another film. */
    app->list.commands = app->list.number_count = app->list.spot_count = 0;
    begin_film(app);
    if (path != NULL)
        resume(app, path);
    look_keep(app);
    if (path != NULL)
        app_remember(app, path);
    follow(app);
}

/* To where the sequence has been read. */
static void go_to_end(struct app *app)
{
    const struct timeline timeline = play_timeline(app);

    play_resume(app, &timeline,
                timeline_at(&timeline, PASS_FORWARD, app->film->steps,
                            timeline.phases - 1));
}

void app_set_training(struct app *app, struct training *training)
{
    training_destroy(app->training);
    app->training = training;
    player_leave(app);
    app->trained = (struct app_trained){0};
    app->play = (struct play){0};
    app->pointer = (struct pointer){0};
    app->ui.training = false;
    app->ui.epoch = -1;
    app->ui.example = training_first_example(training, app->ui.language);
    app->ui.lane = 0;
    follow_training_show(app);
    if (app->trained.lab == NULL)
        return;
    begin_film(app);
    app->ui.lane = training_first(training);
    app->film = lab_film(app->lab, app->ui.lane);
    app->ui.screen = SCREEN_TRAIN;
    go_to_end(app);
    look_keep(app);
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
    follow_training_time(app, elapsed);
    player_time(app, elapsed);
    if (app->film != NULL && app->ui.playing && !pointer_scrubs(app))
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
    follow_work(app, input->work);
    for (int k = 0; k < input->events; k++) {
        apply(app, input, &input->event[k]);
        if (app->film != NULL)
            begin_step(app);
        app->dirty = true;
    }
    follow_in_step(app);
}

bool app_wants_frame(const struct app *app)
{
    return app->dirty;
}

/* What belongs to a lesson is shown in one; a list or field of it anywhere. */
static const struct course *shown_course(const struct app *app)
{
    bool open = app->ui.overlay == OVERLAY_GO ||
                app->ui.overlay == OVERLAY_GLOSSARY;

    return player_learns(app) || open ? &app->course : NULL;
}

void app_build(struct app *app, struct measure measure)
{
    const struct scene_source source = {
        .ui = &app->ui,
        .film = app->film,
        .ghost = app->lab != NULL ? lab_ghost(app->lab, app->ui.lane) : NULL,
        .lab = app->lab,
        .decays = &app->decays,
        .levels = &app->levels,
        .studies = &app->studies,
        .training = app->training,
        .course = shown_course(app),
        .cards = &app->cards};

    scene_build(&source, app->width, app->height, measure, &app->list);
    app->dirty = false;
}

bool app_wants_work(const struct app *app)
{
    return follow_wants_work(app);
}

bool app_animating(const struct app *app)
{
    return app->ui.playing || app->ui.training || look_easing(app);
}

bool app_wants_text(const struct app *app)
{
    return app->ui.overlay == OVERLAY_FILES;
}

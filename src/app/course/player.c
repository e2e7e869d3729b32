/* A step begins, is left, and is come back to. How it began is kept where
 * scenes keep theirs (app.presets), so that R, Escape and the start screen find
 * the way back.
 */
#include "app/course/player.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#include "app/app.h"
#include "app/course/answer.h"
#include "app/course/cut.h"
#include "app/course/sequence.h"
#include "app/course/stops.h"
#include "app/start/cards.h"

enum { LINE = 28 }; /* units of the column, one line of text */

bool player_learns(const struct app *app)
{
    return app->course.lesson != NULL && app->ui.learning;
}

bool player_on_stage(const struct app *app)
{
    const struct player *player = &app->player;

    if (player->training != NULL)
        return app->training == player->training &&
               app->trained.lab == app->lab;
    return app->lab != NULL && app->lab == player->lab;
}

/* Is what the present step shows there, as it was made? A training goes on
 * from step to step, however far it is. A step that opens a preset or a scene
 * by itself begins with the view of that file, which is not kept. */
static bool has_stage(const struct app *app)
{
    const struct player *player = &app->player;
    const struct course *course = &app->course;
    const struct step_stage *stage = &course_step(course)->step.stage;
    bool own = stage->from == course->step + 1;

    if (!player_on_stage(app) || player->lesson != course->lesson ||
        player->from != stage->from || player->seed != course->answer.seed ||
        player->sequence != course->answer.sequence ||
        (own && (stage->preset[0] != '\0' || stage->scene[0] != '\0')))
        return false;
    return player->training != NULL ||
           app->lab->history.changes == player->changes;
}

/* What belongs to the step before goes with it. */
static void clear(struct app *app)
{
    struct course *course = &app->course;
    struct ui *ui = &app->ui;

    course->term = -1;
    course->top = 0;
    course->step_elapsed = 0;
    if (app->player.failed)
        course->problem[0] = '\0';
    app->player.failed = false;
    ui->playing = ui->drawing = ui->magnified = false;
    ui->strokes = ui->traces = 0;
    ui->overlay = OVERLAY_NONE;
    ui->pinned = (struct draw_id){0};
    ui->brush = (struct brush){0};
    ui->tool = TOOL_LOOK;
    ui->learning = true;
    app_forget_note(app);
}

void player_begin(struct app *app, uint64_t seed)
{
    clear(app);
    app->player.begun++;
    answer_begin(app, seed);
    cards_remember(app);
    app->dirty = true;
    if (has_stage(app))
        app_show_step(app, NULL);
    else
        app_ask(app, REQUEST_STAGE, "");
}

void player_go(struct app *app, int k)
{
    struct course *course = &app->course;

    if (course->lesson == NULL || k < 0 || k >= course->lesson->steps)
        return;
    course->step = k;
    app->ui.hover = (struct draw_id){0}; /* what lay there is gone */
    stops_follow(app);
    player_begin(app, 0);
}

bool player_return(struct app *app)
{
    const struct ui *shown = &app->presets.shown;
    struct ui *ui = &app->ui;

    if (!player_learns(app) || !player_on_stage(app))
        return false;
    if (app->course.prepared && ui->screen == shown->screen)
        return true;
    ui->screen = shown->screen;
    ui->alone = shown->alone;
    ui->left = shown->left;
    ui->right = shown->right;
    ui->gate = shown->gate;
    ui->shown = shown->shown;
    memcpy(ui->show, shown->show, sizeof ui->show);
    app->course.prepared = true;
    return true;
}

void player_leave(struct app *app)
{
    struct ui *ui = &app->ui;

    ui->learning = ui->covered = false;
    ui->shown = ui->cut = 0;
    ui->lit = 0;
    app->course.prepared = false;
    app->course.answer.active = false;
    app->player.lab = NULL;
    app->player.training = NULL;
}

void player_time(struct app *app, uint32_t elapsed)
{
    if (!player_learns(app) && app->course.plan == NULL)
        return;
    app->course.elapsed += elapsed;
    app->course.step_elapsed += elapsed;
}

/* The end of the range of the step on the present timeline; -1: it has none. */
static int64_t find_end(const struct app *app)
{
    if (!player_learns(app) || !app->course.prepared || !player_on_stage(app))
        return -1;
    const struct step_play *play = &course_step(&app->course)->step.play;
    const struct timeline timeline = play_timeline(app);
    if (play->to < 1 || play->to > timeline.steps)
        return -1;
    return timeline_at(&timeline, (enum pass)play->pass, play->to,
                       timeline.phases - 1);
}

int64_t player_rest(const struct app *app)
{
    const struct timeline timeline = play_timeline(app);
    int64_t end = find_end(app);

    return end >= 0 && app->ui.at < end ? end : timeline_length(&timeline);
}

int64_t player_again(const struct app *app)
{
    const struct timeline now = play_timeline(app);
    const struct timeline *then = &app->presets.timeline;

    if (app->ui.at != find_end(app) || now.phases != then->phases)
        return -1;
    return app->presets.shown.at;
}

/* By hand with the mouse, or a key that is pressed at last. */
static bool look_elsewhere(const struct app *app, const struct order *order)
{
    switch (order->action) {
    case ACTION_ENTER:
        return app->film != NULL && app->ui.screen != SCREEN_CELL;
    case ACTION_CONTINUE:
    case ACTION_COMPARE:
    case ACTION_RIGHT_PANEL: return app->film != NULL;
    case ACTION_TEXT: return app->film != NULL && app->film->ids != NULL;
    case ACTION_TRAIN: return app->training != NULL;
    case ACTION_ALL_DIALS: return true;
    case ACTION_LEFT_PANEL: return order->value != PANEL_STORY;
    default: return false;
    }
}

/* From the start screen another door leads out of the lesson; inside of one
 * its column stays. */
static void go_elsewhere(struct app *app)
{
    app->ui.shown = 0;
    app->course.prepared = false;
    if (app->ui.screen != SCREEN_START)
        return;
    app->ui.learning = false;
    app->course.answer.active = false;
}

/* What of the lesson Escape closes; overlays lie above it. */
static bool close_one(struct app *app)
{
    struct course *course = &app->course;

    if (app->ui.overlay != OVERLAY_NONE)
        return false;
    if (course->term >= 0) {
        course->term = -1;
        return true;
    }
    if (!course->answer.active)
        return false;
    course->answer.active = false;
    app->player.left = true;
    return true;
}

/* The term that is open, in the other language's order. */
static void keep_term(struct course *course, enum language now)
{
    const struct glossary *from = course->glossary[now];
    const struct glossary *to = course->glossary[(now + 1) % LANGUAGES];

    if (course->term < 0)
        return;
    course->term = from != NULL && to != NULL && course->term < from->terms
        ? glossary_find(to, from->term[course->term].name) : -1;
}

bool player_takes(struct app *app, const struct order *order)
{
    enum action action = order->action;

    if (action == ACTION_LEAVE && app->ui.overlay == OVERLAY_GLOSSARY)
        app->course.term = -1;
    if (action == ACTION_LANGUAGE)
        keep_term(&app->course, app->ui.language);
    if (action == ACTION_ENTER && app->ui.screen == SCREEN_START &&
        order->value == 0 && app->cards.count > 0) {
        stops_lesson(app, 0);
        return true;
    }
    if (!player_learns(app) || app->ui.screen == SCREEN_START) {
        if (player_learns(app) && look_elsewhere(app, order))
            go_elsewhere(app);
        return false;
    }
    if (action == ACTION_RESET) {
        player_begin(app, 0);
        return true;
    }
    if (action == ACTION_EXAMPLE && sequence_choose(app, order->value))
        return true;
    if (action == ACTION_LEAVE && close_one(app))
        return true;
    if (action == ACTION_ENTER && order->value == 0 &&
        course_asks(&app->course)) {
        answer_do(app, &(struct order){.action = ACTION_QUESTION});
        return true;
    }
    if (look_elsewhere(app, order))
        go_elsewhere(app);
    return false;
}

/* Without a lesson on the screen its keys go through time. */
static void turn_page(struct app *app, const struct order *order)
{
    static const enum action without[] = {
        [1] = ACTION_STEP_BACK, [2] = ACTION_STEP_ON, [3] = ACTION_FIRST,
        [4] = ACTION_LAST, [5] = ACTION_RESET};
    bool learns = player_learns(app) && app->ui.screen != SCREEN_START;
    int value = order->value;

    if ((value == -1 || value == -2) &&
        (learns || app->course.plan != NULL)) {
        if (value == -1)
            stops_back(app);
        else
            stops_on(app);
    } else if (value < 0 && value >= -5 && !learns) {
        actions_do(app, &(struct order){.action = without[-value]});
    } else if (learns) {
        player_go(app, value == -3 ? 0
                       : value == -4 ? app->course.lesson->steps - 1
                       : value == -5 ? app->course.step : value - 1);
    }
}

/* Is there more of the column above or below what is shown of it? */
static bool has_more(const struct app *app, bool below)
{
    const struct draw_list *list = &app->list;

    for (int k = 0; k < list->spot_count; k++)
        if (list->spots[k].action == ACTION_PAGE_SCROLL &&
            (list->spots[k].value > 0) == below)
            return true;
    return false;
}

static void scroll(struct app *app, int lines)
{
    float *top = &app->course.top, by = (float)(lines * LINE);

    if (!player_learns(app))
        return;
    if (has_more(app, lines > 0))
        *top += by;
    else if (lines < 0 && *top > 0)
        *top = fmaxf(*top + by, 0);
}

bool player_page(struct app *app)
{
    const struct draw_list *list = &app->list;
    int lines = 0;

    for (int k = 0; k < list->spot_count; k++) {
        const struct draw_spot *spot = &list->spots[k];
        if (spot->action == ACTION_REVEAL || spot->action == ACTION_RETRY)
            return false;
        if (spot->action == ACTION_PAGE_SCROLL && spot->value > 0)
            lines = spot->value;
    }
    scroll(app, lines);
    return lines > 0;
}

static void show_column(struct app *app, int value)
{
    if (app->course.lesson == NULL)
        return;
    app->ui.story = value < 0 ? !app->ui.story : value == 0;
}

/* Once more empties it: closed, it would leave what is typed next to other
 * keys, and "." is a black screen. */
static void open_field(struct app *app)
{
    app->ui.playing = false;
    app->ui.overlay = OVERLAY_GO;
    app->course.go[0] = '\0';
}

static void open_term(struct app *app, const struct order *order)
{
    struct course *course = &app->course;
    const struct glossary *glossary = course->glossary[app->ui.language];
    int terms = glossary != NULL ? glossary->terms : 0;

    course->term = order->value >= 0 && order->value < terms ? order->value
                                                             : -1;
    course->term_from = order->id;
}

static void open_glossary(struct app *app)
{
    const struct glossary *glossary =
        app->course.glossary[app->ui.language];

    if (glossary == NULL || glossary->terms == 0)
        return;
    app->ui.playing = false;
    app->ui.overlay = app->ui.overlay == OVERLAY_GLOSSARY ? OVERLAY_NONE
                                                          : OVERLAY_GLOSSARY;
    app->course.term_from = (struct draw_id){0};
    if (app->ui.overlay == OVERLAY_NONE)
        app->course.term = -1;
    else if (app->course.term < 0)
        app->course.term = 0;
}

void player_do(struct app *app, const struct order *order)
{
    switch (order->action) {
    case ACTION_LESSON:
        if (order->value != -1)
            stops_lesson(app, order->value);
        else
            actions_do(app, &(struct order){.action = ACTION_START});
        break;
    case ACTION_PAGE: turn_page(app, order); break;
    case ACTION_PAGE_SCROLL: scroll(app, order->value); break;
    case ACTION_COLUMN_OF_LESSON: show_column(app, order->value); break;
    case ACTION_GO_TO: open_field(app); break;
    case ACTION_TERM: open_term(app, order); break;
    case ACTION_GLOSSARY: open_glossary(app); break;
    default: answer_do(app, order); break;
    }
}

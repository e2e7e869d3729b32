/* Nearly everything on the stage is about a step and a unit, so that nearly
 * every click is an answer; a track says the step by where it is clicked.
 */
#include "app/course/places.h"

#include <math.h>

#include "app/app.h"
#include "scene/look/notation.h"

/* The lag of a plot over lags, which begin at 0, where the pointer is. */
static int lag_of_plot(const struct app *app, const struct draw_spot *spot)
{
    struct point at = draw_from_pixels(&app->list, app->ui.pointer.x,
                                       app->ui.pointer.y);
    double share = (double)((at.x - spot->box.x) / spot->box.w);

    return share >= 0 && share <= 1 ? (int)round(share * spot->id.step) : -1;
}

static bool is_lag_plot(const struct draw_id *id)
{
    return id->kind == SUBJECT_OTHER &&
           (id->signal == PANEL_REACH || id->signal == PANEL_DECAY ||
            id->signal == PANEL_PATHS);
}

/* From the last step back. */
static int lag_of(const struct app *app, int step)
{
    return app->film->steps - step;
}

static int lag_now(const struct app *app)
{
    const struct moment now = play_moment(app);

    return moment_lag(&now, app->film->steps);
}

int places_present(const struct app *app)
{
    const struct ui *ui = &app->ui;

    if (app->film == NULL)
        return -1;
    switch (course_step(&app->course)->step.question.over) {
    case OVER_STEP: return play_moment(app).step;
    case OVER_LAG: return lag_now(app);
    case OVER_UNIT: return ui->unit + 1;
    case OVER_LANE: return ui->lane + 1;
    case OVER_GATE: return ui->gate;
    default: return -1;
    }
}

/* A number or shape of one unit at one step; 0: the spot has no such step, and
 * likewise the unit -1. */
static bool is_of_run(const struct draw_id *id)
{
    switch ((enum subject)id->kind) {
    case SUBJECT_SIGNAL:
    case SUBJECT_GRADIENT:
    case SUBJECT_INPUT:
    case SUBJECT_RAW_INPUT:
    case SUBJECT_OUTPUT:
    case SUBJECT_TARGET:
    case SUBJECT_PROBABILITY:
    case SUBJECT_KEPT:
    case SUBJECT_WRITTEN:
    case SUBJECT_NORM:
    case SUBJECT_GRADIENT_NORM:
    case SUBJECT_LOSS:
    case SUBJECT_SURPRISE: return true;
    default: return false;
    }
}

/* The step of a track where the pointer is. */
static int step_of_track(const struct app *app, const struct draw_spot *spot)
{
    struct point at = draw_from_pixels(&app->list, app->ui.pointer.x,
                                       app->ui.pointer.y);
    double share = (double)((at.x - spot->box.x) / spot->box.w);
    int steps = spot->id.step - spot->value + 1;

    if (!(share >= 0) || !(share <= 1) || steps < 1)
        return 0;
    int step = spot->value + (int)floor(share * steps);
    return step > spot->id.step ? spot->id.step : step;
}

static int step_at(const struct app *app, const struct draw_spot *spot)
{
    int step = 0;

    if (spot->action == ACTION_SCRUB_STEPS)
        step = step_of_track(app, spot);
    else if (spot->action == ACTION_ENTER && spot->value > 0)
        step = spot->value;
    else if (is_of_run(&spot->id))
        step = spot->id.step;
    return step >= 1 && step <= app->film->steps ? step : -1;
}

static int lag_at(const struct app *app, const struct draw_spot *spot)
{
    switch ((enum subject)spot->id.kind) {
    case SUBJECT_DECAY:
    case SUBJECT_LANE_DECAY:
    case SUBJECT_LANE_POWER:
    case SUBJECT_PATH: return spot->id.step;
    default: break;
    }
    if (spot->action == ACTION_READ && is_lag_plot(&spot->id))
        return lag_of_plot(app, spot);
    int step = step_at(app, spot);
    return step > 0 ? lag_of(app, step) : -1;
}

static int lane_at(const struct app *app, const struct draw_spot *spot)
{
    int lane = -1;

    if (spot->action == ACTION_LANE)
        lane = spot->value;
    else if (spot->id.kind >= SUBJECT_LANE_DECAY &&
             spot->id.kind <= SUBJECT_LANE_POWER)
        lane = spot->id.layer;
    return lane >= 0 && lane < app->lab->lanes ? lane + 1 : -1;
}

static int gate_at(const struct app *app, const struct draw_spot *spot)
{
    enum cell cell = film_cell(app->film, app->ui.layer);
    int signal[4], gates = notation_gates(cell, signal);

    if (spot->action == ACTION_GATE && spot->value >= 0)
        return spot->value < gates ? spot->value : -1;
    if (spot->id.kind == SUBJECT_SIGNAL || spot->id.kind == SUBJECT_WORD)
        for (int k = 0; k < gates; k++)
            if (signal[k] == spot->id.signal)
                return k;
    return -1;
}

int places_clicked(const struct app *app, const struct draw_spot *spot)
{
    if (app->film == NULL || pointer_panel(app) == PANEL_LESSON)
        return -1;
    switch (course_step(&app->course)->step.question.over) {
    case OVER_STEP: return step_at(app, spot);
    case OVER_LAG: return lag_at(app, spot);
    case OVER_UNIT:
        if (spot->action == ACTION_UNIT && spot->value >= 0)
            return spot->value + 1;
        return is_of_run(&spot->id) && spot->id.unit >= 0 ? spot->id.unit + 1
                                                           : -1;
    case OVER_LANE: return lane_at(app, spot);
    case OVER_GATE: return gate_at(app, spot);
    default: return -1;
    }
}

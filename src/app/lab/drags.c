/* A drag is measured on the picture that was there when it began, so nothing
 * runs away under the pointer.
 */
#include "app/lab/drags.h"

#include <math.h>

#include "app/app.h"
#include "app/course/cut.h"
#include "app/course/stroke.h"
#include "app/lab/dials.h"
#include "app/lab/brush.h"
#include "app/lab/inputs.h"
#include "app/train/train_drags.h"

/* The playhead where the pointer is along the track. */
static void scrub(struct app *app, const struct drag_at *drag)
{
    const struct draw_spot *track = &drag->spot;
    double share = (double)(drag->at.x - track->box.x) / (double)track->box.w;

    if (app->film == NULL || app->ui.screen == SCREEN_START || !isfinite(share))
        return;
    share = fmin(fmax(share, -1e3), 1e3);
    if (track->action == ACTION_SCRUB) {
        const struct timeline timeline = play_timeline(app);
        double length = (double)timeline_length(&timeline);
        double at = fmin(fmax(share, 0), 1) * length;
        play_go(app, app->ui.reduced_motion
                         ? (int64_t)(at / TICKS + 0.5) * TICKS : (int64_t)at);
        return;
    }
    double steps = (double)track->id.step - track->value + 1;
    double step = track->value + floor(share * steps);
    play_to_step(app, (int)fmin(fmax(step, 1), app->film->steps));
}

/* A drag that is one change from press to release; taken back, it has not
 * been. */
static void end_change(struct app *app, bool keep)
{
    if (app->lab == NULL)
        return;
    if (keep)
        history_drop(&app->lab->history);
    else
        history_cancel(&app->lab->history);
}

static const struct drag kinds[ACTIONS] = {
    [ACTION_SCRUB] = {.at_once = true, .click = ACTION_READ, .move = scrub},
    [ACTION_SCRUB_STEPS] = {.at_once = true, .click = ACTION_READ,
                            .move = scrub},
    [ACTION_DIAL] = {.at_once = true, .begin = dials_grab, .move = dials_drag,
                     .end = end_change},
    [ACTION_SCRUB_EPOCH] = {.at_once = true, .move = train_scrub},
    [ACTION_TRAIN_DIAL] = {.at_once = true, .begin = train_dial_grab,
                           .move = train_dial_drag, .end = train_dial_end},
    [ACTION_BRUSH] = {.at_once = true, .begin = brush_begin,
                      .move = brush_move, .end = brush_end},
    [ACTION_DRAW_GUESS] = {.at_once = true, .begin = stroke_begin,
                           .move = stroke_move, .end = stroke_end},
    [ACTION_CUT_LAG] = {.at_once = true, .click = ACTION_READ,
                        .move = cut_drag},
    [ACTION_DRAG_INPUT] = {.click = ACTION_NONE, .begin = inputs_begin,
                           .move = inputs_move, .end = end_change},
};

const struct drag *drags_find(enum action action)
{
    return kinds[action].move != NULL ? &kinds[action] : NULL;
}

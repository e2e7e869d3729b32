/* The share of a track's width is an epoch, or a place on a dial's range.
 */
#include "app/train/train_drags.h"

#include <math.h>

#include "app/app.h"
#include "app/train/train.h"
#include "scene/training/train_dials.h"

/* 0 .. 1 along the track. */
static double share_of(const struct drag_at *drag)
{
    const struct box *box = &drag->spot.box;
    double share = (double)(drag->at.x - box->x) / (double)box->w;

    return isfinite(share) ? fmin(fmax(share, 0), 1) : 0;
}

void train_scrub(struct app *app, const struct drag_at *drag)
{
    if (app->training == NULL)
        return;
    train_look_at(app, (int)lround(share_of(drag) * drag->spot.value));
}

void train_dial_grab(struct app *app, const struct drag_at *drag)
{
    if (app->training == NULL)
        return;
    app->trained.held = app->training->wanted;
    app->ui.train_dial = drag->spot.value;
}

void train_dial_drag(struct app *app, const struct drag_at *drag)
{
    if (app->training != NULL)
        train_dial_turn(app->training, &app->ui,
                        (enum train_dial)drag->spot.value, share_of(drag));
}

void train_dial_end(struct app *app, bool keep)
{
    if (app->training != NULL && !keep)
        app->training->wanted = app->trained.held;
}

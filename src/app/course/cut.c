/* The cut is counted from the loss back, the picture from left to right. */
#include "app/course/cut.h"

#include <math.h>

#include "app/app.h"
#include "app/lab/drags.h"

void cut_drag(struct app *app, const struct drag_at *drag)
{
    const struct box *run = &drag->spot.box;
    double share = (double)((drag->at.x - run->x) / run->w);

    if (app->film == NULL || !isfinite(share))
        return;
    int steps = app->film->steps;
    int left = (int)floor(fmin(fmax(share, 0), 1) * steps);
    int cut = steps - left;
    app->ui.cut = cut < 1 ? 1 : cut >= steps ? 0 : cut;
}

void cut_move(struct app *app, int value)
{
    int whole = app->film != NULL ? app->film->steps : 0;
    int cut = app->ui.cut == 0 ? whole : app->ui.cut;

    cut += value == 0 ? -1 : 1;
    if (whole > 0)
        app->ui.cut = cut >= whole ? 0 : cut < 1 ? 1 : cut;
}

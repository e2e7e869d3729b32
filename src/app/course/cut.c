/* The cut is counted from the loss back, the picture from left to right. At its
 * left end all is kept, and the cut is still there to be dragged. */
#include "app/course/cut.h"

#include <math.h>

#include "app/app.h"
#include "app/lab/drags.h"

void cut_drag(struct app *app, const struct drag_at *drag)
{
    const struct box *run = &drag->spot.box;
    double margin = action_float(drag->spot.value);
    double share = ((double)((drag->at.x - run->x) / run->w) - margin) /
                   (1 - 2 * margin);
    int steps = drag->spot.id.step;

    if (app->film == NULL || steps < 1 || !isfinite(share))
        return;
    int left = (int)lround(fmin(fmax(share, 0), 1) * steps);
    app->ui.cut = left < steps ? steps - left : 1;
}

void cut_move(struct app *app, int value)
{
    int whole = app->film != NULL ? app->film->steps : 0;
    int cut = app->ui.cut == 0 ? whole : app->ui.cut;

    cut += value == 0 ? -1 : 1;
    if (whole > 0)
        app->ui.cut = cut >= whole ? 0 : cut < 1 ? 1 : cut;
}

/* A drag counts from where the value was when it began, so that it can be
 * dragged beyond the plot, whose axis follows.
 */
#include "app/lab/inputs.h"

#include <math.h>
#include <stdio.h>

#include "app/app.h"
#include "app/lab/interfere.h"

static const double notch = 0.1, fine_share = 0.1;

static bool exists(const struct app *app, struct draw_id id)
{
    const struct film *film = app->film;

    return film != NULL && id.step >= 1 && id.step <= film->steps &&
           id.unit >= 0 && id.unit < film->values.spec.inputs;
}

static double value_of(const struct film *film, struct draw_id id)
{
    size_t inputs = (size_t)film->values.spec.inputs;

    return film->ids != NULL ? film->ids[id.step - 1]
        : (double)film->x[(size_t)(id.step - 1) * inputs + (size_t)id.unit];
}

static void set(struct app *app, struct draw_id id, double value)
{
    struct edit edit = {.kind = EDIT_INPUT, .step = id.step, .index = id.unit,
                        .value = (real)value};

    if (isfinite(edit.value))
        interfere_add(app, &edit, 1);
}

void inputs_begin(struct app *app, const struct drag_at *drag)
{
    const struct draw_id id = drag->spot.id;

    if (!exists(app, id) || app->film->x == NULL)
        return;
    app->input_from = value_of(app->film, id);
    app->input_moved = false;
    app->ui.input = id.unit;
    history_drag(&app->lab->history);
}

/* Whatever ended the drag in between (undo, reset) ends it for good. */
void inputs_move(struct app *app, const struct drag_at *drag)
{
    const struct draw_spot *spot = &drag->spot;
    const struct draw_id id = spot->id;
    float up = (drag->from.y - drag->at.y) / fmaxf(spot->box.h, 1e-3f);

    if (!exists(app, id) || !app->lab->history.open ||
        (up == 0 && !app->input_moved))
        return;
    app->input_moved = true;
    set(app, id, app->input_from + (double)(up * action_float(spot->value)));
}

/* Root mean square of an input over the run. */
static double size_of(const struct film *film, int input)
{
    double sum = 0;

    for (int t = 1; t <= film->steps; t++) {
        double value = value_of(film, subject(SUBJECT_INPUT, 0, 0, t, input));
        sum += value * value;
    }
    return sqrt(sum / film->steps);
}

void inputs_nudge(struct app *app, struct draw_id id, int notches, bool fine)
{
    const struct film *film = app->film;
    bool input = id.kind == SUBJECT_INPUT || id.kind == SUBJECT_RAW_INPUT;

    if (!input || !exists(app, id))
        id = subject(SUBJECT_INPUT, 0, 0, play_moment(app).step,
                     app->ui.input < film->values.spec.inputs ? app->ui.input
                                                              : 0);
    double value = value_of(film, id);
    if (film->ids != NULL) {
        int count = film->values.spec.vocabulary;
        set(app, id, (((int)value + notches) % count + count) % count);
        return;
    }
    double by = notch * size_of(lab_untouched(app->lab, app->ui.lane),
                                id.unit);
    if (!(by > 0 && isfinite(by)))
        by = notch;
    set(app, id, value + notches * by * (fine ? fine_share : 1));
}

void inputs_choose(struct app *app, int input)
{
    int count = app->film->values.spec.inputs;

    if (input == -1)
        input = (app->ui.input + 1) % count;
    if (input >= 0 && input < count)
        app->ui.input = input;
}

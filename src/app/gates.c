/* From what is pointed at to a place on the tape. The film runs again later,
 * once for everything that one record of input holds.
 */
#include "app/gates.h"

#include "app/app.h"
#include "app/lab/brush.h"
#include "app/lab/interfere.h"
#include "scene/look/notation.h"

/* One signal of one unit at one step. */
struct gate_at {
    int layer, signal, unit, step;
};

/* Is it one of the signals that are shown? Those can be held. */
static bool is_shown(enum cell cell, int signal)
{
    for (int k = 0; k < cell_table[cell].shown_count; k++)
        if (cell_table[cell].shown[k] == signal)
            return true;
    return false;
}

/* Does the film have it, a gate or (with a tool) anything that is shown? */
static bool exists(const struct app *app, const struct gate_at *place,
                   bool gate)
{
    const struct film *film = app->film;

    if (place->layer < 0 || place->layer >= film->values.spec.layers)
        return false;
    enum cell cell = film_cell(film, place->layer);
    return place->signal >= 0 && place->signal < cell_table[cell].signals &&
           (gate ? notation_of(cell, place->signal)->gate
                 : is_shown(cell, place->signal)) &&
           place->unit >= 0 && place->unit < film_units(film, place->layer) &&
           place->step >= 1 && place->step <= film->steps;
}

/* A value names unit and step, a symbol neither, an open gate nothing. */
static struct gate_at find(const struct app *app, const struct draw_id *id)
{
    const struct ui *ui = &app->ui;
    struct gate_at place = {ui->layer, -1, ui->unit, play_moment(app).step};
    int signals[4];

    if (id->kind == SUBJECT_SIGNAL) {
        place = (struct gate_at){id->layer, id->signal, id->unit, id->step};
    } else if (id->kind == SUBJECT_WORD) {
        place.layer = id->layer;
        place.signal = id->signal;
    } else if (ui->gate >= 0 &&
               ui->gate < notation_gates(film_cell(app->film, ui->layer),
                                         signals)) {
        place.signal = signals[ui->gate];
    }
    return place;
}

/* The pin that holds a gate, or NULL. */
static const struct pin *find_pin(const struct film *film,
                                  const struct gate_at *place)
{
    for (int k = 0; k < film->pins.count; k++) {
        const struct pin *pin = &film->pins.pin[k];
        if (pin->layer == place->layer && pin->signal == place->signal &&
            pin->first_unit <= place->unit && place->unit <= pin->last_unit &&
            pin->first_step <= place->step && place->step <= pin->last_step)
            return pin;
    }
    return NULL;
}

static struct pin range_of(const struct app *app, const struct gate_at *place,
                           bool all)
{
    return (struct pin){
        .layer = place->layer, .signal = place->signal,
        .first_unit = place->unit, .last_unit = place->unit,
        .first_step = all ? 1 : place->step,
        .last_step = all ? app->film->steps : place->step};
}

/* Free, held at 1, held at 0, free. */
static void go_round(struct app *app, const struct gate_at *place, bool all)
{
    const struct pin *pin = find_pin(app->film, place);
    struct edit edit = {
        .kind = pin != NULL && pin->value == 0 ? EDIT_FREE : EDIT_PIN,
        .pin = range_of(app, place, all)};

    edit.pin.value = pin == NULL;
    interfere_add(app, &edit, 1);
}

void gates_pin(struct app *app, const struct draw_id *id, bool all)
{
    const struct gate_at place = find(app, id);
    enum tool tool = app->ui.tool;
    bool chosen = tool != TOOL_LOOK && tool != TOOL_CUT;

    if (app->ui.brush.on && brush_pin(app))
        return;
    if (tool == TOOL_CUT && (id->kind == SUBJECT_SIGNAL ||
                             id->kind == SUBJECT_WORD)) {
        interfere_cut(app, *id, all);
        return;
    }
    if (!exists(app, &place, !chosen)) {
        app_message(app, say(&app->ui,
                             "Point at the gate of a unit, then press P.",
                             "유닛의 게이트를 가리킨 다음 P를 누르세요."),
                    false);
        return;
    }
    if (chosen)
        interfere_pin(app, range_of(app, &place, all));
    else
        go_round(app, &place, all);
}

void gates_undo(struct app *app, bool redo)
{
    struct history *history = &app->lab->history;

    if (redo)
        history_redo(history);
    else
        history_undo(history);
}

void gates_reset(struct app *app)
{
    struct error error = {0};

    if (!history_reset(&app->lab->history, &error))
        app_message(app, error.text, true);
}

/* From what is pointed at to a place on the tape. The film runs again later,
 * once for everything that one record of input holds.
 */
#include "app/gates.h"

#include <stdio.h>

#include "app/app.h"
#include "scene/look/notation.h"

/* One gate of one unit at one step. */
struct place {
    int layer, signal, unit, step;
};

/* Does the film have this gate? */
static bool exists(const struct app *app, const struct place *place)
{
    const struct film *film = app->film;

    if (place->layer < 0 || place->layer >= film->values.spec.layers)
        return false;
    enum cell cell = film_cell(film, place->layer);
    return place->signal >= 0 && place->signal < cell_table[cell].signals &&
           notation_of(cell, place->signal)->gate && place->unit >= 0 &&
           place->unit < film_units(film, place->layer) && place->step >= 1 &&
           place->step <= film->steps;
}

/* A value names unit and step, a symbol neither, an open gate nothing. */
static struct place find(const struct app *app,
                                 const struct draw_id *id)
{
    const struct ui *ui = &app->ui;
    struct place place = {ui->layer, -1, ui->unit,
                                  play_moment(app).step};
    int signals[4];

    if (id->kind == SUBJECT_SIGNAL) {
        place = (struct place){id->layer, id->signal, id->unit,
                                       id->step};
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
                                  const struct place *place)
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

/* "f of unit 3 is held at 1 at t = 12". */
static void tell(struct app *app, const struct place *place,
                 const struct edit *edit)
{
    const struct notation *notation =
        notation_of(film_cell(app->film, place->layer), place->signal);
    const struct ui *ui = &app->ui;
    char text[UI_MESSAGE_MAX], when[64];

    snprintf(when, sizeof when, "t = %d", place->step);
    if (edit->pin.first_step != edit->pin.last_step)
        snprintf(when, sizeof when, "%s",
                 say(ui, "every step", "모든 시점"));
    if (edit->kind == EDIT_FREE)
        snprintf(text, sizeof text,
                 say(ui, "%s of unit %d is free again at %s.",
                     "%s 게이트(유닛 %d)의 고정을 풀었습니다: %s"),
                 notation->letter, place->unit + 1, when);
    else
        snprintf(text, sizeof text,
                 say(ui, "%s of unit %d is held at %s at %s.",
                     "%s 게이트(유닛 %d)를 %s 고정했습니다: %s"),
                 notation->letter, place->unit + 1,
                 edit->pin.value == 0 ? say(ui, "0", "0으로")
                                      : say(ui, "1", "1로"), when);
    app_message(app, text, false);
}

/* Free, held at 1, held at 0, free. */
static struct edit next_edit(const struct app *app, const struct place *place,
                             bool all)
{
    const struct pin *pin = find_pin(app->film, place);
    struct edit edit = {
        .kind = pin != NULL && pin->value == 0 ? EDIT_FREE : EDIT_PIN,
        .lane = app->ui.lane, .cell = film_cell(app->film, 0),
        .pin = {.layer = place->layer, .signal = place->signal,
                .first_unit = place->unit, .last_unit = place->unit,
                .first_step = all ? 1 : place->step,
                .last_step = all ? app->film->steps : place->step,
                .value = pin == NULL}};
    return edit;
}

void gates_pin(struct app *app, const struct draw_id *id, bool all)
{
    const struct place place = find(app, id);
    struct error error = {0};

    if (!exists(app, &place)) {
        app_message(app, say(&app->ui,
                             "Point at the gate of a unit, then press P.",
                             "유닛의 게이트를 가리킨 다음 P를 누르세요."),
                    false);
        return;
    }
    const struct edit edit = next_edit(app, &place, all);
    if (history_add(&app->lab->history, &edit, &error))
        tell(app, &place, &edit);
    else
        app_message(app, error.text, true);
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

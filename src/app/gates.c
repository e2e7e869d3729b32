/* From what is pointed at to a place on the tape. The film runs again later,
 * once for everything that one record of input holds.
 */
#include "app/gates.h"

#include <stdio.h>

#include "app/app.h"
#include "scene/look/notation.h"

/* Does the film have this gate? */
static bool exists(const struct app *app, const struct pinning_place *place)
{
    const struct film *film = &app->film;

    if (place->layer < 0 || place->layer >= film->values.spec.layers)
        return false;
    enum cell cell = film_cell(film, place->layer);
    return place->signal >= 0 && place->signal < cell_table[cell].signals &&
           notation_of(cell, place->signal)->gate && place->unit >= 0 &&
           place->unit < film_units(film, place->layer) && place->step >= 1 &&
           place->step <= film->steps;
}

/* A value names unit and step, a symbol neither, an open gate nothing. */
static struct pinning_place find(const struct app *app,
                                 const struct draw_id *id)
{
    const struct ui *ui = &app->ui;
    struct pinning_place place = {ui->layer, -1, ui->unit,
                                  play_moment(app).step};
    int signals[4];

    if (id->kind == SUBJECT_SIGNAL) {
        place = (struct pinning_place){id->layer, id->signal, id->unit,
                                       id->step};
    } else if (id->kind == SUBJECT_WORD) {
        place.layer = id->layer;
        place.signal = id->signal;
    } else if (ui->gate >= 0 &&
               ui->gate < notation_gates(film_cell(&app->film, ui->layer),
                                         signals)) {
        place.signal = signals[ui->gate];
    }
    return place;
}

/* "f of unit 3 is held at 1 at t = 12". */
static void tell(struct app *app, const struct pinning_place *place)
{
    const struct notation *notation =
        notation_of(film_cell(&app->film, place->layer), place->signal);
    const struct pin *pin = pinning_at(&app->pinning, place);
    const struct ui *ui = &app->ui;
    char text[UI_MESSAGE_MAX], when[64];

    snprintf(when, sizeof when, "t = %d", place->step);
    if (pin != NULL && pin->first_step != pin->last_step)
        snprintf(when, sizeof when, "%s",
                 say(ui, "every step", "모든 시점"));
    if (pin == NULL)
        snprintf(text, sizeof text,
                 say(ui, "%s of unit %d is free again at %s.",
                     "%s 게이트(유닛 %d)의 고정을 풀었습니다: %s"),
                 notation->letter, place->unit + 1, when);
    else
        snprintf(text, sizeof text,
                 say(ui, "%s of unit %d is held at %s at %s.",
                     "%s 게이트(유닛 %d)를 %s 고정했습니다: %s"),
                 notation->letter, place->unit + 1,
                 pin->value == 0 ? say(ui, "0", "0으로")
                                 : say(ui, "1", "1로"), when);
    app_message(app, text, false);
}

void gates_pin(struct app *app, const struct draw_id *id, bool all)
{
    const struct pinning_place place = find(app, id);
    struct error error = {0};

    if (!exists(app, &place)) {
        app_message(app, say(&app->ui,
                             "Point at the gate of a unit, then press P.",
                             "유닛의 게이트를 가리킨 다음 P를 누르세요."),
                    false);
    } else if (!pinning_cycle(&app->pinning, &place, all, app->film.steps,
                              &error)) {
        app_message(app, error.text, true);
    } else {
        app->pins_changed = true;
        tell(app, &place);
    }
}

void gates_undo(struct app *app, bool redo)
{
    if (redo ? pinning_redo(&app->pinning) : pinning_undo(&app->pinning))
        app->pins_changed = true;
}

void gates_free(struct app *app)
{
    struct error error = {0};

    if (app->pinning.count == 0)
        return;
    if (pinning_clear(&app->pinning, &error))
        app->pins_changed = true;
    else
        app_message(app, error.text, true);
}

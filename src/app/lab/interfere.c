/* From what is pointed at to an edit. Films run again later, once for
 * everything that one record of input holds, but for edits that go on from
 * what is there: a notch further, a wire mended that was cut.
 */
#include "app/lab/interfere.h"

#include <math.h>
#include <stdio.h>

#include "app/actions.h"
#include "app/app.h"
#include "app/follow.h"
#include "app/lab/brush.h"
#include "app/lab/inputs.h"
#include "scene/look/notation.h"

static const double notch = 0.05, fine_share = 0.1;

bool interfere_add(struct app *app, struct edit *edit, size_t count)
{
    const struct film *film = app->film;
    struct error error = {0};
    bool fine = true;

    for (size_t k = 0; k < count && fine; k++) {
        edit[k].lane = app->ui.lane;
        edit[k].cell = film_cell(film, 0);
        fine = edit_check(&edit[k], &film->network.params, film->steps,
                          &error);
    }
    if (fine && count == 1)
        fine = history_add(&app->lab->history, edit, &error);
    else if (fine && count > 1)
        fine = history_add_all(&app->lab->history, edit, count, &error);
    if (fine && count > 0) {
        char text[UI_MESSAGE_MAX];
        app_message(app, edit_say(&edit[count - 1], film, &app->ui, text,
                                  sizeof text), false);
    }
    if (!fine)
        app_message(app, error.text, true);
    return fine;
}

void interfere_tool(struct app *app, int tool)
{
    struct ui *ui = &app->ui;

    if (tool == -1)
        tool = (ui->tool + 1) % TOOLS;
    if (tool < 0 || tool >= TOOLS)
        return;
    ui->brush = (struct brush){0};
    ui->tool = (enum tool)tool;
}

bool interfere_leave(struct app *app)
{
    struct ui *ui = &app->ui;

    if (!ui->brush.on && ui->tool == TOOL_LOOK)
        return false;
    if (!ui->brush.on)
        ui->tool = TOOL_LOOK;
    ui->brush = (struct brush){0};
    return true;
}

bool interfere_pin(struct app *app, struct pin range)
{
    bool frees = app->ui.tool == TOOL_FREE;
    struct edit edit = {.kind = frees ? EDIT_FREE : EDIT_PIN, .pin = range};

    edit.pin.multiply = false;
    edit.pin.value = app->ui.tool == TOOL_ZERO ? 0 : 1;
    return interfere_add(app, &edit, 1);
}

/* h or c on its way to a step, of one unit or all; cut again: mended. */
static void cut_state(struct app *app, struct draw_id id)
{
    const struct film *film = app->film;
    int last = film_units(film, id.layer) - 1;
    bool cut = wire_is_cut(film, (enum wire_kind)id.signal, id.layer, id.step,
                           id.unit);
    struct edit edit = {
        .kind = cut ? EDIT_FREE : EDIT_PIN,
        .pin = {.layer = id.layer,
                .signal = id.signal == WIRE_C ? PIN_READ_C : PIN_READ_H,
                .first_unit = id.unit < 0 ? 0 : id.unit,
                .last_unit = id.unit < 0 ? last : id.unit,
                .first_step = id.step, .last_step = id.step}};

    interfere_add(app, &edit, 1);
}

/* All inputs of a step become 0; those of the untouched run come back. */
static void cut_input(struct app *app, struct draw_id id)
{
    enum { INPUTS_MAX = 1024 };
    const struct film *film = app->film;
    const struct film *ghost = lab_ghost(app->lab, app->ui.lane);
    static const struct edit none = {.kind = EDIT_INPUT};
    int inputs = film->values.spec.inputs;
    bool mend = wire_is_cut(film, WIRE_X, 0, id.step, -1) && ghost != NULL;

    if (film->x == NULL || id.layer > 0 || inputs > INPUTS_MAX) {
        app_message(app, say(&app->ui,
                             "This wire cannot be cut; choose another token "
                             "instead.",
                             "이 연결은 끊을 수 없습니다. 다른 토큰을 "
                             "골라 보세요."), false);
        return;
    }
    struct edit edit[INPUTS_MAX];
    for (int k = 0; k < inputs; k++) {
        size_t at = (size_t)(id.step - 1) * (size_t)inputs + (size_t)k;
        edit[k] = none;
        edit[k].step = id.step;
        edit[k].index = k;
        edit[k].value = mend ? ghost->x[at] : 0;
    }
    interfere_add(app, edit, (size_t)inputs);
}

static int find_tensor(const struct params *params, const real *values)
{
    for (int k = 0; values != NULL && k < params->tensors; k++)
        if (params->tensor[k].values == values)
            return k;
    return -1;
}

/* All weights of a gate that read h (WIRE_U) or what is below (WIRE_W). */
static void cut_block(struct app *app, struct draw_id id)
{
    const struct params *params = &app->film->network.params;
    const struct layer_params *layer = &params->layer[id.layer];
    int units = film_units(app->film, id.layer);
    int tensor = find_tensor(params, id.signal == WIRE_U ? layer->u
                                                         : layer->w);

    if (tensor < 0 || id.unit < 0)
        return;
    struct edit edit = {
        .kind = EDIT_WEIGHT, .tensor = tensor, .first_row = id.unit * units,
        .last_row = (id.unit + 1) * units - 1,
        .last_column = params->tensor[tensor].columns - 1, .multiply = true};
    interfere_add(app, &edit, 1);
}

static struct edit edit_weight(const struct app *app, struct draw_id id,
                               double value)
{
    const struct param_tensor *tensor =
        &app->film->network.params.tensor[id.signal];
    int columns = tensor->columns > 0 ? tensor->columns : 1;
    int row = id.unit / columns, column = id.unit % columns;

    return (struct edit){
        .kind = EDIT_WEIGHT, .tensor = id.signal, .first_row = row,
        .last_row = row, .first_column = column, .last_column = column,
        .value = (real)value};
}

static void cut_wire(struct app *app, struct draw_id id)
{
    const struct film *film = app->film;
    bool step = id.step >= 1 && id.step <= film->steps;

    if (id.layer < 0 || id.layer >= film->values.spec.layers ||
        id.signal < 0 || id.signal >= WIRE_KINDS)
        return;
    if (id.signal == WIRE_U || id.signal == WIRE_W)
        cut_block(app, id);
    else if (id.signal == WIRE_X && step)
        cut_input(app, id);
    else if (step && id.unit < film_units(film, id.layer))
        cut_state(app, id);
}

void interfere_cut(struct app *app, struct draw_id id, bool other)
{
    const struct film *film = app->film;
    struct draw_id wire = subject(SUBJECT_WIRE, app->ui.layer,
                                  other ? WIRE_C : WIRE_H,
                                  play_moment(app).step, -1);

    if (id.kind == SUBJECT_WEIGHT && subject_exists(film, id)) {
        struct edit edit = edit_weight(app, id, 0);
        interfere_add(app, &edit, 1);
        return;
    }
    if (id.kind == SUBJECT_WIRE) {
        wire = id;
        if (other && id.unit < 0)
            wire.unit = app->ui.unit;
    }
    if ((id.kind == SUBJECT_SIGNAL || id.kind == SUBJECT_WORD) &&
        id.layer >= 0 && id.layer < film->values.spec.layers &&
        wire_gate(film_cell(film, id.layer), id.signal) >= 0)
        wire = subject(SUBJECT_WIRE, id.layer, other ? WIRE_W : WIRE_U, 0,
                       wire_gate(film_cell(film, id.layer), id.signal));
    cut_wire(app, wire);
}

static double mean_square_root(const struct param_tensor *tensor)
{
    size_t count = (size_t)tensor->rows *
                   (size_t)(tensor->columns > 0 ? tensor->columns : 1);
    double sum = 0;

    for (size_t k = 0; k < count; k++)
        sum += (double)tensor->values[k] * (double)tensor->values[k];
    return sqrt(sum / (double)count);
}

/* How the present unit reads its own h, where a gate is open. */
static struct draw_id own_weight(const struct app *app)
{
    const struct ui *ui = &app->ui;
    const struct params *params = &app->film->network.params;
    enum cell cell = film_cell(app->film, ui->layer);
    int units = film_units(app->film, ui->layer), signals[4];
    int tensor = find_tensor(params, params->layer[ui->layer].u);

    if (tensor < 0 || ui->gate < 0 ||
        ui->gate >= notation_gates(cell, signals))
        return (struct draw_id){0};
    int gate = wire_gate(cell, signals[ui->gate]);
    int row = (gate < 0 ? 0 : gate) * units + ui->unit;
    return subject(SUBJECT_WEIGHT, ui->layer, tensor, 0,
                   row * units + ui->unit);
}

void interfere_weight(struct app *app, struct draw_id id, int notches,
                      bool fine)
{
    const struct film *film = app->film;
    const struct film *ghost = lab_ghost(app->lab, app->ui.lane);

    if (id.kind != SUBJECT_WEIGHT)
        id = own_weight(app);
    if (id.kind != SUBJECT_WEIGHT || !subject_exists(film, id)) {
        app_message(app, say(&app->ui, "Point at a weight, or open a gate's "
                                       "arithmetic first.",
                             "가중치를 가리키거나, 먼저 게이트의 계산 "
                             "과정을 여세요."), false);
        return;
    }
    const struct params *params = ghost != NULL ? &ghost->network.params
                                                : &film->network.params;
    double by = notch * mean_square_root(&params->tensor[id.signal]);
    if (!(by > 0 && isfinite(by)))
        by = notch;
    struct edit edit = edit_weight(app, id, subject_value(film, id) +
                                   notches * by * (fine ? fine_share : 1));
    interfere_add(app, &edit, 1);
}

/* Lets the film be what was done to it so far. False: there is none. */
static bool catch_up(struct app *app)
{
    follow(app);
    return app->film != NULL;
}

void interfere_do(struct app *app, const struct order *order)
{
    bool goes_on = order->action == ACTION_CUT ||
                   order->action == ACTION_EDIT_WEIGHT ||
                   order->action == ACTION_MOVE_INPUT;

    if (goes_on && !catch_up(app))
        return;
    switch (order->action) {
    case ACTION_TOOL: interfere_tool(app, order->value); break;
    case ACTION_MARK: brush_mark(app); break;
    case ACTION_CUT:
        interfere_cut(app, order->value == 1
                          ? subject(SUBJECT_WIRE, 0, WIRE_X,
                                    play_moment(app).step, -1)
                          : order->id, order->shift);
        break;
    case ACTION_EDIT_WEIGHT:
        interfere_weight(app, order->id, order->value, order->shift);
        break;
    case ACTION_MOVE_INPUT:
        inputs_nudge(app, order->id, order->value, order->shift);
        break;
    case ACTION_CHOOSE_INPUT: inputs_choose(app, order->value); break;
    default: break;
    }
}

bool interfere_click(struct app *app)
{
    bool cuts = app->film != NULL && app->ui.tool == TOOL_CUT &&
                app->ui.hover.kind == SUBJECT_WEIGHT;

    if (cuts)
        interfere_cut(app, app->ui.hover, false);
    return cuts;
}

bool interfere_roll(struct app *app, float notches, bool fine)
{
    struct pointer *pointer = &app->pointer;

    if (app->film == NULL || app->ui.hover.kind != SUBJECT_WEIGHT)
        return false;
    pointer->notches = fminf(fmaxf(pointer->notches + notches, -100), 100);
    int whole = (int)pointer->notches;
    pointer->notches -= (float)whole;
    if (whole != 0 && catch_up(app))
        interfere_weight(app, app->ui.hover, whole, fine);
    return true;
}

/* Every change of a dial is another setup in the history; the lanes follow it
 * before the next picture (follow.h).
 */
#include "app/lab/dials.h"

#include <math.h>
#include <stdio.h>

#include "app/app.h"
#include "scene/lab/dial/dial_words.h"

enum { GRIP = 16 }; /* pixels at 1920 x 1080 around a knob that hold it */

struct dial_desk dials_desk(const struct app *app)
{
    return (struct dial_desk){
        .setup = history_setup(&app->lab->history), .cast = &app->lab->cast,
        .lane = app->ui.lane, .one = app->ui.one_lane};
}

static void change(struct app *app, const struct setup *setup)
{
    struct error error = {0};

    if (!setup_check(setup, &error) ||
        !history_set(&app->lab->history, setup, &error))
        app_message(app, error.text, true);
}

/* Are the dials on the latest picture? Elsewhere keys say what they did. */
static bool is_shown(const struct app *app)
{
    for (int k = 0; k < app->list.spot_count; k++) {
        const struct draw_spot *spot = &app->list.spots[k];
        if (spot->action == ACTION_NONE && spot->id.kind == SUBJECT_NONE &&
            spot->value == PANEL_DIALS)
            return true;
    }
    return false;
}

/* Where they are not to be seen they come up first: beside the strip, or in
 * place of everything, where all of them stand until they go again. */
static void show_all(struct app *app)
{
    struct ui *ui = &app->ui;
    bool beside = ui->left == PANEL_DIALS || ui->right == PANEL_DIALS;

    if (ui->alone == PANEL_DIALS)
        ui->alone = PANEL_NONE;
    else if (is_shown(app))
        ui->all_dials = !ui->all_dials;
    else if (ui->screen == SCREEN_STAGE && !beside &&
             ui->alone == PANEL_NONE)
        look_panel(app, &ui->right, PANEL_DIALS);
    else
        ui->alone = PANEL_DIALS;
}

/* "recurrent gain ×1.05". */
static void tell(struct app *app, enum dial dial)
{
    const struct dial_desk desk = dials_desk(app);
    char label[DIAL_TEXT_MAX], value[DIAL_TEXT_MAX];
    char text[2 * DIAL_TEXT_MAX + 4];

    if (is_shown(app))
        return;
    snprintf(text, sizeof text, "%s: %s",
             dial_label(&desk, &app->ui, dial, label),
             dial_text(&desk, &app->ui, dial, dial_value(&desk, dial), value));
    app_message(app, text, false);
}

void dials_set(struct app *app, enum dial dial, double value)
{
    const struct dial_desk desk = dials_desk(app);
    const struct setup setup = dial_set(&desk, dial, value);

    change(app, &setup);
    app->ui.dial = dial;
}

void dials_turn(struct app *app, enum dial dial, int notches, bool fine)
{
    const struct dial_desk desk = dials_desk(app);
    const struct setup setup = dial_turn(&desk, dial, notches, fine);

    change(app, &setup);
    app->ui.dial = dial;
    tell(app, dial);
}

static void restore(struct app *app, enum dial dial)
{
    const struct dial_desk desk = dials_desk(app);
    const struct setup setup =
        dial_restore(&desk, dial, &app->lab->history.point[0].setup);

    change(app, &setup);
    app->ui.dial = dial;
    tell(app, dial);
}

/* The dial itself, or the one before (-1) or after (-2) the chosen one. */
static void choose(struct app *app, int dial)
{
    const struct dial_desk desk = dials_desk(app);
    enum dial shown[DIALS], chosen = dial_chosen(&desk, &app->ui);
    int count = dial_shown(&desk, &app->ui, shown), at = 0;

    while (at < count && shown[at] != chosen)
        at++;
    if (dial == -1 && at > 0)
        app->ui.dial = shown[at - 1];
    else if (dial == -2 && at + 1 < count)
        app->ui.dial = shown[at + 1];
    else if (dial >= 0 && dial < DIALS)
        app->ui.dial = dial;
}

static void choose_input(struct app *app, int input)
{
    const struct dial_desk desk = dials_desk(app);
    int next = input;

    if (input == -1) {
        next = desk.setup->input;
        do
            next = (next + 1) % LAB_INPUTS;
        while (!dial_has_input(&desk, (enum lab_input)next));
    }
    const struct setup setup = dial_input(&desk, (enum lab_input)next);
    change(app, &setup);
}

/* What is no dial but stands beside one. */
static void flip(struct app *app, enum action action)
{
    const struct dial_desk desk = dials_desk(app);
    struct setup setup = *desk.setup;

    if (action == ACTION_RADIUS)
        setup = dial_radius(&desk);
    else if (action == ACTION_DICE)
        setup = dial_dice(&desk);
    else if (dial_there(&desk, DIAL_UNITS))
        setup.same_parameters = !setup.same_parameters;
    change(app, &setup);
}

void dials_do(struct app *app, const struct order *order)
{
    const struct dial_desk desk = dials_desk(app);
    enum dial chosen = dial_chosen(&desk, &app->ui);
    int value = order->value;

    switch (order->action) {
    case ACTION_DIAL:
    case ACTION_DIAL_CHOOSE: choose(app, value); break;
    case ACTION_DIAL_STEP:
        dials_turn(app, (enum dial)(value / 2), value % 2 == 1 ? 1 : -1,
                   order->shift);
        break;
    case ACTION_DIAL_START:
        restore(app, value >= 0 ? (enum dial)value : chosen);
        break;
    case ACTION_TURN_DOWN: dials_turn(app, chosen, -1, order->shift); break;
    case ACTION_TURN_UP: dials_turn(app, chosen, 1, order->shift); break;
    case ACTION_SCHEME: dials_set(app, DIAL_SCHEME, value); break;
    case ACTION_ACTIVATION: dials_set(app, DIAL_ACTIVATION, value); break;
    case ACTION_CLIP: dials_set(app, DIAL_CLIP, value); break;
    case ACTION_INPUT: choose_input(app, value); break;
    case ACTION_ALL_DIALS: show_all(app); break;
    default: flip(app, order->action);
    }
}

/* A press beside the knob brings it there; on it, it is held where it is. */
void dials_grab(struct app *app, const struct drag_at *drag)
{
    if (app->lab == NULL || app->ui.screen == SCREEN_START)
        return;
    const struct dial_desk desk = dials_desk(app);
    enum dial dial = (enum dial)drag->spot.value;
    const struct box box = drag->spot.box;
    double share = dial_share(&desk, dial, dial_value(&desk, dial));
    float away = drag->from.x - box.x - (float)share * box.w;
    float reach = GRIP * scene_scale(app->width, app->height, 1);

    app->ui.dial = dial;
    history_drag(&app->lab->history);
    app->pointer.grip = drag->clicks > 1 ? NAN : fabsf(away) <= reach ? away
                                                                      : 0;
    if (drag->clicks > 1)
        restore(app, dial);
    else if (!(fabsf(away) <= reach))
        dials_set(app, dial, dial_at(&desk, dial, (double)(
            (drag->from.x - box.x) / box.w)));
}

/* Whatever ended the drag in between (undo, reset) ends it for good. */
void dials_drag(struct app *app, const struct drag_at *drag)
{
    const struct box box = drag->spot.box;
    double share = (double)((drag->at.x - app->pointer.grip - box.x) / box.w);

    if (app->lab == NULL)
        return;
    const struct history *history = &app->lab->history;
    if (!history->open || !isfinite(share) ||
        (!history->dragged && drag->at.x == drag->from.x))
        return;
    const struct dial_desk desk = dials_desk(app);
    enum dial dial = (enum dial)drag->spot.value;
    dials_set(app, dial, dial_at(&desk, dial, share));
}

/* The dial under the pointer in the latest picture, -1: none. */
static int find_dial(const struct app *app)
{
    const struct draw_list *list = &app->list;

    if (app->lab == NULL || list->spot_count == 0 || app->ui.pointer.x < 0)
        return -1;
    struct point at = draw_from_pixels(list, app->ui.pointer.x,
                                       app->ui.pointer.y);
    for (int k = list->spot_count; k-- > 0;) {
        const struct draw_spot *spot = &list->spots[k];
        bool dial = spot->action == ACTION_DIAL ||
                    (spot->action == ACTION_DIAL_CHOOSE && spot->value >= 0);
        if (dial && box_contains(spot->box, at))
            return spot->value;
    }
    return -1;
}

bool dials_roll(struct app *app, float notches, bool fine)
{
    struct pointer *pointer = &app->pointer;
    int dial = find_dial(app);

    if (dial < 0)
        return false;
    pointer->notches = fminf(fmaxf(pointer->notches + notches, -100), 100);
    int whole = (int)pointer->notches;
    pointer->notches -= (float)whole;
    if (whole != 0)
        dials_turn(app, (enum dial)dial, whole, fine);
    return true;
}

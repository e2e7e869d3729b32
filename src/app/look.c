/* The zoom of the strip runs from where it is to where it shall be, fast at
 * first, on a scale of factors: every notch looks alike, and another notch on
 * the way begins from what is seen.
 */
#include "app/look.h"

#include <math.h>
#include <string.h>

#include "app/app.h"
#include "app/choose/number.h"
#include "app/follow.h"
#include "app/lab/interfere.h"
#include "scene/film/token.h"
#include "scene/look/notation.h"

static const float notch = 1.25f; /* as many steps more */

static float limit_cards(float cards)
{
    return fminf(fmaxf(cards, CARDS_MIN), CARDS_MAX);
}

bool look_easing(const struct app *app)
{
    return app->zoom.time < ZOOM_TIME;
}

void look_cards(struct app *app, float notches)
{
    struct zoom *zoom = &app->zoom;
    float goal = look_easing(app) ? zoom->to : app->ui.cards;

    zoom->from = app->ui.cards;
    zoom->to = limit_cards(goal * powf(notch, notches));
    zoom->time = app->ui.reduced_motion ? ZOOM_TIME : 0;
    if (app->ui.reduced_motion)
        app->ui.cards = zoom->to;
}

bool look_ease(struct app *app, uint32_t elapsed)
{
    struct zoom *zoom = &app->zoom;

    if (!look_easing(app) || elapsed == 0)
        return false;
    zoom->time = elapsed < ZOOM_TIME - zoom->time ? zoom->time + elapsed
                                                  : ZOOM_TIME;
    float left = 1 - (float)zoom->time / ZOOM_TIME;
    app->ui.cards = left > 0
        ? limit_cards(zoom->to * powf(zoom->from / zoom->to,
                                      left * left * left))
        : zoom->to;
    return true;
}

void look_text_scale(struct app *app, int tenths)
{
    long now = lroundf(app->ui.text_scale * 10) + tenths;
    app->ui.text_scale = (float)(now < 8 ? 8 : now > 20 ? 20 : now) / 10;
}

/* Is the table of units on the screen? Then units follow each other as its
 * rows do. */
static bool shows_table(const struct app *app)
{
    const struct ui *ui = &app->ui;
    const struct unit_table *table = &app->studies.table;
    bool side = ui->screen == SCREEN_TEXT ||
                (ui->screen == SCREEN_STAGE &&
                 (ui->left == PANEL_UNITS || ui->right == PANEL_UNITS));

    return table->ready && table->of.layer == ui->layer &&
           (ui->alone == PANEL_UNITS || (ui->alone == PANEL_NONE && side));
}

void look_unit(struct app *app, int unit)
{
    int units = film_units(app->film, app->ui.layer);
    bool table = shows_table(app);

    if (unit == -1 || unit == -2) {
        int row = table ? unit_table_row(&app->studies.table, &app->ui,
                                         app->ui.unit)
                        : app->ui.unit;
        row += unit == -1 ? -1 : 1;
        row = row < 0 ? 0 : row >= units ? units - 1 : row;
        unit = table ? unit_table_unit(&app->studies.table, &app->ui, row)
                     : row;
    }
    if (unit >= 0 && unit < units)
        app->ui.unit = unit;
}

static void sort_by(struct app *app, int column)
{
    struct ui *ui = &app->ui;

    if (column == -1)
        column = (ui->column + 1) % (token_film(app->film) ? UNIT_COLUMNS
                                                           : COLUMN_REACTION);
    if (column == -2 || column == (int)ui->column) {
        ui->descending = !ui->descending;
    } else if (column >= 0 && column < UNIT_COLUMNS) {
        ui->column = (enum unit_column)column;
        ui->descending = column != COLUMN_UNIT;
    }
}

static void choose_table_signal(struct app *app, int index)
{
    int count = cell_table[film_cell(app->film, app->ui.layer)].shown_count;

    if (index == -1)
        index = (app->ui.table_signal + 1) % count;
    if (index >= 0 && index < count)
        app->ui.table_signal = index;
}

/* Has it something to show beside the strip? */
static bool is_side_panel(const struct film *film, int panel)
{
    bool tokens = film->ids != NULL;

    switch (panel) {
    case PANEL_HEAT:
    case PANEL_SCOPES:
    case PANEL_DECAY:
    case PANEL_PATHS:
    case PANEL_TRIANGLE:
    case PANEL_DIALS:
    case PANEL_UNITS: return true;
    case PANEL_SERIES: return !tokens;
    case PANEL_LAYERS: return film->values.spec.layers > 1;
    default: return false;
    }
}

/* Where there are no sides below a strip: the panels of the screen, one after
 * the other alone, then all of them again. */
static void next_of(struct ui *ui, const enum panel *panels, int count)
{
    int at = 0;

    while (at < count && panels[at] != ui->alone)
        at++;
    ui->alone = at == count ? panels[0]
              : at + 1 < count ? panels[at + 1] : PANEL_NONE;
}

static bool next_alone(struct ui *ui)
{
    static const enum panel compare[] = {PANEL_DIALS, PANEL_REACH,
                                         PANEL_FACTORS};
    static const enum panel train[] = {
        PANEL_LOSS, PANEL_SCORES, PANEL_NORMS, PANEL_HEAT, PANEL_REEL,
        PANEL_TASK, PANEL_SWEEP};
    static const enum panel text[] = {PANEL_TEXT, PANEL_NEXT, PANEL_STRIP,
                                      PANEL_UNITS};

    if (ui->screen == SCREEN_COMPARE)
        next_of(ui, compare, sizeof compare / sizeof *compare);
    else if (ui->screen == SCREEN_TRAIN)
        next_of(ui, train, sizeof train / sizeof *train);
    else if (ui->screen == SCREEN_TEXT)
        next_of(ui, text, sizeof text / sizeof *text);
    else
        return false;
    return true;
}

void look_panel(struct app *app, enum panel *side, int panel)
{
    enum panel *other = side == &app->ui.left ? &app->ui.right : &app->ui.left;

    if (panel == PANEL_NONE && next_alone(&app->ui))
        return;
    if (panel == PANEL_STORY)
        app->ui.story = !app->ui.story;
    if (panel == PANEL_NONE) {
        panel = *side;
        do
            panel = (panel + 1) % PANELS;
        while (!is_side_panel(app->film, panel) || panel == (int)*other);
    }
    if (!is_side_panel(app->film, panel))
        return;
    if (panel == (int)*other)
        *other = *side;
    *side = (enum panel)panel;
}

void look_alone(struct app *app, int panel)
{
    struct ui *ui = &app->ui;
    int chosen = panel != PANEL_NONE ? panel : pointer_panel(app);

    if (chosen < PANEL_NONE || chosen >= PANELS)
        return;
    bool opened = panel == PANEL_NONE && ui->alone != PANEL_NONE;
    ui->alone = opened || chosen == (int)ui->alone ? PANEL_NONE
                                                   : (enum panel)chosen;
}

static void choose_signal(struct app *app, int index)
{
    int count = cell_table[film_cell(app->film, app->ui.layer)].shown_count;

    if (index == -1)
        index = (app->ui.heat_signal + 1) % count;
    if (index >= 0 && index < count)
        app->ui.heat_signal = index;
}

static void choose_heat(struct app *app, int kind)
{
    struct ui *ui = &app->ui;
    bool ghost = lab_ghost(app->lab, ui->lane) != NULL;
    int kinds = ghost ? HEAT_KINDS : HEAT_DIFFERENCE;

    if (kind == -1)
        kind = ((int)ui->heat + 1) % kinds;
    else if (kind == (int)ui->heat)
        kind = HEAT_VALUE;
    if (kind >= 0 && kind < kinds)
        ui->heat = (enum heat_kind)kind;
}

static void choose_gate(struct app *app, int gate)
{
    int signals[4];
    int count = notation_gates(film_cell(app->film, app->ui.layer), signals);

    if (gate == -1)
        gate = app->ui.gate + 1 < count ? app->ui.gate + 1 : app->ui.gate;
    if (gate < 0 || gate >= count)
        return;
    app->ui.gate = gate == app->ui.gate ? -1 : gate;
}

static void magnify(struct app *app)
{
    struct ui *ui = &app->ui;

    ui->magnified = !ui->magnified;
    ui->magnify_at = ui->pointer.x >= 0
        ? ui->pointer
        : point_at((float)app->width / 2, (float)app->height / 2);
}

void look_fit(struct ui *ui, const struct film *film)
{
    int layers = film->values.spec.layers, signals[4];

    if (ui->layer >= layers)
        ui->layer = layers - 1;
    enum cell cell = film_cell(film, ui->layer);
    int units = film_units(film, ui->layer);
    if (ui->unit >= units)
        ui->unit = units - 1;
    if (ui->heat_signal >= cell_table[cell].shown_count)
        ui->heat_signal = 0;
    if (ui->table_signal >= cell_table[cell].shown_count)
        ui->table_signal = 0;
    if (ui->gate >= notation_gates(cell, signals))
        ui->gate = -1;
    number_fit(ui, film);
    if (!is_side_panel(film, ui->left))
        ui->left = ui->right == PANEL_HEAT ? PANEL_DECAY : PANEL_HEAT;
    if (!is_side_panel(film, ui->right) || ui->right == ui->left)
        ui->right = ui->left == PANEL_DECAY ? PANEL_HEAT : PANEL_DECAY;
}

void look_dismiss(struct ui *ui)
{
    memset(ui->look_title, 0, sizeof ui->look_title);
    memset(ui->look_at, 0, sizeof ui->look_at);
}

/* What lies over the picture; false when nothing does. */
static bool leave_overlay(struct app *app)
{
    struct ui *ui = &app->ui;

    if (ui->overlay != OVERLAY_NONE) {
        ui->overlay = OVERLAY_NONE;
    } else if (ui->busy >= 0) {
        app_ask(app, REQUEST_CANCEL, "");
    } else if (ui->message[0] != '\0') {
        ui->message[0] = '\0';
    } else if (ui->pinned.kind != 0) {
        ui->pinned = (struct draw_id){0};
    } else if (ui->look_at[0][0] != '\0') {
        look_dismiss(ui);
    } else {
        return false;
    }
    return true;
}

void look_leave(struct app *app)
{
    struct ui *ui = &app->ui;

    if (leave_overlay(app) || interfere_leave(app))
        return;
    if (ui->drawing || ui->strokes > 0) {
        ui->drawing = false;
        ui->strokes = 0;
    } else if (number_back(ui)) {
        return;
    } else if (ui->alone != PANEL_NONE) {
        ui->alone = PANEL_NONE;
    } else if (ui->magnified) {
        ui->magnified = false;
    } else if (ui->light) {
        ui->light = false;
    } else if (ui->screen == SCREEN_CELL && ui->gate >= 0) {
        ui->gate = -1;
    } else if (app->film != NULL && !player_return(app)) {
        bool lanes = ui->screen == SCREEN_CELL && app->from_lanes;
        ui->screen = lanes ? SCREEN_COMPARE : SCREEN_STAGE;
    }
}

void look_do(struct app *app, const struct order *order)
{
    int value = order->value;

    switch (order->action) {
    case ACTION_UNIT: look_unit(app, value); break;
    case ACTION_CARDS: look_cards(app, (float)value); break;
    case ACTION_LEFT_PANEL: look_panel(app, &app->ui.left, value); break;
    case ACTION_RIGHT_PANEL: look_panel(app, &app->ui.right, value); break;
    case ACTION_ALONE: look_alone(app, value); break;
    case ACTION_HEAT_SIGNAL: choose_signal(app, value); break;
    case ACTION_HEAT_KIND: choose_heat(app, value); break;
    case ACTION_COLUMN: sort_by(app, value); break;
    case ACTION_TABLE_SIGNAL: choose_table_signal(app, value); break;
    case ACTION_GATE: choose_gate(app, value); break;
    case ACTION_MAGNIFY: magnify(app); break;
    default: break;
    }
}

/* Clicks and drags are told apart by how far the pointer goes while it is down;
 * what it went down on is copied, since the picture changes under it.
 */
#include "app/pointer.h"

#include <math.h>

#include "app/actions.h"
#include "app/app.h"
#include "app/choose/number.h"
#include "app/course/answer.h"
#include "scene/study/trace/trace.h"
#include "app/lab/dials.h"
#include "app/lab/interfere.h"
#include "app/train/tasks.h"

enum {
    TRAVEL = 5,     /* pixels at 1920 x 1080 that make a click a drag */
    PAGE_LINES = 2, /* of a lesson that a notch of the wheel scrolls */
};

/* Everything below counts in pixels: the picture may be magnified later. */
static struct box to_pixels(const struct draw_list *list, struct box box)
{
    return box_at(box.x * list->scale + list->origin.x,
                  box.y * list->scale + list->origin.y, box.w * list->scale,
                  box.h * list->scale);
}

static const struct drag *drag_of(const struct draw_spot *spot)
{
    return drags_find((enum action)spot->action);
}

static bool is_panel(const struct draw_spot *spot)
{
    return spot->action == ACTION_NONE && spot->id.kind == SUBJECT_NONE &&
           spot->value > PANEL_NONE && spot->value < PANELS;
}

/* The topmost spot at a place of which `wanted` is true, or NULL. What is
 * under a sheet is out of reach. */
static const struct draw_spot *find(const struct app *app, struct point at,
                                    bool (*wanted)(const struct draw_spot *))
{
    const struct draw_list *list = &app->list;

    if (list->spot_count == 0 || app->ui.overlay != OVERLAY_NONE)
        return NULL;
    struct point place = draw_from_pixels(list, at.x, at.y);
    for (int k = list->spot_count; k-- > 0;)
        if (wanted(&list->spots[k]) &&
            box_contains(list->spots[k].box, place))
            return &list->spots[k];
    return NULL;
}

/* The longest track under a place. The whole strip is dragged by the track
 * along its cards. */
static const struct draw_spot *find_track(const struct app *app,
                                          struct point at)
{
    const struct draw_list *list = &app->list;
    const struct draw_spot *panel = find(app, at, is_panel), *best = NULL;

    if (list->spot_count == 0 || app->ui.overlay != OVERLAY_NONE)
        return NULL;
    struct point place = draw_from_pixels(list, at.x, at.y);
    for (int k = 0; k < list->spot_count; k++) {
        const struct draw_spot *spot = &list->spots[k];
        struct point within = place;
        if (panel != NULL && panel->value == PANEL_STRIP &&
            spot->box.y >= panel->box.y &&
            spot->box.y < box_bottom(panel->box))
            within.y = spot->box.y;
        if (drags_playhead((enum action)spot->action) &&
            box_contains(spot->box, within) &&
            (best == NULL || spot->box.w > best->box.w))
            best = spot;
    }
    return best;
}

/* Does a press on it drag at once? A picture reads when it is clicked. */
static bool is_rail(const struct draw_spot *spot)
{
    const struct drag *drag = drag_of(spot);
    return drag != NULL && drag->at_once && spot->id.kind != SUBJECT_OTHER;
}

static const struct draw_spot *topmost(const struct app *app, struct point at)
{
    return app->list.spot_count > 0 ? draw_spot_at(&app->list, at.x, at.y)
                                    : NULL;
}

/* Numbers on the bare ground of a panel too; nothing while a dial is turned. */
void pointer_hover(struct app *app)
{
    const struct pointer *pointer = &app->pointer;
    const struct draw_spot *spot = NULL;

    app->ui.hover = (struct draw_id){0};
    if (app->ui.pointer.x < 0 ||
        (pointer->dragging && pointer->track.action == ACTION_DIAL))
        return;
    spot = topmost(app, app->ui.pointer);
    if (spot != NULL && !is_panel(spot))
        app->ui.hover = spot->id;
    else if (app->ui.overlay == OVERLAY_NONE)
        app->ui.hover = number_written(&app->list, app->ui.pointer);
}

struct draw_id pointer_number(const struct app *app)
{
    return app->ui.pointer.x >= 0 ? number_written(&app->list, app->ui.pointer)
                                  : (struct draw_id){0};
}

int pointer_panel(const struct app *app)
{
    const struct draw_spot *spot = NULL;

    if (app->ui.pointer.x >= 0)
        spot = find(app, app->ui.pointer, is_panel);
    return spot != NULL ? spot->value : PANEL_NONE;
}

/* Does the pointer drag what it went down on? */
static bool drags(const struct pointer *pointer)
{
    return pointer->down && pointer->on_track &&
           (pointer->travelled || is_rail(&pointer->spot));
}

bool pointer_scrubs(const struct app *app)
{
    const struct pointer *pointer = &app->pointer;

    return drags(pointer) &&
           drags_playhead((enum action)pointer->track.action);
}

static void drag_to(struct app *app, struct point at)
{
    struct pointer *pointer = &app->pointer;
    const struct drag *kind = drag_of(&pointer->track);
    struct drag_at drag = {pointer->track, pointer->from, pointer->from,
                           pointer->clicks};

    if (!pointer->dragging && kind->begin != NULL)
        kind->begin(app, &drag);
    pointer->dragging = true;
    drag.at = at;
    kind->move(app, &drag);
}

/* Lets go; returns whether there was anything to keep or to take back. */
static bool drop(struct app *app, bool keep)
{
    struct pointer *pointer = &app->pointer;
    const struct drag *kind = drag_of(&pointer->track);
    bool held = pointer->dragging && kind->end != NULL;

    pointer->dragging = false;
    if (held)
        kind->end(app, keep);
    return held;
}

bool pointer_cancel(struct app *app)
{
    bool held = drop(app, false);

    if (held)
        app->pointer.down = false;
    return held;
}

/* One more point of what is drawn, in units; x < 0 lifts the pen. */
static void draw_to(struct app *app, struct point at, bool lift)
{
    struct ui *ui = &app->ui;

    if (ui->strokes == UI_STROKE_MAX || !(app->list.scale > 0))
        return;
    struct point place = draw_from_pixels(&app->list, fmaxf(at.x, 0), at.y);
    place.x = lift ? -1 : fmaxf(place.x, 0);
    app->strokes[ui->strokes++] = place;
}

/* Has it gone farther than a hand trembles? */
static bool has_travelled(const struct app *app, struct point at)
{
    float scale = scene_scale(app->width, app->height, 1);
    struct point from = app->pointer.from;

    return fabsf(at.x - from.x) > TRAVEL * scale ||
           fabsf(at.y - from.y) > TRAVEL * scale;
}

void pointer_move(struct app *app, const struct input_event *event)
{
    struct pointer *pointer = &app->pointer;
    struct point at = point_at(event->x, event->y);

    app->ui.pointer = at;
    if (pointer->down && app->ui.drawing) {
        draw_to(app, at, false);
        return;
    }
    if (pointer->down && has_travelled(app, at))
        pointer->travelled = true;
    if (drags(pointer))
        drag_to(app, at);
    pointer_hover(app);
}

/* Remembers what is under the pointer. */
static void grab(struct app *app, struct point at, int clicks)
{
    struct pointer *pointer = &app->pointer;
    const struct draw_spot *spot = topmost(app, at);
    const struct draw_spot *track = find_track(app, at);

    if (spot != NULL && drag_of(spot) != NULL &&
        !drags_playhead((enum action)spot->action))
        track = spot;
    drop(app, true);
    pointer->down = true;
    pointer->clicks = clicks;
    pointer->travelled = false;
    pointer->from = at;
    pointer->on_spot = spot != NULL;
    pointer->spot = spot != NULL ? *spot : (struct draw_spot){0};
    pointer->on_track = track != NULL;
    if (track != NULL) {
        pointer->track = *track;
        pointer->track.box = to_pixels(&app->list, track->box);
    }
}

/* The number that a click opens: one that is written where nothing else is to
 * be clicked, with Alt anywhere; of what is drawn, what it is about. */
static struct draw_id clicked_number(const struct app *app, int modifiers)
{
    const struct draw_spot *spot = &app->pointer.spot;
    struct draw_id none = {0}, id;

    if (app->film == NULL || app->ui.overlay != OVERLAY_NONE ||
        app->ui.screen == SCREEN_START || !app->pointer.on_spot ||
        (spot->action != ACTION_NONE && !(modifiers & MOD_ALT)))
        return none;
    id = number_written(&app->list, app->pointer.from);
    if (!trace_opens(app->film, id))
        id = spot->id.kind == SUBJECT_OTHER
            ? number_reading(app, app->pointer.from) : spot->id;
    return trace_opens(app->film, id) ? id : none;
}

/* The second click of a double click does what the first one did, or on a
 * panel's ground fills the stage with it, or goes into the cell of the lane
 * that the first one chose; never what came up beneath it. */
static bool is_stray(struct app *app, const struct input_event *event)
{
    int action = clicked_number(app, 0).kind != SUBJECT_NONE
        ? ACTION_TRACE : app->pointer.spot.action;
    bool stray = event->clicks > 1 && action != app->pointer.first_action;

    if (event->clicks <= 1)
        app->pointer.first_action = action;
    else if (action == ACTION_NONE && !stray)
        actions_do(app, &(struct order){.action = ACTION_ALONE});
    else if (action == ACTION_LANE && !stray)
        actions_do(app, &(struct order){.action = ACTION_ENTER});
    return stray || (event->clicks > 1 && action == ACTION_LANE);
}

void pointer_press(struct app *app, const struct input_event *event)
{
    struct point at = point_at(event->x, event->y);

    app->ui.pointer = at;
    if (event->value != 0)
        return;
    if (app->ui.overlay == OVERLAY_BLACK) {
        app->ui.overlay = OVERLAY_NONE;
        return;
    }
    app_forget_note(app);
    grab(app, at, event->clicks);
    if (app->ui.drawing) {
        draw_to(app, at, false);
        return;
    }
    if (is_stray(app, event))
        app->pointer.down = false;
    else if (drags(&app->pointer))
        drag_to(app, at);
    pointer_hover(app);
}

void pointer_release(struct app *app, const struct input_event *event)
{
    struct pointer *pointer = &app->pointer;
    struct point at = point_at(event->x, event->y);
    bool clicked = !pointer->travelled && !has_travelled(app, at);

    app->ui.pointer = at;
    if (event->value != 0 || !pointer->down)
        return;
    pointer->down = false;
    drop(app, true);
    if (app->ui.drawing) {
        draw_to(app, at, true);
        return;
    }
    struct draw_id number = clicked_number(app, event->modifiers);
    if (clicked && ((pointer->on_spot && answer_click(app, &pointer->spot)) ||
                    interfere_click(app)))
        return;
    if (clicked && number.kind != SUBJECT_NONE) {
        actions_do(app, &(struct order){.action = ACTION_TRACE,
                                        .id = number});
    } else if (clicked && pointer->on_spot && !is_rail(&pointer->spot)) {
        const struct drag *drag = drag_of(&pointer->spot);
        const struct order order = {
            .action = drag != NULL ? drag->click
                                   : (enum action)pointer->spot.action,
            .value = pointer->spot.value, .id = pointer->spot.id,
            .shift = event->modifiers & MOD_SHIFT};
        actions_do(app, &order);
    }
    pointer_hover(app);
}

/* Whole steps (with Shift phases), over the table of units units, over an
 * opened number its terms, over text and lesson their lines; what is left of
 * `notches` is kept. */
static void roll(struct app *app, float notches, bool phases)
{
    struct pointer *pointer = &app->pointer;
    int panel = pointer_panel(app);
    enum action rows = panel == PANEL_TRACE ? ACTION_TRACE_SCROLL :
                       panel == PANEL_TEXT ? ACTION_TEXT_SCROLL :
                       panel == PANEL_LESSON ? ACTION_PAGE_SCROLL :
                       panel == PANEL_UNITS ? ACTION_UNIT : ACTION_NONE;
    int lines = rows == ACTION_PAGE_SCROLL ? PAGE_LINES : 1;
    const struct order back = {
        rows != ACTION_NONE ? rows :
        phases ? ACTION_PHASE_BACK : ACTION_STEP_BACK, .value = -lines};
    const struct order on = {
        rows != ACTION_NONE ? rows :
        phases ? ACTION_PHASE_ON : ACTION_STEP_ON,
        .value = panel == PANEL_UNITS ? -2 : lines};

    pointer->notches = fminf(fmaxf(pointer->notches + notches, -100), 100);
    for (; pointer->notches >= 1; pointer->notches--)
        actions_do(app, &on);
    for (; pointer->notches <= -1; pointer->notches++)
        actions_do(app, &back);
}

void pointer_wheel(struct app *app, const struct input_event *event)
{
    int rows = (int)fminf(fmaxf(roundf(-event->y), -100), 100);

    if (app->ui.overlay == OVERLAY_FILES)
        files_move(app, rows);
    if (app->ui.overlay == OVERLAY_PRESETS)
        presets_move(app, rows);
    if (app->ui.overlay == OVERLAY_TASKS)
        tasks_move(app, rows);
    if (app->ui.overlay == OVERLAY_GLOSSARY)
        player_move_term(app, rows);
    if (app->ui.overlay != OVERLAY_NONE)
        return;
    if (event->modifiers & MOD_CTRL) {
        if (app->film != NULL && app->ui.screen != SCREEN_START)
            look_cards(app, fminf(fmaxf(-event->y, -100), 100));
    } else if (!interfere_roll(app, event->y, event->modifiers & MOD_SHIFT) &&
               !dials_roll(app, event->x + event->y,
                           event->modifiers & MOD_SHIFT)) {
        roll(app, event->x - event->y, event->modifiers & MOD_SHIFT);
    }
    pointer_hover(app);
}

void pointer_leave(struct app *app)
{
    app->ui.pointer = point_at(-1, -1);
    pointer_hover(app);
}

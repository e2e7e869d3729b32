/* One row for every action: what carries it out, and whether it needs a film
 * on the screen. Switches are rows that name their flag in struct ui.
 */
#include "app/actions.h"

#include <math.h>
#include <stddef.h>

#include "app/app.h"
#include "app/choose/gradient.h"
#include "app/choose/number.h"
#include "app/choose/places.h"
#include "app/course/cut.h"
#include "app/follow.h"
#include "app/gates.h"
#include "app/lab/dials.h"
#include "app/lab/brush.h"
#include "app/lab/interfere.h"
#include "app/lab/lanes.h"
#include "app/train/text.h"
#include "app/train/train.h"
#include "scene/keys.h"

enum { NEAR = 12 }; /* pixels: the same place of a plot */

static void play(struct app *app, const struct order *order)
{
    (void)order;
    play_toggle(app);
}

/* By whole steps or phases. */
static void step(struct app *app, const struct order *order)
{
    const struct timeline timeline = play_timeline(app);
    bool on = order->action == ACTION_STEP_ON ||
              order->action == ACTION_PHASE_ON;
    bool whole = order->action == ACTION_STEP_ON ||
                 order->action == ACTION_STEP_BACK;

    play_step(app, whole ? timeline_step(&timeline) : TICKS, on);
}

static void go_to_end(struct app *app, const struct order *order)
{
    play_go(app, order->action == ACTION_FIRST ? 0 : INT64_MAX);
}

static void turn(struct app *app, const struct order *order)
{
    (void)order;
    play_turn(app);
}

static void set_speed(struct app *app, const struct order *order)
{
    int now = app->ui.speed;

    play_speed(app, order->value < 0 ? now - 1 :
                    order->value >= SPEEDS ? now + 1 : order->value);
}

static void go_to_phase(struct app *app, const struct order *order)
{
    play_to_phase(app, order->value);
}

/* Into a cell; from the start screen to the film. */
static void enter(struct app *app, const struct order *order)
{
    struct ui *ui = &app->ui;

    if (ui->screen == SCREEN_START) {
        places_leave_start(app);
        return;
    }
    if (order->value == 0 && ui->brush.follows && brush_pin(app))
        return;
    if (order->value > 0 && order->value != play_moment(app).step)
        play_to_step(app, order->value);
    if (ui->screen != SCREEN_CELL)
        app->from_lanes = ui->screen == SCREEN_COMPARE;
    ui->alone = PANEL_NONE;
    ui->screen = SCREEN_CELL;
}

static void leave(struct app *app, const struct order *order)
{
    (void)order;
    look_leave(app);
}

static void choose_layer(struct app *app, const struct order *order)
{
    int layers = app->film->values.spec.layers;
    int layer = order->value;
    int by = order->shift ? layers - 1 : 1;

    if (layer == -1)
        layer = (app->ui.layer + by) % layers;
    if (layer < 0 || layer >= layers)
        return;
    app->ui.layer = layer;
    look_fit(&app->ui, app->film);
    play_fit(app);
}

static void pin(struct app *app, const struct order *order)
{
    gates_pin(app, &order->id, order->shift);
}

static void undo(struct app *app, const struct order *order)
{
    gates_undo(app, order->action == ACTION_REDO);
}

static bool is_same(const struct draw_id *a, const struct draw_id *b)
{
    return a->kind == b->kind && a->layer == b->layer &&
           a->signal == b->signal && a->step == b->step && a->unit == b->unit;
}

/* A read-out stays, or goes where it is asked for again. */
static void read_out(struct app *app, const struct order *order)
{
    struct ui *ui = &app->ui;
    const struct draw_id *new = &order->id;
    bool same = is_same(&ui->pinned, new) &&
                fabsf(ui->pointer.x - ui->pinned_at.x) < NEAR &&
                fabsf(ui->pointer.y - ui->pinned_at.y) < NEAR;

    ui->pinned = same ? (struct draw_id){0} : *new;
    ui->pinned_at = ui->pointer;
}

static void step_cut(struct app *app, const struct order *order)
{
    cut_move(app, order->value);
}

static void reset(struct app *app, const struct order *order)
{
    (void)order;
    gates_reset(app);
    app->compared = history_setup(&app->lab->history)->lanes > 1;
    follow(app); /* the playhead goes back in the run that it was in */
    if (!presets_reset(app))
        look_reset(app);
}

static void change_theme(struct app *app, const struct order *order)
{
    (void)order;
    app->ui.theme = (app->ui.theme + 1) % THEMES;
    app_ask(app, REQUEST_SAVE_SETTINGS, "");
}

static void change_language(struct app *app, const struct order *order)
{
    (void)order;
    app->ui.language = (app->ui.language + 1) % LANGUAGES;
    app_ask(app, REQUEST_SAVE_SETTINGS, "");
}

static void change_size(struct app *app, const struct order *order)
{
    if (order->action == ACTION_USUAL_SIZE)
        app->ui.text_scale = 1;
    else
        look_text_scale(app, order->action == ACTION_LARGER ? 1 : -1);
    app_ask(app, REQUEST_SAVE_SETTINGS, "");
}

static void darken(struct app *app, const struct order *order)
{
    (void)order;
    app->ui.playing = false;
    app->ui.overlay = OVERLAY_BLACK;
}

static void draw(struct app *app, const struct order *order)
{
    (void)order;
    app->ui.drawing = !app->ui.drawing;
    app->ui.strokes = 0;
}

/* Eight keys, every key page by page, none; or the page asked for. */
static void help(struct app *app, const struct order *order)
{
    struct ui *ui = &app->ui;
    bool open = ui->overlay == OVERLAY_HELP;
    int page = order->value > 0 ? order->value : open ? ui->help_page + 1 : 0;

    ui->overlay = page <= KEYS_PAGES ? OVERLAY_HELP : OVERLAY_NONE;
    ui->help_page = page <= KEYS_PAGES ? page : 0;
}

static void dismiss(struct app *app, const struct order *order)
{
    if (order->value == 1)
        look_dismiss(&app->ui);
    else
        app->ui.message[0] = '\0';
}

static void flip(struct app *app, const struct order *order);

/* When an action means something: always, with a film, with one on screen. */
enum need { ALWAYS, FILM, STAGE };

#define FLAG(name, when) \
    {.act = flip, .need = when, .flag = offsetof(struct ui, name)}

static const struct row {
    void (*act)(struct app *app, const struct order *order);
    enum need need;
    bool repeats;    /* while its key is held */
    size_t flag;     /* that flip turns, a bool of struct ui */
} rows[ACTIONS] = {
    [ACTION_PLAY] = {.act = play, .need = STAGE},
    [ACTION_STEP_BACK] = {.act = step, .need = STAGE, .repeats = true},
    [ACTION_STEP_ON] = {.act = step, .need = STAGE, .repeats = true},
    [ACTION_PHASE_BACK] = {.act = step, .need = STAGE, .repeats = true},
    [ACTION_PHASE_ON] = {.act = step, .need = STAGE, .repeats = true},
    [ACTION_FIRST] = {.act = go_to_end, .need = STAGE},
    [ACTION_LAST] = {.act = go_to_end, .need = STAGE},
    [ACTION_TURN] = {.act = turn, .need = STAGE},
    [ACTION_SPEED] = {.act = set_speed, .need = FILM},
    [ACTION_GO_PHASE] = {.act = go_to_phase, .need = STAGE},
    [ACTION_ENTER] = {.act = enter, .need = FILM},
    [ACTION_LEAVE] = {.act = leave},
    [ACTION_UNIT] = {.act = look_do, .need = STAGE, .repeats = true},
    [ACTION_LAYER] = {.act = choose_layer, .need = STAGE},
    [ACTION_MEAN] = FLAG(mean, STAGE),
    [ACTION_CARDS] = {.act = look_do, .need = STAGE, .repeats = true},
    [ACTION_LEFT_PANEL] = {.act = look_do, .need = STAGE},
    [ACTION_RIGHT_PANEL] = {.act = look_do, .need = STAGE},
    [ACTION_ALONE] = {.act = look_do, .need = STAGE},
    [ACTION_HEAT_SIGNAL] = {.act = look_do, .need = STAGE},
    [ACTION_HEAT_KIND] = {.act = look_do, .need = STAGE},
    [ACTION_TOOL] = {.act = interfere_do, .need = STAGE},
    [ACTION_MARK] = {.act = interfere_do, .need = STAGE},
    [ACTION_MOVE_INPUT] = {.act = interfere_do, .need = STAGE, .repeats = true},
    [ACTION_CHOOSE_INPUT] = {.act = interfere_do, .need = STAGE},
    [ACTION_EDIT_WEIGHT] = {.act = interfere_do, .need = STAGE,
                            .repeats = true},
    [ACTION_CUT] = {.act = interfere_do, .need = STAGE},
    [ACTION_OVERLAID] = FLAG(overlaid, STAGE),
    [ACTION_GATE] = {.act = look_do, .need = STAGE},
    [ACTION_LANES] = FLAG(all_lanes, STAGE),
    [ACTION_Z_MEANING] = FLAG(z_writes, STAGE),
    [ACTION_PIN] = {.act = pin, .need = STAGE},
    [ACTION_UNDO] = {.act = undo, .need = STAGE, .repeats = true},
    [ACTION_REDO] = {.act = undo, .need = STAGE, .repeats = true},
    [ACTION_COLUMN] = {.act = look_do, .need = STAGE},
    [ACTION_TABLE_SIGNAL] = {.act = look_do, .need = STAGE},
    [ACTION_QUANTITY] = {.act = gradient_choose, .need = STAGE},
    [ACTION_DETACH] = FLAG(detach, STAGE),
    [ACTION_TOTAL] = {.act = gradient_choose, .need = STAGE},
    [ACTION_COMPARE] = {.act = lanes_do, .need = FILM},
    [ACTION_LANE] = {.act = lanes_do, .need = STAGE, .repeats = true},
    [ACTION_ADD_LANE] = {.act = lanes_do, .need = STAGE},
    [ACTION_DROP_LANE] = {.act = lanes_do, .need = STAGE},
    [ACTION_LANE_CELL] = {.act = lanes_do, .need = STAGE},
    [ACTION_KEEP_CURVE] = {.act = lanes_do, .need = STAGE},
    [ACTION_LINEAR_WIDTH] = FLAG(linear_width, STAGE),
    [ACTION_LANE_GATES] = FLAG(lane_gates, STAGE),
    [ACTION_LAG] = {.act = gradient_choose, .need = STAGE},
    [ACTION_WEIGHTS] = {.act = gradient_choose, .need = STAGE},
    [ACTION_STRANDS] = FLAG(strands, STAGE),
    [ACTION_LOSS_STEP] = {.act = gradient_choose, .need = STAGE,
                          .repeats = true},
    [ACTION_CONNECT] = {.act = gradient_choose, .need = STAGE},
    [ACTION_OUTPUT] = {.act = gradient_choose, .need = STAGE},
    [ACTION_TRACE] = {.act = number_open, .need = STAGE},
    [ACTION_TRACE_SCROLL] = {.act = number_scroll, .need = STAGE,
                             .repeats = true},
    [ACTION_DIAL] = {.act = dials_do, .need = STAGE},
    [ACTION_DIAL_STEP] = {.act = dials_do, .need = STAGE},
    [ACTION_DIAL_START] = {.act = dials_do, .need = STAGE},
    [ACTION_DIAL_CHOOSE] = {.act = dials_do, .need = STAGE, .repeats = true},
    [ACTION_TURN_DOWN] = {.act = dials_do, .need = STAGE, .repeats = true},
    [ACTION_TURN_UP] = {.act = dials_do, .need = STAGE, .repeats = true},
    [ACTION_DICE] = {.act = dials_do, .need = STAGE, .repeats = true},
    [ACTION_SCHEME] = {.act = dials_do, .need = STAGE},
    [ACTION_ACTIVATION] = {.act = dials_do, .need = STAGE},
    [ACTION_CLIP] = {.act = dials_do, .need = STAGE},
    [ACTION_RADIUS] = {.act = dials_do, .need = STAGE},
    [ACTION_SAME_PARAMETERS] = {.act = dials_do, .need = STAGE},
    [ACTION_INPUT] = {.act = dials_do, .need = STAGE},
    [ACTION_ALL_DIALS] = {.act = dials_do, .need = STAGE},
    [ACTION_ONE_LANE] = FLAG(one_lane, STAGE),
    [ACTION_READ] = {.act = read_out, .need = STAGE},
    [ACTION_THEME] = {.act = change_theme},
    [ACTION_LANGUAGE] = {.act = change_language},
    [ACTION_LARGER] = {.act = change_size, .repeats = true},
    [ACTION_SMALLER] = {.act = change_size, .repeats = true},
    [ACTION_USUAL_SIZE] = {.act = change_size},
    [ACTION_CLASS_MODE] = FLAG(class_mode, ALWAYS),
    [ACTION_FULL_SCREEN] = {.act = places_do},
    [ACTION_BLACK] = {.act = darken},
    [ACTION_MAGNIFY] = {.act = look_do},
    [ACTION_LIGHT] = FLAG(light, ALWAYS),
    [ACTION_DRAW] = {.act = draw},
    [ACTION_RESET] = {.act = reset, .need = STAGE},
    [ACTION_HELP] = {.act = help},
    [ACTION_FILES] = {.act = places_do},
    [ACTION_FILE] = {.act = places_do},
    [ACTION_PRESETS] = {.act = places_do},
    [ACTION_PRESET] = {.act = places_do},
    [ACTION_TRAIN] = {.act = train_do},
    [ACTION_TASKS] = {.act = train_do},
    [ACTION_TASK] = {.act = train_do},
    [ACTION_TRAIN_RUN] = {.act = train_do},
    [ACTION_TRAIN_BATCH] = {.act = train_do, .repeats = true},
    [ACTION_TRAIN_EPOCH] = {.act = train_do},
    [ACTION_TRAIN_SPEED] = {.act = train_do},
    [ACTION_TRAIN_MORE] = {.act = train_do},
    [ACTION_RESTART] = {.act = train_do},
    [ACTION_EPOCH] = {.act = train_do, .repeats = true},
    [ACTION_BRANCH] = {.act = train_do},
    [ACTION_RACE_ADD] = {.act = train_do},
    [ACTION_RACE_DROP] = {.act = train_do},
    [ACTION_EXAMPLE] = {.act = train_do, .repeats = true},
    [ACTION_TRAIN_DIAL_STEP] = {.act = train_do},
    [ACTION_TRAIN_DIAL_CHOOSE] = {.act = train_do, .repeats = true},
    [ACTION_TRAIN_DIAL_START] = {.act = train_do},
    [ACTION_TRAIN_ALL] = FLAG(train_all, ALWAYS),
    [ACTION_LOSS_AXIS] = FLAG(loss_linear, ALWAYS),
    [ACTION_ACCURACY] = FLAG(loss_accuracy, ALWAYS),
    [ACTION_SWEEP] = {.act = train_do},
    [ACTION_TEXT] = {.act = text_do, .need = FILM},
    [ACTION_TEXT_SCROLL] = {.act = text_do, .need = STAGE, .repeats = true},
    [ACTION_FREE] = {.act = text_do, .need = STAGE},
    [ACTION_TEMPERATURE] = {.act = text_do, .need = STAGE, .repeats = true},
    [ACTION_ANOTHER] = {.act = text_do, .need = STAGE, .repeats = true},
    [ACTION_LESSON] = {.act = player_do},
    [ACTION_PAGE] = {.act = player_do, .repeats = true},
    [ACTION_PAGE_SCROLL] = {.act = player_do, .repeats = true},
    [ACTION_COLUMN_OF_LESSON] = {.act = player_do},
    [ACTION_GO_TO] = {.act = player_do},
    [ACTION_QUESTION] = {.act = player_do},
    [ACTION_CHOOSE] = {.act = player_do},
    [ACTION_HANDS] = {.act = player_do},
    [ACTION_GUESS] = {.act = player_do},
    [ACTION_NEXT_GUESS] = {.act = player_do},
    [ACTION_REVEAL] = {.act = player_do},
    [ACTION_HINT] = {.act = player_do},
    [ACTION_RETRY] = {.act = player_do},
    [ACTION_LINE] = {.act = player_do},
    [ACTION_TERM] = {.act = player_do},
    [ACTION_GLOSSARY] = {.act = player_do},
    [ACTION_CUT_STEP] = {.act = step_cut, .need = STAGE, .repeats = true},
    [ACTION_WORDING] = FLAG(keep_write, ALWAYS),
    [ACTION_SAVE_SCENE] = {.act = places_do, .need = FILM},
    [ACTION_START] = {.act = places_do},
    [ACTION_OPENING] = {.act = places_do},
    [ACTION_CONTINUE] = {.act = places_do, .need = FILM},
    [ACTION_SAVE_PICTURE] = {.act = places_do},
    [ACTION_RECORD] = {.act = places_do},
    [ACTION_DISMISS] = {.act = dismiss},
    [ACTION_QUIT] = {.act = places_do},
};

static void flip(struct app *app, const struct order *order)
{
    bool *flag = (bool *)((char *)&app->ui + rows[order->action].flag);
    *flag = !*flag;
}

bool actions_repeat(enum action action)
{
    return rows[action].repeats;
}

void actions_do(struct app *app, const struct order *order)
{
    const struct row *row = &rows[order->action];

    if (player_takes(app, order))
        return;
    if (row->act == NULL || (row->need != ALWAYS && app->film == NULL) ||
        (row->need == STAGE && app->ui.screen == SCREEN_START) ||
        train_takes(app, order))
        return;
    row->act(app, order);
}

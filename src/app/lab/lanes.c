/* A lane that goes takes its edits with it, and those of the lanes behind it
 * follow them to their new places. A curve that stays keeps the edits it was
 * drawn with.
 */
#include "app/lab/lanes.h"

#include <stdlib.h>
#include <string.h>

#include "app/app.h"
#include "app/follow.h"
#include "base/array.h"

/* What comes next: a setup, and the edits in force with room for as many
 * again. */
struct change {
    struct setup setup;
    struct edit *edit;
    size_t count;
};

static bool begin(struct app *app, struct change *change)
{
    struct error error = {0};
    size_t count;
    const struct edit *edit = history_edits(&app->lab->history, &count);

    change->setup = *history_setup(&app->lab->history);
    change->count = count;
    change->edit = array_new(2 * count + 1, sizeof *edit, "the edits", &error);
    if (change->edit == NULL) {
        app_message(app, error.text, true);
        return false;
    }
    if (count > 0)
        memcpy(change->edit, edit, count * sizeof *edit);
    return true;
}

static void commit(struct app *app, struct change *change)
{
    struct error error = {0};

    if (!history_replace(&app->lab->history, &change->setup, change->edit,
                         change->count, &error))
        app_message(app, error.text, true);
    free(change->edit);
}

static void set(struct app *app, const struct setup *setup)
{
    struct error error = {0};

    if (!history_set(&app->lab->history, setup, &error))
        app_message(app, error.text, true);
}

/* The first time a network that is alone gets company. */
static void compare(struct app *app)
{
    struct ui *ui = &app->ui;

    ui->screen = SCREEN_COMPARE;
    ui->alone = PANEL_NONE;
    if (app->compared)
        return;
    app->compared = true;
    const struct setup setup = lab_joined(app->lab);
    set(app, &setup);
}

static void choose(struct app *app, int lane)
{
    int lanes = history_setup(&app->lab->history)->lanes;

    if (lane == -1 || lane == -2)
        lane = (app->ui.lane + (lane == -1 ? lanes - 1 : 1)) % lanes;
    if (lane >= 0 && lane < lanes)
        app->ui.lane = lane;
}

/* The kind of a fresh lane, -1: of none. */
static int kind_of(const struct lane_setup *lane)
{
    for (int k = 0; k < LANE_KINDS && lane->file < 0; k++)
        if (lane_kinds[k].cell == lane->cell &&
            (lane->cell != CELL_RNN ||
             lane_kinds[k].activation == lane->activation))
            return k;
    return -1;
}

/* The first kind that no lane has; where all are there, the last. */
static int missing_kind(const struct setup *setup)
{
    static const int wanted[] = {0, 5, 3, 2, 1, 4}; /* RNN, LSTM, GRU .. */

    for (int w = 0; w < LANE_KINDS; w++) {
        bool there = false;
        for (int k = 0; k < setup->lanes; k++)
            there |= kind_of(&setup->lane[k]) == wanted[w];
        if (!there)
            return wanted[w];
    }
    return LANE_KINDS - 1;
}

static void add(struct app *app, int kind)
{
    struct setup setup = *history_setup(&app->lab->history);

    if (setup.lanes == LANES_MAX) {
        app_message(app, say(&app->ui, "There are four lanes already.",
                             "레인은 네 개까지 놓을 수 있습니다."), false);
        return;
    }
    if (kind == -1)
        kind = missing_kind(&setup);
    if (kind < 0 || kind >= LANE_KINDS)
        return;
    setup.lane[setup.lanes] = lane_defaults(lane_kinds[kind].cell,
                                            lane_kinds[kind].activation);
    app->ui.lane = setup.lanes++;
    set(app, &setup);
}

/* Edits of `lane` go, those of lanes behind it move up. */
static void drop_edits(struct change *change, int lane)
{
    size_t kept = 0;

    for (size_t k = 0; k < change->count; k++) {
        struct edit edit = change->edit[k];
        if (edit.lane == lane)
            continue;
        edit.lane -= edit.lane > lane && edit.lane < LANES_MAX;
        change->edit[kept++] = edit;
    }
    change->count = kept;
}

static void drop(struct app *app, int lane)
{
    struct change change;

    if (lane == -1)
        lane = app->ui.lane;
    if (lane < 0 || !begin(app, &change))
        return;
    struct setup *setup = &change.setup;
    if (lane >= setup->lanes || setup->lanes == 1) {
        free(change.edit);
        return;
    }
    memmove(&setup->lane[lane], &setup->lane[lane + 1],
            (size_t)(setup->lanes - lane - 1) * sizeof *setup->lane);
    setup->lanes--;
    drop_edits(&change, lane);
    commit(app, &change);
    if (app->ui.lane > lane || app->ui.lane == setup->lanes)
        app->ui.lane--;
}

/* What is set stays, as far as the other kind has it too. */
static struct lane_setup turned(const struct lane_setup *from, int kind)
{
    const struct layer_spec *to = &lane_kinds[kind];
    struct lane_setup lane = lane_defaults(to->cell, to->activation);
    bool gates = from->cell != CELL_RNN && to->cell != CELL_RNN;
    bool lstm = from->cell == CELL_LSTM || to->cell == CELL_LSTM;

    lane.gain = from->gain;
    lane.radius = from->radius;
    if (from->scheme != INIT_CHRONO || gates)
        lane.scheme = from->scheme;
    if (gates && (!lstm || from->cell == to->cell)) {
        lane.biased = from->biased;
        lane.forget_bias = from->forget_bias;
    }
    return lane;
}

/* Of networks drawn from the seed; one of a file is what it is. */
static void turn(struct app *app, int kind)
{
    struct setup setup = *history_setup(&app->lab->history);
    struct lane_setup *lane = &setup.lane[app->ui.lane];
    int now = kind_of(lane);

    if (now < 0) {
        app_message(app, say(&app->ui, "The cell of a file stays as it is; "
                                       "add a lane for another one.",
                             "파일에서 연 모델의 셀은 바꿀 수 없습니다. 다른 "
                             "셀은 레인을 추가해서 비교하세요."), false);
        return;
    }
    if (kind == -1)
        kind = (now + 1) % LANE_KINDS;
    if (kind < 0 || kind >= LANE_KINDS)
        return;
    *lane = turned(lane, kind);
    set(app, &setup);
}

/* The present lane's, as it is; edits too. */
static void keep(struct app *app)
{
    struct change change;
    int lane = app->ui.lane;

    if (!begin(app, &change))
        return;
    struct setup *setup = &change.setup;
    if (setup->references == REFERENCES_MAX) {
        free(change.edit);
        app_message(app, say(&app->ui, "Four curves are kept already.",
                             "곡선은 네 개까지 남길 수 있습니다."), false);
        return;
    }
    for (size_t k = 0, count = change.count; k < count; k++)
        if (change.edit[k].lane == lane) {
            change.edit[change.count] = change.edit[k];
            change.edit[change.count++].lane = LANES_MAX + setup->references;
        }
    setup->reference[setup->references++] = setup->lane[lane];
    commit(app, &change);
}

static void forget(struct app *app)
{
    struct change change;
    size_t kept = 0;

    if (!begin(app, &change))
        return;
    if (change.setup.references == 0) {
        free(change.edit);
        return;
    }
    for (size_t k = 0; k < change.count; k++)
        if (change.edit[k].lane < LANES_MAX)
            change.edit[kept++] = change.edit[k];
    change.count = kept;
    change.setup.references = 0;
    commit(app, &change);
}

void lanes_do(struct app *app, const struct order *order)
{
    switch (order->action) {
    case ACTION_COMPARE: compare(app); break;
    case ACTION_LANE: choose(app, order->value); break;
    case ACTION_ADD_LANE: add(app, order->value); break;
    case ACTION_DROP_LANE: drop(app, order->value); break;
    case ACTION_LANE_CELL: turn(app, order->value); break;
    case ACTION_KEEP_CURVE:
        if (order->value == -1)
            forget(app);
        else
            keep(app);
        break;
    default: break;
    }
    follow(app); /* the rest of the record is about the lane of now */
}

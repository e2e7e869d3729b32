/* What the race does next is set here; it is done in slices
 * (follow_training.h), and the lab follows the epoch that is looked at.
 */
#include "app/train/train.h"

#include <stdio.h>

#include "app/app.h"
#include "app/train/follow_training.h"
#include "app/train/tasks.h"
#include "scene/training/train_dials.h"

static void tell(struct app *app, const char *en, const char *ko)
{
    app_message(app, say(&app->ui, en, ko), false);
}

static void complain(struct app *app, const struct error *error)
{
    app_message(app, error->text, true);
}

/* Networks that still learn. */
static int learners(const struct race *race)
{
    int count = 0;

    for (int k = 0; k < race->setup.lanes; k++)
        for (int s = 0; s < race->setup.seeds; s++) {
            const struct trainer *trainer = &race->lane[k].trainer[s];
            count += !trainer->broken && !trainer_done(trainer);
        }
    return count;
}

void train_run(struct app *app, enum train_run run)
{
    if (run != TRAIN_REST && race_done(&app->training->race)) {
        tell(app, "All epochs are done; Ctrl+M trains on.",
             "정해진 에포크를 모두 마쳤습니다. Ctrl+M을 누르면 더 학습합니다.");
        run = TRAIN_REST;
    }
    app->trained.run = run;
    app->trained.batches = 0;
    app->trained.wanted = learners(&app->training->race);
    app->trained.owed = 0;
    app->trained.begun = race_epochs(&app->training->race);
    app->ui.training = run != TRAIN_REST;
    if (run != TRAIN_REST)
        app->ui.epoch = -1;
}

/* The nearest kept epoch before (-2) or behind (-3) the one looked at. */
static int kept_epoch(const struct app *app, int way)
{
    const struct training *training = app->training;
    const struct reel *reel = &training->race.lane[0].reel;
    int now = training_epoch(training, &app->ui);

    if (way == -2) {
        for (int k = reel->count - 1; k >= 0; k--)
            if (reel->epoch[k] < now)
                return reel->epoch[k];
        return now;
    }
    for (int k = 0; k < reel->count; k++)
        if (reel->epoch[k] > now)
            return reel->epoch[k];
    return -1;
}

void train_look_at(struct app *app, int epoch)
{
    int last = race_epochs(&app->training->race), found;

    if (epoch == -2 || epoch == -3)
        epoch = kept_epoch(app, epoch);
    if (epoch < 0 || epoch >= last) {
        app->ui.epoch = -1;
        return;
    }
    race_weights(&app->training->race, 0, epoch, &found);
    app->ui.epoch = found;
}

static void go_to_screen(struct app *app)
{
    if (app->training == NULL) {
        tasks_open(app);
        return;
    }
    follow_training_show(app);
    if (app->trained.lab == NULL)
        return;
    app->ui.screen = SCREEN_TRAIN;
    app->ui.alone = PANEL_NONE;
}

static void restart(struct app *app)
{
    struct error error = {0};

    train_run(app, TRAIN_REST);
    app->ui.epoch = -1;
    if (!training_restart(app->training, &error))
        complain(app, &error);
}

/* The first kind of cell that no network has; where all are there, the last. */
static int missing_kind(const struct race_setup *setup)
{
    static const int wanted[LANE_KINDS] = {0, 3, 5, 4, 1, 2}; /* RNN, GRU .. */

    for (int w = 0; w < LANE_KINDS; w++) {
        const struct layer_spec *kind = &lane_kinds[wanted[w]];
        bool there = false;
        for (int k = 0; k < setup->lanes; k++) {
            const struct layer_spec *layer = &setup->lane[k].layer;
            there |= layer->cell == kind->cell &&
                     (layer->cell != CELL_RNN ||
                      layer->activation == kind->activation);
        }
        if (!there)
            return wanted[w];
    }
    return LANE_KINDS - 1;
}

static void add_lane(struct app *app, int kind)
{
    struct error error = {0};

    if (kind == -1)
        kind = missing_kind(&app->training->race.setup);
    if (kind < 0 || kind >= LANE_KINDS)
        return;
    if (!training_add(app->training, &lane_kinds[kind], &error))
        complain(app, &error);
}

/* The network looked at; lanes that were added to compare are behind them. */
static int present_lane(const struct app *app)
{
    int last = app->training->race.setup.lanes - 1;

    return app->ui.lane < last ? app->ui.lane : last;
}

static void branch(struct app *app)
{
    struct error error = {0};
    int epoch = training_epoch(app->training, &app->ui);

    if (!training_branch(app->training, present_lane(app), epoch, &error)) {
        complain(app, &error);
        return;
    }
    app->ui.lane = app->training->race.setup.lanes - 1;
    app->ui.epoch = -1;
}

static void drop_lane(struct app *app, int lane)
{
    if (lane == -1)
        lane = present_lane(app);
    if (lane >= 0 && lane < app->training->race.setup.lanes &&
        app->training->race.setup.lanes > 1)
        training_drop(app->training, lane);
}

static void choose_example(struct app *app, int example)
{
    int count = training_examples(app->training), now = app->ui.example;

    if (example == -1 || example == -2)
        example = (now + (example == -1 ? count - 1 : 1)) % count;
    if (example >= 0 && example < count)
        app->ui.example = example;
}

static void train_more(struct app *app)
{
    struct race *race = &app->training->race;
    int epochs = race->setup.lane[0].epochs;
    struct error error = {0};

    if (epochs > TRAINER_EPOCHS_MAX / 2)
        return;
    if (!race_extend(race, 2 * epochs, &error)) {
        complain(app, &error);
        return;
    }
    app->training->wanted.lane[0].epochs = 2 * epochs;
    for (int k = 1; k < app->training->wanted.lanes; k++)
        app->training->wanted.lane[k].epochs = 2 * epochs;
    train_run(app, TRAIN_ON);
}

static void set_speed(struct app *app, int value)
{
    int now = app->ui.train_speed;
    int speed = value < 0 ? now - 1 : value >= SPEEDS ? now + 1 : value;

    if (speed >= 0 && speed < SPEEDS)
        app->ui.train_speed = speed;
}

static void choose_dial(struct app *app, int dial)
{
    int now = app->ui.train_dial;
    int by = dial == -1 ? TRAIN_DIALS - 1 : 1;

    if (dial == -1 || dial == -2) {
        dial = now;
        do
            dial = (dial + by) % TRAIN_DIALS;
        while (!train_dial_exists(app->training, (enum train_dial)dial) &&
               dial != now);
    }
    if (dial >= 0 && dial < TRAIN_DIALS)
        app->ui.train_dial = dial;
}

/* By notches; the dial that is turned is the chosen one from then on. */
static void turn_dial(struct app *app, int dial, int notches)
{
    if (dial < 0 || dial >= TRAIN_DIALS ||
        !train_dial_exists(app->training, (enum train_dial)dial))
        return;
    app->ui.train_dial = dial;
    train_dial_step(app->training, &app->ui, (enum train_dial)dial, notches);
}

static void reset_dial(struct app *app, int dial)
{
    if (dial == -1)
        dial = app->ui.train_dial;
    if (dial >= 0 && dial < TRAIN_DIALS)
        train_dial_reset(app->training, &app->ui, (enum train_dial)dial);
}

static void sweep(struct app *app)
{
    struct training *training = app->training;

    if (!task_has_lag(training_task(training)->kind)) {
        tell(app, "Lags are a matter of the tasks of long memory: remember, "
                  "adding, copy, anbn.",
             "시차 실험은 긴 기억 과제(첫 비트, 덧셈, 복사, aⁿbⁿ)에서만 할 수 "
             "있습니다.");
        return;
    }
    training->sweeping = !training->sweeping;
    app->ui.alone = training->sweeping ? PANEL_SWEEP : app->ui.alone;
    if (training->sweeping)
        train_run(app, TRAIN_REST);
}

/* With a training. */
static void act(struct app *app, const struct order *order)
{
    int value = order->value;

    switch (order->action) {
    case ACTION_TRAIN_RUN:
        train_run(app, app->ui.training ? TRAIN_REST : TRAIN_ON);
        break;
    case ACTION_TRAIN_BATCH: train_run(app, TRAIN_ONE_BATCH); break;
    case ACTION_TRAIN_EPOCH: train_run(app, TRAIN_ONE_EPOCH); break;
    case ACTION_TRAIN_SPEED: set_speed(app, value); break;
    case ACTION_TRAIN_MORE: train_more(app); break;
    case ACTION_RESTART: restart(app); break;
    case ACTION_EPOCH: train_look_at(app, value); break;
    case ACTION_BRANCH: branch(app); break;
    case ACTION_RACE_ADD: add_lane(app, value); break;
    case ACTION_RACE_DROP: drop_lane(app, value); break;
    case ACTION_EXAMPLE: choose_example(app, value); break;
    case ACTION_TRAIN_DIAL_STEP:
        turn_dial(app, value / 2, value % 2 ? 1 : -1);
        break;
    case ACTION_TRAIN_DIAL_CHOOSE: choose_dial(app, value); break;
    case ACTION_TRAIN_DIAL_START: reset_dial(app, value); break;
    case ACTION_SWEEP: sweep(app); break;
    default: break;
    }
}

void train_do(struct app *app, const struct order *order)
{
    if (order->action == ACTION_TRAIN)
        go_to_screen(app);
    else if (order->action == ACTION_TASKS)
        tasks_open(app);
    else if (order->action == ACTION_TASK)
        tasks_choose(app, order->value);
    else if (app->training != NULL)
        act(app, order);
    follow_training(app);
}

/* What a key of other screens is on this one. */
static struct order translate(const struct app *app,
                              const struct order *order)
{
    struct order own = *order;

    switch (order->action) {
    case ACTION_PLAY: own.action = ACTION_TRAIN_RUN; break;
    case ACTION_STEP_BACK: own.action = ACTION_EPOCH, own.value = -2; break;
    case ACTION_STEP_ON: own.action = ACTION_EPOCH, own.value = -3; break;
    case ACTION_FIRST: own.action = ACTION_EPOCH, own.value = 0; break;
    case ACTION_LAST: own.action = ACTION_EPOCH, own.value = -1; break;
    case ACTION_SPEED: own.action = ACTION_TRAIN_SPEED; break;
    case ACTION_ADD_LANE: own.action = ACTION_RACE_ADD; break;
    case ACTION_DROP_LANE: own.action = ACTION_RACE_DROP; break;
    case ACTION_DIAL_CHOOSE: own.action = ACTION_TRAIN_DIAL_CHOOSE; break;
    case ACTION_DIAL_START: own.action = ACTION_TRAIN_DIAL_START; break;
    case ACTION_TURN_DOWN:
    case ACTION_TURN_UP:
        own.action = ACTION_TRAIN_DIAL_STEP;
        own.value = app->ui.train_dial * 2 + (order->action == ACTION_TURN_UP);
        break;
    default: own.action = ACTION_NONE; break;
    }
    return own;
}

bool train_takes(struct app *app, const struct order *order)
{
    if (app->ui.screen != SCREEN_TRAIN || app->training == NULL)
        return false;
    if (order->action == ACTION_ALL_DIALS) {
        app->ui.train_all = !app->ui.train_all;
        return true;
    }
    if (order->action == ACTION_SAVE_SCENE) {
        app_ask(app, REQUEST_SAVE_TRAINING, "");
        return true;
    }
    const struct order own = translate(app, order);
    if (own.action == ACTION_NONE)
        return false;
    train_do(app, &own);
    return true;
}

/* Live weights come onto the stage a few times a second, which is what the eye
 * can follow; those of an epoch that is looked at, at once.
 */
#include "app/train/follow_training.h"

#include <string.h>

#include "app/app.h"
#include "app/follow.h"

enum {
    LIVE_TIME = 150000,  /* microseconds between two pictures of what is live */
    OWED_MOST = 500000,  /* of batches that the speed limit may fall behind */
};

/* Lanes of the race as lanes of a lab: every one a network of the cast. */
static struct lab *make_lab(struct app *app, struct error *error)
{
    const struct lane_measure measure = lab_measure(&app->ui);
    struct cast cast = {0};

    if (!training_cast(app->training, app->ui.example, app->ui.epoch, &cast,
                       error))
        return NULL;
    struct setup setup = lab_setup_of(&cast);
    setup.lanes = cast.networks;
    for (int k = 1; k < cast.networks; k++) {
        setup.lane[k] = setup.lane[0];
        setup.lane[k].file = k;
    }
    struct lab *lab = lab_create(
        &(struct lab_start){.cast = &cast, .setup = &setup,
                            .kernels = app->training->kernels}, &measure,
        error);
    cast_finish(&cast);
    return lab;
}

/* What the lab shows from now on. */
static void note(struct app *app)
{
    struct app_trained *trained = &app->trained;

    trained->made = app->training->made;
    trained->example = app->ui.example;
    trained->epoch = training_epoch(app->training, &app->ui);
    trained->live = app->ui.epoch < 0;
    trained->stale = false;
    trained->waited = 0;
    trained->lab = app->lab;
}

/* Other lanes or another sequence: the view stays as far as it can. */
static void exchange(struct app *app, struct lab *lab)
{
    lab_destroy(app->lab);
    app->lab = lab;
    app->compared = true;
    app->film = lab_film(lab, app->ui.lane < lab->lanes ? app->ui.lane : 0);
    app->levels_of = (struct app_levels){.lane = -1};
    app->decays_of = (struct app_decays){.lane = -1};
    studies_finish(&app->studies);
    app->ui.pinned = app->ui.hover = (struct draw_id){0};
    app->ui.traces = 0;
    app->pointer = (struct pointer){0}; /* what it held is gone */
    app->list.commands = app->list.number_count = app->list.spot_count = 0;
    app->dirty = true;
}

static void make_anew(struct app *app)
{
    struct error error = {0};
    struct lab *lab = make_lab(app, &error);

    if (lab == NULL) { /* not tried again before it is asked for */
        app_message(app, error.text, true);
        app->trained.lab = NULL;
        return;
    }
    exchange(app, lab);
    note(app);
}

static void retrain(struct app *app)
{
    const struct lab_retrained weights =
        training_weights(app->training, app->ui.epoch);
    struct error error = {0};

    if (!lab_retrain(app->lab, &weights, &error))
        app_message(app, error.text, true);
    note(app);
    app->dirty = true;
}

static bool shows_training(const struct app *app)
{
    return app->training != NULL && app->lab != NULL &&
           app->trained.lab == app->lab;
}

/* Whoever compares may take a lane out; the screen of training has them all. */
static bool lanes_miss(const struct app *app)
{
    const struct setup *setup = history_setup(&app->lab->history);
    int lanes = app->training->race.setup.lanes;

    for (int k = 0; k < lanes; k++)
        if (k >= setup->lanes || setup->lane[k].file != k)
            return true;
    return false;
}

void follow_training_show(struct app *app)
{
    if (shows_training(app))
        return;
    make_anew(app);
    follow(app);
}

void follow_training(struct app *app)
{
    const struct app_trained *trained = &app->trained;

    if (!shows_training(app)) {
        if (app->ui.screen == SCREEN_TRAIN) /* a scene may ask for it */
            app->ui.screen = SCREEN_STAGE;
        return;
    }
    bool live = app->ui.epoch < 0;
    bool rests = app->trained.run == TRAIN_REST;
    if (trained->made != app->training->made ||
        trained->example != app->ui.example ||
        (app->ui.screen == SCREEN_TRAIN && lanes_miss(app)))
        make_anew(app);
    else if (trained->live != live ||
             (!live && trained->epoch !=
                           training_epoch(app->training, &app->ui)) ||
             (live && trained->stale &&
              (rests || trained->waited >= LIVE_TIME)))
        retrain(app);
}

/* Microseconds that a batch of one network may take at least; 0: no limit. */
static int64_t batch_time(const struct app *app)
{
    float speed = ui_train_speeds[app->ui.train_speed];
    int networks = app->training->race.setup.lanes *
                   app->training->race.setup.seeds;

    return speed > 0 ? (int64_t)(1e6f / speed) / networks : 0;
}

void follow_training_time(struct app *app, uint32_t elapsed)
{
    struct app_trained *trained = &app->trained;

    if (app->training == NULL || trained->run == TRAIN_REST)
        return;
    int64_t most = batch_time(app) > OWED_MOST ? batch_time(app) : OWED_MOST;
    trained->waited += elapsed;
    trained->owed += elapsed;
    if (trained->owed > most)
        trained->owed = most;
}

bool follow_training_left(const struct app *app)
{
    return app->training != NULL && app->trained.run != TRAIN_REST &&
           (app->trained.run != TRAIN_ON ||
            app->trained.owed >= batch_time(app));
}

/* Did what was asked for end with this batch? */
static bool is_over(const struct app *app)
{
    const struct race *race = &app->training->race;

    if (race_done(race))
        return true;
    if (app->trained.run == TRAIN_ONE_BATCH)
        return app->trained.batches >= app->trained.wanted;
    return app->trained.run == TRAIN_ONE_EPOCH &&
           race_epochs(race) > app->trained.begun;
}

void follow_training_work(struct app *app, struct error *error)
{
    struct app_trained *trained = &app->trained;

    (void)error;
    if (!race_slice(&app->training->race))
        return;
    trained->stale = true;
    trained->batches++;
    trained->owed -= batch_time(app);
    if (is_over(app)) {
        trained->run = TRAIN_REST;
        app->ui.training = false;
    }
}

bool follow_training_pictures(const struct app *app)
{
    return app->ui.training && follow_training_measures(app);
}

bool follow_training_measures(const struct app *app)
{
    return app->training != NULL && training_wants(app->training, &app->ui);
}

void follow_training_measure(struct app *app, struct error *error)
{
    training_work(app->training, &app->ui, error);
}

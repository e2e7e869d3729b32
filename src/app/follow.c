/* First the lab, out of which comes the film on the stage; then everything
 * that is made of that film. Long work is a table of jobs, done in its order.
 */
#include "app/follow.h"

#include "app/app.h"
#include "app/lab/brush.h"
#include "app/start/cards.h"
#include "app/train/follow_training.h"

/* Levels of runs with more values than this are made as a unit of work. */
enum { LEVELS_AT_ONCE = 1 << 19 };

static struct app_levels wanted_levels(const struct app *app)
{
    enum cell cell = film_cell(app->film, app->ui.layer);

    return (struct app_levels){
        app->ui.lane, app->ui.layer,
        cell_table[cell].shown[app->ui.heat_signal],
        app->ui.heat, app->lab->run};
}

static bool levels_stale(const struct app *app)
{
    const struct app_levels wanted = wanted_levels(app);
    const struct app_levels *made = &app->levels_of;

    return wanted.lane != made->lane || wanted.layer != made->layer ||
           wanted.signal != made->signal ||
           wanted.kind != made->kind || wanted.run != made->run;
}

/* Without the memory for them there are none, and no second try. */
static void make_levels(struct app *app, struct error *error)
{
    const struct app_levels of = wanted_levels(app);
    const struct levels_source source = {
        .film = app->film, .ghost = lab_ghost(app->lab, of.lane),
        .layer = of.layer, .signal = of.signal, .kind = of.kind};

    app->levels_of = of;
    levels_make(&app->levels, &source, error);
}

/* Old levels would show another signal's numbers: better none for a while. */
static void refresh_levels(struct app *app)
{
    size_t values = (size_t)app->film->steps *
                    (size_t)film_units(app->film, app->ui.layer);

    if (!levels_stale(app))
        return;
    if (values <= LEVELS_AT_ONCE) {
        struct error error = {0};
        make_levels(app, &error);
        if (error.text[0] != '\0')
            app_message(app, error.text, true);
        return;
    }
    app->levels.signal = -1;
    app->levels.count = 0;
}

static bool lanes_left(const struct app *app)
{
    return lab_wants(app->lab);
}

static void work_lanes(struct app *app, struct error *error)
{
    lab_work(app->lab, error);
}

/* The film on the stage as it was before somebody interfered. */
static const struct film *untouched(const struct app *app)
{
    return lab_untouched(app->lab, app->ui.lane);
}

static bool decays_left(const struct app *app)
{
    return !app->decays_failed &&
           decays_done(&app->decays) <
               decays_units(&app->decays, untouched(app));
}

static void work_decays(struct app *app, struct error *error)
{
    app->decays_failed = !decays_work(&app->decays, untouched(app), error);
}

static bool studies_left(const struct app *app)
{
    return studies_wants(&app->studies, app->film, &app->ui, app->lab->run);
}

static void work_studies(struct app *app, struct error *error)
{
    studies_work(&app->studies, app->film, &app->ui, app->lab->run, error);
}

/* What is done in the background, in the order of its turns; one unit of it
 * at a time. A job that fails says so and has nothing left. */
static const struct job {
    bool (*left)(const struct app *app);
    void (*work)(struct app *app, struct error *error);
} jobs[] = {
    {levels_stale, make_levels},
    {follow_training_pictures, follow_training_measure},
    {follow_training_left, follow_training_work},
    {studies_left, work_studies},
    {follow_training_measures, follow_training_measure},
    {lanes_left, work_lanes},
    {decays_left, work_decays},
};

/* On the start screen its pictures are what is waited for. */
static const struct job *next_job(const struct app *app)
{
    static const struct job pictures = {cards_left, cards_work};

    if (cards_left(app))
        return &pictures;
    for (size_t k = 0; k < sizeof jobs / sizeof *jobs; k++)
        if (app->film != NULL && jobs[k].left(app))
            return &jobs[k];
    return NULL;
}

bool follow_wants_work(const struct app *app)
{
    return next_job(app) != NULL;
}

void follow_work(struct app *app, uint32_t units)
{
    const struct job *job;

    for (; units > 0 && (job = next_job(app)) != NULL; units--) {
        struct error error = {0};
        app->dirty = true;
        job->work(app, &error);
        if (error.text[0] != '\0')
            app_message(app, error.text, true);
    }
}

/* The film on the stage, which may be another lane's or have other steps and
 * phases: the playhead stays at its step and pass. */
static void follow_film(struct app *app)
{
    struct ui *ui = &app->ui;
    int lanes = app->lab->lanes;

    ui->lane = ui->lane < 0 ? 0 : ui->lane >= lanes ? lanes - 1 : ui->lane;
    app->film = lab_film(app->lab, ui->lane);
    if (app->film == NULL) {
        ui->screen = SCREEN_START;
        return;
    }
    look_fit(ui, app->film);
    play_fit(app);
    brush_follow(app);
    if (ui->heat == HEAT_DIFFERENCE && lab_ghost(app->lab, ui->lane) == NULL)
        ui->heat = HEAT_VALUE;
}

/* The curves of the stage's own plot are of a lane as it was built. The first
 * edit goes to the film that they were of: what is half measured begins anew,
 * on its untouched twin. */
static void follow_decays(struct app *app)
{
    struct app_decays wanted = {app->ui.lane, app->ui.layer, app->lab->built,
                                untouched(app)};
    const struct app_decays made = app->decays_of;

    app->decays_of = wanted;
    if (wanted.lane == made.lane && wanted.layer == made.layer &&
        wanted.built == made.built &&
        (wanted.film == made.film || app->decays.own == NULL))
        return;
    decays_begin(&app->decays, wanted.film, app->ui.layer);
    app->decays_failed = false;
}

void follow(struct app *app)
{
    const struct lane_measure measure = lab_measure(&app->ui);
    struct error error = {0};

    if (app->lab == NULL)
        return;
    follow_training(app);
    if (!lab_follow(app->lab, &measure, &error))
        app_message(app, error.text, true);
    follow_film(app);
    if (app->film == NULL)
        return;
    follow_decays(app);
    refresh_levels(app);
    studies_follow(&app->studies, app->film, &app->ui, app->lab->run);
}

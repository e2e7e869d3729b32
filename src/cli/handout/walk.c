/* The app walks; whoever asks it for nothing but stages can do without a
 * window, files and a clock.
 */
#include "cli/handout/walk.h"

#include "cli/lesson/stage.h"

/* Of the work that a window does in the background: long studies of a training
 * are none for paper. */
enum { WORK_MOST = 4000 };

bool walk_begin(struct walk *walk, struct lesson *lesson,
                enum language language, const struct load_with *with,
                struct error *error)
{
    if (!app_init(&walk->app, error)) {
        lesson_destroy(lesson);
        return false;
    }
    walk->with = *with;
    walk->app.ui.language = language;
    walk->app.ui.theme = THEME_LIGHT;
    walk->app.ui.reduced_motion = true;
    app_set_lesson(&walk->app, lesson, 0);
    return true;
}

void walk_finish(struct walk *walk)
{
    app_finish(&walk->app);
}

static bool make_stage(struct walk *walk, struct error *error)
{
    struct app *app = &walk->app;
    struct step_made made;

    if (!stage_make(app->course.lesson, app->course.step, 0, &walk->with,
                    &made, error))
        return false;
    if (made.training != NULL)
        app_set_training(app, made.training);
    else
        app_set_lab(app, made.lab, NULL);
    made.training = NULL;
    made.lab = NULL;
    app_show_step(app, made.file);
    stage_finish(&made);
    return true;
}

bool walk_go(struct walk *walk, int k, struct error *error)
{
    struct app *app = &walk->app;
    struct request request;

    player_go(app, k);
    while (app_take_request(app, &request))
        if (request.kind == REQUEST_STAGE && !make_stage(walk, error))
            return false;
    for (int work = 0; work < WORK_MOST && app_wants_work(app); work++)
        app_update(app, &(struct input){.work = 1});
    return true;
}

void walk_show(const struct walk *walk, const struct ui *look,
               struct scene *scene)
{
    const struct app *app = &walk->app;
    const struct timeline timeline = film_timeline(app->film, look->layer);

    scene->ui = look;
    scene->film = app->film;
    scene->lab = app->lab;
    scene->ghost = lab_ghost(app->lab, look->lane);
    scene->decays = &app->decays;
    scene->levels = &app->levels;
    scene->studies = &app->studies;
    scene->training = app->training;
    scene->course = &app->course;
    scene->phases = timeline.phases;
    scene->now = timeline_moment(&timeline, look->at);
}

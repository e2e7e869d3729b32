/* Lessons and stages as they arrive.
 *
 * A lesson whose files were saved takes the place of the one before at the same
 * step; what was answered stays as long as it is the same question.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "app/app.h"
#include "app/course/answer.h"
#include "app/course/show.h"
#include "app/course/stops.h"
#include "app/follow.h"
#include "app/start/cards.h"
#include "base/text.h"

/* Is it the same question, wherever it stands in the file? */
static bool asks_the_same(const struct lesson_step *a,
                          const struct lesson_step *b)
{
    struct step_question before = a->step.question;
    struct step_question after = b->step.question;

    before.place = after.place = (struct place){0};
    return memcmp(&before, &after, sizeof before) == 0 &&
           memcmp(a->words, b->words, sizeof a->words) == 0;
}

/* The same folder again: stays where it is. */
static void replace(struct app *app, struct lesson *lesson, int step)
{
    struct course *course = &app->course;
    struct lesson *before = course->lesson;
    int k = step >= 0 ? step : course->step;
    const struct course_answer answer = course->answer;

    k = k < lesson->steps ? k : lesson->steps - 1;
    bool same = k == course->step &&
                asks_the_same(course_step(course), &lesson->step[k]);
    course->lesson = lesson;
    course->step = k;
    course->problem[0] = '\0';
    app->player.lesson = NULL;
    if (!app->ui.learning && step < 0) {
        answer_begin(app, 0);
    } else {
        float top = course->top;
        player_begin(app, same ? answer.seed : 0);
        if (same) {
            course->answer = answer;
            course->top = top;
        }
    }
    lesson_destroy(before);
}

/* Where it was left. */
static int left_at(const struct app *app, const struct lesson *lesson)
{
    const struct bookmark *mark = bookmarks_find(
        &app->bookmarks, lesson->shipped ? lesson->name : lesson->folder);
    return mark != NULL ? mark->last - 1 : 0;
}

/* Lessons asked for earlier: this one was named since. */
static void forget_lessons(struct app *app)
{
    int kept = 0;

    for (int k = 0; k < app->requests; k++)
        if (app->request[k].kind != REQUEST_LESSON)
            app->request[kept++] = app->request[k];
    app->requests = kept;
}

void app_set_lesson(struct app *app, struct lesson *lesson, int step)
{
    struct course *course = &app->course;

    app->dirty = true;
    if (course->lesson != NULL &&
        strcmp(course->lesson->folder, lesson->folder) == 0) {
        replace(app, lesson, step);
        return;
    }
    forget_lessons(app);
    lesson_destroy(course->lesson);
    course->lesson = lesson;
    if (course->plan == NULL)
        course->elapsed = 0;
    course->problem[0] = '\0';
    app->player.failed = false;
    app->player.lesson = NULL;
    app->ui.story = true;
    if (step < 0)
        step = left_at(app, lesson);
    player_go(app, step < lesson->steps ? step : lesson->steps - 1);
}

void app_lesson_problem(struct app *app, const char *text)
{
    struct course *course = &app->course;

    if (course->lesson == NULL) {
        app_message(app, text, true);
        return;
    }
    snprintf(course->problem, sizeof course->problem, "%s", text);
    app->player.failed = false;
    app->dirty = true;
}

/* Keeps how the step begins, as scenes do. */
static void keep_view(struct app *app)
{
    app->play.timeline = play_timeline(app);
    app->presets.scene = true;
    app->presets.shown = app->ui;
    app->presets.timeline = app->play.timeline;
    look_keep(app);
}

/* What the stage is of, to know it again. */
static void keep_stage(struct app *app)
{
    struct player *player = &app->player;
    const struct course *course = &app->course;
    bool learns = app->training != NULL && app->trained.lab == app->lab;

    player->lab = app->lab;
    player->training = learns ? app->training : NULL;
    player->lesson = course->lesson;
    player->from = course_step(course)->step.stage.from;
    player->seed = course->answer.seed;
    player->sequence = course->answer.sequence;
    player->changes = app->lab->history.changes;
}

void app_show_step(struct app *app, const struct scene_file *file)
{
    struct course *course = &app->course;
    struct ui *ui = &app->ui;

    if (course->lesson == NULL || app->lab == NULL || app->film == NULL)
        return;
    const struct step_settings *step = &course_step(course)->step;
    bool own = step->stage.from == course->step + 1;
    step_show(step, own ? file : NULL, app->lab, ui);
    look_dismiss(ui);
    ui->preset[0] = '\0';
    ui->learning = true;
    ui->covered = step->question.hides && !course->answer.revealed;
    app->film = lab_film(app->lab, ui->lane);
    app->zoom.time = ZOOM_TIME;
    course->prepared = true;
    keep_view(app);
    keep_stage(app);
    follow(app);
    if (course->answer.revealed)
        answer_find_truth(app);
    ui->playing = step->play.run && !ui->reduced_motion;
    app->dirty = true;
}

void app_stage_failed(struct app *app, const char *why)
{
    struct course *course = &app->course;

    app_lesson_problem(app, why);
    if (course->lesson == NULL)
        return;
    app->player.failed = true;
    app->ui.learning = true;
    course->prepared = false;
    if (app->film == NULL)
        app_message(app, why, true);
    else if (app->ui.screen == SCREEN_START)
        app->ui.screen = SCREEN_STAGE;
}

void app_set_glossary(struct app *app, const struct glossary *glossary,
                      enum language language)
{
    app->course.glossary[language] = glossary;
    app->course.term = -1;
    app->dirty = true;
}

void app_set_plan(struct app *app, const struct class_plan *plan)
{
    app->course.plan = plan;
    app->course.stop = 0;
    app->course.elapsed = 0;
    app->dirty = true;
    if (app->course.lesson != NULL)
        stops_follow(app);
    else
        stops_go(app, 0);
}

/* A lesson is read whole before it takes the place of the one before, and a
 * stage is made whole before it is shown: what fails is said in the column, and
 * what was there stays.
 */
#include "cli/lesson/course.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "base/file.h"
#include "cli/lesson/cards.h"
#include "cli/lesson/stage.h"
#include "cli/open/folder.h"
#include "cli/open/requests.h"
#include "cli/open/session.h"
#include "cli/say.h"

enum { WATCH_EVERY = 400000, /* microseconds */ PLAN_BYTES_MAX = 100000 };

void course_start(struct session *session)
{
    struct error error = {0};

    if (!lessons_init(&session->lessons, &error)) {
        say_warning("%s", error.text);
        return;
    }
    for (int l = 0; l < LANGUAGES; l++)
        app_set_glossary(&session->app, &session->lessons.glossary[l],
                         (enum language)l);
    if (!cards_list(session, &error))
        say_warning("%s", error.text);
}

void course_finish(struct session *session)
{
    lessons_finish(&session->lessons);
}

bool course_is_lesson(const char *path)
{
    char file[FOLDER_PATH_MAX];
    const char *slash = strrchr(path, '/');
    struct stat about;

    for (int l = 0; l < LANGUAGES; l++)
        if (strcmp(slash != NULL ? slash + 1 : path, lesson_files[l]) == 0)
            return true;
    int length = snprintf(file, sizeof file, "%s/%s", path,
                          lesson_files[LANGUAGE_EN]);
    return length > 0 && (size_t)length < sizeof file &&
           stat(file, &about) == 0 && S_ISREG(about.st_mode);
}

/* All that is wrong with both files, a line each. */
static void tell_problems(struct session *session,
                          const struct problems problems[LANGUAGES],
                          const struct error *error)
{
    char text[UI_MESSAGE_MAX] = "";
    size_t length = 0;

    for (int l = 0; l < LANGUAGES; l++)
        for (int k = 0; k < problems[l].count; k++) {
            int more = snprintf(text + length, sizeof text - length, "%s%s",
                                length > 0 ? "\n" : "", problems[l].line[k]);
            if (more < 0 || (size_t)more >= sizeof text - length)
                break;
            length += (size_t)more;
        }
    app_lesson_problem(&session->app, length > 0 ? text : error->text);
}

static struct lesson *read_lesson(const char *folder, bool shipped,
                                  struct problems problems[LANGUAGES],
                                  struct error *error)
{
    for (int l = 0; l < LANGUAGES; l++)
        problems_init(&problems[l], "");
    return lessons_open(folder, shipped, problems, error);
}

/* The folder of a lesson; of one that does not come with the program its whole
 * path, which is known again the next time, wherever that begins. */
static bool find_lesson(const struct lessons *lessons, const char *path,
                        char folder[LESSONS_PATH_MAX], int *step,
                        struct error *error)
{
    char named[LESSONS_PATH_MAX];

    if (!lessons_find(lessons, path, named, step, error))
        return false;
    if (lessons_ships(lessons, named) ||
        !folder_whole_path(named, folder, LESSON_PATH_MAX))
        memcpy(folder, named, sizeof named);
    return true;
}

bool course_open(struct session *session, const char *path,
                 struct error *error)
{
    struct problems *problems = calloc(LANGUAGES, sizeof *problems);
    char folder[LESSONS_PATH_MAX];
    struct lesson *lesson = NULL;
    int step = 0;

    if (problems == NULL)
        return error_set(error, "there is not enough memory for a lesson");
    if (find_lesson(&session->lessons, path, folder, &step, error))
        lesson = read_lesson(folder, lessons_ships(&session->lessons, folder),
                             problems, error);
    free(problems);
    if (lesson == NULL)
        return false;
    if (step > lesson->steps) {
        error_set(error, "lesson %s has %d steps, there is no step %d",
                  lesson->name, lesson->steps, step);
        lesson_destroy(lesson);
        return false;
    }
    session->watch.stamp = lessons_stamp(folder);
    session->watch.next = window_clock() + WATCH_EVERY;
    app_set_lesson(&session->app, lesson, step > 0 ? step - 1 : -1);
    return true;
}

bool course_plan(struct session *session, const char *path,
                 struct error *error)
{
    struct problems problems;
    size_t length;
    char *text;

    if (!file_read(path, PLAN_BYTES_MAX, &text, &length, error))
        return false;
    problems_init(&problems, path);
    bool fine = plan_read(&session->plan, text, length, &problems) &&
                plan_find_scenes(&session->plan, path, &problems);
    free(text);
    if (!fine)
        return problems_tell(&problems, error);
    app_set_plan(&session->app, &session->plan);
    return true;
}

/* What a scene of the stage would name: the files of a preset or a scene, or
 * none where everything is drawn. */
static void name_sources(struct session *session, const struct step_made *made)
{
    const struct scene_sources none = {0};

    films_lend(&session->films,
               made->file != NULL               ? &made->file->sources
               : made->lab->cast.networks == 0 ? &none : NULL,
               "what this step shows stands in the lesson itself, where no "
               "scene can name it");
}

void course_stage(struct session *session)
{
    struct app *app = &session->app;
    struct course *course = &app->course;
    struct step_made made = {0};
    struct error error = {0};

    if (course->lesson == NULL)
        return;
    const struct stage_turn turn = {course->answer.seed,
                                    course->answer.sequence};
    if (!stage_make_other(course->lesson, course->step, &turn, &session->with,
                          &made, &error)) {
        app_stage_failed(app, error.text);
        return;
    }
    if (made.training != NULL) {
        app_set_training(app, made.training);
        app->lent = true;
    } else {
        name_sources(session, &made);
        app_set_lab(app, made.lab, NULL);
    }
    made.training = NULL;
    made.lab = NULL;
    app_show_step(app, made.file);
    stage_finish(&made);
}

int course_watch_left(const struct session *session)
{
    uint64_t now = window_clock(), next = session->watch.next;

    if (session->app.course.lesson == NULL || session_is_scripted(session))
        return -1;
    return next > now ? (int)((next - now) / 1000) + 1 : 0;
}

void course_watch(struct session *session)
{
    const struct lesson *open = session->app.course.lesson;
    struct problems *problems;
    struct error error = {0};

    if (course_watch_left(session) != 0)
        return;
    session->watch.next = window_clock() + WATCH_EVERY;
    uint64_t stamp = lessons_stamp(open->folder);
    if (stamp == session->watch.stamp)
        return;
    session->watch.stamp = stamp;
    problems = calloc(LANGUAGES, sizeof *problems);
    if (problems == NULL)
        return;
    struct lesson *lesson = read_lesson(open->folder, open->shipped, problems,
                                        &error);
    if (lesson != NULL)
        app_set_lesson(&session->app, lesson, -1);
    else
        tell_problems(session, problems, &error);
    free(problems);
}

/* One function for each kind of request. A refused file or a full disk changes
 * nothing but the line of text at the bottom of the screen.
 */
#include "cli/open/requests.h"

#include <stdio.h>
#include <stdlib.h>

#include "app/files/files.h"
#include "cli/lab/keep.h"
#include "cli/lesson/cards.h"
#include "cli/lesson/course.h"
#include "cli/open/folder.h"
#include "cli/open/session.h"
#include "cli/say.h"
#include "cli/train/trainings.h"

/* What went wrong, in front of why. */
static void complain(struct session *session, const char *en, const char *ko,
                     struct error *error)
{
    error_prefix(error, "%s", say(&session->app.ui, en, ko));
    app_message(&session->app, error->text, true);
}

/* "Saved /home/me/gatereel-0001.png" */
static void tell_saved(struct session *session, const char *name)
{
    char path[FOLDER_PATH_MAX], text[FOLDER_PATH_MAX + 64];

    if (!folder_whole_path(name, path, sizeof path))
        snprintf(path, sizeof path, "%s", name);
    snprintf(text, sizeof text, say(&session->app.ui, "Saved %s",
                                    "저장했습니다: %s"), path);
    app_message(&session->app, text, false);
}

/* The frame as the user sees it, without lines of text about earlier ones. */
static const struct mesh *current_frame(struct session *session)
{
    struct app *app = &session->app;

    if (app->ui.message[0] != '\0')
        app_message(app, "", false);
    if (app_wants_frame(app))
        app_build(app, paint_measure(session->paint));
    return paint_mesh(session->paint, &app->list);
}

static void save_picture(struct session *session)
{
    const struct mesh *mesh = current_frame(session);
    const struct app *app = &session->app;
    struct error error = {0};

    if (shots_save(&session->shots, mesh, paint_atlas(session->paint),
                   app->width, app->height, session->pool, &error))
        tell_saved(session, session->shots.name);
    else
        complain(session, "The picture is not saved",
                 "그림을 저장하지 못했습니다", &error);
}

static void start_film(struct session *session)
{
    const struct mesh *mesh = current_frame(session);
    struct app *app = &session->app;
    struct error error = {0};

    if (shots_begin(&session->shots, mesh, paint_atlas(session->paint),
                    app->width, app->height, session->pool, &error))
        app_set_recording(app, true);
    else
        complain(session, "No film can be recorded",
                 "영상을 녹화할 수 없습니다", &error);
}

void requests_end_film(struct session *session)
{
    struct error error = {0};

    if (!session->shots.filming)
        return;
    if (shots_end(&session->shots, &error))
        tell_saved(session, session->shots.name);
    else
        complain(session, "The film is not saved",
                 "영상을 저장하지 못했습니다", &error);
    app_set_recording(&session->app, false);
}

static void save_scene_file(struct session *session)
{
    struct app *app = &session->app;
    struct error error = {0};

    if (!keep_scene(&session->films, &session->presets, app->lab, &app->ui,
                    &error)) {
        complain(session, "The scene is not saved",
                 "장면을 저장하지 못했습니다", &error);
        return;
    }
    app_remember(app, session->films.scene);
    tell_saved(session, session->films.scene);
}

void requests_show_lab(struct session *session, struct lab *lab)
{
    struct films *films = &session->films;
    struct scene_file *scene = films_take_scene(films);
    char path[2 * FILMS_PATH_MAX + 8];

    app_set_lab(&session->app, lab, films_path(films, path, sizeof path));
    if (scene != NULL)
        app_show_scene(&session->app, scene,
                       preset_files_name(&session->presets, path));
    free(scene);
}

/* The next choice is made from the list again. */
static void ask_for(struct session *session, const char *en, const char *ko)
{
    files_open(&session->app);
    session_say(session, en, ko);
}

static void open_file(struct session *session, const char *path)
{
    struct app *app = &session->app;
    struct lab *lab;
    struct error error = {0};

    switch (films_choose(&session->films, path, &session->options.source,
                         &session->with, &lab, &error)) {
    case FILMS_FAILED:
        complain(session, "This cannot be opened", "열 수 없습니다",
                 &error);
        break;
    case FILMS_WANTS_INPUT:
        ask_for(session, "Now the series that the network reads: a .csv file",
                "이제 신경망이 읽을 데이터(.csv 파일)를 골라 주세요");
        break;
    case FILMS_WANTS_MODEL:
        ask_for(session, "Now the network that reads it: a .safetensors file",
                "이제 이 데이터를 읽을 신경망(.safetensors 파일)을 골라 "
                "주세요");
        break;
    case FILMS_LOADED:
        app_message(app, "", false);
        requests_show_lab(session, lab);
        break;
    }
}

static void show_training(struct session *session, struct training *training,
                          const char *path, struct error *error)
{
    if (training == NULL) {
        complain(session, "There is no training", "학습을 시작할 수 없습니다",
                 error);
        return;
    }
    app_message(&session->app, "", false);
    app_set_training(&session->app, training);
    app_remember(&session->app, path);
}

static void begin_training(struct session *session, const char *task)
{
    char path[FILMS_PATH_MAX];
    struct error error = {0};
    int kind = task_find(task);

    if (kind < 0)
        return;
    const struct race_setup setup = race_defaults((enum task_kind)kind);
    snprintf(path, sizeof path, "%s%s", trainings_mark, task);
    show_training(session, trainings_begin(&setup, NULL,
                                           session->with.kernels,
                                           &error),
                  path, &error);
}

static void open_training(struct session *session, const char *path)
{
    struct error error = {0};

    show_training(session,
                  trainings_open(path, session->options.source.series.input,
                                 session->with.kernels, &error),
                  path, &error);
}

static void save_training(struct session *session)
{
    struct training *training = session->app.training;
    struct error error = {0};

    if (training == NULL)
        return;
    if (trainings_save(training, &error)) {
        app_remember(&session->app, training->path);
        tell_saved(session, training->path);
    } else {
        complain(session, "The training is not saved",
                 "학습 내용을 저장하지 못했습니다", &error);
    }
}

static void open_lesson(struct session *session, const char *path)
{
    struct error error = {0};

    if (!course_open(session, path, &error))
        complain(session, "The lesson cannot be opened",
                 "강의를 열 수 없습니다", &error);
}

/* A task, a saved training, a lesson, or anything else that can be opened. */
void requests_open(struct session *session, const char *path)
{
    int task = trainings_task(path);

    if (path[0] != '\0' && course_is_lesson(path))
        open_lesson(session, path);
    else if (task >= 0)
        begin_training(session, task_table[task].name);
    else if (path[0] != '\0' && trainings_is_file(path))
        open_training(session, path);
    else
        open_file(session, path);
}

static void open_preset(struct session *session, const char *name)
{
    struct error error = {0};
    int found = preset_files_find(&session->presets, name, &error);

    if (found >= 0)
        open_file(session, session->presets.path[found]);
    else
        complain(session, "This cannot be opened", "열 수 없습니다", &error);
}

static void list_folder(struct session *session, const char *path)
{
    struct folder folder = {0};
    struct error error = {0};

    if (!folder_list(&folder, path[0] != '\0' ? path : ".", &error) ||
        !app_show_files(&session->app, folder.path, folder.entry, folder.count,
                        &error))
        complain(session, "The folder cannot be shown",
                 "폴더를 열 수 없습니다", &error);
    folder_finish(&folder);
}

void requests_save_settings(struct session *session)
{
    struct app *app = &session->app;
    struct error error = {0};

    if (session_is_scripted(session))
        return;
    window_size(session->window, &app->settings.width, &app->settings.height);
    if (saved_write(&session->saved, app_settings(app), &error) &&
        saved_write_bookmarks(&session->saved, &app->bookmarks, &error))
        return;
    say_warning("%s", error.text);
    complain(session, "Warning", "알림", &error);
}

void requests_carry_out(struct session *session)
{
    struct request request;

    while (app_take_request(&session->app, &request)) {
        switch (request.kind) {
        case REQUEST_SAVE_PICTURE: save_picture(session); break;
        case REQUEST_RECORD_START: start_film(session); break;
        case REQUEST_RECORD_STOP: requests_end_film(session); break;
        case REQUEST_OPEN: requests_open(session, request.path); break;
        case REQUEST_OPEN_PRESET: open_preset(session, request.path); break;
        case REQUEST_SAVE_SCENE: save_scene_file(session); break;
        case REQUEST_LIST_FOLDER: list_folder(session, request.path); break;
        case REQUEST_FULL_SCREEN:
            window_full_screen(session->window,
                               !window_is_full_screen(session->window));
            break;
        case REQUEST_SAVE_SETTINGS: requests_save_settings(session); break;
        case REQUEST_QUIT: session->quit = true; break;
        case REQUEST_TRAIN: begin_training(session, request.path); break;
        case REQUEST_SAVE_TRAINING: save_training(session); break;
        case REQUEST_LESSON: open_lesson(session, request.path); break;
        case REQUEST_STAGE: course_stage(session); break;
        case REQUEST_CARDS: cards_picture(session); break;
        case REQUEST_CANCEL: /* nothing here takes long */
        case REQUESTS: break;
        }
    }
}

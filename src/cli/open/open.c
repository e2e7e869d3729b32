/* gatereel open: the window, and gatereel alone: the window with the start
 * screen.
 *
 * Files are read before the window opens, so that what is wrong with them is
 * said where the command was given.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "app/play.h"
#include "base/array.h"
#include "cli/cli.h"
#include "cli/lesson/course.h"
#include "cli/machine.h"
#include "cli/open/loop.h"
#include "cli/open/open.h"
#include "cli/open/requests.h"
#include "cli/open/session.h"
#include "cli/say.h"
#include "cli/train/trainings.h"

static const char help[] =
    "Usage: gatereel open [--model M.safetensors --input X.csv] [OPTION]...\n"
    "       gatereel open FILE.scene [OPTION]...\n"
    "       gatereel open --task NAME | TRAINING.safetensors [OPTION]...\n"
    "\n"
    "Opens the window: on a network and what it reads, or on the opening\n"
    "scene, a trained LSTM that reads the CO2 over Mauna Loa, or on what\n"
    "Ctrl+S saved in it, a scene or a training. Without a command, gatereel\n"
    "opens on the start screen. H shows all keys.\n"
    "\n"
    "What is shown:\n"
    "  --model FILE        weights under PyTorch's names, in safetensors\n"
    "                      format\n"
    "  --input FILE        CSV, one line per step; scaled as the model asks\n"
    "  --columns A,B       its columns that are inputs (default: the one that\n"
    "                      'gatereel train' learned from, or all numeric)\n"
    "  --target A,B        its columns that the head should give\n"
    "  --tokens FILE       in place of --input: token ids\n"
    "  --text FILE         or a text in the model's own letters or words\n"
    "  --rows A-B          only these steps of it\n"
    "  --sequence N        without any of these, of a network that was trained\n"
    "                      here: test sequence N of its task (1)\n"
    "  --task NAME         networks that learn one of 'gatereel tasks'; series\n"
    "                      learns --input FILE.csv, --columns NAME of it\n"
    "\n"
    "How (what is not given is as it was the last time):\n"
    "  --theme NAME        dark (default) or light\n"
    "  --lang NAME         en or ko (default: the system's)\n"
    "  --scale X           of text and drawing, 0.8 to 2 (default 1)\n"
    "  --reduced-motion    nothing glides\n"
    "  --size WxH          of the window\n"
    "  --full-screen\n"
    "  --renderer NAME     auto (default: the GPU if there is a real one),\n"
    "                      gpu or software\n"
    "\n"
    "Input as a file (remembered settings are neither used nor changed, so\n"
    "that both show the same with the same other options):\n"
    "  --record-input FILE write everything that is done in the window\n"
    "  --replay FILE       do it again, then quit\n"
    "\n"
    "What a weight file cannot say:\n"
    "  --prefix NAME       which of several recurrent networks in the file\n"
    "  --head NAME         its final linear layer, or none (default: found)\n"
    "  --embedding NAME    its embedding (default: found)\n"
    "  --activation NAME   of an RNN: tanh (default), relu, identity\n"
    "  --gru NAME          reset after (default) or before the product\n"
    "  --head-kind NAME    linear (default) or softmax\n"
    "\n"
    "  --help, --version\n"
    "\n"
    "Exit code: 0 fine, 1 bad input or no display, 2 wrong usage.\n";

static void finish(struct session *session)
{
    shots_finish(&session->shots);
    preset_files_finish(&session->presets);
    presenter_finish(&session->presenter);
    course_finish(session);
    films_finish(&session->films);
    records_finish(&session->records);
    app_finish(&session->app);
    paint_destroy(session->paint);
    window_destroy(session->window);
    pool_destroy(session->pool);
}

/* Where lessons were left; and numbers by chance are other ones each time. */
static void begin_lessons(struct session *session)
{
    struct app *app = &session->app;
    struct error error = {0};

    if (session_is_scripted(session))
        return;
    app->player.chance = (uint64_t)time(NULL);
    if (!saved_read_bookmarks(&session->saved, &app->bookmarks, &error))
        say_warning("%s", error.text);
}

/* What is remembered, then what the command line says. */
static void use_settings(struct session *session)
{
    struct open_options *options = &session->options;
    struct settings settings = settings_defaults();
    struct error error = {0};

    if (!session_is_scripted(session) &&
        !saved_read(&session->saved, &settings, &error))
        say_warning("%s", error.text);
    begin_lessons(session);
    if (options->has_theme)
        settings.theme = options->theme;
    if (options->has_language)
        settings.language = options->language;
    if (options->has_scale)
        settings.text_scale = options->text_scale;
    if (options->reduced_motion)
        settings.reduced_motion = true;
    if (options->window.width == 0) {
        options->window.width = settings.width;
        options->window.height = settings.height;
    }
    app_use_settings(&session->app, &settings);
}

/* Without them there is the window all the same. */
static void list_presets(struct session *session)
{
    struct preset_files *presets = &session->presets;
    struct error error = {0};

    if (preset_files_init(presets, &error)) {
        preset_files_read(presets, &error);
        app_show_presets(&session->app, presets->entry, presets->count,
                         &error);
    }
    if (error.text[0] != '\0')
        say_warning("%s", error.text);
}

/* The path of the scene that the command line names; NULL: none. False with a
 * message where there is no such preset. */
static bool find_scene(const struct session *session, const char **path,
                       struct error *error)
{
    const struct open_options *options = &session->options;

    *path = options->scene;
    if (options->preset == NULL)
        return true;
    int found = preset_files_find(&session->presets, options->preset, error);
    *path = found >= 0 ? session->presets.path[found] : NULL;
    return found >= 0;
}

static bool is_training(const char *path)
{
    return trainings_task(path) >= 0 ||
           (trainings_is_name(path) && trainings_is_file(path));
}

/* What the command line says of a training, or what was left on the last time.
 * False with a message where it is the command line's and cannot be. */
static bool choose_training(struct session *session, struct error *error)
{
    const struct open_options *options = &session->options;
    const struct kernels *kernels = session->with.kernels;
    char last[SETTINGS_PATH_MAX];
    struct training *training = NULL;

    memcpy(last, session->left, sizeof last);
    if (options->task != NULL) {
        const struct trainings_table table = {
            options->source.series.input, options->source.series.columns};
        int kind = trainings_find(options->task, table.input, error);
        if (kind < 0)
            return false;
        const struct race_setup setup = race_defaults((enum task_kind)kind);
        snprintf(last, sizeof last, "%s%s", trainings_mark, options->task);
        training = trainings_begin(&setup, &table, kernels, error);
    } else if (options->training != NULL) {
        snprintf(last, sizeof last, "%s", options->training);
        training = trainings_open(options->training,
                                  options->source.series.input, kernels,
                                  error);
    } else {
        if (options->start && is_training(last))
            requests_open(session, last);
        return true;
    }
    if (training == NULL)
        return false;
    app_set_training(&session->app, training);
    if (options->source.series.input == NULL || options->training != NULL)
        app_remember(&session->app, last);
    return true;
}

/* The lesson, and the plan, that the command line names. */
static bool choose_lesson(struct session *session, struct error *error)
{
    const struct open_options *options = &session->options;

    if (options->plan != NULL && !course_plan(session, options->plan, error))
        return false;
    return options->lesson == NULL ||
           course_open(session, options->lesson, error);
}

/* On the start screen the film that was open the last time goes on, if it is
 * still there. */
static bool choose_lab(struct session *session, struct lab **lab,
                       struct error *error)
{
    const struct open_options *options = &session->options;
    const char *last = session->app.settings.open, *scene;

    if (!find_scene(session, &scene, error))
        return false;
    if (scene != NULL)
        return films_choose(&session->films, scene, &options->source,
                            &session->with, lab, error) == FILMS_LOADED;
    if (options->start && last[0] != '\0' && !is_training(last) &&
        films_choose(&session->films, last, &options->source,
                     &session->with, lab, NULL) == FILMS_LOADED)
        return true;
    return films_start(&session->films, &options->source, &session->with, lab,
                       error);
}

/* The opening scene begins to play; films from files wait. */
static void begin(struct session *session)
{
    struct app *app = &session->app;

    if (session->options.start)
        app->ui.screen = SCREEN_START;
    else if (session->options.presets)
        presets_open(app);
    else if (app->training == NULL && app->film->opening &&
             !app->presets.scene && app->course.lesson == NULL)
        play_toggle(app);
}

static bool open_window(struct session *session, struct error *error)
{
    session->options.window.pool = session->pool;
    session->window = window_create(&session->options.window, error);
    if (session->window == NULL)
        return error_set(error, "%s; 'gatereel render' draws pictures and "
                         "films without one", error->text);
    session->paint = paint_create(error);
    return session->paint != NULL &&
           (!session->options.presenter || presenter_open(session, error));
}

static bool start(struct session *session, struct error *error)
{
    const struct open_options *options = &session->options;
    struct lab *lab;

    if (!app_init(&session->app, error))
        return false;
    use_settings(session);
    if (options->replay != NULL &&
        !records_open(&session->records, options->replay, error))
        return false;
    session->pool = pool_create(0, NULL);
    session->with.pool = session->pool;
    list_presets(session);
    course_start(session);
    if (!choose_lab(session, &lab, error))
        return false;
    memcpy(session->left, session->app.settings.open, sizeof session->left);
    requests_show_lab(session, lab);
    if (!choose_training(session, error) || !choose_lesson(session, error))
        return false;
    begin(session);
    return open_window(session, error) &&
           (options->record == NULL ||
            records_create(&session->records, options->record, error));
}

static bool run(struct session *session, struct error *error)
{
    if (!start(session, error))
        return false;
    bool fine = session->options.replay != NULL ? loop_replay(session, error)
                                                : loop_run(session, error);
    requests_end_film(session);
    requests_save_settings(session);
    return fine;
}

int open_run(const struct open_options *options)
{
    struct error error = {0};
    struct session *session = array_new(1, sizeof *session, "the window",
                                        &error);
    bool fine = false;

    if (session != NULL) {
        session->options = *options;
        session->with.kernels = machine_kernels();
        if (session->with.kernels == NULL) {
            free(session);
            return EXIT_BAD;
        }
        fine = run(session, &error);
        finish(session);
        free(session);
    }
    if (!fine)
        say_error("%s", error.text);
    return fine ? EXIT_FINE : EXIT_BAD;
}

int command_open(int argc, char **argv)
{
    const struct open_words words = {"open", help, OPEN_FILE};
    struct open_options options;
    int code;

    if (!open_options_parse(argc, argv, &words, &options, &code))
        return code;
    return open_run(&options);
}

int command_start(void)
{
    return open_run(&(struct open_options){
        .start = true, .window = {.title = "Gatereel"}});
}

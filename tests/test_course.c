/* The course as it is shown: every step of every lesson, in both languages, in
 * small and large windows, with small and large letters, before and after its
 * question is answered: nothing is cut, nothing lies on anything else, every
 * letter can be written, and every number is that of the run.
 *
 * GATEREEL_LESSON=07 looks at one lesson alone.
 */
#include "scene_case.h"

#include <dirent.h>

#include "app/app.h"
#include "app/course/answer.h"
#include "base/text.h"
#include "cli/lesson/lessons.h"
#include "cli/lesson/stage.h"
#include "paint/paint.h"
#include "paint/text/fonts.h"
#include "scene/course/step/controls.h"

enum { SIZES = 4, WORK_MOST = 400 };

static const struct {
    int width, height;
    float scale;
} sizes[SIZES] = {
    {1024, 640, 1}, {1024, 640, 1.5f}, {1920, 1080, 1}, {1920, 1080, 1.5f},
};

struct walk {
    struct lessons lessons;
    struct paint *paint;
    struct fonts fonts;
    struct load_with with;
    struct app app;
    char where[160];           /* what is looked at */
    bool done;
};

static int begin(void **state)
{
    struct walk *walk = calloc(1, sizeof *walk);
    struct error error = {0};

    assert_non_null(walk);
    *state = walk;
    walk->paint = paint_create(&error);
    walk->with.kernels = scene_case_kernels();
    if (walk->paint == NULL || !fonts_init(&walk->fonts, &error) ||
        !lessons_init(&walk->lessons, &error) ||
        !app_init(&walk->app, &error)) {
        print_error("%s\n", error.text);
        return -1;
    }
    return 0;
}

static int end(void **state)
{
    struct walk *walk = *state;

    if (!walk->done)
        print_error("at %s\n", walk->where);
    app_finish(&walk->app);
    lessons_finish(&walk->lessons);
    fonts_finish(&walk->fonts);
    paint_destroy(walk->paint);
    free(walk);
    return 0;
}

/* What whoever has files does with what the app asks for. */
static void answer_requests(struct walk *walk)
{
    struct app *app = &walk->app;
    struct request request;

    while (app_take_request(app, &request)) {
        struct step_made made = {0};
        struct error error = {0};
        if (request.kind != REQUEST_STAGE)
            continue;
        const struct stage_turn turn = {app->course.answer.seed,
                                        app->course.answer.sequence};
        if (!stage_make_other(app->course.lesson, app->course.step, &turn,
                              &walk->with, &made, &error))
            fail_msg("%s", error.text);
        if (made.training != NULL)
            app_set_training(app, made.training);
        else
            app_set_lab(app, made.lab, NULL);
        made.training = NULL;
        made.lab = NULL;
        app_show_step(app, made.file);
        stage_finish(&made);
    }
}

static void update(struct walk *walk, uint32_t work)
{
    const struct input input = {.work = work};

    app_update(&walk->app, &input);
    answer_requests(walk);
}

/* No text has a letter that no font has. */
static void check_letters(const struct walk *walk)
{
    const struct draw_list *list = &walk->app.list;

    for (int k = 0; k < list->commands; k++) {
        const struct draw_command *text = &list->command[k];
        if (text->kind != DRAW_TEXT)
            continue;
        const char *at = list->text + text->first, *last = at + text->count;
        while (at < last) {
            uint32_t code;
            at += utf8_decode(at, (size_t)(last - at), &code);
            if (!fonts_have(&walk->fonts, code))
                scene_check_fail(list, text, "has a letter without a font");
        }
    }
}

/* The column is there: its buttons lead to other steps. */
static void check_column(const struct walk *walk)
{
    const struct draw_list *list = &walk->app.list;
    int pages = 0;

    for (int k = 0; k < list->spot_count; k++)
        pages += list->spots[k].action == ACTION_PAGE;
    assert_true(pages >= 1);
}

static void check_frame(struct walk *walk)
{
    struct app *app = &walk->app;

    app_build(app, paint_measure(walk->paint));
    assert_false(app->list.full);
    scene_check_place(&app->list, draw_frame_box(&app->list));
    scene_check_overlap(&app->list);
    check_letters(walk);
    check_column(walk);
}

static void check_sizes(struct walk *walk, const char *when)
{
    struct app *app = &walk->app;

    for (int language = 0; language < LANGUAGES; language++)
        for (int k = 0; k < SIZES; k++) {
            app->ui.language = (enum language)language;
            app->width = sizes[k].width;
            app->height = sizes[k].height;
            app->ui.text_scale = sizes[k].scale;
            char place[16];
            snprintf(walk->where, sizeof walk->where,
                     "lesson %s %s, %s, %dx%d, scale %.1f",
                     lesson_place(app->course.lesson, app->course.step,
                                  place), when, language_names[language],
                     sizes[k].width, sizes[k].height,
                     (double)sizes[k].scale);
            check_frame(walk);
        }
}

/* What is measured in the background of what is on the screen. */
static void measure(struct walk *walk)
{
    for (int k = 0; k < WORK_MOST && app_wants_work(&walk->app); k++)
        update(walk, 4);
}

static int example_now(const struct app *app)
{
    int now;

    control_examples(&course_step(&app->course)->step, app->lab,
                     app->training, &app->ui, &now);
    return now;
}

/* All of them turn something; another sequence comes, and the first again. */
static void check_controls(struct walk *walk)
{
    struct app *app = &walk->app;
    const struct step_settings *step = &course_step(&app->course)->step;
    bool revealed = app->course.answer.revealed;
    int begun = example_now(app);

    for (int k = 0; k < step->controls; k++) {
        if (!control_there(step, step->control[k], app->lab, app->training))
            fail_msg("%s: nothing to turn with %s", walk->where,
                     step_control_names[step->control[k]]);
        if (step->control[k] != CONTROL_EXAMPLE)
            continue;
        actions_do(app, &(struct order){.action = ACTION_EXAMPLE,
                                        .value = -2});
        update(walk, 0);
        assert_int_not_equal(example_now(app), begun);
        assert_true(app->course.prepared);
        assert_true(app->course.answer.revealed == revealed);
        actions_do(app, &(struct order){.action = ACTION_RESET});
        update(walk, 0);
        assert_int_equal(example_now(app), begun);
    }
}

static void check_step(struct walk *walk, int k)
{
    struct app *app = &walk->app;

    player_go(app, k);
    update(walk, 0);
    assert_int_equal(app->course.step, k);
    assert_true(app->course.prepared);
    check_sizes(walk, "as it begins");
    measure(walk);
    app->ui.class_mode = true; /* in front of a class no guess is needed */
    if (course_asks(&app->course))
        answer_reveal(app);
    app->ui.class_mode = false;
    update(walk, 0);
    check_sizes(walk, "after its reveal");
    check_controls(walk);
}

static void check_lesson(struct walk *walk, const char *folder)
{
    struct problems problems[LANGUAGES];
    struct error error = {0};
    struct lesson *lesson;

    for (int l = 0; l < LANGUAGES; l++)
        problems_init(&problems[l], "");
    snprintf(walk->where, sizeof walk->where, "%s", folder);
    lesson = lessons_open(folder, true, problems, &error);
    if (lesson == NULL)
        fail_msg("%s", error.text);
    for (int l = 0; l < LANGUAGES; l++)
        app_set_glossary(&walk->app, &walk->lessons.glossary[l],
                         (enum language)l);
    app_set_lesson(&walk->app, lesson, 0);
    update(walk, 0);
    for (int k = 0; k < lesson->steps; k++)
        check_step(walk, k);
}

static void every_step_is_sound(void **state)
{
    struct walk *walk = *state;
    const char *only = getenv("GATEREEL_LESSON");

    assert_true(walk->lessons.count > 0);
    for (int k = 0; k < walk->lessons.count; k++) {
        const char *slash = strrchr(walk->lessons.path[k], '/');
        if (only == NULL || strncmp(slash + 1, only, strlen(only)) == 0)
            check_lesson(walk, walk->lessons.path[k]);
    }
    walk->done = true;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(every_step_is_sound, begin, end),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}

/* How long every step of the course takes from the key to its picture: the
 * lesson read from its files, the stage made, the frame built and painted at
 * 1920x1080 on two threads, as Ctrl+G does it from another lesson.
 *
 *     meson compile steps && tests/bench/steps
 *
 * Prints the slowest ones, and ends with 1 where one takes longer than 300 ms.
 */
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include "app/app.h"
#include "cli/lesson/lessons.h"
#include "cli/lesson/stage.h"
#include "cli/machine.h"
#include "paint/paint.h"
#include "paint/raster.h"

enum { TIMES = 3, SHOWN = 8, STEPS_MAX = 400 };
static const double most = 300; /* milliseconds */

struct bench {
    struct lessons lessons;
    struct load_with with;
    struct app app;
    struct paint *paint;
    struct picture picture;
    struct pool *pool;
};

struct timed {
    int lesson, step;          /* from 1 */
    double whole, read, stage; /* milliseconds; the rest is the frame */
};

static double milliseconds(void)
{
    struct timespec now;

    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec * 1e3 + (double)now.tv_nsec * 1e-6;
}

static void give_up(const char *why)
{
    fprintf(stderr, "%s\n", why);
    exit(2);
}

static void answer_requests(struct bench *bench)
{
    struct app *app = &bench->app;
    struct request request;

    while (app_take_request(app, &request)) {
        struct step_made made = {0};
        struct error error = {0};
        if (request.kind != REQUEST_STAGE)
            continue;
        if (!stage_make(app->course.lesson, app->course.step, 0, &bench->with,
                        &made, &error))
            give_up(error.text);
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

static struct lesson *read_lesson(const char *folder)
{
    static struct problems problems[LANGUAGES];
    struct error error = {0};

    for (int l = 0; l < LANGUAGES; l++)
        problems_init(&problems[l], "");
    struct lesson *lesson = lessons_open(folder, true, problems, &error);
    if (lesson == NULL)
        give_up(error.text);
    return lesson;
}

/* Step k from 0 as if from elsewhere. */
static struct timed go(struct bench *bench, const char *folder, int k)
{
    const struct input nothing = {0};
    double began = milliseconds();
    struct lesson *lesson = read_lesson(folder);
    double read = milliseconds();

    app_set_lesson(&bench->app, lesson, k);
    app_update(&bench->app, &nothing);
    answer_requests(bench);
    double made = milliseconds();
    app_build(&bench->app, paint_measure(bench->paint));
    raster_mesh(paint_mesh(bench->paint, &bench->app.list),
                paint_atlas(bench->paint), &bench->picture, bench->pool);
    return (struct timed){bench->app.course.lesson->number, k + 1,
                          milliseconds() - began, read - began, made - read};
}

static int slower(const void *a, const void *b)
{
    double x = ((const struct timed *)a)->whole;
    double y = ((const struct timed *)b)->whole;
    return (x < y) - (x > y);
}

static int go_everywhere(struct bench *bench, struct timed timed[STEPS_MAX])
{
    int count = 0;

    for (int l = 0; l < bench->lessons.count; l++) {
        const char *folder = bench->lessons.path[l];
        struct lesson *lesson = read_lesson(folder);
        int steps = lesson->steps;
        lesson_destroy(lesson);
        for (int k = 0; k < steps && count < STEPS_MAX; k++, count++)
            for (int time = 0; time < TIMES; time++) {
                struct timed now = go(bench, folder, k);
                if (time == 0 || now.whole < timed[count].whole)
                    timed[count] = now;
            }
    }
    return count;
}

int main(void)
{
    static struct bench bench;
    static struct timed timed[STEPS_MAX];
    struct error error = {0};

    bench.with.kernels = machine_kernels();
    bench.paint = paint_create(&error);
    bench.pool = pool_create(2, &error);
    if (bench.with.kernels == NULL || bench.paint == NULL ||
        bench.pool == NULL || !lessons_init(&bench.lessons, &error) ||
        !app_init(&bench.app, &error) ||
        !picture_init(&bench.picture, 1920, 1080, &error))
        give_up(error.text);
    bench.with.pool = bench.pool;
    bench.app.width = 1920;
    bench.app.height = 1080;
    int count = go_everywhere(&bench, timed);
    qsort(timed, (size_t)count, sizeof *timed, slower);
    printf("%d steps, the middle one %.0f ms; the slowest:\n", count,
           timed[count / 2].whole);
    for (int k = 0; k < SHOWN && k < count; k++)
        printf("%2d.%-2d %6.1f ms: read %.1f, stage %.1f, frame %.1f\n",
               timed[k].lesson, timed[k].step, timed[k].whole, timed[k].read,
               timed[k].stage,
               timed[k].whole - timed[k].read - timed[k].stage);
    app_finish(&bench.app);
    lessons_finish(&bench.lessons);
    picture_finish(&bench.picture);
    pool_destroy(bench.pool);
    paint_destroy(bench.paint);
    return count > 0 && timed[0].whole <= most ? 0 : 1;
}

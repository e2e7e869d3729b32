/* A session as in the window, but without one: networks learn as fast as frames
 * leave time for it, with the pace of the window, and every frame is painted.
 * Beside it stands how fast they learn when nobody looks.
 */
#include "cli/bench/training.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "app/app.h"
#include "cli/cli.h"
#include "cli/machine.h"
#include "cli/say.h"
#include "cli/train/trainings.h"
#include "paint/paint.h"
#include "paint/raster.h"
#include "sdl/pace.h"

enum { THREADS = 2, WARM = 20, FRAMES = 300 };
static const double ALONE_SECONDS = 2;

static const struct training_case {
    const char *name;
    enum task_kind task;
} cases[] = {
    {"training.remember", TASK_REMEMBER},
    {"training.cosine", TASK_COSINE},
    {"training.numbers", TASK_NUMBERS},
    {"training.letters", TASK_LETTERS},
};
enum { CASES = sizeof cases / sizeof *cases };

struct session {
    struct app app;
    struct paint *paint;
    struct picture picture;
    struct pool *pool;
    struct pace pace;
};

/* Of the frames, in milliseconds; batches a second of all networks together. */
struct times {
    double frame[FRAMES];
    double seen, alone;
};

const char *training_bench_name(int k)
{
    return k < CASES ? cases[k].name : NULL;
}

static uint64_t microseconds(void)
{
    struct timespec now;

    clock_gettime(CLOCK_MONOTONIC, &now);
    return (uint64_t)now.tv_sec * 1000000 + (uint64_t)now.tv_nsec / 1000;
}

static int compare(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

static bool begin(struct session *session, const struct training_case *which,
                  const struct training_options *options, struct error *error)
{
    const struct kernels *kernels = machine_kernels();

    *session = (struct session){0};
    if (kernels == NULL)
        return error_set(error, "there are no kernels for this machine");
    session->pool = pool_create(THREADS, error);
    if (session->pool == NULL || !app_init(&session->app, error) ||
        (session->paint = paint_create(error)) == NULL ||
        !picture_init(&session->picture, options->width, options->height,
                      error))
        return false;
    const struct race_setup setup = race_defaults(which->task);
    struct training *training = trainings_begin(&setup, NULL, kernels, error);
    if (training == NULL ||
        !race_extend(&training->race, 100000, error))
        return false;
    session->app.width = options->width;
    session->app.height = options->height;
    app_set_training(&session->app, training);
    train_run(&session->app, TRAIN_ON);
    return true;
}

static void finish(struct session *session)
{
    paint_destroy(session->paint);
    picture_finish(&session->picture);
    app_finish(&session->app);
    pool_destroy(session->pool);
}

/* One turn of the window's loop; returns what it took, in microseconds. */
static uint64_t turn(struct session *session)
{
    struct app *app = &session->app;
    struct input input;
    uint64_t began = microseconds();

    input_clear(&input);
    input.elapsed = PACE_FRAME;
    input.work = pace_work(&session->pace);
    app_update(app, &input);
    uint64_t worked = microseconds();
    pace_worked(&session->pace, input.work, worked - began);
    app_build(app, paint_measure(session->paint));
    raster_mesh(paint_mesh(session->paint, &app->list),
                paint_atlas(session->paint), &session->picture,
                session->pool);
    uint64_t drawn = microseconds();
    pace_drew(&session->pace, drawn - worked);
    return drawn - began;
}

static void measure_seen(struct session *session, struct times *times)
{
    uint64_t took = 0;
    int before = 0;

    for (int k = -WARM; k < FRAMES; k++) {
        uint64_t frame = turn(session);
        if (k < 0) {
            before = session->app.trained.batches;
            continue;
        }
        times->frame[k] = (double)frame * 1e-3;
        /* A frame that is done early waits for its time. */
        took += frame > PACE_FRAME ? frame : PACE_FRAME;
    }
    times->seen = (session->app.trained.batches - before) /
                  ((double)took * 1e-6);
    qsort(times->frame, FRAMES, sizeof(double), compare);
}

static void measure_alone(struct session *session, struct times *times)
{
    uint64_t began = microseconds(), now = began;
    int batches = 0;

    while ((double)(now - began) * 1e-6 < ALONE_SECONDS) {
        batches += race_slice(&session->app.training->race);
        now = microseconds();
    }
    times->alone = batches / ((double)(now - began) * 1e-6);
}

static void print_times(const struct training_options *options,
                        const char *name, const struct times *times,
                        bool first)
{
    double median = times->frame[FRAMES / 2];
    double p99 = times->frame[FRAMES * 99 / 100];
    double share = times->seen / times->alone;

    if (first && !options->json)
        printf("%d threads; ms      %17s %9s %9s %11s\n", THREADS, "frame",
               "p99", "batches/s", "of alone");
    if (options->json)
        printf("%s\"%s\": {\"frame_ms\": %.3f, \"p99_ms\": %.3f, "
               "\"batches_per_second\": %.1f, \"share_of_alone\": %.3f}",
               first ? "{" : ",\n ", name, median, p99, times->seen, share);
    else
        printf("%-28s %9.3f %9.3f %9.1f %10.0f%%\n", name, median, p99,
               times->seen, 100 * share);
    fflush(stdout);
}

static bool measure(const struct training_options *options,
                    const struct training_case *which, bool first,
                    struct error *error)
{
    struct session *session = malloc(sizeof *session);
    struct times *times = malloc(sizeof *times);
    bool fine = session != NULL && times != NULL
        ? begin(session, which, options, error)
        : error_set(error, "not enough memory");

    if (fine) {
        measure_seen(session, times);
        measure_alone(session, times);
        print_times(options, which->name, times, first);
    }
    if (session != NULL && times != NULL)
        finish(session);
    free(session);
    free(times);
    return fine;
}

int training_bench_run(const struct training_options *options)
{
    struct error error = {0};
    bool first = true;

    for (int k = 0; k < CASES; k++) {
        if (options->only != NULL &&
            strncmp(cases[k].name, options->only,
                    strlen(options->only)) != 0)
            continue;
        if (!measure(options, &cases[k], first, &error)) {
            say_error("%s: %s", cases[k].name, error.text);
            return EXIT_BAD;
        }
        first = false;
    }
    if (options->json)
        puts("}");
    return EXIT_FINE;
}

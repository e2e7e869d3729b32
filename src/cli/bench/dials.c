/* A session as in the window, but without one: the gain dial of the screen
 * with the lanes is pressed and moved by the pointer, and every move is
 * followed by a frame. Time is that of the clock on the wall, since two threads
 * work.
 */
#include "cli/bench/dials.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "app/app.h"
#include "cli/cli.h"
#include "cli/machine.h"
#include "cli/say.h"
#include "paint/paint.h"
#include "paint/raster.h"
#include "scene/action.h"

enum { THREADS = 2, WARM = 8, MOVES = 300, UNITS = 32, STEPS = 100 };

static const struct dials_case {
    const char *name;
    int lanes;
    enum cell cell[LANES_MAX];
} cases[] = {
    {"dials.T100.H32.mixed", 4,
     {CELL_RNN, CELL_GRU, CELL_GRU_BEFORE, CELL_LSTM}},
    {"dials.T100.H32.lstm", 4, {CELL_LSTM, CELL_LSTM, CELL_LSTM, CELL_LSTM}},
};
enum { CASES = sizeof cases / sizeof *cases };

struct session {
    struct app app;
    struct paint *paint;
    struct picture picture;
    struct pool *pool;
};

/* Milliseconds of one move. */
struct times {
    double follow[MOVES], build[MOVES], paint[MOVES], all[MOVES];
};

const char *dials_name(int k)
{
    return k < CASES ? cases[k].name : NULL;
}

static double milliseconds(void)
{
    struct timespec now;

    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec * 1e3 + (double)now.tv_nsec * 1e-6;
}

static int compare(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

static struct lab *make_lab(const struct dials_case *which,
                            const struct kernels *kernels, struct pool *pool,
                            struct error *error)
{
    const struct lane_measure measure = {.quantity = DECAY_JACOBIAN};
    struct setup setup = setup_defaults();
    struct cast cast = {0};

    setup.lanes = which->lanes;
    setup.units = UNITS;
    setup.steps = STEPS;
    for (int k = 0; k < which->lanes; k++)
        setup.lane[k] = lane_defaults(which->cell[k], ACT_TANH);
    return lab_create(&(struct lab_start){.cast = &cast, .setup = &setup,
                                          .kernels = kernels, .pool = pool},
                      &measure, error);
}

static void show(struct session *session)
{
    raster_mesh(paint_mesh(session->paint, &session->app.list),
                paint_atlas(session->paint), &session->picture, session->pool);
}

static void send(struct session *session, enum input_kind kind, float x,
                 float y)
{
    static const struct input_event base = {.clicks = 1};
    struct input_event event = base;
    struct input input;

    event.kind = (uint8_t)kind;
    event.x = x;
    event.y = y;
    input_clear(&input);
    input_add(&input, event);
    app_update(&session->app, &input);
}

static bool begin(struct session *session, const struct dials_case *which,
                  const struct dials_options *options, struct error *error)
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
    struct lab *lab = make_lab(which, kernels, session->pool, error);
    if (lab == NULL)
        return false;
    app_set_lab(&session->app, lab, "");
    session->app.ui.screen = SCREEN_COMPARE;
    send(session, INPUT_RESIZE, (float)options->width,
         (float)options->height);
    app_build(&session->app, paint_measure(session->paint));
    show(session);
    return true;
}

static void finish(struct session *session)
{
    paint_destroy(session->paint);
    picture_finish(&session->picture);
    app_finish(&session->app);
    pool_destroy(session->pool);
}

/* Where the gain dial is, in pixels; false: it is not on the screen. */
static bool find_dial(const struct session *session, struct box *box)
{
    const struct draw_list *list = &session->app.list;

    for (int k = 0; k < list->spot_count; k++) {
        const struct draw_spot *spot = &list->spots[k];
        if (spot->action != ACTION_DIAL || spot->value != DIAL_GAIN)
            continue;
        *box = box_at(spot->box.x * list->scale, spot->box.y * list->scale,
                      spot->box.w * list->scale, spot->box.h * list->scale);
        return true;
    }
    return false;
}

/* Up and down between gains of 0.4 and 3.6, another one every time. */
static float place(const struct box *box, int k)
{
    int phase = ((k % 128) + 128) % 128;
    float share = 0.2f + 0.4f * (float)(phase < 64 ? phase : 128 - phase) / 64;
    return box->x + share * box->w;
}

static void move(struct session *session, const struct box *box,
                 struct times *times)
{
    float y = box->y + box->h / 2;

    send(session, INPUT_PRESS, place(box, 0), y);
    for (int k = -WARM; k < MOVES; k++) {
        double began = milliseconds();
        send(session, INPUT_MOVE, place(box, 3 * k), y);
        double followed = milliseconds();
        app_build(&session->app, paint_measure(session->paint));
        double built = milliseconds();
        show(session);
        double shown = milliseconds();
        if (k < 0)
            continue;
        times->follow[k] = followed - began;
        times->build[k] = built - followed;
        times->paint[k] = shown - built;
        times->all[k] = shown - began;
    }
    send(session, INPUT_RELEASE, place(box, 0), y);
}

static void print_times(const struct dials_options *options, const char *name,
                        struct times *times, bool first)
{
    double *const part[] = {times->all, times->follow, times->build,
                            times->paint};
    double median[4];

    for (int k = 0; k < 4; k++) {
        qsort(part[k], MOVES, sizeof(double), compare);
        median[k] = part[k][MOVES / 2];
    }
    if (first && !options->json)
        printf("%d threads; ms      %17s %9s %9s %9s %9s\n", THREADS,
               "picture", "p99", "follow", "build", "paint");
    double p99 = times->all[MOVES * 99 / 100];
    if (options->json)
        printf("%s\"%s\": {\"picture_ms\": %.3f, \"p99_ms\": %.3f, "
               "\"follow_ms\": %.3f, \"build_ms\": %.3f, "
               "\"paint_ms\": %.3f}", first ? "{" : ",\n ", name, median[0],
               p99, median[1], median[2], median[3]);
    else
        printf("%-28s %9.3f %9.3f %9.3f %9.3f %9.3f\n", name, median[0], p99,
               median[1], median[2], median[3]);
    fflush(stdout);
}

static bool measure(const struct dials_options *options,
                    const struct dials_case *which, bool first,
                    struct error *error)
{
    struct times *times = malloc(sizeof *times);
    struct session session;
    struct box box = {0};

    bool fine = times != NULL
        ? begin(&session, which, options, error)
        : error_set(error, "not enough memory");
    if (fine && !find_dial(&session, &box))
        fine = error_set(error, "there is no room for the dial of the gain in "
                         "a frame of %d x %d", options->width,
                         options->height);
    if (fine) {
        move(&session, &box, times);
        print_times(options, which->name, times, first);
    }
    if (times != NULL)
        finish(&session);
    free(times);
    return fine;
}

int dials_run(const struct dials_options *options)
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

/* Every view is played for a while forward and then backward, at one step and
 * 60 frames a second, as fast as frames can be made. The worse of both passes
 * counts. Time is that of the clock on the wall, since two threads work. The
 * start screen has its lessons, with all their pictures.
 */
#include "cli/bench/frames.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "cli/cli.h"
#include "cli/render/view.h"
#include "cli/say.h"
#include "cli/stage/shelf.h"

enum { WARM = 4, FRAMES = 150, FRAMES_A_STEP = 60 };

struct cost {
    double build, frame, p99; /* milliseconds */
};

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

/* Plays one pass from its middle. */
static struct cost play(struct easel *easel, enum pass pass)
{
    struct timeline timeline = film_timeline(easel->film, easel->ui.layer);
    int64_t start = timeline_at(&timeline, pass, timeline.steps / 2 + 1, 0);
    double build[FRAMES], frame[FRAMES];

    for (int k = -WARM; k < FRAMES; k++) {
        easel->ui.at = start + (k + WARM) * timeline_step(&timeline) /
                       FRAMES_A_STEP;
        double began = milliseconds();
        easel_build(easel);
        double built = milliseconds();
        easel_show(easel);
        if (k >= 0) {
            build[k] = built - began;
            frame[k] = milliseconds() - began;
        }
    }
    qsort(build, FRAMES, sizeof *build, compare);
    qsort(frame, FRAMES, sizeof *frame, compare);
    return (struct cost){build[FRAMES / 2], frame[FRAMES / 2],
                         frame[FRAMES * 99 / 100]};
}

static struct cost measure(struct easel *easel, struct shelf *shelf, int view)
{
    easel->ui = ui_defaults();
    easel->ui.playing = true;
    render_view(&easel->ui, view);
    shelf_fill(shelf, easel);
    struct cost forward = play(easel, PASS_FORWARD);
    struct cost backward = play(easel, PASS_BACKWARD);
    return (struct cost){fmax(forward.build, backward.build),
                         fmax(forward.frame, backward.frame),
                         fmax(forward.p99, backward.p99)};
}

/* "unrolled", and what is not as usual: "unrolled.T10000.H128.random". */
static void write_name(const struct frames_options *options, int view,
                       char *out, size_t size)
{
    size_t length = (size_t)snprintf(out, size, "%s", render_views[view]);

    if (options->steps > 0)
        length += (size_t)snprintf(out + length, size - length,
                                   ".T%d.H%d.random", options->steps,
                                   options->hidden);
    if (options->width != 1920 || options->height != 1080)
        snprintf(out + length, size - length, ".%dx%d", options->width,
                 options->height);
}

static void print_cost(const struct frames_options *options, int view,
                       struct cost cost, double first, bool is_first)
{
    char name[80], first_text[24] = "null";

    write_name(options, view, name, sizeof name);
    if (!isnan(first))
        snprintf(first_text, sizeof first_text, "%.0f", first);
    if (options->json)
        printf("%s\"%s\": {\"build_ms\": %.3f, \"frame_ms\": %.3f, "
               "\"p99_ms\": %.3f, \"first_frame_ms\": %s}",
               is_first ? "{" : ",\n ", name, cost.build, cost.frame, cost.p99,
               first_text);
    else
        printf("%-32s %9.3f %9.3f %9.3f %9s\n", name, cost.build, cost.frame,
               cost.p99, first_text);
    fflush(stdout);
}

int frames_run(const struct frames_options *options)
{
    struct easel easel = {0};
    struct shelf shelf = {0};
    struct error error = {0};
    bool is_first = true;

    if (!frames_prepare(&easel, options, &error) ||
        !easel_measure(&easel, NULL, &error)) {
        easel_finish(&easel);
        say_error("%s", error.text);
        return EXIT_BAD;
    }
    if (!options->json)
        printf("%d threads; ms      %25s %9s %9s %9s\n",
               pool_threads(easel.pool), "build", "frame", "p99", "first");
    for (int view = 0; view < RENDER_FILM_VIEWS; view++) {
        if (options->only != NULL &&
            strncmp(render_views[view], options->only,
                    strlen(options->only)) != 0)
            continue;
        double first = frames_measure_first(options, render_views[view]);
        print_cost(options, view, measure(&easel, &shelf, view), first,
                   is_first);
        is_first = false;
    }
    if (options->json)
        puts("}");
    easel_finish(&easel);
    shelf_finish(&shelf);
    return EXIT_FINE;
}

/* What comes before frames: films to draw, and how long the first one takes.
 * That is measured by a process of its own: only there nothing is warm yet.
 */
#include <fcntl.h>
#include <math.h>
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "base/array.h"
#include "base/text.h"
#include "cli/bench/frames.h"
#include "cli/cli.h"
#include "cli/machine.h"
#include "cli/render/view.h"
#include "cli/say.h"
#include "cli/stage/load.h"
#include "nn/learn/init.h"

extern char **environ;

enum { THREADS = 2, STARTS = 3 };

/* A sine to read and the next value to tell. */
static struct lab *make_lab(const struct frames_options *options,
                            const struct kernels *kernels, struct error *error)
{
    const struct spec spec = {
        .inputs = 1, .layers = 1, .head = HEAD_LINEAR, .outputs = 1,
        .layer = {{CELL_LSTM, ACT_TANH, options->hidden}}};
    size_t steps = (size_t)options->steps;
    struct params params = {0};
    struct lab *lab = NULL;
    real *x = array_new(steps + 1, sizeof *x, "the input", error);

    bool fine = x != NULL && params_init(&params, &spec, error) &&
                init_params(&params, &(struct init_options){.seed = 1}, error);
    if (fine) {
        for (size_t t = 0; t <= steps; t++)
            x[t] = (real)sin((double)t * 0.3);
        const struct film_source source = {
            .params = &params, .kernels = kernels, .steps = options->steps,
            .x = x, .values = x + 1, .seed = 1,
            .title = {"a sine", "사인파"},
            .model = {"random weights", "무작위 가중치"}};
        lab = lab_of(&source, NULL, error);
    }
    params_finish(&params);
    free(x);
    return lab;
}

bool frames_prepare(struct easel *easel, const struct frames_options *options,
                    struct error *error)
{
    const struct kernels *kernels = machine_kernels();

    if (kernels == NULL)
        return false;
    struct lab *lab = options->steps > 0
        ? make_lab(options, kernels, error)
        : load_lab(&(struct load_source){0},
                   &(struct load_with){.kernels = kernels}, error);
    if (lab == NULL)
        return false;
    easel->ui = ui_defaults();
    easel_put(easel, lab);
    return easel_init(easel, options->width, options->height, THREADS,
                              error);
}

/* Milliseconds since this process was started, by the kernel's record of it in
 * hundredths of a second; elsewhere its processor time. */
static double age(void)
{
    char text[1024] = "";
    double ticks = (double)sysconf(_SC_CLK_TCK);
    unsigned long long start;
    struct timespec now;

#ifdef CLOCK_BOOTTIME
    FILE *file = fopen("/proc/self/stat", "r");
    if (file != NULL) {
        text[fread(text, 1, sizeof text - 1, file)] = '\0';
        fclose(file);
    }
    /* Field 22; the second one, the name in brackets, may hold anything. */
    const char *field = strrchr(text, ')');
    for (int k = 2; field != NULL && k < 22; k++)
        field = strchr(field + 1, ' ');
    if (field != NULL && sscanf(field, "%llu", &start) == 1 &&
        clock_gettime(CLOCK_BOOTTIME, &now) == 0)
        return (double)now.tv_sec * 1e3 + (double)now.tv_nsec * 1e-6 -
               (double)start / ticks * 1e3;
#endif
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
    return (double)now.tv_sec * 1e3 + (double)now.tv_nsec * 1e-6;
}

int frames_first(const struct frames_options *options, const char *view)
{
    struct easel easel = {0};
    struct error error = {0};

    bool fine = frames_prepare(&easel, options, &error) &&
                easel_level(&easel, &error);
    if (fine) {
        render_view(&easel.ui, text_find(view, render_views, RENDER_FILM_VIEWS));
        easel_build(&easel);
        easel_show(&easel);
        printf("%.0f\n", age());
    } else {
        say_error("%s", error.text);
    }
    easel_finish(&easel);
    return fine ? EXIT_FINE : EXIT_BAD;
}

/* This program with `arguments`, its standard output as a number. */
static double run_itself(char *const arguments[])
{
    posix_spawn_file_actions_t actions;
    double value = NAN;
    pid_t child;
    int ends[2];

    if (pipe(ends) != 0)
        return NAN;
    fcntl(ends[0], F_SETFD, FD_CLOEXEC);
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_adddup2(&actions, ends[1], STDOUT_FILENO);
    bool fine = posix_spawn(&child, "/proc/self/exe", &actions, NULL,
                            arguments, environ) == 0;
    posix_spawn_file_actions_destroy(&actions);
    close(ends[1]);
    FILE *answer = fdopen(ends[0], "r");
    if (answer != NULL) {
        if (fscanf(answer, "%lf", &value) != 1)
            value = NAN;
        fclose(answer);
    }
    if (fine)
        waitpid(child, NULL, 0);
    return value;
}

double frames_measure_first(const struct frames_options *options,
                            const char *view)
{
    char size[40], steps[16], hidden[16];
    char *arguments[] = {"gatereel", "bench", "--frames", "--first",
                         (char *)view, "--size", size, "--steps", steps,
                         "--hidden", hidden, NULL};
    double best = NAN;

    snprintf(size, sizeof size, "%dx%d", options->width, options->height);
    snprintf(steps, sizeof steps, "%d", options->steps);
    snprintf(hidden, sizeof hidden, "%d", options->hidden);
    if (options->steps == 0)
        arguments[7] = NULL;
    for (int k = 0; k < STARTS; k++)
        best = fmin(best, run_itself(arguments));
    return best;
}

/* gatereel sweep: how far back networks learn to look. The results depend on
 * neither the clock nor how the work is cut; the line that moves does.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "base/file.h"
#include "cli/cli.h"
#include "cli/machine.h"
#include "cli/run/interrupt.h"
#include "cli/say.h"
#include "cli/sweep/options.h"
#include "cli/sweep/report.h"

static const double redraw = 0.1; /* seconds */

static double seconds(void)
{
    struct timespec now;

    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec + (double)now.tv_nsec * 1e-9;
}

/* "lag 40: lstm, seed 2, epoch 7 of 30; 37 %" */
static void show(const struct sweep *sweep)
{
    const struct trainer *trainer = &sweep->trainer;
    const struct trainer_options *options = &trainer->options;

    if (!sweep->working)
        return;
    fprintf(stderr, "\rlag %d: %s, seed %llu, epoch %d of %d; %d %%\033[K",
            options->steps, cell_name(&options->layer),
            (unsigned long long)options->seed, trainer->state.epoch + 1,
            options->epochs, (int)(100 * sweep_progress(sweep)));
    fflush(stderr);
}

/* Until the end, Ctrl+C or trouble. */
static bool work(struct sweep *sweep, struct error *error)
{
    const char *kind = getenv("TERM");
    bool terminal = isatty(STDERR_FILENO) && kind && strcmp(kind, "dumb") != 0;
    struct interrupt interrupt;
    double shown = seconds();

    interrupt_begin(&interrupt);
    while (!interrupt_seen(&interrupt) && sweep_slice(sweep, error)) {
        if (!terminal || seconds() - shown < redraw)
            continue;
        show(sweep);
        shown = seconds();
    }
    if (terminal)
        fprintf(stderr, "\r\033[K");
    interrupt_end(&interrupt);
    return error->text[0] == '\0';
}

static int run(struct sweep *sweep, const struct sweep_options *options)
{
    bool table = !options->output || strcmp(options->output, "-") != 0;
    struct error error = {0};
    bool fine = work(sweep, &error);

    if (!fine)
        say_error("%s", error.text);
    if (!fine && sweep->at == 0)
        return EXIT_BAD;
    if (table)
        sweep_report_table(sweep, stdout);
    if (fine && !sweep_done(sweep))
        fprintf(stderr, "stopped after %d of %d networks\n", sweep->at,
                sweep->setup.lags * sweep->setup.cells * sweep->setup.seeds);
    if (options->output &&
        !sweep_report_csv(sweep, options->output, &error)) {
        say_error("%s", error.text);
        fine = false;
    }
    return fine ? EXIT_FINE : EXIT_BAD;
}

/* A folder that is missing is better known before than after. */
static bool probe(const char *path, struct error *error)
{
    struct output output;

    if (!path || strcmp(path, "-") == 0)
        return true;
    if (!output_open(&output, path, error))
        return false;
    output_abort(&output);
    return true;
}

int command_sweep(int argc, char **argv)
{
    struct sweep_options options;
    struct sweep sweep;
    struct error error = {0};
    int code = sweep_options_parse(&options, argc, argv);

    if (code != SWEEP_GO)
        return code;
    const struct kernels *kernels = machine_kernels();
    if (kernels == NULL)
        return EXIT_BAD;
    if (!probe(options.output, &error) ||
        !sweep_init(&sweep, &options.setup, kernels, &error)) {
        say_error("%s", error.text);
        return EXIT_BAD;
    }
    code = run(&sweep, &options);
    sweep_finish(&sweep);
    return code;
}

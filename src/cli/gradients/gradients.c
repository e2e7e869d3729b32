/* gatereel gradients: how far gradients reach back, in cells or in a model.
 *
 * Both kinds of run end in the same curves: a comparison has one line for each
 * cell and reduces its seeds to quantiles, a model has one line for each layer.
 * What is printed and what is written is made from the curves alone.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/array.h"
#include "base/random.h"
#include "base/text.h"
#include "cli/cli.h"
#include "cli/gradients/measure.h"
#include "cli/gradients/options.h"
#include "cli/gradients/plot.h"
#include "cli/gradients/progress.h"
#include "cli/gradients/report.h"
#include "cli/machine.h"
#include "cli/say.h"

/* The random sequence of the inputs; weights have theirs from 1000 on. */
enum { STREAM_INPUTS = 1 };

_Static_assert((int)LINES_MAX >= (int)LAYERS_MAX,
               "a model has a line for each layer");

struct job {
    const struct gradients_options *options;
    const struct kernels *kernels;
    struct model model;    /* of a comparison: the cell at hand */
    struct series series;
    struct recording recording;
    struct selection selection;
    struct pin *pin;       /* [options->pins] */
    struct pins pins;
    double *samples;       /* [seeds][MEASURES][T + 1] */
    double *scratch;       /* [seeds] */
    struct curves curves;
    struct progress progress;
};

static void finish(struct job *job)
{
    recording_finish(&job->recording);
    curves_finish(&job->curves);
    series_finish(&job->series);
    model_finish(&job->model);
    free(job->pin);
    free(job->samples);
    free(job->scratch);
}

static struct spec cell_spec(const struct gradients_options *options, int k)
{
    struct spec spec = {.inputs = options->inputs, .layers = 1};

    spec.layer[0] = options->cell[k];
    return spec;
}

/* Does any cell of the comparison have the signal that this pin names? */
static bool check_pin(const struct gradients_options *options, int pin,
                      struct error *error)
{
    bool fine = false;

    for (int k = 0; k < options->cells && !fine; k++) {
        struct spec spec = cell_spec(options, k);
        struct pin ignored;
        fine = pin_parse(options->pin[pin], &spec, options->steps, &ignored,
                         error);
    }
    return fine;
}

/* The pins of the network at hand. In a comparison those of signals that only
 * other cells have are left out. */
static bool read_pins(struct job *job, int steps, struct error *error)
{
    const struct gradients_options *options = job->options;

    job->pins = (struct pins){0, job->pin};
    for (int k = 0; k < options->pins; k++) {
        struct pin *pin = &job->pin[job->pins.count];
        if (pin_parse(options->pin[k], &job->model.params.spec, steps, pin,
                      error))
            job->pins.count++;
        else if (options->model != NULL)
            return false;
    }
    return true;
}

/* The letter of a cell, or the number of a layer. */
static char choose_mark(const char *cell, int layer, int layers)
{
    static const struct {
        const char *cell;
        char mark;
    } marks[] = {
        {"rnn", 'R'}, {"rnn-relu", 'E'}, {"rnn-linear", 'I'}, {"lstm", 'L'},
        {"gru", 'G'}, {"gru-before", 'B'},
    };

    if (layers > 1)
        return "0123456789ABCDEF"[layer];
    for (size_t k = 0; k < sizeof marks / sizeof marks[0]; k++)
        if (strcmp(cell, marks[k].cell) == 0)
            return marks[k].mark;
    return 'D';
}

/* Describes line l: layer `layer` of `spec`. */
static void name_line(struct curves *curves, int l, const struct spec *spec,
                      int layer)
{
    struct line *line = &curves->line[l];

    line->cell = cell_name(&spec->layer[layer]);
    line->layer = layer;
    if (spec->layers > 1)
        snprintf(line->label, sizeof line->label, "%d %s", layer, line->cell);
    else
        snprintf(line->label, sizeof line->label, "%s", line->cell);
    line->mark = choose_mark(line->cell, layer, spec->layers);
    measure_which(spec, layer, line->has);
}

/* Room for the curves and for the samples they are made of. */
static bool begin(struct job *job, int steps, int lines, struct error *error)
{
    int seeds = job->options->seeds;
    size_t count = (size_t)seeds * MEASURES, all, bytes;

    if (!size_multiply(count + (size_t)lines * MEASURES * CURVE_KINDS,
                       (size_t)steps + 1, &all) ||
        !size_multiply(all, sizeof(double), &bytes))
        return error_memory(error, "the measurement", SIZE_MAX);
    if (!memory_check(bytes, "the measurement", error) ||
        !curves_init(&job->curves, steps, seeds, lines, error))
        return false;
    job->samples = array_new(count * ((size_t)steps + 1), sizeof(double),
                             "the measurement", error);
    job->scratch = array_new((size_t)seeds, sizeof(double), "the measurement",
                             error);
    return job->samples != NULL && job->scratch != NULL;
}

/* Runs the network at hand over the series, forward and backward. */
static bool run_once(struct job *job, struct error *error)
{
    recording_finish(&job->recording);
    if (!recording_init(&job->recording, &job->model, job->kernels,
                        job->series.steps, &job->selection, error))
        return false;
    job->recording.detach = job->options->detach;
    recording_run(&job->recording, &job->series, &job->pins);
    return true;
}

/* NaN and infinity are measured as they are, but not in silence. */
static void warn_bad(const struct job *job)
{
    const struct spec *spec = &job->model.params.spec;
    struct tape_place place;

    if (!tape_find_bad(&job->recording.values, &place))
        return;
    if (place.layer < 0)
        say_warning("the head has NaN or infinity from step %d on", place.step);
    else
        say_warning("%s: layer%d.%s has NaN or infinity from step %d on",
                    cell_name(&spec->layer[place.layer]), place.layer,
                    layer_cell(&spec->layer[place.layer])
                        ->signal[place.signal].name, place.step);
}

/* Sample `k` of line l, from layer `layer` of the recording. */
static bool sample(struct job *job, int k, int layer, const char *label,
                   struct error *error)
{
    size_t each = MEASURES * ((size_t)job->curves.steps + 1);
    const struct watch watch = {progress_tell, &job->progress};

    progress_next(&job->progress, label);
    return measure_layer(&job->recording, &job->pins, layer, &watch,
                         job->samples + (size_t)k * each, error);
}

/* x ~ N(0, 1), step by step. */
static void draw_inputs(struct job *job, uint64_t seed)
{
    size_t count = (size_t)job->options->steps * job->options->inputs;
    struct random random;

    random_seed(&random, seed, STREAM_INPUTS);
    for (size_t k = 0; k < count; k++)
        job->series.x[k] = (real)random_normal(&random);
}

/* All seeds of cell number l. */
static bool compare_cell(struct job *job, int l, struct error *error)
{
    const struct gradients_options *options = job->options;
    struct spec spec = cell_spec(options, l);
    struct init_options init = options->init;

    model_finish(&job->model);
    name_line(&job->curves, l, &spec, 0);
    if (!params_init(&job->model.params, &spec, error) ||
        !read_pins(job, options->steps, error))
        return false;
    for (int k = 0; k < options->seeds; k++) {
        init.seed = options->init.seed + (uint64_t)k;
        draw_inputs(job, init.seed);
        if (!init_params(&job->model.params, &init, error) ||
            !run_once(job, error))
            return false;
        if (k == 0)
            warn_bad(job);
        if (!sample(job, k, 0, job->curves.line[l].label, error))
            return false;
    }
    curves_reduce(&job->curves, l, job->samples, job->scratch);
    return true;
}

static bool compare_cells(struct job *job, struct error *error)
{
    const struct gradients_options *options = job->options;
    size_t count;

    for (int k = 0; k < options->pins; k++)
        if (!check_pin(options, k, error))
            return false;
    if (!size_multiply((size_t)options->steps, (size_t)options->inputs,
                       &count))
        return error_memory(error, "the inputs", SIZE_MAX);
    job->series.steps = options->steps;
    job->series.x = array_new(count, sizeof(real), "the inputs", error);
    if (job->series.x == NULL ||
        !begin(job, options->steps, options->cells, error))
        return false;
    job->progress.runs = options->cells * options->seeds;
    for (int l = 0; l < options->cells; l++)
        if (!compare_cell(job, l, error))
            return false;
    return true;
}

static bool check_target(const struct job *job, struct error *error)
{
    const char *input = job->options->source.input;
    char shown[200];
    int asked = 0;

    for (int t = 0; job->series.labels != NULL && t < job->series.steps; t++)
        asked += job->series.labels[t] >= 0;
    return job->series.labels == NULL || asked > 0 ||
           error_set(error, "%s: no step of --target has a class",
                     text_printable(input, strlen(input), shown, sizeof shown));
}

static bool measure_model(struct job *job, struct error *error)
{
    const struct gradients_options *options = job->options;
    const struct spec *spec = &job->model.params.spec;

    if (!model_load(&job->model, options->model, &options->how, error) ||
        !series_read(&job->series, &options->source, &job->model, error) ||
        !check_target(job, error) ||
        !read_pins(job, job->series.steps, error) ||
        !begin(job, job->series.steps, spec->layers, error) ||
        !run_once(job, error))
        return false;
    warn_bad(job);
    job->progress.runs = spec->layers;
    for (int l = 0; l < spec->layers; l++) {
        name_line(&job->curves, l, spec, l);
        if (!sample(job, 0, l, job->curves.line[l].label, error))
            return false;
        curves_reduce(&job->curves, l, job->samples, job->scratch);
    }
    return true;
}

/* What was run, in a line or two. */
static void print_heading(const struct job *job)
{
    const struct gradients_options *options = job->options;
    const struct init_options *init = &options->init;

    if (options->model != NULL) {
        char shown[200];
        printf("Gradients through time in %s, T = %d steps%s\n\n",
               text_printable(options->model, strlen(options->model), shown,
                              sizeof shown), job->curves.steps,
               options->detach ? "; h-detached gradients" : "");
        return;
    }
    printf("Gradients through time: H = %d units, X = %d inputs from N(0, 1), "
           "T = %d steps\n", options->hidden, options->inputs, options->steps);
    printf("weights: %s", options->scheme);
    if (init->set_forget_bias)
        printf(", forget bias %.4g", init->forget_bias);
    else if (init->scheme == INIT_UNIFORM)
        printf(" in +-1/sqrt(H)");
    printf("; seed %llu", (unsigned long long)init->seed);
    if (options->seeds > 1)
        printf(" to %llu", (unsigned long long)init->seed +
                           (unsigned long long)options->seeds - 1);
    printf("%s\n\n", options->detach ? "; h-detached gradients" : "");
}

static bool print_all(const struct job *job, struct error *error)
{
    print_heading(job);
    if (!report_print(stdout, &job->curves, error))
        return false;
    printf("\n");
    plot_measure(stdout, &job->curves, MEASURE_JACOBIAN);
    for (int l = 0; l < job->curves.lines; l++)
        if (job->curves.line[l].has[MEASURE_CAROUSEL]) {
            printf("\n");
            plot_paths(stdout, &job->curves, l);
        }
    return true;
}

static bool deliver(const struct job *job, struct error *error)
{
    const char *output = job->options->output;

    if (output == NULL)
        return print_all(job, error);
    if (!curves_write(&job->curves, output, error))
        return false;
    if (strcmp(output, "-") == 0 || !isatty(STDOUT_FILENO))
        return true;
    print_heading(job);
    plot_measure(stdout, &job->curves, MEASURE_JACOBIAN);
    return true;
}

static bool run(struct job *job, struct error *error)
{
    const struct gradients_options *options = job->options;
    bool fine;

    job->pin = array_new((size_t)options->pins, sizeof *job->pin,
                         "the pins", error);
    if (job->pin == NULL)
        return false;
    fine = options->model != NULL ? measure_model(job, error)
                                  : compare_cells(job, error);
    progress_end(&job->progress);
    return fine && deliver(job, error);
}

int command_gradients(int argc, char **argv)
{
    struct gradients_options options;
    struct error error = {0};
    int code;

    if (!gradients_options_parse(&options, argc, argv, &code))
        return code;
    struct job job = {
        .options = &options, .kernels = machine_kernels(),
        .selection = {.gradients = true, .inputs = true},
        .progress = {.terminal = isatty(STDERR_FILENO)}};
    code = EXIT_BAD;
    if (job.kernels != NULL && run(&job, &error))
        code = EXIT_FINE;
    else if (job.kernels != NULL)
        say_error("%s", error.text);
    finish(&job);
    gradients_options_finish(&options);
    return code;
}

/* gatereel report: what the units of a network do over many sequences.
 *
 * Every file is run once by each model and leaves a column of numbers; only
 * those are kept, so a thousand long sequences take no more memory than one of
 * them and the report. Nothing is written before everything is measured.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/array.h"
#include "base/text.h"
#include "cli/cli.h"
#include "cli/machine.h"
#include "cli/report/files.h"
#include "cli/report/options.h"
#include "cli/report/sequence.h"
#include "cli/report/write.h"
#include "cli/say.h"

enum { MODELS = 2, SHOWN = 200 };

/* All that a report owns. */
struct job {
    const struct report_options *options;
    const struct kernels *kernels;
    struct model model[MODELS];
    int models;
    struct report_files files;
    char **file;              /* [files] those that were read; borrowed */
    int *steps;
    size_t read;
    int bad;                  /* sequences with NaN or infinity */
    struct rows rows[MODELS];
    struct progress progress;
    struct interrupt interrupt;
};

static void finish(struct job *job)
{
    for (int k = 0; k < MODELS; k++) {
        model_finish(&job->model[k]);
        rows_finish(&job->rows[k]);
    }
    report_files_finish(&job->files);
    free(job->file);
    free(job->steps);
}

static const char *path_of(const struct job *job, int model)
{
    return model == 0 ? job->options->model : job->options->against;
}

/* Side by side stand only units that correspond. */
static bool check_same(const struct job *job, struct error *error)
{
    const struct spec *one = &job->model[0].params.spec;
    const struct spec *other = &job->model[1].params.spec;
    char shown[SHOWN];
    const char *path = text_printable(job->options->against,
                                      strlen(job->options->against), shown,
                                      sizeof shown);

    if (one->layers != other->layers)
        return error_set(error, "%s: has %d layer%s, the other model %d", path,
                         other->layers, other->layers == 1 ? "" : "s",
                         one->layers);
    for (int l = 0; l < one->layers; l++) {
        const struct layer_spec *a = &one->layer[l], *b = &other->layer[l];
        if (a->cell != b->cell || a->activation != b->activation ||
            a->units != b->units)
            return error_set(error, "%s: layer %d is %s with %d units, of the "
                             "other model %s with %d", path, l, cell_name(b),
                             b->units, cell_name(a), a->units);
    }
    return true;
}

static bool load(struct job *job, struct error *error)
{
    const struct report_options *options = job->options;

    job->models = options->against != NULL ? 2 : 1;
    for (int k = 0; k < job->models; k++)
        if (!model_load(&job->model[k], path_of(job, k), &options->how, error))
            return false;
    return (job->models == 1 || check_same(job, error)) &&
           report_files_list(&job->files, options->input,
                             options->tokens ? ".txt" : ".csv", error);
}

static bool begin(struct job *job, struct error *error)
{
    size_t count = job->files.count;

    job->file = array_new(count, sizeof *job->file, "the report", error);
    job->steps = array_new(count, sizeof *job->steps, "the report", error);
    if (job->file == NULL || job->steps == NULL)
        return false;
    for (int k = 0; k < job->models; k++)
        if (!rows_init(&job->rows[k], &job->model[k].params.spec,
                       job->options->lags, count, error))
            return false;
    return true;
}

/* One sequence, one model. */
static bool measure(struct job *job, int model, const struct series *series,
                    struct error *error)
{
    const struct selection selection = {.gradients = true};
    struct recording recording;
    struct tape_place place;

    if (!recording_init(&recording, &job->model[model], job->kernels,
                        series->steps, &selection, error))
        return false;
    recording_run(&recording, series, NULL);
    job->bad += model == 0 && tape_find_bad(&recording.values, &place);
    bool fine = sequence_measure(&recording, &job->rows[model],
                                 rows_next(&job->rows[model]),
                                 &job->interrupt, &job->progress, error);
    recording_finish(&recording);
    return fine;
}

static struct series_source source_of(const struct job *job, const char *path)
{
    const struct report_options *options = job->options;

    if (options->tokens)
        return (struct series_source){.tokens = path};
    return (struct series_source){.input = path, .columns = options->columns,
                                  .target = options->target};
}

/* Both models read before any of them runs: a file that one of them cannot
 * read counts for none. */
static bool add_file(struct job *job, char *path, bool *read,
                     struct error *error)
{
    const struct series_source source = source_of(job, path);
    struct series series[MODELS] = {{0}};
    bool fine = true;

    *read = false;
    for (int k = 0; k < job->models && fine; k++)
        fine = series_read(&series[k], &source, &job->model[k], error);
    *read = fine;
    for (int k = 0; k < job->models && fine; k++) {
        progress_next(&job->progress, job->models == 1 ? "report" :
                      k == 0 ? "report, model" : "report, the other");
        progress_tell(&job->progress, 0, 1);
        fine = measure(job, k, &series[k], error);
    }
    if (fine) {
        job->file[job->read] = path;
        job->steps[job->read++] = series[0].steps;
    }
    for (int k = 0; k < job->models; k++)
        series_finish(&series[k]);
    return fine;
}

static bool add_files(struct job *job, struct error *error)
{
    job->progress.runs = (int)job->files.count * job->models;
    for (size_t k = 0; k < job->files.count; k++) {
        bool read;
        if (interrupt_seen(&job->interrupt))
            return false;
        if (add_file(job, job->files.path[k], &read, error))
            continue;
        if (read || !job->options->skip_bad)
            return false;
        progress_end(&job->progress);
        say_warning("left out: %s", error->text);
        *error = (struct error){0};
    }
    return job->read > 0 ||
           error_set(error, "none of the %zu files can be read",
                     job->files.count);
}

static bool deliver(const struct job *job, struct error *error)
{
    const struct report report = {
        .path = {job->options->model, job->options->against},
        .spec = &job->model[0].params.spec,
        .rows = {job->rows[0], job->rows[1]},
        .file = job->file, .steps = job->steps, .files = job->read};

    if (job->bad > 0)
        say_warning("NaN or infinity in %d of %zu sequences", job->bad,
                    job->read);
    return job->options->output != NULL
        ? report_write(&report, job->options->output, error)
        : report_tables(stdout, &report, error);
}

static bool run(struct job *job, struct error *error)
{
    bool fine;

    interrupt_begin(&job->interrupt);
    fine = load(job, error) && begin(job, error) && add_files(job, error);
    progress_end(&job->progress);
    if (!fine && interrupt_seen(&job->interrupt))
        error_set(error, "interrupted; nothing is written");
    interrupt_end(&job->interrupt);
    return fine && deliver(job, error);
}

int command_report(int argc, char **argv)
{
    struct report_options options;
    struct error error = {0};
    int code;

    if (!report_options_parse(&options, argc, argv, &code))
        return code;
    struct job job = {.options = &options, .kernels = machine_kernels(),
                      .progress = {.terminal = isatty(STDERR_FILENO)}};
    code = EXIT_BAD;
    if (job.kernels != NULL && run(&job, &error))
        code = EXIT_FINE;
    else if (job.kernels != NULL)
        say_error("%s", error.text);
    finish(&job);
    return code;
}

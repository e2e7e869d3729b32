/* gatereel record: a model and a sequence in, every signal of every step out.
 *
 * Each stage hands what it read to the next and the first that fails ends the
 * run; nothing is written before everything is computed.
 */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/array.h"
#include "cli/cli.h"
#include "cli/machine.h"
#include "cli/record/compare.h"
#include "cli/record/export.h"
#include "cli/record/options.h"
#include "cli/record/start.h"
#include "cli/say.h"
#include "cli/stage/sequences.h"

/* All that a run owns. */
struct job {
    const struct record_options *options;
    struct model model;
    struct series series;
    struct safetensors expected;
    struct selection selection;
    struct recording recording;
    struct pin *pin;
};

static void finish(struct job *job)
{
    recording_finish(&job->recording);
    safetensors_finish(&job->expected);
    series_finish(&job->series);
    model_finish(&job->model);
    free(job->pin);
}

static bool read_sequence(struct job *job, const struct kernels *kernels,
                          struct error *error)
{
    const struct record_options *options = job->options;

    return series_path(&options->source) != NULL
        ? series_read(&job->series, &options->source, &job->model, error)
        : sequences_read(&job->series, options->model, options->sequence,
                         kernels, error);
}

static bool read_files(struct job *job, const struct kernels *kernels,
                       struct error *error)
{
    const struct record_options *options = job->options;

    return model_load(&job->model, options->model, &options->how, error) &&
           (options->expect == NULL ||
            safetensors_read(&job->expected, options->expect, error)) &&
           read_sequence(job, kernels, error);
}

static bool select_all(struct job *job, struct error *error)
{
    const struct record_options *options = job->options;
    const struct spec *spec = &job->model.params.spec;

    select_default(&job->selection, spec);
    if (options->signals != NULL &&
        !select_list(&job->selection, spec, options->signals, error))
        return false;
    if (options->expect != NULL)
        compare_select(&job->expected, spec, &job->selection);
    else if (options->format == RECORD_CSV && job->selection.inputs_asked)
        return error_set(error, "dx has one number per input, not per unit, "
                         "and goes to .json and .safetensors only");
    if (options->source.target != NULL && !job->selection.gradients)
        return error_set(error, "--target matters to gradients only; ask for "
                         "some, as in --signals gradients");
    return true;
}

static bool read_pins(struct job *job, struct pins *pins, struct error *error)
{
    const struct record_options *options = job->options;

    job->pin = array_new((size_t)options->pins, sizeof *job->pin, "the pins",
                         error);
    if (job->pin == NULL)
        return false;
    for (int k = 0; k < options->pins; k++)
        if (!pin_parse(options->pin[k], &job->model.params.spec,
                       job->series.steps, &job->pin[k], error))
            return false;
    *pins = (struct pins){options->pins, job->pin};
    return true;
}

static const char *name_value(double value)
{
    return isnan(value) ? "NaN" : "infinity";
}

/* Where a NaN or infinity came in: the earliest of weights and inputs. */
static bool find_cause(const struct job *job, char text[128])
{
    const struct params *params = &job->model.params;
    int tensor, step, input;
    size_t index;

    if (params_find_bad(params, &tensor, &index)) {
        const struct param_tensor *bad = &params->tensor[tensor];
        size_t columns = bad->columns > 0 ? (size_t)bad->columns : 1;
        snprintf(text, 128, "%s has %s in row %zu, column %zu", bad->name,
                 name_value(bad->values[index]), index / columns + 1,
                 index % columns + 1);
        return true;
    }
    if (series_find_bad(&job->series, params->spec.inputs, &step, &input)) {
        snprintf(text, 128, "input %d of step %d is %s", input, step,
                 name_value(job->series.x[(size_t)(step - 1) *
                                          params->spec.inputs + input - 1]));
        return true;
    }
    return false;
}

static void describe_place(const struct tape *values,
                           const struct tape_place *place, char text[96])
{
    if (place->layer < 0) {
        double value = tape_head(values, place->signal, place->step,
                                 0)[place->unit];
        snprintf(text, 96, "head.%c is %s from step %d, output %d on",
                 place->signal == HEAD_Y ? 'y' : 'p', name_value(value),
                 place->step, place->unit + 1);
        return;
    }
    const struct cell_info *cell =
        layer_cell(&values->spec.layer[place->layer]);
    snprintf(text, 96, "layer%d.%s is %s from step %d, unit %d on",
             place->layer, cell->signal[place->signal].name,
             name_value(tape_value(values, place->layer, place->signal,
                                   place->step, 0, place->unit)),
             place->step, place->unit + 1);
}

/* One line about NaN and infinity: where from, and where first seen. */
static void warn_bad(const struct job *job)
{
    const struct tape *values = &job->recording.values;
    struct tape_place place;
    char cause[128] = "", seen[96] = "";

    bool caused = find_cause(job, cause);
    bool found = tape_find_bad(values, &place);
    if (found)
        describe_place(values, &place, seen);
    if (caused || found)
        say_warning("%s%s%s", cause, caused && found ? "; " : "", seen);
}

static bool deliver(struct job *job, struct error *error)
{
    const struct record_options *options = job->options;
    struct recording *recording = &job->recording;
    char shown[PATH_SHOWN];

    if (options->expect != NULL)
        return compare_recording(recording, &job->expected, options->tolerance,
                                 stdout, error) ||
               error_prefix(error, "%s", safetensors_path(options->expect,
                                                          shown));
    switch (options->format) {
    case RECORD_CSV: return export_csv(recording, options->output, error);
    case RECORD_JSON: return export_json(recording, options->output, error);
    default: return export_tensors(recording, options->output, error);
    }
}

static bool run(struct job *job, const struct kernels *kernels,
                struct error *error)
{
    const struct record_options *options = job->options;
    struct pins pins;

    if (!read_files(job, kernels, error) || !select_all(job, error) ||
        !read_pins(job, &pins, error) ||
        !recording_init(&job->recording, &job->model, kernels,
                        job->series.steps, &job->selection, error) ||
        (options->state != NULL &&
         !start_read(options->state, &job->recording.values, error)))
        return false;
    recording_run(&job->recording, &job->series, &pins);
    warn_bad(job);
    return deliver(job, error);
}

int command_record(int argc, char **argv)
{
    struct record_options options;
    struct error error = {0};
    int code;

    if (!record_options_parse(&options, argc, argv, &code))
        return code;
    struct job job = {.options = &options};
    const struct kernels *kernels = machine_kernels();
    code = EXIT_BAD;
    if (kernels != NULL && run(&job, kernels, &error))
        code = EXIT_FINE;
    else if (kernels != NULL)
        say_error("%s", error.text);
    finish(&job);
    record_options_finish(&options);
    return code;
}

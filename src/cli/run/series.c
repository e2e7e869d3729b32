/* A table becomes inputs and targets by choosing columns; how many there must
 * be is the model's to say. A model trained on scaled numbers is given raw
 * ones, which are scaled here as its file says.
 */
#include "cli/run/series.h"

#include <ctype.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/array.h"
#include "base/file.h"
#include "base/text.h"
#include "data/table/csv.h"
#include "data/tokens.h"

enum { SHOWN = 200 };

/* Bytes of the longest text. */
static const size_t text_max = (size_t)1 << 28;

/* Some columns of a table, in the order asked for. */
struct choice {
    int *column; /* owned */
    int count;
};

static const char *name_file(const char *path, char shown[SHOWN])
{
    return strcmp(path, "-") == 0
        ? "standard input" : text_printable(path, strlen(path), shown, SHOWN);
}

/* "2 columns (time, value)"; a column without a name goes by its number. */
static const char *name_columns(const struct csv *csv,
                                const struct choice *choice, char out[SHOWN])
{
    char list[SHOWN - 40] = "", shown[SHOWN - 40];
    size_t length = 0;

    for (int k = 0; k < choice->count && length < sizeof list - 1; k++) {
        char number[16];
        const char *name = csv->names[choice->column[k]];
        snprintf(number, sizeof number, "%d", choice->column[k] + 1);
        length += (size_t)snprintf(list + length, sizeof list - length, "%s%s",
                                   k > 0 ? ", " : "",
                                   name[0] != '\0' ? name : number);
    }
    text_printable(list, strlen(list), shown, sizeof shown);
    snprintf(out, SHOWN, "%d column%s (%s%s)", choice->count,
             choice->count == 1 ? "" : "s", shown,
             length < sizeof list - 1 ? "" : " ...");
    return out;
}

static void leave_out(struct choice *choice, const struct choice *others)
{
    int kept = 0;

    for (int k = 0; k < choice->count; k++) {
        bool other = false;
        for (int j = 0; j < others->count; j++)
            other = other || others->column[j] == choice->column[k];
        if (!other)
            choice->column[kept++] = choice->column[k];
    }
    choice->count = kept;
}

/* Numbers a step of the series: those of one value in a window. */
static int count_columns(const struct model *model)
{
    return model->context > 1 ? 1 : model->params.spec.inputs;
}

/* Column k of the series at step t; before the first step as there. */
static double window_value(const struct csv *csv, const struct choice *choice,
                           int t, int k)
{
    return csv->values[(size_t)(t < 0 ? 0 : t) * csv->columns +
                       choice->column[k]];
}

static real scale_value(const struct model *model, int k, double value)
{
    if (model->mean == NULL)
        return (real)value;
    return (real)((value - model->mean[k]) / model->deviation[k]);
}

static bool read_inputs(struct series *series, const struct csv *csv,
                        const struct choice *choice, const struct model *model,
                        struct error *error)
{
    int inputs = model->params.spec.inputs, wanted = count_columns(model);
    bool windows = inputs > wanted;
    char columns[SHOWN];
    size_t count;

    if (choice->count != wanted)
        return error_set(error, "%s where the model reads %d input%s; name "
                         "%s with --columns",
                         name_columns(csv, choice, columns), wanted,
                         wanted == 1 ? "" : "s", wanted == 1 ? "it" : "them");
    if (!size_multiply((size_t)csv->rows, (size_t)inputs, &count))
        return error_memory(error, "the inputs", SIZE_MAX);
    series->x = array_new(count, sizeof(real), "the inputs", error);
    if (series->x == NULL)
        return false;
    for (int t = 0; t < csv->rows; t++)
        for (int k = 0; k < inputs; k++)
            series->x[(size_t)t * inputs + k] = scale_value(model, k,
                windows ? window_value(csv, choice, t - (inputs - 1 - k), 0)
                        : window_value(csv, choice, t, k));
    return true;
}

/* The classes of a softmax head, from one column. */
static bool read_labels(struct series *series, const struct csv *csv,
                        const struct choice *choice, const struct spec *spec,
                        struct error *error)
{
    char columns[SHOWN];

    if (choice->count != 1)
        return error_set(error, "%s of targets, but a softmax head has one: "
                         "the class", name_columns(csv, choice, columns));
    series->labels = array_new((size_t)csv->rows, sizeof(int), "the targets",
                               error);
    if (series->labels == NULL)
        return false;
    for (int t = 0; t < csv->rows; t++) {
        double value = csv->values[(size_t)t * csv->columns +
                                   choice->column[0]];
        if (!(value >= -1 && value < spec->outputs) || value != floor(value))
            return error_set(error, "target %g of step %d is not a class: 0 to "
                             "%d, or -1 for none", value, t + 1,
                             spec->outputs - 1);
        series->labels[t] = (int)value;
    }
    return true;
}

/* The wanted outputs of a linear head. */
static bool read_values(struct series *series, const struct csv *csv,
                        const struct choice *choice, const struct model *model,
                        struct error *error)
{
    const struct spec *spec = &model->params.spec;
    bool scaled = spec->outputs == count_columns(model);
    char columns[SHOWN];
    size_t count;

    if (choice->count != spec->outputs)
        return error_set(error, "%s of targets where the model has %d "
                         "output%s", name_columns(csv, choice, columns),
                         spec->outputs, spec->outputs == 1 ? "" : "s");
    if (!size_multiply((size_t)csv->rows, (size_t)spec->outputs, &count))
        return error_memory(error, "the targets", SIZE_MAX);
    series->values = array_new(count, sizeof(real), "the targets", error);
    if (series->values == NULL)
        return false;
    for (int t = 0; t < csv->rows; t++)
        for (int k = 0; k < spec->outputs; k++) {
            double value = csv->values[(size_t)t * csv->columns +
                                       choice->column[k]];
            series->values[(size_t)t * spec->outputs + k] =
                scaled ? scale_value(model, k, value) : (real)value;
        }
    return true;
}

static bool read_targets(struct series *series, const struct csv *csv,
                         const struct choice *choice,
                         const struct model *model, struct error *error)
{
    const struct spec *spec = &model->params.spec;

    if (spec->head == HEAD_NONE)
        return error_set(error, "the model has no head, so there is nothing "
                         "that --target could be compared with");
    if (spec->head == HEAD_SOFTMAX)
        return read_labels(series, csv, choice, spec, error);
    return read_values(series, csv, choice, model, error);
}

/* The list of input columns when the user gave none: NULL for all. */
static const char *default_columns(const struct csv *csv,
                                   const struct model *model)
{
    for (int k = 0; model->column != NULL && k < csv->columns; k++)
        if (strcmp(csv->names[k], model->column) == 0)
            return model->column;
    return NULL;
}

/* The columns of both kinds, and the numbers in them. */
static bool read_table(struct series *series, const struct csv *csv,
                       const struct series_source *source,
                       const struct model *model, struct error *error)
{
    struct choice inputs = {0}, targets = {0};
    const char *columns = source->columns ? source->columns
                                          : default_columns(csv, model);
    bool fine = false;

    if (csv->rows < 1) {
        error_set(error, "no rows of numbers");
        goto fail;
    }
    if ((source->target != NULL &&
         !csv_pick(csv, source->target, &targets.column, &targets.count,
                   error)) ||
        !csv_pick(csv, columns, &inputs.column, &inputs.count, error))
        goto fail;
    if (columns == NULL)
        leave_out(&inputs, &targets);
    series->steps = csv->rows;
    fine = read_inputs(series, csv, &inputs, model, error) &&
           (source->target == NULL ||
            read_targets(series, csv, &targets, model, error));

fail:
    free(inputs.column);
    free(targets.column);
    return fine;
}

static bool read_tokens(struct series *series, const char *path,
                        const struct model *model, struct error *error)
{
    if (model->params.spec.vocabulary == 0)
        return error_set(error, "the model has no embedding, so it reads "
                         "vectors: use --input");
    return tokens_read(path, model->params.spec.vocabulary, &series->ids,
                       &series->steps, error);
}

/* What the network should answer at every step but the last: the next token. */
static bool label_next(struct series *series, const struct spec *spec,
                       struct error *error)
{
    if (spec->head != HEAD_SOFTMAX || spec->outputs != spec->vocabulary)
        return true;
    series->labels = array_new((size_t)series->steps, sizeof(int),
                               "the targets", error);
    if (series->labels == NULL)
        return false;
    for (int t = 0; t < series->steps; t++)
        series->labels[t] = t + 1 < series->steps ? series->ids[t + 1] : -1;
    return true;
}

static bool read_text(struct series *series,
                      const struct series_source *source,
                      const struct model *model, struct error *error)
{
    const struct spec *spec = &model->params.spec;
    char shown[SHOWN];
    struct error fault;
    size_t length;
    char *text;

    if (spec->vocabulary == 0)
        return error_set(error, "'%s' reads vectors, not letters: use --input",
                         name_file(source->model, shown));
    if (model->words.count == 0)
        return error_set(error, "'%s' does not say which letters its inputs "
                         "are (metadata gatereel.words)",
                         name_file(source->model, shown));
    if (!file_read(source->text, text_max, &text, &length, error))
        return false;
    bool fine = vocabulary_read(&model->words, text, length, &series->ids,
                                &series->steps, &fault);
    free(text);
    if (!fine)
        return error_set(error, "%s:%s%s", name_file(source->text, shown),
                         isdigit((unsigned char)fault.text[0]) ? "" : " ",
                         fault.text);
    if (series->steps == 0)
        return error_set(error, "%s: there is no text in it",
                         name_file(source->text, shown));
    return label_next(series, spec, error);
}

const char *series_path(const struct series_source *source)
{
    return source->input    ? source->input
           : source->tokens ? source->tokens
                            : source->text;
}

bool series_tokens(const struct series_source *source)
{
    return source->tokens != NULL || source->text != NULL;
}

bool series_read(struct series *series, const struct series_source *source,
                 const struct model *model, struct error *error)
{
    struct csv csv = {0};
    char shown[SHOWN];

    *series = (struct series){0};
    if (series_tokens(source)) {
        if (source->text != NULL
                ? read_text(series, source, model, error)
                : read_tokens(series, source->tokens, model, error))
            return true;
        goto fail;
    }
    if (!csv_read(&csv, source->input, CSV_EMPTY_ERROR, error))
        goto fail;
    if (!read_table(series, &csv, source, model, error)) {
        error_prefix(error, "%s", name_file(source->input, shown));
        goto fail;
    }
    csv_finish(&csv);
    return true;

fail:
    csv_finish(&csv);
    series_finish(series);
    return false;
}

void series_finish(struct series *series)
{
    free(series->x);
    free(series->ids);
    free(series->values);
    free(series->labels);
    *series = (struct series){0};
}

bool series_find_bad(const struct series *series, int inputs, int *step,
                     int *input)
{
    for (int t = 0; series->x != NULL && t < series->steps; t++)
        for (int k = 0; k < inputs; k++)
            if (!isfinite(series->x[(size_t)t * inputs + k])) {
                *step = t + 1;
                *input = k + 1;
                return true;
            }
    return false;
}

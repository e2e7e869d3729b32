/* Model, series, labels, cast, lab: each stage is read by the next, and
 * everything but the lab is given back.
 */
#include "cli/stage/load.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/array.h"
#include "base/text.h"
#include "cli/assets.h"
#include "cli/stage/sequences.h"
#include "data/table/labels.h"

enum { PATH_LENGTH = 4096 };

struct files {
    struct model model;
    struct series series;
    struct labels labels;
    char (*label)[FILM_LABEL_MAX]; /* [steps], or NULL */
};

static void finish(struct files *files)
{
    free(files->label);
    labels_finish(&files->labels);
    series_finish(&files->series);
    model_finish(&files->model);
}

/* The part of a path behind its last slash. */
static const char *base_name(const char *path)
{
    const char *slash = strrchr(path, '/');
    return slash != NULL ? slash + 1 : path;
}

static void set_caption(struct caption *caption, const char *text)
{
    text_printable(text, strlen(text), caption->en, sizeof caption->en);
    memcpy(caption->ko, caption->en, sizeof caption->ko);
}

static bool make_labels(struct files *files, struct error *error)
{
    files->label = array_new((size_t)files->series.steps, FILM_LABEL_MAX,
                             "labels", error);
    return files->label != NULL;
}

/* Every step has the name of what is read there. */
static bool name_tokens(struct files *files, struct error *error)
{
    const struct vocabulary *words = &files->model.words;

    if (!make_labels(files, error))
        return false;
    for (int t = 0; t < files->series.steps; t++)
        snprintf(files->label[t], FILM_LABEL_MAX, "%s",
                 vocabulary_show(words->text[files->series.ids[t]]));
    return true;
}

/* Rows first .. last of the file are steps of the film. */
static bool set_labels(struct files *files, const struct load_source *source,
                       struct error *error)
{
    if (files->series.ids != NULL && files->model.words.count > 0)
        return name_tokens(files, error);
    if (source->series.input == NULL || strcmp(source->series.input, "-") == 0)
        return true;
    if (!labels_read(&files->labels, source->series.input, error))
        return false;
    if (files->labels.rows < files->series.steps)
        return true;
    if (!make_labels(files, error))
        return false;
    for (int t = 0; t < files->series.steps; t++) {
        const char *text = files->labels.text[t];
        text_printable(text, strlen(text), files->label[t], FILM_LABEL_MAX);
    }
    return true;
}

static bool check_rows(const struct load_source *source, int steps, int *first,
                       int *last, struct error *error)
{
    *first = source->first > 0 ? source->first : 1;
    *last = source->last > 0 ? source->last : steps;
    if (*last > steps || *first > *last)
        return error_set(error, "rows %d to %d are not in the input, which "
                         "has %d", *first, *last, steps);
    return true;
}

/* Numbers a step of the sequence. */
static int width_of(const struct model *model)
{
    return model->context > 1 ? 1 : model->params.spec.inputs;
}

/* A cast makes windows itself: it gets the last value of each. */
static void leave_last(struct files *files)
{
    struct series *series = &files->series;
    size_t inputs = (size_t)files->model.params.spec.inputs;

    if (files->model.context > 1)
        for (size_t t = 0; t < (size_t)series->steps; t++)
            series->x[t] = series->x[t * inputs + inputs - 1];
}

/* A network that was trained here to forecast its own series: what it should
 * have said at each step is the next input. */
static bool forecasts(const struct files *files)
{
    const struct model *model = &files->model;
    const struct series *series = &files->series;

    return model->column != NULL && series->x != NULL &&
           series->values == NULL && series->labels == NULL &&
           model->params.spec.head == HEAD_LINEAR &&
           width_of(model) == model->params.spec.outputs &&
           series->steps > 1;
}

static bool make_cast(struct cast *cast, const struct files *files,
                      const struct load_source *source, struct error *error)
{
    const struct model *model = &files->model;
    const struct series *series = &files->series;
    const struct spec *spec = &model->params.spec;
    bool next = forecasts(files);
    int first, last;

    if (!check_rows(source, series->steps - next, &first, &last, error))
        return false;
    size_t skipped = (size_t)first - 1;
    const real *targets = next ? series->x : series->values;
    struct film_source made = {
        .params = &model->params, .steps = last - first + 1,
        .x = series->x ? series->x + skipped * (size_t)width_of(model) : NULL,
        .ids = series->ids ? series->ids + skipped : NULL,
        .values = targets
            ? targets + (skipped + next) * (size_t)spec->outputs : NULL,
        .labels = series->labels ? series->labels + skipped : NULL,
        .mean = model->mean, .deviation = model->deviation,
        .label = files->label
            ? (const char (*)[FILM_LABEL_MAX])(files->label + skipped) : NULL,
        .trained = true,
        .seed = model->seed > 0 ? (uint64_t)model->seed : 0,
        .epochs = model->epochs,
        .loss_everywhere = source->series.text != NULL,
        .words = model->words.count > 0 ? &model->words : NULL,
        .feed = model->feed, .context = model->context};
    set_caption(&made.title, base_name(series_path(&source->series)));
    set_caption(&made.model, base_name(source->model));
    return cast->networks > 0 ? cast_add(cast, &made, error)
                              : cast_init(cast, &made, error);
}

static bool load_files(struct cast *cast, const struct load_source *source,
                       struct error *error)
{
    struct files files = {0};
    struct model_options how = source->how;
    struct series_source from = source->series;

    /* Given vectors, an embedding in the file is somebody else's. */
    how.vectors = !series_tokens(&from);
    from.model = source->model;
    bool fine =
        model_load(&files.model, source->model, &how, error) &&
        series_read(&files.series, &from, &files.model, error) &&
        set_labels(&files, source, error);

    if (fine)
        leave_last(&files);
    fine = fine && make_cast(cast, &files, source, error);
    finish(&files);
    return fine;
}

static bool load_opening(struct cast *cast, struct error *error)
{
    char model[PATH_LENGTH], input[PATH_LENGTH];
    /* January 1992 to December 1995, which it was not trained on. */
    enum { FIRST = 396, LAST = 443 };

    if (!assets_path("models/co2.safetensors", model, sizeof model, error) ||
        !assets_path("data/co2_change.csv", input, sizeof input, error))
        return false;
    const struct load_source source = {
        .model = model,
        .series = {.input = input, .columns = "change"},
        .first = FIRST, .last = LAST};
    if (!load_files(cast, &source, error))
        return false;
    cast->sequence.title = (struct caption){"Mauna Loa CO₂, monthly change",
                                            "마우나로아 CO₂의 월간 변화량"};
    cast->sequence.unit = (struct caption){"ppm", "ppm"};
    cast->opening = true;
    cast->network[0].first_unit = 2; /* starts anew every autumn */
    return true;
}

bool load_cast(struct cast *cast, const struct load_source *source,
               struct error *error)
{
    return source->model == NULL ? load_opening(cast, error)
                                 : load_files(cast, source, error);
}

struct lab *load_lab(const struct load_source *source,
                     const struct load_with *with, struct error *error)
{
    const struct lane_measure measure = {0};
    struct cast cast = {0};

    if (sequences_wanted(source)
            ? !sequences_cast(&cast, &source->model, 1, source->sequence,
                              with->kernels, error)
            : !load_cast(&cast, source, error))
        return NULL;
    const struct setup setup = lab_setup_of(&cast);
    struct lab *lab = lab_create(
        &(struct lab_start){.cast = &cast, .setup = &setup,
                            .kernels = with->kernels, .pool = with->pool},
        &measure, error);
    cast_finish(&cast);
    return lab;
}

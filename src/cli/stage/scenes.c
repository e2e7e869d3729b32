/* Text to struct by the table of keys, paths to files, files to a cast. A
 * path is changed where a scene is read and written, and nowhere else.
 */
#include "cli/stage/scenes.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/array.h"
#include "base/file.h"
#include "cli/open/folder.h"
#include "cli/stage/sequences.h"

static const char ending[] = ".scene";

bool scenes_is_name(const char *path)
{
    size_t length = strlen(path), tail = strlen(ending);

    return length >= tail && strcmp(path + length - tail, ending) == 0;
}

static bool fits(int length, struct error *error)
{
    return (length >= 0 && length < SCENE_PATH_MAX) ||
           error_set(error, "the path of a file is longer than %d bytes",
                     SCENE_PATH_MAX - 1);
}

/* Applies a change to the path of every file. */
static bool change_paths(struct scene_sources *sources, const char *scene,
                         bool (*change)(char path[SCENE_PATH_MAX],
                                        const char *scene,
                                        struct error *error),
                         struct error *error)
{
    for (int k = 0; k < sources->networks; k++)
        if (!change(sources->network[k].file, scene, error))
            return false;
    return change(sources->series.file, scene, error) &&
           change(sources->series.tokens, scene, error) &&
           change(sources->series.text, scene, error);
}

/* From the scene's folder to the program's. */
static bool from_scene(char path[SCENE_PATH_MAX], const char *scene,
                       struct error *error)
{
    const char *slash = strrchr(scene, '/');
    char name[SCENE_PATH_MAX];

    if (path[0] == '\0' || path[0] == '/' || slash == NULL)
        return true;
    memcpy(name, path, sizeof name);
    return fits(snprintf(path, SCENE_PATH_MAX, "%.*s/%s", (int)(slash - scene),
                         scene, name), error);
}

/* And back, where the file is there or below. */
static bool to_scene(char path[SCENE_PATH_MAX], const char *scene,
                     struct error *error)
{
    char whole[SCENE_PATH_MAX], folder[SCENE_PATH_MAX];

    if (path[0] == '\0')
        return true;
    if (!folder_whole_path(path, whole, sizeof whole) ||
        !folder_whole_path(scene, folder, sizeof folder))
        return fits(SCENE_PATH_MAX, error);
    char *slash = strrchr(folder, '/');
    size_t length = slash != NULL ? (size_t)(slash - folder) + 1 : 0;
    bool below = length > 0 && strncmp(whole, folder, length) == 0;
    return fits(snprintf(path, SCENE_PATH_MAX, "%s",
                         whole + (below ? length : 0)), error);
}

/* The second time it is known what the dials are when they were not moved. */
static bool read_text(const char *path, const char *text, size_t length,
                      struct scene_file *file, struct problems *problems)
{
    if (!schema_read(&scene_schema, path, text, length, file, problems))
        return false;
    const struct setup setup = file->setup;
    scene_file_defaults(file);
    file->begun = setup;
    return schema_read(&scene_schema, path, text, length, file, problems);
}

bool scenes_read(struct scene_file *file, const char *path,
                 struct error *error)
{
    struct problems problems;
    size_t length;
    char *text;

    scene_file_defaults(file);
    if (!file_read(path, SCHEMA_BYTES_MAX, &text, &length, error))
        return false;
    bool fine = read_text(path, text, length, file, &problems);
    free(text);
    return fine ? change_paths(&file->sources, path, from_scene, error)
                : problems_tell(&problems, error);
}

struct scene_file *scenes_load(const char *path, struct error *error)
{
    struct scene_file *file = array_new(1, sizeof *file, "the scene", error);

    if (file != NULL && !scenes_read(file, path, error)) {
        free(file);
        return NULL;
    }
    return file;
}

static const char *or_null(const char *text)
{
    return text[0] != '\0' ? text : NULL;
}

/* Network k with the series of the scene. */
static bool add_network(struct cast *cast, const struct scene_sources *sources,
                        int k, struct error *error)
{
    const struct scene_network *network = &sources->network[k];
    const struct scene_series *series = &sources->series;
    const struct load_source source = {
        .model = network->file,
        .how = {.prefix = or_null(network->prefix),
                .head = or_null(network->head),
                .embedding = or_null(network->embedding),
                .activation = or_null(network->activation),
                .variant = or_null(network->gru),
                .head_kind = or_null(network->head_kind)},
        .series = {.input = or_null(series->file),
                   .columns = or_null(series->columns),
                   .target = or_null(series->target),
                   .tokens = or_null(series->tokens),
                   .text = or_null(series->text)},
        .first = series->first, .last = series->last};

    return load_cast(cast, &source, error);
}

/* Is there nothing to read but what the networks were trained for? */
static bool is_task(const struct scene_sources *sources)
{
    const struct scene_series *series = &sources->series;

    return sources->networks > 0 && !sources->opening &&
           series->file[0] == '\0' && series->tokens[0] == '\0' &&
           series->text[0] == '\0';
}

static bool add_trained(struct cast *cast, const struct scene_sources *sources,
                        const struct kernels *kernels, struct error *error)
{
    const char *model[CAST_MAX];

    for (int k = 0; k < sources->networks; k++)
        model[k] = sources->network[k].file;
    return sequences_cast(cast, model, sources->networks,
                          sources->series.sequence, kernels, error);
}

static bool make_cast(struct cast *cast, const struct scene_sources *sources,
                      const char *path, const struct kernels *kernels,
                      struct error *error)
{
    if (is_task(sources))
        return add_trained(cast, sources, kernels, error) ||
               scene_file_blame(path, sources->network[0].place, error);
    if (sources->opening &&
        !load_cast(cast, &(struct load_source){0}, error))
        return false;
    for (int k = 0; k < sources->networks; k++)
        if (!add_network(cast, sources, k, error))
            return scene_file_blame(path, sources->network[k].place, error);
    return true;
}

struct lab *scenes_open(const struct scene_file *file, const char *path,
                        const struct load_with *with, struct error *error)
{
    struct cast cast = {0};
    const struct lab_start start = {.cast = &cast, .kernels = with->kernels,
                                    .pool = with->pool,
                                    .cost_max = with->cost_max};
    struct lab *lab = NULL;

    if (make_cast(&cast, &file->sources, path, with->kernels, error))
        lab = scene_file_open(file, path, &start, error);
    cast_finish(&cast);
    return lab;
}

/* The text of a scene that has its paths already. */
static bool write_text(const struct scene_file *file, const char *path,
                       struct error *error)
{
    static const char comment[] =
        "A scene of Gatereel: open it with gatereel open FILE";
    struct scene_file *plain = array_new(1, sizeof *plain, "the scene", error);
    struct output output;
    size_t length;
    char *text = NULL;

    if (plain == NULL)
        return false;
    scene_file_defaults(plain);
    plain->setup.lanes = 0; /* lanes are always written */
    plain->begun = file->setup;
    bool fine = schema_write(&scene_schema, file, plain, comment, &text,
                             &length, error) &&
                output_open(&output, path, error);
    if (fine) {
        output_write(&output, text, length);
        fine = output_commit(&output, error);
    }
    free(text);
    free(plain);
    return fine;
}

bool scenes_write(const struct scene_file *file, const char *path,
                  struct error *error)
{
    struct scene_file *named = array_new(1, sizeof *named, "the scene", error);

    if (named == NULL)
        return false;
    memcpy(named, file, sizeof *named);
    bool fine = change_paths(&named->sources, path, to_scene, error) &&
                write_text(named, path, error);
    free(named);
    return fine;
}

static bool copy_text(char *out, size_t size, const char *text,
                      struct error *error)
{
    int length = snprintf(out, size, "%s", text != NULL ? text : "");

    return (length >= 0 && (size_t)length < size) ||
           error_set(error, "'%.40s...' is longer than a scene file takes",
                     text);
}

#define COPY(to, from) copy_text(to, sizeof(to), from, error)

static bool copy_network(struct scene_network *network,
                         const struct load_source *source,
                         struct error *error)
{
    const struct model_options *how = &source->how;

    return COPY(network->file, source->model) &&
           COPY(network->prefix, how->prefix) &&
           COPY(network->head, how->head) &&
           COPY(network->embedding, how->embedding) &&
           COPY(network->activation, how->activation) &&
           COPY(network->gru, how->variant) &&
           COPY(network->head_kind, how->head_kind);
}

bool scenes_sources(struct scene_sources *sources,
                    const struct load_source *source, struct error *error)
{
    const struct series_source *series = &source->series;
    struct scene_series *to = &sources->series;

    *sources = (struct scene_sources){.opening = source->model == NULL};
    if (sources->opening)
        return true;
    if (series->input != NULL && strcmp(series->input, "-") == 0)
        return error_set(error, "the series came from standard input, which "
                         "no scene can name; give it as a file");
    sources->networks = 1;
    to->first = source->first;
    to->last = source->last;
    if (sequences_wanted(source))
        to->sequence = source->sequence > 0 ? source->sequence : 1;
    return copy_network(&sources->network[0], source, error) &&
           COPY(to->file, series->input) && COPY(to->tokens, series->tokens) &&
           COPY(to->text, series->text) &&
           COPY(to->columns, series->columns) &&
           COPY(to->target, series->target);
}

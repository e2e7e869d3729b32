/* Text to struct by the table of keys, paths to files, files to a cast.
 */
#include "cli/stage/scenes.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/array.h"
#include "base/file.h"

bool scenes_read(struct scene_file *file, const char *path,
                 struct error *error)
{
    struct problems problems;
    size_t length;
    char *text;

    scene_file_defaults(file);
    if (!file_read(path, SCHEMA_BYTES_MAX, &text, &length, error))
        return false;
    bool fine = schema_read(&scene_schema, path, text, length, file,
                            &problems);
    free(text);
    return fine || problems_tell(&problems, error);
}

/* `name` as it is seen from the folder of `path`. */
static bool find_file(const char *path, const char *name,
                      char out[SCENE_PATH_MAX], struct error *error)
{
    const char *slash = strrchr(path, '/');
    int folder = slash != NULL && name[0] != '/' ? (int)(slash - path) + 1 : 0;
    int length = snprintf(out, SCENE_PATH_MAX, "%.*s%s", folder, path, name);

    return (length >= 0 && length < SCENE_PATH_MAX) ||
           error_set(error, "the path of a file is longer than %d bytes",
                     SCENE_PATH_MAX - 1);
}

static const char *or_null(const char *text)
{
    return text[0] != '\0' ? text : NULL;
}

/* Network k with the series of the file. */
static bool add_network(struct cast *cast, const struct scene_file *file, int k,
                        const char *path, struct error *error)
{
    const struct scene_network *network = &file->network[k];
    const struct scene_series *series = &file->series;
    char model[SCENE_PATH_MAX], input[SCENE_PATH_MAX], tokens[SCENE_PATH_MAX];

    if (!find_file(path, network->file, model, error) ||
        !find_file(path, series->file, input, error) ||
        !find_file(path, series->tokens, tokens, error))
        return false;
    const struct load_source source = {
        .model = model,
        .how = {.prefix = or_null(network->prefix),
                .head = or_null(network->head),
                .embedding = or_null(network->embedding),
                .activation = or_null(network->activation),
                .variant = or_null(network->gru),
                .head_kind = or_null(network->head_kind)},
        .series = {.input = series->file[0] != '\0' ? input : NULL,
                   .columns = or_null(series->columns),
                   .target = or_null(series->target),
                   .tokens = series->tokens[0] != '\0' ? tokens : NULL},
        .first = series->first, .last = series->last};
    if (source.series.input == NULL && source.series.tokens == NULL)
        return error_set(error, "%s: there is a network but no series that it "
                         "reads", path);
    return load_cast(cast, &source, error);
}

static bool make_cast(struct cast *cast, const struct scene_file *file,
                      const char *path, struct error *error)
{
    if (file->opening && !load_cast(cast, &(struct load_source){0}, error))
        return false;
    for (int k = 0; k < file->networks; k++)
        if (!add_network(cast, file, k, path, error))
            return false;
    return true;
}

struct lab *scenes_open(const struct scene_file *file, const char *path,
                        const struct load_with *with, struct error *error)
{
    struct cast cast = {0};
    const struct lab_start start = {.cast = &cast, .kernels = with->kernels,
                                    .pool = with->pool};
    struct lab *lab = NULL;

    if (make_cast(&cast, file, path, error)) {
        lab = scene_file_open(file, &start, error);
        if (lab == NULL)
            error_prefix(error, "%s", path);
    }
    cast_finish(&cast);
    return lab;
}

bool scenes_write(const struct scene_file *file, const char *path,
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

/* `name` seen from the folder of `path` where it is there or below. */
static bool name_file(const char *path, const char *name,
                      char out[SCENE_PATH_MAX], struct error *error)
{
    const char *slash = strrchr(path, '/');
    size_t folder = slash != NULL ? (size_t)(slash - path) + 1 : 0;

    if (name == NULL)
        name = "";
    if (folder > 0 && strncmp(name, path, folder) == 0)
        name += folder;
    int length = snprintf(out, SCENE_PATH_MAX, "%s", name);
    return (length >= 0 && length < SCENE_PATH_MAX) ||
           error_set(error, "the path of a file is longer than %d bytes",
                     SCENE_PATH_MAX - 1);
}

static bool copy_text(char *out, size_t size, const char *text,
                      struct error *error)
{
    int length = snprintf(out, size, "%s", text != NULL ? text : "");
    return (length >= 0 && (size_t)length < size) ||
           error_set(error, "'%.40s...' is longer than a scene file takes",
                     text);
}

bool scenes_name_files(struct scene_file *file,
                       const struct load_source *source, const char *path,
                       struct error *error)
{
    struct scene_network *network = &file->network[0];
    struct scene_series *series = &file->series;
    const struct model_options *how = &source->how;

    file->opening = source->model == NULL;
    if (file->opening)
        return true;
    if (source->series.input != NULL &&
        strcmp(source->series.input, "-") == 0)
        return error_set(error, "the series came from standard input, which "
                         "no scene can name; give it as a file");
    file->networks = 1;
    series->first = source->first;
    series->last = source->last;
    return name_file(path, source->model, network->file, error) &&
           name_file(path, source->series.input, series->file, error) &&
           name_file(path, source->series.tokens, series->tokens, error) &&
           copy_text(series->columns, SCENE_NAMES_MAX, source->series.columns,
                     error) &&
           copy_text(series->target, SCENE_NAMES_MAX, source->series.target,
                     error) &&
           copy_text(network->prefix, SCENE_NAMES_MAX, how->prefix, error) &&
           copy_text(network->head, SCENE_NAMES_MAX, how->head, error) &&
           copy_text(network->embedding, SCENE_NAMES_MAX, how->embedding,
                     error) &&
           copy_text(network->activation, sizeof network->activation,
                     how->activation, error) &&
           copy_text(network->gru, sizeof network->gru, how->variant, error) &&
           copy_text(network->head_kind, sizeof network->head_kind,
                     how->head_kind, error);
}

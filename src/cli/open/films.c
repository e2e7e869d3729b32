/* A choice changes nothing before both files are there and run.
 */
#include "cli/open/films.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/stat.h>

#include "base/text.h"
#include "cli/open/folder.h"
#include "cli/run/pupil.h"

static const char between[] = " + ";
static const char model_end[] = ".safetensors";

static bool ends_in(const char *path, const char *end)
{
    size_t length = strlen(path), wanted = strlen(end);

    return length >= wanted && strcasecmp(path + length - wanted, end) == 0;
}

static bool set_path(char out[FILMS_PATH_MAX], const char *path,
                     struct error *error)
{
    return folder_whole_path(path, out, FILMS_PATH_MAX) ||
           error_set(error, "the path is longer than %d bytes; move the file "
                     "nearer", FILMS_PATH_MAX - 1);
}

/* "M.safetensors + X.csv" as two. */
static bool split(const char *path, struct films *films)
{
    for (const char *at = path; (at = strstr(at, between)) != NULL; at++) {
        size_t length = (size_t)(at - path);
        const char *input = at + strlen(between);
        if (length >= FILMS_PATH_MAX || strlen(input) >= FILMS_PATH_MAX)
            continue;
        memcpy(films->model, path, length);
        films->model[length] = '\0';
        strcpy(films->input, input);
        if (ends_in(films->model, model_end) && input[0] == '/')
            return true;
    }
    return false;
}

void films_finish(struct films *films)
{
    free(films->opened);
    films->opened = NULL;
}

void films_lend(struct films *films, const struct scene_sources *sources,
                const char *why)
{
    films->scene[0] = '\0';
    films->unnamed = (struct error){0};
    films->sources = sources != NULL ? *sources : (struct scene_sources){0};
    if (sources == NULL)
        error_set(&films->unnamed, "%s", why);
}

struct scene_file *films_take_scene(struct films *films)
{
    struct scene_file *opened = films->opened;

    films->opened = NULL;
    return opened;
}

/* Keeps what a scene would say of the sources, or why it could not. */
static void name_sources(struct films *films, const struct load_source *source)
{
    films->unnamed = (struct error){0};
    scenes_sources(&films->sources, source, &films->unnamed);
}

bool films_start(struct films *films, const struct load_source *source,
                 const struct load_with *with, struct lab **lab,
                 struct error *error)
{
    films_finish(films);
    *films = (struct films){0};
    name_sources(films, source);
    if (source->model != NULL && !set_path(films->model, source->model, error))
        return false;
    if (source->series.input != NULL &&
        strcmp(source->series.input, "-") != 0 &&
        !set_path(films->input, source->series.input, error))
        return false;
    *lab = load_lab(source, with, error);
    return *lab != NULL;
}

/* A pipe that never says anything would stop the window; what is missing is
 * said by who reads it. */
static bool is_readable(const char *path, struct error *error)
{
    char shown[256];
    struct stat about;

    return stat(path, &about) != 0 || S_ISREG(about.st_mode) ||
           error_set(error, "'%s' is no file but a folder, a pipe or a device",
                     text_printable(path, strlen(path), shown, sizeof shown));
}

/* Is it the network that the command line speaks of? */
static bool is_given(const struct films *films,
                     const struct load_source *source)
{
    char given[FILMS_PATH_MAX];

    return source->model != NULL && set_path(given, source->model, NULL) &&
           strcmp(given, films->model) == 0;
}

static enum films_result load(struct films *films, struct films chosen,
                              const struct load_source *given,
                              const struct load_with *with,
                              struct lab **lab, struct error *error)
{
    struct load_source source = {0};

    if (chosen.model[0] != '\0' && is_given(&chosen, given)) {
        source = *given;
        source.series.tokens = source.series.text = NULL;
    }
    if (chosen.model[0] != '\0') {
        bool reads = chosen.input[0] != '\0';
        if (!is_readable(chosen.model, error) ||
            (reads && !is_readable(chosen.input, error)))
            return FILMS_FAILED;
        source.model = chosen.model;
        source.series.input = reads ? chosen.input : NULL;
        source.sequence = 0;
    }
    *lab = load_lab(&source, with, error);
    if (*lab == NULL)
        return FILMS_FAILED;
    chosen.input_waits = false;
    chosen.scene[0] = '\0';
    name_sources(&chosen, &source);
    films_finish(films);
    chosen.opened = NULL;
    *films = chosen;
    return FILMS_LOADED;
}

/* The network and the series of a scene, for files that are chosen next. */
static bool set_files(struct films *films, struct error *error)
{
    const struct scene_sources *sources = &films->sources;
    const char *input = sources->series.file;

    return sources->networks == 0 || sources->opening ||
           (set_path(films->model, sources->network[0].file, error) &&
            (input[0] == '\0' || set_path(films->input, input, error)));
}

static enum films_result load_scene(struct films *films, const char *path,
                                    const struct load_with *with,
                                    struct lab **lab, struct error *error)
{
    struct films chosen = {0};

    if (!is_readable(path, error) || !set_path(chosen.scene, path, error))
        return FILMS_FAILED;
    chosen.opened = scenes_load(path, error);
    if (chosen.opened == NULL)
        return FILMS_FAILED;
    chosen.sources = chosen.opened->sources;
    *lab = set_files(&chosen, error)
        ? scenes_open(chosen.opened, path, with, error) : NULL;
    if (*lab == NULL) {
        films_finish(&chosen);
        return FILMS_FAILED;
    }
    films_finish(films);
    *films = chosen;
    return FILMS_LOADED;
}

enum films_result films_choose(struct films *films, const char *path,
                               const struct load_source *source,
                               const struct load_with *with,
                               struct lab **lab, struct error *error)
{
    struct films chosen = *films;
    char shown[256];

    if (path[0] == '\0')
        return load(films, (struct films){0}, source, with, lab, error);
    if (scenes_is_name(path))
        return load_scene(films, path, with, lab, error);
    if (split(path, &chosen))
        return load(films, chosen, source, with, lab, error);
    if (ends_in(path, model_end)) {
        if (!set_path(chosen.model, path, error))
            return FILMS_FAILED;
        if (chosen.input_waits)
            return load(films, chosen, source, with, lab, error);
        if (pupil_is(chosen.model)) {
            chosen.input[0] = '\0';
            return load(films, chosen, source, with, lab, error);
        }
        *films = chosen;
        return FILMS_WANTS_INPUT;
    }
    if (ends_in(path, ".csv")) {
        if (!set_path(chosen.input, path, error))
            return FILMS_FAILED;
        if (chosen.model[0] != '\0')
            return load(films, chosen, source, with, lab, error);
        chosen.input_waits = true;
        *films = chosen;
        return FILMS_WANTS_MODEL;
    }
    error_set(error, "'%s' is neither a network (.safetensors) nor a series "
              "(.csv) nor a scene (.scene)", text_printable(path, strlen(path), shown,
                                       sizeof shown));
    return FILMS_FAILED;
}

/* Is it a network on a test sequence of its task? */
static bool is_trained(const struct films *films)
{
    const struct scene_sources *sources = &films->sources;
    const struct scene_series *series = &sources->series;

    return films->model[0] != '\0' && films->unnamed.text[0] == '\0' &&
           sources->networks > 0 && series->file[0] == '\0' &&
           series->tokens[0] == '\0' && series->text[0] == '\0';
}

char *films_path(const struct films *films, char *out, size_t size)
{
    int length = 0;

    if (films->scene[0] != '\0')
        length = snprintf(out, size, "%s", films->scene);
    else if (films->model[0] != '\0' && films->input[0] != '\0')
        length = snprintf(out, size, "%s%s%s", films->model, between,
                          films->input);
    else if (is_trained(films))
        length = snprintf(out, size, "%s", films->model);

    if (length <= 0 || (size_t)length >= size)
        out[0] = '\0';
    return out;
}

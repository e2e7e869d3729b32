/* Films from the files that the user chooses, one after the other: a network
 * and a series, in either order; or a scene.
 *
 * The two together are remembered as one path, "M.safetensors + X.csv"; a
 * network that was trained here needs no series and is remembered alone.
 */
#ifndef GATEREEL_CLI_OPEN_FILMS_H
#define GATEREEL_CLI_OPEN_FILMS_H

#include <stdbool.h>

#include "base/error.h"
#include "cli/stage/scenes.h"

enum { FILMS_PATH_MAX = 1024 };

struct films {
    char model[FILMS_PATH_MAX];  /* the network shown, or one that waits for
                                    its series; "": that of the opening scene */
    char input[FILMS_PATH_MAX];  /* likewise the series */
    bool input_waits;            /* for the network that is to read it */
    char scene[FILMS_PATH_MAX];  /* the scene that was opened or saved last;
                                    "": none */
    struct scene_sources sources; /* what is shown, for a scene to name */
    struct error unnamed;        /* why no scene can; "": they can */
    struct scene_file *opened;   /* owned: its view waits to be shown, or NULL */
};

/* What came of a choice. */
enum films_result {
    FILMS_FAILED,        /* `error` says why; the film stays */
    FILMS_WANTS_INPUT,   /* a network was chosen: now its series */
    FILMS_WANTS_MODEL,   /* a series was chosen: now the network */
    FILMS_LOADED
};

void films_finish(struct films *films);

/* The lab that the command line asks for; on success *lab is the caller's to
 * destroy. */
bool films_start(struct films *films, const struct load_source *source,
                 const struct load_with *with, struct lab **lab,
                 struct error *error);

/* The user chose a file, or both as one path, or the opening scene (""). What
 * `source` says about its network and columns goes on being true for them. */
enum films_result films_choose(struct films *films, const char *path,
                               const struct load_source *source,
                               const struct load_with *with,
                               struct lab **lab, struct error *error);

/* What is shown now is the stage of a lesson: `sources` are what a scene of it
 * would name, NULL: nothing could, with `why` as a whole message. A scene of it
 * is saved under a name of its own. */
void films_lend(struct films *films, const struct scene_sources *sources,
                const char *why);

/* The scene whose lab was loaded last, to be freed by the caller; NULL where
 * it was of no scene. */
struct scene_file *films_take_scene(struct films *films);

/* What to remember the film as; "" for the opening scene. Returns out. */
char *films_path(const struct films *films, char *out, size_t size);

#endif

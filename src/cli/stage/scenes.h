/* Scene files on the disk, and the networks and series that they name. */
#ifndef GATEREEL_CLI_STAGE_SCENES_H
#define GATEREEL_CLI_STAGE_SCENES_H

#include "app/files/scene_file.h"
#include "cli/stage/load.h"

/* How their names end: "lag.scene". */
bool scenes_is_name(const char *path);

/* Reads a scene; the message has line and column of what is wrong. */
bool scenes_read(struct scene_file *file, const char *path,
                 struct error *error);

/* The same, with memory for the file, that is freed by the caller; NULL on
 * failure. */
struct scene_file *scenes_load(const char *path, struct error *error);

/* The lab of a scene, or NULL. `path` is where the file was. */
struct lab *scenes_open(const struct scene_file *file, const char *path,
                        const struct load_with *with, struct error *error);

/* Writes a scene: the old file stays until the new one is whole. Files in its
 * folder or below are named from there, so that all can move together. */
bool scenes_write(const struct scene_file *file, const char *path,
                  struct error *error);

/* The sources that the command line or the user's choice speak of. False with
 * a message where a scene could not name them. */
bool scenes_sources(struct scene_sources *sources,
                    const struct load_source *source, struct error *error);

#endif

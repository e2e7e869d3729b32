/* Scene files on the disk, and the networks and series that they name.
 *
 * Their paths are seen from the folder of the scene file.
 */
#ifndef GATEREEL_CLI_STAGE_SCENES_H
#define GATEREEL_CLI_STAGE_SCENES_H

#include "app/files/scene_file.h"
#include "cli/stage/load.h"

/* Reads a scene; the message has line and column of what is wrong. */
bool scenes_read(struct scene_file *file, const char *path,
                 struct error *error);

/* Its lab, or NULL. `path` is where the file was. */
struct lab *scenes_open(const struct scene_file *file, const char *path,
                        const struct load_with *with, struct error *error);

/* Writes a scene: the old file stays until the new one is whole. */
bool scenes_write(const struct scene_file *file, const char *path,
                  struct error *error);

/* Says in a scene file which files a film is from: `source` with whole paths,
 * the scene at `path`. Files in the scene's folder or below are named from
 * there, so that both can move together. */
bool scenes_name_files(struct scene_file *file,
                       const struct load_source *source, const char *path,
                       struct error *error);

#endif

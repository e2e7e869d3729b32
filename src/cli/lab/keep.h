/* What is on the screen as a scene file. */
#ifndef GATEREEL_CLI_LAB_KEEP_H
#define GATEREEL_CLI_LAB_KEEP_H

#include "cli/lab/preset_files.h"
#include "cli/open/films.h"

/* Saves it into the scene that was opened or saved last, else (a preset is
 * nobody's own) under the first free name, gatereel-0001.scene. films->scene is
 * then its whole path. */
bool keep_scene(struct films *films, const struct preset_files *presets,
                const struct lab *lab, const struct ui *ui,
                struct error *error);

#endif

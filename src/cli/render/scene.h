/* A scene or a preset as what `gatereel render` draws. */
#ifndef GATEREEL_CLI_RENDER_SCENE_H
#define GATEREEL_CLI_RENDER_SCENE_H

#include "cli/render/options.h"
#include "cli/stage/easel.h"

/* Its lab goes to the easel; what the options leave open is as it says. */
bool render_scene(struct easel *easel, struct render_options *options,
                  const struct load_with *with, struct error *error);

#endif

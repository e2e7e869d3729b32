/* A film of an easel: which moments it shows, and its progress. */
#ifndef GATEREEL_CLI_RENDER_FRAMES_H
#define GATEREEL_CLI_RENDER_FRAMES_H

#include "cli/render/options.h"
#include "cli/stage/easel.h"

/* Writes the film that the options ask for, measured before. False with an
 * empty message when it was interrupted; then nothing new is left but whole
 * pictures in a folder. */
bool frames_write(struct easel *easel, const struct render_options *options,
                  struct interrupt *interrupt, struct error *error);

#endif

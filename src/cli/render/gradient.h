/* Options on the gradient taken apart. */
#ifndef GATEREEL_CLI_RENDER_GRADIENT_H
#define GATEREEL_CLI_RENDER_GRADIENT_H

#include "cli/render/options.h"

/* False after saying what is wrong with the text. */
bool gradient_parse_quantity(struct render_options *options, const char *text);
bool gradient_parse_weights(struct render_options *options, const char *text);
/* An output from 1, whose influence is shown from then on. */
bool gradient_parse_influence(struct render_options *options,
                              const char *text);

#endif

/* The lanes that `gatereel render --view compare` shows. */
#ifndef GATEREEL_CLI_RENDER_LANES_H
#define GATEREEL_CLI_RENDER_LANES_H

#include "base/error.h"
#include "scene/lab/lab.h"

/* Networks by name, "model,rnn,lstm": model is the weight file, the others are
 * drawn from the seed. NULL: what the window shows at first. */
bool render_lanes(struct lab *lab, const char *names, struct error *error);

#endif

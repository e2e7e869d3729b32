/* The window from its start to its end, for the commands that open it. */
#ifndef GATEREEL_CLI_OPEN_OPEN_H
#define GATEREEL_CLI_OPEN_OPEN_H

#include "cli/open/options.h"

/* Returns the exit code; what is wrong has been said. */
int open_run(const struct open_options *options);

#endif

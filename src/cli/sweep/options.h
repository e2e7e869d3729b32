/* What the command line of `gatereel sweep` asks for. */
#ifndef GATEREEL_CLI_SWEEP_OPTIONS_H
#define GATEREEL_CLI_SWEEP_OPTIONS_H

#include "train/race/sweep.h"

struct sweep_options {
    struct sweep_setup setup;
    const char *output; /* CSV, "-" standard output; NULL: none */
};

enum { SWEEP_GO = -1 };

/* SWEEP_GO, or the exit code after help or a message. */
int sweep_options_parse(struct sweep_options *options, int argc, char **argv);

#endif

/* The command line of `gatereel gradients`. */
#ifndef GATEREEL_CLI_GRADIENTS_OPTIONS_H
#define GATEREEL_CLI_GRADIENTS_OPTIONS_H

#include "cli/gradients/curves.h"
#include "cli/run/series.h"
#include "model/model.h"
#include "nn/learn/init.h"

/* All text points into argv; NULL: not given. */
struct gradients_options {
    const char *model;           /* NULL: compare cells without one */
    struct model_options how;    /* what the weight file cannot say */
    struct series_source source;

    struct layer_spec cell[LINES_MAX]; /* units = hidden */
    int cells;
    int hidden, inputs, steps, seeds;
    const char *scheme;          /* --init as given */
    struct init_options init;    /* init.seed is the first one */

    bool detach;
    const char **pin;            /* [pins], owned */
    int pins;
    const char *output;
};

/* False when there is nothing to run: *code is the exit code, and what there
 * was to say (help, version, a usage error) has been said. */
bool gradients_options_parse(struct gradients_options *options, int argc,
                             char **argv, int *code);
void gradients_options_finish(struct gradients_options *options);

#endif

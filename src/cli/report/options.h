/* The command line of `gatereel report`. */
#ifndef GATEREEL_CLI_REPORT_OPTIONS_H
#define GATEREEL_CLI_REPORT_OPTIONS_H

#include "model/model.h"

/* All text points into argv; NULL: not given. */
struct report_options {
    const char *model;
    const char *against;       /* another model, to stand beside it */
    struct model_options how;  /* what the weight files cannot say */
    const char *input;         /* a folder of sequences, or one file */
    bool tokens;               /* of a folder: *.txt in place of *.csv */
    const char *columns, *target;
    int lags;                  /* the largest lag of gradients; 0: none */
    bool skip_bad;             /* files that cannot be read are left out */
    const char *output;        /* .csv or .json; NULL: tables to read */
};

/* False when there is nothing to run: *code is the exit code, and what there
 * was to say (help, version, a usage error) has been said. */
bool report_options_parse(struct report_options *options, int argc,
                          char **argv, int *code);

#endif

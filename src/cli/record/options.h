/* The command line of `gatereel record`. */
#ifndef GATEREEL_CLI_RECORD_OPTIONS_H
#define GATEREEL_CLI_RECORD_OPTIONS_H

#include "cli/run/series.h"
#include "model/model.h"

enum record_format { RECORD_CSV, RECORD_JSON, RECORD_TENSORS };

/* All text points into argv; NULL: not given. */
struct record_options {
    const char *model;
    struct model_options how; /* what the weight file cannot say */
    struct series_source source;
    int sequence;             /* where `source` is empty: the test sequence of
                                 the model's task, from 1; 0: the first */
    const char *state;
    const char *signals;
    const char **pin;         /* [pins], owned */
    int pins;
    const char *output;       /* NULL when `expect` is given */
    enum record_format format;
    const char *expect;
    double tolerance;
};

/* False when there is nothing to run: *code is the exit code, and what there
 * was to say (help, version, a usage error) has been said. */
bool record_options_parse(struct record_options *options, int argc,
                          char **argv, int *code);
void record_options_finish(struct record_options *options);

#endif

/* A lab from files: a model and what it reads, or the opening scene. */
#ifndef GATEREEL_CLI_STAGE_LOAD_H
#define GATEREEL_CLI_STAGE_LOAD_H

#include "base/error.h"
#include "cli/run/series.h"
#include "model/model.h"
#include "scene/lab/lab.h"

/* Where a lab comes from. Without a model it is the opening scene: the
 * trained LSTM of assets/models/co2.safetensors, which reads how the CO2 over
 * Mauna Loa changes from month to month, the last four years. */
struct load_source {
    const char *model;        /* a weight file, or NULL */
    struct model_options how;
    struct series_source series;
    int first, last;          /* rows of the series from 1; 0: all */
    int sequence;             /* without a series: the test sequence of what it
                                 was trained for, from 1; 0: the first */
};

/* What it runs with: borrowed. */
struct load_with {
    const struct kernels *kernels;
    struct pool *pool;        /* or NULL */
    double cost_max;          /* of scenes: see struct lab_start */
};

/* Adds what the files hold, series included, to a cast, {0} at first; from the
 * second network on the sequence is the first one's. On failure it is as it
 * was. */
bool load_cast(struct cast *cast, const struct load_source *source,
               struct error *error);

/* A lab with one lane, or NULL; the messages are whole sentences. */
struct lab *load_lab(const struct load_source *source,
                     const struct load_with *with, struct error *error);

#endif

/* A film from files: a model and what it reads, or the opening scene. */
#ifndef GATEREEL_CLI_STAGE_LOAD_H
#define GATEREEL_CLI_STAGE_LOAD_H

#include "base/error.h"
#include "cli/run/series.h"
#include "model/model.h"
#include "scene/film/film.h"

/* Where a film comes from. Without a model it is the opening scene: the
 * trained LSTM of assets/models/co2.safetensors, which reads how the CO2 over
 * Mauna Loa changes from month to month, the last four years. */
struct load_source {
    const char *model;        /* a weight file, or NULL */
    struct model_options how;
    struct series_source series;
    int first, last;          /* rows of the series from 1; 0: all */
};

/* Runs the film; the messages are whole sentences. */
bool load_film(struct film *film, const struct load_source *source,
               const struct kernels *kernels, struct error *error);

#endif

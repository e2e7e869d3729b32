/* The states that a run begins with, from a file. */
#ifndef GATEREEL_CLI_RECORD_START_H
#define GATEREEL_CLI_RECORD_START_H

#include "base/error.h"
#include "nn/net/tape.h"

/* Fills row 0 of a tape of values of one sequence. A file whose name ends in
 * .csv is an earlier record, whose last step is taken; any other is
 * safetensors and holds either an earlier record (layer0.h, layer0.c, ...: the
 * last rows) or h0 and c0, [layers][H] or [layers][1][H]. */
bool start_read(const char *path, struct tape *values, struct error *error);

#endif

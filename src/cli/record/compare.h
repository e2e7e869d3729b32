/* A recording against one in a file: how far apart, and since when. */
#ifndef GATEREEL_CLI_RECORD_COMPARE_H
#define GATEREEL_CLI_RECORD_COMPARE_H

#include <stdio.h>

#include "cli/run/recording.h"
#include "model/safetensors.h"

/* Adds what the file holds to what is recorded. */
void compare_select(const struct safetensors *expected,
                    const struct spec *spec, struct selection *selection);

/* Prints one line per array of the file to `out`: the largest difference, what
 * is allowed (`tolerance` times the largest finite |entry|, at least 1e-3),
 * and the first step and unit that differ by more. NaN agrees with NaN only.
 *
 * False, with a one-line summary, when an array differs, has another shape,
 * is not recorded by this network, or was asked for by name and is not in the
 * file. Arrays that are recorded by default and not in the file are listed,
 * no more. */
bool compare_recording(const struct recording *recording,
                       const struct safetensors *expected, double tolerance,
                       FILE *out, struct error *error);

#endif

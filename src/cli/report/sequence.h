/* The numbers of one sequence: a run of the network, read by nn/flow. */
#ifndef GATEREEL_CLI_REPORT_SEQUENCE_H
#define GATEREEL_CLI_REPORT_SEQUENCE_H

#include "cli/gradients/progress.h"
#include "cli/report/rows.h"
#include "cli/run/interrupt.h"
#include "cli/run/recording.h"

/* Fills sample[rows->count] from a recording that was run with gradients. A
 * retention that is only a lower bound is infinite; a lag that is longer than
 * the sequence stays NaN. False without memory, or, with no message, when it
 * was interrupted. */
bool sequence_measure(const struct recording *recording,
                      const struct rows *rows, double *sample,
                      struct interrupt *interrupt, struct progress *progress,
                      struct error *error);

#endif

/* What `gatereel sweep` prints and writes. */
#ifndef GATEREEL_CLI_SWEEP_REPORT_H
#define GATEREEL_CLI_SWEEP_REPORT_H

#include <stdio.h>

#include "train/race/sweep.h"

/* A row for each cell, a column for each lag: how many of the seeds that are
 * done learned it, and the median of the epochs it took them. */
void sweep_report_table(const struct sweep *sweep, FILE *out);

/* A line for each network that is done; atomically. "-": standard output. */
bool sweep_report_csv(const struct sweep *sweep, const char *path,
                      struct error *error);

#endif

/* Networks that were trained here, on a test sequence of their task: no file
 * besides theirs is needed.
 */
#ifndef GATEREEL_CLI_STAGE_SEQUENCES_H
#define GATEREEL_CLI_STAGE_SEQUENCES_H

#include "cli/stage/load.h"

/* Is a model given, and nothing that it could read? */
bool sequences_wanted(const struct load_source *source);

/* A cast of `count` files, all for one task, with test sequence `sequence`
 * from 1, 0 the first. */
bool sequences_cast(struct cast *cast, const char *const model[], int count,
                    int sequence, const struct kernels *kernels,
                    struct error *error);

/* What one network reads of such a sequence, with the right answers in place of
 * its own: of a series as far as the data go. */
bool sequences_read(struct series *series, const char *model, int sequence,
                    const struct kernels *kernels, struct error *error);

#endif

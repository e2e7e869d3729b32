/* What the command lines of record and gradients have in common: complaints,
 * and the options that choose a model and what it reads. `command` begins
 * every message.
 */
#ifndef GATEREEL_CLI_RUN_USAGE_H
#define GATEREEL_CLI_RUN_USAGE_H

#include <stdbool.h>
#include <stddef.h>

#include "cli/run/series.h"
#include "model/model.h"

/* "WHAT 'word'". Returns EXIT_USAGE. */
int usage_refuse(const char *command, const char *what, const char *word);

/* Index of the word given to --option; -1 after a message that lists all. */
int usage_choose(const char *command, const char *option, const char *word,
                 const char *const words[], size_t count);

/* Is there one source, and do the other options go with it? */
bool usage_check_source(const char *command,
                        const struct series_source *source);

/* Are --activation, --gru and --head-kind words that exist? */
bool usage_check_model(const char *command, const struct model_options *how);

#endif

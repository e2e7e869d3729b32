/* The options that say where a film comes from. `command` begins every
 * message.
 */
#ifndef GATEREEL_CLI_STAGE_SOURCE_H
#define GATEREEL_CLI_STAGE_SOURCE_H

#include "cli/stage/load.h"

/* "12-60" given to --rows. */
bool source_parse_rows(const char *command, const char *text,
                       struct load_source *source);

/* Is there a model where something is given that only a model could read, and
 * do the options around it go together? */
bool source_check(const char *command, const struct load_source *source);

#endif

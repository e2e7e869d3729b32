/* The life of a window: records in, frames out. */
#ifndef GATEREEL_CLI_OPEN_LOOP_H
#define GATEREEL_CLI_OPEN_LOOP_H

#include <stdbool.h>

#include "base/error.h"

struct session;

/* Until the user quits. False when the window or the file of --record-input
 * failed. */
bool loop_run(struct session *session, struct error *error);

/* What the file of --replay says, without a clock, then ends. */
bool loop_replay(struct session *session, struct error *error);

#endif

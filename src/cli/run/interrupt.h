/* Ctrl+C as a question that is asked between two batches, or two frames.
 *
 * The signals are held back and looked at when it suits, so there is no
 * handler, nothing is interrupted half-way, and no file-scope variable.
 */
#ifndef GATEREEL_CLI_RUN_INTERRUPT_H
#define GATEREEL_CLI_RUN_INTERRUPT_H

#include <signal.h>
#include <stdbool.h>

struct interrupt {
    sigset_t watched; /* interrupt, terminate and hang up, unless they were
                         ignored */
    sigset_t before;  /* the mask to go back to */
    bool seen;
};

/* Holds the signals back from here on. Call before threads are started. */
void interrupt_begin(struct interrupt *interrupt);

/* Was one of them sent since? Stays true once it is. */
bool interrupt_seen(struct interrupt *interrupt);

/* Back to what was before. What was sent twice does what it always does. */
void interrupt_end(struct interrupt *interrupt);

#endif

/* What `gatereel train` shows: one line that moves on a terminal, one line per
 * epoch elsewhere, and the result at the end.
 */
#ifndef GATEREEL_CLI_TRAIN_SCREEN_H
#define GATEREEL_CLI_TRAIN_SCREEN_H

#include <stdio.h>

#include "train/trainer.h"

struct screen {
    FILE *out;
    bool bar;                    /* a terminal */
    double began, shown;         /* when, in seconds of the clock */
    struct trainer_state begin;  /* where the trainer stood then */
    int epochs;                  /* finished ones that were shown */
};

/* Says what is trained. `column` names a series; else NULL. */
void screen_begin(struct screen *screen, FILE *out,
                  const struct trainer *trainer, const char *column);

/* After every batch; `now` is the clock in seconds. */
void screen_show(struct screen *screen, const struct trainer *trainer,
                 double now);

/* Ends the moving line, so that others can follow. */
void screen_end(struct screen *screen, const struct trainer *trainer);

/* The test loss beside its baseline, without flattery. */
void screen_verdict(const struct screen *screen, const struct trainer *trainer,
                    const char *column);

#endif

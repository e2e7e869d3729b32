/* Where in the film we are: one number along one timeline.
 *
 * The timeline is the forward pass, steps 1 .. T, and then the backward pass,
 * steps T .. 1. Every step has P phases, every phase TICKS ticks; whole
 * numbers, so that stepping back undoes stepping on exactly.
 */
#ifndef GATEREEL_SCENE_FILM_PLAYHEAD_H
#define GATEREEL_SCENE_FILM_PLAYHEAD_H

#include <stdbool.h>
#include <stdint.h>

#include "nn/net/spec.h"

enum { TICKS = 720720 }; /* divisible by 1..16: speeds stay exact */

enum pass { PASS_FORWARD, PASS_BACKWARD, PASSES };
extern const char *const pass_names[PASSES]; /* in files and on command lines:
                                                "forward", "backward" */

struct timeline {
    int steps;  /* T */
    int phases; /* P of a step */
};

/* The meaning of a position. A step is complete at the tick that ends it. */
struct moment {
    enum pass pass;
    int step;    /* 1 .. T: the one being computed, or just completed */
    int phase;   /* 0 .. P-1, in the order it is played (backward: reversed) */
    float part;  /* of the phase, 0 < part <= 1; 0 only at the very start */
    float whole; /* of the step, (phase + part) / P */
};

/* Ticks of one step, and of the whole timeline (2 T steps). */
int64_t timeline_step(const struct timeline *timeline);
int64_t timeline_length(const struct timeline *timeline);

/* Positions below 0 or past the end count as the ends. */
struct moment timeline_moment(const struct timeline *timeline, int64_t at);

/* The position at which a phase (0 .. P-1 as played) of a step is complete. */
int64_t timeline_at(const struct timeline *timeline, enum pass pass, int step,
                    int phase);

/* The next boundary of `unit` ticks (a step's or TICKS) before or after `at`. */
int64_t timeline_back(const struct timeline *timeline, int64_t at, int64_t unit);
int64_t timeline_on(const struct timeline *timeline, int64_t at, int64_t unit);

/* How many steps before the last one that is: T minus the step, and at the very
 * end, where the gradient has left step 1 for the start, T. */
int moment_lag(const struct moment *now, int steps);

/* Phases of a cell (forward). */
enum {
    LSTM_GATHER, LSTM_FORGET, LSTM_WRITE, LSTM_UPDATE, LSTM_EXPOSE, LSTM_OUTPUT,
    LSTM_PHASES
};
enum { GRU_GATHER, GRU_RESET, GRU_UPDATE, GRU_CANDIDATE, GRU_MIX, GRU_PHASES };
enum { RNN_GATHER, RNN_SUM, RNN_OUTPUT, RNN_PHASES };

struct phase_info {
    const char *en, *ko;  /* short names: "forget", "망각" */
    const char *symbols;  /* what appears: "f_{t}, f⊙c_{t−1}" */
};

int phase_count(enum cell cell);
const struct phase_info *phase_of(enum cell cell, int phase);

/* The phase in which a signal of the tape is computed. */
int phase_of_signal(enum cell cell, int signal);

/* How far phase `phase` (forward order) of a step is at a moment: 0 not begun,
 * 1 done. Backward it is how far the gradient has come through it. */
float phase_progress(const struct moment *now, int phases, int step, int phase);

#endif

/* Calculation by hand: one unit, round numbers, line by line. The numbers come
 * from a seed, the answers from the engine: the same cells run, and what is
 * asked is read off the tape.
 */
#ifndef GATEREEL_SCENE_COURSE_CALCULATE_CALCULATE_H
#define GATEREEL_SCENE_COURSE_CALCULATE_CALCULATE_H

#include <stdbool.h>
#include <stdint.h>

#include "base/error.h"
#include "nn/net/spec.h"
#include "scene/ui.h"

enum calculate_kind {
    CALCULATE_NEURON, /* weighted sum a, then tanh(a) */
    CALCULATE_RNN,    /* h_1, h_2, h_3 of one unit */
    CALCULATE_CHAIN,  /* dh_3/dh_0 in three factors, by the chain rule */
    CALCULATE_POWER,  /* U^k W for k = 0 .. 3: linear, one unit */
    CALCULATE_LSTM,   /* f, i, g, o, c, h, then dc_t/dc_{t-1} */
    CALCULATE_GRU,    /* r, z, n, h, then dh_t/dh_{t-1} along z */
    CALCULATES
};
extern const char *const calculate_names[CALCULATES]; /* "neuron", .. */

enum { CALCULATE_LINES_MAX = 8, CALCULATE_GIVENS_MAX = 24,
       CALCULATE_SYMBOL_MAX = 40, CALCULATE_FIELD_MAX = 16,
       CALCULATE_TEXT_MAX = 128 };

/* Something given: "w_f" 0.5. */
struct calculate_given {
    char symbol[CALCULATE_SYMBOL_MAX]; /* in markup: "w_{f}" */
    double value;
};

/* LINE_SHOWN: what the run has was shown without an answer. */
enum line_state { LINE_EMPTY, LINE_TYPED, LINE_RIGHT, LINE_WRONG, LINE_SHOWN };

/* Is it settled, one way or the other? */
static inline bool line_closed(enum line_state state)
{
    return state == LINE_RIGHT || state == LINE_SHOWN;
}

/* One line to fill in. */
struct calculate_line {
    char symbol[CALCULATE_SYMBOL_MAX]; /* "f_{t}" */
    const char *rule;          /* "σ(w_{f}x_{t} + u_{f}h_{t−1} + b_{f})" */
    char filled[CALCULATE_TEXT_MAX]; /* the same with the numbers put in */
    double value;              /* of the run */
    double within;             /* typed numbers this near are right: what
                                  comes of rounding the lines before to two
                                  digits */
    char letter;               /* whose hue it has: 'f', 'c' ..; 0: none */
    char field[CALCULATE_FIELD_MAX]; /* typed */
    enum line_state state;
};

/* {0} is none. */
struct calculate {
    enum calculate_kind kind;
    uint64_t seed;
    int givens, lines, line;   /* line: where the cursor is */
    struct calculate_given given[CALCULATE_GIVENS_MAX];
    struct calculate_line value[CALCULATE_LINES_MAX];
    int wrong;                 /* first wrong line; -1: none */
};

/* Draws round numbers by the seed and runs the cell. Fails only without
 * memory. */
bool calculate_begin(struct calculate *calculate, enum calculate_kind kind,
                     uint64_t seed, struct error *error);

/* Checks what was typed in the present line; moves on to the next open one
 * where it is right. */
void calculate_enter(struct calculate *calculate);

/* Types letters (digits, point, comma, minus), or takes the last one away. What
 * is right already stays, what was found wrong is typed anew. */
void calculate_type(struct calculate *calculate, const char *text);
void calculate_erase(struct calculate *calculate);
void calculate_go(struct calculate *calculate, int line);

/* Fills in every line that is not right yet. */
void calculate_solve(struct calculate *calculate);

/* The number given under this symbol; there is one. */
double calculate_number(const struct calculate *calculate, const char *symbol);

/* Why line k is wrong, in the present language: the mistake that gives what was
 * typed (no bias, no squashing, sigmoid for tanh, sign lost, f and i
 * exchanged, z the other way round ..), else the line with its numbers put in.
 * Returns out. */
char *calculate_why(const struct calculate *calculate, const struct ui *ui,
                    int k, char *out, size_t size);

static inline bool calculate_done(const struct calculate *calculate)
{
    for (int k = 0; k < calculate->lines; k++)
        if (calculate->value[k].state != LINE_RIGHT)
            return false;
    return calculate->lines > 0;
}

#endif
